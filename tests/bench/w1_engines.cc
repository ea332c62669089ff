#include "tests/bench/w1_engines.h"

#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ledger/base/invariant.h"
#include "simulator/w1.h"
#include "tests/bench/peers/w1_heap.h"
#include "tests/bench/statistics.h"
#include "tests/bench/stopwatch.h"

namespace anxin::bench {
namespace {

using simulator::W1Size;

constexpr W1Size kOurs{20'000, 100};
constexpr W1Size kNumpy{20'000, 40};
constexpr W1Size kSimpy{2'000, 3};
constexpr W1Size kHeap{2'000, 100};
constexpr double kGoalRate = 80e6;

double project_months(const W1Size& size) {
  return static_cast<double>(size.projects * simulator::kW1Months * size.paths);
}

Spent time_of(const std::function<void()>& work) {
  Spent spent;
  {
    const Stopwatch watch(spent);
    work();
  }
  return spent;
}

std::vector<Spent> repeat(std::size_t runs, const std::function<void()>& work) {
  std::vector<Spent> all;
  for (std::size_t run = 0; run < runs; ++run) all.push_back(time_of(work));
  return all;
}

double median_cpu(const std::vector<Spent>& all) {
  std::vector<double> seconds;
  for (const auto& spent : all) seconds.push_back(spent.cpu.count());
  return median(seconds);
}

double median_wall(const std::vector<Spent>& all) {
  std::vector<double> seconds;
  for (const auto& spent : all) seconds.push_back(spent.wall.count());
  return median(seconds);
}

std::vector<Spent> run_ours(std::size_t runs, std::size_t threads) {
  return repeat(runs, [threads] {
    const auto result = simulator::run_w1(kOurs, {1, &simulator::best_kernels(), threads});
    LEDGER_INVARIANT(result.arrears.size() == kOurs.paths);
  });
}

// A script prints {"rate": …, "share": …}; Debian's own interpreter has Debian's modules.
std::optional<double> run_script(const std::string& name, const W1Size& size) {
  const auto command = fmt::format("/usr/bin/python3 {}/{} {} {} 2>/dev/null", ANXIN_BENCH_PEERS,
                                   name, size.projects, size.paths);
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> output(popen(command.c_str(), "r"), pclose);
  if (output == nullptr) return std::nullopt;
  double rate = 0;
  if (std::fscanf(output.get(), "{\"rate\": %lf", &rate) != 1) return std::nullopt;
  return rate;
}

std::optional<Figure> script_figure(const std::string& name, const W1Size& size, std::size_t runs) {
  std::vector<double> rates;
  for (std::size_t run = 0; run < runs; ++run) {
    const auto rate = run_script("w1_" + name + ".py", size);
    if (!rate) return std::nullopt;
    rates.push_back(*rate);
  }
  return Figure{name, median(rates), "/s"};
}

Figure heap_figure(std::size_t runs) {
  const auto spent =
      repeat(runs, [] { LEDGER_INVARIANT(run_w1_heap(kHeap.projects, kHeap.paths) > 0); });
  return {"heap of events", project_months(kHeap) / median_cpu(spent), "/s"};
}

Row w1_row(std::string id, double rate, std::optional<Figure> reference, std::optional<Goal> goal) {
  auto work = fmt::format("W1, {} projects × {} months × {} paths", kOurs.projects,
                          simulator::kW1Months, kOurs.paths);
  // Without its peer a ratio cannot be judged.
  if (!reference && id != "S1") goal = std::nullopt;
  return {std::move(id),
          std::move(work),
          {"project-months", rate, "/s"},
          std::move(reference),
          goal,
          {}};
}

}  // namespace

Rows measure_w1(std::size_t runs) {
  const auto one = run_ours(runs, 1);
  const auto two = run_ours(runs, 2);
  const double rate = project_months(kOurs) / median_cpu(one);
  const Figure alone{"one thread", project_months(kOurs) / median_wall(one), "/s"};
  return {
      w1_row("S1", rate, {}, Goal{Bound::at_least, kGoalRate}),
      w1_row("S1/numpy", rate, script_figure("numpy", kNumpy, runs), Goal{Bound::at_least, 5}),
      w1_row("S1/simpy", rate, script_figure("simpy", kSimpy, runs), Goal{Bound::at_least, 600}),
      w1_row("S1/heap", rate, heap_figure(runs), {}),
      w1_row("S1/threads", project_months(kOurs) / median_wall(two), alone,
             Goal{Bound::at_least, 1.9})};
}

}  // namespace anxin::bench
