#include "payments/bank/attendance_grid.h"

#include <algorithm>

#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/bank/cell_text.h"
#include "payments/bank/row_identity.h"
#include "payments/bank/sheet.h"
#include "payments/bank/table_rows.h"

namespace anxin::bank {
namespace {

constexpr std::uint32_t kWholeDay = 100;
constexpr std::uint32_t kDayMax = 200;  // a day and a night
constexpr std::uint32_t kMonthDaysMax = 31;

constexpr std::array<std::string_view, 12> kPresent{"√",  "✓",  "✔",  "☑",  "出勤", "正常",
                                                    "全", "出", "到", "勤", "全天", "1"};
constexpr std::array<std::string_view, 5> kHalf{"半", "半天", "0.5", "½", ".5"};
constexpr std::array<std::string_view, 26> kAbsent{
    "",   "×",    "✗",  "✕",    "✘",  "x",    "X",    "休", "休息", "假", "请假", "病", "病假",
    "事", "事假", "旷", "旷工", "缺", "缺勤", "未出", "-",  "--",   "—",  "——",   "/",  "0"};

template <class Words>
bool is_one_of(const Words& words, std::string_view text) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

/// 7:30, 07:30, 07:30-17:30: somebody clocked in.
bool is_time(std::string_view text) {
  const auto colon = text.find(':');
  return (colon == 1 || colon == 2) && all_digits(text.substr(0, colon)) &&
         all_digits(text.substr(colon + 1, 2)) && text.size() >= colon + 3;
}

/// "1.5" as hundredths; nothing for anything but a number of at most two decimals.
std::optional<std::uint32_t> read_hundredths(std::string_view text) {
  const auto point = text.find('.');
  const auto whole = text.substr(0, point);
  std::string rest(point == std::string_view::npos ? "" : text.substr(point + 1));
  while (rest.size() > 2 && rest.ends_with('0')) rest.pop_back();
  if (rest.size() > 2 || whole.size() > 4) return std::nullopt;
  rest.resize(2, '0');
  if (whole.empty()) return std::nullopt;
  return digits_value(std::string(whole) + rest);
}

/// The day that a caption names: 5, 05, 5日, 5号, 2026-10-05; 0 for anything else.
std::uint32_t day_of(std::string_view caption) {
  auto text = squeeze(caption);
  if (text.size() == 10 && text[4] == '-' && text[7] == '-') text.erase(0, 8);
  for (const std::string_view unit : {"日", "号"}) {
    if (text.ends_with(unit)) text.erase(text.size() - unit.size());
  }
  if (text.size() > 2) return 0;
  const auto day = digits_value(text).value_or(0);
  return day <= kMonthDaysMax ? day : 0;
}

/// Columns of days that follow each other.
struct DayColumns {
  std::uint32_t row = 0;
  std::uint32_t first = 0;  // column
  std::uint32_t first_day = 0;
  std::uint32_t count = 0;
};

DayColumns find_days(const CellTable& cells, std::uint32_t row) {
  DayColumns best;
  DayColumns run;
  std::uint32_t before = 0;
  for (std::uint32_t column = 0; column < cells.cells_in(row); ++column) {
    const auto day = day_of(cells.cell(row, column));
    if (day == 0 || run.count == 0 || day != before + 1) run = {row, column, day, 0};
    if (day > 0) ++run.count;
    before = day;
    if (run.count > best.count) best = run;
  }
  return best;
}

struct GridHeader {
  HeaderRow header;
  DayColumns days;
};

std::optional<GridHeader> find_grid(const CellTable& cells, const CaptionIndex& captions) {
  const auto last = std::min(cells.rows(), kHeaderRowsMax);
  for (std::uint32_t row = 1; row <= last; ++row) {
    auto header = match_captions(cells, row, captions);
    if (!header.has(Column::name)) continue;
    for (auto at = row; at <= std::min(row + 1, cells.rows()); ++at) {
      const auto days = find_days(cells, at);
      if (days.count < kGridDaysMin) continue;
      header.first_row = at + 1;
      return GridHeader{std::move(header), days};
    }
  }
  return std::nullopt;
}

bool has_amounts(const HeaderRow& header) {
  return header.has(Column::net) || header.has(Column::gross) || header.has(Column::owed);
}

/// Where the row says itself how many days it has: the days' column, or 合计 behind the days.
std::optional<std::uint32_t> total_column(const CellTable& cells, const GridHeader& grid) {
  if (const auto days = grid.header.find(Column::days)) return days;
  const auto behind = grid.days.first + grid.days.count;
  for (auto row = grid.header.row; row <= grid.days.row; ++row) {
    for (auto column = behind; column < cells.cells_in(row); ++column) {
      const auto caption = normal_caption(cells.cell(row, column));
      if (caption == "合计" || caption == "合计天数" || caption == "小计") return column;
    }
  }
  return std::nullopt;
}

class GridReader {
 public:
  GridReader(const CellTable& cells, const GridHeader& grid)
      : grid_(grid), sheet_(cells, grid.header), total_(total_column(cells, grid)) {}

  void read(AttendanceGrid& grid) {
    for (const auto row : sort_rows(sheet_).persons) {
      if (is_weekday_row(row)) continue;
      grid.rows.push_back(read_row(row));
      grid.days += grid.rows.back().days;
    }
    grid.findings = sheet_.take_findings();
  }

 private:
  [[nodiscard]] bool is_weekday_row(std::uint32_t row) const {
    return squeeze(sheet_.cell(row, Column::name)).empty();
  }

  AttendanceRow read_row(std::uint32_t row) {
    AttendanceRow worker;
    worker.row = row;
    worker.name = read_name(sheet_, row);
    worker.id_no = sheet_.header().has(Column::id_no) ? read_id_no(sheet_, row) : "";
    worker.trade = read_text(sheet_, row, Column::trade);
    worker.team = read_text(sheet_, row, Column::team);
    for (std::uint32_t day = 0; day < grid_.days.count; ++day) {
      worker.days += read_day(row, grid_.days.first + day);
    }
    compare(worker);
    return worker;
  }

  std::uint32_t read_day(std::uint32_t row, std::uint32_t column) {
    const auto mark = read_day_mark(sheet_.table().cell(row, column));
    const auto place = sheet_.table().place(row, column);
    if (!mark) sheet_.add_place(row, place, Severity::refuse, kDayMarkUnknown);
    if (mark && *mark > kWholeDay) sheet_.add_place(row, place, Severity::explain, kDayLong);
    return mark.value_or(0);
  }

  void compare(const AttendanceRow& worker) {
    if (!total_) return;
    const auto text = squeeze(sheet_.table().cell(worker.row, *total_));
    if (text.empty()) return;
    const auto found = read_hundredths(text);
    if (found == worker.days) return;
    const auto days = [](std::uint32_t hundredths) {
      return to_string(Money::from_minor(hundredths));
    };
    sheet_.add_place(worker.row, sheet_.table().place(worker.row, *total_), Severity::refuse,
                     kDaysMismatch,
                     {{"found", found ? days(*found) : "-"}, {"expected", days(worker.days)}});
  }

  const GridHeader& grid_;
  Sheet sheet_;
  std::optional<std::uint32_t> total_;
};

}  // namespace

std::optional<std::uint32_t> read_day_mark(std::string_view cell) {
  const auto text = squeeze(cell);
  if (is_one_of(kAbsent, text)) return 0;
  if (is_one_of(kPresent, text) || is_time(text)) return kWholeDay;
  if (is_one_of(kHalf, text)) return kWholeDay / 2;
  const auto number = read_hundredths(text);
  if (!number || *number > kDayMax) return std::nullopt;
  return number;
}

bool is_attendance(const CellTable& cells, const payments::CaptionAliases& aliases) {
  if (cells.origin() == Origin::json_array || cells.origin() == Origin::json_lines) return false;
  const auto grid = find_grid(cells, CaptionIndex(aliases));
  return grid && !has_amounts(grid->header);
}

std::optional<AttendanceGrid> read_attendance(std::string_view bytes,
                                              const payments::CaptionAliases& aliases,
                                              const TableChoices& choices) {
  const auto opened = open_cells(bytes, choices.sheet);
  if (!opened || !is_attendance(opened->cells, aliases)) return std::nullopt;
  const auto found = find_grid(opened->cells, CaptionIndex(aliases));
  AttendanceGrid grid;
  grid.encoding = opened->encoding;
  grid.header_row = found->header.row;
  grid.first_day = found->days.first_day;
  grid.last_day = found->days.first_day + found->days.count - 1;
  GridReader(opened->cells, *found).read(grid);
  return grid;
}

}  // namespace anxin::bank
