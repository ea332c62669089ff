// The money of an emergency fund (应急周转金): given, earned, recovered, given back, written off.
//
// Role: payments.md, posting rules of the fund. What takes something away from the fund for good is
//       proposed by one regulator and approved by another person.
// Shape: what one document says is booked once: fund, kind, debtor and document name a movement.
//        What two persons decide is booked on the day of the approval, whatever day the document
//        bears: money leaves the fund on the day on which it is seen to be there, so that no day's
//        balance falls below zero.
// Source: Decree 724 art. 63.
#pragma once

#include <vector>

#include "payments/domain/emergency_fund.h"
#include "payments/service/payments_book.h"

namespace anxin::payments {

inline constexpr Reason kFundExists{"fund.exists"};
inline constexpr Reason kFundUnknown{"fund.unknown"};
inline constexpr Reason kFundIdInvalid{"fund.id-invalid"};
/// Blank, longer than max characters, or with characters that no name has. Details: max.
inline constexpr Reason kFundNameInvalid{"fund.name-invalid"};
/// The fund would begin after today. Details: on, today.
inline constexpr Reason kFundOpensLater{"fund.opens-later"};
inline constexpr Reason kFundDocumentMissing{"fund.document-missing"};
/// Longer than max characters, or with characters that no reference has. Details: max.
inline constexpr Reason kFundDocumentInvalid{"fund.document-invalid"};
/// Another movement of the kind rests on the document, or a recovery of recourse that went to the
/// fund. Details: document, movement.
inline constexpr Reason kFundDocumentUsed{"fund.document-used"};
/// Before the fund was opened, or after today. Details: on, from, to.
inline constexpr Reason kFundDay{"fund.day"};
inline constexpr Reason kFundDebtorUnknown{"fund.debtor-unknown"};
/// More than the debtor owes, or owed on the day named. Details: owed.
inline constexpr Reason kFundMoreThanOwed{"fund.more-than-owed"};
/// More than the fund holds and has not promised. Details: held.
inline constexpr Reason kFundMoreThanHeld{"fund.more-than-held"};
inline constexpr Reason kFundMovementUnknown{"fund.movement-unknown"};
/// It is booked or withdrawn already. Details: movement, state.
inline constexpr Reason kFundMovementState{"fund.movement-state"};

inline constexpr std::array kFundServiceReasons{
    kFundExists,          kFundUnknown,      kFundIdInvalid,
    kFundNameInvalid,     kFundOpensLater,   kFundDocumentMissing,
    kFundDocumentInvalid, kFundDocumentUsed, kFundDay,
    kFundDebtorUnknown,   kFundMoreThanOwed, kFundMoreThanHeld,
    kFundMovementUnknown, kFundMovementState};

inline constexpr std::size_t kFundIdMax = 24;     // as other ids that become parts of account names
inline constexpr std::size_t kFundTextMax = 100;  // characters: a line of a register

struct OpenFundRequest {
  std::string id;
  std::string region;
  std::string name;
  std::optional<Date> on;  ///< default: today; no movement may be dated before it
};

struct FundMovementRequest {
  std::string fund;
  FundMovementKind kind = FundMovementKind::appropriated;
  std::string debtor;  ///< party, where has_debtor(kind)
  Money amount;
  std::optional<Date> on;  ///< of the document; default: today
  std::string document;    ///< white space at its ends does not count
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

  /// Answers: fund.
  /// Refuses: access.*, fund.id-invalid, fund.exists, fund.name-invalid, fund.opens-later.
  Result<ledger::Receipt> open(const Caller& caller, const OpenFundRequest& request);

  /// Books a movement, or where two persons decide, proposes it.
  /// Answers: movement, amount, state.
  /// Refuses: access.*, fund.unknown, payments.amount-invalid, payments.amount-too-large, fund.day,
  ///          fund.document-missing, fund.document-invalid, fund.debtor-unknown,
  ///          fund.document-used, fund.more-than-owed, fund.more-than-held.
  Result<ledger::Receipt> move(const Caller& caller, const FundMovementRequest& request);

  /// Books today what another person proposed. Answers: movement, amount, state.
  /// Refuses: access.*, fund.movement-unknown, fund.movement-state, access.same-person,
  ///          fund.more-than-owed, fund.more-than-held.
  Result<ledger::Receipt> approve(const Caller& caller, const std::string& movement);

  /// Ends a proposal, whoever made it; its document may be used again.
  /// Answers: movement, amount, state.
  /// Refuses: access.*, fund.movement-unknown, fund.movement-state.
  Result<ledger::Receipt> withdraw(const Caller& caller, const std::string& movement);

  /// Refuses: fund.unknown.
  [[nodiscard]] Result<FundView> show(const std::string& fund) const;
  [[nodiscard]] Result<std::vector<FundView>> list() const;

 private:
  PaymentsBook& book_;
};

}  // namespace anxin::payments
