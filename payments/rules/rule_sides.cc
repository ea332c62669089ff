#include "payments/rules/rule_sides.h"

namespace anxin::payments {
namespace {

// What the file replaces belongs to the other side too, wherever its region is.
void lay_over(const RuleSet& used, RuleSide& region, RuleSide& file) {
  for (const auto& rule : file.rules) {
    const auto replaced = used.find(head_of(rule).id);
    if (replaced) region.rules = laid_over(std::move(region.rules), {**replaced});
  }
  file.rules = laid_over(region.rules, file.rules);
}

}  // namespace

RuleSide side_of_region(const RuleSet& used, RegionCode region) {
  RuleSide side;
  for (const auto& rule : used.rules()) {
    const auto own = head_of(rule).region;
    if (region.is_national() ? own == region : own.lies_in(region)) side.rules.push_back(rule);
  }
  return side;
}

std::vector<RuleChange> compare_sides(const RuleSet& used, RuleSide before, RuleSide after) {
  if (!before.is_file && after.is_file) lay_over(used, before, after);
  if (before.is_file && !after.is_file) lay_over(used, after, before);
  return compare(before.rules, after.rules);
}

}  // namespace anxin::payments
