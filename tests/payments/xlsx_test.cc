// Workbooks: what the corpus does not hold, and the limits, with containers made here.
#include "payments/bank/xlsx.h"

#include <gtest/gtest.h>

#include "payments/bank/csv.h"
#include "payments/bank/roster_table.h"
#include "payments/bank/wage_table.h"
#include "payments/bank/zip_parts.h"
#include "tests/support/test_captions.h"
#include "tests/support/zip_writer.h"

namespace anxin::bank {
namespace {

using tests::workbook_parts;
using tests::zip_of;

std::string sheet_of(const std::string& rows) {
  return "<worksheet><sheetData>" + rows + "</sheetData></worksheet>";
}

std::optional<Reason> xlsx_refusal(const tests::ZipContent& content) {
  const auto bytes = zip_of(content);
  const auto read = read_xlsx(bytes, "");
  if (read) return std::nullopt;
  return read.error().reason;
}

// What cannot be guessed by a packer, so that the ratio stays low.
std::string noise(std::size_t bytes) {
  std::string text;
  std::uint32_t state = 20261031;
  while (text.size() < bytes) {
    state = state * 1'664'525 + 1'013'904'223;
    text += static_cast<char>('a' + (state >> 24U) % 26);
  }
  return text;
}

TEST(Xlsx, RefusesWhatInflatesToMoreThanAHundredTimesItsBytes) {
  const std::string blanks(kZipRatioBytesMin + 1, ' ');
  EXPECT_EQ(xlsx_refusal(workbook_parts(sheet_of(blanks))), kZipRatio);
  // Below a mebibyte a ratio says nothing.
  const std::string few(kZipRatioBytesMin / 2, ' ');
  EXPECT_EQ(xlsx_refusal(workbook_parts(sheet_of(few))), std::nullopt);
}

TEST(Xlsx, RefusesAPartOfMoreThanItsLimit) {
  auto filler = noise(2U << 20U);
  std::string large;
  while (large.size() <= kZipPartBytesMax) large += filler;
  EXPECT_EQ(xlsx_refusal(workbook_parts(sheet_of(large))), kZipPartTooLarge);
}

TEST(Xlsx, RefusesMoreEntriesThanItsLimit) {
  const auto with = [](std::size_t entries) {
    auto content = workbook_parts(sheet_of(""));
    while (content.size() < entries) {
      content.emplace_back("m/" + std::to_string(content.size()), "");
    }
    return xlsx_refusal(content);
  };
  EXPECT_EQ(with(kZipEntriesMax - 1), std::nullopt);
  EXPECT_EQ(with(kZipEntriesMax), std::nullopt);
  EXPECT_EQ(with(kZipEntriesMax + 1), kZipTooManyEntries);
}

TEST(Xlsx, BoundsWhatOneLongStringBecomesInManyCells) {
  const std::string strings = "<sst><si><t>" + noise(kTableCellBytesMax) + "</t></si></sst>";
  std::string rows;
  for (int row = 1; row <= 9'000; ++row) rows += "<row><c t=\"s\"><v>0</v></c></row>";
  EXPECT_EQ(xlsx_refusal(workbook_parts(sheet_of(rows), {{"xl/sharedStrings.xml", strings}})),
            kXlsxTooMuchText);
}

TEST(Xlsx, PlacesCellsWithoutReferencesOneAfterAnother) {
  const auto bytes = zip_of(workbook_parts(sheet_of(
      "<row><c t=\"str\"><v>a</v></c><c/><c t=\"b\"><v>1</v></c></row><row r=\"4\"><c r=\"B4\">"
      "<v>7</v></c></row>")));
  const auto sheet = read_xlsx(bytes, "").value();
  EXPECT_EQ(sheet.cells.rows(), 4U);
  EXPECT_EQ(sheet.cells.cell(1, 0), "a");
  EXPECT_EQ(sheet.cells.cell(1, 1), "");
  EXPECT_EQ(sheet.cells.cell(1, 2), "TRUE");
  EXPECT_EQ(sheet.cells.cells_in(2), 0U);
  EXPECT_EQ(sheet.cells.cell(4, 1), "7");
}

TEST(Xlsx, ACellWithNothingInItIsBlankHoweverItIsWritten) {
  for (const auto* cell : {"<c s=\"1\"/>", "<c t=\"s\"/>", "<c t=\"s\"></c>", "<c t=\"b\"></c>",
                           "<c t=\"inlineStr\"><is/></c>"}) {
    const auto bytes = zip_of(
        workbook_parts(sheet_of("<row>" + std::string(cell) + "<c t=\"str\"><v>a</v></c></row>")));
    const auto sheet = read_xlsx(bytes, "").value();
    EXPECT_EQ(sheet.cells.cell(1, 0), "") << cell;
    EXPECT_EQ(sheet.cells.cell(1, 1), "a") << cell;
  }
}

TEST(Xlsx, RefusesAnElementInsideAText) {
  for (const auto* cell : {"<c><v>62<x/>17</v></c>", "<c><v>62<x>9</x>17</v></c>",
                           "<c t=\"inlineStr\"><is><t>62<x/>17</t></is></c>"}) {
    const auto rows = "<row>" + std::string(cell) + "</row>";
    EXPECT_EQ(xlsx_refusal(workbook_parts(sheet_of(rows))), kXlsxMalformed) << cell;
  }
  EXPECT_EQ(xlsx_refusal(workbook_parts(
                sheet_of(""), {{"xl/sharedStrings.xml", "<sst><si><t>62<x/>17</t></si></sst>"}})),
            kXlsxMalformed);
}

TEST(Xlsx, DropsRowsThatHoldOnlyStyles) {
  const auto bytes = zip_of(workbook_parts(
      sheet_of("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"A1048576\" "
               "s=\"1\"/></row>")));
  EXPECT_EQ(read_xlsx(bytes, "").value().cells.rows(), 1U);
}

TEST(Xlsx, FindsASheetByItsName) {
  const auto bytes = zip_of(workbook_parts(sheet_of("")));
  EXPECT_TRUE(read_xlsx(bytes, "S").has_value());
  EXPECT_EQ(read_xlsx(bytes, "s").error().reason, kXlsxSheetUnknown);
}

TEST(Xlsx, ReadsTheDaysOfARosterInBothCalendars) {
  const auto roster = [](const std::string& workbook_start, const std::string& serial) {
    auto content = workbook_parts(
        sheet_of("<row><c t=\"str\"><v>工号</v></c><c t=\"str\"><v>姓名</v></c><c t=\"str\"><v>"
                 "身份证号</v></c><c t=\"str\"><v>用工单位</v></c><c t=\"str\"><v>进场日期</v></c>"
                 "</row><row><c t=\"str\"><v>W1</v></c><c t=\"str\"><v>甄一</v></c><c t=\"str\">"
                 "<v>999999198503121010</v></c><c t=\"str\"><v>某劳务</v></c><c s=\"0\"><v>" +
                 serial + "</v></c></row>"),
        {{"xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId=\"14\"/></cellXfs></styleSheet>"}});
    auto& workbook = content.at(1).second;
    workbook.insert(workbook.find("<sheets>"), workbook_start);
    const auto table = read_roster(zip_of(content), tests::test_captions());
    return table.entries.empty() ? std::string("none") : to_string(table.entries.front().entry);
  };
  EXPECT_EQ(roster("", "45000"), "2023-03-15");
  EXPECT_EQ(roster("<workbookPr date1904=\"1\"/>", "43538"), "2023-03-15");
}

TEST(Xlsx, UndoesTheEscapesOfItsTexts) {
  const auto bytes = zip_of(workbook_parts(
      sheet_of("<row><c t=\"inlineStr\"><is><t>a_x000A_b_x_x0041_x_xD800_</t></is></c></row>")));
  EXPECT_EQ(read_xlsx(bytes, "").value().cells.cell(1, 0), "a\nb_xAx_xD800_");
}

}  // namespace
}  // namespace anxin::bank
