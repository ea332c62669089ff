// The plan of discharge (清偿方案): who pays wages in arrears, in which order, on which ground.
//
// Role: pure; `anxin recourse plan` and the service that executes such plans. It proposes: nothing
//       is executed without a decision number.
// Units: fen; no step divides. The amounts of the steps and what stays uncovered add up to the
//        arrears, always.
// Source: rules of kind "discharge-step"; no article fixes one order of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ledger/base/calendar.h"
#include "payments/rules/discharge_rules.h"
#include "payments/rules/rule_set.h"

namespace anxin::payments {

/// The arrears are not above zero, another amount is below zero, or one is beyond kRuleAmountMax.
/// Details: what, max.
inline constexpr Reason kDischargeAmount{"discharge.amount"};
/// The employer is a party that employs nobody here. Details: employer.
inline constexpr Reason kDischargeEmployer{"discharge.employer"};
/// The cause names one employer and the facts another. Details: cause, employer.
inline constexpr Reason kDischargeEmployerContradicts{"discharge.employer-contradicts"};

inline constexpr std::array kDischargeReasons{kDischargeAmount, kDischargeEmployer,
                                              kDischargeEmployerContradicts};

/// How far the order to pay within a limit (责令限期清偿、先行清偿) has come.
enum class DischargeOrder : std::uint8_t { none, running, expired };
inline constexpr std::array<Word<DischargeOrder>, 3> kDischargeOrderWords{{
    {DischargeOrder::none, "none"},
    {DischargeOrder::running, "running"},
    {DischargeOrder::expired, "expired"},
}};
constexpr const auto& words_of(DischargeOrder) { return kDischargeOrderWords; }

struct DischargeFacts {
  RegionCode region;
  DischargeCause cause = DischargeCause::contractor;
  /// Who employed the workers: employer, subcontractor or contractor; nothing: employer_of(cause).
  std::optional<DischargeParty> employer;
  Money arrears;
  Money employer_pays;    ///< what it still pays itself; it is in arrears, so often nothing
  Money owner_unsettled;  ///< 未结清的工程款
  /// What those who answer without a limit pay, altogether. Nothing: all that is left, unless an
  /// order has expired: whoever was ordered did not pay.
  std::optional<Money> liable_pays;
  Money deposit;   ///< what it holds
  Money fund;      ///< what its scheme allows (fund_decision.h)
  Money treasury;  ///< what the government has decided
  DischargeOrder order = DischargeOrder::none;
  std::vector<DischargePaper> papers;  ///< on file; an order that was issued is
};

struct DischargeClaim {
  DischargeParty creditor;
  DischargeParty debtor;
  Money amount;
};

struct DischargeDay {
  RuleHead rule;  ///< the time limit
  Date date;
  bool calendar_confirmed = true;
};

struct PlannedStep {
  RuleHead rule;
  DischargeGround ground = DischargeGround::employer;
  DischargeParty payer = DischargeParty::employer;  ///< the employer by its own name
  std::vector<DischargeNeed> needs;
  std::vector<DischargeNeed> unmet;  ///< of them; none: the step is open
  std::vector<DischargePaper> papers;
  std::vector<DischargePaper> missing;   ///< of them
  Money amount;                          ///< zero while the step is not open
  bool idle = false;                     ///< not open, and nothing is given to pay it from
  std::optional<DischargeDay> deadline;  ///< nothing where no time limit is on record, or no amount
  std::optional<DischargeClaim> claim;
};

struct DischargePlan {
  DischargeParty employer = DischargeParty::employer;
  std::vector<PlannedStep> steps;  ///< in order; those whose cause and employer fit
  Money covered;
  Money uncovered;  ///< stays owed by the employer
  /// What the facts give and no step of the plan is paid from.
  std::vector<DischargeMeans> unused;
  /// A step that is not idle, or its time limit, rests on a rule or a calendar that nobody has
  /// confirmed.
  bool unconfirmed = false;
};

/// The employer that the cause itself names, or the most likely one.
[[nodiscard]] DischargeParty employer_of(DischargeCause cause);

/// Works out the plan by the steps that count in the region on that day.
///
/// Order:   as the rules say; each step takes what is left of the arrears, up to what it is paid
///          from; several steps that are paid from the same take it one after the other.
/// Refuses: discharge.amount, discharge.employer, discharge.employer-contradicts,
///          rules.none-in-force, calendar.year-unknown.
[[nodiscard]] Result<DischargePlan> plan_discharge(const DischargeFacts& facts,
                                                   const RuleSet& rules,
                                                   const WorkCalendar& calendar, Date on);

}  // namespace anxin::payments
