// The sub-books of an account number that several contracts share (分账管理): which they are, and a
// credit that turns out to be another contract's than the one whose statement it stands in.
//
// Role: funding_service.cc and reconcile_service.cc carry a credit over with it, so that the books
//       end where they would have ended had the receipt been booked before the statement came.
//       Internal to payments/service.
// Source: 人社部发〔2021〕53号: one account for several projects, managed apart.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "payments/service/payments_book.h"

namespace anxin::payments {

/// The accounts of other contracts with the same number, in the order of their keys.
[[nodiscard]] std::vector<WageAccount> sharing_accounts(const ledger::Reader& reader,
                                                        const WageAccount& account);

/// A receipt of another contract that shares the number, for the same reference and amount and with
/// the contract's statements to come; nothing where there is none.
[[nodiscard]] std::optional<Versioned<FundingReceipt>> awaiting_receipt(
    const ledger::Reader& reader, const std::vector<WageAccount>& accounts, const BankEntry& entry);

/// Restates the statements of two sub-books for credits that are carried over; what the books say
/// of the money is the caller's to post.
class RestatedBooks {
 public:
  RestatedBooks(const PaymentsBook& book, const ledger::Reader& reader)
      : book_(book), reader_(reader) {}

  /// The entry leaves its statement, and stands in the statement of the same day of the other
  /// sub-book, explained by the reference; where that has no such statement yet, it gets one.
  /// Balances of both follow from that day on.
  /// Answers: the id of the entry there.
  /// Requires: a credit; both accounts have the same number.
  /// Ensures:  Σ of the balances over both sub-books is what it was, on every day.
  /// Refuses:  seal.broken, reconcile.day-signed (of either sub-book, from that day on).
  Result<std::string> carry_over(const Versioned<BankEntry>& entry, const WageAccount& to,
                                 const std::string& reference);
  /// The statement as it stands now.
  [[nodiscard]] BankStatement restated(const Versioned<BankStatement>& statement) const;
  /// Writes what carry_over() has changed.
  void write(CommandDraft& draft);

 private:
  struct Kept {
    Versioned<BankStatement> statement;
    BankStatement now;
    bool is_new = false;
    bool is_changed = false;
  };
  using History = std::vector<Kept>;  // of one sub-book, in order of days

  [[nodiscard]] History& history_of(const std::string& contract, const std::string& account);
  [[nodiscard]] Result<void> check_unsigned_days() const;
  static void lower_from(History& history, const std::string& statement, Money amount);
  BankStatement& raise_from(const BankStatement& like, const WageAccount& to, Money amount);

  const PaymentsBook& book_;
  const ledger::Reader& reader_;
  std::map<std::string, History> histories_;
  std::vector<BankEntry> created_;
  std::vector<std::pair<Versioned<BankEntry>, BankEntry>> left_;
};

}  // namespace anxin::payments
