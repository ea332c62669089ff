// A table of arrears: who is owed how much for which months, and every fault of it.
#include "payments/bank/arrears_table.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "ledger/base/amount.h"
#include "payments/domain/identifiers.h"
#include "tests/support/test_captions.h"

namespace anxin::bank {
namespace {

using Lines = std::vector<std::string>;

constexpr const char* kHeader = "姓名,身份证号,工资月份,拖欠金额,工资卡号\n";

std::string claim_id(int serial) {
  const std::string digits = "99999919850312" + std::to_string(100 + serial);
  return digits + payments::resident_id_check_digit(digits);
}

std::string claim_card(int serial) {
  const std::string digits = "621799990000" + std::to_string(100 + serial);
  return digits + payments::luhn_check_digit(digits);
}

std::string worker(int serial, const std::string& month, const std::string& amount) {
  return "甄一," + claim_id(serial) + "," + month + "," + amount + "," + claim_card(serial) + "\n";
}

ArrearsTable read_claims(std::string_view text) {
  return read_arrears_table(text, tests::test_captions());
}

Lines found(const ArrearsTable& table) {
  Lines lines;
  for (const auto& finding : table.findings) {
    lines.push_back(std::to_string(finding.row) + "/" + finding.cell + "/" +
                    std::string(to_word(finding.severity)) + "/" +
                    std::string(finding.code.word()));
  }
  return lines;
}

TEST(ArrearsTable, ReadsWhoIsOwedHowMuchForWhichMonth) {
  const auto table = read_claims(kHeader + worker(1, "2026-07", "\"12,500.00\""));
  ASSERT_EQ(found(table), Lines{});
  ASSERT_EQ(table.rows.size(), 1U);
  const auto& row = table.rows.front();
  EXPECT_EQ(row.wage.name, "甄一");
  EXPECT_EQ(row.wage.id_no, claim_id(1));
  EXPECT_EQ(row.wage.account, claim_card(1));
  EXPECT_EQ(to_string(row.wage.net), "12500.00");
  EXPECT_EQ(to_string(row.first), "2026-07");
  EXPECT_EQ(to_string(row.last), "2026-07");
  EXPECT_EQ(to_string(table.total), "12500.00");
}

TEST(ArrearsTable, FindsEveryFaultWithItsCellInOnePass) {
  const auto table = read_claims(kHeader + worker(1, "七月", "100") + worker(2, "2026-07", "0") +
                                 worker(3, "2026-07", "-5") + worker(4, "2026-07", "10000000.01") +
                                 worker(5, "2026-07", "1.005") + worker(6, "2026-07", ""));
  EXPECT_EQ(
      found(table),
      (Lines{"2/C2/refuse/arrears.month-invalid", "3/D3/refuse/payroll.amount-not-positive",
             "4/D4/refuse/payroll.amount-not-positive", "5/D5/refuse/payroll.amount-too-large",
             "6/D6/refuse/payroll.amount-decimals", "7/D7/refuse/payroll.amount-missing"}));
  EXPECT_TRUE(table.rows.empty());
}

TEST(ArrearsTable, TakesAmountsUpToTheLimit) {
  const auto amounts = [](const std::string& amount) {
    return found(read_claims(kHeader + worker(1, "2026-07", amount)));
  };
  EXPECT_EQ(amounts("0.01"), Lines{});
  EXPECT_EQ(amounts("9999999.99"), Lines{});
  EXPECT_EQ(amounts("10000000.00"), Lines{});
  EXPECT_EQ(amounts("10000000.01"), Lines{"2/D2/refuse/payroll.amount-too-large"});
}

TEST(ArrearsTable, NeedsFourColumnsAndNamesThoseThatAreMissing) {
  const auto table = read_claims("姓名,身份证号\n甄一," + claim_id(1) + "\n");
  Lines missing;
  for (const auto& finding : table.findings) {
    ASSERT_EQ(finding.code, kArrearsColumnMissing);
    missing.push_back(finding.field);
  }
  EXPECT_EQ(missing, (Lines{"month", "owed"}));
}

TEST(ArrearsTable, ParksARowWithoutAnAccountAndStillOwesIt) {
  const auto table =
      read_claims("姓名,身份证号,工资月份,拖欠金额\n甄一," + claim_id(1) + ",2026-07,300\n");
  EXPECT_EQ(found(table), Lines{"2//park/payroll.account-missing"});
  EXPECT_TRUE(table.accepted());
  EXPECT_EQ(table.rows.size(), 1U);
}

TEST(ArrearsTable, ComparesItsTotal) {
  const auto with_total = [](const std::string& total) {
    return found(read_claims(kHeader + worker(1, "2026-06", "100") + worker(1, "2026-07", "200") +
                             "合计,,," + total + ",\n"));
  };
  EXPECT_EQ(with_total("300.00"), Lines{});
  EXPECT_EQ(with_total("300.01"), Lines{"4/D4/refuse/payroll.total-mismatch"});
}

struct Cell {
  std::string text;
  std::string expected;
};

TEST(ArrearsTable, ReadsMonthsAsPeopleWriteThem) {
  const std::vector<Cell> cells{{"2026-07", "2026-07 2026-07"},
                                {"2026年7月", "2026-07 2026-07"},
                                {"2026年07月份", "2026-07 2026-07"},
                                {"202607", "2026-07 2026-07"},
                                {"2026.7", "2026-07 2026-07"},
                                {"2026/7", "2026-07 2026-07"},
                                {"2026年5月至7月", "2026-05 2026-07"},
                                {"2026-05~2026-07", "2026-05 2026-07"},
                                {"2025年11月至2026年1月", "2025-11 2026-01"},
                                {"2024-08~2026-07", "2024-08 2026-07"},
                                {"2024-07~2026-07", "none"},
                                {"2026-07~2026-05", "none"},
                                {"2026-13", "none"},
                                {"2026-00", "none"},
                                {"2026-5~2026-6~2026-7", "none"},
                                {"7月", "none"},
                                {"~2026-07", "none"},
                                {"2026-07~", "none"},
                                {"", "none"}};
  for (const auto& [text, expected] : cells) {
    const auto span = read_months(text);
    EXPECT_EQ(span ? to_string(span->first) + " " + to_string(span->last) : "none", expected)
        << text;
  }
}

}  // namespace
}  // namespace anxin::bank
