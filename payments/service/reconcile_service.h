// Reconciliation: every entry of the bank's statements explained, or in suspense and shown.
//
// Role: this runs the levels and prints the adjustment statement; reconcile_review.h is what
//       persons do to an explanation, reconcile_days.h the calendar and the alarms.
// Source: payments.md, "Reconciliation". Running it again explains nothing twice and prints the
//         same bytes.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "payments/domain/suggestion.h"
#include "payments/service/payments_book.h"

namespace anxin::payments {

/// Count and sum of a class of items.
struct Tally {
  std::size_t count = 0;
  Total sum;
  void add(Money amount) {
    ++count;
    sum += to_total(amount);
  }
};

/// A thing that one side has and the other has not yet.
struct InTransit {
  std::string what;  ///< "receipt", "payment-file", "bank-entry", "transfer",
                     ///< "return-advice", "later-statement"
  std::string id;
  Money amount;     ///< what it adds to the book balance to reach the bank's
  Date since = {};  ///< when one side had it first
};

/// One statement against the books, with the adjustment statement (银行存款余额调节表).
struct ReconcileReport {
  std::string contract;
  std::string wage_account;
  std::string statement;
  std::string bank_statement;
  Date on;
  StatementState state = StatementState::imported;
  Money opening;
  Money closing;  ///< the bank's balance
  Money book;     ///< ours, of postings effective until that day
  std::vector<BankEntry> entries;
  std::vector<InTransit> in_transit;
  /// Of each entry, in their order: what can be said of one that is not explained. Empty where
  /// nobody looked (reconcile_reports), and then suggested and ambiguous ones count as unmatched.
  std::vector<Review> reviews;
  Tally matched;         ///< entries explained
  Tally suggested;       ///< one thing they may be, for a person to confirm
  Tally ambiguous;       ///< several
  Tally unmatched_bank;  ///< other entries open or in suspense
  Tally unmatched_ours;  ///< |in transit|

  /// Σ of the statement's entries = Σ matched + Σ suggested, ambiguous and unmatched, by magnitude.
  [[nodiscard]] bool entries_add_up() const;
  /// Book balance ± in transit = the bank's balance.
  [[nodiscard]] bool balances() const;
  [[nodiscard]] Total adjusted_book() const;
};

/// Which statements a run looks at: those that close from `first` to `last`.
struct RunScope {
  std::string contract;  ///< or its project
  std::optional<Date> first;
  std::optional<Date> last;
};

/// Told before each statement that is worked on: of how many, which one, of which day.
struct RunStep {
  std::size_t number = 0;
  std::size_t of = 0;
  std::string bank_statement;
  Date on;
};
using TellStep = std::function<void(const RunStep&)>;

class ReconcileService {
 public:
  explicit ReconcileService(PaymentsBook& book) : book_(book) {}

  /// Explains what is open in the contract's statements, oldest day first, one entry per statement;
  /// with a day, in the statements of that day alone. A credit that only a contract of the same
  /// account number has a receipt for goes over to that one's statement.
  /// Answers how many statements were worked on; their reports come from show().
  /// Refuses: payments.contract-unknown, access.*, payments.statement-missing (none of that day).
  Result<std::size_t> run(const Caller& caller, const std::string& contract,
                          std::optional<Date> on = std::nullopt);
  /// The same for every day from first to last, and tells each statement before it is worked on.
  Result<std::size_t> run(const Caller& caller, const RunScope& scope, const TellStep& tell);

  /// The same as one request: asked again under its key, even at once, it does nothing and answers
  /// as before. Answers: statements (of those days), reconciled (of these), unexplained (entries).
  /// Refuses: as run().
  Result<ledger::Receipt> run_once(const Caller& caller, const RunScope& asked);

  /// Reports of a contract's statements, oldest day first; with a day, of that day alone.
  /// Refuses: payments.contract-unknown, payments.statement-missing (none of that day),
  ///          payments.wage-account-unknown, payments.bank-profile-unknown, seal.broken.
  [[nodiscard]] Result<std::vector<ReconcileReport>> show(
      const std::string& contract, std::optional<Date> on = std::nullopt) const;

 private:
  PaymentsBook& book_;
};

}  // namespace anxin::payments
