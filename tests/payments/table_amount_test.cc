#include "payments/bank/table_amount.h"

#include <gtest/gtest.h>

#include <string>
#include <variant>

#include "payments/bank/table_reasons.h"

namespace anxin::bank {
namespace {

struct AmountCase {
  std::string name, cell;
  std::variant<std::int64_t, Reason> answer;  // fen
};
class TableAmount : public testing::TestWithParam<AmountCase> {};

TEST_P(TableAmount, IsExactOrRefused) {
  const auto amount = read_amount(GetParam().cell, kRowAmountMax);
  if (const auto* fen = std::get_if<std::int64_t>(&GetParam().answer)) {
    ASSERT_TRUE(amount) << amount.error().reason.word();
    EXPECT_EQ(amount->minor(), *fen);
  } else {
    ASSERT_FALSE(amount) << amount->minor();
    EXPECT_EQ(amount.error().reason, std::get<Reason>(GetParam().answer));
  }
}

const auto kCaseName = [](const auto& test) { return test.param.name; };

INSTANTIATE_TEST_SUITE_P(
    Accepted, TableAmount,
    testing::Values(AmountCase{"Plain", "1234.50", 123'450}, AmountCase{"Whole", "3000", 300'000},
                    AmountCase{"OneDecimal", "3000.5", 300'050}, AmountCase{"Fen", "0.01", 1},
                    AmountCase{"Zero", "0", 0}, AmountCase{"Grouped", "1,234,567.89", 123'456'789},
                    AmountCase{"GroupedFullWidth", "１，２３４．５０", 123'450},
                    AmountCase{"Yen", "¥1234.50", 123'450},
                    AmountCase{"FullWidthYen", "￥ 1,234.50", 123'450},
                    AmountCase{"Yuan", "1234.50元", 123'450},
                    AmountCase{"Spaces", "\t 1 234.50\xC2\xA0", 123'450},
                    AmountCase{"NeedlessZeros", "1234.5000000", 123'450},
                    AmountCase{"Negative", "-200.00", -20'000},
                    AmountCase{"AccountantsNegative", "(200.00)", -20'000},
                    AmountCase{"BelowMaximum", "9999999.99", 999'999'999},
                    AmountCase{"Maximum", "10,000,000.00", 1'000'000'000}),
    kCaseName);

INSTANTIATE_TEST_SUITE_P(
    Refused, TableAmount,
    testing::Values(
        AmountCase{"Blank", "", kAmountMissing}, AmountCase{"Spaces", " 　\t", kAmountMissing},
        AmountCase{"Dash", "—", kAmountMissing}, AmountCase{"Slash", "/", kAmountMissing},
        AmountCase{"Error", "#REF!", kCellError}, AmountCase{"NarrowColumn", "#######", kCellError},
        AmountCase{"Scientific", "1.2E+4", kAmountScientific},
        AmountCase{"ScientificSmall", "3e3", kAmountScientific},
        AmountCase{"Words", "叁仟元", kAmountText}, AmountCase{"LetterO", "3O00", kAmountText},
        AmountCase{"DecimalComma", "1234,50", kAmountText},
        AmountCase{"FourDigitGroups", "1,2345.00", kAmountText},
        AmountCase{"CommaInTheFraction", "1.234,50", kAmountText},
        AmountCase{"CommaAfterThePoint", "1,234.5,0", kAmountText},
        AmountCase{"TwoPoints", "1.2.3", kAmountText}, AmountCase{"NoWhole", ".50", kAmountText},
        AmountCase{"NoFraction", "5.", kAmountText}, AmountCase{"Plus", "+5", kAmountText},
        AmountCase{"LeadingZero", "0123", kAmountText},
        AmountCase{"Formula", "=A1+B1", kAmountText},
        AmountCase{"HiddenDecimals", "3000.005", kAmountDecimals},
        AmountCase{"FloatingPoint", "2999.9999999999995", kAmountDecimals},
        AmountCase{"AboveMaximum", "10000000.01", kAmountTooLarge},
        AmountCase{"NegativeBeyond", "-10000000.01", kAmountTooLarge},
        AmountCase{"ACardNumber", "6217999900000000012", kAmountTooLarge}),
    kCaseName);

}  // namespace
}  // namespace anxin::bank
