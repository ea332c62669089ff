// How a service asks a book and changes it, whoever owns the writer.
//
// Role: implemented by the Writer itself (one caller) and by SharedWriter (many threads).
#pragma once

#include "ledger/book/command.h"
#include "ledger/service/reader.h"
#include "ledger/service/receipt.h"

namespace anxin::ledger {

class LedgerPort {
 public:
  virtual ~LedgerPort() = default;

  /// The book as of its last commit; what was answered before is in it.
  /// Refuses: store.unavailable, store.outcome-unknown once the writer has stopped.
  [[nodiscard]] virtual Result<Reader> read(Instant now) const = 0;

  /// The same for questions about records and entries: never waits for a commit. Accounts cost more
  /// than with read(); see Reader::open_for_records.
  [[nodiscard]] virtual Result<Reader> read_records(Instant now) const = 0;

  /// Carries the command out and answers when it is on disk.
  /// Refuses: what apply() and the store refuse; store.outcome-unknown once stopped.
  virtual Result<Receipt> execute(book::Command command) = 0;

  /// What execute() would answer, without changing anything: entry 0 for a command that would
  /// stand.
  virtual Result<Receipt> judge(const book::Command& command) = 0;
};

}  // namespace anxin::ledger
