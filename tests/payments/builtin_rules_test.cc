// The rule files that ship: sound each and together, and saying what the page of facts says.
#include "payments/rules/builtin_rules.h"

#include <gtest/gtest.h>

#include <set>

#include "ledger/base/amount.h"
#include "tests/support/shipped_rules.h"
#include "tests/support/values.h"

namespace anxin::payments {
namespace {

using tests::day;
using tests::place;
using tests::shipped_rules;

TEST(BuiltinRules, NoFileHasAFindingAloneOrBesideTheOthers) {
  std::vector<Rule> known;
  for (const auto text : builtin_rule_texts()) {
    const auto loaded = parse_rules(text, known);
    for (const auto& finding : loaded.findings) {
      ADD_FAILURE() << loaded.value.name << ':' << finding.row << ' ' << finding.field << ' '
                    << finding.code.word();
    }
    known.insert(known.end(), loaded.value.rules.begin(), loaded.value.rules.end());
  }
  EXPECT_EQ(known.size(), shipped_rules().rules().size());
  EXPECT_GT(known.size(), 80U);
}

TEST(BuiltinRules, EveryUnconfirmedRuleSaysWhatIsMissing) {
  for (const auto& rule : shipped_rules().rules()) {
    const auto& head = head_of(rule);
    EXPECT_FALSE(head.grade == Grade::unconfirmed && head.note.empty()) << head.id;
  }
}

TEST(BuiltinRules, ArticlesThatAreUncertainByOneAreNotPrinted) {
  const std::set<std::string> of_65{"8", "11", "12", "17", "22"};
  for (const auto& rule : shipped_rules().rules()) {
    const auto& head = head_of(rule);
    if (head.article.empty()) continue;
    if (head.instrument.find("53号") != std::string::npos) {
      EXPECT_EQ(head.article, "6") << head.id;
    }
    if (head.instrument.find("65号") != std::string::npos) {
      EXPECT_TRUE(of_65.contains(head.article)) << head.id;
    }
  }
}

struct Limit {
  Duty duty;
  std::int32_t value;
  TermUnit unit;
};

TEST(BuiltinRules, EveryDutyHasItsTimeLimit) {
  using enum Duty;
  const std::vector<Limit> limits{
      {open_account, 30, TermUnit::day},
      {file_account, 30, TermUnit::day},
      {labour_cost_cycle, 1, TermUnit::month},
      {closing_publicity, 30, TermUnit::day},
      {store_deposit, 20, TermUnit::working_day},
      {execute_notice, 5, TermUnit::working_day},
      {replenish_deposit, 10, TermUnit::working_day},
      {guarantee_reminder, 1, TermUnit::month},
      {guarantee_term, 1, TermUnit::year},
      {refund_publicity, 30, TermUnit::day},
      {refund_audit, 5, TermUnit::working_day},
      {refund_confirmation, 3, TermUnit::working_day},
      {deposit_clearing, 6, TermUnit::month},
      {accept_complaint, 5, TermUnit::working_day},
      {investigate, 60, TermUnit::working_day},
      {investigate_longer, 30, TermUnit::working_day},
      {decide, 15, TermUnit::working_day},
      {serve_document, 7, TermUnit::day},
      {blacklist, 3, TermUnit::year},
      {blacklist_early, 6, TermUnit::month},
      {keep_payroll, 3, TermUnit::year},
      {keep_account_papers, 3, TermUnit::year},
      {publish_county, 3, TermUnit::month},
      {publish_province, 6, TermUnit::month},
      {complaint_limitation, 2, TermUnit::year},
      {remit_withheld, 15, TermUnit::day},
  };
  EXPECT_EQ(limits.size(), kDutyWords.size());
  const auto& rules = shipped_rules();
  for (const auto& limit : limits) {
    const auto rule = rules.in_force<Deadline>(limit.duty, place("360781"), day("2026-11-22"));
    ASSERT_TRUE(rule.has_value()) << to_word(limit.duty);
    EXPECT_EQ((*rule)->term().count, limit.value) << to_word(limit.duty);
    EXPECT_EQ((*rule)->term().unit, limit.unit) << to_word(limit.duty);
  }
}

TEST(BuiltinRules, ZhuhaiHasAShareForEachKindOfWorksAndYunnanOneForSilentContracts) {
  const auto& rules = shipped_rules();
  const auto* zhuhai = rules.in_force<LabourCost>(place("440402"), day("2026-11-22")).value();
  EXPECT_EQ(zhuhai->when, LabourCase::always);
  EXPECT_EQ(zhuhai->share_for(ProjectCategory::housing)->of_contract, Rate(19, 100));
  EXPECT_EQ(*zhuhai->share_for(ProjectCategory::railway)->of_progress, Rate(13, 100));
  EXPECT_EQ(zhuhai->share_for(ProjectCategory::water)->of_contract, Rate(12, 100));
  EXPECT_EQ(zhuhai->share_for(ProjectCategory::other), nullptr);
  const auto* yunnan = rules.in_force<LabourCost>(place("530102"), day("2026-11-22")).value();
  EXPECT_EQ(yunnan->when, LabourCase::contract_silent);
  EXPECT_EQ(yunnan->share_for(ProjectCategory::housing)->of_contract, Rate(1, 4));
  EXPECT_FALSE(rules.in_force<LabourCost>(place("360781"), day("2026-11-22")).has_value());
}

TEST(BuiltinRules, TheZhuhaiShareEndsAfterFiveYears) {
  const auto& rules = shipped_rules();
  const auto& head = head_of(*rules.find("zhuhai.labour-cost").value());
  EXPECT_FALSE(head.in_force(day("2022-05-25")));
  EXPECT_TRUE(head.in_force(day("2022-05-26")));
  EXPECT_TRUE(head.in_force(day("2027-05-25")));
  EXPECT_FALSE(head.in_force(day("2027-05-26")));
}

TEST(BuiltinRules, FundSchemesHaveDifferentShapes) {
  const auto& rules = shipped_rules();
  const auto on = day("2026-11-22");
  const auto scheme = [&](const char* region) {
    return rules.in_force<FundScheme>(place(region), on).value();
  };
  EXPECT_EQ(*scheme("410100")->per_worker.minimum_wages, Rate(1));
  EXPECT_EQ(*scheme("410100")->per_worker.arrears_share, Rate(1, 5));
  EXPECT_TRUE(scheme("210700")->needs_incident_risk);
  EXPECT_EQ(to_string(*scheme("210700")->county_size_min), "1000000.00");
  EXPECT_EQ(scheme("210400")->construction, FundConstruction::after_deposit);
  EXPECT_EQ(scheme("440300")->per_worker.months, 6);
  EXPECT_EQ(*scheme("440300")->per_worker.month_of_average, Rate(3, 5));
  EXPECT_EQ(to_string(*scheme("440300")->excluded.arrears_below), "200.00");
  EXPECT_EQ(scheme("310000")->construction, FundConstruction::excluded);
  EXPECT_EQ(to_string(scheme("310101")->per_case->amount), "3000000.00");
  EXPECT_TRUE(scheme("330304")->living_cost.has_value());
  EXPECT_EQ(scheme("360781")->head.id, "national.fund");
}

TEST(BuiltinRules, AMinimumWageFollowsTheOneBeforeItWithoutAGap) {
  const auto& rules = shipped_rules();
  const auto monthly = [&](const char* region, const char* on) {
    const auto rule = rules.in_force<MinimumWage>(WagePeriod::month, place(region), day(on));
    return rule ? to_string((*rule)->value) : std::string(rule.error().reason.word());
  };
  EXPECT_EQ(monthly("310115", "2025-06-30"), "2690.00");
  EXPECT_EQ(monthly("310115", "2025-07-01"), "2740.00");
  EXPECT_EQ(monthly("440305", "2025-02-28"), "2360.00");
  EXPECT_EQ(monthly("440305", "2025-03-01"), "2520.00");
  EXPECT_EQ(monthly("520102", "2025-01-31"), "1890.00");
  EXPECT_EQ(monthly("520102", "2025-02-01"), "rules.none-in-force");
}

}  // namespace
}  // namespace anxin::payments
