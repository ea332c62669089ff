#include "payments/bank/csv.h"

#include <algorithm>
#include <tuple>

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

/// Takes cells off the front of the text, one row at a time.
class CsvReader {
 public:
  explicit CsvReader(std::string_view text) : rest_(text), separator_(detect_separator(text)) {
    table_.separate_by(separator_);
    table_.reserve(text.size());
    for (const char stop : {separator_, '\r', '\n'})
      stops_[static_cast<unsigned char>(stop)] = true;
  }

  Result<CellTable> read() {
    while (!rest_.empty()) LEDGER_CHECK(read_row());
    return table_.take();
  }

 private:
  tl::unexpected<Fault> fail_here(Reason reason) const {
    return fail(reason, {{"row", std::to_string(table_.row())}});
  }

  Result<void> read_row() {
    if (table_.row() > kTableRowsMax) {
      return fail(kCsvTooManyRows, {{"limit", std::to_string(kTableRowsMax)}});
    }
    for (std::uint32_t cells = 1;; ++cells) {
      if (cells > kTableColumnsMax) return fail_here(kCsvTooManyColumns);
      LEDGER_CHECK(read_cell());
      if (!rest_.starts_with(separator_)) break;
      rest_.remove_prefix(1);
    }
    take_line_end();
    table_.end_row();
    return {};
  }

  Result<void> read_cell() {
    const auto begin = table_.bytes();
    if (rest_.starts_with('"')) {
      LEDGER_CHECK(read_quoted());
    } else {
      const auto length = length_to_stop();
      table_.append(rest_.substr(0, length));
      rest_.remove_prefix(length);
    }
    if (table_.bytes() - begin > kTableCellBytesMax) return fail_here(kCsvCellTooLong);
    table_.end_cell();
    return {};
  }

  [[nodiscard]] std::size_t length_to_stop() const {
    std::size_t length = 0;
    while (length < rest_.size() && !stops_[static_cast<unsigned char>(rest_[length])]) ++length;
    return length;
  }

  Result<void> read_quoted() {
    rest_.remove_prefix(1);
    for (;;) {
      const auto quote = rest_.find('"');
      if (quote == std::string_view::npos) return fail_here(kCsvQuoteOpen);
      table_.append(rest_.substr(0, quote));
      rest_.remove_prefix(quote + 1);
      if (!rest_.starts_with('"')) break;
      table_.append("\"");
      rest_.remove_prefix(1);
    }
    if (!rest_.empty() && length_to_stop() != 0) return fail_here(kCsvQuoteMisplaced);
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
  char separator_;
  std::array<bool, 256> stops_{};
  CellTableBuilder table_{Origin::text};
};

}  // namespace

Result<CellTable> read_csv(std::string_view text) { return CsvReader(text).read(); }

}  // namespace anxin::bank
