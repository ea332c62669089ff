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
#include "payments/service/records.h"
#include "payments/service/recourse_service.h"
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

// "c:<contract>:<kind>…"; no other account is a contract's.
std::optional<std::string> contract_of_account(const Reader&, const std::string& name) {
  const auto parts = split(name, ':');
  if (parts.size() < 3 || parts[0] != "c") return std::nullopt;
  return std::string(parts[1]);
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
};

constexpr std::array kSubjects{
    Subject{"account", book::kAccountNotFound, contract_of_account},
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
  return {subject_named(word).unknown, -1, {}, {{std::string(word), value}}};
}

Result<payments::Contract> subject_of(const payments::PaymentsBook& book, const Reader& reader,
                                      std::string_view word, const std::string& value) {
  if (word == kProjectWord) return LEDGER_TRY(book.contract(reader, value)).value;
  const auto id = subject_named(word).contract(reader, value);
  if (!id) return tl::make_unexpected(unknown_subject(word, value));
  return LEDGER_TRY(book.contract(reader, *id)).value;
}

}  // namespace anxin::routes
