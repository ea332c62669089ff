// Every kind of rule there is.
//
// Role: what a rule file may hold and a rule set holds.
#pragma once

#include <string_view>
#include <variant>

#include "payments/rules/check_rules.h"
#include "payments/rules/deposit_rules.h"
#include "payments/rules/discharge_rules.h"
#include "payments/rules/duty_rules.h"
#include "payments/rules/fund_rules.h"
#include "payments/rules/tax_rules.h"

namespace anxin::payments {

using Rule =
    std::variant<DepositLimits, DepositBase, DepositProjects, DepositExemption, DepositHistory,
                 Deadline, SharedAccount, LabourCost, MinimumWage, WageTax, WholeYearDeduction,
                 LabourTax, FundScheme, FundDefault, DischargeStep, PayrollCheck>;

/// Kinds of which a place has several at a time tell them apart by a key: the duty of a deadline.
template <class Kind>
concept HasKey = requires(const Kind& kind) {
  kind.key();
};

[[nodiscard]] const RuleHead& head_of(const Rule& rule);
[[nodiscard]] std::string_view kind_of(const Rule& rule);
/// Empty for kinds without a key.
[[nodiscard]] std::string_view key_of(const Rule& rule);

}  // namespace anxin::payments
