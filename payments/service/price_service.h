// The open price (未结清的工程款): progress that the owner has certified and not paid yet.
//
// Role: memo accounts; the limit within which the owner advances wages (Decree 724 art. 29).
#pragma once

#include <array>

#include "payments/service/payments_book.h"

namespace anxin::payments {

/// The document is missing, or booked already for this contract. Details: document.
inline constexpr Reason kPriceDocument{"price.document"};
/// More than is open. Details: open.
inline constexpr Reason kPriceMoreThanOpen{"price.more-than-open"};

inline constexpr std::array kPriceReasons{kPriceDocument, kPriceMoreThanOpen};

struct PriceRequest {
  std::string contract;
  PriceMovementKind kind = PriceMovementKind::certified;
  Money amount;
  std::string document;
  std::optional<Date> on;  ///< default: today
};

class PriceService {
 public:
  explicit PriceService(PaymentsBook& book) : book_(book) {}

  /// Books progress that was certified, or a payment of it. Answers: contract, amount, open.
  /// Refuses: payments.contract-unknown, access.*, payments.amount-invalid, price.document,
  ///          price.more-than-open.
  Result<ledger::Receipt> move(const Caller& caller, const PriceRequest& request);

 private:
  PaymentsBook& book_;
};

}  // namespace anxin::payments
