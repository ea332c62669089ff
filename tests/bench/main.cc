// anxin_bench: how fast the writer is, as a share of what bare LMDB does with the same bytes.
//
// Role: `make bench`. Measures whole runs; prints a table or, with --json, one JSON object.

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <memory>
#include <string>
#include <vector>

#include "tests/bench/options.h"
#include "tests/bench/payroll.h"
#include "tests/bench/report.h"
#include "tests/bench/side_by_side.h"
#include "tests/bench/uniform_pairs.h"

namespace anxin::bench {
namespace {

constexpr int kUsageExit = 64;  // EX_USAGE

std::vector<std::unique_ptr<Workload>> workloads(const Options& options) {
  std::vector<std::unique_ptr<Workload>> all;
  all.push_back(std::make_unique<UniformPairs>());
  all.push_back(std::make_unique<Payroll>(options.accounts));
  if (options.only.empty()) return all;
  std::erase_if(all, [&](const auto& work) { return work->title().id != options.only; });
  return all;
}

Result<std::vector<Row>> measure(const Options& options) {
  std::vector<Row> rows;
  for (const auto& work : workloads(options)) {
    if (!options.json) fmt::print(stderr, "{} …\n", work->title().id);
    rows.push_back(LEDGER_TRY(side_by_side(*work, {options.folder, options.runs})));
  }
  return rows;
}

int run(const std::vector<std::string>& arguments) {
  const auto options = parse_options(arguments);
  if (!options || workloads(*options).empty()) {
    fmt::print(stderr, "{}", kUsage);
    return kUsageExit;
  }
  const auto rows = measure(*options);
  if (!rows) {
    fmt::print(stderr, "anxin_bench: {}\n", rows.error().reason.word());
    return EXIT_FAILURE;
  }
  fmt::print("{}", options->json ? to_json(*rows, options->runs) : to_table(*rows, options->runs));
  return EXIT_SUCCESS;
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
