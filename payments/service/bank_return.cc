// Returns that the bank passes on (pacs.004): paid → returned, before the statement shows the
// money.
#include "ledger/base/amount.h"
#include "payments/service/bank_service.h"
#include "payments/service/open_claims.h"
#include "payments/service/payroll_parts.h"
#include "payments/service/reconcile_records.h"
#include "payments/service/reconcile_service.h"

namespace anxin::payments {
namespace {

using namespace line_state;

class AdviceTaking {
 public:
  AdviceTaking(const PaymentsBook& book, const ledger::Reader& reader, const Caller& caller)
      : book_(book), reader_(reader), caller_(caller), claims_(reader) {}

  Result<CommandDraft> run(const ReturnAdvice& advice, const std::string& digest) {
    for (const auto& back : advice.returns) LEDGER_CHECK(take(back));
    if (contract_.empty()) return fail(kNothingToImport);
    const auto key = contract_ + "/" + advice.message_id;
    if (find(reader_, kResults, key)) return fail(kDuplicateFile, {{"file", advice.message_id}});
    draft_.create(kResults, key, {contract_, advice.original_message_id, digest});
    claims_.finish(draft_);
    restate_batches(reader_, changed_, draft_);
    answer();
    return std::move(draft_);
  }

 private:
  Result<void> take(const PaymentReturn& back) {
    const auto line = find(reader_, kLines, back.end_to_end_id);
    if (!line) return fail(kBankFileRefused, {{"count", "1"}});
    LEDGER_CHECK(check_contract(line->value));
    const auto* paid = std::get_if<Paid>(&line->value.state);
    const bool again = changed_.contains(line->key);
    if (again || std::holds_alternative<Returned>(line->value.state)) return known();
    const auto file = paid == nullptr ? std::nullopt : find(reader_, kFiles, paid->file);
    if (!file) return except(kStatusBackwards, line->key);
    if (back.amount != line->value.net) return except(kAmountDiffers, line->key);
    return take_back(*line, file->value, day_of(back, *paid, file->value), back.reason);
  }

  // One message, one contract: it is remembered under it.
  Result<void> check_contract(const PayrollLine& line) {
    if (contract_ == line.contract) return {};
    if (!contract_.empty()) return fail(kBankFileRefused, {{"count", "1"}});
    contract_ = line.contract;
    return {};
  }

  // A day that both sides have signed does not change any more.
  [[nodiscard]] Date day_of(const PaymentReturn& back, const Paid& paid,
                            const InstructionFile& file) const {
    const auto day = back.settled.value_or(book_.today());
    const auto account = find(reader_, kWageAccounts, file.contract + "/" + file.wage_account);
    const bool is_open = account && check_unsigned(reader_, account->value, day);
    return day > book_.today() || day < paid.on || !is_open ? book_.today() : day;
  }

  Result<void> take_back(const Versioned<PayrollLine>& line, const InstructionFile& file, Date on,
                         const std::string& reason) {
    const auto contract = LEDGER_TRY(book_.contract(reader_, file.contract));
    const auto account =
        LEDGER_TRY(book_.wage_account_named(reader_, file.contract, file.wage_account));
    LEDGER_TRY(book_.require(reader_, caller_, contract.value,
                             {account.account.bank, {Role::bank, Role::clerk, Role::approver}}));
    const auto month = LEDGER_TRY(load_line(reader_, line.key)).month;
    const auto wage = wage_of(line.value, month);
    draft_.post(on, {mirror(posting::wage_paid(wage, account.ledger_name))}, line.value.net);
    claims_.take_line(line.value, on, draft_);
    draft_.create(kAdvisedReturns, line.key,
                  {file.contract, file.wage_account, line.key, line.value.net, on, ""});
    auto changed = line.value;
    changed.state = Returned{reason, on};
    draft_.update(kLines, line, changed);
    changed_[line.key] = std::move(changed);
    returned_.add(line.value.net);
    return {};
  }

  Result<void> known() {
    ++known_;
    return {};
  }

  Result<void> except(Reason reason, const std::string& line) {
    if (!exception_text_.empty()) exception_text_ += ", ";
    exception_text_ += std::string(reason.word()) + " " + line;
    ++exceptions_;
    return {};
  }

  void answer() {
    draft_.answer("kind", "returns");
    draft_.answer("returned", count_text(returned_.count));
    draft_.answer("returned_sum", to_string(returned_.sum));
    draft_.answer("known", count_text(known_));
    draft_.answer("exceptions", count_text(exceptions_));
    if (exceptions_ > 0) draft_.answer("exception_lines", exception_text_);
  }

  const PaymentsBook& book_;
  const ledger::Reader& reader_;
  const Caller& caller_;
  std::string contract_;
  ChangedLines changed_;
  ClaimReturns claims_;
  Tally returned_;
  std::size_t known_ = 0;
  std::size_t exceptions_ = 0;
  std::string exception_text_;
  CommandDraft draft_;
};

}  // namespace

Result<ledger::Receipt> BankService::import_returns(const Caller& caller,
                                                    const ReturnAdvice& advice,
                                                    const std::string& digest) {
  Fields content{{"/op", "bank.import"}, {"/actor", caller.actor}, {"/file", digest}};
  return book_.perform(caller, std::move(content),
                       [&](const ledger::Reader& reader) -> Result<CommandDraft> {
                         return AdviceTaking(book_, reader, caller).run(advice, digest);
                       });
}

}  // namespace anxin::payments
