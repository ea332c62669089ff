#include "ledger/base/bytes.h"

#include <gtest/gtest.h>

#include "ledger/base/text.h"

namespace anxin {
namespace {

TEST(Bytes, NumbersAreBigEndianAndTextHasItsLengthBefore) {
  ByteWriter out;
  out.u8(1).u16(0x0203).u32(0x04050607).u64(0x08090a0b0c0d0e0fU).text("hi").raw("!");
  EXPECT_EQ(to_hex(out.bytes()), "0102030405060708090a0b0c0d0e0f02686921");
}

TEST(Bytes, WhatIsWrittenIsRead) {
  const auto bytes =
      ByteWriter().u8(255).u16(65'535).i32(-5).i64(INT64_MIN).u64(UINT64_MAX).text("").take();
  ByteReader in(bytes);
  EXPECT_EQ(in.u8(), 255);
  EXPECT_EQ(in.u16(), 65'535);
  EXPECT_EQ(in.i32(), -5);
  EXPECT_EQ(in.i64(), INT64_MIN);
  EXPECT_EQ(in.u64(), UINT64_MAX);
  EXPECT_EQ(in.text(), "");
  EXPECT_TRUE(in.finished());
}

struct Count {
  std::uint64_t value;
  const char* hex;
};
class Counts : public ::testing::TestWithParam<Count> {};

TEST_P(Counts, TakeSevenBitsAByteLowestFirst) {
  const auto bytes = ByteWriter().count(GetParam().value).take();
  EXPECT_EQ(to_hex(bytes), GetParam().hex);
  ByteReader in(bytes);
  EXPECT_EQ(in.count(), GetParam().value);
  EXPECT_TRUE(in.finished());
}

INSTANTIATE_TEST_SUITE_P(Bytes, Counts,
                         ::testing::Values(Count{0, "00"}, Count{1, "01"}, Count{127, "7f"},
                                           Count{128, "8001"}, Count{16'383, "ff7f"},
                                           Count{16'384, "808001"},
                                           Count{UINT64_MAX, "ffffffffffffffffff01"}));

TEST(Bytes, ACountThatIsLongerThanItNeedsToBeIsNone) {
  for (const auto* hex : {"8000", "ff00", "808000", "80", "ffffffffffffffffff02",
                          "ffffffffffffffffffff01", "ffffffffffffffffff8101"}) {
    const auto bytes = from_hex(hex);
    ByteReader in(bytes.value());
    EXPECT_EQ(in.count(), 0U) << hex;
    EXPECT_FALSE(in.ok()) << hex;
  }
}

TEST(Bytes, FortyEightBitsTakeSixBytes) {
  const auto bytes = ByteWriter().u48(0x0000a1b2c3d4e5f6U).take();
  EXPECT_EQ(to_hex(bytes), "a1b2c3d4e5f6");
  EXPECT_EQ(ByteReader(bytes).u48(), 0x0000a1b2c3d4e5f6U);
}

TEST(Bytes, KeysInBytewiseOrderAreInNumberOrder) {
  EXPECT_LT(ByteWriter().u64(255).take(), ByteWriter().u64(256).take());
  EXPECT_LT(ByteWriter().u32(1).take(), ByteWriter().u32(0x80000000U).take());
}

TEST(Bytes, AReaderThatRunsShortAnswersZerosForEver) {
  ByteReader in(std::string_view("\x01\x02\x03", 3));
  EXPECT_EQ(in.u32(), 0U);
  EXPECT_FALSE(in.ok());
  EXPECT_EQ(in.u8(), 0);
  EXPECT_FALSE(in.finished());
}

TEST(Bytes, ATextLongerThanWhatIsLeftIsNotRead) {
  const auto bytes = ByteWriter().count(4).raw("abc").take();
  ByteReader in(bytes);
  EXPECT_EQ(in.text(), "");
  EXPECT_FALSE(in.ok());
}

TEST(Bytes, LeftOverBytesAreOkButNotFinished) {
  ByteReader in("ab");
  in.u8();
  EXPECT_TRUE(in.ok());
  EXPECT_FALSE(in.finished());
  EXPECT_EQ(in.rest(), "b");
}

}  // namespace
}  // namespace anxin
