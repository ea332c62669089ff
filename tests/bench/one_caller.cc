#include "tests/bench/one_caller.h"

#include <algorithm>

#include "tests/bench/bare_lmdb.h"
#include "tests/bench/callers.h"
#include "tests/bench/running_book.h"

namespace anxin::bench {
namespace {

constexpr std::size_t kSlices = 20;  // writer and replay in turn: both meet the same disk

}  // namespace

Result<OneCaller> measure_one_caller(const std::filesystem::path& book,
                                     const std::filesystem::path& bare_book, PairFeed& feed,
                                     std::size_t commands) {
  const auto running = LEDGER_TRY(RunningBook::open(book, Recording::on));
  BareLmdb bare(bare_book);
  Callers callers(running->writer(), feed);
  std::vector<double> replay;
  Spent replay_spent;
  for (std::size_t slice = 0; slice < kSlices; ++slice) {
    callers.ask(1, std::max<std::size_t>(1, commands / kSlices));
    for (const auto& batch : running->take_commits()) {
      const Stopwatch watch(replay_spent);
      const auto begin = SteadyClock::now();
      bare.commit(batch);
      replay.push_back(micros_since(begin));
    }
  }
  OneCaller measured;
  const auto count = static_cast<double>(callers.micros().size());
  measured.writer = percentiles(callers.micros());
  measured.replay = percentiles(std::move(replay));
  measured.per_second = callers.per_second();
  measured.cpu_micros = Micros(callers.spent().cpu).count() / count;
  measured.replay_cpu_micros = Micros(replay_spent.cpu).count() / count;
  measured.syncs = callers.syncs();
  return measured;
}

Figures details(const OneCaller& measured) {
  Figures all{{"rate", measured.per_second, "/s"},
              {"syncs", static_cast<double>(measured.syncs), ""},
              {"CPU", measured.cpu_micros, "µs/posting"},
              {"replay CPU", measured.replay_cpu_micros, "µs/posting"}};
  add_details(all, "", measured.writer);
  add_details(all, "replay ", measured.replay);
  return all;
}

}  // namespace anxin::bench
