// The calendar of an account's days, their signatures, what is open with its age, and the alarms.
//
// Role: `reconcile days`, `sign`, `items`, `alarms`. Read models over the statements; a signature
//       is a record.
// Source: payments.md, "Reconciliation"; decision 0020.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "payments/service/reconcile_records.h"
#include "payments/service/reconcile_service.h"

namespace anxin::payments {

/// A day of an account.
struct DayView {
  std::string wage_account;
  Date day;
  DayState state = DayState::missing;
  std::size_t statements = 0;
  std::size_t entries = 0;
  Tally open;                    ///< entries that are not explained
  std::optional<Money> closing;  ///< the bank's, where there is a statement
  std::vector<DaySignature> signatures;
  bool waits = false;  ///< a statement of the day is in quarantine
};

struct SignRequest {
  std::string contract;
  Date on;
  std::string account;  ///< empty where only one has statements of that day
};

/// Ages in working days, the first and the last day of a class included.
enum class AgeClass : std::uint8_t { to_1, to_3, to_7, to_30, above_30 };
inline constexpr std::array kAgeClasses{AgeClass::to_1, AgeClass::to_3, AgeClass::to_7,
                                        AgeClass::to_30, AgeClass::above_30};
[[nodiscard]] AgeClass age_class(int working_days);
/// "0-1", "2-3", "4-7", "8-30", ">30".
[[nodiscard]] std::string_view to_word(AgeClass age);

/// A thing that one side has and the other has not explained.
struct OpenItem {
  std::string what;  ///< "credit", "debit", or a word of InTransit
  std::string id;
  Money amount;
  Date since;            ///< first seen
  int working_days = 0;  ///< from then until today
  Standing standing = Standing::unmatched;
};

/// In the order in which people must look at them.
enum class AlarmKind : std::uint8_t {
  debit_not_instructed,
  paid_differs,       ///< a payment of ours, of another amount or a second time
  return_not_repaid,  ///< a wage that came back and is still owed
  no_answer,          ///< an instruction without the bank's answer on the next working day
  unexplained_credit,
  gap,  ///< a day that is missing or waits in quarantine
};
/// "debit-not-instructed", "paid-differs", "return-not-repaid", "no-answer", "unexplained-credit",
/// "gap".
[[nodiscard]] std::string_view to_word(AlarmKind kind);

struct Alarm {
  AlarmKind kind = AlarmKind::gap;
  std::string id;  ///< entry, line or file; of a gap the account
  Money amount;    ///< zero for a day
  Date since;
};

class ReconcileDays {
 public:
  explicit ReconcileDays(PaymentsBook& book) : book_(book) {}

  /// Every day that needs a statement or has one, account by account, in order; with a month, its
  /// days alone. A working day after the last statement is missing once it is over.
  /// Refuses: payments.contract-unknown, calendar.year-unknown.
  [[nodiscard]] Result<std::vector<DayView>> days(const std::string& contract,
                                                  std::optional<Month> month = std::nullopt) const;

  /// One side signs a day; the other side's person, another one, makes it final. What changes
  /// between the two takes the first signature away.
  /// Answers: contract, on, side, state ("signed" or "half-signed").
  /// Refuses: payments.contract-unknown, payments.statement-missing, reconcile.day-of-several,
  ///          access.*, reconcile.day-not-reconciled, reconcile.day-differs, reconcile.side-signed,
  ///          access.same-person, calendar.year-unknown.
  Result<ledger::Receipt> sign(const Caller& caller, const SignRequest& asked);

  /// What is open today, oldest first; what is of one day in the order of ids.
  /// Refuses: as ReconcileService::show, and calendar.year-unknown.
  [[nodiscard]] Result<std::vector<OpenItem>> open_items(const std::string& contract) const;

  /// In the order of their kinds, each kind oldest first.
  /// Refuses: as ReconcileService::show, and calendar.year-unknown.
  [[nodiscard]] Result<std::vector<Alarm>> alarms(const std::string& contract) const;

 private:
  PaymentsBook& book_;
};

/// The days of one account, from its first statement to today. Refuses: calendar.year-unknown.
[[nodiscard]] Result<std::vector<DayView>> days_of(const PaymentsBook& book,
                                                   const ledger::Reader& reader,
                                                   const WageAccount& account);

}  // namespace anxin::payments
