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
#include "payments/service/emergency_fund_service.h"
#include "payments/service/fund_payment_service.h"
#include "payments/service/reconcile_records.h"
#include "payments/service/records.h"
#include "payments/service/recourse_service.h"
#include "payments/service/suspense_service.h"
#include "payments/service/wage_account_reasons.h"
#include "payments/service/wage_paper_service.h"
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

// What was paid outside the account, or a payee.
std::optional<std::string> contract_of_wage_paper(const Reader& reader, const std::string& id) {
  const auto outside = contract_in<payments::kPaidOutside>(reader, id);
  return outside ? outside : contract_in<payments::kPayeePapers>(reader, id);
}

using Version = std::optional<book::EntryNumber>;

template <const auto&... tables>
Version version_in(const Reader& reader, const std::string& id) {
  Version last;
  for (const auto& name : {tables.name...}) {
    const auto stored = reader.record({std::string(name), id});
    if (stored) last = stored->version;
  }
  return last;
}

// What happens to a line is news of its batch.
Version version_of_batch(const Reader& reader, const std::string& id) {
  auto last = version_in<payments::kBatches>(reader, id);
  if (!last) return last;
  for (const auto& line : reader.records(payments::kLines.name, id + "-")) {
    last = std::max(*last, line.version);
  }
  return last;
}

Version no_version(const Reader&, const std::string&) { return std::nullopt; }

struct Subject {
  std::string_view word;
  Reason unknown;
  std::optional<std::string> (*contract)(const Reader& reader, const std::string& id);
  Version (*version)(const Reader& reader, const std::string& id);
  std::string_view detail{};  ///< what the fault calls it, where that is not the word
};

constexpr std::array kSubjects{
    Subject{"account", book::kAccountNotFound, contract_of_account, no_version},
    Subject{"contract", payments::kContractUnknown, known_contract, no_version},
    Subject{"batch", payments::kBatchUnknown, contract_in<payments::kBatches>, version_of_batch},
    Subject{"file", payments::kFileUnknown, contract_in<payments::kFiles>,
            version_in<payments::kFiles>},
    Subject{"change", payments::kWorkerChangeUnknown, contract_in<payments::kWorkerChanges>,
            version_in<payments::kWorkerChanges>},
    Subject{"line", payments::kLineUnknown, contract_in<payments::kLines>,
            version_in<payments::kLines>},
    Subject{"assessment", payments::kAssessmentUnknown, contract_in<payments::kAssessments>,
            version_in<payments::kAssessments>},
    Subject{"notice", payments::kNoticeUnknown, contract_in<payments::kNotices>,
            version_in<payments::kNotices>},
    Subject{"letter", payments::kLetterUnknown, contract_in<payments::kLetters>,
            version_in<payments::kLetters>},
    Subject{"refund", payments::kRefundUnknown, contract_in<payments::kRefunds>,
            version_in<payments::kRefunds>},
    Subject{"case", payments::kRecourseCaseUnknown, contract_in<payments::kCases>,
            version_in<payments::kCases>},
    Subject{"payment", payments::kFundPaymentUnknown, contract_in<payments::kFundPayments>,
            version_in<payments::kFundPayments>},
    Subject{"paper", payments::kArrearsPaperUnknown, contract_of_arrears_paper,
            version_in<payments::kArrearsPapers, payments::kReductions>},
    Subject{"attachment", payments::kAttachmentUnknown, contract_in<payments::kAttachments>,
            version_in<payments::kAttachments>},
    Subject{"item", payments::kSuspenseItemUnknown, contract_of_entry,
            version_in<payments::kBankEntries>},
    Subject{"suspense_paper", payments::kSuspensePaperUnknown,
            contract_in<payments::kSuspensePapers>, version_in<payments::kSuspensePapers>, "paper"},
    Subject{"wage_paper", payments::kWagePaperUnknown, contract_of_wage_paper,
            version_in<payments::kPaidOutside, payments::kPayeePapers>, "paper"},
    Subject{"quarantined", payments::kQuarantineUnknown, contract_in<payments::kQuarantine>,
            version_in<payments::kQuarantine>, "id"},
    Subject{"proposal", payments::kProposalUnknown, contract_of_proposal,
            version_in<payments::kTopUps, payments::kCostChanges, payments::kAccountMoves,
                       payments::kAccountOpenings>,
            "id"},
    Subject{"bar", payments::kBarUnknown, contract_in<payments::kClosingBarRecords>,
            version_in<payments::kClosingBarRecords>},
    Subject{"closing", payments::kClosingUnknown, contract_in<payments::kClosings>,
            version_in<payments::kClosings>},
};

constexpr std::string_view kProjectWord = "project";

constexpr std::string_view kFundWord = "fund";

const Subject* find_subject(std::string_view word) {
  const auto* found = std::find_if(kSubjects.begin(), kSubjects.end(),
                                   [&](const Subject& one) { return one.word == word; });
  return found == kSubjects.end() ? nullptr : &*found;
}

const Subject& subject_named(std::string_view word) {
  const auto* found = find_subject(word);
  LEDGER_INVARIANT(found != nullptr);
  return *found;
}

// What the field names: one thing, several, or "<line>=AC04"; nothing where it was left out.
std::vector<std::string> things_in(const Call& call, const Field& field) {
  auto things = field.kind == FieldKind::texts ? call.given().texts(field.name)
                                               : std::vector{call.given().text(field.name)};
  for (auto& thing : things) thing.resize(std::min(thing.find('='), thing.size()));
  std::erase(things, "");
  return things;
}

// Of the path's first word; nothing where that leads to none.
std::optional<std::string> contract_of_path(const Call& call) {
  if (call.words().empty()) return std::nullopt;
  const auto& [word, value] = call.words().front();
  if (word == kProjectWord) {
    const auto contract = call.contract(value);
    return contract ? std::optional(contract->value.id) : std::nullopt;
  }
  const auto* subject = find_subject(word);
  return subject != nullptr ? subject->contract(call.reader(), value) : std::nullopt;
}

Result<void> check_thing_seen(const Call& call, std::string_view word, const std::string& value) {
  if (word == kFundWord) return check_fund_seen(call, value);
  const auto id = subject_named(word).contract(call.reader(), value);
  if (id && id == contract_of_path(call)) return {};
  const auto contract = id ? call.contract(*id) : fail(payments::kContractUnknown);
  if (contract && sees(call.reader(), call.grant(), contract->value)) return {};
  return tl::make_unexpected(unknown_subject(word, value));
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

std::optional<book::EntryNumber> version_of_subject(const Reader& reader, std::string_view word,
                                                    const std::string& value) {
  const auto* found = find_subject(word);
  return found != nullptr ? found->version(reader, value) : std::nullopt;
}

Result<void> check_named(const Call& call) {
  for (const auto* fields : {&call.route().query, &call.route().body, &call.route().headers}) {
    for (const auto& field : *fields) {
      if (field.thing.empty()) continue;
      for (const auto& thing : things_in(call, field)) {
        LEDGER_CHECK(check_thing_seen(call, field.thing, thing));
      }
    }
  }
  return {};
}

Result<void> check_fund_seen(const Call& call, const std::string& fund) {
  const auto found = payments::find(call.reader(), payments::kFunds, fund);
  const bool seen = found && payments::sees_region(call.grant(), found->value.region);
  return seen ? Result<void>() : fail(payments::kFundUnknown, {{"fund", fund}});
}

Result<void> check_of_project(const Call& call, std::string_view word, const std::string& value) {
  const auto contract = LEDGER_TRY(call.contract(call.word(kProjectWord)));
  const auto id = subject_named(word).contract(call.reader(), value);
  if (!id) return tl::make_unexpected(unknown_subject(word, value));
  const auto owner = LEDGER_TRY(call.contract(*id)).value;
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
