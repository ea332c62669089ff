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

inline constexpr std::array kRuleFileReasons{kArticleNeedsStatute, kRulesOverlap};

struct RuleFile {
  RegionCode region;
  std::string name;
  std::vector<Rule> rules;
};

/// Reads a file that comes beside the rules that are `known` already.
///
/// Ensures:  value holds what this file says, without what was known.
/// Findings: data.* (refuse) for shape, ids that are taken, fields that do not fit each other, an
///           end before the beginning, a region outside the file's; rules.*.
[[nodiscard]] Loaded<RuleFile> parse_rules(std::string_view text, const std::vector<Rule>& known);

/// The same for a file that stands alone.
[[nodiscard]] Loaded<RuleFile> parse_rules(std::string_view text);

}  // namespace anxin::payments
