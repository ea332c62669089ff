// Numbers with units, as scenario and baseline files write them: "3 %", "100 万元", "60 month".
//
// Role: the rim of the simulator. A number without its unit is refused where a unit is due.
// Units: what comes out counts in the base unit of its dimension, as an exact fraction: fen, the
//        whole, the whole a year, months, persons, standard deviations.
// Source: simulator.md section 4: the set of units is closed.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ledger/base/money.h"
#include "payments/rules/words.h"

namespace anxin::simulator {

enum class Dimension : std::uint8_t {
  money,       ///< fen
  share,       ///< of the whole
  yearly,      ///< chance of an event within a year
  monthly,     ///< chance of an event within a month
  months,      ///< duration
  persons,     ///< head count
  deviations,  ///< standard deviations
  teams,       ///< that work on cases
};
inline constexpr std::array<payments::Word<Dimension>, 8> kDimensionWords{{
    {Dimension::money, "money"},
    {Dimension::share, "share"},
    {Dimension::yearly, "chance a year"},
    {Dimension::monthly, "chance a month"},
    {Dimension::months, "duration"},
    {Dimension::persons, "persons"},
    {Dimension::deviations, "standard deviations"},
    {Dimension::teams, "teams"},
}};
constexpr const auto& words_of(Dimension) { return kDimensionWords; }

struct Unit {
  std::string_view word;
  Dimension dimension;
  std::int64_t numerator = 1;  ///< base units in one of it
  std::int64_t denominator = 1;
};

/// The first of them are written, the others read alone.
inline constexpr std::size_t kWrittenUnits = 14;
inline constexpr std::array<Unit, 18> kUnits{{
    {"yuan", Dimension::money, 100, 1},
    {"万元", Dimension::money, 1'000'000, 1},
    {"亿元", Dimension::money, 10'000'000'000, 1},
    {"%", Dimension::share, 1, 100},
    {"‰", Dimension::share, 1, 1'000},
    {"%/year", Dimension::yearly, 1, 100},
    {"‰/year", Dimension::yearly, 1, 1'000},
    {"%/month", Dimension::monthly, 1, 100},
    {"‰/month", Dimension::monthly, 1, 1'000},
    {"month", Dimension::months, 1, 1},
    {"year", Dimension::months, 12, 1},
    {"person", Dimension::persons, 1, 1},
    {"sd", Dimension::deviations, 1, 1},
    {"team", Dimension::teams, 1, 1},
    {"元", Dimension::money, 100, 1},
    {"个月", Dimension::months, 1, 1},
    {"年", Dimension::months, 12, 1},
    {"人", Dimension::persons, 1, 1},
}};

/// The unit of that word; null where there is none.
[[nodiscard]] const Unit* find_unit(std::string_view word);
/// "%, ‰": the units of a dimension.
[[nodiscard]] std::string units_of(Dimension dimension);

/// A number in base units: "-2.33", "30"; nothing where it is no decimal number.
[[nodiscard]] std::optional<Rate> parse_quantity(std::string_view number, const Unit& unit);
/// "3 %" or "3%", in a unit of that dimension; nothing otherwise.
[[nodiscard]] std::optional<Rate> parse_quantity(std::string_view text, Dimension dimension);

/// A text that begins with a number: the unit that follows it, of that dimension; null otherwise.
[[nodiscard]] const Unit* unit_written(std::string_view text, Dimension dimension);

/// "3 %", "100 万元": exact, as many decimals as it takes.
[[nodiscard]] std::string quantity_text(const Rate& value, const Unit& unit);
/// The same in the unit in which it is shortest, the first of the list among equals.
[[nodiscard]] std::string quantity_text(const Rate& value, Dimension dimension);

}  // namespace anxin::simulator
