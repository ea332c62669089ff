#include "payments/domain/posting_table.h"

#include "payments/domain/chart.h"

namespace anxin::payments {
namespace {

// One contract and all that can stand around it.
struct Example {
  std::string_view contract = "C";
  std::string_view owner = "O";
  std::string_view worker = "W";
  std::string_view letter = "L";
  std::string_view fund = "F";
  std::string_view kind = "tax";
  std::string_view employer = "S";
  WageOf wage{"C", std::chrono::year(2026) / std::chrono::October, "S", "W"};
  ClaimOf claim{"C", "GC", "S"};
  book::AccountName bank = chart::wage_bank("C", "B");
  book::AccountName other_bank = chart::wage_bank("C", "B2");
  std::string_view other_contract = "D";  // shares the account number
  book::AccountName others_bank = chart::wage_bank("D", "B");
};

using Rules = std::vector<PostingRule>;
constexpr auto kPosted = PostingHow::posted;

void add_funding(const Example& x, Rules& rules) {
  namespace p = posting;
  rules.push_back({"labour-cost-due", kPosted, {p::labour_cost_due(x.contract, x.owner)}});
  rules.push_back({"labour-cost-met", kPosted, {p::labour_cost_met(x.contract, x.owner)}});
  rules.push_back({"funded", kPosted, {p::funded(x.contract, x.bank)}});
  rules.push_back({"price-certified", kPosted, {p::price_certified(x.contract, x.owner)}});
  rules.push_back({"price-paid", kPosted, {p::price_paid(x.contract, x.owner)}});
  rules.push_back({"owner-advanced", kPosted, p::owner_advanced(x.contract, x.owner, x.bank)});
}

void add_wages(const Example& x, Rules& rules) {
  namespace p = posting;
  rules.push_back({"wage-accrued", kPosted, {p::wage_accrued(x.wage)}});
  rules.push_back({"accrual-reduced", kPosted, {p::accrual_reduced(x.wage)}});
  rules.push_back({"withheld", kPosted, {p::withheld(x.wage, x.kind)}});
  rules.push_back({"remitted", kPosted, {p::remitted(x.contract, x.kind, x.employer)}});
  rules.push_back({"withheld-undone", kPosted, p::withheld_undone(x.wage, x.kind)});
  rules.push_back({"advance-deducted", kPosted, {p::advance_deducted(x.wage)}});
  rules.push_back({"wage-paid", PostingHow::held, {p::wage_paid(x.wage, x.bank)}});
  rules.push_back({"wage-returned", kPosted, {mirror(p::wage_paid(x.wage, x.bank))}});
  rules.push_back({"paid-again", kPosted, {p::paid_again(x.wage, x.bank)}});
  rules.push_back({"over-accrued", kPosted, {p::over_accrued(x.contract, x.worker)}});
  rules.push_back({"overpaid-returned", kPosted, {p::overpaid_returned(x.wage, x.bank)}});
  rules.push_back({"overpaid-deducted", kPosted, {p::overpaid_deducted(x.wage)}});
  rules.push_back({"paid-outside", kPosted, {p::paid_outside(x.wage)}});
}

void add_suspense(const Example& x, Rules& rules) {
  namespace p = posting;
  rules.push_back({"unexplained-credit", kPosted, {p::unexplained_credit(x.contract, x.bank)}});
  rules.push_back({"unexplained-debit", kPosted, {p::unexplained_debit(x.contract, x.bank)}});
  rules.push_back({"credit-was-funding", kPosted, {p::credit_was_funding(x.contract)}});
  rules.push_back({"credit-was-wage", kPosted, {p::credit_was_wage(x.wage)}});
  rules.push_back({"credit-sent-back", kPosted, {p::credit_sent_back(x.contract, x.bank)}});
  rules.push_back({"credit-carried-over", kPosted,
                   p::credit_carried_over(x.contract, x.bank, x.other_contract, x.others_bank)});
  rules.push_back({"debit-was-wage", kPosted, {p::debit_was_wage(x.wage)}});
  rules.push_back({"debit-put-right", kPosted, {p::debit_put_right(x.contract, x.bank)}});
  rules.push_back({"restitution-owed", kPosted, {p::restitution_owed(x.contract, x.employer)}});
  rules.push_back(
      {"restitution-paid", kPosted, {p::restitution_paid(x.contract, x.employer, x.bank)}});
}

void add_deposit(const Example& x, Rules& rules) {
  namespace p = posting;
  rules.push_back({"deposit-stored", kPosted, {p::deposit_stored(x.contract)}});
  rules.push_back({"deposit-interest-earned", kPosted, {p::deposit_interest_earned(x.contract)}});
  rules.push_back({"deposit-refunded", kPosted, {p::deposit_refunded(x.contract)}});
  rules.push_back({"deposit-interest-taken", kPosted, {p::deposit_interest_taken(x.contract)}});
  rules.push_back({"deposit-pays", PostingHow::held, p::deposit_pays(x.wage)});
  rules.push_back({"letter-taken", kPosted, {p::letter_taken(x.contract, x.letter)}});
  rules.push_back({"letter-ended", kPosted, {p::letter_ended(x.contract, x.letter)}});
  rules.push_back({"letter-pays", PostingHow::held, p::letter_pays(x.wage, x.letter)});
  rules.push_back({"letter-funds", kPosted, p::letter_funds(x.contract, x.letter, x.bank)});
  rules.push_back({"claim-arises", kPosted, {p::claim_arises(x.claim)}});
  rules.push_back({"claim-ended", kPosted, {p::claim_ended(x.claim)}});
}

void add_fund(const Example& x, Rules& rules) {
  namespace p = posting;
  rules.push_back({"fund-given", kPosted, {p::fund_given(x.fund)}});
  rules.push_back({"fund-given-back", kPosted, {p::fund_given_back(x.fund)}});
  rules.push_back(
      {"fund-advances", PostingHow::held, p::fund_advances(x.wage, x.fund, x.employer)});
  rules.push_back(
      {"fund-pays-living-cost", PostingHow::held, {p::fund_pays_living_cost(x.fund, x.employer)}});
  rules.push_back({"fund-recovered", kPosted, {p::fund_recovered(x.fund, x.employer)}});
  rules.push_back({"fund-written-off", kPosted, {p::fund_written_off(x.fund, x.employer)}});
}

void add_account(const Example& x, Rules& rules) {
  namespace p = posting;
  rules.push_back({"bank-changed", kPosted, {p::bank_changed(x.bank, x.other_bank)}});
  rules.push_back({"account-closed", kPosted, {p::account_closed(x.contract, x.bank)}});
}

}  // namespace

std::vector<PostingRule> posting_table() {
  const Example example;
  Rules rules;
  add_funding(example, rules);
  add_wages(example, rules);
  add_suspense(example, rules);
  add_deposit(example, rules);
  add_fund(example, rules);
  add_account(example, rules);
  return rules;
}

}  // namespace anxin::payments
