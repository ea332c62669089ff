#include "tests/bench/child_tasks.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

#include "ledger/service/verify.h"
#include "tests/bench/full_model.h"
#include "tests/bench/large_book.h"
#include "tests/bench/model_runs.h"
#include "tests/bench/running_book.h"
#include "tests/bench/statement_row.h"
#include "tests/bench/stopwatch.h"

namespace anxin::bench {
namespace {

void say(const std::string& line) {
  std::fputs(line.c_str(), stdout);
  std::fflush(stdout);
}

// Of this program since it began: what a parent is told of its child counts the parent too.
std::size_t resident_bytes_max() {
  std::ifstream file("/proc/self/status");
  std::size_t kilobytes = 0;
  for (std::string word; file >> word;) {
    if (word == "VmHWM:") file >> kilobytes;
  }
  return kilobytes * 1024;
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

Result<void> weigh_statement(const std::filesystem::path& folder) {
  say(fmt::format("{}\n", LEDGER_TRY(bytes_beside_statement(folder))));
  return {};
}

Result<void> weigh_model(std::string_view baseline) {
  play_for_memory(baseline);
  say(fmt::format("{}\n", resident_bytes_max()));
  return {};
}
Result<void> weigh_county(const std::filesystem::path& /*folder*/) { return weigh_model(kCounty); }
Result<void> weigh_province(const std::filesystem::path& /*folder*/) {
  return weigh_model(kProvince);
}

struct Task {
  std::string_view name;
  Result<void> (*run)(const std::filesystem::path& folder);
};
constexpr std::array<Task, 5> kTasks{{{kVerifyTask, verify_book},
                                      {kWriteTask, write_book},
                                      {kStatementTask, weigh_statement},
                                      {kCountyTask, weigh_county},
                                      {kProvinceTask, weigh_province}}};

}  // namespace

int run_child(std::string_view task, const std::filesystem::path& folder) {
  const auto* known = std::find_if(kTasks.begin(), kTasks.end(),
                                   [task](const Task& one) { return one.name == task; });
  return known != kTasks.end() && known->run(folder) ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace anxin::bench
