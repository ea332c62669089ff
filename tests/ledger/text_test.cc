#include "ledger/base/text.h"

#include <gtest/gtest.h>

namespace anxin {
namespace {

using Parts = std::vector<std::string_view>;

TEST(Text, TrimTakesWhiteSpaceOffBothEnds) {
  EXPECT_EQ(trim(" \t a b \r\n"), "a b");
  EXPECT_EQ(trim(" \t "), "");
  EXPECT_EQ(trim(""), "");
}

TEST(Text, AllDigitsNeedsOneOrMore) {
  EXPECT_TRUE(all_digits("007"));
  EXPECT_FALSE(all_digits(""));
  EXPECT_FALSE(all_digits("1a"));
  EXPECT_FALSE(all_digits("-1"));
  EXPECT_FALSE(all_digits("１"));
}

TEST(Text, SplitAnswersAtLeastOnePart) {
  EXPECT_EQ(split("", ':'), Parts{""});
  EXPECT_EQ(split("a", ':'), Parts{"a"});
  EXPECT_EQ(split("a::b:", ':'), (Parts{"a", "", "b", ""}));
}

TEST(Text, JoinPutsTheSeparatorBetweenParts) {
  EXPECT_EQ(join({}, ", "), "");
  EXPECT_EQ(join({"a"}, ", "), "a");
  EXPECT_EQ(join({"a", "b", "c"}, ", "), "a, b, c");
}

TEST(Text, JoinKeepsEmptyPartsAtTheFront) {
  EXPECT_EQ(join({"", "a"}, ","), ",a");
  EXPECT_EQ(join({"a", "", "b"}, ","), "a,,b");
}

TEST(Text, ParseNumberTakesWhatFits64BitsWithoutSignOrLeadingZeros) {
  EXPECT_EQ(parse_number("0"), 0U);
  EXPECT_EQ(parse_number("18446744073709551614"), UINT64_MAX - 1);
  EXPECT_EQ(parse_number("18446744073709551615"), UINT64_MAX);
  EXPECT_EQ(parse_number("18446744073709551616"), std::nullopt);
  for (const auto* text : {"", "00", "01", "-1", "+1", "1.0", " 1"}) {
    EXPECT_EQ(parse_number(text), std::nullopt) << text;
  }
}

TEST(Text, MaskStarsTheMiddleAndAllWhenThereIsNone) {
  EXPECT_EQ(mask("123456", 1, 2), "1***56");
  EXPECT_EQ(mask("1234", 1, 2), "1*34");
  EXPECT_EQ(mask("123", 1, 2), "***");
  EXPECT_EQ(mask("", 1, 2), "");
}

TEST(Text, HexIsWrittenInLowerCaseAndReadInBoth) {
  EXPECT_EQ(to_hex(std::string_view("\x00\xfe\x10", 3)), "00fe10");
  EXPECT_EQ(from_hex("00FE1a"), std::string("\x00\xfe\x1a", 3));
  EXPECT_EQ(from_hex(""), "");
  for (const auto* text : {"0", "0g", "g0", "0x10", " 00", "0/", "0:", "0@", "0G", "0`"}) {
    EXPECT_EQ(from_hex(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace anxin
