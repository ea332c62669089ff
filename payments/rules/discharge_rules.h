// Kind of rule about who pays wages that the employer does not: one step of a plan of discharge
// (清偿方案) each, with its own source and grade.
//
// Role: read from payments/rules/data/rules, used by discharge_plan.h. A place that words a step
//       differently, or has one more, says so in its own file; the other steps stay.
// Shape: no law fixes one order of the steps, so their order is a field like any other.
// Source: Decree 724 arts 29, 30 and 63; 人社部发〔2021〕65号; regulation.md, "Who advances / who
//         recovers".
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "payments/rules/duty_rules.h"
#include "payments/rules/rule_head.h"
#include "payments/rules/rule_shape.h"

namespace anxin::payments {

/// Why the wages were not paid, as a person found with a document.
enum class DischargeCause : std::uint8_t {
  owner_late,       ///< 建设单位未按约拨付
  subcontractor,    ///< 分包拖欠
  contractor,       ///< 总包拖欠
  transferred,      ///< 转包
  unlicensed,       ///< 发包给个人或者不具备资质的单位
  licence_lent,     ///< 挂靠
  illegal_project,  ///< 违法工程
  absconded,        ///< 用人单位逃匿
};
inline constexpr std::array<Word<DischargeCause>, 8> kDischargeCauseWords{{
    {DischargeCause::owner_late, "owner-late"},
    {DischargeCause::subcontractor, "subcontractor"},
    {DischargeCause::contractor, "contractor"},
    {DischargeCause::transferred, "transferred"},
    {DischargeCause::unlicensed, "unlicensed"},
    {DischargeCause::licence_lent, "licence-lent"},
    {DischargeCause::illegal_project, "illegal-project"},
    {DischargeCause::absconded, "absconded"},
}};
constexpr const auto& words_of(DischargeCause) { return kDischargeCauseWords; }

/// Who pays, and who then has a claim against whom.
enum class DischargeParty : std::uint8_t {
  employer,       ///< whoever employed the workers, where it is none of those below
  subcontractor,  ///< 分包单位
  contractor,     ///< 施工总承包单位
  owner,          ///< 建设单位
  lender,         ///< of the licence
  letting_party,  ///< who let the work to somebody unlicensed: owner or contractor
  deposit,        ///< the contractor's wage deposit
  fund,           ///< 应急周转金
  treasury,       ///< 财政
};
inline constexpr std::array<Word<DischargeParty>, 9> kDischargePartyWords{{
    {DischargeParty::employer, "employer"},
    {DischargeParty::subcontractor, "subcontractor"},
    {DischargeParty::contractor, "contractor"},
    {DischargeParty::owner, "owner"},
    {DischargeParty::lender, "lender"},
    {DischargeParty::letting_party, "letting-party"},
    {DischargeParty::deposit, "deposit"},
    {DischargeParty::fund, "fund"},
    {DischargeParty::treasury, "treasury"},
}};
constexpr const auto& words_of(DischargeParty) { return kDischargePartyWords; }

/// On what ground a step stands; it tells the steps of a place apart.
enum class DischargeGround : std::uint8_t {
  employer,              ///< it owes the wages
  direct_subcontractor,  ///< the same, of a subcontractor
  owner_late,            ///< advances within the unsettled price
  contractor_first,      ///< pays first for its subcontractor
  transferred,           ///< pays first where the works were passed on
  unlicensed,
  licence_lent,
  illegal_project,
  deposit,
  fund,
  treasury,
};
inline constexpr std::array<Word<DischargeGround>, 11> kDischargeGroundWords{{
    {DischargeGround::employer, "employer"},
    {DischargeGround::direct_subcontractor, "direct-subcontractor"},
    {DischargeGround::owner_late, "owner-late"},
    {DischargeGround::contractor_first, "contractor-first"},
    {DischargeGround::transferred, "transferred"},
    {DischargeGround::unlicensed, "unlicensed"},
    {DischargeGround::licence_lent, "licence-lent"},
    {DischargeGround::illegal_project, "illegal-project"},
    {DischargeGround::deposit, "deposit"},
    {DischargeGround::fund, "fund"},
    {DischargeGround::treasury, "treasury"},
}};
constexpr const auto& words_of(DischargeGround) { return kDischargeGroundWords; }

/// What a step is paid from, and so its limit.
enum class DischargeMeans : std::uint8_t {
  employer,         ///< what the employer still pays
  unsettled_price,  ///< what the owner has not settled of the price
  liability,        ///< all that is left: the payer answers without a limit
  deposit,          ///< what the deposit holds
  fund,             ///< what the fund's scheme allows
  treasury,         ///< what the government decides
};
inline constexpr std::array<Word<DischargeMeans>, 6> kDischargeMeansWords{{
    {DischargeMeans::employer, "employer"},
    {DischargeMeans::unsettled_price, "unsettled-price"},
    {DischargeMeans::liability, "liability"},
    {DischargeMeans::deposit, "deposit"},
    {DischargeMeans::fund, "fund"},
    {DischargeMeans::treasury, "treasury"},
}};
constexpr const auto& words_of(DischargeMeans) { return kDischargeMeansWords; }

/// What must have happened before a step is open.
enum class DischargeNeed : std::uint8_t {
  order_expired,      ///< an order to pay within a limit (责令限期) was served and not obeyed
  fund_eligible,      ///< the scheme of the fund allows an amount
  deposit_exhausted,  ///< nothing is left of the deposit: there was none, or this plan uses it up
};
inline constexpr std::array<Word<DischargeNeed>, 3> kDischargeNeedWords{{
    {DischargeNeed::order_expired, "order-expired"},
    {DischargeNeed::fund_eligible, "fund-eligible"},
    {DischargeNeed::deposit_exhausted, "deposit-exhausted"},
}};
constexpr const auto& words_of(DischargeNeed) { return kDischargeNeedWords; }

/// What is on file before a step is carried out.
enum class DischargePaper : std::uint8_t {
  cause_finding,     ///< 拖欠原因认定材料
  wage_list,         ///< 欠薪人员及金额清单
  price_statement,   ///< 未结清工程款证明
  arrears_order,     ///< 责令限期清偿（先行清偿）的决定
  payment_notice,    ///< 农民工工资保证金支付通知书
  fund_approval,     ///< 应急周转金审批
  treasury_decision  ///< 政府决定
};
inline constexpr std::array<Word<DischargePaper>, 7> kDischargePaperWords{{
    {DischargePaper::cause_finding, "cause-finding"},
    {DischargePaper::wage_list, "wage-list"},
    {DischargePaper::price_statement, "price-statement"},
    {DischargePaper::arrears_order, "arrears-order"},
    {DischargePaper::payment_notice, "payment-notice"},
    {DischargePaper::fund_approval, "fund-approval"},
    {DischargePaper::treasury_decision, "treasury-decision"},
}};
constexpr const auto& words_of(DischargePaper) { return kDischargePaperWords; }

struct DischargeStep {
  static constexpr std::string_view kKind = "discharge-step";
  RuleHead head;
  DischargeGround ground = DischargeGround::employer;
  std::int32_t order = 0;  ///< rising; equal ones in the order of their grounds' words
  DischargeParty payer = DischargeParty::employer;
  std::vector<DischargeCause> causes;     ///< none: whatever the cause
  std::vector<DischargeParty> employers;  ///< none: whoever the employer
  DischargeMeans means = DischargeMeans::employer;
  std::vector<DischargeNeed> needs;
  std::vector<DischargePaper> papers;
  std::optional<DischargeParty> creditor;  ///< recovers from the employer; nothing: no claim
  std::optional<Duty> deadline;            ///< its time limit runs from the day of the plan

  template <class V>
  void walk(V& v) {
    v("ground", ground);
    v("order", order);
    v("payer", payer);
    v("causes", causes);
    v("employers", employers);
    v("means", means);
    v("needs", needs);
    v("papers", papers);
    v("creditor", creditor);
    v("deadline", deadline);
  }
  [[nodiscard]] std::string_view key() const { return to_word(ground); }
};

}  // namespace anxin::payments
