// The answer of the fund's bank, and what a fund's payments look like.
#include <algorithm>

#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/domain/chart.h"
#include "payments/service/deposit_parts.h"
#include "payments/service/discharge_lines.h"
#include "payments/service/fund_payment_parts.h"

namespace anxin::payments {
namespace {

using namespace fund_payment_state;

Fields content_of(const Caller& caller, const FundPaymentAnswer& answer) {
  return {{"/op", "fund.advance-result"},
          {"/actor", caller.actor},
          {"/payment", answer.payment},
          {"/on", answer.on ? to_string(*answer.on) : ""},
          {"/paid", join(answer.answers.paid, ",")},
          {"/failed", text_of(answer.answers.failed)},
          {"/returned", text_of(answer.answers.returned)},
          {"/rest_paid", answer.answers.rest_paid ? "true" : "false"}};
}

// The bank that pays answers; where its paper reaches the regulator, the regulator does.
Result<void> check_answering(const PaymentsBook& book, const Caller& caller,
                             const FundPayment& payment) {
  const auto staff = LEDGER_TRY(book.known(caller.actor));
  const bool bank = staff.role == Role::bank && staff.party == payment.bank;
  if (bank || staff.role == Role::regulator) return {};
  return fail(kNotPermitted, {{"actor", staff.actor}, {"role", std::string(to_word(staff.role))}});
}

Result<void> check_day(const FundPayment& payment, Date on, Date today) {
  const auto* with_bank = std::get_if<WithBank>(&payment.state);
  const bool executed = std::holds_alternative<Executed>(payment.state);
  if (with_bank == nullptr && !executed) return wrong_state(payment);
  const bool before = with_bank != nullptr && on < with_bank->on;
  if (on > today || before) return fail(kAnswerDate, {{"on", to_string(on)}});
  return {};
}

// The wage is owed again. The money is back with the fund in place of what the employer owes for
// the line; as far as it has paid that, the fund has both, and owes one back.
Moves wage_back(const OwedLine& owed) {
  return {mirror(posting::paid_outside(wage_of(owed.line.value, owed.month)))};
}
std::vector<DischargeAnswering::OwedFor> owed_for(const FundPayment& payment,
                                                  const OwedLine& owed) {
  return {{posting::fund_pays_living_cost(payment.fund, owed.line.value.employer),
           posting::fund_given(payment.fund)}};
}

// Paid after it was said to have failed: what was released has to be there still, on the day it
// left and ever since.
struct LatePayment {
  Money sum;
  Date on;
};
Result<void> check_late(const PaymentsBook& book, const ledger::Reader& reader,
                        const FundPayment& payment, const LatePayment& late) {
  const auto bank = chart::fund_bank(payment.fund);
  const auto held =
      std::min(available_of(reader, bank), least_since(reader, bank, late.on, book.today()));
  if (late.sum <= held) return {};
  return fail(kFundMoreThanHeld, {{"held", to_string(held)}});
}

}  // namespace

Result<ledger::Receipt> FundPaymentService::answer(const Caller& caller,
                                                   const FundPaymentAnswer& answer) {
  return book_.perform(caller, content_of(caller, answer),
                       [&](const ledger::Reader& reader) -> Result<CommandDraft> {
                         const auto stored = LEDGER_TRY(load_payment(reader, answer.payment));
                         LEDGER_CHECK(check_answering(book_, caller, stored.value));
                         auto payment = stored.value;
                         const Date on = answer.on.value_or(book_.today());
                         LEDGER_CHECK(check_day(payment, on, book_.today()));
                         const auto contract = LEDGER_TRY(book_.contract(reader, payment.contract));
                         DischargeAnswering lines(
                             reader, contract.value, {payment.id, payment.hold_key, payment.lines},
                             {[&](const OwedLine& owed) { return moves_of(stored.value, owed); },
                              [](const OwedLine& owed) { return wage_back(owed); },
                              [&](const OwedLine& owed) { return owed_for(stored.value, owed); },
                              [&](Money late, Date day) {
                                return check_late(book_, reader, payment, {late, day});
                              }});
                         LEDGER_CHECK(lines.take(answer.answers, on));
                         const bool with_bank = std::holds_alternative<WithBank>(payment.state);
                         if (with_bank && lines.waiting() == 0) payment.state = Executed{on};
                         auto draft = std::move(lines).finish("payment");
                         draft.update(kFundPayments, stored, payment);
                         draft.answer("state", std::string(to_word(payment.state)));
                         return draft;
                       });
}

Result<FundPayment> FundPaymentService::show(const std::string& id) const {
  const auto reader = LEDGER_TRY(book_.read());
  return LEDGER_TRY(load_payment(reader, id)).value;
}

Result<std::vector<FundPayment>> FundPaymentService::list(const std::string& fund) const {
  const auto reader = LEDGER_TRY(book_.read());
  if (!find(reader, kFunds, fund)) return fail(kFundUnknown, {{"fund", fund}});
  std::vector<FundPayment> payments;
  for (auto& one : find_all(reader, kFundPayments, fund + "-P")) {
    if (one.value.fund == fund) payments.push_back(std::move(one.value));
  }
  return payments;
}

}  // namespace anxin::payments
