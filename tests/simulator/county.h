// The example county for tests: smaller, shorter, and changed by parameters alone.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "payments/rules/builtin_data.h"
#include "payments/rules/builtin_rules.h"
#include "simulator/run.h"

namespace anxin::simulator {

inline Baseline county_baseline() {
  const auto text = builtin_baseline("baselines/county-2026.toml");
  auto loaded = parse_baseline(text.value_or(""));
  EXPECT_TRUE(loaded.findings.empty());
  return std::move(loaded.value);
}

inline const payments::RuleSet& shipped_rules() {
  static const auto kRules = payments::builtin_rules();
  return kRules;
}

inline const WorkCalendar& shipped_calendar() {
  static const auto kCalendar = payments::builtin_calendar();
  return kCalendar;
}

/// A county and a scenario that a test bends to its purpose.
struct CountyRun {
  Baseline baseline = county_baseline();
  Scenario scenario;

  CountyRun() {
    baseline.size = {60, 15, 20};
    scenario.title = "test";
    scenario.run = {20261126, 8, 24, Month{std::chrono::year{2026}, std::chrono::January}};
  }
  CountyRun& with(std::string_view path, std::string_view value) {
    const auto* shape = find_parameter(path);
    EXPECT_NE(shape, nullptr) << path;
    const auto read = parse_quantity(value, shape->dimension);
    EXPECT_TRUE(read.has_value()) << value;
    baseline.values.set(shape->parameter, *read);
    return *this;
  }
  CountyRun& paths(std::int64_t count) {
    scenario.run.paths = count;
    return *this;
  }
  CountyRun& months(std::int64_t count) {
    scenario.run.months = count;
    return *this;
  }
  [[nodiscard]] RunReport run(const RunSettings& settings = {}) const {
    auto report = run_scenario(baseline, scenario, {shipped_rules(), shipped_calendar()}, settings);
    EXPECT_TRUE(report.has_value());
    return std::move(*report);
  }
};

}  // namespace anxin::simulator
