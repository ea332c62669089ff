// A small county whose paths are replayed: few heads, so that workers stand on the books one by
// one.
//
// Role: what the engine plays. Teams are single workers, the law is Zhengzhou's.
#pragma once

#include "tests/simulator/told_path.h"

namespace anxin::replay {

using simulator::Fen;
using simulator::PathEvent;
using simulator::PathEventKind;

/// Zhengzhou: its fund pays at most a month's minimum wage to a worker, and 20 % of what is owed.
inline constexpr std::string_view kRegion = "410102";
/// Calendars are on record up to 2027.
inline constexpr Month kStart = std::chrono::year(2025) / std::chrono::July;
inline constexpr std::int64_t kMonths = 24;

struct ReplayLevers {
  std::uint64_t seed = 1;
  std::string_view fund_size = "300 万元";
  std::string_view compliance = "100 %";  ///< of owners, with the labour money of the month
};

inline simulator::CountyRun replay_county(const ReplayLevers& levers) {
  simulator::CountyRun county;
  county.baseline.region = *payments::RegionCode::parse(kRegion);
  county.baseline.size = {6, 3, 3};
  county.scenario.run = {levers.seed, 8, kMonths, kStart};
  county.with("wage.team_size", "1 person").with("wage.month", "50000 yuan");
  county.with("project.size_median", "2000 万元").with("project.size_deviation", "0.5 sd");
  county.with("account.coverage", "70 %").with("account.compliance", levers.compliance);
  county.with("contractor.start_cash", "1 %").with("contractor.credit", "2 %");
  county.with("contractor.default", "30 %/year").with("owner.private.default", "8 %/year");
  county.with("owner.late.scale", "3 month").with("deposit.letter_share", "40 %");
  county.with("case.detection", "80 %/month").with("case.order_expires", "1 month");
  county.with("fund.size", levers.fund_size);
  // What the books of wages do not hold: subcontractors' cash, teams of inspectors, interest.
  county.with("pay.direct", "100 %").with("contractor.trade", "0 %");
  county.with("enforcement.time", "0 month").with("case.notice", "0 %/month");
  county.with("warning.coverage", "0 %").with("owner.guarantee", "0 %");
  county.with("contractor.blacklist_time", "0 month");
  county.with("deposit.insurance_share", "0 %").with("deposit.letter_collateral", "0 %");
  county.with("cost.materials_lag", "0 month").with("interest.loan", "0 %/year");
  county.with("interest.saving", "0 %/year").with("deposit.letter_fee", "0 %/year");
  county.with("fund.recovery_time", "3 month").with("court.time", "3 month");
  return county;
}

}  // namespace anxin::replay
