// The rule files that come with the program, embedded at build time.
//
// Role: the RuleSet where an operator gives none. A broken file is our own mistake: an invariant.
// Source: payments/rules/data/rules/*.toml.
#pragma once

#include <string_view>
#include <vector>

#include "payments/rules/rule_file.h"
#include "payments/rules/rule_set.h"

namespace anxin::payments {

/// The files in the order in which they are read: the national one, then by region.
[[nodiscard]] std::vector<std::string_view> builtin_rule_texts();
[[nodiscard]] std::vector<RuleFile> builtin_rule_files();
[[nodiscard]] RuleSet builtin_rules();

}  // namespace anxin::payments
