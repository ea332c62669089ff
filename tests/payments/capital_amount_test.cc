#include "payments/domain/capital_amount.h"

#include <gtest/gtest.h>

#include <limits>

#include "ledger/base/amount.h"

namespace anxin::payments {
namespace {

struct Written {
  const char* amount;
  const char* capital;
};

// The first six are the examples of 支付结算办法 annex 1.
constexpr Written kWritten[] = {
    {"1409.50", "壹仟肆佰零玖元伍角"},
    {"6007.14", "陆仟零柒元壹角肆分"},
    {"1680.32", "壹仟陆佰捌拾元叁角贰分"},
    {"107000.53", "壹拾万柒仟元伍角叁分"},
    {"16409.02", "壹万陆仟肆佰零玖元零贰分"},
    {"325.04", "叁佰贰拾伍元零肆分"},
    {"0.00", "零元整"},
    {"0.01", "壹分"},
    {"0.09", "玖分"},
    {"0.10", "壹角"},
    {"0.11", "壹角壹分"},
    {"0.99", "玖角玖分"},
    {"1.00", "壹元整"},
    {"1.01", "壹元零壹分"},
    {"9.99", "玖元玖角玖分"},
    {"10.00", "壹拾元整"},
    {"10.10", "壹拾元壹角"},
    {"20.05", "贰拾元零伍分"},
    {"101.00", "壹佰零壹元整"},
    {"1001.00", "壹仟零壹元整"},
    {"1010.00", "壹仟零壹拾元整"},
    {"9999.99", "玖仟玖佰玖拾玖元玖角玖分"},
    {"10000.00", "壹万元整"},
    {"10001.00", "壹万零壹元整"},
    {"100010.00", "壹拾万零壹拾元整"},
    {"101000.00", "壹拾万壹仟元整"},
    {"1000000.00", "壹佰万元整"},
    {"99999999.99", "玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"},
    {"100000000.00", "壹亿元整"},
    {"100000000.05", "壹亿元零伍分"},
    {"100000001.00", "壹亿零壹元整"},
    {"100010000.00", "壹亿零壹万元整"},
    {"110000000.00", "壹亿壹仟万元整"},
    {"1000000000000.00", "壹万亿元整"},
    {"1000100000000.00", "壹万零壹亿元整"},
    {"1000000010000.00", "壹万亿零壹万元整"},
    {"-1.00", "负壹元整"},
    {"-0.01", "负壹分"},
};

TEST(CapitalAmount, IsWrittenAsBanksWriteIt) {
  for (const auto& [amount, capital] : kWritten) {
    EXPECT_EQ(to_capital_amount(*parse_yuan(amount)), std::string("人民币") + capital) << amount;
  }
}

TEST(CapitalAmount, HoldsWhateverMoneyHolds) {
  EXPECT_EQ(to_capital_amount(Money::from_minor(std::numeric_limits<std::int64_t>::max())),
            "人民币玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零柒分");
  EXPECT_EQ(to_capital_amount(Money::from_minor(std::numeric_limits<std::int64_t>::min())),
            "人民币负玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零捌分");
}

TEST(CapitalAmount, NeverHasTwoZerosOrAZeroBeforeItsUnit) {
  for (std::int64_t fen = 1; fen < 20'000'000'000'000; fen = fen * 3 + 7) {
    const auto text = to_capital_amount(Money::from_minor(fen));
    for (const char* bad : {"零零", "零元", "零万", "零亿", "零拾", "零佰", "零仟"}) {
      EXPECT_EQ(text.find(bad), std::string::npos) << fen << " " << text;
    }
  }
}

}  // namespace
}  // namespace anxin::payments
