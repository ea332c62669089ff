#include "tests/bench/full_model.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/bench/child.h"
#include "tests/bench/child_tasks.h"
#include "tests/bench/cpu_time.h"
#include "tests/bench/model_cost.h"
#include "tests/bench/model_runs.h"
#include "tests/bench/stopwatch.h"

namespace anxin::bench {
namespace {

constexpr std::int64_t kModelPaths = 500;
constexpr std::int64_t kPreviewPaths = 200;
constexpr std::int64_t kProvincePaths = 12;
constexpr std::int64_t kMemoryPaths = 4;
constexpr double kModelGoal = 10e6;
constexpr double kPreviewGoal = 1;  // second
constexpr double kThreadsGoal = 1.9;
constexpr double kMebibyte = 1 << 20U;

std::string work_of(const ModelRun& run, std::int64_t paths) {
  return fmt::format("full model, {} projects × {} months × {} paths", run.projects(), kModelMonths,
                     paths);
}

double rate_of(const ModelRun& run, std::size_t runs) {
  return run.project_months() / median_cpu_seconds(runs, [&run] { run.play(1); });
}

// By the wall, of the run that was disturbed least.
double least_wall_seconds(const ModelRun& run, std::size_t runs, std::size_t threads) {
  std::vector<double> seconds;
  for (std::size_t i = 0; i < runs; ++i) {
    Spent spent;
    {
      const Stopwatch watch(spent);
      run.play(threads);
    }
    seconds.push_back(spent.wall.count());
  }
  return *std::min_element(seconds.begin(), seconds.end());
}

Row threads_row(const ModelRun& county, std::size_t runs) {
  const double one = county.project_months() / least_wall_seconds(county, runs, 1);
  const double two = county.project_months() / least_wall_seconds(county, runs, 2);
  return {"S2/threads",
          "full model on two threads, by the wall",
          {"project-months", two, "/s"},
          Figure{"one thread", one, "/s"},
          Goal{Bound::at_least, kThreadsGoal},
          {}};
}

Row preview_row(std::size_t runs) {
  const ModelRun preview(kCounty, kPreviewPaths);
  return {"S2/preview",
          work_of(preview, kPreviewPaths) + ", one thread, by the wall",
          {"time", least_wall_seconds(preview, runs, 1), "s"},
          {},
          Goal{Bound::at_most, kPreviewGoal},
          {}};
}

Row province_row(std::size_t runs) {
  const ModelRun province(kProvince, kProvincePaths);
  return {"S2/province",
          work_of(province, kProvincePaths),
          {"project-months", rate_of(province, runs), "/s"},
          {},
          {},
          {}};
}

double resident_of(std::string_view task) {
  Child child(task, ".");
  return std::stod(child.read_line());
}

Row memory_row() {
  const ModelRun county(kCounty, 1);
  const ModelRun province(kProvince, 1);
  const double of_county = resident_of(kCountyTask);
  const double of_province = resident_of(kProvinceTask);
  const auto more = static_cast<double>(province.projects() - county.projects());
  return {"S2/memory",
          fmt::format("full model, {} projects, one thread, the most resident at once",
                      province.projects()),
          {"memory", of_province / kMebibyte, "MiB"},
          {},
          {},
          {{fmt::format("with {} projects", county.projects()), of_county / kMebibyte, "MiB"},
           {"for each project more", (of_province - of_county) / more, "bytes"}}};
}

}  // namespace

Rows measure_full_model(std::size_t runs) {
  const ModelRun county(kCounty, kModelPaths);
  Row rate{"S2", work_of(county, kModelPaths),      {"project-months", rate_of(county, runs), "/s"},
           {},   Goal{Bound::at_least, kModelGoal}, {}};
  return {std::move(rate),   measure_model_cost(), threads_row(county, runs),
          preview_row(runs), province_row(runs),   memory_row()};
}

void play_for_memory(std::string_view file) { ModelRun(file, kMemoryPaths).play(1); }

}  // namespace anxin::bench
