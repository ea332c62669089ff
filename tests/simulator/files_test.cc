// Baselines and scenarios: units, ranges, faults with their lines, all at once.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>

#include "simulator/scenario.h"
#include "tests/simulator/county.h"

namespace anxin::simulator {
namespace {

std::string fixture(const std::string& name) {
  std::ifstream file(std::string(ANXIN_FIXTURES) + "/scenarios/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::string detail(const payments::Finding& finding, std::string_view name) {
  for (const auto& field : finding.details) {
    if (field.name == name) return field.value;
  }
  return "";
}

// ---- quantities ---------------------------------------------------------------------------------

TEST(Quantity, CountsInTheBaseUnitOfItsDimension) {
  EXPECT_EQ(parse_quantity("3 %", Dimension::share), Rate(3, 100));
  EXPECT_EQ(parse_quantity("3%", Dimension::share), Rate(3, 100));
  EXPECT_EQ(parse_quantity("5 ‰", Dimension::share), Rate(5, 1000));
  EXPECT_EQ(parse_quantity("100 万元", Dimension::money), Rate(100'000'000));
  EXPECT_EQ(parse_quantity("0.5 亿元", Dimension::money), Rate(5'000'000'000));
  EXPECT_EQ(parse_quantity("2 year", Dimension::months), Rate(24));
  EXPECT_EQ(parse_quantity("-2.33 sd", Dimension::deviations), Rate(-233, 100));
}

TEST(Quantity, IsNothingWithoutAUnitOfItsDimension) {
  for (const auto* text : {"3", "3 万元", "3 percent", "% 3", "", "3  %"}) {
    EXPECT_FALSE(parse_quantity(text, Dimension::share)) << text;
  }
}

// ---- baselines ----------------------------------------------------------------------------------

std::string county_text() { return builtin_baseline("baselines/county-2026.toml").value_or(""); }

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(Baseline, ThatShipsHasEveryParameterWithRangeSourceAndGrade) {
  const auto baseline = county_baseline();
  EXPECT_EQ(baseline.size.projects, 500U);
  for (const auto& shape : kParameters) {
    const auto& note = baseline.notes.at(static_cast<std::size_t>(shape.parameter));
    EXPECT_FALSE(note.source.empty()) << shape.path;
    EXPECT_LT(note.low, note.high) << shape.path;
  }
}

TEST(Baseline, OfPrefectureAndProvinceShipToo) {
  for (const auto& [name, projects] : {std::pair{"prefecture", 4'000U}, {"province", 20'000U}}) {
    const auto text = builtin_baseline("baselines/" + std::string(name) + "-2026.toml");
    ASSERT_TRUE(text) << name;
    const auto loaded = parse_baseline(*text);
    EXPECT_TRUE(loaded.findings.empty()) << name;
    EXPECT_EQ(loaded.value.size.projects, projects);
  }
  EXPECT_FALSE(builtin_baseline("baselines/country-2026.toml"));
}

TEST(Baseline, MustLieWithinItsOwnRanges) {
  const auto loaded = parse_baseline(
      replaced(county_text(), "value = \"85\", unit = \"%\", range = [\"50\", \"97\"]",
               "value = \"98\", unit = \"%\", range = [\"50\", \"97\"]"));
  ASSERT_EQ(loaded.findings.size(), 1U);
  EXPECT_EQ(loaded.findings[0].code, kSimulateRange);
  EXPECT_EQ(loaded.findings[0].field, "systemic.persistence.value");
  EXPECT_GT(loaded.findings[0].row, 0U);
}

TEST(Baseline, MustUseTheUnitsOfEachParameter) {
  const auto loaded = parse_baseline(replaced(county_text(), "value = \"5488\", unit = \"yuan\"",
                                              "value = \"5488\", unit = \"%\""));
  ASSERT_EQ(loaded.findings.size(), 1U);
  EXPECT_EQ(loaded.findings[0].code, kSimulateUnit);
  EXPECT_EQ(detail(loaded.findings[0], "expected"), "yuan, 万元, 亿元, 元");
}

TEST(Baseline, MustShareItsOwnersOutWhole) {
  const auto loaded = parse_baseline(
      replaced(county_text(), "share = { value = \"35\"", "share = { value = \"36\""));
  ASSERT_EQ(loaded.findings.size(), 1U);
  EXPECT_EQ(loaded.findings[0].code, kSimulateSum);
}

TEST(Baseline, NamesAnUnknownKeyWithTheNearestOne) {
  const auto loaded = parse_baseline(replaced(county_text(), "\nowners = 120", "\nowner = 120"));
  const auto unknown =
      std::find_if(loaded.findings.begin(), loaded.findings.end(),
                   [](const auto& finding) { return finding.code == payments::kDataUnknownKey; });
  ASSERT_NE(unknown, loaded.findings.end());
  EXPECT_EQ(detail(*unknown, "nearest"), "owners");
}

// ---- scenarios ----------------------------------------------------------------------------------

TEST(Scenario, ReadsWhatIsDifferent) {
  const auto loaded = parse_scenario(fixture("deposit-3-percent.toml"));
  ASSERT_TRUE(loaded.findings.empty());
  EXPECT_EQ(loaded.value.run.seed, 0x5eed0001U);
  EXPECT_EQ(loaded.value.run.months, 36);
  ASSERT_EQ(loaded.value.reforms.size(), 1U);
  EXPECT_EQ(loaded.value.reforms[0].value, Rate(3, 100));
  EXPECT_FALSE(loaded.value.reforms[0].parameter);
}

TEST(Scenario, EveryFixtureButTheFaultyOneIsAccepted) {
  for (const auto* name :
       {"as-it-is.toml", "deposit-3-percent.toml", "double-fund.toml", "full-accounts.toml",
        "full-monthly-pay.toml", "largest-developers-stop.toml", "sweep-fund-and-accounts.toml",
        "until-narrow.toml"}) {
    EXPECT_TRUE(parse_scenario(fixture(name)).findings.empty()) << name;
  }
}

TEST(Scenario, TellsEveryFaultWithItsLineAndWhatWouldBeRight) {
  struct Known {
    std::uint32_t row;
    Reason code;
    std::string_view detail;
    std::string_view value;
  };
  const std::vector<Known> known{
      {5, payments::kDataUnknownKey, "nearest",
       "baseline, output, reform, run, schema, stress, sweep, title"},
      {10, kSimulateUnit, "expected", "\"36 month\""},
      {14, kSimulatePath, "nearest", "deposit.rate.base"},
      {16, kSimulatePeriod, "", ""},
      {23, kSimulateUnit, "expected", "\"3000 yuan\""},
      {29, kSimulateUnit, "expected", "%, ‰"},
  };
  auto findings = parse_scenario(fixture("refused/faulty.toml")).findings;
  std::stable_sort(findings.begin(), findings.end(),
                   [](const auto& a, const auto& b) { return a.row < b.row; });
  for (const auto& each : known) {
    const auto found = std::find_if(findings.begin(), findings.end(), [&](const auto& finding) {
      return finding.row == each.row && finding.code == each.code;
    });
    ASSERT_NE(found, findings.end()) << each.row << " " << each.code.word();
    if (!each.detail.empty()) {
      EXPECT_EQ(detail(*found, each.detail), each.value);
    }
  }
}

TEST(Scenario, AReformHoldsFromItsFirstMonthToItsLast) {
  const CountyRun county;
  auto scenario = county.scenario;
  const Month from{std::chrono::year{2026}, std::chrono::March};
  const Month to{std::chrono::year{2026}, std::chrono::May};
  scenario.reforms.push_back({"fund.size", Parameter::fund_size, {from, to}, Rate(7), "a source"});
  const auto size_in = [&](Month month) {
    return parameters_in(county.baseline, scenario, month)[Parameter::fund_size];
  };
  const auto usual = county.baseline.values[Parameter::fund_size];
  EXPECT_EQ(size_in(from - std::chrono::months(1)), usual);
  EXPECT_EQ(size_in(from), 7);
  EXPECT_EQ(size_in(to), 7);
  EXPECT_EQ(size_in(to + std::chrono::months(1)), usual);
}

TEST(Scenario, RefusesWhatIsBelowZeroOrBeyondAllMeasure) {
  const auto findings_of = [](std::string_view from, std::string_view to) {
    return parse_scenario(replaced(fixture("deposit-3-percent.toml"), from, to)).findings;
  };
  EXPECT_TRUE(findings_of("\"3 %\"", "\"0 %\"").empty());
  EXPECT_TRUE(findings_of("\"3 %\"", "\"100 %\"").empty());
  for (const auto* value : {"\"-0.0001 %\"", "\"100.0001 %\""}) {
    const auto found = findings_of("\"3 %\"", value);
    ASSERT_EQ(found.size(), 1U) << value;
    EXPECT_EQ(found[0].code, payments::kDataOutOfRange);
  }
}

TEST(Scenario, RefusesAReformOfWhatMakesTheWorld) {
  const auto found = parse_scenario(replaced(fixture("double-fund.toml"), "\"fund.size\"",
                                             "\"project.duration_base\""))
                         .findings;
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0].code, kSimulateWorld);
}

TEST(Scenario, ValuesThatMeanNothingAreRefusedAtTheirEnds) {
  for (const auto& shape : kParameters) {
    const auto domain = domain_of(shape.parameter);
    const auto& note = county_baseline().notes.at(static_cast<std::size_t>(shape.parameter));
    EXPECT_LE(domain.low, note.low) << shape.path;
    EXPECT_GE(domain.high, note.high) << shape.path;
  }
}

TEST(Scenario, SeedsAreDecimalOrHexadecimal) {
  EXPECT_EQ(parse_seed("17"), 17U);
  EXPECT_EQ(parse_seed("0xffffffffffffffff"), ~std::uint64_t{0});
  for (const auto* text : {"", "0x", "-1", "1 ", "0x10000000000000000", "abc"}) {
    EXPECT_FALSE(parse_seed(text)) << text;
  }
}

}  // namespace
}  // namespace anxin::simulator
