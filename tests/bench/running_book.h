// A book on disk with its writer, as every measurement runs it: commits overlap with judging.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "ledger/base/clock.h"
#include "ledger/service/writer.h"
#include "ledger/store/lmdb/lmdb_store.h"
#include "tests/bench/recording_store.h"

namespace anxin::bench {

/// The moment at which every run stands still: two runs make the same bytes.
[[nodiscard]] Instant standing_still();

enum class Recording { off, on };

class RunningBook {
 public:
  /// Refuses: what the store and the writer refuse.
  static Result<std::unique_ptr<RunningBook>> open(const std::filesystem::path& folder,
                                                   Recording recording = Recording::off);
  [[nodiscard]] ledger::Writer& writer() { return *writer_; }
  /// What was committed since the last call; nothing without recording.
  [[nodiscard]] std::vector<store::WriteBatch> take_commits() { return recorder_.take(); }

 private:
  explicit RunningBook(std::unique_ptr<store::LmdbStore> store)
      : store_(std::move(store)), recorder_(*store_), clock_(standing_still()) {}

  std::unique_ptr<store::LmdbStore> store_;
  RecordingStore recorder_;
  ManualClock clock_;
  std::unique_ptr<ledger::Writer> writer_;
};

/// The part of a receipt that a caller keeps, as a number.
[[nodiscard]] std::uint64_t digest_number(const ledger::Receipt& receipt);

/// Asks all of this of the writer and waits until it is durable. Returns the sum of the digest
/// numbers of all receipts. A refusal ends the program.
std::uint64_t ask(ledger::Writer& writer, std::vector<book::Command> commands);

}  // namespace anxin::bench
