// Brings accounts up to date from entries that the journal holds but their stored rows do not yet.
//
// Role: opening a book: the accounts are a striped checkpoint, and what came after a stripe was
//       written is carried out again. No rule is judged: the entries have been accepted.
// Threads: the books'.
#pragma once

#include "ledger/book/books.h"

namespace anxin::book {

class Reenactment {
 public:
  /// `books` has the head of the store; `first_posting` is the number of the first posting made by
  /// the first entry to come.
  Reenactment(Books& books, PostingNumber first_posting)
      : books_(books), next_posting_(first_posting) {}

  /// Requires: entries come in order, none left out. Accounts whose rows are complete up to this
  /// entry stay as they are. False when the entry cannot follow from what is stored.
  [[nodiscard]] bool add(const Entry& entry);

 private:
  void carry_out(const Opened& event);
  void carry_out(const Posted& event);
  void carry_out(const Held& event);
  void carry_out(const Settled& event);
  void carry_out(const Voided& event);
  void carry_out(const Expired& event);
  void carry_out(const Reversed& event);
  void carry_out(const Frozen& event);
  void carry_out(const Closed& event);
  void carry_out(const LimitsSet& event);
  void carry_out(const PeriodClosed&) {}  // stands in the head

  AccountSlot* stale(AccountNumber number);
  void add_to(Money& sum, Money amount);
  void take_from(Money& sum, Money amount);
  void post(const ResolvedPosting& posting, Date day);
  void post(AccountNumber account, Side side, Money amount, Date day);
  void release(EntryNumber hold, const std::vector<std::uint32_t>& lines);
  void release(const HoldLine& line);

  Books& books_;
  PostingNumber next_posting_;
  EntryNumber entry_ = 0;
  bool follows_ = true;
};

}  // namespace anxin::book
