// Kinds of rule about individual income tax (个人所得税).
//
// Role: read from payments/rules/data/rules/national.toml, used by tax_withholding.h.
// Source: regulation.md section 8.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "payments/rules/rule_head.h"
#include "payments/rules/rule_shape.h"

namespace anxin::payments {

/// Up to which taxable amount (included), at which rate, less which quick deduction (速算扣除数).
struct TaxBracket {
  std::optional<Money> up_to;  ///< the last bracket has none
  Rate rate;
  Money quick;

  template <class V>
  void walk(V& v) {
    v("up_to", up_to);
    v("rate", rate);
    v("quick", quick);
  }
  [[nodiscard]] std::optional<ShapeFault> fault() const { return share_fault({{"rate", rate}}); }
};

/// What is wrong with a table of brackets: one must follow the other, the last has no end, and the
/// quick deductions make the tax continuous at every boundary.
[[nodiscard]] std::optional<ShapeFault> bracket_fault(const std::vector<TaxBracket>& brackets);

/// The bracket in which the amount lies. Requires: a table without a fault.
[[nodiscard]] const TaxBracket& bracket_of(const std::vector<TaxBracket>& brackets, Money taxable);

/// Cumulative withholding on wages (累计预扣法).
struct WageTax {
  static constexpr std::string_view kKind = "tax-wages";
  RuleHead head;
  Money monthly_deduction;  ///< for each month employed here this year, this one included
  std::vector<TaxBracket> brackets;

  template <class V>
  void walk(V& v) {
    v("monthly_deduction", monthly_deduction);
    v("brackets", brackets);
  }
  [[nodiscard]] std::optional<ShapeFault> fault() const { return bracket_fault(brackets); }
};

/// The whole year's deduction from January on, for those who earned little last year.
struct WholeYearDeduction {
  static constexpr std::string_view kKind = "tax-whole-year";
  RuleHead head;
  Money deduction;
  Money last_year_income_max;

  template <class V>
  void walk(V& v) {
    v("deduction", deduction);
    v("last_year_income_max", last_year_income_max);
  }
};

/// Withholding on labour remuneration (劳务报酬所得), each payment by itself.
struct LabourTax {
  static constexpr std::string_view kKind = "tax-labour";
  RuleHead head;
  Money small_up_to;  ///< incomes up to this are lessened by an amount, larger by a share
  Money small_deduction;
  Rate large_share;
  std::vector<TaxBracket> brackets;

  template <class V>
  void walk(V& v) {
    v("small_up_to", small_up_to);
    v("small_deduction", small_deduction);
    v("large_share", large_share);
    v("brackets", brackets);
  }
  [[nodiscard]] std::optional<ShapeFault> fault() const {
    const auto share = share_fault({{"large_share", large_share}});
    return share ? share : bracket_fault(brackets);
  }
};

}  // namespace anxin::payments
