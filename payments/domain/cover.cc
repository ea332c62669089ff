#include "payments/domain/cover.h"

#include <algorithm>

#include "ledger/base/amount.h"

namespace anxin::payments {
namespace {

tl::unexpected<Fault> refuse(Reason reason, const CoverPlan& plan) {
  return fail(reason, {{"needed", to_string(plan.needed)},
                       {"usable", to_string(plan.usable)},
                       {"short", to_string(plan.shortfall)}});
}

Money total(const std::vector<Payable>& payables) {
  Money sum;
  for (const auto& one : payables) sum += one.amount;
  return sum;
}

class Chooser {
 public:
  Chooser(const std::vector<const PayrollLine*>& lines, CoverPlan plan)
      : lines_(lines), plan_(std::move(plan)) {}

  Result<CoverPlan> operator()(const shortfall::NotChosen&) {
    if (!plan_.shortfall.is_zero()) return refuse(kCoverShort, plan_);
    return pay_whole();
  }
  Result<CoverPlan> operator()(const shortfall::Wait&) {
    if (plan_.shortfall.is_zero()) return pay_whole();
    return plan_;
  }
  Result<CoverPlan> operator()(const shortfall::Teams& teams) {
    for (const auto& name : teams.names) {
      const auto in_team = [&](const PayrollLine* line) { return line->team == name; };
      if (std::none_of(lines_.begin(), lines_.end(), in_team)) {
        return fail(kTeamUnknown, {{"team", name}});
      }
    }
    for (const auto* line : lines_) {
      const bool chosen =
          std::find(teams.names.begin(), teams.names.end(), line->team) != teams.names.end();
      if (chosen) plan_.now.push_back({line, line->net});
    }
    if (total(plan_.now) > plan_.usable) return refuse(kPartTooLarge, plan_);
    return plan_;
  }
  Result<CoverPlan> operator()(const shortfall::EqualShares&) {
    if (plan_.shortfall.is_zero()) return pay_whole();
    const Rate part(plan_.usable.minor(), plan_.needed.minor());
    for (const auto* line : lines_) {
      const Money amount = share(line->net, part, Rounding::down);
      if (!amount.is_zero()) plan_.now.push_back({line, amount});
    }
    return plan_;
  }

 private:
  Result<CoverPlan> pay_whole() {
    for (const auto* line : lines_) plan_.now.push_back({line, line->net});
    return plan_;
  }

  const std::vector<const PayrollLine*>& lines_;
  CoverPlan plan_;
};

}  // namespace

Result<CoverPlan> plan_cover(const std::vector<const PayrollLine*>& lines, Money usable,
                             const ShortfallChoice& choice) {
  CoverPlan plan;
  for (const auto* line : lines) plan.needed += line->net;
  plan.usable = std::max(usable, Money());
  plan.shortfall = std::max(plan.needed - plan.usable, Money());
  return std::visit(Chooser(lines, plan), choice);
}

}  // namespace anxin::payments
