// Every rule on record, found by kind, place and day.
//
// Role: built once from the rule files; services, checks, quotes and the simulator ask it.
// Shape: a rule counts in its region and in all that lies in it; among those in force on the day
//        the one of the nearest region wins, the national one last.
// Threads: immutable.
// Source: law 7 of the architecture: a date outside every rule is a refusal, not a guess.
#pragma once

#include <string_view>
#include <variant>
#include <vector>

#include "ledger/base/result.h"
#include "payments/rules/rule_kinds.h"

namespace anxin::payments {

/// No rule of the kind is in force there on that day. Details: rule_kind, rule_key, region, on.
inline constexpr Reason kNoRuleInForce{"rules.none-in-force"};
/// No rule has this id. Details: id.
inline constexpr Reason kRuleUnknown{"rules.unknown"};

/// The rules of a place end within so many days: time to look for what follows them.
inline constexpr std::chrono::days kEndsSoon{90};

class RuleSet {
 public:
  RuleSet() = default;
  explicit RuleSet(std::vector<Rule> rules) : rules_(std::move(rules)) {}

  [[nodiscard]] const std::vector<Rule>& rules() const& { return rules_; }
  const std::vector<Rule>& rules() && = delete;  // would outlive its set

  // What these find lives as long as the set.

  /// Refuses: rules.unknown.
  [[nodiscard]] Result<const Rule*> find(std::string_view id) const;

  /// The rule of a kind without keys that counts in `region` on that day; never null.
  /// Refuses: rules.none-in-force.
  template <class Kind>
  [[nodiscard]] Result<const Kind*> in_force(RegionCode region, Date on) const {
    static_assert(!HasKey<Kind>, "name the key: several such rules hold at a time");
    return as<Kind>({Kind::kKind, ""}, region, on);
  }
  /// The same for a kind with keys: in_force<Deadline>(Duty::store_deposit, region, on).
  template <class Kind, HasWords Key>
  requires HasKey<Kind>
  [[nodiscard]] Result<const Kind*> in_force(Key key, RegionCode region, Date on) const {
    return as<Kind>({Kind::kKind, to_word(key)}, region, on);
  }

  /// What counts in `region` on that day: of each kind and key the nearest, in the order in which
  /// the rules were given.
  [[nodiscard]] std::vector<const Rule*> all_in_force(RegionCode region, Date on) const;

 private:
  struct Wanted {
    std::string_view kind;
    std::string_view key;
  };
  [[nodiscard]] const Rule* nearest(Wanted wanted, RegionCode region, Date on) const;
  [[nodiscard]] static Fault none_in_force(Wanted wanted, RegionCode region, Date on);

  template <class Kind>
  [[nodiscard]] Result<const Kind*> as(Wanted wanted, RegionCode region, Date on) const {
    const auto* rule = nearest(wanted, region, on);
    if (rule == nullptr) return tl::make_unexpected(none_in_force(wanted, region, on));
    return &std::get<Kind>(*rule);
  }

  std::vector<Rule> rules_;
};

/// True when the rule is in force on that day and ends within kEndsSoon of it, that day counted.
[[nodiscard]] bool ends_soon(const RuleHead& head, Date on);

/// The rules with those of a file laid over them: a rule replaces the one with its id, or comes at
/// the end; none goes away.
[[nodiscard]] std::vector<Rule> laid_over(std::vector<Rule> under, const std::vector<Rule>& file);

/// True when there is a day on which both are in force.
[[nodiscard]] bool meet(const RuleHead& a, const RuleHead& b);

/// True when both say something about the same thing, in the same place, on the same day.
[[nodiscard]] bool overlap(const Rule& a, const Rule& b);

}  // namespace anxin::payments
