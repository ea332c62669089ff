// How much an emergency fund (欠薪应急周转金、欠薪保障金) may advance in a case, worker by worker.
//
// Role: pure; `anxin fund quote`, the fund's service and the simulator. It decides what the scheme
//       allows; the offices it names decide whether that is paid.
// Units: fen. Every cap that is a product (times a minimum wage, a share of arrears, a share of the
//        average wage, a share of the case's cap) is rounded down to the fen: a cap is not
//        exceeded.
// Shape: advances are in the order of the workers' ids, whatever order they came in.
// Source: Decree 724 art. 63 and the schemes of the places (rules of kind "emergency-fund").
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "payments/rules/rule_set.h"
#include "payments/rules/rule_step.h"

namespace anxin::payments {

/// No worker, or more than kFundWorkersMax. Details: max.
inline constexpr Reason kFundWorkers{"fund.workers"};
/// Two workers have the same id. Details: position (from 1, in the order of ids).
inline constexpr Reason kFundWorkerTwice{"fund.worker-twice"};
/// An amount is not above zero (a holding: below zero), or beyond kRuleAmountMax; so is the sum of
/// a worker's months. Details: what, max.
inline constexpr Reason kFundAmount{"fund.amount"};
/// A worker has a wage month twice. Details: month.
inline constexpr Reason kFundMonthTwice{"fund.month-twice"};
/// A wage month after the day of the decision. Details: month, on.
inline constexpr Reason kFundMonthAfter{"fund.month-after"};
/// The case began after the day of the decision. Details: event_on, on.
inline constexpr Reason kFundEventAfter{"fund.event-after"};
/// The scheme measures by the average wage of last year, which is not known. Details: rule.
inline constexpr Reason kFundAverageMissing{"fund.average-wage-missing"};
/// The scheme measures by the worker's own monthly wage, which is not known. Details: rule.
inline constexpr Reason kFundWageMissing{"fund.monthly-wage-missing"};

inline constexpr std::array kFundReasons{kFundWorkers,        kFundWorkerTwice, kFundAmount,
                                         kFundMonthTwice,     kFundMonthAfter,  kFundEventAfter,
                                         kFundAverageMissing, kFundWageMissing};

// Why the scheme pays nobody in a case.

/// Details: cause.
inline constexpr Reason kFundCauseNotCovered{"fund.cause-not-covered"};
inline constexpr Reason kFundNoIncidentRisk{"fund.no-incident-risk"};
inline constexpr Reason kFundConstructionExcluded{"fund.construction-excluded"};
inline constexpr Reason kFundDepositLeft{"fund.deposit-left"};
inline constexpr Reason kFundIndividualBusiness{"fund.individual-business"};
/// The scheme advances wages alone.
inline constexpr Reason kFundNoLivingCost{"fund.no-living-cost"};
/// The scheme pays living cost, but how much is not on record (law 7: a refusal, no guess).
inline constexpr Reason kFundLivingCostUnknown{"fund.living-cost-unknown"};

inline constexpr std::array kFundBars{
    kFundCauseNotCovered,    kFundNoIncidentRisk, kFundConstructionExcluded, kFundDepositLeft,
    kFundIndividualBusiness, kFundNoLivingCost,   kFundLivingCostUnknown};

/// More workers than any site has; the sum of their advances still fits 64 bits.
inline constexpr std::size_t kFundWorkersMax = 10'000;

/// How the employer stands to the wage deposits of construction.
enum class FundDeposit : std::uint8_t {
  not_construction,  ///< no employer of construction: it has no deposit
  left,              ///< the project's deposit has not been used up
  exhausted,         ///< it has
};

/// What is asked for.
enum class FundPurpose : std::uint8_t { wages, living_cost };

struct MonthArrears {
  Month month;  ///< for which the wage is owed
  Money amount;
};

struct FundWorker {
  std::string id;  ///< names the worker in the decision
  std::vector<MonthArrears> arrears;
  std::optional<Money> monthly_wage;  ///< mean of the last three months
  bool responsible_person = false;    ///< 法定代表人、主要负责人
  bool relative = false;              ///< a close relative of one
  Money shareholding;
  Money advanced;              ///< in the case before, and part of `arrears`
  std::optional<Money> asked;  ///< for no more than this now; nothing: for all that is allowed
};

struct FundFacts {
  RegionCode region;
  FundCause cause = FundCause::absconded;
  /// The court accepted, the employer fled: months are counted back from the one before it.
  Date event_on;
  FundPurpose purpose = FundPurpose::wages;
  FundDeposit deposit = FundDeposit::left;
  bool incident_feared = false;       ///< 可能引发群体性事件
  bool individual_business = false;   ///< 个体工商户
  std::optional<Money> average_wage;  ///< of the place, a month of last year
  Money advanced_to_others;           ///< in the case before, to nobody of `workers`
  std::vector<FundWorker> workers;
};

/// One reason why the scheme pays nobody.
struct FundBar {
  Reason reason;
  RuleHead rule;
  Fields details;
};

struct FundAdvance {
  std::string worker;
  Money owed;
  Money amount;           ///< as wages, or as living cost that counts as such: never above `owed`
  bool excluded = false;  ///< a person whom the scheme pays nothing
  bool capped = false;    ///< a cap for one worker leaves some of `owed`
  std::vector<MonthArrears> months;  ///< at most so much of each wage month, what was advanced
                                     ///< before included; oldest first, none for living cost
  std::vector<RuleStep> steps;
};

struct FundDecision {
  std::vector<FundBar> bars;          ///< every one that holds; none: the fund may pay
  std::vector<FundAdvance> advances;  ///< empty where the case is barred
  Money total;
  std::vector<RuleStep> steps;           ///< of the case; the first one names the scheme
  Money above_cap;                       ///< of the case: in `total` where somebody decides on it
  std::optional<std::string> beyond;     ///< decides, since the case is above its cap
  std::optional<std::string> raised_by;  ///< may approve more, since a worker's cap binds
  std::vector<std::string> approvals;
  std::string recovered_by;
  bool unconfirmed = false;  ///< a step rests on a value or default that nobody has confirmed
};

/// Works out what the scheme that counts in the region on that day allows.
///
/// Order:   the bars of the case; then for each worker exclusions, months counted back, each of
///          them capped by the average wage, multiples of the minimum wage, share of all that is
///          owed, absolute amount, where no local scheme is on record the default share (rule of
///          kind "emergency-fund-default"), less what was advanced before, and no more than is
///          asked for; then the cap of the case, less all that was advanced in it before: who
///          decides beyond it where the scheme names somebody, else all advances in the same
///          proportion. Living cost has its own amount instead of the worker's caps.
/// Refuses: fund.workers, fund.worker-twice, fund.amount, fund.month-twice, fund.month-after,
///          fund.event-after, rules.none-in-force (the minimum wage and the default share too,
///          where they count); where no
///          bar holds: fund.average-wage-missing, fund.monthly-wage-missing.
[[nodiscard]] Result<FundDecision> decide_fund(FundFacts facts, const RuleSet& rules, Date on);

}  // namespace anxin::payments
