#include "tests/bench/large_book.h"

#include <fmt/format.h>

#include <algorithm>

#include "ledger/base/invariant.h"
#include "tests/bench/book_files.h"
#include "tests/bench/callers.h"
#include "tests/bench/one_caller.h"
#include "tests/bench/running_book.h"
#include "tests/bench/uniform_pairs.h"

namespace anxin::bench {
namespace {

constexpr auto kSpan = std::chrono::days(60);
constexpr std::size_t kChunkGroups = 16;  // made at once, outside the measured time
constexpr std::uint64_t kSinglesFrom = std::uint64_t{1} << 32U;  // beyond the seeds of the groups

Instant moment(std::size_t group, std::size_t groups) {
  const auto span = std::chrono::duration_cast<Instant::duration>(kSpan);
  return standing_still() +
         span / static_cast<std::int64_t>(groups) * static_cast<std::int64_t>(group);
}

// Asks for a chunk of groups and notes when each is answered.
void ask_chunk(ledger::Writer& writer, std::vector<book::Command> commands, LargeBook& book) {
  const auto begin = SteadyClock::now();
  auto last = begin;
  for (auto& one : commands) {
    writer.submit(std::move(one), [&](const Result<ledger::Receipt>& result) {
      LEDGER_INVARIANT(result.has_value());
      const auto now = SteadyClock::now();
      book.micros.push_back(Micros(now - last).count());
      last = now;
    });
  }
  while (writer.pump()) {
  }
  book.seconds += micros_since(begin) / 1e6;
}

}  // namespace

Result<LargeBook> build_large_book(const std::filesystem::path& folder, std::size_t postings) {
  const auto groups = std::max<std::size_t>(1, postings / kGroupPostings);
  LargeBook book;
  book.folder = folder;
  book.begin = standing_still();
  book.end = moment(groups, groups);
  LEDGER_CHECK(make_book(UniformPairs({}, kGroupsOfPairs, 0), folder));
  const auto running = LEDGER_TRY(RunningBook::open(folder));
  PairFeed feed(kGroupsOfPairs, 0);
  for (std::size_t made = 0; made < groups;) {
    std::vector<book::Command> chunk;
    while (made < groups && chunk.size() < kChunkGroups) {
      chunk.push_back(feed.next());
      chunk.back().at = moment(++made, groups);
    }
    ask_chunk(running->writer(), std::move(chunk), book);
  }
  book.postings = running->writer().head().postings;
  return book;
}

Row groups_row(const LargeBook& book) {
  const auto groups = percentiles(book.micros);
  Row row{"L5/groups",
          fmt::format("group times while {} postings come in: p99 beside p50", book.postings),
          {"p99", groups.p99, "µs"},
          Figure{"p50", groups.p50, "µs"},
          Goal{Bound::at_most, 3},
          {}};
  row.details = {{"building", book.seconds, "s"},
                 {"rate", static_cast<double>(book.postings) / book.seconds, "/s"},
                 {"groups", static_cast<double>(book.micros.size()), ""}};
  add_details(row.details, "", groups);
  return row;
}

Result<Row> caller_row(const LargeBook& book, std::size_t commands) {
  const Scratch scratch(book.folder.parent_path() / "bare");
  const auto bare = scratch / "copy";
  copy_book(book.folder, bare);
  PairFeed feed(kSinglePostings, kSinglesFrom);
  const auto one = LEDGER_TRY(measure_one_caller(book.folder, bare, feed, commands));
  return Row{"L5/caller",
             fmt::format("one posting per command on {} postings: p99.9 beside bare commits",
                         book.postings),
             {"p99.9", one.writer.p999, "µs"},
             Figure{"replay p99.9", one.replay.p999, "µs"},
             Goal{Bound::at_most, 1.5},
             details(one)};
}

}  // namespace anxin::bench
