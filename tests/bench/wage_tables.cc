#include "tests/bench/wage_tables.h"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "ledger/base/invariant.h"
#include "payments/bank/csv.h"
#include "payments/bank/wage_table.h"
#include "payments/bank/xlsx.h"
#include "payments/rules/builtin_data.h"
#include "tests/bench/bench_people.h"
#include "tests/bench/cpu_time.h"
#include "tests/bench/xml_walk.h"
#include "tests/support/zip_writer.h"

namespace anxin::bench {
namespace {

constexpr std::size_t kCsvRows = 100'000;
constexpr std::size_t kWorkbookRows = 50'000;
constexpr double kMicros = 1'000'000;

std::string wage_csv() {
  std::string text = "序号,姓名,身份证号,银行卡号,班组,应发工资,借支,实发工资\r\n";
  for (std::size_t row = 1; row <= kCsvRows; ++row) {
    const auto wage = bench_wage(row);
    text += fmt::format("{},甄某,{},{},木工班,{},0,{}\r\n", row, bench_id(row), bench_card(row),
                        wage, wage);
  }
  return text;
}

std::string wage_sheet() {
  std::string text =
      "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1"
      "</v></c><c r=\"C1\" t=\"s\"><v>2</v></c><c r=\"D1\" t=\"s\"><v>3</v></c><c r=\"E1\" "
      "t=\"s\"><v>4</v></c></row>";
  for (std::size_t row = 2; row <= kWorkbookRows + 1; ++row) {
    text += fmt::format(
        "<row r=\"{0}\" spans=\"1:5\"><c r=\"A{0}\" s=\"1\"><v>{1}</v></c><c r=\"B{0}\" s=\"1\" "
        "t=\"s\"><v>5</v></c><c r=\"C{0}\" s=\"1\" t=\"s\"><v>{2}</v></c><c r=\"D{0}\" s=\"1\" "
        "t=\"s\"><v>{3}</v></c><c r=\"E{0}\" s=\"2\"><v>{4}</v></c></row>",
        row, row - 1, 2 * row + 2, 2 * row + 3, bench_wage(row));
  }
  return text + "</sheetData></worksheet>";
}

std::string wage_strings() {
  std::string text = "<sst>";
  for (const auto* caption : {"序号", "姓名", "身份证号", "银行卡号", "实发工资", "甄某"}) {
    text += fmt::format("<si><t>{}</t></si>", caption);
  }
  for (std::size_t row = 2; row <= kWorkbookRows + 1; ++row) {
    text += fmt::format("<si><t>{}</t></si><si><t>{}</t></si>", bench_id(row), bench_card(row));
  }
  return text + "</sst>";
}

Row rate_row(std::string id, std::string work, double seconds, double goal) {
  const double rate = static_cast<double>(kCsvRows) / seconds;
  return {
      std::move(id), std::move(work), {"rows", rate, "/s"}, {}, Goal{Bound::at_least, goal}, {}};
}

}  // namespace

Rows measure_wage_csv(std::size_t runs) {
  const auto text = wage_csv();
  const auto captions = payments::builtin_captions();
  const auto split = median_cpu_seconds(
      runs, [&] { LEDGER_INVARIANT(bank::read_csv(text).value().rows() == kCsvRows + 1); });
  const auto checked = median_cpu_seconds(runs, [&] {
    LEDGER_INVARIANT(bank::read_wage_table(text, captions).rows.size() == kCsvRows);
  });
  return {rate_row("W1", fmt::format("wage CSV of {} rows, split into cells", kCsvRows), split,
                   1'000'000),
          rate_row("W2", fmt::format("wage CSV of {} rows, read and checked", kCsvRows), checked,
                   300'000)};
}

Row measure_workbook(std::size_t runs) {
  const auto sheet = wage_sheet();
  const auto bytes =
      tests::zip_of(tests::workbook_parts(sheet, {{"xl/sharedStrings.xml", wage_strings()}}));
  const auto seconds = median_cpu_seconds(
      runs,
      [&] {
        LEDGER_INVARIANT(bank::read_xlsx(bytes, "").value().cells.rows() == kWorkbookRows + 1);
      },
      [&] { walk_xml(sheet); });
  return {"W3",
          fmt::format("workbook of {} rows, with its strings and its packing", kWorkbookRows),
          {"read", seconds.work * kMicros, "µs"},
          Figure{"walk of the sheet", seconds.reference * kMicros, "µs"},
          Goal{Bound::at_most, 1.5},
          {}};
}

}  // namespace anxin::bench
