#include "tests/bench/side_by_side.h"

#include <algorithm>

#include "ledger/base/invariant.h"
#include "tests/bench/bare_lmdb.h"
#include "tests/bench/book_files.h"
#include "tests/bench/running_book.h"
#include "tests/bench/statistics.h"
#include "tests/bench/stopwatch.h"

namespace anxin::bench {
namespace {

namespace fs = std::filesystem;

// What every measured run must repeat.
struct Recorded {
  std::vector<store::WriteBatch> commits;
  std::uint64_t postings = 0;
  std::uint64_t digests = 0;  // sum of the digest numbers that the callers were given
  book::Head after;
};

Result<Recorded> record(const Workload& work, const fs::path& folder) {
  const auto book = LEDGER_TRY(RunningBook::open(folder, Recording::on));
  auto& writer = book->writer();
  Recorded recorded;
  const auto before = writer.head().postings;
  for (std::size_t i = 0; i < work.rounds(); ++i) recorded.digests += ask(writer, work.round(i));
  recorded.commits = book->take_commits();
  recorded.after = writer.head();
  recorded.postings = recorded.after.postings - before;
  return recorded;
}

struct WriterRun {
  Spent spent;
  std::uint64_t file_growth = 0;
};

// Commands are made outside the measured time: making them is the work of whoever asks.
Result<WriterRun> run_writer(const Workload& work, const Recorded& expected,
                             const fs::path& folder) {
  const auto bytes_before = file_bytes(folder);
  const auto book = LEDGER_TRY(RunningBook::open(folder));
  WriterRun run;
  std::uint64_t digests = 0;
  for (std::size_t i = 0; i < work.rounds(); ++i) {
    auto commands = work.round(i);
    const Stopwatch watch(run.spent);
    digests += ask(book->writer(), std::move(commands));
  }
  LEDGER_INVARIANT(book->writer().head() == expected.after && digests == expected.digests);
  run.file_growth = file_bytes(folder) - bytes_before;
  return run;
}

// The replay must end with the same head, or it was not the same work.
Result<void> check_head(const fs::path& folder, const book::Head& expected) {
  const auto store = LEDGER_TRY(store::LmdbStore::open(folder, store::Access::read));
  const auto snapshot = LEDGER_TRY(store->snapshot());
  const auto row = snapshot->get(store::Table::meta, store::kMetaHead);
  LEDGER_INVARIANT(row.has_value() && store::decode_head(*row) == expected);
  return {};
}

Result<Spent> run_replay(const Recorded& recorded, const fs::path& folder) {
  Spent spent;
  {
    BareLmdb bare(folder);
    const Stopwatch watch(spent);
    for (const auto& batch : recorded.commits) bare.commit(batch);
  }
  LEDGER_CHECK(check_head(folder, recorded.after));
  return spent;
}

// Medians over the runs of one side.
class Side {
 public:
  explicit Side(std::uint64_t postings) : postings_(static_cast<double>(postings)) {}
  void add(const Spent& spent) {
    speeds_.push_back(postings_ / spent.wall.count());
    cpu_.push_back(1e9 * spent.cpu.count() / postings_);
  }
  [[nodiscard]] double speed() const { return median(speeds_); }
  void add_details(Figures& details, const std::string& prefix) const {
    const auto [lowest, highest] = std::minmax_element(speeds_.begin(), speeds_.end());
    details.push_back({prefix + "lowest", *lowest, "/s"});
    details.push_back({prefix + "highest", *highest, "/s"});
    details.push_back({prefix + "CPU", median(cpu_), "ns/posting"});
  }

 private:
  double postings_;
  std::vector<double> speeds_;
  std::vector<double> cpu_;
};

}  // namespace

Result<Row> side_by_side(const Workload& work, const Measurement& how) {
  const Scratch scratch(how.folder / "side-by-side");
  const auto made = scratch / "made";
  const auto run = scratch / "run";
  LEDGER_CHECK(make_book(work, made));
  copy_book(made, run);
  const auto recorded = LEDGER_TRY(record(work, run));

  Side writer(recorded.postings);
  Side replay(recorded.postings);
  std::uint64_t growth = 0;
  for (std::size_t i = 0; i < how.runs; ++i) {
    copy_book(made, run);
    const auto measured = LEDGER_TRY(run_writer(work, recorded, run));
    writer.add(measured.spent);
    growth = measured.file_growth;
    copy_book(made, run);
    replay.add(LEDGER_TRY(run_replay(recorded, run)));
  }

  const auto title = work.title();
  Row row{title.id, title.work, {"writer", writer.speed(), "/s"}, {}, {}, {}};
  row.reference = {"replay", replay.speed(), "/s"};
  if (title.goal) row.goal = {Bound::at_least, *title.goal};
  const auto postings = static_cast<double>(recorded.postings);
  row.details = {
      {"postings", postings, ""},
      {"syncs", static_cast<double>(recorded.commits.size()), ""},
      {std::string(kBytesPerPosting), static_cast<double>(growth) / postings, "B/posting"}};
  writer.add_details(row.details, "");
  replay.add_details(row.details, "replay ");
  return row;
}

}  // namespace anxin::bench
