// Rule files: every kind is read, and every fault is found with its line.
#include "payments/rules/rule_file.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "ledger/base/amount.h"

namespace anxin::payments {
namespace {

// Lines 1 and 2, then a rule whose head takes lines 3 to 8.
std::string file_of(const std::string& kind, const std::string& fields) {
  return "region = \"340000\"\nname = \"安徽省\"\n[[rule]]\nid = \"a.b-1\"\nkind = \"" + kind +
         "\"\nvalid_from = \"2022-03-01\"\nsource = \"某文件\"\ngrade = \"summary\"\n" + fields;
}

constexpr const char* kDeadline =
    "duty = \"store-deposit\"\nsense = \"at-most\"\nvalue = 20\nunit = \"working-day\"\n";

std::string deadline() { return file_of("deadline", kDeadline); }

std::string with(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

// The one finding of a file.
Finding only(const std::string& text) {
  const auto loaded = parse_rules(text);
  EXPECT_EQ(loaded.findings.size(), 1U) << text;
  if (loaded.findings.empty()) return Finding{0, "", "", Severity::note, kDataSyntax, {}};
  return loaded.findings.front();
}

struct RuleFileFault {
  std::string text;
  Reason code;
  std::uint32_t line;
  const char* field;
};

void expect_faults(const std::vector<RuleFileFault>& faults) {
  for (const auto& fault : faults) {
    const auto finding = only(fault.text);
    EXPECT_EQ(finding.code, fault.code) << fault.text << finding.code.word();
    EXPECT_EQ(finding.row, fault.line) << fault.text;
    EXPECT_EQ(finding.field, fault.field) << fault.text;
    EXPECT_EQ(finding.severity, Severity::refuse);
  }
}

template <class Kind>
Kind read(const std::string& fields) {
  const auto loaded = parse_rules(file_of(std::string(Kind::kKind), fields));
  EXPECT_TRUE(loaded.findings.empty()) << fields;
  if (loaded.value.rules.size() != 1) return Kind{};
  return std::get<Kind>(loaded.value.rules.front());
}

TEST(RuleFile, ReadsTheHeadOfARule) {
  const auto loaded =
      parse_rules(with(with(with(deadline(), "grade = \"summary\"",
                                 "grade = \"statute\"\narticle = \"8\"\nnote = \"注\""),
                            "kind = \"deadline\"", "kind = \"deadline\"\nregion = \"340100\""),
                       "2022-03-01\"", "2022-03-01\"\nvalid_to = \"2022-12-31\""));
  ASSERT_TRUE(loaded.findings.empty());
  EXPECT_EQ(loaded.value.region.text(), "340000");
  EXPECT_EQ(loaded.value.name, "安徽省");
  const auto& head = head_of(loaded.value.rules.front());
  EXPECT_EQ(head.id, "a.b-1");
  EXPECT_EQ(head.region.text(), "340100");
  EXPECT_EQ(to_string(head.valid_from), "2022-03-01");
  EXPECT_EQ(to_string(*head.valid_to), "2022-12-31");
  EXPECT_EQ(head.grade, Grade::statute);
  EXPECT_EQ(head.note, "注");
  EXPECT_EQ(cite(head), "某文件 第8条");
}

TEST(RuleFile, ReadsTheFieldsOfEveryShape) {
  const auto limit = read<Deadline>(kDeadline);
  EXPECT_EQ(limit.duty, Duty::store_deposit);
  EXPECT_EQ(limit.sense, TermSense::at_most);
  EXPECT_EQ(limit.value, 20);
  EXPECT_EQ(limit.unit, TermUnit::working_day);
  const auto base = read<DepositBase>(
      "tiers = [{ categories = [\"railway\", \"water\"], up_to = \"9.00\", rate = \"1/8\" },"
      " { fixed = \"5.00\", cap = \"4.00\" }]\ncap_lifted_when_raised = true\n");
  ASSERT_EQ(base.tiers.size(), 2U);
  EXPECT_EQ(base.tiers[0].categories,
            (std::vector{ProjectCategory::railway, ProjectCategory::water}));
  EXPECT_EQ(*base.tiers[0].rate, Rate(1, 8));
  EXPECT_FALSE(base.tiers[0].below.has_value());
  EXPECT_EQ(to_string(*base.tiers[1].cap), "4.00");
  EXPECT_TRUE(base.cap_lifted_when_raised);
  EXPECT_FALSE(base.order.has_value());
}

TEST(RuleFile, ReadsAStepOfDischarge) {
  const std::string least = "ground = \"fund\"\norder = 60\npayer = \"fund\"\nmeans = \"fund\"\n";
  const auto bare = read<DischargeStep>(least);
  EXPECT_EQ(bare.key(), "fund");
  EXPECT_EQ(bare.order, 60);
  EXPECT_TRUE(bare.causes.empty());
  EXPECT_FALSE(bare.creditor.has_value());
  EXPECT_FALSE(bare.deadline.has_value());
  const auto whole = read<DischargeStep>(
      least +
      "causes = [\"absconded\"]\nemployers = [\"subcontractor\"]\nneeds = "
      "[\"order-expired\"]\npapers = [\"wage-list\", \"fund-approval\"]\ncreditor = "
      "\"fund\"\ndeadline = \"execute-notice\"\n");
  EXPECT_EQ(whole.causes, std::vector{DischargeCause::absconded});
  EXPECT_EQ(whole.employers, std::vector{DischargeParty::subcontractor});
  EXPECT_EQ(whole.needs, std::vector{DischargeNeed::order_expired});
  EXPECT_EQ(whole.papers.size(), 2U);
  EXPECT_EQ(whole.creditor, DischargeParty::fund);
  EXPECT_EQ(whole.deadline, Duty::execute_notice);
}

TEST(RuleFile, ReadsAFundWithItsPartsOrWithoutThem) {
  const std::string least =
      "causes = [\"absconded\"]\nconstruction = \"excluded\"\napprovals = [\"市\", \"省\"]\n"
      "recovered_by = \"市\"\n";
  const auto bare = read<FundScheme>(least);
  EXPECT_EQ(bare.approvals, (std::vector<std::string>{"市", "省"}));
  EXPECT_FALSE(bare.per_case.has_value());
  EXPECT_FALSE(bare.per_worker.months.has_value());
  EXPECT_FALSE(bare.excluded.relatives);
  const auto whole = read<FundScheme>(
      least +
      "[rule.per_worker]\nminimum_wages = \"1.5\"\nmonths = 6\n[rule.per_case]\namount = "
      "\"3000000.00\"\nbeyond = \"市\"\n[rule.excluded]\nrelatives = true\n"
      "[rule.living_cost]\namount = \"500.00\"\ncounts_as_wages = true\n");
  EXPECT_EQ(*whole.per_worker.minimum_wages, Rate(3, 2));
  EXPECT_EQ(whole.per_worker.months, 6);
  EXPECT_EQ(whole.per_case->beyond, "市");
  EXPECT_TRUE(whole.excluded.relatives);
  EXPECT_TRUE(whole.living_cost->counts_as_wages);
}

TEST(RuleFile, FindsFaultsOfTheHeadAtTheirLines) {
  expect_faults({
      {with(deadline(), "id = \"a.b-1\"\n", ""), kDataMissing, 3, "rule.id"},
      {with(deadline(), "a.b-1", "A_1"), kDataBadValue, 4, "rule.id"},
      {with(deadline(), "a.b-1", std::string(65, 'a')), kDataBadValue, 4, "rule.id"},
      {with(deadline(), "\"deadline\"", "\"warning\""), kDataUnknownWord, 5, "rule.kind"},
      {with(deadline(), "2022-03-01", "2022-02-29"), kDataBadValue, 6, "rule.valid_from"},
      {with(deadline(), "source = \"某文件\"\n", ""), kDataMissing, 3, "rule.source"},
      {with(deadline(), "\"summary\"", "\"rumour\""), kDataUnknownWord, 8, "rule.grade"},
      {with(deadline(), "\"summary\"", "\"summary\"\narticle = \"8\""), kArticleNeedsStatute, 9,
       "rule.article"},
      {with(deadline(), "\"summary\"", "\"summary\"\nregion = \"350000\""), kDataBadValue, 9,
       "rule.region"},
      {with(deadline(), "\"summary\"", "\"summary\"\nregion = \"34\""), kDataBadValue, 9,
       "rule.region"},
      {with(deadline(), "\"summary\"", "\"summary\"\ncolour = \"red\""), kDataUnknownKey, 9,
       "rule.colour"},
  });
}

TEST(RuleFile, FindsFaultsOfTheFileItself) {
  expect_faults({
      {with(deadline(), "region = \"340000\"", "region = \"990000\""), kDataBadValue, 1, "region"},
      {with(deadline(), "name = \"安徽省\"\n", ""), kDataMissing, 1, "name"},
      {with(deadline(), "name =", "colour = \"red\"\nname ="), kDataUnknownKey, 2, "colour"},
      {"region = ", kDataSyntax, 1, ""},
  });
}

TEST(RuleFile, FindsFaultsOfTheFieldsAtTheirLines) {
  expect_faults({
      {with(deadline(), "store-deposit", "store"), kDataUnknownWord, 9, "rule.duty"},
      {with(deadline(), "value = 20\n", ""), kDataMissing, 3, "rule.value"},
      {with(deadline(), "value = 20", "value = -1"), kDataOutOfRange, 11, "rule.value"},
      {with(deadline(), "value = 20", "value = 1001"), kDataOutOfRange, 11, "rule.value"},
      {with(deadline(), "value = 20", "value = \"20\""), kDataWrongType, 11, "rule.value"},
      {with(deadline(), "working-day", "week"), kDataUnknownWord, 12, "rule.unit"},
      {file_of("deposit-base", "tiers = [\n{ rate = \"-1 %\" }]\n"), kDataBadValue, 10,
       "rule.tiers.rate"},
      {file_of("deposit-base", "tiers = [\n{ rate = \"11\" }]\n"), kDataBadValue, 10,
       "rule.tiers.rate"},
      {file_of("deposit-base", "tiers = [\n{ rate = \"1 %\", cap = \"-0.01\" }]\n"), kDataBadValue,
       10, "rule.tiers.cap"},
      {file_of("deposit-base",
               "tiers = [\n{ rate = \"1 %\", categories = [\"moon\"] },\n"
               "{ rate = \"1 %\" }]\n"),
       kDataUnknownWord, 10, "rule.tiers.categories"},
      {file_of("deposit-base", "tiers = [\n{ rte = \"1 %\", rate = \"1 %\" }]\n"), kDataUnknownKey,
       10, "rule.tiers.rte"},
  });
}

TEST(RuleFile, FindsFieldsThatDoNotFitEachOther) {
  const std::string brackets =
      "monthly_deduction = \"5000.00\"\nbrackets = [{ rate = \"3 %\", quick = \"0.00\", up_to = "
      "\"1.00\" }]\n";
  const std::string fund =
      "construction = \"covered\"\nrecovered_by = \"市\"\napprovals = [\"市\"]\ncauses = []\n";
  expect_faults({
      {with(deadline(), "2022-03-01\"", "2022-03-01\"\nvalid_to = \"2022-02-28\""), kDataBadValue,
       7, "rule.valid_to"},
      {file_of("deposit-base", "tiers = [\n{ below = \"1.00\", rate = \"1 %\" }]\n"), kDataBadValue,
       9, "rule.tiers"},
      {file_of("deposit-base", "tiers = []\n"), kDataBadValue, 9, "rule.tiers"},
      {file_of("deposit-base", "tiers = [\n{ rate = \"1 %\", fixed = \"1.00\" }]\n"), kDataBadValue,
       10, "rule.tiers.rate"},
      {file_of("deposit-base",
               "tiers = [\n{ below = \"1.00\", up_to = \"1.00\", rate = \"1 %\" "
               "},\n{ rate = \"1 %\" }]\n"),
       kDataBadValue, 10, "rule.tiers.up_to"},
      {file_of("deposit-projects", "from = 2\nrate = \"1 %\"\nfactor = \"0.5\"\n"), kDataBadValue,
       10, "rule.rate"},
      {file_of("deposit-exemption", "clean_years = 1\nbelow = \"1.00\"\nup_to = \"1.00\"\n"),
       kDataBadValue, 10, "rule.below"},
      {file_of("deposit-history",
               "when = \"arrears-within-2-years\"\nexempt = true\nfactor = "
               "\"2\"\n"),
       kDataBadValue, 11, "rule.factor"},
      {file_of("labour-cost", "when = \"always\"\nshares = []\n"), kDataBadValue, 10,
       "rule.shares"},
      {file_of("tax-wages", brackets), kDataBadValue, 10, "rule.brackets"},
      {file_of("emergency-fund", fund), kDataBadValue, 12, "rule.causes"},
  });
}

TEST(RuleFile, RefusesATierThatTheOneBeforeHides) {
  const auto refused = [](const std::string& first, const std::string& second) {
    return parse_rules(file_of("deposit-base", "tiers = [{ rate = \"1 %\", " + first +
                                                   " }, { rate = \"2 %\", " + second +
                                                   " }, { rate = \"3 %\" }]\n"))
        .refused();
  };
  EXPECT_FALSE(refused("below = \"1.99\"", "below = \"2.00\""));
  EXPECT_TRUE(refused("below = \"2.00\"", "below = \"2.00\""));
  EXPECT_TRUE(refused("below = \"2.01\"", "below = \"2.00\""));
  EXPECT_FALSE(refused("below = \"2.00\"", "up_to = \"2.00\""));
  EXPECT_TRUE(refused("up_to = \"2.00\"", "below = \"2.00\""));
  EXPECT_TRUE(refused("up_to = \"2.00\"", "up_to = \"2.00\""));
  EXPECT_TRUE(refused("cap = \"1.00\"", "below = \"2.00\""));
  EXPECT_FALSE(refused("categories = [\"water\"]", "categories = [\"railway\"]"));
  EXPECT_FALSE(refused("categories = [\"water\"]", "categories = [\"water\", \"railway\"]"));
  EXPECT_TRUE(refused("categories = [\"water\", \"railway\"]", "categories = [\"water\"]"));
  EXPECT_TRUE(
      refused("categories = [\"water\", \"railway\"]", "categories = [\"railway\", \"water\"]"));
  EXPECT_TRUE(
      refused("categories = [\"housing\", \"municipal\", \"transport\", \"railway\", "
              "\"water\", \"key-transport\", \"other\"]",
              "below = \"2.00\""));
  EXPECT_TRUE(refused("categories = [\"water\"]", "categories = [\"water\"]"));
}

TEST(RuleFile, RefusesATierThatAnyOneBeforeHides) {
  EXPECT_EQ(only(file_of("deposit-base",
                         "tiers = [\n{ rate = \"1 %\", below = \"9.00\" },\n{ rate = \"1 %\", "
                         "categories = [\"water\"] },\n{ rate = \"2 %\", below = \"8.00\" "
                         "},\n{ rate = \"3 %\" }]\n"))
                .field,
            "rule.tiers");
}

// ---- limits -------------------------------------------------------------------------------------

// The limits of 2022 on, for the whole country: 1 % to 3 %, down to 0.5 % for several projects.
std::vector<Rule> limits() {
  auto text =
      file_of("deposit-limits", "rate_min = \"1 %\"\nrate_max = \"3 %\"\nfloor = \"0.5 %\"\n");
  return parse_rules(with(with(text, "340000", "000000"), "a.b-1", "limits")).value.rules;
}

TEST(RuleFile, RefusesRatesOfADepositBeyondTheLimits) {
  const auto found = [](const std::string& kind, const std::string& fields) {
    std::string told;
    for (const auto& finding : parse_rules(file_of(kind, fields), limits()).findings) {
      told += std::to_string(finding.row) + " " + finding.field + " " +
              std::string(finding.code.word());
    }
    return told;
  };
  const auto base = [&](const std::string& rate) {
    return found("deposit-base", "tiers = [\n{ below = \"5.00\", rate = \"" + rate +
                                     "\" },\n{ fixed = \"9.00\" }]\n");
  };
  const std::string beyond = " rules.beyond-limits";
  EXPECT_EQ(base("0.99 %"), "10 rule.tiers.rate" + beyond);
  EXPECT_EQ(base("1 %"), "");
  EXPECT_EQ(base("3 %"), "");
  EXPECT_EQ(base("3.01 %"), "10 rule.tiers.rate" + beyond);
  const auto projects = [&](const std::string& rate) {
    return found("deposit-projects", "from = 2\nrate = \"" + rate + "\"\n");
  };
  EXPECT_EQ(projects("0.49 %"), "10 rule.rate" + beyond);
  EXPECT_EQ(projects("0.5 %"), "");
  EXPECT_EQ(projects("0.51 %"), "");
  EXPECT_EQ(projects("3.01 %"), "10 rule.rate" + beyond);
  const auto history = [&](const std::string& rate) {
    return found("deposit-history", "when = \"clean-2-years\"\nrate = \"" + rate + "\"\n");
  };
  EXPECT_EQ(history("0.1 %"), "");
  EXPECT_EQ(history("3.01 %"), "10 rule.rate" + beyond);
}

TEST(RuleFile, LimitsCountInTheirTimeAndPlace) {
  const auto refused = [](const char* from, const char* to) {
    auto text = file_of("deposit-base", "tiers = [{ rate = \"4 %\" }]\n");
    return parse_rules(with(text, from, to), limits()).refused();
  };
  EXPECT_TRUE(refused("2022-03-01\"", "2022-02-28\""));  // it runs into them
  EXPECT_TRUE(refused("2022-03-01\"", "2021-01-01\"\nvalid_to = \"2022-03-01\""));
  EXPECT_FALSE(refused("2022-03-01\"", "2021-01-01\"\nvalid_to = \"2022-02-28\""));
}

TEST(RuleFile, ASlipOfThePenIsNoShare) {
  expect_faults({
      {with(deadline(), "value = 20", "value = 0"), kDataBadValue, 11, "rule.value"},
      {file_of("deposit-base", "tiers = [\n{ rate = \"900 %\" }]\n"), kDataBadValue, 10,
       "rule.tiers.rate"},
      {file_of("deposit-limits", "rate_min = \"3 %\"\nrate_max = \"1 %\"\nfloor = \"0.5 %\"\n"),
       kDataBadValue, 10, "rule.rate_max"},
      {file_of("deposit-limits", "rate_min = \"1 %\"\nrate_max = \"300 %\"\nfloor = \"0.5 %\"\n"),
       kDataBadValue, 10, "rule.rate_max"},
      {file_of("deposit-projects", "from = 2\nfactor = \"1.5\"\n"), kDataBadValue, 10,
       "rule.factor"},
      {file_of("deposit-history", "when = \"blacklisted\"\nrate = \"2\"\n"), kDataBadValue, 10,
       "rule.rate"},
      {file_of("labour-cost", "when = \"always\"\nshares = [\n{ of_contract = \"101 %\" }]\n"),
       kDataBadValue, 11, "rule.shares.of_contract"},
      {file_of("emergency-fund-default", "default_share = \"300 %\"\n"), kDataBadValue, 9,
       "rule.default_share"},
  });
}

TEST(RuleFile, ReportsEveryFaultInOnePass) {
  auto text = with(with(deadline(), "2022-03-01", "soon"), "value = 20", "value = \"20\"");
  text = with(text, "name = \"安徽省\"\n", "") + "[[rule]]\nkind = \"deadline\"\n";
  const auto loaded = parse_rules(text);
  EXPECT_TRUE(loaded.refused());
  std::vector<std::string> missing;
  for (const auto& finding : loaded.findings) {
    if (finding.row == 12) missing.push_back(finding.field);
  }
  std::sort(missing.begin(), missing.end());
  EXPECT_EQ(missing, (std::vector<std::string>{"rule.duty", "rule.grade", "rule.id", "rule.sense",
                                               "rule.source", "rule.unit", "rule.valid_from",
                                               "rule.value"}));
  EXPECT_EQ(loaded.findings.size(), 3U + missing.size());
}

// A second rule about the same duty.
std::string second(const char* id, const char* from, const char* to) {
  return std::string("[[rule]]\nid = \"") + id + "\"\nkind = \"deadline\"\nvalid_from = \"" + from +
         "\"\nvalid_to = \"" + to + "\"\nsource = \"x\"\ngrade = \"summary\"\n" + kDeadline;
}

TEST(RuleFile, RefusesTwoRulesAboutTheSameThingOnTheSameDay) {
  EXPECT_EQ(only(deadline() + second("a.b-1", "2020-01-01", "2020-12-31")).code, kDataDuplicate);
  EXPECT_TRUE(parse_rules(deadline() + second("c", "2020-01-01", "2022-02-28")).findings.empty());
  const auto overlapping = only(deadline() + second("c", "2020-01-01", "2022-03-01"));
  EXPECT_EQ(overlapping.code, kRulesOverlap);
  EXPECT_EQ(overlapping.row, 16U);
  EXPECT_EQ(overlapping.details.back(), (Field{"other", "a.b-1"}));
}

// 256 KiB of equal rules would have two million pairs.
TEST(RuleFile, NamesTheFirstRuleThatARuleClashesWith) {
  auto text = deadline();
  for (int copy = 1; copy < 900; ++copy) text += second("a.b-1", "2022-03-01", "2022-03-01");
  const auto loaded = parse_rules(text);
  EXPECT_EQ(loaded.value.rules.size(), 900U);
  EXPECT_EQ(loaded.findings.size(), 899U);
  EXPECT_EQ(parse_rules(deadline() + second("c", "2022-03-01", "2022-03-01") +
                        second("d", "2022-03-01", "2022-03-01"))
                .findings.size(),
            2U);
}

TEST(RuleFile, EndsAListOfFaultsThatIsTooLong) {
  const auto with_copies = [](std::size_t copies) {
    auto text = deadline();
    while (copies-- > 0) text += second("a.b-1", "2022-03-01", "2022-03-01");
    return parse_rules(text).findings;
  };
  EXPECT_EQ(with_copies(kRuleFindingsMax).back().code, kDataDuplicate);
  const auto findings = with_copies(2'000);
  ASSERT_EQ(findings.size(), kRuleFindingsMax + 1);
  EXPECT_EQ(findings.back().code, kRulesManyFaults);
  EXPECT_EQ(findings.back().details, (Fields{{"more", "1000"}}));
}

// Limits that clash with each other are limits still.
TEST(RuleFile, NamesTheFirstLimitThatARateIsBeyond) {
  auto all = limits();
  all.insert(all.end(), 500, all.front());
  const auto text = file_of("deposit-projects", "from = 2\nrate = \"4 %\"\n");
  EXPECT_EQ(parse_rules(text, all).findings.size(), 1U);
}

TEST(RuleFile, LooksAtTheRulesOfOtherFilesToo) {
  const auto first = parse_rules(deadline()).value.rules;
  const auto again = parse_rules(deadline(), first);
  ASSERT_EQ(again.findings.size(), 1U);
  EXPECT_EQ(again.findings.front().code, kDataDuplicate);
  const auto renamed = parse_rules(with(deadline(), "a.b-1", "other"), first);
  ASSERT_EQ(renamed.findings.size(), 1U);
  EXPECT_EQ(renamed.findings.front().code, kRulesOverlap);
}

TEST(RuleFile, ReplacesByIdWhatItIsLaidOverAndNothingElse) {
  const auto under = parse_rules(deadline()).value.rules;
  const std::vector<Rule> none;
  const auto over = [&](const std::string& text) {
    return parse_rules(text, OtherRules{&none, &under}).findings;
  };
  EXPECT_TRUE(over(with(deadline(), "value = 20", "value = 15")).empty());
  const auto beside = over(with(deadline(), "a.b-1", "other"));
  ASSERT_EQ(beside.size(), 1U);
  EXPECT_EQ(beside.front().code, kRulesOverlap);
  EXPECT_EQ(beside.front().details.back(), (Field{"other", "a.b-1"}));
  // What is replaced does not stand in the way of its successor.
  EXPECT_TRUE(
      over(with(deadline(), "2022-03-01", "2023-01-01") + second("c", "2022-03-01", "2022-12-31"))
          .empty());
}

}  // namespace
}  // namespace anxin::payments
