#include "tests/bench/many_callers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "tests/bench/book_files.h"
#include "tests/bench/callers.h"
#include "tests/bench/one_caller.h"
#include "tests/bench/running_book.h"
#include "tests/bench/uniform_pairs.h"

namespace anxin::bench {
namespace {

constexpr std::size_t kCommandsMax = 65'536;  // made before they are asked: some ten megabytes
constexpr std::size_t kLessSyncs = 10;        // many callers need fewer syncs for as many samples

struct Many {
  std::size_t callers;
  std::optional<Goal> goal;  // of the rate at one caller
};
constexpr std::array kMany{Many{4, {}}, Many{16, {}}, Many{64, Goal{Bound::at_least, 8}},
                           Many{256, Goal{Bound::at_least, 15}}};

std::string work(std::size_t callers) {
  return fmt::format("one posting per command, {} caller{}", callers, callers == 1 ? "" : "s");
}

Row one_row(const OneCaller& one) {
  return {"L4/1",
          work(1) + ": p50 beside a bare commit",
          {"p50", one.writer.p50, "µs"},
          Figure{"replay p50", one.replay.p50, "µs"},
          Goal{Bound::at_most, 1.2},
          details(one)};
}

Row many_row(const Many& many, const Callers& asked, double rate_of_one) {
  Row row{fmt::format("L4/{}", many.callers),
          work(many.callers) + ": rate beside one caller",
          {"rate", asked.per_second(), "/s"},
          Figure{"one caller", rate_of_one, "/s"},
          many.goal,
          {}};
  const auto count = static_cast<double>(asked.micros().size());
  row.details = {{"syncs", static_cast<double>(asked.syncs()), ""},
                 {"CPU", Micros(asked.spent().cpu).count() / count, "µs/posting"}};
  add_details(row.details, "", percentiles(asked.micros()));
  return row;
}

}  // namespace

Result<Rows> measure_callers(const std::filesystem::path& folder, std::size_t commands) {
  const Scratch scratch(folder / "callers");
  const auto book = scratch / "book";
  const auto bare = scratch / "bare";
  LEDGER_CHECK(make_book(UniformPairs({}, kSinglePostings, 0), book));
  copy_book(book, bare);
  PairFeed feed(kSinglePostings, 0);
  const auto one = LEDGER_TRY(measure_one_caller(book, bare, feed, commands));
  Rows rows{one_row(one)};
  const auto running = LEDGER_TRY(RunningBook::open(book));
  for (const auto& many : kMany) {
    Callers callers(running->writer(), feed);
    callers.ask(many.callers, std::min(many.callers * commands / kLessSyncs, kCommandsMax));
    rows.push_back(many_row(many, callers, one.per_second));
  }
  return rows;
}

}  // namespace anxin::bench
