#include "payments/bank/sheet_number.h"

#include <gtest/gtest.h>

namespace anxin::bank {
namespace {

std::string plain_text(std::string_view stored) {
  const auto number = read_number(stored);
  return number ? number->text : "none";
}

TEST(SheetNumber, IsWrittenOutInPlainDecimals) {
  EXPECT_EQ(plain_text("3000"), "3000");
  EXPECT_EQ(plain_text("3000.50"), "3000.5");
  EXPECT_EQ(plain_text("-0.05"), "-0.05");
  EXPECT_EQ(plain_text("1.2E+4"), "12000");
  EXPECT_EQ(plain_text("1.5e-3"), "0.0015");
  EXPECT_EQ(plain_text("007"), "7");
  EXPECT_EQ(plain_text("0"), "0");
  EXPECT_EQ(plain_text("-0.00"), "0");
}

TEST(SheetNumber, KeepsTheFifteenDigitsThatASpreadsheetShows) {
  EXPECT_EQ(plain_text("4487.6599999999999"), "4487.66");
  EXPECT_EQ(plain_text("0.30000000000000004"), "0.3");
  EXPECT_EQ(plain_text("2999.9999999999995"), "3000");
  EXPECT_EQ(plain_text("9.9999999999999996"), "10");
  EXPECT_EQ(plain_text("3079.195"), "3079.195");
  EXPECT_EQ(plain_text("1234567.12345678"), "1234567.12345678");
  EXPECT_EQ(plain_text("-5.5511151231257827E-17"), "0");
}

TEST(SheetNumber, LosesDigitsFromTheSixteenthOn) {
  EXPECT_FALSE(read_number("99999999999999")->digits_lost);
  EXPECT_FALSE(read_number("999999999999999")->digits_lost);
  EXPECT_TRUE(read_number("9999999999999990")->digits_lost);
  EXPECT_TRUE(read_number("6.2179999000007923E+18")->digits_lost);
  EXPECT_EQ(plain_text("6.2179999000007923E+18"), "6217999900000792300");
}

TEST(SheetNumber, IsNoneForWhatIsNoNumber) {
  for (const auto* text : {"", "-", ".", "1.2.3", "1e", "1e1e1", "0x10", "1e9999", "1e99", "NaN",
                           "１２", "1,000", " 1"}) {
    EXPECT_EQ(plain_text(text), "none") << text;
  }
}

struct FormatCase {
  std::string name, code;
  Shown shown;
  std::size_t decimals;
};
class SheetFormat : public testing::TestWithParam<FormatCase> {};

TEST_P(SheetFormat, SaysWhatItShows) {
  const auto format = read_format(GetParam().code);
  EXPECT_EQ(format.shown, GetParam().shown);
  EXPECT_EQ(format.decimals, GetParam().decimals);
}

INSTANTIATE_TEST_SUITE_P(
    Codes, SheetFormat,
    testing::Values(FormatCase{"General", "General", Shown::general, 0},
                    FormatCase{"ChineseGeneral", "G/通用格式", Shown::general, 0},
                    FormatCase{"Text", "@", Shown::general, 0},
                    FormatCase{"Whole", "0", Shown::decimals, 0},
                    FormatCase{"Fen", "#,##0.00", Shown::decimals, 2},
                    FormatCase{"Negative", "0.00_);[Red]\\(0.00\\)", Shown::decimals, 2},
                    FormatCase{"Yuan", "0.00\"元\"", Shown::decimals, 2},
                    FormatCase{"Currency", "[$¥-804]#,##0.0", Shown::decimals, 1},
                    FormatCase{"TenThousands", "0!.0,", Shown::general, 0},
                    FormatCase{"Percent", "0.00%", Shown::general, 0},
                    FormatCase{"Scientific", "0.00E+00", Shown::general, 0},
                    FormatCase{"Day", "yyyy\\-mm\\-dd", Shown::day, 0},
                    FormatCase{"ChineseDay", "yyyy\"年\"m\"月\"d\"日\";@", Shown::day, 0},
                    FormatCase{"Month", "yyyy\"年\"m\"月\"", Shown::month, 0},
                    FormatCase{"DayOfMonth", "d", Shown::day, 0},
                    FormatCase{"MonthAndDay", "m/d", Shown::day, 0},
                    FormatCase{"Clock", "h:mm", Shown::time, 0},
                    FormatCase{"Elapsed", "[h]:mm", Shown::time, 0},
                    FormatCase{"MinutesAndSeconds", "mm:ss", Shown::time, 0},
                    FormatCase{"OpenQuote", "0.0\"元", Shown::decimals, 1},
                    FormatCase{"Nothing", "", Shown::general, 0}),
    [](const auto& test) { return test.param.name; });

TEST(SheetFormat, IsKnownByItsNumber) {
  EXPECT_EQ(builtin_format(0).shown, Shown::general);
  EXPECT_EQ(builtin_format(2).decimals, 2U);
  EXPECT_EQ(builtin_format(14).shown, Shown::day);
  EXPECT_EQ(builtin_format(17).shown, Shown::month);
  EXPECT_EQ(builtin_format(20).shown, Shown::time);
  EXPECT_EQ(builtin_format(31).shown, Shown::day);
  EXPECT_EQ(builtin_format(57).shown, Shown::day);
  EXPECT_EQ(builtin_format(49).shown, Shown::general);
  EXPECT_EQ(builtin_format(163).shown, Shown::general);
}

std::string day(std::string_view stored, Shown shown = Shown::day,
                DateSystem system = DateSystem::from_1900) {
  return show_day(*read_number(stored), shown, system).value_or("none");
}

TEST(SheetDay, IsCountedFrom1900AsSpreadsheetsDo) {
  EXPECT_EQ(day("1"), "1900-01-01");
  EXPECT_EQ(day("59"), "1900-02-28");
  EXPECT_EQ(day("60"), "none");  // the 29 February that never was
  EXPECT_EQ(day("61"), "1900-03-01");
  EXPECT_EQ(day("45000"), "2023-03-15");
  EXPECT_EQ(day("2958465"), "9999-12-31");
  EXPECT_EQ(day("2958466"), "none");
  EXPECT_EQ(day("0"), "none");
  EXPECT_EQ(day("-1"), "none");
}

TEST(SheetDay, IsCountedFrom1904WhereTheWorkbookSaysSo) {
  EXPECT_EQ(day("0", Shown::day, DateSystem::from_1904), "1904-01-01");
  EXPECT_EQ(day("43538", Shown::day, DateSystem::from_1904), "2023-03-15");
}

TEST(SheetDay, ShowsMonthsTimesAndBoth) {
  EXPECT_EQ(day("46296", Shown::month), "2026-10");
  EXPECT_EQ(day("0.3125", Shown::time), "07:30");
  EXPECT_EQ(day("45000.3125"), "2023-03-15 07:30");
  EXPECT_EQ(day("45000.99999"), "2023-03-16");
}

}  // namespace
}  // namespace anxin::bank
