// Keys that several parts of a scenario file share: numbers with units, paths, metrics.
//
// Role: scenario.cc and scenario_plan.cc; nobody else reads scenario files.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "payments/rules/toml_document.h"
#include "simulator/parameters.h"

namespace anxin::simulator {

/// data.bad-value at the key, with what would have been right.
void refuse_value(payments::TomlTable& table, std::string_view key, std::string expected);

/// A number in a unit of the dimension. Findings: data.missing, simulate.unit with a proposal,
/// data.out-of-range for what is below zero (standard deviations apart) or beyond all measure.
[[nodiscard]] Rate read_quantity(payments::TomlTable& table, std::string_view key,
                                 Dimension dimension);

/// What a reform or a sweep changes.
struct PathRead {
  std::string path;
  std::optional<Parameter> parameter;  ///< nothing: kDepositRatePath
  Dimension dimension = Dimension::share;
};
/// The key "path". Findings: data.missing, simulate.path with the nearest one.
[[nodiscard]] PathRead read_path(payments::TomlTable& table);

/// The value under that key, of what the path names.
/// Findings: as read_quantity; data.out-of-range where it means nothing.
[[nodiscard]] Rate read_value(payments::TomlTable& table, std::string_view key,
                              const PathRead& read);

}  // namespace anxin::simulator
