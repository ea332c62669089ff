// Which rules a run asks: enough to play it again, and none that it never looks at.
#include "simulator/rules_used.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/simulator/county.h"

namespace anxin::simulator {
namespace {

CountyRun county_of(std::string_view region) {
  CountyRun county;
  county.baseline.region = *payments::RegionCode::parse(region);
  return county;
}

std::vector<std::string> ids_used(const CountyRun& county) {
  const auto heads = rules_used({shipped_rules(), shipped_calendar()}, county.baseline.region,
                                county.scenario.run);
  EXPECT_TRUE(heads.has_value());
  std::vector<std::string> ids;
  for (const auto& head : *heads) ids.push_back(head.id);
  return ids;
}

bool names(const std::vector<std::string>& ids, std::string_view id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

TEST(RulesUsed, AreNotThoseOfPayrollsTaxesAndTimeLimits) {
  const auto ids = ids_used(county_of("360000"));
  EXPECT_TRUE(names(ids, "national.fund"));
  EXPECT_TRUE(names(ids, "national.discharge.fund"));
  for (const auto& id : ids) {
    for (const auto* never : {".check.", ".tax", ".deadline."}) {
      EXPECT_EQ(id.find(never), std::string::npos) << id;
    }
  }
}

TEST(RulesUsed, AProvincesOwnTableStandsForTheNationalOne) {
  const auto national = ids_used(county_of("360000"));
  EXPECT_TRUE(names(national, "national.deposit.base"));
  EXPECT_FALSE(names(national, "fujian.deposit.base"));
  const auto own = ids_used(county_of("350000"));
  EXPECT_TRUE(names(own, "fujian.deposit.base"));
  EXPECT_FALSE(names(own, "national.deposit.base"));
}

// With the time limits that a plan states, and the model waits by its own parameters.
TEST(RulesUsed, AreEnoughToPlayTheSame) {
  for (const auto* region : {"360000", "350000", "410100"}) {
    const auto county = county_of(region);
    const auto ids = ids_used(county);
    std::vector<payments::Rule> rules;
    for (const auto& rule : shipped_rules().rules()) {
      const bool limits_time = std::holds_alternative<payments::Deadline>(rule);
      if (limits_time || names(ids, payments::head_of(rule).id)) rules.push_back(rule);
    }
    const payments::RuleSet used(std::move(rules));
    const auto report =
        run_scenario(county.baseline, county.scenario, {used, shipped_calendar()}, {});
    ASSERT_TRUE(report.has_value()) << region << " " << report.error().reason.word();
    EXPECT_EQ(report->fingerprints, county.run().fingerprints) << region;
  }
}

}  // namespace
}  // namespace anxin::simulator
