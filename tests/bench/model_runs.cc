#include "tests/bench/model_runs.h"

#include "ledger/base/invariant.h"

namespace anxin::bench {

ModelRun::ModelRun(std::string_view file, std::int64_t paths) {
  auto loaded = simulator::parse_baseline(simulator::builtin_baseline(file).value_or(""));
  LEDGER_INVARIANT(loaded.findings.empty());
  baseline_ = std::move(loaded.value);
  scenario_.run = {1, paths, kModelMonths, Month{std::chrono::year{2026}, std::chrono::January}};
}

void ModelRun::play(std::size_t threads) const {
  const auto report = simulator::run_scenario(baseline_, scenario_, {rules_, calendar_}, {threads});
  LEDGER_INVARIANT(report.has_value());
}

double ModelRun::project_months() const {
  return static_cast<double>(projects() * kModelMonths * scenario_.run.paths);
}

}  // namespace anxin::bench
