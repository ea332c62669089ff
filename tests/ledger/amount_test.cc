#include "ledger/base/amount.h"

#include <gtest/gtest.h>

namespace anxin {
namespace {

const Currency kYuan = Currency::cny();
const Currency kYen = Currency::from_code("JPY").value();
const Currency kDinar = Currency::from_code("KWD").value();

class WrittenAmount : public ::testing::TestWithParam<const char*> {};
class OtherText : public ::testing::TestWithParam<const char*> {};

TEST_P(WrittenAmount, IsADecimal) { EXPECT_TRUE(parse_decimal(GetParam())) << GetParam(); }
TEST_P(OtherText, IsNoDecimal) { EXPECT_FALSE(parse_decimal(GetParam())) << GetParam(); }

INSTANTIATE_TEST_SUITE_P(Amount, WrittenAmount,
                         ::testing::Values("0", "1", "-1", "-0", "0.0", "10", "0.5", "1.23",
                                           "1.234", "1.2345", "999999999999999", "9999999999999999",
                                           "9999999999999999.9999", "-9999999999999999.9999"));

INSTANTIATE_TEST_SUITE_P(Amount, OtherText,
                         ::testing::Values("", "-", "+1", "01", "00", "-01", ".5", "1.", "1.23456",
                                           "10000000000000000", "1,000", "1 000", " 1", "1 ", "1e3",
                                           "0x1", "1.2.3", "--1", "1.-2", "１", "NaN", "1\n"));

TEST(Amount, KeepsValueSignAndWrittenDecimals) {
  const auto decimal = parse_decimal("-12.30").value();
  EXPECT_EQ(decimal.whole, 12);
  EXPECT_EQ(decimal.ten_thousandths, 3'000);
  EXPECT_EQ(decimal.decimals, 2);
  EXPECT_TRUE(decimal.negative);
}

TEST(Amount, IsPositiveOnlyAboveZero) {
  EXPECT_FALSE(parse_decimal("-0.0001")->is_positive());
  EXPECT_FALSE(parse_decimal("0")->is_positive());
  EXPECT_FALSE(parse_decimal("-0.0000")->is_positive());
  EXPECT_TRUE(parse_decimal("0.0001")->is_positive());
}

TEST(Amount, FitsACurrencyUpToItsDecimals) {
  EXPECT_TRUE(fits_currency(*parse_decimal("1.2"), kYuan));
  EXPECT_TRUE(fits_currency(*parse_decimal("1.23"), kYuan));
  EXPECT_FALSE(fits_currency(*parse_decimal("1.230"), kYuan));
  EXPECT_TRUE(fits_currency(*parse_decimal("1"), kYen));
  EXPECT_FALSE(fits_currency(*parse_decimal("1.0"), kYen));
  EXPECT_TRUE(fits_currency(*parse_decimal("1.234"), kDinar));
}

TEST(Amount, BecomesMinorUnitsOfItsCurrency) {
  EXPECT_EQ(to_money(*parse_decimal("12.3"), kYuan)->minor(), 1'230);
  EXPECT_EQ(to_money(*parse_decimal("-0.01"), kYuan)->minor(), -1);
  EXPECT_EQ(to_money(*parse_decimal("12"), kYen)->minor(), 12);
  EXPECT_EQ(to_money(*parse_decimal("12.345"), kDinar)->minor(), 12'345);
}

TEST(Amount, BecomesMoneyUpToTheLastMinorUnitOf64Bits) {
  EXPECT_EQ(to_money(*parse_decimal("9223372036854775.806"), kDinar)->minor(), INT64_MAX - 1);
  EXPECT_EQ(to_money(*parse_decimal("9223372036854775.807"), kDinar)->minor(), INT64_MAX);
  EXPECT_EQ(to_money(*parse_decimal("9223372036854775.808"), kDinar), std::nullopt);
  EXPECT_EQ(to_money(*parse_decimal("9999999999999999"), kDinar), std::nullopt);
}

TEST(AmountDeathTest, WithMoreDecimalsThanItsCurrencyIsNoMoney) {
  EXPECT_DEATH((void)to_money(*parse_decimal("1.234"), kYuan), "invariant broken");
}

TEST(Amount, IsWrittenWithExactlyTheCurrencysDecimals) {
  EXPECT_EQ(to_string(Money::from_minor(0)), "0.00");
  EXPECT_EQ(to_string(Money::from_minor(5)), "0.05");
  EXPECT_EQ(to_string(Money::from_minor(-5)), "-0.05");
  EXPECT_EQ(to_string(Money::from_minor(-123'450)), "-1234.50");
  EXPECT_EQ(to_string(Money::from_minor(123'450), kYen), "123450");
  EXPECT_EQ(to_string(Money::from_minor(5), kDinar), "0.005");
  EXPECT_EQ(to_string(Money::from_minor(INT64_MIN)), "-92233720368547758.08");
}

TEST(Amount, TotalsAreWrittenLikeMoney) {
  EXPECT_EQ(to_string(Total("-18446744073709551614")), "-184467440737095516.14");
}

TEST(Amount, GroupsThousandsForPeople) {
  EXPECT_EQ(to_grouped_string(Money::from_minor(99'999)), "999.99");
  EXPECT_EQ(to_grouped_string(Money::from_minor(100'000)), "1,000.00");
  EXPECT_EQ(to_grouped_string(Money::from_minor(-123'456'789)), "-1,234,567.89");
  EXPECT_EQ(to_grouped_string(Money::from_minor(1'000'000), kYen), "1,000,000");
}

TEST(Amount, MoneyAndDecimalAreTheSameNumber) {
  for (const std::int64_t minor : {0L, 1L, -1L, 99L, 100L, -12'345L, 999'999'999'999L}) {
    for (const auto& currency : {kYuan, kYen, kDinar}) {
      const auto money = Money::from_minor(minor);
      EXPECT_EQ(to_money(to_decimal(money, currency), currency), money);
      EXPECT_EQ(to_money(*parse_decimal(to_string(money, currency)), currency), money);
    }
  }
}

TEST(Amount, YuanTakeAtMostTwoDecimals) {
  EXPECT_EQ(parse_yuan("1.2")->minor(), 120);
  EXPECT_EQ(parse_yuan("1.23")->minor(), 123);
  EXPECT_EQ(parse_yuan("1.234"), std::nullopt);
  EXPECT_EQ(parse_yuan("one"), std::nullopt);
}

TEST(Rates, AreReadExactly) {
  EXPECT_EQ(parse_rate("25 %"), Rate(1, 4));
  EXPECT_EQ(parse_rate("25%"), Rate(1, 4));
  EXPECT_EQ(parse_rate("0.25"), Rate(1, 4));
  EXPECT_EQ(parse_rate("3/8"), Rate(3, 8));
  EXPECT_EQ(parse_rate("-0.25"), Rate(-1, 4));
  EXPECT_EQ(parse_rate("-25%"), Rate(-1, 4));
  EXPECT_EQ(parse_rate("0.0001%"), Rate(1, 1'000'000));
}

TEST(Rates, AreWrittenWithAsManyDecimalsAsItTakes) {
  EXPECT_EQ(to_decimal_string(Rate(0)), "0");
  EXPECT_EQ(to_decimal_string(Rate(2)), "2");
  EXPECT_EQ(to_decimal_string(Rate(3, 2)), "1.5");
  EXPECT_EQ(to_decimal_string(Rate(-3, 200)), "-0.015");
  EXPECT_EQ(to_decimal_string(Rate(1, 1024)), "0.0009765625");
  EXPECT_EQ(to_decimal_string(Rate(1, 625)), "0.0016");
  EXPECT_EQ(to_decimal_string(Rate(1, 3)), "1/3");
  EXPECT_EQ(to_decimal_string(Rate(-22, 7)), "-22/7");
  EXPECT_EQ(to_percent_string(Rate(3, 200)), "1.5 %");
  EXPECT_EQ(to_percent_string(Rate(1, 2)), "50 %");
}

TEST(Rates, RefuseWhatIsNoRate) {
  for (const auto* text : {"", "%", "1/0", "1/", "/2", "1/2/3", "25 % %", "a quarter", "1.5/2"}) {
    EXPECT_EQ(parse_rate(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace anxin
