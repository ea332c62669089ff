#include "tests/bench/model_cost.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "tests/bench/cost_samples.h"
#include "tests/bench/cpu_time.h"
#include "tests/bench/model_runs.h"

namespace anxin::bench {
namespace {

constexpr std::int64_t kCostPaths = 1'000;  // some thousand samples

struct Word {
  std::string_view part;
  std::string_view in_name;
};
// The first word that a function's name holds decides.
constexpr std::array kWords{
    Word{"draws", "draw_block"},
    Word{"draws", "draw_now"},
    Word{"rules", "payments"},
    Word{"figures", "take_figures"},
    Word{"figures", "add_stocks"},
    Word{"figures", "workers_in_arrears"},
    Word{"figures", "fingerprint"},
    Word{"figures", "audit"},
    Word{"figures", "held"},
    Word{"works and bills", "play_project"},
    Word{"works and bills", "do_work"},
    Word{"works and bills", "send_bill"},
    Word{"works and bills", "receive"},
    Word{"works and bills", "start_works"},
    Word{"works and bills", "labour_of_month"},
    Word{"works and bills", "normal_at"},
    Word{"wages", "wages_due"},
    Word{"wages", "pay_wages"},
    Word{"wages", "pay_whole_teams"},
    Word{"wages", "add_cohort"},
    Word{"wages", "owed_of_month"},
    Word{"contractors and clearing", "pay_contractor"},
    Word{"contractors and clearing", "contractor_month"},
    Word{"contractors and clearing", "settle_trade"},
    Word{"contractors and clearing", "share_cash"},
    Word{"contractors and clearing", "distress"},
    Word{"arrears and enforcement", "enforce"},
    Word{"arrears and enforcement", "overdue"},
    Word{"arrears and enforcement", "pay_down"},
    Word{"arrears and enforcement", "discharge"},
    Word{"arrears and enforcement", "open_case"},
    Word{"arrears and enforcement", "fund"},
    Word{"arrears and enforcement", "court"},
    Word{"arrears and enforcement", "execute"},
    Word{"deposits and ends of works", "keep_deposit"},
    Word{"deposits and ends of works", "close_project"},
    Word{"owners, factor, begin of a path", "PathPlayer"},
    Word{"owners, factor, begin of a path", "chances_of"},
};
constexpr std::string_view kRest = "the rest";

std::string_view part_of(const std::string& function) {
  for (const auto& word : kWords) {
    if (function.find(word.in_name) != std::string::npos) return word.part;
  }
  return kRest;
}

// In the order of kWords, the rest last.
Figures parts_of(const std::vector<std::string>& functions) {
  Figures parts;
  for (const auto& word : kWords) {
    const bool is_new = parts.empty() || parts.back().name != word.part;
    if (is_new) parts.push_back({std::string(word.part), 0, "%"});
  }
  parts.push_back({std::string(kRest), 0, "%"});
  for (const auto& function : functions) {
    const auto part = part_of(function);
    const auto found = std::find_if(parts.begin(), parts.end(),
                                    [part](const auto& one) { return one.name == part; });
    found->value += 100.0 / static_cast<double>(functions.size());
  }
  return parts;
}

}  // namespace

Row measure_model_cost() {
  const ModelRun county(kCounty, kCostPaths);
  double seconds = 0;
  std::vector<std::string> functions;
  {
    const CostSamples samples;
    seconds = median_cpu_seconds(1, [&county] { county.play(1); });
    functions = CostSamples::functions();
  }
  return {"S2/cost",
          "full model, a project-month, by samples of its functions",
          {"cost", seconds * 1e9 / county.project_months(), "ns"},
          {},
          {},
          parts_of(functions)};
}

}  // namespace anxin::bench
