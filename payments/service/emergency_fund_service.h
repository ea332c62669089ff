// The money of an emergency fund (应急周转金): given, earned, recovered, given back, written off.
//
// Role: payments.md, posting rules of the fund. What takes something away from the fund for good is
//       proposed by one regulator and approved by another person.
// Source: Decree 724 art. 63.
#pragma once

#include <vector>

#include "payments/domain/emergency_fund.h"
#include "payments/service/payments_book.h"

namespace anxin::payments {

inline constexpr Reason kFundExists{"fund.exists"};
inline constexpr Reason kFundUnknown{"fund.unknown"};
inline constexpr Reason kFundIdInvalid{"fund.id-invalid"};
inline constexpr Reason kFundDocumentMissing{"fund.document-missing"};
inline constexpr Reason kFundDebtorUnknown{"fund.debtor-unknown"};
/// More than the debtor owes. Details: owed.
inline constexpr Reason kFundMoreThanOwed{"fund.more-than-owed"};
/// More than the fund holds and has not promised. Details: held.
inline constexpr Reason kFundMoreThanHeld{"fund.more-than-held"};
inline constexpr Reason kFundMovementUnknown{"fund.movement-unknown"};
/// It is booked already.
inline constexpr Reason kFundMovementState{"fund.movement-state"};

inline constexpr std::array kFundServiceReasons{
    kFundExists,          kFundUnknown,         kFundIdInvalid,
    kFundDocumentMissing, kFundDebtorUnknown,   kFundMoreThanOwed,
    kFundMoreThanHeld,    kFundMovementUnknown, kFundMovementState};

inline constexpr std::size_t kFundIdMax = 24;  // as other ids that become parts of account names

struct OpenFundRequest {
  std::string id;
  std::string region;
  std::string name;
  std::optional<Date> on;  ///< default: today; no movement may be effective before it
};

struct FundMovementRequest {
  std::string fund;
  FundMovementKind kind = FundMovementKind::appropriated;
  std::string debtor;  ///< party, where has_debtor(kind)
  Money amount;
  std::optional<Date> on;  ///< default: today
  std::string document;
};

/// A fund as it stands.
struct FundView {
  EmergencyFund fund;
  Money held;        ///< at its bank
  Money receivable;  ///< owed by all debtors
  Money capital;
  struct Debtor {
    std::string party;
    Money owed;
  };
  std::vector<Debtor> debtors;          ///< those who owe something, by id
  std::vector<FundMovement> movements;  ///< in order
};

class EmergencyFundService {
 public:
  explicit EmergencyFundService(PaymentsBook& book) : book_(book) {}

  /// Answers: fund. Refuses: access.*, fund.id-invalid, fund.exists.
  Result<ledger::Receipt> open(const Caller& caller, const OpenFundRequest& request);

  /// Books a movement, or where two persons decide, proposes it.
  /// Answers: movement, amount, state.
  /// Refuses: access.*, fund.unknown, payments.amount-invalid, fund.document-missing,
  ///          fund.debtor-unknown, fund.more-than-owed, fund.more-than-held.
  Result<ledger::Receipt> move(const Caller& caller, const FundMovementRequest& request);

  /// Books what another person proposed. Answers: movement, amount, state.
  /// Refuses: access.*, fund.movement-unknown, fund.movement-state, access.same-person,
  ///          fund.more-than-owed, fund.more-than-held.
  Result<ledger::Receipt> approve(const Caller& caller, const std::string& movement);

  /// Refuses: fund.unknown.
  [[nodiscard]] Result<FundView> show(const std::string& fund) const;
  [[nodiscard]] Result<std::vector<FundView>> list() const;

 private:
  PaymentsBook& book_;
};

}  // namespace anxin::payments
