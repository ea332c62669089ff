// Invented workers of the benchmark: numbers that pass every check and belong to nobody.
#pragma once

#include <fmt/format.h>

#include <string>

#include "payments/domain/identifiers.h"

namespace anxin::bench {

inline constexpr const char* kBenchName = "甄某";

// No row of zeros at the end of a number: those are doubted.
[[nodiscard]] inline std::string bench_card(std::size_t number) {
  const auto digits = fmt::format("6217999{:06}12345", number);
  return digits + payments::luhn_check_digit(digits);
}

[[nodiscard]] inline std::string bench_id(std::size_t number) {
  const auto digits = fmt::format("9999991980{:02}{:02}{:03}", number / 28'000 % 12 + 1,
                                  number / 1'000 % 28 + 1, number % 1'000);
  return digits + payments::resident_id_check_digit(digits);
}

[[nodiscard]] inline std::string bench_wage(std::size_t number) {
  return fmt::format("{}.{:02}", 3'000 + number % 2'000, number % 100);
}

}  // namespace anxin::bench
