#include "payments/domain/posting.h"

#include <algorithm>
#include <iterator>

#include "payments/domain/chart.h"

namespace anxin::payments {
namespace {

using book::AccountName;

AccountName payable_of(const WageOf& wage) {
  return chart::wage_payable(wage.contract, wage.month, wage.employer, wage.worker);
}

}  // namespace

Move mirror(const Move& move) { return {move.credit, move.debit}; }

Moves mirror(const Moves& moves) {
  Moves turned;
  std::transform(moves.begin(), moves.end(), std::back_inserter(turned),
                 [](const Move& move) { return mirror(move); });
  return turned;
}

namespace posting {

// ---- funding
// -------------------------------------------------------------------------------------

Move labour_cost_due(std::string_view contract, std::string_view owner) {
  return {chart::funding_due(contract, owner), chart::funding_contra(contract, owner)};
}

Move labour_cost_met(std::string_view contract, std::string_view owner) {
  return mirror(labour_cost_due(contract, owner));
}

Move funded(std::string_view contract, const AccountName& wage_bank) {
  return {wage_bank, chart::escrow(contract)};
}

Move price_certified(std::string_view contract, std::string_view owner) {
  return {chart::price_open(contract, owner), chart::price_contra(contract, owner)};
}

Move price_paid(std::string_view contract, std::string_view owner) {
  return mirror(price_certified(contract, owner));
}

Moves owner_advanced(std::string_view contract, std::string_view owner,
                     const AccountName& wage_bank) {
  return {funded(contract, wage_bank), price_paid(contract, owner)};
}

// ---- wages
// ---------------------------------------------------------------------------------------

Move wage_accrued(const WageOf& wage) { return {chart::escrow(wage.contract), payable_of(wage)}; }

Move accrual_reduced(const WageOf& wage) { return mirror(wage_accrued(wage)); }

Move withheld(const WageOf& wage, std::string_view kind) {
  return {payable_of(wage), chart::deduction_payable(wage.contract, kind, wage.employer)};
}

Moves withheld_undone(const WageOf& wage, std::string_view kind) {
  return {mirror(withheld(wage, kind)), accrual_reduced(wage)};
}

Move remitted(std::string_view contract, std::string_view kind, std::string_view withholder) {
  return {chart::deduction_payable(contract, kind, withholder), chart::escrow(contract)};
}

Move advance_deducted(const WageOf& wage) {
  return {payable_of(wage), chart::escrow(wage.contract)};
}

Move wage_paid(const WageOf& wage, const AccountName& wage_bank) {
  return {payable_of(wage), wage_bank};
}

Move paid_again(const WageOf& wage, const AccountName& wage_bank) {
  return {chart::overpaid(wage.contract, wage.worker), wage_bank};
}

Move over_accrued(std::string_view contract, std::string_view worker) {
  return {chart::overpaid(contract, worker), chart::escrow(contract)};
}

Move overpaid_returned(const WageOf& wage, const AccountName& wage_bank) {
  return {wage_bank, chart::overpaid(wage.contract, wage.worker)};
}

Move overpaid_deducted(const WageOf& wage) {
  return {payable_of(wage), chart::overpaid(wage.contract, wage.worker)};
}

Move paid_outside(const WageOf& wage) { return {payable_of(wage), chart::escrow(wage.contract)}; }

// ---- suspense
// ------------------------------------------------------------------------------------

Move unexplained_credit(std::string_view contract, const AccountName& wage_bank) {
  return {wage_bank, chart::suspense_in(contract)};
}

Move unexplained_debit(std::string_view contract, const AccountName& wage_bank) {
  return {chart::suspense_out(contract), wage_bank};
}

Move credit_was_funding(std::string_view contract) {
  return {chart::suspense_in(contract), chart::escrow(contract)};
}

Move credit_was_wage(const WageOf& wage) {
  return {chart::suspense_in(wage.contract), payable_of(wage)};
}

Move credit_sent_back(std::string_view contract, const AccountName& wage_bank) {
  return {chart::suspense_in(contract), wage_bank};
}

Moves credit_carried_over(std::string_view from, const AccountName& from_bank, std::string_view to,
                          const AccountName& to_bank) {
  return {credit_sent_back(from, from_bank), funded(to, to_bank)};
}

Move debit_was_wage(const WageOf& wage) {
  return {payable_of(wage), chart::suspense_out(wage.contract)};
}

Move debit_put_right(std::string_view contract, const AccountName& wage_bank) {
  return {wage_bank, chart::suspense_out(contract)};
}

Move restitution_owed(std::string_view contract, std::string_view debtor) {
  return {chart::restitution_due(contract, debtor), chart::suspense_out(contract)};
}

Move restitution_paid(std::string_view contract, std::string_view debtor,
                      const AccountName& wage_bank) {
  return {wage_bank, chart::restitution_due(contract, debtor)};
}

// ---- deposit and letters
// -------------------------------------------------------------------------

Move deposit_stored(std::string_view contract) {
  return {chart::deposit_bank(contract), chart::deposit_liability(contract)};
}

Move deposit_interest_earned(std::string_view contract) {
  return {chart::deposit_bank(contract), chart::deposit_interest(contract)};
}

Move deposit_refunded(std::string_view contract) { return mirror(deposit_stored(contract)); }

Move deposit_interest_taken(std::string_view contract) {
  return mirror(deposit_interest_earned(contract));
}

Moves deposit_pays(const WageOf& wage) {
  return {{payable_of(wage), chart::deposit_bank(wage.contract)},
          {chart::deposit_liability(wage.contract), chart::escrow(wage.contract)}};
}

Move letter_taken(std::string_view contract, std::string_view letter) {
  return {chart::guarantee_letter(contract, letter), chart::guarantee_contra(contract, letter)};
}

Move letter_ended(std::string_view contract, std::string_view letter) {
  return mirror(letter_taken(contract, letter));
}

Moves letter_pays(const WageOf& wage, std::string_view letter) {
  return {paid_outside(wage), letter_ended(wage.contract, letter)};
}

Moves letter_funds(std::string_view contract, std::string_view letter,
                   const AccountName& wage_bank) {
  return {funded(contract, wage_bank), letter_ended(contract, letter)};
}

// ---- claims
// --------------------------------------------------------------------------------------

Move claim_arises(const ClaimOf& claim) {
  return {chart::claim(claim.contract, claim.creditor, claim.debtor),
          chart::claim_contra(claim.contract, claim.creditor, claim.debtor)};
}

Move claim_ended(const ClaimOf& claim) { return mirror(claim_arises(claim)); }

// ---- emergency fund
// ------------------------------------------------------------------------------

Move fund_given(std::string_view fund) {
  return {chart::fund_bank(fund), chart::fund_capital(fund)};
}

Move fund_given_back(std::string_view fund) { return mirror(fund_given(fund)); }

Moves fund_advances(const WageOf& wage, std::string_view fund, std::string_view debtor) {
  return {paid_outside(wage), fund_pays_living_cost(fund, debtor)};
}

Move fund_pays_living_cost(std::string_view fund, std::string_view debtor) {
  return {chart::fund_receivable(fund, debtor), chart::fund_bank(fund)};
}

Move fund_recovered(std::string_view fund, std::string_view debtor) {
  return mirror(fund_pays_living_cost(fund, debtor));
}

Move fund_written_off(std::string_view fund, std::string_view debtor) {
  return {chart::fund_capital(fund), chart::fund_receivable(fund, debtor)};
}

// ---- the account itself
// --------------------------------------------------------------------------

Move bank_changed(const AccountName& from, const AccountName& to) { return {to, from}; }

Move account_closed(std::string_view contract, const AccountName& wage_bank) {
  return mirror(funded(contract, wage_bank));
}

}  // namespace posting
}  // namespace anxin::payments
