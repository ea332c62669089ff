// A baseline: what a county, prefecture or province is like before anybody changes a rule.
//
// Role: simulator/baselines/*.toml, or a file of the user's own. From it a world of owners,
//       contractors and projects is made (world.h).
// Shape: schema, name, region, counts, festivals, and one table a parameter:
//        default = { value = "4", unit = "%/year", range = ["1", "10"], source = "…",
//                    grade = "assumption" }
// Source: simulator.md sections 1 and 4: the grade of the evidence travels with each parameter.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "payments/rules/region_code.h"
#include "payments/rules/toml_document.h"
#include "simulator/parameters.h"

namespace anxin::simulator {

inline constexpr std::string_view kBaselineSchema = "anxin-baseline/1";

/// A bare number where a unit is due, or a unit of something else. Details: key, expected.
inline constexpr Reason kSimulateUnit{"simulate.unit"};
/// The value is outside its own range. Details: key, min, max.
inline constexpr Reason kSimulateRange{"simulate.range"};
/// Shares that must add up to the whole do not. Details: key.
inline constexpr Reason kSimulateSum{"simulate.sum"};

/// How well a value is known.
enum class Evidence : std::uint8_t { law, statistic, assumption };
inline constexpr std::array<payments::Word<Evidence>, 3> kEvidenceWords{{
    {Evidence::law, "law"},
    {Evidence::statistic, "statistic"},
    {Evidence::assumption, "assumption"},
}};
constexpr const auto& words_of(Evidence) { return kEvidenceWords; }

struct ParameterNote {
  Rate low;  ///< the range within which the value may well lie, in base units
  Rate high;
  std::string source;
  Evidence evidence = Evidence::assumption;
};

/// How many of each there are.
struct WorldSize {
  std::uint32_t projects = 0;  ///< that begin within the horizon or run when it begins
  std::uint32_t owners = 0;
  std::uint32_t contractors = 0;
  std::uint32_t districts = 1;  ///< each with its own fund and its own desk
};

/// More than a province has: ids and counts stay far from the limits of their types.
inline constexpr std::int64_t kProjectsMax = 200'000;
inline constexpr std::int64_t kPartiesMax = 50'000;
inline constexpr std::int64_t kDistrictsMax = 3'000;

struct Baseline {
  std::string name;
  payments::RegionCode region;
  WorldSize size;
  std::vector<Date> festivals;  ///< first day of each Spring Festival (正月初一), rising
  Parameters values;
  std::array<ParameterNote, kParameters.size()> notes;
};

/// Reads a baseline and says everything that is wrong with it at once.
///
/// Findings: data.* (refuse) for shape and unknown keys; simulate.unit, simulate.range,
///           simulate.sum.
[[nodiscard]] payments::Loaded<Baseline> parse_baseline(std::string_view text);

/// Those that ship with the program: "baselines/county-2026.toml", prefecture and province. Nothing
/// for other names.
[[nodiscard]] std::optional<std::string> builtin_baseline(std::string_view name);

}  // namespace anxin::simulator
