// Payment of wages from an emergency fund (应急周转金垫付工资): the scheme's decision over lines of
// a contract, two approvals, the bank's answer.
//
// Role: payments.md, "fund advances wages". What a worker may get is decided by fund_decision.h
//       with the facts of the books: what is owed, whether the deposit is used up, what any fund
//       advanced before in the same case (fund_case.h).
// Source: Decree 724 art. 63; the schemes of the places.
#pragma once

#include "payments/domain/fund_payment.h"
#include "payments/rules/fund_decision.h"
#include "payments/service/deposit_moves.h"
#include "payments/service/emergency_fund_service.h"
#include "payments/service/line_answers.h"

namespace anxin::payments {

/// The scheme pays nobody here. Details: bars (their codes).
inline constexpr Reason kFundBarred{"fund.barred"};
/// No line of the contract is overdue, or none that is named may be paid.
inline constexpr Reason kFundNothingOwed{"fund.nothing-owed"};
/// The line is not the contract's, is not owed, not due yet, or with a bank. Details: line, state.
inline constexpr Reason kFundLineNotPayable{"fund.line-not-payable"};
/// Named by another payment of a fund that is open. Details: line, payment.
inline constexpr Reason kFundLineTaken{"fund.line-taken"};
/// The line is not of the case that is named. Details: line, case.
inline constexpr Reason kFundLineOtherCase{"fund.line-other-case"};
inline constexpr Reason kFundPaymentUnknown{"fund.payment-unknown"};
/// Details: payment, state.
inline constexpr Reason kFundPaymentState{"fund.payment-state"};

inline constexpr std::array kFundPaymentReasons{
    kFundBarred,        kFundNothingOwed,    kFundLineNotPayable, kFundLineTaken,
    kFundLineOtherCase, kFundPaymentUnknown, kFundPaymentState};

struct FundPaymentRequest {
  std::string fund;
  std::string contract;
  std::string case_id;   ///< of recourse: its lines alone; empty: of whatever case
  std::string decision;  ///< number of the decision to advance
  std::string bank;      ///< party that pays
  FundCause cause = FundCause::absconded;
  std::optional<Date> event_on;  ///< default: today
  enum class Incident { not_feared, feared };
  Incident incident = Incident::not_feared;  ///< 可能引发群体性事件
  std::optional<Money> average_wage;         ///< of the place, where its scheme asks for it
  std::vector<std::string> lines;            ///< none: every overdue line that may be paid
};

struct FundPaymentAnswer {
  std::string payment;
  std::optional<Date> on;  ///< default: today
  LineAnswers answers;
};

class FundPaymentService {
 public:
  explicit FundPaymentService(PaymentsBook& book) : book_(book) {}

  /// Proposes what the scheme allows. Of the months that it counts the oldest are paid first.
  /// Answers: payment, contract, lines, workers, sum, unconfirmed, case, above_cap, beyond.
  /// Refuses: access.*, payments.contract-unknown, fund.unknown, fund.document-missing,
  ///          fund.debtor-unknown, recourse.case-unknown, fund.line-other-case, fund.line-taken,
  ///          fund.line-not-payable, fund.nothing-owed, what decide_fund refuses, fund.barred.
  Result<ledger::Receipt> propose(const Caller& caller, const FundPaymentRequest& request);

  /// The first of two approvals, then the second, each by another person than those before: then
  /// every line is held in one entry. Answers: payment, state, sum.
  /// Refuses: access.*, fund.payment-unknown, fund.payment-state, access.same-person,
  ///          fund.line-not-payable, fund.more-than-held.
  Result<ledger::Receipt> approve(const Caller& caller, const std::string& payment);

  /// Refuses: access.*, fund.payment-unknown, fund.payment-state.
  Result<ledger::Receipt> withdraw(const Caller& caller, const std::string& payment);

  /// Takes the answer of the fund's bank. Paid: settled, the line discharged, its employer owes the
  /// fund. Failed: released. Returned: the mirror. Answers as for a notice (deposit_service.h).
  /// Refuses: access.*, fund.payment-unknown, fund.payment-state, deposit.answer-*.
  Result<ledger::Receipt> answer(const Caller& caller, const FundPaymentAnswer& answer);

  /// Refuses: fund.payment-unknown.
  [[nodiscard]] Result<FundPayment> show(const std::string& payment) const;
  /// Of a fund, in order. Refuses: fund.unknown.
  [[nodiscard]] Result<std::vector<FundPayment>> list(const std::string& fund) const;

 private:
  PaymentsBook& book_;
};

}  // namespace anxin::payments
