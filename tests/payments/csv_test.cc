#include "payments/bank/csv.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace anxin::bank {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows all_cells(std::string_view text) {
  const auto table = read_csv(text);
  if (!table) return {{std::string(table.error().reason.word())}};
  Rows rows;
  for (std::uint32_t row = 1; row <= table->rows(); ++row) {
    auto& cells = rows.emplace_back();
    for (std::uint32_t column = 0; column < table->cells_in(row); ++column) {
      cells.emplace_back(table->cell(row, column));
    }
  }
  return rows;
}

std::optional<Fault> fault(std::string_view text) {
  const auto table = read_csv(text);
  if (table) return std::nullopt;
  return table.error();
}

std::optional<Reason> refusal(std::string_view text) {
  const auto found = fault(text);
  if (!found) return std::nullopt;
  return found->reason;
}

struct CsvCase {
  std::string name, text;
  Rows rows;
};
class Csv : public testing::TestWithParam<CsvCase> {};

TEST_P(Csv, IsSplitAsWritten) { EXPECT_EQ(all_cells(GetParam().text), GetParam().rows); }

INSTANTIATE_TEST_SUITE_P(
    Table, Csv,
    testing::Values(
        CsvCase{"Nothing", "", {}}, CsvCase{"Plain", "a,b\nc,d\n", {{"a", "b"}, {"c", "d"}}},
        CsvCase{"NoLastLineEnd", "a,b\nc,d", {{"a", "b"}, {"c", "d"}}},
        CsvCase{"CrLf", "a,b\r\nc,d\r\n", {{"a", "b"}, {"c", "d"}}},
        CsvCase{"CrAlone", "a,b\rc,d\r", {{"a", "b"}, {"c", "d"}}},
        CsvCase{"BlankLinesCount", "a,b\n\nc,d\n", {{"a", "b"}, {""}, {"c", "d"}}},
        CsvCase{"TrailingSeparator", "a,b,\n", {{"a", "b", ""}}},
        CsvCase{"TrailingSeparatorAtTheEnd", "a,b,", {{"a", "b", ""}}},
        CsvCase{"Quoted", "\"a,b\",c\n", {{"a,b", "c"}}},
        CsvCase{"QuoteInQuotes", "\"a\"\"b\",c\n", {{"a\"b", "c"}}},
        CsvCase{"EmptyQuotes", "\"\",c\n", {{"", "c"}}},
        CsvCase{"LineBreakInQuotes", "\"a\r\nb\",c\nd,e\n", {{"a\r\nb", "c"}, {"d", "e"}}},
        CsvCase{"QuoteInsideACell", "=\"621\",b\n", {{"=\"621\"", "b"}}},
        CsvCase{"Tab", "a\tb,c\n1\t2\n", {{"a", "b,c"}, {"1", "2"}}},
        CsvCase{"Pipe", "a|b\n1|2,000.00\n", {{"a", "b"}, {"1", "2,000.00"}}},
        CsvCase{"Semicolon", "a;b\n1;2\n", {{"a", "b"}, {"1", "2"}}},
        CsvCase{"PipeWithManyCommas", "a|b\n1|2,000,000\n", {{"a", "b"}, {"1", "2,000,000"}}},
        CsvCase{"TabBeforeANumber", "a,b\n\t1,2\n", {{"a", "b"}, {"\t1", "2"}}}),
    [](const auto& test) { return test.param.name; });

TEST(Csv, RefusesAQuoteThatIsNeverClosed) {
  const auto found = fault("a,b\n\"c,d\n");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->reason, kCsvQuoteOpen);
  EXPECT_EQ(found->details, (Fields{{"row", "2"}}));
}

TEST(Csv, RefusesTextAfterAClosingQuote) {
  EXPECT_EQ(refusal("a,b\n\"c\"d,e\n"), kCsvQuoteMisplaced);
}

TEST(Csv, TakesColumnsUpToItsLimit) {
  const auto with_cells = [](std::size_t cells) { return std::string(cells - 1, ','); };
  EXPECT_EQ(refusal(with_cells(kTableColumnsMax - 1)), std::nullopt);
  EXPECT_EQ(refusal(with_cells(kTableColumnsMax)), std::nullopt);
  EXPECT_EQ(refusal(with_cells(kTableColumnsMax + 1)), kCsvTooManyColumns);
}

TEST(Csv, TakesRowsUpToItsLimit) {
  const auto with_rows = [](std::size_t rows) { return std::string(rows, '\n'); };
  EXPECT_EQ(refusal(with_rows(kTableRowsMax - 1)), std::nullopt);
  EXPECT_EQ(refusal(with_rows(kTableRowsMax)), std::nullopt);
  EXPECT_EQ(refusal(with_rows(kTableRowsMax + 1)), kCsvTooManyRows);
}

TEST(Csv, TakesCellsUpToItsLimit) {
  EXPECT_EQ(refusal(std::string(kTableCellBytesMax - 1, 'a')), std::nullopt);
  EXPECT_EQ(refusal(std::string(kTableCellBytesMax, 'a')), std::nullopt);
  EXPECT_EQ(refusal(std::string(kTableCellBytesMax + 1, 'a')), kCsvCellTooLong);
}

TEST(Csv, GivesNothingBeyondTheEndOfARow) {
  const auto table = read_csv("a,b\nc\n");
  ASSERT_TRUE(table);
  EXPECT_EQ(table->cell(2, 0), "c");
  EXPECT_EQ(table->cell(2, 1), "");
}

TEST(CellName, IsWhatASpreadsheetShows) {
  EXPECT_EQ(cell_name(4, 7), "H4");
  EXPECT_EQ(cell_name(1, 25), "Z1");
  EXPECT_EQ(cell_name(1, 26), "AA1");
  EXPECT_EQ(cell_name(12, 701), "ZZ12");
  EXPECT_EQ(cell_name(12, 702), "AAA12");
}

}  // namespace
}  // namespace anxin::bank
