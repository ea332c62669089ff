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

  /// Makes a month's labour cost due from the owner: contract amount × share ÷ months, half even,
  /// or as a supplement agreement says.
  /// Answers: contract, month, amount, due_on.
  /// Refuses: access.*, wage-account.closed, payments.funding-exists.
  Result<ledger::Receipt> make_due(const Caller& caller, const std::string& contract, Month month);

  /// Books money that arrived: from the owner (reduces what is due) or from the contractor.
  /// Answers: contract, amount, still_due.
  /// Where a statement brought the money before, it leaves suspense, also that of another contract
  /// that shares the account number.
  /// Refuses: access.*, payments.amount-invalid, payments.funding-exists (reference used before),
  ///          payments.wage-account-unknown, wage-account.closed, and as take_from_suspense().
  Result<ledger::Receipt> receive(const Caller& caller, const ReceiveRequest& request);

 private:
  PaymentsBook& book_;
};

/// Where a statement brought the receipt's money before it was booked, takes it out of suspense in
/// the command and completes the receipt; else it is still to be posted. It is looked for in the
/// contract's own suspense, then in that of contracts that share the account number.
/// Refuses: payments.credit-moved-on (it left the number with the other contract's balance),
///          payments.funding-exists (another contract of the number has booked it), seal.broken.
enum class SuspenseTaken { no, yes };
[[nodiscard]] Result<SuspenseTaken> take_from_suspense(const PaymentsBook& book,
                                                       const ledger::Reader& reader,
                                                       FundingReceipt& receipt,
                                                       CommandDraft& draft);

/// contract amount × labour share ÷ months.
[[nodiscard]] Money monthly_labour_cost(const Contract& contract);
/// The same for one month, by the last supplement agreement (补充协议) that counts for it.
[[nodiscard]] Money labour_cost_of(const ledger::Reader& reader, const Contract& contract,
                                   Month month);
/// The funding day of the month after.
[[nodiscard]] Date labour_cost_due_on(const Contract& contract, Month month);

}  // namespace anxin::payments
