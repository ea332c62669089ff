// Every posting rule of payments: which account an event debits and which it credits.
//
// Role: services name both sides of a posting through these functions and nowhere else, as they
//       name accounts through chart.h. posting_table.h lists them all for people and for the test
//       of the identities.
// Shape: pure; a rule gives moves, and every move of one rule is posted with the same amount. A
//        rule of more than one move must be carried out in one entry.
// Source: payments.md, "Posting rules".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/date.h"
#include "ledger/book/account.h"

namespace anxin::payments {

struct Move {
  book::AccountName debit;
  book::AccountName credit;
  friend bool operator==(const Move&, const Move&) = default;
};
using Moves = std::vector<Move>;

/// The same money the other way: returns (退汇), corrections, ends.
[[nodiscard]] Move mirror(const Move& move);
[[nodiscard]] Moves mirror(const Moves& moves);

/// What one employer owes one worker for one month.
struct WageOf {
  std::string contract;
  Month month;
  std::string employer;
  std::string worker;
};

/// A creditor that has paid in the debtor's place.
struct ClaimOf {
  std::string contract;
  std::string creditor;
  std::string debtor;
};

namespace posting {

using book::AccountName;

// ---- funding ------------------------------------------------------------------------------------

/// A month's labour cost falls due by contract (人工费用应拨). Memo.
[[nodiscard]] Move labour_cost_due(std::string_view contract, std::string_view owner);
/// The owner has paid what was due. Memo.
[[nodiscard]] Move labour_cost_met(std::string_view contract, std::string_view owner);
/// Money for wages arrives: from the owner, the contractor, as interest, or as an opening balance.
[[nodiscard]] Move funded(std::string_view contract, const AccountName& wage_bank);
/// Progress is certified (进度款确认); its price is open until it is paid. Memo.
[[nodiscard]] Move price_certified(std::string_view contract, std::string_view owner);
/// The owner has paid a part of the price. Memo.
[[nodiscard]] Move price_paid(std::string_view contract, std::string_view owner);
/// The owner advances wages within the unsettled price (Decree 724 art. 29): its own debt, no
/// claim.
[[nodiscard]] Moves owner_advanced(std::string_view contract, std::string_view owner,
                                   const AccountName& wage_bank);

// ---- wages --------------------------------------------------------------------------------------

/// A wage is earned, gross; or arrears are established by a document.
[[nodiscard]] Move wage_accrued(const WageOf& wage);
/// Less is owed than was accrued, by a document or the worker's own confirmation.
[[nodiscard]] Move accrual_reduced(const WageOf& wage);
/// Tax, social insurance or another amount is withheld.
[[nodiscard]] Move withheld(const WageOf& wage, std::string_view kind);
/// The withholder has remitted it from its own money.
[[nodiscard]] Move remitted(std::string_view contract, std::string_view kind,
                            std::string_view withholder);
/// The wage never accrued, and what was withheld from it and not remitted yet is owed to nobody.
[[nodiscard]] Moves withheld_undone(const WageOf& wage, std::string_view kind);
/// An earlier advance (借支) is deducted.
[[nodiscard]] Move advance_deducted(const WageOf& wage);
/// Paid from the wage account: a hold, then its settlement.
[[nodiscard]] Move wage_paid(const WageOf& wage, const AccountName& wage_bank);
/// Paid again after it was paid: the worker owes it back.
[[nodiscard]] Move paid_again(const WageOf& wage, const AccountName& wage_bank);
/// More was accrued and paid than was earned.
[[nodiscard]] Move over_accrued(std::string_view contract, std::string_view worker);
/// The worker gave it back, or the next wage was lowered by it.
[[nodiscard]] Move overpaid_returned(const WageOf& wage, const AccountName& wage_bank);
[[nodiscard]] Move overpaid_deducted(const WageOf& wage);
/// Paid outside the account, in cash; or deposited with a notary (提存) for a worker nobody finds.
[[nodiscard]] Move paid_outside(const WageOf& wage);

// ---- suspense -----------------------------------------------------------------------------------

[[nodiscard]] Move unexplained_credit(std::string_view contract, const AccountName& wage_bank);
[[nodiscard]] Move unexplained_debit(std::string_view contract, const AccountName& wage_bank);
/// The credit was labour cost; a wage that came back; a stranger's, and is sent back.
[[nodiscard]] Move credit_was_funding(std::string_view contract);
[[nodiscard]] Move credit_was_wage(const WageOf& wage);
[[nodiscard]] Move credit_sent_back(std::string_view contract, const AccountName& wage_bank);
/// The credit was labour cost of another contract that shares the account number: it leaves this
/// sub-book and its suspense, and is the other's funding.
[[nodiscard]] Moves credit_carried_over(std::string_view from, const AccountName& from_bank,
                                        std::string_view to, const AccountName& to_bank);
/// The debit was a wage; was put right by the bank; is owed by who took it, who then pays it back.
[[nodiscard]] Move debit_was_wage(const WageOf& wage);
[[nodiscard]] Move debit_put_right(std::string_view contract, const AccountName& wage_bank);
[[nodiscard]] Move restitution_owed(std::string_view contract, std::string_view debtor);
[[nodiscard]] Move restitution_paid(std::string_view contract, std::string_view debtor,
                                    const AccountName& wage_bank);

// ---- deposit and letters ------------------------------------------------------------------------

[[nodiscard]] Move deposit_stored(std::string_view contract);
[[nodiscard]] Move deposit_interest_earned(std::string_view contract);
/// 返还: the principal; the interest, freely.
[[nodiscard]] Move deposit_refunded(std::string_view contract);
[[nodiscard]] Move deposit_interest_taken(std::string_view contract);
/// A notice of payment (支付通知书) pays a wage from the deposit: a hold, then its settlement.
[[nodiscard]] Moves deposit_pays(const WageOf& wage);
[[nodiscard]] Move letter_taken(std::string_view contract, std::string_view letter);
[[nodiscard]] Move letter_ended(std::string_view contract, std::string_view letter);
/// The guarantor pays a wage, and has a claim against the contractor.
[[nodiscard]] Moves letter_pays(const WageOf& wage, std::string_view letter);
/// The guarantor pays into the wage account instead; ordinary payroll pays on.
[[nodiscard]] Moves letter_funds(std::string_view contract, std::string_view letter,
                                 const AccountName& wage_bank);

// ---- claims -------------------------------------------------------------------------------------

/// Somebody has paid in the debtor's place (Decree 724 arts 30, 36, 37). Memo.
[[nodiscard]] Move claim_arises(const ClaimOf& claim);
/// Recovered, settled between the parties, or written off. Memo.
[[nodiscard]] Move claim_ended(const ClaimOf& claim);

// ---- emergency fund -----------------------------------------------------------------------------

/// 财政拨入; interest.
[[nodiscard]] Move fund_given(std::string_view fund);
[[nodiscard]] Move fund_given_back(std::string_view fund);
/// The fund advances a wage (Decree 724 art. 63): a hold, then its settlement.
[[nodiscard]] Moves fund_advances(const WageOf& wage, std::string_view fund,
                                  std::string_view debtor);
/// The fund pays living cost or a fare that does not count as wages.
[[nodiscard]] Move fund_pays_living_cost(std::string_view fund, std::string_view debtor);
[[nodiscard]] Move fund_recovered(std::string_view fund, std::string_view debtor);
[[nodiscard]] Move fund_written_off(std::string_view fund, std::string_view debtor);

// ---- the account itself -------------------------------------------------------------------------

/// The money goes to the same contract's account at another bank.
[[nodiscard]] Move bank_changed(const AccountName& from, const AccountName& to);
/// Closed after its procedure: the rest belongs to the contractor.
[[nodiscard]] Move account_closed(std::string_view contract, const AccountName& wage_bank);

}  // namespace posting
}  // namespace anxin::payments
