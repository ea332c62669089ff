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

}  // namespace anxin::simulator
