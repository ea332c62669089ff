// Loads a file of rules: one jurisdiction, its places and its rules.
//
// Role: payments/rules/data/rules/*.toml, or a file that somebody is about to hand in (`anxin rules
//       check`).
// Shape: region, name, and [[rule]] with id, kind, valid_from, valid_to, source, article, grade,
//        note, region (where it is narrower than the file's) and the fields of its kind.
// Source: docs/rules.md; rule_shape.h says how a kind names its fields.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "payments/rules/rule_kinds.h"
#include "payments/rules/toml_document.h"

namespace anxin::payments {

/// An article is printed only where its own words were read. Details: key.
inline constexpr Reason kArticleNeedsStatute{"rules.article-needs-statute"};
/// Another rule says something about the same thing on the same day. Details: key, other.
inline constexpr Reason kRulesOverlap{"rules.overlap"};

/// A rate of a deposit that the limits above it do not allow. Details: key, min, max, other.
inline constexpr Reason kRuleBeyondLimits{"rules.beyond-limits"};

/// After kRuleFindingsMax others: so many more are not listed. Details: more.
inline constexpr Reason kRulesManyFaults{"rules.many-faults"};

inline constexpr std::array kRuleFileReasons{kArticleNeedsStatute, kRulesOverlap, kRuleBeyondLimits,
                                             kRulesManyFaults};

inline constexpr std::size_t kRuleFindingsMax = 1'000;  // nobody mends more in one go

struct RuleFile {
  RegionCode region;
  std::string name;
  std::vector<Rule> rules;
};

/// What a file is read beside.
struct OtherRules {
  /// Read with it: their ids are taken.
  const std::vector<Rule>* beside = nullptr;
  /// What it is laid over: the file replaces those with its own ids, and lets the others stand.
  const std::vector<Rule>* under = nullptr;
};

/// Reads a file that comes beside others, and says what it says together with them.
///
/// Ensures:  value holds what this file says, without the others.
/// Findings: data.* (refuse) for shape, ids that are taken, fields that do not fit each other, an
///           end before the beginning, a region outside the file's; rules.*, those about limits and
///           about what lies under the file after all others. Of several rules that clash with
///           one, the first is named; rules.many-faults ends a list that is too long.
[[nodiscard]] Loaded<RuleFile> parse_rules(std::string_view text, const OtherRules& others);

/// The same for a file that comes beside the rules that are `known` already.
[[nodiscard]] Loaded<RuleFile> parse_rules(std::string_view text, const std::vector<Rule>& known);

/// The same for a file that stands alone.
[[nodiscard]] Loaded<RuleFile> parse_rules(std::string_view text);

}  // namespace anxin::payments
