#include "simulator/quantity.h"

#include <algorithm>
#include <span>

#include "ledger/base/amount.h"

namespace anxin::simulator {
namespace {

// Where the number ends and its unit begins.
std::size_t end_of_number(std::string_view text) {
  const auto end = text.find_first_not_of("0123456789.-");
  return end == std::string_view::npos ? text.size() : end;
}

}  // namespace

const Unit* find_unit(std::string_view word) {
  const auto found = std::find_if(kUnits.begin(), kUnits.end(),
                                  [word](const Unit& unit) { return unit.word == word; });
  return found == kUnits.end() ? nullptr : found;
}

std::string units_of(Dimension dimension) {
  std::string all;
  for (const auto& unit : kUnits) {
    if (unit.dimension == dimension) all.append(all.empty() ? "" : ", ").append(unit.word);
  }
  return all;
}

std::optional<Rate> parse_quantity(std::string_view number, const Unit& unit) {
  const auto decimal = parse_decimal(number);
  if (!decimal) return std::nullopt;
  constexpr std::int64_t kTenThousand = 10'000;
  const Rate size = Rate(decimal->whole) + Rate(decimal->ten_thousandths) / kTenThousand;
  const Rate value = size * unit.numerator / unit.denominator;
  return decimal->negative ? Rate(-value) : value;
}

const Unit* unit_written(std::string_view text, Dimension dimension) {
  auto word = text.substr(end_of_number(text));
  if (word.starts_with(' ')) word.remove_prefix(1);
  const auto* unit = find_unit(word);
  return unit == nullptr || unit->dimension != dimension ? nullptr : unit;
}

std::optional<Rate> parse_quantity(std::string_view text, Dimension dimension) {
  const auto* unit = unit_written(text, dimension);
  if (unit == nullptr) return std::nullopt;
  return parse_quantity(text.substr(0, end_of_number(text)), *unit);
}

std::string quantity_text(const Rate& value, const Unit& unit) {
  const Rate count = value * unit.denominator / unit.numerator;
  return to_decimal_string(count) + " " + std::string(unit.word);
}

std::string quantity_text(const Rate& value, Dimension dimension) {
  std::string best;
  for (const auto& unit : std::span(kUnits).first(kWrittenUnits)) {
    if (unit.dimension != dimension) continue;
    auto text = quantity_text(value, unit);
    if (best.empty() || text.size() < best.size()) best = std::move(text);
  }
  return best;
}

}  // namespace anxin::simulator
