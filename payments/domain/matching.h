// Explains an entry of the bank's statement from what the books instructed and received.
//
// Role: pure and deterministic; the same facts give the same answer in any order of looking. The
//       first level that fits wins, tolerance is 0 fen, and nothing is ever guessed: what fits no
//       level is suspense and waits for a person.
// Source: payments.md, "Reconciliation", levels 1, 2, 3, 4 and 6; level 5: suggestion.h.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "payments/domain/bank_ledger.h"
#include "payments/domain/bank_profile.h"
#include "payments/domain/payroll.h"

namespace anxin::payments {

inline constexpr int kNearWorkingDays = 3;  ///< a payment's day on the statement (payments.md)

struct DayRange {
  Date first;
  Date last;
  [[nodiscard]] bool contains(Date day) const { return first <= day && day <= last; }
};

/// An instruction file and what statements have shown of it so far.
struct FileFacts {
  InstructionFile file;
  Money debited;   ///< statement debits explained by it
  Money credited;  ///< statement credits explained by it (gross bank: failures that came back)
  /// Days within 3 working days of the one on which the bank was to pay; none where the calendar
  /// does not know the year, so that level 3 leaves the file alone.
  std::optional<DayRange> near_days = std::nullopt;
};

/// A balance that leaves or reaches the account by a change of bank or a closing.
struct TransferFacts {
  std::string of;  ///< move or closing: the bank's transfer names it
  Direction direction = Direction::credit;
  Money amount;          ///< not shown by a statement yet
  bool decided = false;  ///< false: only applied for, so that nothing is booked
};

/// An unexplained entry that names no payment, by the account on its other side. Cards are never
/// compared in clear: `card` is the keyed hash that lines are indexed by.
struct CardEntry {
  std::string entry;
  std::string card;
  Direction direction = Direction::debit;
  Money amount;
  Date booked;
};

/// A line as an instruction file has it.
struct LineOfFile {
  std::string line;
  std::string file;
};

struct MatchFacts {
  DebitMode debit_mode = DebitMode::net;
  std::map<std::string, FileFacts> files;           ///< by file id
  std::map<std::string, const PayrollLine*> lines;  ///< by end-to-end id
  std::set<std::string> debited_lines;    ///< lines that a statement has debited one by one
  std::set<std::string> advised_returns;  ///< lines booked as returned that no statement has shown
  std::map<std::string, FundingReceipt> receipts;  ///< by reference, only those not matched yet
  std::vector<TransferFacts> transfers;
  std::map<std::string, CardEntry> card_entries;  ///< by entry, of every statement of the account
  std::multimap<std::string, std::string> entries_of_cards;  ///< their ids by card
  std::multimap<std::string, LineOfFile> lines_of_cards;     ///< index_cards()
};

/// Notes the lines of the account's files by their card.
/// Requires: files and lines are complete; of a line only the state changes afterwards.
void index_cards(MatchFacts& facts);
/// Notes an entry by the card on its other side.
void note_card_entry(CardEntry entry, MatchFacts& facts);

/// The entry names a file or a line that is on record: level 3 never speaks against its word.
[[nodiscard]] bool names_payment(const BankEntry& entry, const MatchFacts& facts);

/// Lines of the entry's card and amount that the bank was told to pay within 3 working days of it
/// and that no statement has debited, in the order of their ids. One alone that was paid is level
/// 3's answer; of several, or one that failed or was replaced, a person says what happened.
[[nodiscard]] std::vector<const PayrollLine*> lines_of_card(const CardEntry& entry,
                                                            const MatchFacts& facts);

/// How the entry is explained. Open means: it names a file whose answer is still out.
[[nodiscard]] Match explain(const BankEntry& entry, const MatchFacts& facts);

/// Paid from a file of this account that has the money for it, and shown by no statement yet.
[[nodiscard]] bool may_be_debited(const PayrollLine& line, Money amount, const MatchFacts& facts);

/// The file that a line's money belongs to; empty where it has none.
[[nodiscard]] std::string file_of(const LineState& state);

}  // namespace anxin::payments
