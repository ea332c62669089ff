#include "payments/bank/cell_text.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>

#include "ledger/base/invariant.h"
#include "ledger/base/text.h"
#include "payments/bank/utf8.h"

namespace anxin::bank {
namespace {

constexpr std::size_t kExcelDigits = 15;  // what a binary floating point number keeps
constexpr std::size_t kZeroRunMin = 3;

char32_t fold(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFF01 + '!';
  switch (c) {
    case U'\t':
    case U'\r':
    case U'\n':
    case U'\u00A0':
    case U'\u2002':
    case U'\u2003':
    case U'\u2009':
    case U'\u200B':
    case U'\u202F':
    case U'\u3000':
    case U'\uFEFF':
      return U' ';
    case U'\uFFE5':
      return U'\u00A5';
    case U'\u2212':
      return U'-';
    default:
      return c;
  }
}

/// No byte that begins a character which fold() changes; Chinese names have none.
bool is_folded(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == 0xC2 || byte == 0xE2 || byte == 0xE3 || byte == 0xEF ||
           (byte >= '\t' && byte <= '\r');
  });
}

/// ASCII that is seen, and characters from U+4000 to U+9FFF, of which NFKC changes none: nearly
/// every name. Requires: UTF-8.
bool is_normal(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    const bool ascii = byte >= ' ' && byte < 0x7F;
    const bool han = byte >= 0xE4 && byte <= 0xE9;
    const bool continues = byte >= 0x80 && byte <= 0xBF;
    return ascii || han || continues;
  });
}

bool is_format(char32_t c) {
  return utf8proc_category(static_cast<utf8proc_int32_t>(c)) == UTF8PROC_CATEGORY_CF;
}

std::string nfkc(const std::string& text) {
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  utf8proc_uint8_t* made = nullptr;
  const auto size = utf8proc_map(
      bytes, static_cast<utf8proc_ssize_t>(text.size()), &made,
      static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(made, &std::free);
  LEDGER_INVARIANT(size >= 0);  // decode.h let only UTF-8 pass
  return {reinterpret_cast<const char*>(made), static_cast<std::size_t>(size)};
}

std::string without_format(std::string_view text) {
  std::string seen;
  while (!text.empty()) {
    const auto code_point = take_code_point(text).value();
    if (!is_format(code_point)) append_code_point(seen, code_point);
  }
  return seen;
}

bool is_blank(char c) { return c == '\t' || c == '\r' || c == '\n'; }

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// What most numbers consist of, cards and branch codes of nothing else.
bool is_tidy(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); }

void remove(std::string& text, char unwanted) {
  text.erase(std::remove(text.begin(), text.end(), unwanted), text.end());
}

}  // namespace

std::string fold_width(std::string_view text) {
  if (is_folded(text)) return std::string(text);
  if (is_ascii(text)) {  // most cells; saves a third of the time of a large table
    std::string folded(text);
    std::replace_if(folded.begin(), folded.end(), is_blank, ' ');
    return folded;
  }
  std::string folded;
  folded.reserve(text.size());
  while (!text.empty()) {
    const auto code_point = take_code_point(text);
    LEDGER_INVARIANT(code_point.has_value());  // decode.h let only UTF-8 pass
    append_code_point(folded, fold(*code_point));
  }
  return folded;
}

std::string squeeze(std::string_view text) {
  auto squeezed = fold_width(text);
  remove(squeezed, ' ');
  return squeezed;
}

std::string normal_text(std::string_view text) {
  if (is_normal(text)) return std::string(text);
  return nfkc(without_format(fold_width(text)));
}

Unseen unseen_in(std::string_view text) {
  auto worst = Unseen::nothing;
  if (is_normal(text)) return worst;
  const auto folded = fold_width(text);
  for (std::string_view rest = folded; !rest.empty();) {
    const auto c = take_code_point(rest).value();
    const bool reversing = c == U'\u202D' || c == U'\u202E' || (c >= U'\u2066' && c <= U'\u2068');
    if (reversing) return Unseen::reversing;
    if (is_format(c)) worst = Unseen::invisible;
  }
  return worst;
}

std::string tidy_name(std::string_view text) {
  const auto folded = normal_text(text);
  std::string name(trim(folded));
  if (std::none_of(name.begin(), name.end(), is_letter)) remove(name, ' ');
  return name;
}

std::string tidy_number(std::string_view text) {
  if (std::all_of(text.begin(), text.end(), is_tidy)) return std::string(text);
  auto number = squeeze(text);
  if (number.starts_with("=\"") && number.ends_with('"') && number.size() > 2) {
    number = number.substr(2, number.size() - 3);
  }
  for (const std::string_view mark : {"'", "`", "‘", "’"}) {
    if (number.starts_with(mark)) number.erase(0, mark.size());
  }
  if (is_nothing(number)) return {};
  remove(number, '-');
  std::transform(number.begin(), number.end(), number.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return number;
}

bool is_error_cell(std::string_view text) {
  static constexpr std::array<std::string_view, 8> kErrors{"#REF!",  "#N/A",  "#VALUE!", "#DIV/0!",
                                                           "#NAME?", "#NUM!", "#NULL!",  "###"};
  text = trim(text);
  if (!text.starts_with('#')) return false;
  return std::any_of(kErrors.begin(), kErrors.end(),
                     [text](std::string_view error) { return text.starts_with(error); });
}

bool is_nothing(std::string_view squeezed) {
  static constexpr std::array<std::string_view, 7> kSigns{"-", "--", "—", "——", "/", "\\", "无"};
  return std::find(kSigns.begin(), kSigns.end(), squeezed) != kSigns.end();
}

bool is_scientific(std::string_view squeezed) {
  // Not find_first_of(): it asks a library function about every character.
  const auto found =
      std::find_if(squeezed.begin(), squeezed.end(), [](char c) { return c == 'e' || c == 'E'; });
  const auto e = static_cast<std::size_t>(found - squeezed.begin());
  if (e == squeezed.size() || e == 0) return false;
  auto power = squeezed.substr(e + 1);
  if (power.starts_with('+') || power.starts_with('-')) power.remove_prefix(1);
  std::string number(squeezed.substr(0, e));
  if (number.starts_with('-')) number.erase(0, 1);
  const auto point = number.find('.');
  if (point != std::string::npos) number.erase(point, 1);
  return all_digits(power) && all_digits(number);
}

bool ends_like_excel(std::string_view number) {
  if (number.size() < kExcelDigits + kZeroRunMin || !all_digits(number)) return false;
  return number.find_first_not_of('0', kExcelDigits) == std::string_view::npos;
}

std::optional<std::uint32_t> digits_value(std::string_view digits) {
  constexpr std::size_t kDigitsMax = 9;
  if (!all_digits(digits) || digits.size() > kDigitsMax) return std::nullopt;
  std::uint32_t value = 0;
  for (const char c : digits) value = value * 10 + static_cast<std::uint32_t>(c - '0');
  return value;
}

}  // namespace anxin::bank
