#include "api/report/measure.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "api/report/scale.h"
#include "ledger/base/amount.h"

namespace anxin::report {
namespace {

using simulator::Dimension;
using simulator::MetricUnit;

struct MoneyUnit {
  std::int64_t fen;
  std::string_view key;
  int decimals;
};
// The larger one first; each is used from one of it upwards.
constexpr std::array<MoneyUnit, 3> kChineseMoney{{{10'000'000'000, "report.money.yi", 2},
                                                  {1'000'000, "report.money.wan", 2},
                                                  {100, "report.money.yuan", 0}}};
constexpr std::array<MoneyUnit, 3> kEnglishMoney{{{100'000'000, "report.money.million", 2},
                                                  {100'000, "report.money.thousand", 1},
                                                  {100, "report.money.yuan", 0}}};

const MoneyUnit& money_unit(const paper::Speaker& say, double largest) {
  const auto& units = say.tag == "en" ? kEnglishMoney : kChineseMoney;
  const auto found = std::find_if(units.begin(), units.end(), [largest](const MoneyUnit& unit) {
    return std::abs(largest) >= static_cast<double>(unit.fen);
  });
  return found == units.end() ? units.back() : *found;
}

std::string filled(const paper::Speaker& say, std::string_view key, const std::string& number) {
  return say(key, {{"n", number}});
}

// Whole numbers in groups of three; others as they are.
std::string exact_text(const Rate& value) {
  return denominator(value) == 1 ? number_text(simulator::real_of(value), 0)
                                 : to_decimal_string(value);
}

}  // namespace

Measure money_measure(const paper::Speaker& say, double largest) {
  const auto& unit = money_unit(say, largest);
  return {static_cast<double>(unit.fen), say(unit.key), unit.decimals};
}

Measure measure_of(const paper::Speaker& say, MetricUnit unit, double largest) {
  switch (unit) {
    case MetricUnit::fen:
      return money_measure(say, largest);
    case MetricUnit::heads:
      return {1, say("report.unit.persons"), 1};
    case MetricUnit::count:
      return {1, say("report.unit.times"), 3};
    case MetricUnit::millionth:
      return {10'000, "%", 2};
    case MetricUnit::months:
      return {1'000, say("simulate.unit-word.month"), 2};
  }
  return {};
}

std::string text_in(const Measure& measure, double value) {
  return number_text(value / measure.size, measure.decimals);
}

std::string signed_text_in(const Measure& measure, double value) {
  const auto text = text_in(measure, value);
  const bool plain = text.starts_with("−") || text.find_first_not_of("0.,") == std::string::npos;
  return plain ? text : "+" + text;
}

std::string text_with_unit(const Measure& measure, double value) {
  return text_in(measure, value) + " " + measure.unit;
}

std::string money_text(const paper::Speaker& say, double fen) {
  return text_with_unit(money_measure(say, fen), fen);
}

std::string with_unit(const paper::Speaker& say, const std::string& what, std::string_view unit) {
  return say("report.with-unit", {{"what", what}, {"unit", std::string(unit)}});
}

std::string percent_text(double share) { return number_text(share * 100, 1) + " %"; }

std::string quantity_text(const paper::Speaker& say, const Rate& value, Dimension dimension) {
  const auto number = to_decimal_string(value);
  switch (dimension) {
    case Dimension::money: {
      const auto& unit = money_unit(say, simulator::real_of(value));
      return exact_text(value / unit.fen) + " " + say(unit.key);
    }
    case Dimension::share:
      return to_percent_string(value);
    case Dimension::yearly:
      return filled(say, "report.quantity.yearly", to_percent_string(value));
    case Dimension::monthly:
      return filled(say, "report.quantity.monthly", to_percent_string(value));
    case Dimension::months:
      return filled(say, "report.quantity.months", number);
    case Dimension::persons:
      return filled(say, "report.quantity.persons", number);
    case Dimension::deviations:
      return filled(say, "report.quantity.deviations", number);
    case Dimension::teams:
      return filled(say, "report.quantity.teams", number);
  }
  return number;
}

}  // namespace anxin::report
