#include "payments/rules/rule_set.h"

#include <algorithm>

namespace anxin::payments {
namespace {

bool starts_after_end(const RuleHead& later, const RuleHead& earlier) {
  return earlier.valid_to && later.valid_from > *earlier.valid_to;
}

}  // namespace

Result<const Rule*> RuleSet::find(std::string_view id) const {
  for (const auto& rule : rules_) {
    if (head_of(rule).id == id) return &rule;
  }
  return fail(kRuleUnknown, {{"id", std::string(id)}});
}

const Rule* RuleSet::nearest(Wanted wanted, RegionCode region, Date on) const {
  for (std::optional<RegionCode> at = region; at; at = at->parent()) {
    for (const auto& rule : rules_) {
      const auto& head = head_of(rule);
      if (head.region == *at && head.in_force(on) && kind_of(rule) == wanted.kind &&
          key_of(rule) == wanted.key) {
        return &rule;
      }
    }
  }
  return nullptr;
}

Fault RuleSet::none_in_force(Wanted wanted, RegionCode region, Date on) {
  return {kNoRuleInForce,
          -1,
          {},
          {{"rule_kind", std::string(wanted.kind)},
           {"rule_key", std::string(wanted.key)},
           {"region", region.text()},
           {"on", to_string(on)}}};
}

std::vector<const Rule*> RuleSet::all_in_force(RegionCode region, Date on) const {
  std::vector<const Rule*> found;
  for (const auto& rule : rules_) {
    if (nearest({kind_of(rule), key_of(rule)}, region, on) == &rule) found.push_back(&rule);
  }
  return found;
}

bool ends_soon(const RuleHead& head, Date on) {
  return head.in_force(on) && head.valid_to && *head.valid_to - on <= kEndsSoon;
}

std::vector<Rule> laid_over(std::vector<Rule> under, const std::vector<Rule>& file) {
  for (const auto& rule : file) {
    const auto at = std::find_if(under.begin(), under.end(), [&](const Rule& other) {
      return head_of(other).id == head_of(rule).id;
    });
    if (at == under.end()) {
      under.push_back(rule);
    } else {
      *at = rule;
    }
  }
  return under;
}

bool meet(const RuleHead& a, const RuleHead& b) {
  return !starts_after_end(a, b) && !starts_after_end(b, a);
}

bool overlap(const Rule& a, const Rule& b) {
  const auto& one = head_of(a);
  const auto& other = head_of(b);
  return one.region == other.region && kind_of(a) == kind_of(b) && key_of(a) == key_of(b) &&
         meet(one, other);
}

}  // namespace anxin::payments
