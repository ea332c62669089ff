// Rules, deposit quotes and tax: what scripts read and what people see.
#include <set>

#include "ledger/base/text.h"
#include "payments/rules/discharge_plan.h"
#include "payments/rules/rule_kinds.h"
#include "tests/support/program.h"

namespace anxin::cli {
namespace {

// ---- deposit quote ------------------------------------------------------------------------------

TEST_F(Program, QuotesADepositWithEveryStepAndItsSource) {
  const auto ran = line(
      "deposit quote --region 350000 --on 2026-03-01 --contract-amount 120000000.00 "
      "--duration-months 18 --live-projects 2 --clean-years 2 --json");
  ASSERT_EQ(ran.exit, 0) << ran.out;
  const auto json = ran.json();
  EXPECT_EQ(names_of(json),
            (Names{"amount", "exempt", "unconfirmed", "region", "on", "contract_amount", "category",
                   "rounding", "steps", "defaults"}));
  EXPECT_EQ(text(json, "amount"), "600000.00");
  EXPECT_EQ(text(json, "exempt"), "false");
  EXPECT_EQ(text(json, "unconfirmed"), "false");
  ASSERT_EQ(json.find("steps")->items()->size(), 3U);
  const auto& step = item(json, "steps", 0);
  EXPECT_EQ(names_of(step), (Names{"rule", "source", "grade", "factor", "amount", "text"}));
  EXPECT_EQ(text(step, "rule"), "fujian.deposit.base");
  EXPECT_EQ(text(step, "source"), "福建省七部门工资保证金规定（2024年7月）");
  EXPECT_EQ(text(step, "grade"), "summary");
  EXPECT_EQ(text(step, "factor"), "0.015");
  EXPECT_EQ(text(step, "amount"), "1800000.00");
  EXPECT_EQ(text(step, "text"), "Contract amount 120,000,000.00 × 1.5 %");
  EXPECT_TRUE(json.find("defaults")->items()->empty());
}

TEST_F(Program, AQuoteNamesTheDefaultsItRestsOn) {
  const std::string quote =
      "deposit quote --region 130000 --on 2026-03-01 --contract-amount 100000000.00 "
      "--arrears-within-two-years";
  const auto json = line(quote + " --json").json();
  EXPECT_EQ(text(json, "amount"), "3000000.00");
  EXPECT_EQ(text(json, "unconfirmed"), "true");
  EXPECT_EQ(text(item(json, "steps", 1), "grade"), "unconfirmed");
  ASSERT_EQ(json.find("defaults")->items()->size(), 1U);
  EXPECT_EQ(text(item(json, "defaults", 0), "rule"), "hebei.deposit.arrears");
  EXPECT_NE(text(item(json, "defaults", 0), "note").find("默认"), std::string::npos);
  const auto shown = line(quote).out;
  EXPECT_NE(shown.find("Not confirmed; these are defaults:\n  hebei.deposit.arrears"),
            std::string::npos)
      << shown;
}

TEST_F(Program, AStatuteIsCitedWithItsArticleAndAnExemptionSaysSo) {
  const std::string quote =
      "deposit quote --region 360781 --on 2026-03-01 --contract-amount 2999999.99 --clean-years 1";
  const auto json = line(quote + " --json").json();
  EXPECT_EQ(text(json, "amount"), "0.00");
  EXPECT_EQ(text(json, "exempt"), "true");
  EXPECT_EQ(text(json, "unconfirmed"), "false");
  EXPECT_EQ(text(item(json, "steps", 0), "source"), "人社部发〔2021〕65号 第11条");
  EXPECT_EQ(text(item(json, "steps", 0), "factor"), "0");
  EXPECT_NE(line(quote).out.find("No deposit is to be stored."), std::string::npos);
  EXPECT_NE(line(quote + " --lang zh").out.find("免存工资保证金。"), std::string::npos);
}

TEST_F(Program, ACapIsNoMultiplication) {
  const auto json = line(
                        "deposit quote --region 430000 --on 2026-03-01 --contract-amount "
                        "100000000.00 --category housing --json")
                        .json();
  EXPECT_EQ(text(json, "category"), "housing");
  EXPECT_TRUE(item(json, "steps", 1).find("factor")->is_null());
  EXPECT_EQ(text(item(json, "steps", 1), "amount"), "1000000.00");
}

TEST_F(Program, CategoriesGoByWordOrByChineseName) {
  const std::string quote =
      "deposit quote --region 430000 --on 2026-03-01 --contract-amount 200000000.00 --json "
      "--category ";
  for (const char* category : {"key-transport", "railway", "重点交通", "重点交通铁路", "铁路"}) {
    EXPECT_EQ(text(line(quote + category).json(), "amount"), "2500000.00") << category;
  }
  for (const char* category : {"other", "其他", "水利", "transport"}) {
    EXPECT_EQ(text(line(quote + category).json(), "amount"), "1000000.00") << category;
  }
}

TEST_F(Program, AQuoteReadsWellInBothLanguages) {
  const std::string quote =
      "deposit quote --region 620000 --on 2026-03-01 --contract-amount 100000000.00 "
      "--live-projects 5 --lang ";
  const auto chinese = line(quote + "zh").out;
  EXPECT_NE(chinese.find("地区 620000，2026-03-01，合同价 100,000,000.00 元"), std::string::npos)
      << chinese;
  EXPECT_NE(chinese.find("多个在建工程不低于 0.5 %"), std::string::npos);
  EXPECT_NE(chinese.find("应存工资保证金 500,000.00 元"), std::string::npos);
  const auto english = line(quote + "en").out;
  EXPECT_NE(english.find("Not below 0.5 % for several projects"), std::string::npos) << english;
  EXPECT_NE(english.find("Deposit to be stored: 500,000.00 yuan"), std::string::npos);
}

TEST_F(Program, QuotesAreRefusedWithTheirWords) {
  const std::string whole = "--on 2026-03-01 --contract-amount 1000000.00 --json --region ";
  const std::vector<std::tuple<std::string, int, std::string>> refusals{
      {"deposit quote --json --region 350000", 2, "usage.arguments"},
      {"deposit quote " + whole + "35", 2, "usage.region"},
      {"deposit quote " + whole + "990000", 2, "usage.region-unknown"},
      {"deposit quote " + whole + "350000 --category moon", 2, "usage.category"},
      {"deposit quote " + whole + "350000 --live-projects -1", 2, "usage.arguments"},
      {"deposit quote " + whole + "350000 --clean-years 100", 2, "usage.arguments"},
      {"deposit quote " + whole + "350000 --duration-months 0", 2, "usage.arguments"},
      {"deposit quote " + whole + "350000 --clean-years 2 --arrears-within-two-years", 1,
       "deposit.past-contradicts"},
      {"deposit quote --region 350000 --on 1.3. --contract-amount 1.00 --json", 2, "usage.date"},
      {"deposit quote --region 350000 --on 2026-03-01 --contract-amount 1,00 --json", 2,
       "usage.amount"},
      {"deposit quote --region 350000 --on 2026-03-01 --contract-amount 0.00 --json", 1,
       "deposit.contract-amount"},
      {"deposit quote --region 350000 --on 2021-10-31 --contract-amount 1.00 --json", 1,
       "rules.none-in-force"},
  };
  for (const auto& [command, exit, word] : refusals) {
    const auto ran = line(command);
    EXPECT_EQ(ran.exit, exit) << command;
    EXPECT_EQ(error_code(ran), word) << command;
  }
}

TEST_F(Program, AMissingRuleIsToldWithItsPlaceAndDay) {
  const auto ran =
      line("deposit quote --region 350000 --on 2021-10-31 --contract-amount 1.00 --json");
  const auto details = *ran.json().find("error")->find("details");
  EXPECT_EQ(text(details, "rule_kind"), "deposit-base");
  EXPECT_EQ(text(details, "region"), "350000");
  EXPECT_EQ(text(details, "on"), "2021-10-31");
}

// ---- tax withhold -------------------------------------------------------------------------------

TEST_F(Program, WithholdsTaxOnWagesStepByStep) {
  const auto ran = line(
      "tax withhold --method wages --income 8000.00 --month-count 5 --prior-income 32000.00 "
      "--prior-tax 210.00 --json");
  ASSERT_EQ(ran.exit, 0) << ran.out;
  const auto json = ran.json();
  EXPECT_EQ(names_of(json), (Names{"tax", "taxable", "rate", "unconfirmed", "method", "on",
                                   "rounding", "steps", "defaults"}));
  EXPECT_EQ(text(json, "tax"), "240.00");
  EXPECT_EQ(text(json, "taxable"), "15000.00");
  EXPECT_EQ(text(json, "rate"), "0.03");
  EXPECT_EQ(text(json, "on"), "2026-11-02");
  ASSERT_EQ(json.find("steps")->items()->size(), 5U);
  EXPECT_EQ(text(item(json, "steps", 3), "factor"), "0.03");
  EXPECT_EQ(text(item(json, "steps", 3), "text"), "Taxable 15,000.00 × 3 % − 0.00");
}

TEST_F(Program, WithholdsTaxOnLabourRemuneration) {
  const auto json = line("tax withhold --method labour --income 5000.00 --json").json();
  EXPECT_EQ(text(json, "tax"), "800.00");
  EXPECT_EQ(text(json, "taxable"), "4000.00");
  EXPECT_EQ(text(json, "rate"), "0.2");
}

TEST_F(Program, DeductionsAndTheWholeYearLessenTheTax) {
  const std::string wages = "tax withhold --method wages --income 8000.00 --json ";
  EXPECT_EQ(text(line(wages).json(), "tax"), "90.00");
  EXPECT_EQ(text(line(wages + "--deductions 1000.00").json(), "tax"), "60.00");
  EXPECT_EQ(
      text(line(wages + "--month-count 2 --prior-income 8000.00 --prior-deductions 1000.00").json(),
           "tax"),
      "150.00");
  const auto whole = line(wages + "--whole-year-deduction").json();
  EXPECT_EQ(text(whole, "tax"), "0.00");
  EXPECT_EQ(text(whole, "unconfirmed"), "true");
  EXPECT_EQ(text(item(whole, "defaults", 0), "rule"), "national.tax.whole-year");
  EXPECT_NE(text(item(whole, "steps", 1), "text").find("not checked: last year's income"),
            std::string::npos);
  const auto checked = line(wages + "--whole-year-deduction --last-year-income 60000.00").json();
  EXPECT_NE(text(item(checked, "steps", 1), "text").find("60,000.00 is not above 60,000.00"),
            std::string::npos);
}

TEST_F(Program, TaxReadsWellInBothLanguages) {
  const std::string wages = "tax withhold --method wages --income 8000.00 --month-count 2 --lang ";
  const auto chinese = line(wages + "zh").out;
  EXPECT_NE(chinese.find("减：基本减除费用 10,000.00（2 个月）"), std::string::npos) << chinese;
  EXPECT_NE(chinese.find("本次应预扣个人所得税 0.00 元。"), std::string::npos) << chinese;
  const auto english = line(wages + "en").out;
  EXPECT_NE(english.find("Less basic deduction 10,000.00 (2 months)"), std::string::npos)
      << english;
  EXPECT_NE(english.find("Tax to be withheld now: 0.00 yuan."), std::string::npos) << english;
}

TEST_F(Program, WithholdingsAreRefusedWithTheirWords) {
  const std::vector<std::tuple<std::string, int, std::string>> refusals{
      {"--method salary --income 1.00", 2, "usage.tax-method"},
      {"--method wages --income 1.005", 2, "usage.amount"},
      {"--method labour --income x", 2, "usage.amount"},
      {"--method wages", 2, "usage.arguments"},
      {"--method wages --income 1.00 --month-count 0", 1, "tax.month-count"},
      {"--method wages --income 1.00 --month-count 13", 1, "tax.month-count"},
      {"--method wages --income 1.00 --whole-year-deduction --last-year-income 60000.01", 1,
       "tax.whole-year-income"},
      {"--method wages --income=-0.01", 1, "tax.amount"},
      {"--method labour --income=-0.01", 1, "tax.amount"},
      {"--method wages --income 1.00 --on 2018-12-31", 1, "rules.none-in-force"},
  };
  for (const auto& [options, exit, word] : refusals) {
    const auto ran = line("tax withhold --json " + options);
    EXPECT_EQ(ran.exit, exit) << options;
    EXPECT_EQ(error_code(ran), word) << options;
  }
}

// What a method does not look at is refused, so that nobody thinks it was looked at.
TEST_F(Program, OptionsThatAWithholdingWouldIgnoreAreRefused) {
  const auto refused = [&](const std::string& options) {
    const auto ran = line("tax withhold --json --income 1.00 " + options);
    return ran.exit == 0 ? "taken" : error_code(ran);
  };
  for (const char* option :
       {"--month-count 1", "--prior-income 0.00", "--prior-tax 1.00", "--deductions 1.00",
        "--prior-deductions 1.00", "--last-year-income 1.00", "--whole-year-deduction"}) {
    EXPECT_EQ(refused(std::string("--method labour ") + option), "usage.tax-option") << option;
  }
  for (const char* prior : {"--prior-income 1.00", "--prior-tax 1.00", "--prior-deductions 1.00"}) {
    const auto wages = std::string("--method wages ") + prior;
    EXPECT_EQ(refused(wages), "usage.tax-months") << prior;
    EXPECT_EQ(refused(wages + " --month-count 1"), "usage.tax-months") << prior;
    EXPECT_EQ(refused(wages + " --month-count 2"), "taken") << prior;
  }
  EXPECT_EQ(refused("--method wages --prior-income 0.00 --month-count 1"), "taken");
  EXPECT_EQ(refused("--method wages --last-year-income 1.00"), "usage.tax-year");
}

TEST_F(Program, AnAmountThatNoCommandTakesIsToldTheMost) {
  const auto refused = [&](const std::string& amount) {
    return line("deposit quote --region 350000 --on 2026-03-01 --lang en --contract-amount " +
                amount)
        .err;
  };
  for (const char* amount : {"10000000000000000.00", "92233720368547758.07"}) {
    EXPECT_NE(refused(amount).find("1,000,000,000,000.00"), std::string::npos) << amount;
  }
  for (const char* amount : {"9999999999999999.99", "1000000000000.01"}) {
    EXPECT_NE(refused(amount).find("at most 1000000000000.00"), std::string::npos) << amount;
  }
  for (const char* amount : {"92233720368547758.070", "x2233720368547758.07", "1.005"}) {
    EXPECT_NE(refused(amount).find("An amount is written 1234.56"), std::string::npos) << amount;
  }
}

TEST_F(Program, ARegionIsToldWhatIsWrongWithIt) {
  const auto code = [&](const std::string& region) {
    return error_code(line("rules list --json --region " + region));
  };
  EXPECT_EQ(code("99999"), "usage.region");
  EXPECT_EQ(code("9999999"), "usage.region");
  EXPECT_EQ(code("99999x"), "usage.region");
  EXPECT_EQ(code("999999"), "usage.region-unknown");
}

// ---- rules list and show ------------------------------------------------------------------------

std::vector<std::string> ids(const Json& json) {
  std::vector<std::string> found;
  for (const auto& rule : *json.find("rules")->items()) found.push_back(text(rule, "id"));
  return found;
}

bool holds(const std::vector<std::string>& list, const std::string& id) {
  return std::find(list.begin(), list.end(), id) != list.end();
}

TEST_F(Program, ListsWhatCountsInAPlaceOnADay) {
  const auto json = line("rules list --region 350521 --on 2026-03-01 --json").json();
  EXPECT_EQ(names_of(json), (Names{"on", "rules"}));
  EXPECT_EQ(names_of(item(json, "rules", 0)),
            (Names{"id", "kind", "region", "valid_from", "valid_to", "source", "article", "grade",
                   "note", "file", "in_force", "ends_soon", "values"}));
  const auto here = ids(json);
  EXPECT_TRUE(holds(here, "fujian.deposit.base"));
  EXPECT_FALSE(holds(here, "national.deposit.base"));
  EXPECT_TRUE(holds(here, "national.deadline.store-deposit"));
  EXPECT_FALSE(holds(here, "hebei.deposit.base"));
  const auto before = ids(line("rules list --region 350521 --on 2024-06-30 --json").json());
  EXPECT_FALSE(holds(before, "fujian.deposit.base"));
  EXPECT_TRUE(holds(before, "national.deposit.base"));
}

TEST_F(Program, ListsEveryPlaceAndOnRequestEveryTime) {
  const auto now = ids(line("rules list --json").json());
  EXPECT_TRUE(holds(now, "hebei.deposit.base"));
  EXPECT_FALSE(holds(now, "beijing.minimum-wage.2023"));
  EXPECT_TRUE(holds(ids(line("rules list --all --json").json()), "beijing.minimum-wage.2023"));
  const auto of_place = ids(line("rules list --all --region 110000 --json").json());
  EXPECT_TRUE(holds(of_place, "beijing.minimum-wage.2023"));
  EXPECT_FALSE(holds(of_place, "hebei.deposit.base"));
}

TEST_F(Program, MarksRulesThatEndWithinNinetyDays) {
  const auto soon = [&](const char* on) {
    const auto json = line(std::string("rules list --region 440400 --json --on ") + on).json();
    for (const auto& rule : *json.find("rules")->items()) {
      if (text(rule, "id") == "zhuhai.labour-cost") return text(rule, "ends_soon");
    }
    return std::string("(absent)");
  };
  EXPECT_EQ(soon("2027-02-23"), "false");
  EXPECT_EQ(soon("2027-02-24"), "true");
  EXPECT_EQ(soon("2027-02-25"), "true");
  EXPECT_EQ(soon("2027-05-25"), "true");
  EXPECT_EQ(soon("2027-05-26"), "(absent)");
  const auto shown = line("rules list --region 440400 --on 2027-03-01").out;
  EXPECT_NE(shown.find("2027-05-25 !"), std::string::npos) << shown;
  EXPECT_NE(shown.find("1 rules marked ! end within 90 days."), std::string::npos) << shown;
}

TEST_F(Program, ShowsARuleWithAllItsFields) {
  const auto json = line("rules show anhui.deposit.base --json").json();
  EXPECT_EQ(text(json, "region"), "340000");
  EXPECT_EQ(text(json, "grade"), "summary");
  const auto& values = *json.find("values");
  EXPECT_EQ(text(values, "tiers.1.below"), "300000000.00");
  EXPECT_EQ(text(values, "tiers.2.rate"), "1 %");
  const auto shown = line("rules show anhui.deposit.base").out;
  EXPECT_NE(shown.find("  tier 1 cap  3000000.00\n"), std::string::npos) << shown;
  EXPECT_EQ(error_code(line("rules show no.such --json")), "rules.unknown");
  EXPECT_EQ(line("rules show no.such").exit, 1);
}

TEST_F(Program, AListKeepsTheUnitOfANumberAndWritesRatesAsTheFilesDo) {
  const auto listed = line("rules list --region 350521 --on 2026-03-01 --lang en").out;
  EXPECT_EQ(listed.find("; value 3 …"), std::string::npos) << listed;
  EXPECT_NE(listed.find("at most; value 20 working days"), std::string::npos) << listed;
  EXPECT_NE(listed.find("tier 1 rate 1.5 %"), std::string::npos) << listed;
}

TEST_F(Program, ARuleThatDoesNotCountOnTheDaySaysSo) {
  const std::string show = "rules show zhuhai.labour-cost --lang en --on ";
  const std::string sentence = "Does not count on ";
  EXPECT_NE(line(show + "2022-05-25").out.find(sentence + "2022-05-25"), std::string::npos);
  EXPECT_EQ(line(show + "2022-05-26").out.find(sentence), std::string::npos);
  EXPECT_EQ(line(show + "2027-05-25").out.find(sentence), std::string::npos);
  EXPECT_NE(line(show + "2027-05-26").out.find(sentence + "2027-05-26"), std::string::npos);
}

TEST_F(Program, EveryFieldAndWordOfARuleIsSaidInBothLanguages) {
  const auto catalogue = text::Catalogue::builtin();
  const auto json = line("rules list --all --json").json();
  std::set<std::string> names;
  for (const auto& rule : *json.find("rules")->items()) {
    EXPECT_TRUE(catalogue.has("rule_kind." + text(rule, "kind"))) << text(rule, "kind");
    for (const auto& [name, value] : *rule.find("values")->members()) {
      for (const auto part : split(name, '.')) {
        if (!all_digits(part)) names.insert(std::string(part));
      }
    }
  }
  EXPECT_GT(names.size(), 40U);
  for (const auto& name : names) EXPECT_TRUE(catalogue.has("rule_field." + name)) << name;
}

template <class E>
void expect_said() {
  for (const auto& known : words_of(E{})) {
    EXPECT_TRUE(text::Catalogue::builtin().has("rule_word." + std::string(known.word)))
        << known.word;
  }
}

TEST(RuleWords, EveryWordOfAnEnumerationIsSaid) {
  expect_said<payments::Duty>();
  expect_said<payments::TermSense>();
  expect_said<payments::TermUnit>();
  expect_said<payments::WagePeriod>();
  expect_said<payments::LabourCase>();
  expect_said<payments::ProjectCategory>();
  expect_said<payments::DepositOrder>();
  expect_said<payments::DepositPast>();
  expect_said<payments::FundCause>();
  expect_said<payments::FundConstruction>();
  expect_said<payments::DischargeCause>();
  expect_said<payments::DischargeParty>();
  expect_said<payments::DischargeGround>();
  expect_said<payments::DischargeMeans>();
  expect_said<payments::DischargeNeed>();
  expect_said<payments::DischargePaper>();
  expect_said<payments::DischargeOrder>();
  expect_said<payments::SheetCheck>();
  expect_said<payments::CheckAnswer>();
}

TEST_F(Program, PeopleReadFieldsAndWordsInTheirLanguage) {
  const auto chinese = line("rules show national.deadline.store-deposit --lang zh").out;
  EXPECT_NE(chinese.find("  单位  工作日\n"), std::string::npos) << chinese;
  EXPECT_NE(chinese.find("  等级  原文\n"), std::string::npos) << chinese;
  const auto english = line("rules show national.deadline.store-deposit --lang en").out;
  EXPECT_NE(english.find("  unit  working days\n"), std::string::npos) << english;
}

// ---- rules check and diff -----------------------------------------------------------------------

std::string shipped(const std::string& name) {
  return std::string(ANXIN_SOURCE) + "/payments/rules/data/rules/" + name;
}

TEST_F(Program, ChecksFilesAndTakesGoodOnes) {
  const auto ran = line("rules check " + shipped("national.toml") + " " +
                        shipped("350000-fujian.toml") + " --json");
  EXPECT_EQ(ran.exit, 0) << ran.out;
  const auto json = ran.json();
  EXPECT_EQ(names_of(json), (Names{"accepted", "files"}));
  const auto& file = item(json, "files", 1);
  EXPECT_EQ(names_of(file), (Names{"file", "region", "name", "rules", "accepted", "findings"}));
  EXPECT_EQ(text(file, "region"), "350000");
  EXPECT_EQ(text(file, "rules"), "7");
  EXPECT_TRUE(file.find("findings")->items()->empty());
}

TEST_F(Program, EveryFaultOfAFileIsToldWithItsLine) {
  const auto bad = write("bad.toml",
                         "region = \"350000\"\nname = \"福建省\"\n[[rule]]\nid = \"x\"\nkind = "
                         "\"deadline\"\nvalid_from = \"2026-02-30\"\nsource = \"x\"\narticle = "
                         "\"3\"\ngrade = \"summary\"\nduty = \"store-deposit\"\nsense = "
                         "\"at-most\"\nvalue = 20\nunit = \"week\"\n");
  const auto ran = line("rules check " + bad + " --json");
  EXPECT_EQ(ran.exit, 65);
  EXPECT_EQ(text(ran.json(), "accepted"), "false");
  const auto file = ran.json().find("files")->items()->front();
  std::vector<std::string> found;
  for (const auto& finding : *file.find("findings")->items()) {
    found.push_back(text(finding, "row") + " " + text(finding, "field") + " " +
                    text(finding, "code"));
  }
  EXPECT_EQ(found,
            (Names{"6 rule.valid_from data.bad-value", "8 rule.article rules.article-needs-statute",
                   "13 rule.unit data.unknown-word"}));
  const auto shown = line("rules check " + bad);
  EXPECT_EQ(shown.exit, 65);
  EXPECT_NE(shown.out.find("3 findings; not to be used."), std::string::npos) << shown.out;
  EXPECT_NE(shown.out.find("day, working-day, month, year"), std::string::npos) << shown.out;
}

std::string fujian_rule(const std::string& id, const std::string& fields) {
  return "region = \"350000\"\nname = \"福建省\"\n[[rule]]\nid = \"" + id +
         "\"\nvalid_from = \"2027-01-01\"\nsource = \"x\"\ngrade = \"summary\"\n" + fields;
}

const std::string kStoreInFifteen =
    "kind = \"deadline\"\nduty = \"store-deposit\"\nsense = \"at-most\"\nvalue = 15\nunit = "
    "\"working-day\"\n";

TEST_F(Program, RatesBeyondTheNationalLimitsAreFoundWithTheirLine) {
  const auto file = write("high.toml", fujian_rule("fujian.deposit.base",
                                                   "kind = \"deposit-base\"\ntiers = [\n{ rate = "
                                                   "\"3.5 %\" }]\n"));
  const auto ran = line("rules check " + file + " --json");
  EXPECT_EQ(ran.exit, 65);
  const auto json = ran.json();
  const auto& found = item(item(json, "files", 0), "findings", 0);
  EXPECT_EQ(text(found, "row"), "10");
  EXPECT_EQ(text(found, "code"), "rules.beyond-limits");
  EXPECT_EQ(text(found, "message"),
            "rule.tiers.rate: outside the limits of national.deposit.limits, from 1 % to 3 %");
}

TEST_F(Program, AFileIsCheckedOverWhatShips) {
  const auto added =
      write("added.toml", fujian_rule("fujian.deadline.store-deposit", kStoreInFifteen));
  EXPECT_EQ(line("rules check " + added).exit, 0);
  // Another rule of the province for the same table, on the same days.
  const auto twice = write("twice.toml", fujian_rule("fujian.second",
                                                     "kind = \"deposit-base\"\n"
                                                     "tiers = [{ rate = \"1 %\" "
                                                     "}]\n"));
  const auto ran = line("rules check " + twice + " --json");
  EXPECT_EQ(ran.exit, 65);
  EXPECT_EQ(text(item(item(ran.json(), "files", 0), "findings", 0), "code"), "rules.overlap");
}

TEST_F(Program, FilesAreCheckedBesideEachOther) {
  const auto copy = write("copy.toml", read(shipped("350000-fujian.toml")));
  const auto ran = line("rules check " + shipped("350000-fujian.toml") + " " + copy + " --json");
  EXPECT_EQ(ran.exit, 65);
  EXPECT_EQ(text(item(ran.json(), "files", 0), "accepted"), "true");
  EXPECT_EQ(text(item(item(ran.json(), "files", 1), "findings", 0), "code"), "data.duplicate");
}

TEST_F(Program, AFileThatIsNotThereCannotBeChecked) {
  EXPECT_EQ(line("rules check /no/such.toml --json").exit, 69);
  EXPECT_EQ(line("rules check").exit, 2);
}

TEST_F(Program, ComparesAFileWithWhatShips) {
  auto bytes = read(shipped("350000-fujian.toml"));
  const std::string from = "cap = \"5000000.00\"";
  const auto file =
      write("new.toml", bytes.replace(bytes.find(from), from.size(), "cap = \"6000000.00\""));
  const auto json = line("rules diff 350000 " + file + " --json").json();
  EXPECT_EQ(names_of(json), (Names{"added", "removed", "changed"}));
  EXPECT_TRUE(json.find("added")->items()->empty());
  EXPECT_TRUE(json.find("removed")->items()->empty());
  const auto& changed = item(json, "changed", 0);
  EXPECT_EQ(text(changed, "id"), "fujian.deposit.base");
  const auto& field = item(changed, "fields", 0);
  EXPECT_EQ(text(field, "name"), "tiers.1.cap");
  EXPECT_EQ(text(field, "before"), "5000000.00");
  EXPECT_EQ(text(field, "after"), "6000000.00");
  EXPECT_NE(line("rules diff 350000 " + file).out.find("tiers.1.cap: 5000000.00 → 6000000.00"),
            std::string::npos);
}

// Seven other rules of the province stay as they are.
TEST_F(Program, AFileThatAddsARuleTakesNoneAway) {
  const auto file =
      write("one.toml", fujian_rule("fujian.deadline.store-deposit", kStoreInFifteen));
  EXPECT_EQ(line("rules diff 350000 " + file).out, "+ fujian.deadline.store-deposit\n");
  EXPECT_EQ(line("rules diff " + file + " 350000").out, "- fujian.deadline.store-deposit\n");
  // What it replaces may ship for another place.
  auto national = fujian_rule("national.deadline.serve-document",
                              "kind = \"deadline\"\nduty = \"serve-document\"\nsense = "
                              "\"at-most\"\nvalue = 6\nunit = \"day\"\n");
  national.replace(national.find("350000"), 6, "000000");
  const auto changed = line("rules diff 350000 " + write("n.toml", national)).out;
  EXPECT_TRUE(changed.starts_with("~ national.deadline.serve-document\n")) << changed;
  EXPECT_EQ(line("rules diff " + file + " " + file).out, "No difference.\n");
}

TEST_F(Program, ComparesTwoPlacesAndFindsThemDifferent) {
  const auto json = line("rules diff 350000 130000 --json").json();
  EXPECT_EQ(json.find("removed")->items()->size(), 7U);
  EXPECT_EQ(json.find("added")->items()->size(), 7U);
  EXPECT_EQ(line("rules diff 350000 350000").out, "No difference.\n");
}

TEST_F(Program, AFaultyFileIsNotCompared) {
  const auto bad = write("bad.toml", "region = \"350000\"\n");
  for (const auto& sides : {"350000 " + bad, bad + " 350000"}) {
    const auto ran = line("rules diff " + sides + " --json");
    EXPECT_EQ(ran.exit, 65) << sides;
    EXPECT_EQ(error_code(ran), "file.rules-refused");
    const auto& findings = *ran.json().find("error")->find("details")->find("findings");
    EXPECT_EQ(findings.items()->size(), 1U);
  }
}

// ---- the operator's own files -------------------------------------------------------------------

std::string fujian_base(const std::string& rate) {
  return fujian_rule("fujian.deposit.base",
                     "kind = \"deposit-base\"\ntiers = [{ rate = \"" + rate + "\" }]\n");
}

TEST_F(Program, FilesOfTheOperatorCountForEveryCommandThatUsesRules) {
  const auto file = write("own.toml", fujian_base("2.5 %"));
  const std::string quote =
      "deposit quote --region 350000 --on 2027-03-01 --contract-amount 10000000.00 --json";
  EXPECT_EQ(text(line(quote).json(), "amount"), "150000.00");
  EXPECT_EQ(text(line(quote + " --rules " + file).json(), "amount"), "250000.00");
  EXPECT_EQ(text(line("--rules " + file + " " + quote).json(), "amount"), "250000.00");
}

TEST_F(Program, AListTellsWhichRulesComeFromTheOperatorsFiles) {
  const auto file = write("own.toml", fujian_base("2.5 %"));
  const auto other =
      write("other.toml", fujian_rule("fujian.deadline.store-deposit", kStoreInFifteen));
  const std::string list =
      "rules list --region 350000 --on 2027-03-01 --rules " + file + " --rules " + other;
  std::map<std::string, std::string> files;
  const auto json = line(list + " --json").json();
  for (const auto& rule : *json.find("rules")->items()) {
    if (!rule.find("file")->is_null()) files[text(rule, "id")] = text(rule, "file");
  }
  EXPECT_EQ(files, (std::map<std::string, std::string>{{"fujian.deposit.base", file},
                                                       {"fujian.deadline.store-deposit", other}}));
  const auto shown = line(list + " --lang en").out;
  EXPECT_NE(shown.find("fujian.deposit.base  " + file), std::string::npos) << shown;
  EXPECT_TRUE(line("rules show fujian.deposit.base --rules " + file)
                  .out.starts_with("fujian.deposit.base  " + file));
}

TEST_F(Program, EveryFaultOfEveryOperatorsFileIsToldBeforeACommandBegins) {
  const auto high = write("high.toml", fujian_base("4 %"));
  const auto bad = write("bad.toml", "region = \"350000\"\n");
  const auto ran = line("rules list --json --rules " + high + " --rules " + bad);
  EXPECT_EQ(ran.exit, 65);
  EXPECT_EQ(error_code(ran), "file.rules-refused");
  const auto json = ran.json();
  const auto& details = *json.find("error")->find("details");
  EXPECT_EQ(text(details, "file"), high + ", " + bad);
  ASSERT_EQ(details.find("findings")->items()->size(), 2U);
  EXPECT_EQ(text(item(details, "findings", 0), "cell"), high);
  EXPECT_EQ(text(item(details, "findings", 0), "row"), "9");
  EXPECT_EQ(text(item(details, "findings", 1), "cell"), bad);
  EXPECT_EQ(line("rules list --rules /no/such.toml").exit, 69);
}

}  // namespace
}  // namespace anxin::cli
