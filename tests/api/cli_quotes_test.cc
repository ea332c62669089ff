// deposit quote, tax withhold: every step with its source, and what is refused.
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

}  // namespace
}  // namespace anxin::cli
