#include "payments/bank/attendance_grid.h"

#include <gtest/gtest.h>

#include "payments/bank/table_reasons.h"
#include "payments/bank/wage_table.h"
#include "tests/support/test_captions.h"

namespace anxin::bank {
namespace {

std::string days_caption(int first, int last, const std::string& unit = "") {
  std::string text;
  for (int day = first; day <= last; ++day) text += "," + std::to_string(day) + unit;
  return text;
}

std::string marks(int count, const std::string& mark) {
  std::string text;
  for (int i = 0; i < count; ++i) text += "," + mark;
  return text;
}

std::optional<AttendanceGrid> grid_of(const std::string& text) {
  return read_attendance(text, tests::test_captions(), {});
}

std::vector<std::string> found_in(const AttendanceGrid& grid) {
  std::vector<std::string> lines;
  for (const auto& finding : grid.findings) {
    lines.push_back(finding.cell + "/" + std::string(finding.code.word()));
  }
  return lines;
}

TEST(AttendanceGrid, CountsTheDaysOfEachWorker) {
  const auto grid =
      grid_of("某工程考勤表\n序号,姓名,工种" + days_caption(1, 31) + ",合计\n" + "1,甄一,木工" +
              marks(26, "√") + marks(5, "休") + ",26\n" + "2,甄 二,瓦工" + marks(20, "1") +
              marks(3, "0.5") + marks(8, "×") + ",21.5\n合计,,,\n制表：\n");
  ASSERT_TRUE(grid.has_value());
  EXPECT_EQ(grid->header_row, 2U);
  EXPECT_EQ(grid->first_day, 1U);
  EXPECT_EQ(grid->last_day, 31U);
  ASSERT_EQ(grid->rows.size(), 2U);
  EXPECT_EQ(grid->rows[0].days, 2'600U);
  EXPECT_EQ(grid->rows[1].name, "甄二");
  EXPECT_EQ(grid->rows[1].days, 2'150U);
  EXPECT_EQ(grid->days, 4'750U);
  EXPECT_EQ(found_in(*grid), std::vector<std::string>{});
}

TEST(AttendanceGrid, FindsDaysInTheRowBelowTheNames) {
  const auto grid = grid_of("姓名,班组,日期\n," + days_caption(1, 15, "日") + "\n甄一,一班" +
                            marks(15, "07:30") + "\n");
  ASSERT_TRUE(grid.has_value());
  ASSERT_EQ(grid->rows.size(), 1U);
  EXPECT_EQ(grid->rows[0].days, 1'500U);
}

TEST(AttendanceGrid, RefusesAMarkThatItDoesNotKnowAndATotalThatIsNotTheSum) {
  const auto grid = grid_of("姓名" + days_caption(1, 10) + ",合计\n甄一,?" + marks(9, "√") +
                            ",10\n甄二" + marks(9, "√") + ",2,10\n甄三" + marks(10, "√") + ",10\n");
  ASSERT_TRUE(grid.has_value());
  EXPECT_FALSE(grid->accepted());
  EXPECT_EQ(found_in(*grid),
            (std::vector<std::string>{"B2/attendance.mark-unknown", "L2/attendance.total-mismatch",
                                      "K3/attendance.day-long", "L3/attendance.total-mismatch"}));
}

TEST(AttendanceGrid, NeedsTenDaysInARow) {
  EXPECT_FALSE(grid_of("姓名" + days_caption(1, 9) + "\n甄一\n").has_value());
  EXPECT_TRUE(grid_of("姓名" + days_caption(1, 10) + "\n甄一\n").has_value());
  EXPECT_TRUE(grid_of("姓名" + days_caption(16, 31) + "\n甄一\n").has_value());
}

TEST(AttendanceGrid, WithAmountsIsAWageTable) {
  const auto text =
      "姓名,卡号" + days_caption(1, 31) + ",实发工资\n甄一," + marks(31, "√") + ",1\n";
  EXPECT_FALSE(grid_of(text).has_value());
  EXPECT_FALSE(read_wage_table(text, tests::test_captions()).columns.empty());
}

TEST(AttendanceGrid, WhereWagesWereAskedIsNamedAsWhatItIs) {
  const auto table = read_wage_table(
      "姓名,身份证号" + days_caption(1, 31) + "\n甄一," + marks(31, "√"), tests::test_captions());
  ASSERT_EQ(table.findings.size(), 1U);
  EXPECT_EQ(table.findings[0].code, kTableIsAttendance);
}

TEST(DayMark, IsReadAsHundredthsOfADay) {
  const std::vector<std::pair<std::string, std::optional<std::uint32_t>>> cases{
      {"√", 100},
      {"✓", 100},
      {"✔", 100},
      {"出勤", 100},
      {"正常", 100},
      {"7:30", 100},
      {"07:30", 100},
      {"1", 100},
      {"１", 100},
      {"1.0", 100},
      {"0.5", 50},
      {"半", 50},
      {"0.25", 25},
      {"1.5", 150},
      {"2", 200},
      {"2.01", std::nullopt},
      {"8", std::nullopt},
      {"×", 0},
      {"休", 0},
      {"", 0},
      {"--", 0},
      {"—", 0},
      {"0", 0},
      {"○", std::nullopt},
      {"0.125", std::nullopt},
      {"-1", std::nullopt}};
  for (const auto& [mark, days] : cases) EXPECT_EQ(read_day_mark(mark), days) << mark;
}

}  // namespace
}  // namespace anxin::bank
