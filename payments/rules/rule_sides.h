// What two sides say differently, where each is a file or what is in use in a region.
//
// Role: `anxin rules diff`, and its route.
#pragma once

#include <vector>

#include "payments/rules/rule_set.h"
#include "payments/rules/rule_values.h"

namespace anxin::payments {

/// A rule file that is to be compared has faults: they are listed. Details: file.
inline constexpr Reason kRulesRefused{"file.rules-refused"};

struct RuleSide {
  std::vector<Rule> rules;
  bool is_file = false;
};

/// A region's own rules and those of all places in it; of the whole country, the national ones.
[[nodiscard]] RuleSide side_of_region(const RuleSet& used, RegionCode region);

/// What it takes to make `after` of `before`. A file says nothing about what it does not name:
/// beside a region it stands for the region's rules with its own laid over them.
[[nodiscard]] std::vector<RuleChange> compare_sides(const RuleSet& used, RuleSide before,
                                                    RuleSide after);

}  // namespace anxin::payments
