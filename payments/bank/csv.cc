#include "payments/bank/csv.h"

#include <algorithm>
#include <tuple>

#include "ledger/base/invariant.h"
#include "ledger/base/text.h"

namespace anxin::bank {
namespace {

constexpr std::array<char, 4> kSeparators{',', '\t', '|', ';'};
// Titles and headers end within 12 rows; a few rows of workers settle a tie.
constexpr std::size_t kLinesSampled = 20;

struct Score {
  std::size_t lines = 0;  ///< sampled lines that hold the separator
  std::size_t count = 0;  ///< all of it in the sample

  [[nodiscard]] bool beats(const Score& other) const {
    return std::tie(lines, count) > std::tie(other.lines, other.count);
  }
};

std::size_t count_outside_quotes(std::string_view line, char separator) {
  std::size_t count = 0;
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') quoted = !quoted;
    if (c == separator && !quoted) ++count;
  }
  return count;
}

std::vector<std::string_view> sample_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty() && lines.size() < kLinesSampled) {
    const auto end = text.find_first_of("\r\n");
    const auto line = text.substr(0, end);
    if (!trim(line).empty()) lines.push_back(line);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

char detect_separator(std::string_view text) {
  const auto lines = sample_lines(text);
  char best = kSeparators.front();
  Score best_score;
  for (const char separator : kSeparators) {
    Score score;
    for (const auto line : lines) {
      const auto count = count_outside_quotes(line, separator);
      score.lines += count > 0 ? 1U : 0U;
      score.count += count;
    }
    if (score.beats(best_score)) std::tie(best, best_score) = std::tie(separator, score);
  }
  return best;
}

}  // namespace

std::uint32_t CsvTable::cells_in(std::uint32_t row) const {
  LEDGER_INVARIANT(row >= 1 && row <= rows());
  return row_ends_[row - 1] - (row == 1 ? 0 : row_ends_[row - 2]);
}

std::string_view CsvTable::cell(std::uint32_t row, std::uint32_t column) const {
  if (column >= cells_in(row)) return {};
  const auto at = (row == 1 ? 0 : row_ends_[row - 2]) + column;
  const auto begin = at == 0 ? 0 : cell_ends_[at - 1];
  return std::string_view(text_).substr(begin, cell_ends_[at] - begin);
}

/// Takes cells off the front of the text, one row at a time.
class CsvReader {
 public:
  explicit CsvReader(std::string_view text) : rest_(text) {
    table_.separator_ = detect_separator(text);
    table_.text_.reserve(text.size());
    stops_ = {table_.separator_, '\r', '\n'};
  }

  Result<CsvTable> read() {
    while (!rest_.empty()) LEDGER_CHECK(read_row());
    return std::move(table_);
  }

 private:
  [[nodiscard]] std::uint32_t row() const { return table_.rows() + 1; }

  tl::unexpected<Fault> fail_here(Reason reason) const {
    return fail(reason, {{"row", std::to_string(row())}});
  }

  Result<void> read_row() {
    if (table_.rows() == kCsvRowsMax) {
      return fail(kCsvTooManyRows, {{"limit", std::to_string(kCsvRowsMax)}});
    }
    for (std::uint32_t cells = 1;; ++cells) {
      if (cells > kCsvColumnsMax) return fail_here(kCsvTooManyColumns);
      LEDGER_CHECK(read_cell());
      if (!rest_.starts_with(table_.separator_)) break;
      rest_.remove_prefix(1);
    }
    take_line_end();
    table_.row_ends_.push_back(static_cast<std::uint32_t>(table_.cell_ends_.size()));
    return {};
  }

  Result<void> read_cell() {
    const auto begin = table_.text_.size();
    if (rest_.starts_with('"')) {
      LEDGER_CHECK(read_quoted());
    } else {
      const auto length = std::min(rest_.find_first_of(stops_), rest_.size());
      table_.text_.append(rest_.substr(0, length));
      rest_.remove_prefix(length);
    }
    if (table_.text_.size() - begin > kCsvCellBytesMax) return fail_here(kCsvCellTooLong);
    table_.cell_ends_.push_back(static_cast<std::uint32_t>(table_.text_.size()));
    return {};
  }

  Result<void> read_quoted() {
    rest_.remove_prefix(1);
    for (;;) {
      const auto quote = rest_.find('"');
      if (quote == std::string_view::npos) return fail_here(kCsvQuoteOpen);
      table_.text_.append(rest_.substr(0, quote));
      rest_.remove_prefix(quote + 1);
      if (!rest_.starts_with('"')) break;
      table_.text_ += '"';
      rest_.remove_prefix(1);
    }
    if (!rest_.empty() && rest_.find_first_of(stops_) != 0) return fail_here(kCsvQuoteMisplaced);
    return {};
  }

  void take_line_end() {
    if (rest_.starts_with("\r\n")) {
      rest_.remove_prefix(2);
    } else if (!rest_.empty()) {
      rest_.remove_prefix(1);
    }
  }

  std::string_view rest_;
  std::string stops_;
  CsvTable table_;
};

Result<CsvTable> read_csv(std::string_view text) { return CsvReader(text).read(); }

std::string cell_name(std::uint32_t row, std::uint32_t column) {
  std::string letters;
  for (auto rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return letters + std::to_string(row);
}

}  // namespace anxin::bank
