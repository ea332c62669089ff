// A table of workers for a fund's quote: what it holds, and every fault at its cell.
#include "api/cli/fund_workers.h"

#include "ledger/base/amount.h"
#include "tests/support/program.h"

namespace anxin::cli {
namespace {

std::string told(const std::string& bytes) {
  std::string all;
  for (const auto& finding : read_fund_workers(bytes).findings) {
    EXPECT_EQ(finding.severity, payments::Severity::refuse);
    all += finding.cell + " " + std::string(finding.code.word()) + ";";
  }
  return all;
}

TEST(FundWorkers, AreReadARowEach) {
  const auto read = read_fund_workers(
      "worker,2026-01,2026-02,monthly-wage,shareholding,responsible-person,relative\n"
      "W1,6000.00,,5000.00,1.00,yes,\n\n W2 ,0.00,4500.00,,,,是\n");
  ASSERT_TRUE(read.findings.empty());
  ASSERT_EQ(read.workers.size(), 2U);
  const auto& first = read.workers[0];
  EXPECT_EQ(first.id, "W1");
  ASSERT_EQ(first.arrears.size(), 1U);
  EXPECT_EQ(to_string(first.arrears[0].month), "2026-01");
  EXPECT_EQ(to_string(*first.monthly_wage), "5000.00");
  EXPECT_EQ(to_string(first.shareholding), "1.00");
  EXPECT_TRUE(first.responsible_person && !first.relative);
  const auto& second = read.workers[1];
  EXPECT_EQ(second.id, "W2");
  ASSERT_EQ(second.arrears.size(), 1U);  // nothing is owed for January
  EXPECT_FALSE(second.monthly_wage.has_value());
  EXPECT_TRUE(second.relative && !second.responsible_person);
}

TEST(FundWorkers, MayHaveChineseColumns) {
  const auto read =
      read_fund_workers("编号,2026-01,月工资,持股,负责人,近亲属\n甲,1.00,2.00,3.00,是,是\n");
  ASSERT_TRUE(read.findings.empty());
  EXPECT_TRUE(read.workers.at(0).relative);
}

TEST(FundWorkers, FaultsOfTheColumnsAreToldAtTheirCells) {
  EXPECT_EQ(told("worker,2026-01,wage\n"), "C1 fund-table.column;");
  EXPECT_EQ(told("worker,2026-01,2026-13\n"), "C1 fund-table.column;");
  EXPECT_EQ(told("worker,2026-01,2026-01\n"), "C1 fund-table.column-twice;");
  EXPECT_EQ(told("worker,编号,2026-01\n"), "B1 fund-table.column-twice;");
  EXPECT_EQ(told("worker,relative\n"), "A1 fund-table.column-missing;");
  EXPECT_EQ(told("2026-01\n"), "A1 fund-table.column-missing;");
  EXPECT_EQ(told(""), " file.empty;");
  EXPECT_EQ(told("worker,\"2026-01\n"), " csv.quote-open;");
}

TEST(FundWorkers, EveryFaultOfTheRowsIsToldAtItsCell) {
  EXPECT_EQ(told("worker,2026-01,monthly-wage,relative\n"
                 "W1,x,1.00,\n"
                 ",1.00,,\n"
                 "W1,1.00,,\n"
                 "W2,-0.01,,\n"
                 "W3,,1.00,\n"
                 "W4,1000000000000.01,99999999999999999.00,no\n"),
            "B2 usage.amount;A3 fund-table.worker-missing;A4 fund-table.worker-again;"
            "B5 fund.amount;A6 fund-table.nothing-owed;"
            "B7 fund.amount;C7 usage.amount-size;D7 fund-table.flag;");
}

TEST_F(Program, QuotesAnAdvanceForManyWorkersAtOnce) {
  const auto table = write("workers.csv",
                           "worker,2026-01,2026-02,monthly-wage,responsible-person\n"
                           "W2,,4500.00,5500.00,\nW1,9000.00,6000.00,6000.00,\nW3,9000.00,,,yes\n");
  const std::string quote =
      "fund quote --region 440300 --on 2026-03-01 --cause absconded --average-wage 10000.00 "
      "--workers " +
      table;
  const auto json = line(quote + " --json").json();
  EXPECT_EQ(text(json, "amount"), "16500.00");
  ASSERT_EQ(json.find("workers")->items()->size(), 3U);
  EXPECT_EQ(text(item(json, "workers", 0), "worker"), "W1");
  EXPECT_EQ(text(item(json, "workers", 0), "amount"), "12000.00");
  EXPECT_EQ(text(item(json, "workers", 2), "excluded"), "true");
  const auto shown = line(quote + " --lang en").out;
  EXPECT_NE(shown.find("Responsible person: nothing"), std::string::npos) << shown;
  EXPECT_NE(shown.find("May be advanced: 16,500.00 yuan"), std::string::npos) << shown;
  EXPECT_NE(shown.find("3 worker(s) in all"), std::string::npos) << shown;
}

TEST_F(Program, ATableOfWorkersWithFaultsIsNotQuoted) {
  const auto table = write("workers.csv", "worker,2026-01\nW1,x\nW1,1.00\n");
  const std::string quote = "fund quote --region 440300 --on 2026-03-01 --cause absconded ";
  const auto ran = line(quote + "--json --workers " + table);
  EXPECT_EQ(ran.exit, 65);
  EXPECT_EQ(error_code(ran), "file.fund-table-refused");
  EXPECT_EQ(ran.json().find("error")->find("details")->find("findings")->items()->size(), 2U);
  EXPECT_EQ(line(quote + "--workers /no/such.csv").exit, 69);
  EXPECT_EQ(line(quote + "--arrears 2026-01=1.00 --workers " + table).exit, 2);
  EXPECT_EQ(line(quote + "--relative --workers " + table).exit, 2);
  EXPECT_EQ(line(quote).exit, 2);
}

}  // namespace
}  // namespace anxin::cli
