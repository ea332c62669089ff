// The chart of accounts: how each account of a contract is named in the ledger.
//
// Role: every service names accounts through these functions and nowhere else.
// Shape: c:<contract>:<kind>[:…], so that one contract's accounts, and within it one month's
//        workers, are neighbours on disk; f:<fund>:<kind>[:…] for an emergency fund.
// Source: payments.md, "Accounts".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/date.h"
#include "ledger/book/account.h"

namespace anxin::payments::chart {

using book::AccountName;

/// Every account of the contract begins with this.
[[nodiscard]] std::string contract_prefix(std::string_view contract);

/// Money on the dedicated wage account. Debit-normal. No floor in the ledger: what the bank took
/// must be booked whatever the balance; our own instructions carry a condition (decision 0007).
[[nodiscard]] AccountName wage_bank(std::string_view contract, std::string_view wage_account);
[[nodiscard]] std::string wage_bank_prefix(std::string_view contract);
/// Funding less accrued wages (may go below zero). Credit-normal.
[[nodiscard]] AccountName escrow(std::string_view contract);
/// Owed to one worker for one wage month by one employer. Credit-normal, ≥ 0.
[[nodiscard]] AccountName wage_payable(std::string_view contract, Month month,
                                       std::string_view employer, std::string_view worker);
[[nodiscard]] std::string wage_payable_prefix(std::string_view contract);
[[nodiscard]] std::string wage_payable_prefix(std::string_view contract, Month month);
/// Withheld and to be remitted by the withholder from its own money. Credit-normal, ≥ 0.
[[nodiscard]] AccountName deduction_payable(std::string_view contract, std::string_view kind,
                                            std::string_view withholder);
[[nodiscard]] std::string deduction_payable_prefix(std::string_view contract);
/// Credits nobody has explained. Credit-normal, ≥ 0.
[[nodiscard]] AccountName suspense_in(std::string_view contract);
/// Debits nobody has explained. Debit-normal, ≥ 0.
[[nodiscard]] AccountName suspense_out(std::string_view contract);
/// Memo pair: labour cost due from the owner and not paid.
[[nodiscard]] AccountName funding_due(std::string_view contract, std::string_view owner);
[[nodiscard]] AccountName funding_contra(std::string_view contract, std::string_view owner);

/// Paid twice or too much, to be recovered from the worker. Debit-normal, ≥ 0.
[[nodiscard]] AccountName overpaid(std::string_view contract, std::string_view worker);
/// Taken from the wage account without right, to be put back by the debtor. Debit-normal, ≥ 0.
[[nodiscard]] AccountName restitution_due(std::string_view contract, std::string_view debtor);

/// The guarantee deposit (工资保证金): money at its bank, debit-normal, ≥ 0; what is owed of it to
/// the contractor, credit-normal, ≥ 0; its interest, the contractor's freely, credit-normal, ≥ 0.
[[nodiscard]] AccountName deposit_bank(std::string_view contract);
[[nodiscard]] AccountName deposit_liability(std::string_view contract);
[[nodiscard]] AccountName deposit_interest(std::string_view contract);
/// Memo pair: a letter of guarantee (银行保函) or an insurance in its place.
[[nodiscard]] AccountName guarantee_letter(std::string_view contract, std::string_view letter);
[[nodiscard]] AccountName guarantee_contra(std::string_view contract, std::string_view letter);
/// Memo pair: what the debtor owes the creditor for wages that the creditor has paid.
[[nodiscard]] AccountName claim(std::string_view contract, std::string_view creditor,
                                std::string_view debtor);
[[nodiscard]] AccountName claim_contra(std::string_view contract, std::string_view creditor,
                                       std::string_view debtor);
/// Memo pair: certified and not yet paid by the owner (未结清的工程款).
[[nodiscard]] AccountName price_open(std::string_view contract, std::string_view owner);
[[nodiscard]] AccountName price_contra(std::string_view contract, std::string_view owner);

/// Every account of the fund begins with this.
[[nodiscard]] std::string fund_prefix(std::string_view fund);
/// An emergency fund (应急周转金): its money, debit-normal, ≥ 0; what it was given and has not
/// written off, credit-normal; what a debtor has to pay back, debit-normal, ≥ 0.
[[nodiscard]] AccountName fund_bank(std::string_view fund);
[[nodiscard]] AccountName fund_capital(std::string_view fund);
[[nodiscard]] AccountName fund_receivable(std::string_view fund, std::string_view debtor);

/// How the kinds of accounts are opened.
struct AccountKind {
  std::string_view scope;  ///< "c" or "f"
  std::string_view kind;
  book::Side normal;
  bool floor_at_zero;
};
/// The kind that a name of the shape above belongs to; null for other names.
[[nodiscard]] const AccountKind* kind_of(const AccountName& name);

}  // namespace anxin::payments::chart
