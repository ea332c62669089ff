#include "tests/bench/prepare.h"

#include <fcntl.h>
#include <unistd.h>

#include "ledger/base/invariant.h"
#include "ledger/store/lmdb/lmdb_store.h"
#include "tests/bench/bare_lmdb.h"
#include "tests/bench/recording_store.h"

namespace anxin::bench {
namespace {

namespace fs = std::filesystem;
using store::Access;
using store::LmdbStore;

store::BookIdentity identity() {
  return {"00112233445566778899aabbccddeeff", "110105", "bench", store::ClockKind::simulated,
          standing_still()};
}

void append(std::vector<store::WriteBatch>& all, std::vector<store::WriteBatch> more) {
  for (auto& one : more) all.push_back(std::move(one));
}

// Makes the book as it is before the measurement. Returns what it committed.
Result<std::vector<store::WriteBatch>> build_book(const Workload& work, const fs::path& folder) {
  const auto first = ledger::first_contents(identity());
  LEDGER_CHECK(LmdbStore::create(folder, first));
  const auto store = LEDGER_TRY(LmdbStore::open(folder, Access::write));
  RecordingStore recorder(*store);
  const ManualClock clock(standing_still());
  const auto writer = LEDGER_TRY(ledger::Writer::open(recorder, clock));
  for (std::size_t i = 0; i < work.parts(); ++i) ask(*writer, work.part(i));
  std::vector<store::WriteBatch> commits{puts_in_key_order(first)};
  append(commits, recorder.take());
  return commits;
}

// Runs the rounds on a copy of the book. What opening the writer commits belongs to `opening`.
Result<void> record_rounds(const Workload& work, const fs::path& folder, Prepared& prepared,
                           std::vector<store::WriteBatch>& opening) {
  copy_book(prepared.book, folder);
  const auto store = LEDGER_TRY(LmdbStore::open(folder, Access::write));
  RecordingStore recorder(*store);
  const ManualClock clock(standing_still());
  const auto writer = LEDGER_TRY(ledger::Writer::open(recorder, clock));
  append(opening, recorder.take());
  prepared.before = writer->head();
  for (std::size_t i = 0; i < work.rounds(); ++i) ask(*writer, work.round(i));
  prepared.after = writer->head();
  prepared.commits = recorder.take();
  return {};
}

void flush(const fs::path& file) {
  const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  LEDGER_INVARIANT(fd >= 0);
  LEDGER_INVARIANT(::syncfs(fd) == 0);
  ::close(fd);
}

}  // namespace

Instant standing_still() {
  const auto instant = parse_instant("2026-10-31T02:00:00Z");
  LEDGER_INVARIANT(instant.has_value());
  return *instant;
}

void ask(ledger::Writer& writer, std::vector<book::Command> commands) {
  for (auto& one : commands) {
    writer.submit(std::move(one), [](const Result<ledger::Receipt>& result) {
      LEDGER_INVARIANT(result.has_value());  // a workload asks for nothing that is refused
    });
  }
  while (writer.pump()) {
  }
}

Result<Prepared> prepare(const Workload& work, const fs::path& folder) {
  Prepared prepared;
  prepared.book = folder / "book";
  prepared.bare = folder / "bare";
  auto setting_up = LEDGER_TRY(build_book(work, prepared.book));
  const auto recorded = folder / "recorded";
  LEDGER_CHECK(record_rounds(work, recorded, prepared, setting_up));
  fs::remove_all(recorded);
  BareLmdb bare(prepared.bare);
  for (const auto& batch : setting_up) bare.commit(batch);
  return prepared;
}

void copy_book(const fs::path& from, const fs::path& to) {
  fs::create_directories(to);
  fs::copy_file(from / "data.mdb", to / "data.mdb");
  flush(to / "data.mdb");
}

}  // namespace anxin::bench
