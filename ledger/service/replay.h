// The books as plain addition makes them from the journal: verify's second opinion.
//
// Role: deliberately neither apply() nor the carrying out again of open_books.h: no rule is judged
//       here, amounts are only added up, so that a mistake in one is not repeated in the other.
// Cost: memory for each account (about 250 bytes) and for each line of an open hold.
#pragma once

#include <deque>
#include <map>
#include <set>
#include <vector>

#include "ledger/book/books.h"
#include "ledger/book/posting.h"

namespace anxin::ledger {

/// Wide enough that a weight times the difference of two amounts is never zero but for no
/// difference.
__extension__ using WideSum = unsigned __int128;

/// Stands for all of an account's sums by day (or month): two accounts of which one sum differs
/// have different sketches, and if more sums differ, have them but for one chance in 2^63.
struct DaySketch {
  WideSum days = 0;
  WideSum months = 0;
  void add(Date day, book::Side side, Money amount, std::uint64_t seed);
  void add_days(Date day, const book::SideSums& sums, std::uint64_t seed);
  void add_months(Month month, const book::SideSums& sums, std::uint64_t seed);
  bool operator==(const DaySketch&) const = default;
};

class Replay {
 public:
  explicit Replay(std::uint64_t seed) : seed_(seed) {}

  /// Adds an entry; false when it cannot follow from what came before (an unknown account or hold,
  /// a line that is not open, a sum that does not fit).
  [[nodiscard]] bool add(const book::Entry& entry);

  /// Postings of the last entry added, linked as the store should have them.
  [[nodiscard]] const std::vector<book::Posting>& postings() const { return postings_; }
  /// Holds of which the last entry added ended the last line.
  [[nodiscard]] const std::vector<book::Hold>& ended() const { return ended_; }

  [[nodiscard]] const std::deque<book::AccountState>& accounts() const { return accounts_; }
  [[nodiscard]] const std::deque<DaySketch>& sketches() const { return sketches_; }
  [[nodiscard]] const std::map<book::EntryNumber, book::Hold>& open_holds() const { return holds_; }
  [[nodiscard]] const std::set<book::Expiry>& expiries() const { return expiries_; }
  [[nodiscard]] std::optional<Date> closed_through() const { return closed_through_; }
  [[nodiscard]] book::PostingNumber posting_count() const { return posting_count_; }
  [[nodiscard]] std::uint64_t seed() const { return seed_; }

 private:
  bool event(const book::Opened& opened, book::EntryNumber entry);
  bool event(const book::Posted& posted, book::EntryNumber entry);
  bool event(const book::Held& held, book::EntryNumber entry);
  bool event(const book::Settled& settled, book::EntryNumber entry);
  bool event(const book::Voided& voided, book::EntryNumber entry);
  bool event(const book::Expired& expired, book::EntryNumber entry);
  bool event(const book::Reversed& reversed, book::EntryNumber entry);
  bool event(const book::Frozen& frozen, book::EntryNumber entry);
  bool event(const book::Closed& closed, book::EntryNumber entry);
  bool event(const book::LimitsSet& limits, book::EntryNumber entry);
  bool event(const book::PeriodClosed& closed, book::EntryNumber entry);

  book::AccountState* account(book::AccountNumber number);
  book::HoldLine* open_line(book::EntryNumber hold, std::uint32_t line);
  bool move(book::AccountNumber debit, book::AccountNumber credit, Money amount, Date day,
            book::PostingKind kind);
  bool move_all(const std::vector<book::ResolvedPosting>& postings, Date day,
                book::PostingKind kind);
  bool release(book::HoldLine& line, book::LineState state);
  bool release_all(book::EntryNumber hold, const std::vector<std::uint32_t>& lines,
                   book::LineState state);
  void end_if_done(book::EntryNumber hold);

  std::uint64_t seed_;
  std::deque<book::AccountState> accounts_;  // number − 1 is the index
  std::deque<DaySketch> sketches_;           // likewise
  std::map<book::EntryNumber, book::Hold> holds_;
  std::set<book::Expiry> expiries_;
  std::optional<Date> closed_through_;
  std::vector<book::Posting> postings_;
  std::vector<book::Hold> ended_;
  book::PostingNumber posting_count_ = 0;
  book::EntryNumber entry_ = 0;  // being added
};

}  // namespace anxin::ledger
