#include "payments/bank/roster_table.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "payments/domain/identifiers.h"
#include "tests/support/test_captions.h"

namespace anxin::bank {
namespace {

using Lines = std::vector<std::string>;

constexpr const char* kRosterHeader =
    "工号,姓名,身份证号,手机号,工资卡号,开户行行号,工种,班组,用工单位,书面合同(是/"
    "否),进场日期,退场日期\n";

std::string roster_id(int serial) {
  const std::string digits = "99999919850312" + std::to_string(100 + serial);
  return digits + payments::resident_id_check_digit(digits);
}

std::string roster_card(int serial) {
  const std::string digits = "621799990000" + std::to_string(100 + serial);
  return digits + payments::luhn_check_digit(digits);
}

/// A sound row whose last cells (书面合同, 进场, 退场) are given.
std::string worker(int serial, const std::string& last_cells) {
  return "W" + std::to_string(serial) + ",甄一," + roster_id(serial) + ",19900000000," +
         roster_card(serial) + ",105100000017,木工,一班,某劳务," + last_cells + "\n";
}

RosterTable read_rows(std::string_view text) { return read_roster(text, tests::test_captions()); }

Lines found(const RosterTable& table) {
  Lines lines;
  for (const auto& finding : table.findings) {
    lines.push_back(std::to_string(finding.row) + "/" + finding.field + "/" +
                    std::string(to_word(finding.severity)) + "/" +
                    std::string(finding.code.word()));
  }
  return lines;
}

TEST(Roster, ReadsEveryField) {
  const auto table = read_rows(kRosterHeader + worker(1, "是,2026-03-01,2026-09-30"));
  ASSERT_EQ(found(table), Lines{});
  ASSERT_EQ(table.entries.size(), 1U);
  const auto& entry = table.entries.front();
  EXPECT_EQ(entry.worker, "W1");
  EXPECT_EQ(entry.name, "甄一");
  EXPECT_EQ(entry.id_no, roster_id(1));
  EXPECT_EQ(entry.phone, "19900000000");
  EXPECT_EQ(entry.card, roster_card(1));
  EXPECT_EQ(entry.bank_code, "105100000017");
  EXPECT_EQ(entry.trade, "木工");
  EXPECT_EQ(entry.team, "一班");
  EXPECT_EQ(entry.employer, "某劳务");
  EXPECT_TRUE(entry.contract_signed);
  EXPECT_EQ(to_string(entry.entry), "2026-03-01");
  ASSERT_TRUE(entry.exit);
  EXPECT_EQ(to_string(*entry.exit), "2026-09-30");
}

TEST(Roster, ReadsContractWordsAndAsksAboutOthers) {
  const auto signed_as = [](const std::string& word) {
    return read_rows(kRosterHeader + worker(1, word + ",2026-03-01,"));
  };
  EXPECT_TRUE(signed_as("是").entries.at(0).contract_signed);
  EXPECT_FALSE(signed_as("否").entries.at(0).contract_signed);
  EXPECT_FALSE(signed_as("").entries.at(0).contract_signed);
  EXPECT_EQ(found(signed_as("无")), Lines{});
  EXPECT_EQ(found(signed_as("办理中")), Lines{"2/contract_signed/explain/roster.contract-unclear"});
  EXPECT_FALSE(signed_as("办理中").entries.at(0).contract_signed);
}

TEST(Roster, RefusesDaysThatCannotBe) {
  const auto with_days = [](const std::string& days) {
    return found(read_rows(kRosterHeader + worker(1, "是," + days)));
  };
  EXPECT_EQ(with_days(","), Lines{"2/entry/refuse/roster.cell-missing"});
  EXPECT_EQ(with_days("2026/3/1,"), Lines{"2/entry/refuse/roster.date-invalid"});
  EXPECT_EQ(with_days("2026-02-30,"), Lines{"2/entry/refuse/roster.date-invalid"});
  EXPECT_EQ(with_days("2026-03-02,2026-03-01"), Lines{"2/exit/refuse/roster.exit-before-entry"});
  EXPECT_EQ(with_days("2026-03-02,2026-03-02"), Lines{});
  EXPECT_EQ(with_days("2026-03-02,2026-03-03"), Lines{});
}

TEST(Roster, RefusesAWorkerNumberGivenTwice) {
  const auto twice = "W1" + worker(2, "是,2026-03-01,").substr(2);
  const auto table = read_rows(kRosterHeader + worker(1, "是,2026-03-01,") + twice);
  EXPECT_EQ(found(table), Lines{"3/worker/refuse/roster.worker-repeated"});
  EXPECT_EQ(table.entries.size(), 1U);
  EXPECT_EQ(table.refused_rows, 1U);
}

TEST(Roster, RefusesBlankCellsItNeeds) {
  const auto table =
      read_rows(kRosterHeader + std::string(",甄一,") + roster_id(1) + ",,,,,,,是,2026-03-01,\n");
  EXPECT_EQ(found(table),
            (Lines{"2/worker/refuse/roster.cell-missing", "2/account/park/payroll.account-missing",
                   "2/employer/refuse/roster.cell-missing"}));
}

TEST(Roster, TakesAWorkerWithoutCardOn) {
  const auto table = read_rows(kRosterHeader + std::string("W1,甄一,") + roster_id(1) +
                               ",,,,,,某劳务,否,2026-03-01,\n");
  EXPECT_EQ(found(table), Lines{"2/account/park/payroll.account-missing"});
  EXPECT_EQ(table.entries.size(), 1U);
  EXPECT_TRUE(table.accepted());
}

TEST(Roster, NamesTheColumnsItLacks) {
  const auto table = read_rows("姓名,身份证号\n甄一," + roster_id(1) + "\n");
  EXPECT_EQ(found(table), (Lines{"1/worker/refuse/roster.column-missing",
                                 "1/employer/refuse/roster.column-missing",
                                 "1/entry/refuse/roster.column-missing"}));
  EXPECT_TRUE(table.entries.empty());
}

TEST(Roster, ReportsAFileThatIsNoRoster) {
  EXPECT_EQ(found(read_rows("")), Lines{"0//refuse/file.empty"});
  EXPECT_EQ(found(read_rows("a,b\n")), Lines{"0//refuse/payroll.header-missing"});
  EXPECT_EQ(found(read_rows(kRosterHeader)), Lines{"0//refuse/payroll.rows-missing"});
}

}  // namespace
}  // namespace anxin::bank
