#include "payments/bank/json_table.h"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "payments/bank/csv.h"
#include "payments/bank/utf8.h"

namespace anxin::bank {
namespace {

constexpr std::size_t kDigitsKept = 15;  // of a binary number, as with a spreadsheet

std::string_view skip_blanks(std::string_view text) {
  const auto at = text.find_first_not_of(" \t\r\n");
  return at == std::string_view::npos ? std::string_view() : text.substr(at);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The number at the front of a text; empty where there is none that JSON allows.
std::string_view number_at(std::string_view text) {
  std::size_t at = text.starts_with('-') ? 1 : 0;
  const auto digits = [&] {
    const auto begin = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    return at - begin;
  };
  const auto whole_at = at;
  const auto whole = digits();
  if (whole == 0 || (whole > 1 && text[whole_at] == '0')) return {};
  if (at < text.size() && text[at] == '.') {
    ++at;
    if (digits() == 0) return {};
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    if (digits() == 0) return {};
  }
  return text.substr(0, at);
}

bool loses_digits(std::string_view number) {
  if (number.starts_with('-')) number.remove_prefix(1);
  return number.substr(0, number.find_first_of(".eE")).size() > kDigitsKept;
}

/// "3000.00" in quotes: right in the end, but programs that send it mean a number.
bool is_quoted_number(std::string_view text) {
  return !text.empty() && number_at(text).size() == text.size();
}

std::optional<char32_t> read_hex(std::string_view text) {
  if (text.size() < 4) return std::nullopt;
  char32_t value = 0;
  for (const char c : text.substr(0, 4)) {
    const char lower = c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c;
    const auto digit = std::string_view("0123456789abcdef").find(lower);
    if (digit == std::string_view::npos) return std::nullopt;
    value = value * 16 + static_cast<char32_t>(digit);
  }
  return value;
}

struct Value {
  std::uint32_t column = 0;
  std::string text;
};

class JsonReader {
 public:
  explicit JsonReader(std::string_view text)
      : text_(text),
        in_array_(skip_blanks(text).starts_with('[')),
        table_(in_array_ ? Origin::json_array : Origin::json_lines) {}

  Result<CellTable> read() {
    LEDGER_CHECK(in_array_ ? read_array() : read_lines());
    skip();
    if (at_ != text_.size()) return fail_here(kJsonMalformed);
    table_.name_keys(std::move(keys_));
    return table_.take();
  }

 private:
  tl::unexpected<Fault> fail_here(Reason reason) const {
    const auto before = text_.substr(0, std::min(at_, text_.size()));
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    return fail(reason, {{"line", std::to_string(line)}});
  }

  [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void skip() { at_ = text_.size() - skip_blanks(text_.substr(at_)).size(); }
  bool take(char c) {
    if (peek() != c) return false;
    ++at_;
    return true;
  }

  Result<void> read_array() {
    skip();
    take('[');
    skip();
    if (take(']')) return {};
    do {
      skip();
      LEDGER_CHECK(read_object());
      skip();
    } while (take(','));
    return take(']') ? Result<void>() : fail_here(kJsonMalformed);
  }

  Result<void> read_lines() {
    for (std::size_t line = 1;; ++line) {
      const auto end = std::min(text_.find('\n', at_), text_.size());
      if (skip_blanks(text_.substr(at_, end - at_)).empty()) {
        table_.end_row();
      } else {
        skip();
        LEDGER_CHECK(read_object());
        const auto rest = text_.substr(at_, std::max(end, at_) - at_);
        // An object over several lines, or two on one: then rows would not be lines.
        if (at_ > end || !skip_blanks(rest).empty()) return fail_here(kJsonMalformed);
      }
      if (end == text_.size()) {
        at_ = end;
        return {};
      }
      at_ = end + 1;
      if (skip_blanks(text_.substr(at_)).empty()) return {};
    }
  }

  Result<void> read_object() {
    if (table_.row() > kTableRowsMax) {
      return fail(kCsvTooManyRows, {{"limit", std::to_string(kTableRowsMax)}});
    }
    values_.clear();
    if (!take('{')) return fail_here(kJsonMalformed);
    skip();
    if (!take('}')) {
      do {
        LEDGER_CHECK(read_member());
        skip();
      } while (take(','));
      if (!take('}')) return fail_here(kJsonMalformed);
    }
    add_row();
    return {};
  }

  Result<void> read_member() {
    skip();
    auto key = LEDGER_TRY(read_string());
    skip();
    if (!take(':')) return fail_here(kJsonMalformed);
    skip();
    const auto column = LEDGER_TRY(column_of(std::move(key)));
    const bool known = std::any_of(values_.begin(), values_.end(),
                                   [column](const Value& value) { return value.column == column; });
    auto text = LEDGER_TRY(read_value(column));
    if (known) {
      table_.mark(table_.row(), column, CellMark::repeated);
    } else {
      values_.push_back({column, std::move(text)});
    }
    return {};
  }

  Result<std::uint32_t> column_of(std::string key) {
    const auto known = columns_.find(key);
    if (known != columns_.end()) return known->second;
    if (keys_.size() == kTableColumnsMax) return fail_here(kJsonTooManyKeys);
    const auto column = static_cast<std::uint32_t>(keys_.size());
    columns_.emplace(key, column);
    keys_.push_back(std::move(key));
    return column;
  }

  Result<std::string> read_value(std::uint32_t column) {
    const auto mark = [&](CellMark kind) { table_.mark(table_.row(), column, kind); };
    if (peek() == '"') {
      auto text = LEDGER_TRY(read_string());
      if (is_quoted_number(text)) mark(CellMark::quoted);
      return text;
    }
    if (peek() == '{' || peek() == '[') {
      mark(CellMark::nested);
      LEDGER_CHECK(skip_nested());
      return std::string();
    }
    for (const auto& [word, text] :
         {std::pair{"true", "TRUE"}, std::pair{"false", "FALSE"}, std::pair{"null", ""}}) {
      if (!text_.substr(at_).starts_with(word)) continue;
      at_ += std::string_view(word).size();
      return std::string(text);
    }
    const auto number = number_at(text_.substr(at_));
    if (number.empty()) return fail_here(kJsonMalformed);
    if (number.size() > kTableCellBytesMax) return fail_here(kJsonValueTooLong);
    at_ += number.size();
    if (loses_digits(number)) mark(CellMark::digits_lost);
    return std::string(number);
  }

  /// Over an object or array that no column reads; its strings and brackets must be sound.
  Result<void> skip_nested() {
    std::string open;
    do {
      const char c = peek();
      if (c == '"') {
        LEDGER_CHECK(read_string());
        continue;
      }
      if (c == '\0') return fail_here(kJsonMalformed);
      ++at_;
      if (c == '{' || c == '[') open += c == '{' ? '}' : ']';
      if (open.size() > static_cast<std::size_t>(kJsonDepthMax)) return fail_here(kJsonTooDeep);
      if (c != '}' && c != ']') continue;
      if (open.back() != c) return fail_here(kJsonMalformed);
      open.pop_back();
    } while (!open.empty());
    return {};
  }

  Result<std::string> read_string() {
    if (!take('"')) return fail_here(kJsonMalformed);
    std::string text;
    for (;;) {
      const auto stop = std::min(text_.find_first_of("\"\\", at_), text_.size());
      const auto plain = text_.substr(at_, stop - at_);
      const bool control = std::any_of(plain.begin(), plain.end(),
                                       [](char c) { return static_cast<unsigned char>(c) < 0x20; });
      if (control || stop == text_.size()) return fail_here(kJsonMalformed);
      text.append(plain);
      if (text.size() > kTableCellBytesMax) return fail_here(kJsonValueTooLong);
      at_ = stop + 1;
      if (text_[stop] == '"') return text;
      LEDGER_CHECK(read_escape(text));
    }
  }

  Result<void> read_escape(std::string& text) {
    constexpr std::string_view kNames = "\"\\/bfnrt";
    constexpr std::string_view kValues = "\"\\/\b\f\n\r\t";
    const char c = peek();
    ++at_;
    if (const auto known = kNames.find(c); known != std::string_view::npos && c != '\0') {
      text += kValues[known];
      return {};
    }
    if (c != 'u') return fail_here(kJsonMalformed);
    const auto code_point = read_code_point();
    if (!code_point) return fail_here(kJsonMalformed);
    append_code_point(text, *code_point);
    return {};
  }

  /// Four hexadecimal digits, or a pair of surrogates.
  std::optional<char32_t> read_code_point() {
    const auto high = read_hex(text_.substr(std::min(at_, text_.size())));
    if (!high || *high == 0) return std::nullopt;
    at_ += 4;
    if (*high < 0xD800 || *high > 0xDFFF) return high;
    if (*high > 0xDBFF || !text_.substr(at_).starts_with("\\u")) return std::nullopt;
    const auto low = read_hex(text_.substr(at_ + 2));
    if (!low || *low < 0xDC00 || *low > 0xDFFF) return std::nullopt;
    at_ += 6;
    return 0x10000 + ((*high - 0xD800) << 10U) + (*low - 0xDC00);
  }

  void add_row() {
    std::sort(values_.begin(), values_.end(),
              [](const Value& a, const Value& b) { return a.column < b.column; });
    std::uint32_t column = 0;
    for (const auto& value : values_) {
      for (; column < value.column; ++column) table_.end_cell();
      table_.append(value.text);
      table_.end_cell();
      ++column;
    }
    table_.end_row();
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool in_array_;
  CellTableBuilder table_;
  std::vector<std::string> keys_;
  std::unordered_map<std::string, std::uint32_t> columns_;  // by key
  std::vector<Value> values_;                               // of the object that is being read
};

}  // namespace

bool looks_like_json(std::string_view text) {
  text = skip_blanks(text);
  if (text.empty() || (text.front() != '[' && text.front() != '{')) return false;
  const auto next = skip_blanks(text.substr(1));
  if (text.front() == '[') return next.starts_with('{') || next.starts_with(']');
  return next.starts_with('"') || next.starts_with('}');
}

Result<CellTable> read_json_table(std::string_view text) { return JsonReader(text).read(); }

}  // namespace anxin::bank
