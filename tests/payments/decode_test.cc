#include "payments/bank/decode.h"

#include <gtest/gtest.h>

#include <string>

namespace anxin::bank {
namespace {

using namespace std::string_literals;

std::optional<Reason> decode_refusal(std::string_view bytes) {
  const auto decoded = decode_text(bytes);
  if (decoded) return std::nullopt;
  return decoded.error().reason;
}

TEST(Decode, TakesUtf8AsItIs) {
  const auto decoded = decode_text("姓名,金额\n𠮷·㑇,1\n");
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->text, "姓名,金额\n𠮷·㑇,1\n");
  EXPECT_EQ(decoded->encoding, "UTF-8");
  EXPECT_FALSE(decoded->had_bom);
}

TEST(Decode, RemovesTheByteOrderMark) {
  const auto decoded = decode_text("\xEF\xBB\xBF姓名");
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->text, "姓名");
  EXPECT_TRUE(decoded->had_bom);
}

TEST(Decode, ReadsGbkAndTheFourByteFormsOfGb18030) {
  const auto gbk = decode_text("\xD0\xD5\xC3\xFB");
  ASSERT_TRUE(gbk);
  EXPECT_EQ(gbk->text, "姓名");
  EXPECT_EQ(gbk->encoding, "GB18030");
  const auto rare = decode_text("\x95\x32\x82\x36\xD0\xD5");  // 𠀀 lies outside GBK
  ASSERT_TRUE(rare);
  EXPECT_EQ(rare->text, "𠀀姓");
}

TEST(Decode, KeepsABarInsideACharacter) {
  const auto decoded = decode_text("\x8F\x7C|\x83\x7C|\x96\x7C");
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->text, "弢|億|東");
}

struct Disguise {
  std::string name, bytes, text;
};
class ShortGbk : public testing::TestWithParam<Disguise> {};

TEST_P(ShortGbk, ThatIsAlsoValidUtf8IsReadAsChinese) {
  const auto decoded = decode_text(GetParam().bytes);
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->text, GetParam().text);
  EXPECT_EQ(decoded->encoding, "GB18030");
}

INSTANTIATE_TEST_SUITE_P(Table, ShortGbk,
                         testing::Values(Disguise{"Marks", "\xCD\xA8\xCD\xA8", "通通"},
                                         Disguise{"Cyrillic", "\xCD\xA8\xD0\xBB", "通谢"},
                                         Disguise{"WithDigits", "\xD2\xB6,12.00\n", "叶,12.00\n"}),
                         [](const auto& test) { return test.param.name; });

TEST(Decode, LeavesUtf8WithChineseCharactersAndForeignLettersAlone) {
  for (const std::string text : {"姓名 José", "¥100.00", "Ωμέγα姓", "·"}) {
    const auto decoded = decode_text(text);
    ASSERT_TRUE(decoded) << text;
    EXPECT_EQ(decoded->text, text);
    EXPECT_EQ(decoded->encoding, "UTF-8");
  }
}

TEST(Decode, TakesAMarkedFileAtItsWord) {
  const auto decoded = decode_text("\xEF\xBB\xBF\xCD\xA8\xCD\xA8");
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->encoding, "UTF-8");
  EXPECT_EQ(decode_refusal("\xEF\xBB\xBF\xD0\xD5\xC3\xFB"), kFileEncodingUnknown);
}

struct Refused {
  std::string name, bytes;
  Reason reason;
};
class Undecodable : public testing::TestWithParam<Refused> {};

TEST_P(Undecodable, IsRefusedWithItsOwnWord) {
  EXPECT_EQ(decode_refusal(GetParam().bytes), GetParam().reason);
}

INSTANTIATE_TEST_SUITE_P(
    Table, Undecodable,
    testing::Values(Refused{"Empty", "", kFileEmpty},
                    Refused{"OnlyAMark", "\xEF\xBB\xBF", kFileEmpty},
                    Refused{"Zip", "PK\x03\x04rest", kFileIsArchive},
                    Refused{"Xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"s, kFileIsXls},
                    Refused{"Utf16Half", "\xFF\xFEn\0m"s, kFileEncodingUnknown},
                    Refused{"Utf16LoneSurrogate", "\xFE\xFF\xD8\x40\0n"s, kFileEncodingUnknown},
                    Refused{"Nul", "a,b\0c"s, kFileNulByte},
                    Refused{"CutGbk", "\xD0\xD5\xC3", kFileEncodingUnknown},
                    Refused{"CutUtf8", "\xE5\xA7\x93\xE5\xA7", kFileEncodingUnknown},
                    Refused{"LoneByte", "\xFF,1", kFileEncodingUnknown},
                    Refused{"WebPage", "\n <HTML><table>", kFileIsMarkup},
                    Refused{"Xml", "<?xml version=\"1.0\"?>", kFileIsMarkup}),
    [](const auto& test) { return test.param.name; });

TEST(Decode, TakesFilesUpToItsLimit) {
  EXPECT_EQ(decode_refusal(std::string(kFileBytesMax - 1, 'a')), std::nullopt);
  EXPECT_EQ(decode_refusal(std::string(kFileBytesMax, 'a')), std::nullopt);
  EXPECT_EQ(decode_refusal(std::string(kFileBytesMax + 1, 'a')), kTextTooLarge);
}

}  // namespace
}  // namespace anxin::bank
