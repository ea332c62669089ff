#include "payments/bank/file_kind.h"

#include <gtest/gtest.h>

namespace anxin::bank {
namespace {

using std::string_literals::operator""s;

TEST(FileKind, IsToldByTheFirstBytes) {
  const std::vector<std::pair<std::string, std::optional<Reason>>> cases{
      {"%PDF-1.4", kFileIsPdf},
      {"\x89PNG\r\n", kFileIsImage},
      {"\xFF\xD8\xFF\xE1", kFileIsImage},
      {"GIF89a", kFileIsImage},
      {"II*\0abc"s, kFileIsImage},
      {"MM\0*abc"s, kFileIsImage},
      {"BM1234\0\0\0\0abcd"s, kFileIsImage},
      {"RIFF1234WEBPVP8 ", kFileIsImage},
      {"\0\0\0\x18"
       "ftypheic1234"s,
       kFileIsImage},
      {"Rar!\x1A\x07", kFileIsArchive},
      {"7z\xBC\xAF\x27\x1C", kFileIsArchive},
      {"\x1F\x8B\x08", kFileIsArchive},
      {"{\\rtf1", kFileIsWord},
      {"BM,姓名,卡号,金额,备注", std::nullopt},
      {"姓名,卡号", std::nullopt},
      {"II", std::nullopt},
      {"", std::nullopt}};
  for (const auto& [bytes, reason] : cases) EXPECT_EQ(foreign_bytes(bytes), reason) << bytes;
}

TEST(FileKind, OfAnOleContainerIsToldByItsStreams) {
  const std::string ole("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
  EXPECT_EQ(foreign_bytes(ole), kFileIsXls);
  EXPECT_EQ(foreign_bytes(ole + "W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"s), kFileIsWord);
  EXPECT_EQ(foreign_bytes(ole + "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"s),
            kFileIsEncrypted);
}

TEST(FileKind, OfMarkupIsToldByItsFirstElement) {
  EXPECT_EQ(foreign_text("\n<HTML>"), kFileIsMarkup);
  EXPECT_EQ(foreign_text("<table border=1>"), kFileIsMarkup);
  EXPECT_EQ(foreign_text("MIME-Version: 1.0\n"), kFileIsMarkup);
  EXPECT_EQ(foreign_text("<?xml version=\"1.0\"?><a/>"), kFileIsMarkup);
  EXPECT_EQ(foreign_text("<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>"),
            kFileIsSpreadsheetMl);
  EXPECT_EQ(foreign_text("<5000,姓名"), std::nullopt);
}

}  // namespace
}  // namespace anxin::bank
