// Runs of the full model for the benchmark: the example baselines, as they are shipped.
#pragma once

#include <string_view>

#include "payments/rules/builtin_data.h"
#include "payments/rules/builtin_rules.h"
#include "simulator/run.h"

namespace anxin::bench {

inline constexpr std::int64_t kModelMonths = 36;

/// A baseline, and all that a run of it needs.
class ModelRun {
 public:
  /// `file` as in simulator::builtin_baseline.
  ModelRun(std::string_view file, std::int64_t paths);
  void play(std::size_t threads) const;
  [[nodiscard]] double project_months() const;
  [[nodiscard]] std::int64_t projects() const { return baseline_.size.projects; }

 private:
  simulator::Baseline baseline_;
  simulator::Scenario scenario_;
  payments::RuleSet rules_ = payments::builtin_rules();
  WorkCalendar calendar_ = payments::builtin_calendar();
};

inline constexpr std::string_view kCounty = "baselines/county-2026.toml";
inline constexpr std::string_view kProvince = "baselines/province-2026.toml";

}  // namespace anxin::bench
