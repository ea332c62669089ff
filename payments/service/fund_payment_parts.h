// Pieces that the steps of a payment from a fund share. Internal to fund_payment_*.cc.
#pragma once

#include <map>
#include <string>

#include "payments/service/fund_payment_service.h"
#include "payments/service/payroll_parts.h"

namespace anxin::payments {

/// Proposed, half approved, or with the bank.
[[nodiscard]] inline bool is_open(const FundPaymentState& state) {
  return !std::holds_alternative<fund_payment_state::Executed>(state) &&
         !std::holds_alternative<fund_payment_state::Withdrawn>(state);
}

/// What the scheme allows over the request's lines: a payment with its case, rules, lines, sum and
/// what the scheme leaves to others alone.
/// Refuses: recourse.case-unknown, fund.line-other-case, fund.line-taken, fund.line-not-payable,
///          fund.nothing-owed, what decide_fund refuses, fund.barred.
[[nodiscard]] Result<FundPayment> plan_payment(const PaymentsBook& book,
                                               const ledger::Reader& reader,
                                               const Contract& contract,
                                               const FundPaymentRequest& request);

/// Refuses: fund.payment-unknown.
[[nodiscard]] Result<Versioned<FundPayment>> load_payment(const ledger::Reader& reader,
                                                          const std::string& id);
/// fund.payment-state with the state that was found.
[[nodiscard]] tl::unexpected<Fault> wrong_state(const FundPayment& payment);

/// What one line of the payment holds: the wage, and what its employer owes the fund.
[[nodiscard]] LineMoves moves_of(const FundPayment& payment, const OwedLine& owed);

}  // namespace anxin::payments
