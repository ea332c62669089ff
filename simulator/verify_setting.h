// What the families of `simulate verify` share: a small county without chance, and how paths become
// a case.
//
// Role: internal to verify*.cc. A family brings back by parameters what it is about. Where a closed
//       form asks for equal steps, the world is made by hand: one project, or one each month.
// Units: fen, months.
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "simulator/verify.h"

namespace anxin::simulator {

using VerifyCases = std::vector<VerifyCase>;

/// Nobody defaults or absconds, bills and materials are paid at once, nothing costs interest or
/// fees, wages fall due in full each month, work varies neither with luck nor season, deposits are
/// letters, no case is opened and none takes time, and contractors have all the credit they need.
class VerifySetting {
 public:
  VerifySetting(const RuleSources& sources, const VerifySettings& settings);

  VerifySetting& with(Parameter parameter, Rate value) {
    baseline_.values.set(parameter, std::move(value));
    return *this;
  }
  /// From that month of the run on, in place of the baseline's.
  VerifySetting& later(std::int64_t month, Parameter parameter, Rate value);
  VerifySetting& months(std::int64_t count) {
    scenario_.run.months = count;
    return *this;
  }
  VerifySetting& size(WorldSize size) {
    baseline_.size = size;
    return *this;
  }
  /// Fewer paths are enough: one where nothing is left to chance.
  VerifySetting& at_most(std::int64_t paths) {
    scenario_.run.paths = std::min(scenario_.run.paths, paths);
    return *this;
  }

  [[nodiscard]] const Baseline& baseline() const { return baseline_; }
  [[nodiscard]] const Scenario& scenario() const { return scenario_; }
  /// One owner, one contractor, one project that begins with the run.
  [[nodiscard]] World one_project() const;
  [[nodiscard]] Result<RunReport> run() const;
  [[nodiscard]] Result<RunReport> run_in(const World& world) const;

 private:
  void silence();

  const RuleSources& sources_;
  const VerifySettings& settings_;
  Baseline baseline_;
  Scenario scenario_;
};

/// As many projects as that, all like the only one of `world`; so many begin each month.
[[nodiscard]] World repeated(World world, std::int32_t count, std::int32_t a_month);
/// Equal work in each of so many months. Requires: a power of two.
void work_evenly(Project& project, std::int32_t months);

/// Labour is all that such a project costs.
inline constexpr Fen kClaimProject = 1'000'000;
/// Projects that work for one month: those with a wage account are paid from that, the others by
/// nobody, since the contractor draws all that it receives. A case is opened in the month after the
/// works. Whatever deposit and fund leave, the court pays a month after they were asked.
[[nodiscard]] VerifySetting claims_setting(const RuleSources& sources,
                                           const VerifySettings& settings);
/// So many of them in each month from the first to the last but one.
[[nodiscard]] World claims_world(const VerifySetting& setting, std::int32_t a_month);

// ---- from paths to a case -----------------------------------------------------------------------

struct VerifyFacts {
  std::string_view name;
  double exact = 0;
};
/// The mean of the values, in units of `scale`.
[[nodiscard]] VerifyCase mean_case(const VerifyFacts& facts,
                                   const std::vector<std::int64_t>& values, double scale);
/// Their variance, in units of `scale` squared; the standard error is that of the fourth moment.
[[nodiscard]] VerifyCase variance_case(const VerifyFacts& facts,
                                       const std::vector<std::int64_t>& values, double scale);
/// The share of values that are not above the limit.
[[nodiscard]] VerifyCase share_case(const VerifyFacts& facts,
                                    const std::vector<std::int64_t>& values, std::int64_t limit);
/// Nothing is left to chance: equal to the fen.
[[nodiscard]] VerifyCase equal_case(std::string_view name, Fen exact, Fen found);

// ---- the families -------------------------------------------------------------------------------

// Each refuses what run_scenario refuses.
[[nodiscard]] Result<VerifyCases> credit_cases(const RuleSources& sources,
                                               const VerifySettings& settings);
[[nodiscard]] Result<VerifyCases> works_cases(const RuleSources& sources,
                                              const VerifySettings& settings);
[[nodiscard]] Result<VerifyCases> bill_cases(const RuleSources& sources,
                                             const VerifySettings& settings);
[[nodiscard]] Result<VerifyCases> cash_cases(const RuleSources& sources,
                                             const VerifySettings& settings);
[[nodiscard]] Result<VerifyCases> layer_cases(const RuleSources& sources,
                                              const VerifySettings& settings);
[[nodiscard]] Result<VerifyCases> fund_cases(const RuleSources& sources,
                                             const VerifySettings& settings);
[[nodiscard]] Result<VerifyCases> queue_cases(const RuleSources& sources,
                                              const VerifySettings& settings);
[[nodiscard]] Result<VerifyCases> clearing_cases(const RuleSources& sources,
                                                 const VerifySettings& settings);

}  // namespace anxin::simulator
