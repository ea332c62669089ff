// Labour cost that the owner owes the wage account, and money that arrives on it.
//
// Source: Decree 724 art. 24 (labour cost is paid at least monthly); 人社部发〔2021〕53号 (share
// and
//         funding day stand in the contract).
#pragma once

#include "payments/service/payments_book.h"

namespace anxin::payments {

/// One hundred billion yuan: no project of the country costs more, and sums stay far from 64 bits.
inline constexpr Money kFundingMax = Money::from_minor(10'000'000'000'000);
/// An amount that one booking may move. Refuses: payments.amount-invalid (not above zero),
/// payments.amount-too-large.
[[nodiscard]] Result<void> check_booked_amount(Money amount);

struct ReceiveRequest {
  std::string contract;
  FundingSource source = FundingSource::owner;
  Money amount;
  std::optional<Date> on;  ///< default: today
  std::string reference;   ///< what the payer's transfer carries; the statement proves it
};

class FundingService {
 public:
  explicit FundingService(PaymentsBook& book) : book_(book) {}

  /// Makes a month's labour cost due from the owner: contract amount × share ÷ months, half even.
  /// Answers: contract, month, amount, due_on.
  /// Refuses: access.*, payments.funding-exists.
  Result<ledger::Receipt> make_due(const Caller& caller, const std::string& contract, Month month);

  /// Books money that arrived: from the owner (reduces what is due) or from the contractor.
  /// Answers: contract, amount, still_due.
  /// Refuses: access.*, payments.amount-invalid, payments.funding-exists (reference used before).
  Result<ledger::Receipt> receive(const Caller& caller, const ReceiveRequest& request);

 private:
  PaymentsBook& book_;
};

/// contract amount × labour share ÷ months.
[[nodiscard]] Money monthly_labour_cost(const Contract& contract);

}  // namespace anxin::payments
