#include "api/routes/subject.h"

#include <algorithm>
#include <array>
#include <optional>

#include "ledger/base/invariant.h"
#include "ledger/base/text.h"
#include "ledger/book/reasons.h"
#include "payments/service/arrears_service.h"
#include "payments/service/attachment_service.h"
#include "payments/service/deposit_reasons.h"
#include "payments/service/fund_payment_service.h"
#include "payments/service/reconcile_records.h"
#include "payments/service/records.h"
#include "payments/service/recourse_service.h"
#include "payments/service/suspense_service.h"
#include "payments/service/wage_account_reasons.h"
#include "payments/service/worker_change_service.h"

namespace anxin::routes {
namespace {

using ledger::Reader;
using payments::RecordTable;

// The id of the contract that a record names.
template <const auto& table>
std::optional<std::string> contract_in(const Reader& reader, const std::string& id) {
  const auto found = payments::find(reader, table, id);
  if (!found) return std::nullopt;
  return found->value.contract;
}

// Of a wage account: a top-up, a change of labour cost, a move, an opening balance.
std::optional<std::string> contract_of_proposal(const Reader& reader, const std::string& id) {
  if (auto found = contract_in<payments::kTopUps>(reader, id)) return found;
  if (auto found = contract_in<payments::kCostChanges>(reader, id)) return found;
  if (auto found = contract_in<payments::kAccountMoves>(reader, id)) return found;
  return contract_in<payments::kAccountOpenings>(reader, id);
}

// Of a bank's statement.
std::optional<std::string> contract_of_entry(const Reader& reader, const std::string& id) {
  const auto entry = payments::find(reader, payments::kBankEntries, id);
  if (!entry) return std::nullopt;
  return contract_in<payments::kStatements>(reader, entry->value.statement);
}

std::optional<std::string> known_contract(const Reader& reader, const std::string& id) {
  const auto record = reader.record({std::string(payments::kContracts.name), id});
  return record ? std::optional(id) : std::nullopt;
}

// "c:<contract>:<kind>…"; no other account is a contract's.
std::optional<std::string> contract_of_account(const Reader& reader, const std::string& name) {
  const auto parts = split(name, ':');
  if (parts.size() < 3 || parts[0] != "c") return std::nullopt;
  return known_contract(reader, std::string(parts[1]));
}

// A paper establishes or reduces.
std::optional<std::string> contract_of_arrears_paper(const Reader& reader, const std::string& id) {
  const auto established = contract_in<payments::kArrearsPapers>(reader, id);
  return established ? established : contract_in<payments::kReductions>(reader, id);
}

struct Subject {
  std::string_view word;
  Reason unknown;
  std::optional<std::string> (*contract)(const Reader& reader, const std::string& id);
  std::string_view detail{};  ///< what the fault calls it, where that is not the word
};

constexpr std::array kSubjects{
    Subject{"account", book::kAccountNotFound, contract_of_account},
    Subject{"contract", payments::kContractUnknown, known_contract},
    Subject{"batch", payments::kBatchUnknown, contract_in<payments::kBatches>},
    Subject{"file", payments::kFileUnknown, contract_in<payments::kFiles>},
    Subject{"change", payments::kWorkerChangeUnknown, contract_in<payments::kWorkerChanges>},
    Subject{"line", payments::kLineUnknown, contract_in<payments::kLines>},
    Subject{"assessment", payments::kAssessmentUnknown, contract_in<payments::kAssessments>},
    Subject{"notice", payments::kNoticeUnknown, contract_in<payments::kNotices>},
    Subject{"letter", payments::kLetterUnknown, contract_in<payments::kLetters>},
    Subject{"refund", payments::kRefundUnknown, contract_in<payments::kRefunds>},
    Subject{"case", payments::kRecourseCaseUnknown, contract_in<payments::kCases>},
    Subject{"payment", payments::kFundPaymentUnknown, contract_in<payments::kFundPayments>},
    Subject{"paper", payments::kArrearsPaperUnknown, contract_of_arrears_paper},
    Subject{"attachment", payments::kAttachmentUnknown, contract_in<payments::kAttachments>},
    Subject{"item", payments::kSuspenseItemUnknown, contract_of_entry},
    Subject{"suspense_paper", payments::kSuspensePaperUnknown,
            contract_in<payments::kSuspensePapers>, "paper"},
    Subject{"quarantined", payments::kQuarantineUnknown, contract_in<payments::kQuarantine>, "id"},
    Subject{"proposal", payments::kProposalUnknown, contract_of_proposal, "id"},
    Subject{"bar", payments::kBarUnknown, contract_in<payments::kClosingBarRecords>},
    Subject{"closing", payments::kClosingUnknown, contract_in<payments::kClosings>},
};

constexpr std::string_view kProjectWord = "project";

const Subject& subject_named(std::string_view word) {
  const auto* found = std::find_if(kSubjects.begin(), kSubjects.end(),
                                   [&](const Subject& one) { return one.word == word; });
  LEDGER_INVARIANT(found != kSubjects.end());
  return *found;
}

}  // namespace

Fault unknown_subject(std::string_view word, const std::string& value) {
  if (word == kProjectWord) return {payments::kContractUnknown, -1, {}, {{"contract", value}}};
  const auto& subject = subject_named(word);
  const auto detail = subject.detail.empty() ? word : subject.detail;
  return {subject.unknown, -1, {}, {{std::string(detail), value}}};
}

Result<payments::Contract> subject_of(const payments::PaymentsBook& book, const Reader& reader,
                                      std::string_view word, const std::string& value) {
  if (word == kProjectWord) return LEDGER_TRY(book.contract(reader, value)).value;
  const auto id = subject_named(word).contract(reader, value);
  if (!id) return tl::make_unexpected(unknown_subject(word, value));
  return LEDGER_TRY(book.contract(reader, *id)).value;
}

Result<void> check_of_project(const Call& call, std::string_view word, const std::string& value) {
  const auto& ground = call.ground();
  const payments::PaymentsBook book(ground.writer, ground.store, ground.clock, ground.vault,
                                    ground.data);
  const auto contract = LEDGER_TRY(book.contract(call.reader(), call.word(kProjectWord)));
  const auto owner = LEDGER_TRY(subject_of(book, call.reader(), word, value));
  if (owner.id == contract.value.id) return {};
  return tl::make_unexpected(unknown_subject(word, value));
}

std::vector<payments::Versioned<payments::Contract>> contracts_seen(
    const Reader& reader, const payments::AccessGrant& grant) {
  auto contracts = payments::find_all(reader, payments::kContracts);
  std::erase_if(contracts, [&](const auto& one) { return !sees(reader, grant, one.value); });
  return contracts;
}

std::string region_of_contract(const Reader& reader, const payments::Contract& contract) {
  const auto project = payments::find(reader, payments::kProjects, contract.project);
  return project ? project->value.region : "";
}

}  // namespace anxin::routes
