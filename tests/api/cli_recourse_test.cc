// Emergency fund and plan of discharge: what scripts read and what people see.
#include "tests/support/program.h"

namespace anxin::cli {
namespace {

Names words(const Json& json, std::string_view list) {
  Names found;
  for (const auto& word : *json.find(list)->items()) found.push_back(*word.text());
  return found;
}

using Refusals = std::vector<std::tuple<std::string, int, std::string>>;

// ---- fund quote ---------------------------------------------------------------------------------

constexpr const char* kZhengzhou =
    "fund quote --region 410100 --on 2026-03-01 --cause absconded --arrears 2026-01=6000.00 "
    "--arrears 2026-02=6000.00";

TEST_F(Program, QuotesAnAdvanceWithEveryStepAndItsSource) {
  const auto ran = line(std::string(kZhengzhou) + " --json");
  ASSERT_EQ(ran.exit, 0) << ran.out;
  const auto json = ran.json();
  EXPECT_EQ(names_of(json), (Names{"amount", "eligible", "unconfirmed", "region", "on", "cause",
                                   "rounding", "bars", "steps", "workers", "beyond", "raised_by",
                                   "approvals", "recovered_by", "defaults"}));
  EXPECT_EQ(text(json, "amount"), "2100.00");
  EXPECT_EQ(text(json, "eligible"), "true");
  EXPECT_EQ(text(json, "unconfirmed"), "true");
  EXPECT_EQ(text(json, "rounding"), "down");
  EXPECT_EQ(text(json, "raised_by"), "市人民政府");
  EXPECT_TRUE(json.find("beyond")->is_null());
  EXPECT_EQ(words(json, "approvals"), (Names{"市人力资源和社会保障局"}));
  EXPECT_EQ(text(item(json, "defaults", 0), "rule"), "zhengzhou.minimum-wage.2024");
  EXPECT_EQ(json.find("steps")->items()->size(), 2U);
  const auto& worker = item(json, "workers", 0);
  EXPECT_EQ(names_of(worker), (Names{"worker", "owed", "amount", "excluded", "steps"}));
  EXPECT_EQ(text(worker, "owed"), "12000.00");
  EXPECT_EQ(text(worker, "amount"), "2100.00");
  ASSERT_EQ(worker.find("steps")->items()->size(), 4U);
  const auto& step = item(worker, "steps", 3);
  EXPECT_EQ(names_of(step), (Names{"rule", "source", "grade", "factor", "amount", "text"}));
  EXPECT_EQ(text(step, "text"), "At most 20 % of what is owed, that is 2,400.00");
}

TEST_F(Program, AnAdvanceReadsWellInBothLanguages) {
  const auto english = line(kZhengzhou).out;
  EXPECT_NE(english.find("Region 410100, 2026-03-01, cause: employer absconded"), std::string::npos)
      << english;
  EXPECT_NE(english.find("May be advanced: 2,100.00 yuan"), std::string::npos) << english;
  EXPECT_NE(english.find("More may be approved by: 市人民政府"), std::string::npos) << english;
  const auto chinese = line(std::string(kZhengzhou) + " --lang zh").out;
  EXPECT_NE(chinese.find("情形：逃匿"), std::string::npos) << chinese;
  EXPECT_NE(chinese.find("不超过本人被欠的 20 %，即 2,400.00"), std::string::npos) << chinese;
}

TEST_F(Program, WhereNoSchemeIsOnRecordAQuoteShowsItsDefault) {
  const std::string quote =
      "fund quote --region 360781 --on 2026-03-01 --cause absconded --arrears 2026-02=10000.00 ";
  const auto json = line(quote + "--json").json();
  EXPECT_EQ(text(json, "amount"), "3000.00");
  EXPECT_EQ(text(json, "unconfirmed"), "true");
  EXPECT_EQ(text(item(json, "defaults", 0), "rule"), "national.fund.default-share");
  const auto shown = line(quote + "--lang en").out;
  EXPECT_NE(shown.find("The ordinance allows part of the wages, no local scheme is on record"),
            std::string::npos)
      << shown;
}

TEST_F(Program, ABarredCaseSaysEveryReasonAndIsRefused) {
  const std::string quote =
      "fund quote --region 310101 --on 2026-03-01 --cause absconded --living-cost --arrears "
      "2026-02=6000.00";
  const auto ran = line(quote + " --json");
  EXPECT_EQ(ran.exit, 1);
  const auto json = ran.json();
  EXPECT_EQ(text(json, "eligible"), "false");
  EXPECT_EQ(text(json, "amount"), "0.00");
  EXPECT_TRUE(json.find("workers")->items()->empty());
  ASSERT_EQ(json.find("bars")->items()->size(), 2U);
  const auto& bar = item(json, "bars", 0);
  EXPECT_EQ(names_of(bar), (Names{"code", "rule", "source", "grade", "text"}));
  EXPECT_EQ(text(bar, "code"), "fund.construction-excluded");
  EXPECT_EQ(text(item(json, "bars", 1), "code"), "fund.no-living-cost");
  const auto shown = line(quote);
  EXPECT_EQ(shown.exit, 1);
  EXPECT_NE(shown.out.find("The emergency fund may not be used."), std::string::npos) << shown.out;
}

TEST_F(Program, EveryOptionOfAFundQuoteIsAFact) {
  const auto amount = [&](const std::string& options) {
    return text(line("fund quote --json --on 2026-03-01 --cause absconded " + options).json(),
                "amount");
  };
  const std::string shenzhen =
      "--region 440300 --arrears 2026-01=9000.00,2026-02=5000.00 --average-wage 10000.00 "
      "--monthly-wage 9000.00 ";
  EXPECT_EQ(amount(shenzhen), "11000.00");
  EXPECT_EQ(amount(shenzhen + "--event-on 2026-02-20"), "6000.00");
  EXPECT_EQ(amount(shenzhen + "--responsible-person"), "0.00");
  EXPECT_EQ(amount(shenzhen + "--relative"), "0.00");
  EXPECT_EQ(amount(shenzhen + "--shareholding 200000.00"), "0.00");
  EXPECT_EQ(amount(shenzhen + "--individual-business"), "0.00");
  const std::string fushun = "--region 210400 --arrears 2026-02=5000.00 ";
  EXPECT_EQ(amount(fushun), "0.00");
  EXPECT_EQ(amount(fushun + "--deposit-exhausted"), "5000.00");
  EXPECT_EQ(amount(fushun + "--not-construction"), "5000.00");
  const std::string ouhai =
      "fund quote --json --on 2026-03-01 --region 330304 --cause unable --arrears 2026-02=100.00";
  EXPECT_EQ(text(line(ouhai).json(), "amount"), "0.00");
  EXPECT_EQ(text(line(ouhai + " --incident-feared").json(), "amount"), "30.00");
}

TEST_F(Program, FundQuotesAreRefusedWithTheirWords) {
  const std::string whole = "--region 360781 --on 2026-03-01 --cause absconded ";
  const std::string owed = "--arrears 2026-02=5000.00 ";
  const Refusals refusals{
      {whole, 2, "usage.arguments"},
      {"--region 360781 --cause absconded", 2, "usage.arguments"},
      {"--region 36 --cause absconded " + owed, 2, "usage.region"},
      {"--region 999999 --cause absconded " + owed, 2, "usage.region-unknown"},
      {whole + "--arrears 2026-04=1.00", 1, "fund.month-after"},
      {"--region 360781 --cause moon " + owed, 2, "usage.word"},
      {whole + "--arrears 5000.00", 2, "usage.month-amount"},
      {whole + "--arrears 2026-13=5000.00", 2, "usage.month"},
      {whole + "--arrears 2026-02=x", 2, "usage.amount"},
      {whole + owed + "--average-wage x", 2, "usage.amount"},
      {whole + owed + "--event-on 1.3.", 2, "usage.date"},
      {whole + owed + "--not-construction --deposit-exhausted", 2, "usage.arguments"},
      {whole + owed + owed, 1, "fund.month-twice"},
      {whole + "--arrears 2026-02=0.00", 1, "fund.amount"},
      {whole + owed + "--event-on 2026-03-02", 1, "fund.event-after"},
      {"--region 440300 --cause absconded " + owed, 1, "fund.monthly-wage-missing"},
      {"--region 440300 --cause absconded --monthly-wage 1.00 " + owed, 1,
       "fund.average-wage-missing"},
      {"--region 210700 --cause absconded --incident-feared " + owed, 1, "rules.none-in-force"},
  };
  for (const auto& [options, exit, word] : refusals) {
    const auto ran = line("fund quote --json " + options);
    EXPECT_EQ(ran.exit, exit) << options;
    EXPECT_EQ(error_code(ran), word) << options;
  }
}

// ---- recourse plan ------------------------------------------------------------------------------

constexpr const char* kPlan =
    "recourse plan --region 360781 --on 2026-11-25 --cause subcontractor --arrears 100000.00 "
    "--deposit 30000.00 --fund 20000.00 --order-expired";

TEST_F(Program, PlansADischargeStepByStep) {
  const auto ran = line(std::string(kPlan) + " --json");
  ASSERT_EQ(ran.exit, 0) << ran.out;
  const auto json = ran.json();
  EXPECT_EQ(names_of(json), (Names{"arrears", "covered", "uncovered", "unconfirmed", "region", "on",
                                   "cause", "employer", "order", "steps", "unused", "defaults"}));
  EXPECT_EQ(text(json, "covered"), "50000.00");
  EXPECT_EQ(text(json, "uncovered"), "50000.00");
  EXPECT_EQ(text(json, "employer"), "subcontractor");
  EXPECT_EQ(text(json, "order"), "expired");
  ASSERT_EQ(json.find("steps")->items()->size(), 4U);
  const auto& step = item(json, "steps", 2);
  EXPECT_EQ(names_of(step),
            (Names{"step", "payer", "amount", "open", "rule", "source", "article", "grade", "text",
                   "preconditions", "unmet", "papers", "missing", "deadline", "claim"}));
  EXPECT_EQ(text(step, "step"), "deposit");
  EXPECT_EQ(text(step, "amount"), "30000.00");
  EXPECT_EQ(text(step, "open"), "true");
  EXPECT_TRUE(step.find("article")->is_null());
  EXPECT_EQ(text(step, "source"), "人社部发〔2021〕65号（保证金的使用）");
  EXPECT_EQ(words(step, "preconditions"), (Names{"order-expired"}));
  EXPECT_EQ(words(step, "missing"), (Names{"wage-list", "payment-notice"}));
  const auto& deadline = *step.find("deadline");
  EXPECT_EQ(names_of(deadline), (Names{"on", "calendar_confirmed", "rule", "source", "grade"}));
  EXPECT_EQ(text(deadline, "on"), "2026-12-02");
  const auto& claim = *step.find("claim");
  EXPECT_EQ(names_of(claim), (Names{"creditor", "debtor", "amount"}));
  EXPECT_EQ(text(claim, "creditor"), "contractor");
  EXPECT_EQ(text(claim, "debtor"), "subcontractor");
  EXPECT_EQ(text(item(json, "steps", 1), "article"), "30");
  EXPECT_TRUE(item(json, "steps", 0).find("claim")->is_null());
  EXPECT_TRUE(item(json, "steps", 0).find("deadline")->is_null());
}

TEST_F(Program, APlanNamesTheDefaultsItRestsOn) {
  const std::string plan =
      "recourse plan --region 360781 --on 2026-11-25 --cause licence-lent --arrears 1000.00";
  const auto json = line(plan + " --json").json();
  EXPECT_EQ(text(json, "unconfirmed"), "true");
  ASSERT_EQ(json.find("defaults")->items()->size(), 2U);
  EXPECT_EQ(text(item(json, "defaults", 1), "rule"), "national.discharge.licence-lent");
  const auto shown = line(plan).out;
  EXPECT_NE(shown.find("Not confirmed; these are defaults:"), std::string::npos) << shown;
}

TEST_F(Program, APlanReadsWellInBothLanguages) {
  const auto chinese = line(std::string(kPlan) + " --lang zh").out;
  EXPECT_NE(chinese.find("拖欠原因：分包拖欠，欠薪 100,000.00 元"), std::string::npos) << chinese;
  EXPECT_NE(chinese.find("总包单位 > 分包单位"), std::string::npos) << chinese;
  EXPECT_NE(chinese.find("欠薪名册、保证金支付通知书"), std::string::npos) << chinese;
  EXPECT_NE(chinese.find("尚未落实 50,000.00 元"), std::string::npos) << chinese;
  const auto english = line(kPlan).out;
  EXPECT_NE(english.find("contractor > subcontractor"), std::string::npos) << english;
  EXPECT_NE(english.find("Covered in all: 50,000.00 yuan; not covered: 50,000.00 yuan"),
            std::string::npos)
      << english;
}

TEST_F(Program, EveryOptionOfAPlanIsAFact) {
  const auto uncovered = [&](const std::string& options) {
    return text(
        line("recourse plan --region 360781 --on 2026-11-25 --arrears 100.00 --json " + options)
            .json(),
        "uncovered");
  };
  EXPECT_EQ(uncovered("--cause contractor"), "100.00");
  EXPECT_EQ(uncovered("--cause contractor --employer-pays 10.00"), "90.00");
  EXPECT_EQ(uncovered("--cause contractor --deposit 10.00"), "100.00");
  EXPECT_EQ(uncovered("--cause contractor --deposit 10.00 --order-issued"), "100.00");
  EXPECT_EQ(uncovered("--cause contractor --deposit 10.00 --order-expired"), "90.00");
  EXPECT_EQ(uncovered("--cause owner-late --owner-unsettled 60.00"), "40.00");
  EXPECT_EQ(uncovered("--cause absconded --employer subcontractor --liable-pays 30.00"), "70.00");
  EXPECT_EQ(uncovered("--cause absconded --fund 20.00"), "80.00");
  EXPECT_EQ(uncovered("--cause absconded --treasury 20.00"), "100.00");
  const auto filed = line(std::string(kPlan) + " --paper wage-list,payment-notice --json").json();
  EXPECT_TRUE(words(item(filed, "steps", 2), "missing").empty());
}

TEST_F(Program, TheFundPaysNothingWhileTheDepositIsThere) {
  const std::string plan =
      "recourse plan --region 360781 --on 2026-11-25 --cause absconded --arrears 100000.00 "
      "--deposit 30000.00 --fund 20000.00 ";
  const auto closed = line(plan + "--json").json();
  EXPECT_EQ(text(closed, "covered"), "0.00");
  EXPECT_EQ(words(item(closed, "steps", 2), "unmet"), (Names{"deposit-exhausted"}));
  EXPECT_EQ(text(line(plan + "--order-expired --json").json(), "covered"), "50000.00");
  EXPECT_NE(line(plan + "--lang zh").out.find("保证金已用尽"), std::string::npos);
}

TEST_F(Program, APlanTellsWhatItDidNotUse) {
  const std::string plan =
      "recourse plan --region 360781 --on 2026-11-25 --cause contractor --arrears 100.00 "
      "--treasury 5.00 --owner-unsettled 60.00 --liable-pays 1.00 ";
  EXPECT_EQ(words(line(plan + "--json").json(), "unused"),
            (Names{"unsettled-price", "liability", "treasury"}));
  const auto shown = line(plan + "--lang en").out;
  EXPECT_NE(shown.find("Given, but no step of this plan is paid from it: "), std::string::npos)
      << shown;
  const auto used = line(
      "recourse plan --region 360781 --on 2026-11-25 --cause contractor "
      "--arrears 100.00 --lang en");
  EXPECT_EQ(used.out.find("Given, but"), std::string::npos) << used.out;
}

TEST_F(Program, PlansAreRefusedWithTheirWords) {
  const std::string whole = "--region 360781 --on 2026-11-25 --arrears 1.00 --cause ";
  const Refusals refusals{
      {"--region 360781 --arrears 1.00", 2, "usage.arguments"},
      {"--region 1 --arrears 1.00 --cause contractor", 2, "usage.region"},
      {whole + "moon", 2, "usage.word"},
      {whole + "contractor --employer moon", 2, "usage.word"},
      {whole + "contractor --paper moon", 2, "usage.word"},
      {whole + "contractor --deposit x", 2, "usage.amount"},
      {whole + "contractor --order-issued --order-expired", 2, "usage.arguments"},
      {"--region 360781 --arrears 0.00 --cause contractor", 1, "discharge.amount"},
      {whole + "absconded --employer owner", 1, "discharge.employer"},
      {whole + "contractor --employer subcontractor", 1, "discharge.employer-contradicts"},
      {"--region 360781 --on 2020-04-30 --arrears 1.00 --cause contractor", 1,
       "rules.none-in-force"},
      {"--region 360781 --on 2030-01-02 --arrears 1.00 --deposit 1.00 --order-expired --cause "
       "contractor",
       1, "calendar.year-unknown"},
  };
  for (const auto& [options, exit, word] : refusals) {
    const auto ran = line("recourse plan --json " + options);
    EXPECT_EQ(ran.exit, exit) << options;
    EXPECT_EQ(error_code(ran), word) << options;
  }
}

}  // namespace
}  // namespace anxin::cli
