// Numbers of a workbook: how they are stored, and what they show.
//
// Role: under xlsx.h. Digits are moved as text: nothing here goes through binary floating point.
// Shape: a stored number is the shortest decimal form of a binary number ("4487.6599999999999",
//        "6.2179E+18"); a spreadsheet shows and keeps 15 significant digits of it.
// Source: ECMA-376 part 1, 18.8.30 (number formats), 18.17.4.1 (dates).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace anxin::bank {

/// A stored number written out, to the 15 digits that a spreadsheet keeps.
struct PlainNumber {
  std::string text;          ///< "-4487.66"
  std::size_t decimals = 0;  ///< behind its point, without needless zeros
  bool digits_lost =
      false;  ///< more than 15 digits before the point; the rest are noughts or noise
};

/// Nothing where the text is no decimal number.
[[nodiscard]] std::optional<PlainNumber> read_number(std::string_view stored);

enum class Shown : std::uint8_t {
  general,   ///< as it is
  decimals,  ///< with a fixed number of decimals
  day,
  month,
  time,
};

struct NumberFormat {
  Shown shown = Shown::general;
  std::size_t decimals = 0;
};

/// Of a format code: "#,##0.00", "yyyy\"年\"m\"月\"", "h:mm".
[[nodiscard]] NumberFormat read_format(std::string_view code);
/// Of a format that has a number and no code; general for an unknown one.
[[nodiscard]] NumberFormat builtin_format(unsigned id);

/// The first day of a workbook's calendar.
enum class DateSystem : std::uint8_t { from_1900, from_1904 };

/// "2026-10-31", "2026-10", "07:30" or "2026-10-31 07:30"; nothing for a number that is no day.
[[nodiscard]] std::optional<std::string> show_day(const PlainNumber& number, Shown shown,
                                                  DateSystem system);

}  // namespace anxin::bank
