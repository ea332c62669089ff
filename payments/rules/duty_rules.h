// Kinds of rule about duties: time limits, labour-cost shares, minimum wages.
//
// Role: read from payments/rules/data/rules, looked up by services and checks.
// Source: regulation.md sections 2.1 and 11; Decree 724 arts 15, 24, 27; 人社部发〔2021〕53号,
// 65号.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "payments/rules/deadline.h"
#include "payments/rules/project_category.h"
#include "payments/rules/rule_head.h"
#include "payments/rules/rule_shape.h"

namespace anxin::payments {

/// What has a time limit.
enum class Duty : std::uint8_t {
  open_account,          ///< after the contract is signed
  file_account,          ///< after the wage account is opened
  labour_cost_cycle,     ///< from one transfer of labour cost to the next
  closing_publicity,     ///< before a wage account may be closed
  store_deposit,         ///< after the permit, or the contract where none is needed
  execute_notice,        ///< the bank, after a notice of payment
  replenish_deposit,     ///< after the deposit was used; also a new letter of guarantee
  guarantee_reminder,    ///< before a letter of guarantee expires
  guarantee_term,        ///< of a letter of guarantee; not shorter than the contract either
  refund_publicity,      ///< before a refund may be applied for
  refund_audit,          ///< after the application
  refund_confirmation,   ///< after the audit
  deposit_clearing,      ///< from one clearing of finished works to the next
  accept_complaint,      ///< after a complaint came in
  investigate,           ///< after the case was filed
  investigate_longer,    ///< more of it, where approved
  decide,                ///< after the investigation
  serve_document,        ///< after the decision
  blacklist,             ///< from the decision to list
  blacklist_early,       ///< from the correction to an early removal
  keep_payroll,          ///< 工资支付台账
  keep_account_papers,   ///< after completion and settlement
  publish_county,        ///< from one public exposure to the next, county and prefecture
  publish_province,      ///< the same, province and ministry
  complaint_limitation,  ///< from the breach to the complaint
  remit_withheld,        ///< tax, from the end of the month in which it was withheld
};
inline constexpr std::array<Word<Duty>, 26> kDutyWords{{
    {Duty::open_account, "open-account"},
    {Duty::file_account, "file-account"},
    {Duty::labour_cost_cycle, "labour-cost-cycle"},
    {Duty::closing_publicity, "closing-publicity"},
    {Duty::store_deposit, "store-deposit"},
    {Duty::execute_notice, "execute-notice"},
    {Duty::replenish_deposit, "replenish-deposit"},
    {Duty::guarantee_reminder, "guarantee-reminder"},
    {Duty::guarantee_term, "guarantee-term"},
    {Duty::refund_publicity, "refund-publicity"},
    {Duty::refund_audit, "refund-audit"},
    {Duty::refund_confirmation, "refund-confirmation"},
    {Duty::deposit_clearing, "deposit-clearing"},
    {Duty::accept_complaint, "accept-complaint"},
    {Duty::investigate, "investigate"},
    {Duty::investigate_longer, "investigate-longer"},
    {Duty::decide, "decide"},
    {Duty::serve_document, "serve-document"},
    {Duty::blacklist, "blacklist"},
    {Duty::blacklist_early, "blacklist-early"},
    {Duty::keep_payroll, "keep-payroll"},
    {Duty::keep_account_papers, "keep-account-papers"},
    {Duty::publish_county, "publish-county"},
    {Duty::publish_province, "publish-province"},
    {Duty::complaint_limitation, "complaint-limitation"},
    {Duty::remit_withheld, "remit-withheld"},
}};
constexpr const auto& words_of(Duty) { return kDutyWords; }

/// How the limit is meant.
enum class TermSense : std::uint8_t { at_most, at_least, before };
inline constexpr std::array<Word<TermSense>, 3> kTermSenseWords{{
    {TermSense::at_most, "at-most"},
    {TermSense::at_least, "at-least"},
    {TermSense::before, "before"},
}};
constexpr const auto& words_of(TermSense) { return kTermSenseWords; }

/// The event that a limit is counted from, where places differ.
enum class DutyEvent : std::uint8_t { signing, start_of_works };
inline constexpr std::array<Word<DutyEvent>, 2> kDutyEventWords{{
    {DutyEvent::signing, "signing"},
    {DutyEvent::start_of_works, "start-of-works"},
}};
constexpr const auto& words_of(DutyEvent) { return kDutyEventWords; }

struct Deadline {
  static constexpr std::string_view kKind = "deadline";
  RuleHead head;
  Duty duty = Duty::open_account;
  TermSense sense = TermSense::at_most;
  std::int32_t value = 0;
  TermUnit unit = TermUnit::day;
  std::optional<DutyEvent> counted_from;  ///< of open_account: nothing means the signing

  template <class V>
  void walk(V& v) {
    v("duty", duty);
    v("sense", sense);
    v("value", value);
    v("unit", unit);
    v("counted_from", counted_from);
  }
  [[nodiscard]] std::string_view key() const { return to_word(duty); }
  [[nodiscard]] Term term() const { return {value, unit}; }
  [[nodiscard]] std::optional<ShapeFault> fault() const {
    if (value < 1) return ShapeFault{"value", "at least 1"};
    return std::nullopt;
  }
};

/// One account number for several projects of a contractor, kept apart project by project
/// (分账管理).
struct SharedAccount {
  static constexpr std::string_view kKind = "shared-account";
  RuleHead head;
  bool allowed = false;

  template <class V>
  void walk(V& v) {
    v("allowed", allowed);
  }
};

/// The least labour cost for one kind of works.
struct LabourShare {
  std::vector<ProjectCategory> categories;  ///< none: every category
  Rate of_contract;                         ///< of the contract amount
  std::optional<Rate> of_progress;          ///< of a progress payment

  template <class V>
  void walk(V& v) {
    v("categories", categories);
    v("of_contract", of_contract);
    v("of_progress", of_progress);
  }
  [[nodiscard]] std::optional<ShapeFault> fault() const {
    return share_fault({{"of_contract", of_contract}, {"of_progress", of_progress}});
  }
};

/// When a share is owed.
enum class LabourCase : std::uint8_t { always, contract_silent };
inline constexpr std::array<Word<LabourCase>, 2> kLabourCaseWords{{
    {LabourCase::always, "always"},
    {LabourCase::contract_silent, "contract-silent"},
}};
constexpr const auto& words_of(LabourCase) { return kLabourCaseWords; }

/// The share of the price that the owner pays into the wage account (人工费用比例).
struct LabourCost {
  static constexpr std::string_view kKind = "labour-cost";
  RuleHead head;
  LabourCase when = LabourCase::always;
  std::vector<LabourShare> shares;

  template <class V>
  void walk(V& v) {
    v("when", when);
    v("shares", shares);
  }
  [[nodiscard]] std::optional<ShapeFault> fault() const {
    if (shares.empty()) return ShapeFault{"shares", "at least one share"};
    return std::nullopt;
  }
  /// The first share that covers the category; null where the rule says nothing about it.
  [[nodiscard]] const LabourShare* share_for(ProjectCategory category) const;
};

enum class WagePeriod : std::uint8_t { month, hour };
inline constexpr std::array<Word<WagePeriod>, 2> kWagePeriodWords{{
    {WagePeriod::month, "month"},
    {WagePeriod::hour, "hour"},
}};
constexpr const auto& words_of(WagePeriod) { return kWagePeriodWords; }

struct MinimumWage {
  static constexpr std::string_view kKind = "minimum-wage";
  RuleHead head;
  Money value;
  WagePeriod unit = WagePeriod::month;
  std::optional<std::int32_t> wage_class;  ///< 档次 within the province

  template <class V>
  void walk(V& v) {
    v("value", value);
    v("unit", unit);
    v("class", wage_class);
  }
  [[nodiscard]] std::string_view key() const { return to_word(unit); }
};

}  // namespace anxin::payments
