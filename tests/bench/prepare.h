// What the repeated runs of a workload start from and repeat: two books on disk that are copied for
// every run, and the batches of one recorded run.
#pragma once

#include <filesystem>
#include <vector>

#include "ledger/base/clock.h"
#include "ledger/book/books.h"
#include "ledger/service/writer.h"
#include "ledger/store/store.h"
#include "tests/bench/workload.h"

namespace anxin::bench {

/// The moment at which every run stands still: two runs make the same bytes.
[[nodiscard]] Instant standing_still();

/// Asks a round of the writer and waits until it is durable. A refusal ends the program.
void ask(ledger::Writer& writer, std::vector<book::Command> commands);

struct Prepared {
  std::filesystem::path book;              ///< the book before the measurement
  std::filesystem::path bare;              ///< the same rows in a bare environment
  std::vector<store::WriteBatch> commits;  ///< what the measured rounds committed
  book::Head before;
  book::Head after;
};

/// Builds both in `folder` and runs the workload once, unmeasured, to record it.
/// Refuses: what the store refuses.
[[nodiscard]] Result<Prepared> prepare(const Workload& work, const std::filesystem::path& folder);

/// A fresh copy of a prepared book, on disk, with nothing left to be written back.
void copy_book(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace anxin::bench
