// Reconciliation: every entry of the bank's statements explained, or in suspense and shown.
//
// Source: payments.md, "Reconciliation". Running it again explains nothing twice and prints the
//         same bytes.
#pragma once

#include <optional>
#include <string>
#include <vector>

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
                     ///< "return-advice"
  std::string id;
  Money amount;  ///< what it adds to the book balance to reach the bank's
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
  Tally matched;         ///< entries explained
  Tally unmatched_bank;  ///< entries open or in suspense
  Tally unmatched_ours;  ///< |in transit|

  /// Σ of the statement's entries = Σ matched + Σ unmatched, by magnitude.
  [[nodiscard]] bool entries_add_up() const;
  /// Book balance ± in transit = the bank's balance.
  [[nodiscard]] bool balances() const;
  [[nodiscard]] Total adjusted_book() const;
};

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

  /// Reports of a contract's statements, oldest day first; with a day, of that day alone.
  /// Refuses: payments.contract-unknown, payments.statement-missing (none of that day).
  [[nodiscard]] Result<std::vector<ReconcileReport>> show(
      const std::string& contract, std::optional<Date> on = std::nullopt) const;

 private:
  PaymentsBook& book_;
};

}  // namespace anxin::payments
