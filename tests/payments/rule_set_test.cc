// Looking rules up: the nearest place wins, and a day outside every rule is refused.
#include "payments/rules/rule_set.h"

#include <gtest/gtest.h>

#include "payments/rules/rule_values.h"
#include "tests/support/shipped_rules.h"
#include "tests/support/values.h"

namespace anxin::payments {
namespace {

using tests::day;

using tests::place;

Rule wage(const char* id, const char* region, const char* from, const char* to = "") {
  MinimumWage rule;
  rule.head.id = id;
  rule.head.region = place(region);
  rule.head.valid_from = day(from);
  if (*to != '\0') rule.head.valid_to = day(to);
  rule.head.instrument = "x";
  rule.value = Money::from_minor(100);
  return rule;
}

Rule limit(const char* id, Duty duty) {
  Deadline rule;
  rule.head.id = id;
  rule.duty = duty;
  return rule;
}

const RuleSet& wages() {
  static const RuleSet rules({wage("national", "000000", "2020-01-01"),
                              wage("province", "350000", "2021-01-01", "2022-12-31"),
                              wage("city", "350500", "2022-01-01", "2022-06-30"),
                              wage("county", "350521", "2022-03-01", "2022-03-31")});
  return rules;
}

std::string found(const char* region, const char* on) {
  const auto rule = wages().in_force<MinimumWage>(WagePeriod::month, place(region), day(on));
  return rule ? (*rule)->head.id : std::string(rule.error().reason.word());
}

TEST(RegionCode, TakesSixDigitsOfAKnownProvinceOrTheWholeCountry) {
  for (const char* text : {"000000", "110000", "350521", "650000"}) {
    ASSERT_TRUE(RegionCode::parse(text).has_value()) << text;
    EXPECT_EQ(RegionCode::parse(text)->text(), text);
  }
  for (const char* text : {"", "35000", "3500000", "35000a", "990000", "000001", "-35000"}) {
    EXPECT_FALSE(RegionCode::parse(text).has_value()) << text;
  }
}

TEST(RegionCode, LeadsFromTheCountyToTheCountry) {
  std::vector<std::string> way;
  for (std::optional<RegionCode> at = place("350521"); at; at = at->parent()) {
    way.push_back(at->text());
  }
  EXPECT_EQ(way, (std::vector<std::string>{"350521", "350500", "350000", "000000"}));
  EXPECT_TRUE(place("350521").lies_in(place("350500")));
  EXPECT_TRUE(place("350521").lies_in(place("350521")));
  EXPECT_TRUE(place("350521").lies_in(RegionCode()));
  EXPECT_FALSE(place("350500").lies_in(place("350521")));
  EXPECT_FALSE(place("350600").lies_in(place("350500")));
}

TEST(RuleSet, TheNearestPlaceWithARuleInForceWins) {
  EXPECT_EQ(found("350521", "2022-03-15"), "county");
  EXPECT_EQ(found("350521", "2022-02-15"), "city");
  EXPECT_EQ(found("350500", "2022-03-15"), "city");
  EXPECT_EQ(found("350522", "2022-03-15"), "city");
  EXPECT_EQ(found("350600", "2022-03-15"), "province");
  EXPECT_EQ(found("340000", "2022-03-15"), "national");
  EXPECT_EQ(found("000000", "2022-03-15"), "national");
}

TEST(RuleSet, ARuleCountsFromItsFirstToItsLastDay) {
  EXPECT_EQ(found("350521", "2022-02-28"), "city");
  EXPECT_EQ(found("350521", "2022-03-01"), "county");
  EXPECT_EQ(found("350521", "2022-03-02"), "county");
  EXPECT_EQ(found("350521", "2022-03-30"), "county");
  EXPECT_EQ(found("350521", "2022-03-31"), "county");
  EXPECT_EQ(found("350521", "2022-04-01"), "city");
}

TEST(RuleSet, ADayOutsideEveryRuleIsRefused) {
  EXPECT_EQ(found("350521", "2019-12-31"), "rules.none-in-force");
  EXPECT_EQ(found("350521", "2020-01-01"), "national");
  const auto refused =
      wages().in_force<MinimumWage>(WagePeriod::hour, place("350521"), day("2022-03-15"));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().details, (Fields{{"rule_kind", "minimum-wage"},
                                             {"rule_key", "hour"},
                                             {"region", "350521"},
                                             {"on", "2022-03-15"}}));
}

TEST(RuleSet, RulesOfOneKindAreToldApartByTheirKey) {
  const RuleSet rules({limit("open", Duty::open_account), limit("store", Duty::store_deposit)});
  const auto on = Date();
  EXPECT_EQ(rules.in_force<Deadline>(Duty::store_deposit, RegionCode(), on).value()->head.id,
            "store");
  EXPECT_FALSE(rules.in_force<Deadline>(Duty::decide, RegionCode(), on).has_value());
  EXPECT_EQ(rules.all_in_force(RegionCode(), on).size(), 2U);
}

TEST(RuleSet, ListsOfEachThingOnlyWhatCounts) {
  const auto& rules = wages();
  const auto here = rules.all_in_force(place("350521"), day("2022-03-15"));
  ASSERT_EQ(here.size(), 1U);
  EXPECT_EQ(head_of(*here.front()).id, "county");
  EXPECT_TRUE(rules.all_in_force(place("350521"), day("2019-12-31")).empty());
}

TEST(RuleSet, FindsARuleByItsId) {
  EXPECT_EQ(kind_of(*wages().find("city").value()), "minimum-wage");
  const auto refused = wages().find("town");
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().reason, kRuleUnknown);
}

TEST(RuleSet, WhatEndsWithinNinetyDaysEndsSoon) {
  const Rule rule = wage("x", "350000", "2022-01-01", "2022-12-31");
  const auto soon = [&](int days_before) {
    return ends_soon(head_of(rule), day("2022-12-31") - std::chrono::days(days_before));
  };
  EXPECT_FALSE(soon(91));
  EXPECT_TRUE(soon(90));
  EXPECT_TRUE(soon(89));
  EXPECT_TRUE(soon(0));
  EXPECT_FALSE(soon(-1));
  EXPECT_FALSE(ends_soon(head_of(wage("x", "350000", "2022-01-01")), day("2022-12-31")));
  EXPECT_FALSE(soon(365));  // not in force yet
}

TEST(RuleValues, NameEveryFieldThatIsThere) {
  const auto fields = fields_of(wage("x", "350000", "2022-01-01", "2022-12-31"));
  EXPECT_EQ(fields, (Fields{{"kind", "minimum-wage"},
                            {"region", "350000"},
                            {"valid_from", "2022-01-01"},
                            {"valid_to", "2022-12-31"},
                            {"source", "x"},
                            {"grade", "unconfirmed"},
                            {"value", "1.00"},
                            {"unit", "month"}}));
}

TEST(RuleValues, CountTheItemsOfAList) {
  DepositBase base;
  base.tiers.resize(2);
  base.tiers[0].categories = {ProjectCategory::railway, ProjectCategory::water};
  base.tiers[0].up_to = Money::from_minor(900);
  base.tiers[0].rate = Rate(1, 8);
  base.tiers[1].fixed = Money::from_minor(500);
  base.cap_lifted_when_raised = true;
  EXPECT_EQ(values_of(base), (Fields{{"tiers.1.categories", "railway, water"},
                                     {"tiers.1.up_to", "9.00"},
                                     {"tiers.1.rate", "12.5 %"},
                                     {"tiers.2.fixed", "5.00"},
                                     {"cap_lifted_when_raised", "true"}}));
}

TEST(RuleValues, WritesRatesAsTheFilesDo) {
  DepositProjects projects;
  projects.factor = Rate(1, 2);
  projects.floor = Rate(5, 1000);
  EXPECT_EQ(values_of(projects), (Fields{{"from", "2"}, {"factor", "0.5"}, {"floor", "0.5 %"}}));
  FundScheme scheme;
  scheme.per_worker.minimum_wages = Rate(3, 2);
  scheme.per_worker.arrears_share = Rate(1, 3);  // no per cent
  const auto values = values_of(scheme);
  EXPECT_EQ(values[1], (Field{"per_worker.minimum_wages", "1.5"}));
  EXPECT_EQ(values[2], (Field{"per_worker.arrears_share", "1/3"}));
}

TEST(RuleValues, APartWithoutFieldsIsShownToBeThere) {
  FundScheme scheme;
  scheme.recovered_by = "x";
  EXPECT_EQ(values_of(scheme), (Fields{{"construction", "covered"}, {"recovered_by", "x"}}));
  scheme.living_cost.emplace();
  EXPECT_EQ(values_of(scheme),
            (Fields{{"construction", "covered"}, {"living_cost", "true"}, {"recovered_by", "x"}}));
}

TEST(RuleValues, AFileLaidOverReplacesByIdAndTakesNothingAway) {
  const std::vector<Rule> under{wage("a", "350000", "2022-01-01"),
                                wage("b", "350100", "2022-01-01")};
  const auto rules =
      laid_over(under, {wage("c", "350200", "2022-01-01"), wage("a", "350000", "2023-01-01")});
  std::string told;
  for (const auto& rule : rules)
    told += head_of(rule).id + to_string(head_of(rule).valid_from) + ";";
  EXPECT_EQ(told, "a2023-01-01;b2022-01-01;c2022-01-01;");
}

TEST(RuleValues, CompareTellsWhatCameWentAndChanged) {
  const std::vector<Rule> before{wage("stays", "350000", "2022-01-01"),
                                 wage("goes", "350100", "2022-01-01"),
                                 wage("ends", "350200", "2022-01-01")};
  const std::vector<Rule> after{wage("stays", "350000", "2022-01-01"),
                                wage("ends", "350200", "2022-01-02", "2022-12-31"),
                                wage("comes", "350300", "2022-01-01")};
  const auto changes = compare(before, after);
  ASSERT_EQ(changes.size(), 3U);
  EXPECT_EQ(changes[0].id, "goes");
  EXPECT_EQ(changes[0].what, RuleChange::What::removed);
  EXPECT_EQ(changes[1].id, "ends");
  ASSERT_EQ(changes[1].fields.size(), 2U);
  EXPECT_EQ(changes[1].fields[0].before, "2022-01-01");
  EXPECT_EQ(changes[1].fields[0].after, "2022-01-02");
  EXPECT_EQ(changes[1].fields[1].name, "valid_to");
  EXPECT_EQ(changes[1].fields[1].before, "");
  EXPECT_EQ(changes[2].id, "comes");
  EXPECT_EQ(changes[2].what, RuleChange::What::added);
  EXPECT_TRUE(compare(before, before).empty());
}

}  // namespace
}  // namespace anxin::payments
