// The books as plain addition makes them from the journal: verify's second opinion.
//
// Role: deliberately not apply(): no rule is judged here, amounts are only added up, so that a
//       mistake in the one is not repeated in the other.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "ledger/book/books.h"
#include "ledger/book/posting.h"

namespace anxin::ledger {

struct ReplayedRecord {
  book::EntryNumber version = 0;
  Digest value;
};

class Replay {
 public:
  /// Adds an entry; false when it cannot follow from what came before (an unknown account or hold,
  /// a line that is not open, a sum that does not fit). The postings it makes are in `postings`.
  [[nodiscard]] bool add(const book::Entry& entry);

  /// Postings of the last entry added, linked as the store should have them.
  [[nodiscard]] const std::vector<book::Posting>& postings() const { return postings_; }
  [[nodiscard]] const std::vector<book::Account>& accounts() const { return accounts_; }
  [[nodiscard]] const std::map<book::EntryNumber, book::Hold>& holds() const { return holds_; }
  [[nodiscard]] const std::map<book::RecordId, ReplayedRecord>& records() const { return records_; }
  [[nodiscard]] const std::set<book::Expiry>& expiries() const { return expiries_; }
  [[nodiscard]] book::PostingNumber posting_count() const { return posting_count_; }
  [[nodiscard]] std::size_t key_count() const { return key_count_; }

 private:
  bool event(const book::Opened& opened, book::EntryNumber entry);
  bool event(const book::Posted& posted, book::EntryNumber entry);
  bool event(const book::Held& held, book::EntryNumber entry);
  bool event(const book::Settled& settled, book::EntryNumber entry);
  bool event(const book::Voided& voided, book::EntryNumber entry);
  bool event(const book::Expired& expired, book::EntryNumber entry);
  book::Account* account(book::AccountNumber number);
  book::HoldLine* open_line(book::EntryNumber hold, std::uint32_t line);
  bool move(book::Posting posting);
  bool release(book::HoldLine& line, book::LineState state);
  bool release_all(book::EntryNumber hold, const std::vector<std::uint32_t>& lines,
                   book::LineState state);
  void forget_expiry(book::EntryNumber hold);

  std::vector<book::Account> accounts_;  // number − 1 is the index
  std::set<std::string> names_;
  std::map<book::EntryNumber, book::Hold> holds_;
  std::set<book::Expiry> expiries_;
  std::map<book::RecordId, ReplayedRecord> records_;
  std::vector<book::Posting> postings_;
  book::PostingNumber posting_count_ = 0;
  std::size_t key_count_ = 0;
};

}  // namespace anxin::ledger
