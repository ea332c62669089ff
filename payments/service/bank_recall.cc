// The bank's answers to recalls (camt.029): kept for people to see; nothing is booked by them.
#include <fmt/format.h>

#include "ledger/base/amount.h"
#include "payments/domain/matching.h"
#include "payments/service/bank_service.h"
#include "payments/service/payroll_parts.h"

namespace anxin::payments {
namespace {

constexpr std::string_view kComes = "CNCL";
constexpr std::string_view kComesNot = "RJCR";

class RecallTaking {
 public:
  RecallTaking(const PaymentsBook& book, const ledger::Reader& reader, const Caller& caller)
      : book_(book), reader_(reader), caller_(caller) {}

  Result<CommandDraft> run(const RecallAnswers& recall, const std::string& digest) {
    for (const auto& answer : recall.answers) LEDGER_CHECK(take(recall, answer));
    if (contract_.empty()) return fail(kNothingToImport);
    const auto key = contract_ + "/" + recall.message_id;
    if (find(reader_, kResults, key)) return fail(kDuplicateFile, {{"file", recall.message_id}});
    draft_.create(kResults, key, {contract_, "", digest});
    draft_.answer("kind", "recall");
    draft_.answer("coming", count_text(coming_));
    draft_.answer("refused", count_text(refused_));
    draft_.answer("pending", count_text(taken_ - coming_ - refused_));
    return std::move(draft_);
  }

 private:
  Result<void> take(const RecallAnswers& recall, const RecallAnswer& answer) {
    const auto contract = LEDGER_TRY(contract_of(answer));
    if (contract_.empty()) {
      contract_ = contract;
      const auto found = LEDGER_TRY(book_.contract(reader_, contract));
      const auto account = LEDGER_TRY(account_of(answer, contract));
      LEDGER_TRY(book_.require(reader_, caller_, found.value,
                               {account.account.bank, {Role::bank, Role::clerk, Role::approver}}));
    }
    // One message, one contract: it is remembered under it.
    if (contract != contract_) return fail(kBankFileRefused, {{"count", "1"}});
    const auto& status = answer.status.empty() ? recall.status : answer.status;
    draft_.create(kRecalls, fmt::format("{}/{}/{:04}", contract_, recall.message_id, ++taken_),
                  {contract_, answer.end_to_end_id, answer.payment_info_id, status, answer.reason,
                   recall.message_id, book_.today()});
    if (status == kComes) ++coming_;
    if (status == kComesNot) ++refused_;
    return {};
  }

  // The account that paid, which may be another one than today's.
  [[nodiscard]] Result<PaymentsBook::Account> account_of(const RecallAnswer& answer,
                                                         const std::string& contract) const {
    const auto line = find(reader_, kLines, answer.end_to_end_id);
    const auto file =
        find(reader_, kFiles, line ? file_of(line->value.state) : answer.payment_info_id);
    if (!file) return book_.wage_account(reader_, contract);
    return book_.wage_account_named(reader_, contract, file->value.wage_account);
  }

  [[nodiscard]] Result<std::string> contract_of(const RecallAnswer& answer) const {
    if (const auto line = find(reader_, kLines, answer.end_to_end_id)) return line->value.contract;
    const auto file = find(reader_, kFiles, answer.payment_info_id);
    if (answer.end_to_end_id.empty() && file) return file->value.contract;
    return fail(kBankFileRefused, {{"count", "1"}});
  }

  const PaymentsBook& book_;
  const ledger::Reader& reader_;
  const Caller& caller_;
  std::string contract_;
  std::size_t taken_ = 0;
  std::size_t coming_ = 0;
  std::size_t refused_ = 0;
  CommandDraft draft_;
};

}  // namespace

Result<ledger::Receipt> BankService::import_recall(const Caller& caller,
                                                   const RecallAnswers& recall,
                                                   const std::string& digest) {
  Fields content{{"/op", "bank.import"}, {"/actor", caller.actor}, {"/file", digest}};
  return book_.perform(caller, std::move(content),
                       [&](const ledger::Reader& reader) -> Result<CommandDraft> {
                         return RecallTaking(book_, reader, caller).run(recall, digest);
                       });
}

Result<std::vector<RecallNote>> BankService::recalls(const std::string& contract) const {
  const auto reader = LEDGER_TRY(book_.read());
  const auto found = LEDGER_TRY(book_.contract(reader, contract));
  std::vector<RecallNote> notes;
  for (auto& note : find_all(reader, kRecalls, found.value.id + "/")) {
    notes.push_back(std::move(note.value));
  }
  return notes;
}

}  // namespace anxin::payments
