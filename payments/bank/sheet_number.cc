#include "payments/bank/sheet_number.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "ledger/base/text.h"
#include "payments/bank/cell_text.h"

namespace anxin::bank {
namespace {

constexpr int kDigitsKept = 15;
// Sums that ought to be zero leave noise of this size in binary; a fen is 10^7 times as much.
constexpr int kNoiseBelow = -8;
constexpr int kPowerMax = 60;  // beyond it no cell of a wage table goes

/// 0.DIGITS × 10^point; no leading or trailing zeros among the digits.
struct Digits {
  bool negative = false;
  std::string digits;
  int point = 0;
};

std::optional<int> read_power(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (!all_digits(text) || text.size() > 3) return std::nullopt;
  int power = 0;
  for (const char c : text) power = power * 10 + (c - '0');
  return negative ? -power : power;
}

void strip_zeros(Digits& number) {
  const auto first = std::min(number.digits.find_first_not_of('0'), number.digits.size());
  number.digits.erase(0, first);
  number.point -= static_cast<int>(first);
  while (number.digits.ends_with('0')) number.digits.pop_back();
  if (number.digits.empty()) number = Digits{};
}

std::optional<Digits> read_digits(std::string_view stored) {
  Digits number;
  number.negative = stored.starts_with('-');
  if (number.negative) stored.remove_prefix(1);
  const auto e = stored.find_first_of("eE");
  const auto mantissa = stored.substr(0, e);
  const auto dot = mantissa.find('.');
  const auto whole = mantissa.substr(0, dot);
  const auto rest = dot == std::string_view::npos ? "" : mantissa.substr(dot + 1);
  number.digits.append(whole).append(rest);
  if (!all_digits(number.digits)) return std::nullopt;
  number.point = static_cast<int>(whole.size());
  if (e != std::string_view::npos) {
    const auto power = read_power(stored.substr(e + 1));
    if (!power) return std::nullopt;
    number.point += *power;
  }
  strip_zeros(number);
  if (number.point > kPowerMax) return std::nullopt;
  return number;
}

/// To fifteen digits, a half away from zero, as a spreadsheet shows them.
void round_digits(Digits& number) {
  if (number.digits.size() <= kDigitsKept) return;
  const bool up = number.digits[kDigitsKept] >= '5';
  number.digits.resize(kDigitsKept);
  for (int at = kDigitsKept - 1; up && at >= -1; --at) {
    if (at < 0) {
      number.digits.insert(0, 1, '1');
      ++number.point;
      break;
    }
    auto& digit = number.digits[static_cast<std::size_t>(at)];
    digit = digit == '9' ? '0' : static_cast<char>(digit + 1);
    if (digit != '0') break;
  }
  strip_zeros(number);
}

PlainNumber write_out(const Digits& number) {
  PlainNumber plain;
  if (number.negative) plain.text = "-";
  const auto size = static_cast<int>(number.digits.size());
  if (number.point <= 0) {
    plain.text += size == 0 ? "0" : "0.";
    plain.text.append(static_cast<std::size_t>(-number.point), '0').append(number.digits);
    plain.decimals = static_cast<std::size_t>(size - number.point);
  } else if (size <= number.point) {
    plain.text += number.digits;
    plain.text.append(static_cast<std::size_t>(number.point - size), '0');
  } else {
    const auto whole = static_cast<std::size_t>(number.point);
    plain.text.append(number.digits, 0, whole).append(".").append(number.digits, whole);
    plain.decimals = static_cast<std::size_t>(size - number.point);
  }
  return plain;
}

/// A format code without what is only shown: "…", \c, [Red], _), *-; its first section.
std::string bare_code(std::string_view code) {
  std::string bare;
  for (std::size_t at = 0; at < code.size() && code[at] != ';'; ++at) {
    const char c = code[at];
    if (c == '"' || c == '[') {
      const auto close = code.find(c == '"' ? '"' : ']', at + 1);
      const auto inside = code.substr(at + 1, close - at - 1);
      // [h]:mm counts hours beyond a day.
      if (c == '[' && (inside == "h" || inside == "hh" || inside == "H")) bare += 'h';
      if (close == std::string_view::npos) break;
      at = close;
    } else if (c == '\\' || c == '_' || c == '*' || c == '!') {
      ++at;
    } else {
      bare += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
  }
  return bare;
}

struct Clock {
  std::int64_t days = 0;
  int minutes = 0;  ///< of the day, rounded
};

std::optional<Clock> read_clock(const PlainNumber& number) {
  constexpr std::size_t kFractionDigits = 9;
  constexpr std::int64_t kFractionUnit = 1'000'000'000;
  constexpr std::int64_t kDayMinutes = 24 * 60;
  constexpr std::size_t kDayDigitsMax = 7;  // to the year 9999
  const auto dot = number.text.find('.');
  const auto whole = number.text.substr(0, dot);
  if (!all_digits(whole) || whole.size() > kDayDigitsMax) return std::nullopt;
  std::string fraction = dot == std::string::npos ? "" : number.text.substr(dot + 1);
  fraction.resize(kFractionDigits, '0');
  const auto part = digits_value(fraction.substr(0, kFractionDigits));
  const auto days = digits_value(whole);
  if (!part || !days) return std::nullopt;
  const auto minutes = (std::int64_t{*part} * kDayMinutes + kFractionUnit / 2) / kFractionUnit;
  const auto total = std::int64_t{*days} * kDayMinutes + minutes;
  return Clock{total / kDayMinutes, static_cast<int>(total % kDayMinutes)};
}

// Day 60 of the calendar of 1900 is a 29 February that never was.
constexpr std::int64_t kNoLeapDay = 60;
constexpr std::int64_t kLastDay = 2'958'465;  // 9999-12-31

std::optional<std::chrono::year_month_day> to_date(std::int64_t serial, DateSystem system) {
  using namespace std::chrono;
  if (serial < 0 || serial > kLastDay) return std::nullopt;
  if (system == DateSystem::from_1904) return sys_days{year{1904} / 1 / 1} + days{serial};
  if (serial == 0 || serial == kNoLeapDay) return std::nullopt;
  const auto lost = serial < kNoLeapDay ? 0 : 1;
  return sys_days{year{1899} / 12 / 31} + days{serial - lost};
}

std::string clock_text(int minutes) {
  return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

}  // namespace

std::optional<PlainNumber> read_number(std::string_view stored) {
  auto number = read_digits(stored);
  if (!number) return std::nullopt;
  if (number->point > kDigitsKept) {
    auto plain = write_out(*number);
    plain.digits_lost = true;
    return plain;
  }
  round_digits(*number);
  if (number->point <= kNoiseBelow) *number = Digits{};
  return write_out(*number);
}

NumberFormat read_format(std::string_view code) {
  const auto bare = bare_code(code);
  if (bare.find("general") != std::string::npos || bare.find('@') != std::string::npos) return {};
  const bool years = bare.find('y') != std::string::npos;
  const bool days = bare.find('d') != std::string::npos;
  const bool hours = bare.find('h') != std::string::npos || bare.find('s') != std::string::npos;
  const bool months = bare.find('m') != std::string::npos;
  if (days || (months && !years && !hours)) return {Shown::day, 0};
  if (years) return {months ? Shown::month : Shown::day, 0};
  if (hours) return {Shown::time, 0};
  const bool scales = bare.ends_with(',') || bare.find(",.") != std::string::npos;
  const bool plain = bare.find_first_of("%eE?/") == std::string::npos && !scales;
  if (!plain || bare.find_first_of("0#") == std::string::npos) return {};
  const auto dot = bare.find('.');
  const auto places = dot == std::string::npos
                          ? 0
                          : std::count_if(bare.begin() + static_cast<std::ptrdiff_t>(dot),
                                          bare.end(), [](char c) { return c == '0' || c == '#'; });
  return {Shown::decimals, static_cast<std::size_t>(places)};
}

NumberFormat builtin_format(unsigned id) {
  const auto in = [id](unsigned first, unsigned last) { return id >= first && id <= last; };
  // 27 to 36 and 50 to 58 are the days and times of Chinese, Japanese and Korean editions.
  if (in(18, 21) || in(45, 47) || in(32, 35)) return {Shown::time, 0};
  if (id == 17 || id == 55 || id == 52) return {Shown::month, 0};
  if (in(14, 22) || in(27, 36) || in(50, 58)) return {Shown::day, 0};
  if (id == 1 || id == 3 || in(37, 38) || in(41, 42)) return {Shown::decimals, 0};
  if (id == 2 || id == 4 || in(39, 40) || in(43, 44)) return {Shown::decimals, 2};
  return {};
}

std::optional<std::string> show_day(const PlainNumber& number, Shown shown, DateSystem system) {
  const auto clock = read_clock(number);
  if (!clock) return std::nullopt;
  if (shown == Shown::time && clock->days == 0) return clock_text(clock->minutes);
  const auto date = to_date(clock->days, system);
  if (!date) return std::nullopt;
  const auto month = fmt::format("{:04}-{:02}", static_cast<int>(date->year()),
                                 static_cast<unsigned>(date->month()));
  if (shown == Shown::month) return month;
  auto text = month + fmt::format("-{:02}", static_cast<unsigned>(date->day()));
  if (clock->minutes > 0) text += " " + clock_text(clock->minutes);
  return text;
}

}  // namespace anxin::bank
