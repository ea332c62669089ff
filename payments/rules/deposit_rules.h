// The kinds of rule that make up a deposit table (工资保证金): one cell each, with its own source.
//
// Role: read from payments/rules/data/rules, used by deposit_quote.h. A cell that a region's own
//       table lacks is found in the region above it.
// Units: amounts in yuan with fen; rates and factors exact.
// Source: 人社部发〔2021〕65号 arts 11 and 12 and the provinces' tables under them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "payments/rules/project_category.h"
#include "payments/rules/rule_head.h"
#include "payments/rules/rule_shape.h"

namespace anxin::payments {

/// What no table may go beyond: the reader of a file sees to it (rule_file.h).
struct DepositLimits {
  static constexpr std::string_view kKind = "deposit-limits";
  RuleHead head;
  Rate rate_min;
  Rate rate_max;
  Rate floor;  ///< share of the contract amount below which several projects do not bring it

  template <class V>
  void walk(V& v) {
    v("rate_min", rate_min);
    v("rate_max", rate_max);
    v("floor", floor);
  }
  [[nodiscard]] std::optional<ShapeFault> fault() const {
    if (rate_min > rate_max) return ShapeFault{"rate_max", "at least rate_min"};
    return share_fault({{"rate_max", rate_max}, {"floor", floor}});
  }
};

/// One row of a table: up to which contract amount, and what then.
struct DepositTier {
  std::vector<ProjectCategory> categories;  ///< none: every category
  std::optional<Money> below;               ///< contract amount <
  std::optional<Money> up_to;               ///< contract amount ≤
  std::optional<Rate> rate;
  std::optional<Money> fixed;
  std::optional<Money> cap;  ///< of a single project

  template <class V>
  void walk(V& v) {
    v("categories", categories);
    v("below", below);
    v("up_to", up_to);
    v("rate", rate);
    v("fixed", fixed);
    v("cap", cap);
  }
  [[nodiscard]] std::optional<ShapeFault> fault() const {
    if (below && up_to) return ShapeFault{"up_to", "one of below and up_to"};
    if (rate.has_value() == fixed.has_value()) return ShapeFault{"rate", "one of rate and fixed"};
    return share_fault({{"rate", rate}});
  }
  [[nodiscard]] bool covers(ProjectCategory category, Money contract_amount) const;
};

/// Which discount comes first; no national text says, so it is a parameter of the table.
enum class DepositOrder : std::uint8_t { projects_first, history_first };
inline constexpr std::array<Word<DepositOrder>, 2> kDepositOrderWords{{
    {DepositOrder::projects_first, "projects-first"},
    {DepositOrder::history_first, "history-first"},
}};
constexpr const auto& words_of(DepositOrder) { return kDepositOrderWords; }

struct DepositBase {
  static constexpr std::string_view kKind = "deposit-base";
  RuleHead head;
  /// In rising order: the first that covers counts, and the last covers everything.
  std::vector<DepositTier> tiers;
  std::optional<DepositOrder> order;    ///< projects-first where the table does not say
  bool cap_lifted_when_raised = false;  ///< a raise by history may go beyond the cap

  template <class V>
  void walk(V& v) {
    v("tiers", tiers);
    v("order", order);
    v("cap_lifted_when_raised", cap_lifted_when_raised);
  }
  [[nodiscard]] std::optional<ShapeFault> fault() const;
};

/// A contractor with several live projects in the area.
struct DepositProjects {
  static constexpr std::string_view kKind = "deposit-projects";
  RuleHead head;
  std::int32_t from = 2;          ///< applies from this number of live projects on
  std::optional<Rate> rate;       ///< instead of the base rate, where lower
  std::optional<Rate> factor;     ///< of what came out before
  std::optional<Rate> each_less;  ///< for each project from `from` on, of the original rate
  std::optional<Rate> floor;      ///< share of the contract amount; else that of the limits
  bool needs_clean = false;       ///< only where the others have no arrears

  template <class V>
  void walk(V& v) {
    v("from", from);
    v("rate", rate);
    v("factor", factor);
    v("each_less", each_less);
    v("floor", floor);
    v("needs_clean", needs_clean);
  }
  [[nodiscard]] std::optional<ShapeFault> fault() const {
    const int ways = int{rate.has_value()} + int{factor.has_value()} + int{each_less.has_value()};
    if (ways != 1) return ShapeFault{"rate", "one of rate, factor and each_less"};
    return share_fault(
        {{"rate", rate}, {"factor", factor}, {"each_less", each_less}, {"floor", floor}});
  }
};

/// Small or short works of a contractor without arrears.
struct DepositExemption {
  static constexpr std::string_view kKind = "deposit-exemption";
  RuleHead head;
  std::optional<Money> below;                ///< contract amount <
  std::optional<Money> up_to;                ///< contract amount ≤
  std::optional<std::int32_t> months_below;  ///< or a duration shorter than this
  std::int32_t clean_years = 0;              ///< without arrears before the contract was signed

  template <class V>
  void walk(V& v) {
    v("below", below);
    v("up_to", up_to);
    v("months_below", months_below);
    v("clean_years", clean_years);
  }
  [[nodiscard]] std::optional<ShapeFault> fault() const {
    if (below.has_value() == up_to.has_value()) {
      return ShapeFault{"below", "one of below and up_to"};
    }
    return std::nullopt;
  }
};

/// What the contractor's past is to the table.
enum class DepositPast : std::uint8_t { clean_2_years, clean_3_years, arrears, blacklisted };
inline constexpr std::array<Word<DepositPast>, 4> kDepositPastWords{{
    {DepositPast::clean_2_years, "clean-2-years"},
    {DepositPast::clean_3_years, "clean-3-years"},
    {DepositPast::arrears, "arrears-within-2-years"},
    {DepositPast::blacklisted, "blacklisted"},
}};
constexpr const auto& words_of(DepositPast) { return kDepositPastWords; }

/// The differential by history (差异化存储).
struct DepositHistory {
  static constexpr std::string_view kKind = "deposit-history";
  RuleHead head;
  DepositPast when = DepositPast::clean_2_years;
  std::optional<Rate> rate;    ///< instead of the rate so far, where lower
  std::optional<Rate> factor;  ///< above 1 raises
  bool exempt = false;
  bool needs_duties = false;  ///< only where real-name and wage account duties are kept

  template <class V>
  void walk(V& v) {
    v("when", when);
    v("rate", rate);
    v("factor", factor);
    v("exempt", exempt);
    v("needs_duties", needs_duties);
  }
  [[nodiscard]] std::string_view key() const { return to_word(when); }
  [[nodiscard]] std::optional<ShapeFault> fault() const {
    const int ways = int{rate.has_value()} + int{factor.has_value()} + int{exempt};
    if (ways != 1) return ShapeFault{"factor", "one of rate, factor and exempt"};
    return share_fault({{"rate", rate}});
  }
};

}  // namespace anxin::payments
