#include "tests/bench/w1_engines.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/invariant.h"
#include "simulator/kernel_choice.h"
#include "simulator/w1.h"
#include "tests/bench/cpu_time.h"
#include "tests/bench/peers/w1_heap.h"
#include "tests/bench/statistics.h"
#include "tests/bench/stopwatch.h"

namespace anxin::bench {
namespace {

using simulator::W1Size;

// One world for all; as many paths of it as take a second or two.
constexpr std::size_t kProjects = 20'000;
constexpr std::size_t kOurPaths = 100;
constexpr std::size_t kHeapPaths = 10;
constexpr W1Size kOurs{kProjects, kOurPaths};
constexpr double kGoalRate = 80e6;
constexpr double kErrorsMax = 4;  // standard errors between two shares of one law

double project_months(std::size_t paths) {
  return static_cast<double>(kProjects * simulator::kW1Months * paths);
}

// ---- our own ------------------------------------------------------------------------------------

struct OurRuns {
  double rate = 0;          ///< a second of processor time
  double rate_by_wall = 0;  ///< of the run that was disturbed least
  simulator::W1Result result;
};

OurRuns run_ours(std::size_t runs, std::size_t threads) {
  OurRuns ours;
  std::vector<double> cpu;
  std::vector<double> wall;
  for (std::size_t run = 0; run < runs; ++run) {
    Spent spent;
    {
      const Stopwatch watch(spent);
      ours.result = simulator::run_w1(kOurs, {1, &simulator::best_kernels(), threads});
    }
    cpu.push_back(spent.cpu.count());
    wall.push_back(spent.wall.count());
  }
  ours.rate = project_months(kOurPaths) / median(cpu);
  ours.rate_by_wall = project_months(kOurPaths) / *std::min_element(wall.begin(), wall.end());
  return ours;
}

// ---- the others ---------------------------------------------------------------------------------

struct Peer {
  std::string setting;
  std::size_t paths = 0;
  double rate = 0;
  double share = 0;
};

// How far a path's share of arrears lies from the mean.
double deviation_of_paths(const simulator::W1Result& ours) {
  const double mean = ours.mean_share(kOurs);
  double sum = 0;
  for (const auto path : ours.arrears) {
    const double share = static_cast<double>(path) /
                         (project_months(1) * static_cast<double>(simulator::kW1Contract));
    sum += (share - mean) * (share - mean);
  }
  return std::sqrt(sum / static_cast<double>(kOurPaths - 1));
}

// A program that is fast because it plays something else has no place in the table.
void check_share(const simulator::W1Result& ours, const Peer& peer) {
  const double paths = 1.0 / static_cast<double>(kOurPaths) + 1.0 / static_cast<double>(peer.paths);
  const double error = deviation_of_paths(ours) * std::sqrt(paths);
  const double apart = std::abs(peer.share - ours.mean_share(kOurs)) / error;
  if (apart > kErrorsMax) {
    fmt::print(stderr, "{}: arrears of {:.6f}, ours {:.6f}\n", peer.setting, peer.share,
               ours.mean_share(kOurs));
  }
  LEDGER_INVARIANT(apart <= kErrorsMax);
}

struct Script {
  std::string_view file;
  std::size_t paths = 0;
  std::string_view last_argument;
};

// Prints {"rate": …, "share": …, "setting": "…"}; Debian's own interpreter has Debian's modules.
std::optional<Peer> run_script(const Script& script) {
  const auto command =
      fmt::format("/usr/bin/python3 -B -O {}/{} {} {} {} 2>/dev/null", ANXIN_BENCH_PEERS,
                  script.file, kProjects, script.paths, script.last_argument);
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> output(popen(command.c_str(), "r"), pclose);
  if (output == nullptr) return std::nullopt;
  Peer peer;
  peer.paths = script.paths;
  std::array<char, 100> setting{};
  const int read =
      std::fscanf(output.get(), "{\"rate\": %lf, \"share\": %lf, \"setting\": \"%99[^\"]\"",
                  &peer.rate, &peer.share, setting.data());
  if (read != 3) return std::nullopt;
  peer.setting = setting.data();
  return peer;
}

std::optional<Peer> run_script(std::size_t runs, const Script& script) {
  std::optional<Peer> peer;
  std::vector<double> rates;
  for (std::size_t run = 0; run < runs; ++run) {
    peer = run_script(script);
    if (!peer) return std::nullopt;
    rates.push_back(peer->rate);
  }
  peer->rate = median(rates);
  return peer;
}

Peer run_heap(std::size_t runs) {
  Peer peer{"a heap of events", kHeapPaths, 0, 0};
  const double seconds =
      median_cpu_seconds(runs, [&peer] { peer.share = run_w1_heap(kProjects, kHeapPaths); });
  peer.rate = project_months(kHeapPaths) / seconds;
  return peer;
}

// ---- rows ---------------------------------------------------------------------------------------

class W1Rows {
 public:
  explicit W1Rows(const OurRuns& ours) : ours_(ours) {}
  /// Without its peer a ratio cannot be judged.
  void add_peer(std::string id, const std::string& what, const std::optional<Peer>& peer,
                std::optional<Goal> goal) {
    std::optional<Figure> reference;
    if (peer) {
      check_share(ours_.result, *peer);
      reference = Figure{peer->setting, peer->rate, "/s"};
    }
    rows_.push_back(
        {std::move(id), "W1 and " + what, measured(), reference, peer ? goal : std::nullopt, {}});
  }
  void add_ours() {
    rows_.push_back({"S1",
                     fmt::format("W1, {} projects × {} months × {} paths", kProjects,
                                 simulator::kW1Months, kOurPaths),
                     measured(),
                     {},
                     Goal{Bound::at_least, kGoalRate},
                     {}});
  }
  void add_threads(const OurRuns& two) {
    rows_.push_back({"S1/threads",
                     "W1 on two threads, by the wall",
                     {"project-months", two.rate_by_wall, "/s"},
                     Figure{"one thread", ours_.rate_by_wall, "/s"},
                     Goal{Bound::at_least, 1.9},
                     {}});
  }
  [[nodiscard]] Rows take() { return std::move(rows_); }

 private:
  [[nodiscard]] Figure measured() const { return {"project-months", ours_.rate, "/s"}; }

  const OurRuns& ours_;
  Rows rows_;
};

}  // namespace

Rows measure_w1(std::size_t runs) {
  const auto ours = run_ours(runs, 1);
  const auto all = fmt::format("{}", kProjects);
  W1Rows rows(ours);
  rows.add_ours();
  rows.add_peer("S1/numpy", "numpy, as it is written",
                run_script(runs, {"w1_numpy.py", 40, "written"}), Goal{Bound::at_least, 5});
  rows.add_peer("S1/numpy-law", "numpy, by our own two draws a month",
                run_script(runs, {"w1_numpy.py", 40, "fewer"}), {});
  rows.add_peer("S1/simpy", "SimPy, the same world", run_script(runs, {"w1_simpy.py", 1, all}),
                Goal{Bound::at_least, 600});
  rows.add_peer("S1/simpy-small", "SimPy, the world cut in small ones",
                run_script(runs, {"w1_simpy.py", 1, "100"}), Goal{Bound::at_least, 600});
  rows.add_peer("S1/heap", "C++ with a heap of events", run_heap(runs), {});
  rows.add_threads(run_ours(runs, 2));
  return rows.take();
}

}  // namespace anxin::bench
