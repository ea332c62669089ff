#include "tests/bench/child_tasks.h"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>

#include "ledger/service/verify.h"
#include "tests/bench/large_book.h"
#include "tests/bench/running_book.h"
#include "tests/bench/stopwatch.h"

namespace anxin::bench {
namespace {

void say(const std::string& line) {
  std::fputs(line.c_str(), stdout);
  std::fflush(stdout);
}

Result<void> verify_book(const std::filesystem::path& folder) {
  const auto begin = SteadyClock::now();
  const auto store = LEDGER_TRY(store::LmdbStore::open(folder, store::Access::read));
  const auto report = LEDGER_TRY(ledger::verify(*store, {}));
  say(fmt::format("{} {}\n", report.ok() ? "ok" : "damaged", micros_since(begin) / 1e6));
  return {};
}

Result<void> write_book(const std::filesystem::path& folder) {
  const auto book = LEDGER_TRY(RunningBook::open(folder));
  auto& writer = book->writer();
  PairFeed feed(kGroupsOfPairs, writer.head().entry);  // entries are more than groups: new keys
  say("ready\n");
  for (;;) ask(writer, {feed.next(), feed.next()});
}

}  // namespace

int run_child(std::string_view task, const std::filesystem::path& folder) {
  const auto outcome = task == kVerifyTask ? verify_book(folder) : write_book(folder);
  return outcome ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace anxin::bench
