#include "ledger/base/currency.h"

#include <gtest/gtest.h>

namespace anxin {
namespace {

TEST(Currencies, KnowTheirDecimals) {
  EXPECT_EQ(Currency::from_code("JPY")->decimals(), 0);
  EXPECT_EQ(Currency::from_code("CNY")->decimals(), 2);
  EXPECT_EQ(Currency::from_code("KWD")->decimals(), 3);
}

TEST(Currencies, AreEqualByCode) {
  EXPECT_EQ(Currency::from_code("CNY"), Currency::cny());
  EXPECT_NE(Currency::from_code("USD"), Currency::cny());
  EXPECT_EQ(Currency::from_code("USD")->code(), "USD");
}

TEST(Currencies, UnknownCodesAreNoCurrency) {
  for (const auto* code : {"", "CN", "CNYX", "cny", "XXX", "XAU", "NY ", " CN", "Y C", "DEM"}) {
    EXPECT_EQ(Currency::from_code(code), std::nullopt) << code;
  }
}

}  // namespace
}  // namespace anxin
