// anxin_bench: how fast the ledger is, beside what bare LMDB does with the same bytes.
//
// Role: `make bench`. Measures whole runs; prints a table or, with --json, one JSON object.

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/bench/child_tasks.h"
#include "tests/bench/options.h"
#include "tests/bench/report.h"
#include "tests/bench/table.h"

namespace anxin::bench {
namespace {

constexpr int kUsageExit = 64;  // EX_USAGE

int measure(const Options& options) {
  std::filesystem::create_directories(options.folder);
  const Setting setting{this_machine(options.folder), options.commit, options.runs};
  const auto rows = measure_table(options);
  if (!rows) {
    fmt::print(stderr, "anxin_bench: {}\n", rows.error().reason.word());
    return EXIT_FAILURE;
  }
  fmt::print("{}", options.json ? to_json(*rows, setting) : to_table(*rows, setting));
  return EXIT_SUCCESS;
}

int run(const std::vector<std::string>& arguments) {
  if (arguments.size() == 3 && arguments[0] == "--child") {
    return run_child(arguments[1], arguments[2]);
  }
  const auto options = parse_options(arguments);
  if (options) return measure(*options);
  fmt::print(stderr, "{}", kUsage);
  return kUsageExit;
}

}  // namespace
}  // namespace anxin::bench

int main(int argc, char** argv) {
  try {
    return anxin::bench::run({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    fmt::print(stderr, "anxin_bench: {}\n", error.what());
    return EXIT_FAILURE;
  }
}
