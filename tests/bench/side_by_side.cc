#include "tests/bench/side_by_side.h"

#include <algorithm>
#include <chrono>
#include <ctime>

#include "ledger/base/invariant.h"
#include "ledger/store/lmdb/lmdb_store.h"
#include "tests/bench/bare_lmdb.h"
#include "tests/bench/prepare.h"

namespace anxin::bench {
namespace {

namespace fs = std::filesystem;
using Seconds = std::chrono::duration<double>;
using SteadyClock = std::chrono::steady_clock;
using store::Access;
using store::LmdbStore;

struct Run {
  Seconds seconds{};
  Seconds cpu{};
  std::uint64_t file_growth = 0;
};

// Adds to a run what passes while it lives: on the wall, and of the processor in this process,
// which says more where other work shares the machine.
class Stopwatch {
 public:
  explicit Stopwatch(Run& run) : run_(run) {}
  ~Stopwatch() {
    run_.seconds += SteadyClock::now() - begin_;
    run_.cpu += Seconds(static_cast<double>(std::clock() - cpu_begin_) / CLOCKS_PER_SEC);
  }
  Stopwatch(const Stopwatch&) = delete;
  Stopwatch& operator=(const Stopwatch&) = delete;

 private:
  Run& run_;
  SteadyClock::time_point begin_ = SteadyClock::now();
  std::clock_t cpu_begin_ = std::clock();
};

// Commands are made outside the measured time: making them is the work of whoever asks.
Result<Run> run_writer(const Workload& work, const Prepared& prepared, const fs::path& folder) {
  copy_book(prepared.book, folder);
  const auto size_before = fs::file_size(folder / "data.mdb");
  const auto store = LEDGER_TRY(LmdbStore::open(folder, Access::write));
  const ManualClock clock(standing_still());
  const auto writer = LEDGER_TRY(ledger::Writer::open(*store, clock));
  Run run;
  for (std::size_t i = 0; i < work.rounds(); ++i) {
    auto commands = work.round(i);
    const Stopwatch watch(run);
    ask(*writer, std::move(commands));
  }
  LEDGER_INVARIANT(writer->head() == prepared.after);
  run.file_growth = fs::file_size(folder / "data.mdb") - size_before;
  return run;
}

// The replay must end with the same head, or it was not the same work.
Result<void> check_head(const fs::path& folder, const book::Head& expected) {
  const auto store = LEDGER_TRY(LmdbStore::open(folder, Access::read));
  const auto snapshot = LEDGER_TRY(store->snapshot());
  const auto row = snapshot->get(store::Table::meta, store::kMetaHead);
  LEDGER_INVARIANT(row.has_value() && store::decode_head(*row) == expected);
  return {};
}

Result<Run> run_replay(const Prepared& prepared, const fs::path& folder) {
  copy_book(prepared.bare, folder);
  Run run;
  {
    BareLmdb bare(folder);
    const Stopwatch watch(run);
    for (const auto& batch : prepared.commits) bare.commit(batch);
  }
  LEDGER_CHECK(check_head(folder, prepared.after));
  return run;
}

double median(std::vector<double>& all) {
  std::sort(all.begin(), all.end());
  return all[all.size() / 2];
}

Speeds speeds(const std::vector<Run>& runs, std::uint64_t postings) {
  std::vector<double> all;
  for (const auto& run : runs) all.push_back(static_cast<double>(postings) / run.seconds.count());
  const double middle = median(all);
  return {middle, all.front(), all.back()};
}

double cpu_per_posting(const std::vector<Run>& runs, std::uint64_t postings) {
  std::vector<double> all;
  for (const auto& run : runs) all.push_back(1e9 * run.cpu.count() / static_cast<double>(postings));
  return median(all);
}

}  // namespace

Result<Row> side_by_side(const Workload& work, const Measurement& how) {
  const auto place = how.folder / "anxin-bench-work";
  fs::remove_all(place);
  fs::create_directories(place);
  const auto prepared = LEDGER_TRY(prepare(work, place));
  std::vector<Run> writer;
  std::vector<Run> replay;
  for (std::size_t i = 0; i < how.runs; ++i) {
    writer.push_back(LEDGER_TRY(run_writer(work, prepared, place / "writer")));
    fs::remove_all(place / "writer");
    replay.push_back(LEDGER_TRY(run_replay(prepared, place / "replay")));
    fs::remove_all(place / "replay");
  }
  fs::remove_all(place);
  const auto postings = prepared.after.postings - prepared.before.postings;
  Row row;
  row.title = work.title();
  row.accounts = work.accounts();
  row.postings = postings;
  row.commits = prepared.commits.size();
  row.disk_bytes = writer[0].file_growth;
  row.writer = speeds(writer, postings);
  row.replay = speeds(replay, postings);
  row.writer_cpu = cpu_per_posting(writer, postings);
  row.replay_cpu = cpu_per_posting(replay, postings);
  return row;
}

}  // namespace anxin::bench
