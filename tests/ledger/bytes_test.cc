#include "ledger/base/bytes.h"

#include <gtest/gtest.h>

#include "ledger/base/text.h"

namespace anxin {
namespace {

TEST(Bytes, NumbersAreBigEndianAndTextHasItsLengthBefore) {
  ByteWriter out;
  out.u8(1).u16(0x0203).u32(0x04050607).u64(0x08090a0b0c0d0e0fU).text("hi").raw("!");
  EXPECT_EQ(to_hex(out.bytes()), "0102030405060708090a0b0c0d0e0f00000002686921");
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
  const auto bytes = ByteWriter().u32(4).raw("abc").take();
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
