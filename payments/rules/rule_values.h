// A rule's fields as names and values, for lists, pages and comparisons.
//
// Role: `anxin rules list / show / diff`.
// Shape: in the order of walk(); parts of a field are joined by points, items of a list counted
//        from 1: "tiers.2.rate". Amounts "5000000.00", shares "1.5 %", multiples "0.5" and words as
//        in the files.
#pragma once

#include <string>
#include <vector>

#include "ledger/base/result.h"
#include "payments/rules/rule_kinds.h"

namespace anxin::payments {

/// The fields of the rule's kind; absent ones and flags that are not set are left out.
[[nodiscard]] Fields values_of(const Rule& rule);

/// The fields that every rule has, `id` excepted, then those of its kind.
[[nodiscard]] Fields fields_of(const Rule& rule);

/// A rule that stands in both sets with other fields, or in one of them only.
struct RuleChange {
  enum class What { added, removed, changed };
  struct Difference {
    std::string name;
    std::string before;  ///< empty where the field is new
    std::string after;   ///< empty where the field is gone
  };
  What what = What::changed;
  std::string id;
  std::vector<Difference> fields;  ///< of a changed rule
};

/// What it takes to make `after` of `before`; rules are the same when they have the same id.
[[nodiscard]] std::vector<RuleChange> compare(const std::vector<Rule>& before,
                                              const std::vector<Rule>& after);

}  // namespace anxin::payments
