// Explains an entry of the bank's statement from what the books instructed and received.
//
// Role: pure and deterministic; the same facts give the same answer in any order of looking. The
//       first level that fits wins, tolerance is 0 fen, and nothing is ever guessed: what fits no
//       level is suspense and waits for a person.
// Source: payments.md, "Reconciliation", levels 1, 2, 4 and 6.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "payments/domain/bank_ledger.h"
#include "payments/domain/bank_profile.h"
#include "payments/domain/payroll.h"

namespace anxin::payments {

/// An instruction file and what statements have shown of it so far.
struct FileFacts {
  InstructionFile file;
  Money debited;   ///< statement debits explained by it
  Money credited;  ///< statement credits explained by it (gross bank: failures that came back)
};

/// A balance that leaves or reaches the account by a change of bank or a closing.
struct TransferFacts {
  std::string of;  ///< move or closing: the bank's transfer names it
  Direction direction = Direction::credit;
  Money amount;          ///< not shown by a statement yet
  bool decided = false;  ///< false: only applied for, so that nothing is booked
};

struct MatchFacts {
  DebitMode debit_mode = DebitMode::net;
  std::map<std::string, FileFacts> files;           ///< by file id
  std::map<std::string, const PayrollLine*> lines;  ///< by end-to-end id
  std::set<std::string> debited_lines;    ///< lines that a statement has debited one by one
  std::set<std::string> advised_returns;  ///< lines booked as returned that no statement has shown
  std::map<std::string, FundingReceipt> receipts;  ///< by reference, only those not matched yet
  std::vector<TransferFacts> transfers;
};

/// How the entry is explained. Open means: it names a file whose answer is still out.
[[nodiscard]] Match explain(const BankEntry& entry, const MatchFacts& facts);

/// The file that a line's money belongs to; empty where it has none.
[[nodiscard]] std::string file_of(const LineState& state);

}  // namespace anxin::payments
