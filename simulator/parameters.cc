#include "simulator/parameters.h"

#include <algorithm>

#include "ledger/base/invariant.h"
#include "simulator/kernels.h"

namespace anxin::simulator {
namespace {

constexpr bool listed_in_order() {
  for (std::size_t i = 0; i < kParameters.size(); ++i) {
    if (static_cast<std::size_t>(kParameters[i].parameter) != i) return false;
  }
  return true;
}
static_assert(listed_in_order(), "a parameter's place in the list is its number");

// Rounded down; values are not below zero where this is asked.
std::int64_t floor_of(const Rate& value) {
  const boost::multiprecision::cpp_int quotient = numerator(value) / denominator(value);
  return static_cast<std::int64_t>(quotient);
}

}  // namespace

const ParameterShape* find_parameter(std::string_view path) {
  const auto found =
      std::find_if(kParameters.begin(), kParameters.end(),
                   [path](const ParameterShape& shape) { return shape.path == path; });
  return found == kParameters.end() ? nullptr : found;
}

const ParameterShape& shape_of(Parameter parameter) {
  return kParameters.at(static_cast<std::size_t>(parameter));
}

double real_of(const Rate& value) {
  return static_cast<double>(static_cast<std::int64_t>(numerator(value))) /
         static_cast<double>(static_cast<std::int64_t>(denominator(value)));
}

Money Parameters::money(Parameter parameter) const {
  const auto& value = (*this)[parameter];
  LEDGER_INVARIANT(denominator(value) == 1);
  return Money::from_minor(static_cast<std::int64_t>(numerator(value)));
}

std::int64_t Parameters::fixed(Parameter parameter) const {
  return floor_of((*this)[parameter] * kFixedOne);
}

std::int64_t Parameters::whole(Parameter parameter) const {
  return floor_of((*this)[parameter] + Rate(1, 2));
}

bool makes_world(Parameter parameter) {
  switch (parameter) {
    case Parameter::government_share:
    case Parameter::lgfv_share:
    case Parameter::developer_share:
    case Parameter::private_share:
    case Parameter::contractor_start_cash:
    case Parameter::size_median:
    case Parameter::size_deviation:
    case Parameter::duration_base:
    case Parameter::duration_deviation:
    case Parameter::labour_share_min:
    case Parameter::labour_share_max:
    case Parameter::festival_month:
    case Parameter::month_after_festival:
      return true;
    default:
      return false;
  }
}

Domain domain_of(Parameter parameter) {
  constexpr std::int64_t kFenMax = 1'000'000'000'000'000;
  constexpr std::int64_t kManyMax = 1'000'000;
  switch (parameter) {
    case Parameter::systemic_persistence:
      return {0, Rate(99, 100)};
    case Parameter::monthly_wage:
    case Parameter::size_median:
      return {100, kFenMax};
    case Parameter::late_shape:
    case Parameter::enforcement_shape:
    case Parameter::enforcement_winter:
      return {Rate(1, 10), 10};
    case Parameter::late_sensitivity:
    case Parameter::arrears_weight:
    case Parameter::owner_late_weight:
    case Parameter::duration_deviation:
    case Parameter::labour_deviation:
      return {0, 10};
    case Parameter::contractor_credit:
    case Parameter::contractor_start_cash:
      return {0, 1'000};
    default:
      break;
  }
  switch (shape_of(parameter).dimension) {
    case Dimension::money:
      return {0, kFenMax};
    case Dimension::yearly:
      return {0, Rate(99, 100)};
    case Dimension::share:
    case Dimension::monthly:
      return {0, 1};
    case Dimension::months:
      return {0, 120};
    case Dimension::deviations:
      return {0, 10};
    case Dimension::persons:
    case Dimension::teams:
      return {1, kManyMax};
  }
  return {};
}

}  // namespace anxin::simulator
