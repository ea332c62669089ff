// Kinds of rule about emergency funds (欠薪应急周转金, 欠薪保障金): one scheme a place.
//
// Role: read from payments/rules/data/rules; the fund's service decides by them.
// Shape: every cap that a scheme names binds; one that it does not name does not.
// Source: Decree 724 art. 63; regulation.md section 4.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "payments/rules/rule_head.h"
#include "payments/rules/rule_shape.h"

namespace anxin::payments {

/// Why the employer does not pay.
enum class FundCause : std::uint8_t {
  absconded,            ///< 法定代表人或负责人逃匿
  unable,               ///< 暂时无力支付，资产难以变现
  bankruptcy_accepted,  ///< 法院受理破产
  force_majeure,
  arrears,   ///< any arrears of an enterprise
  approved,  ///< by decision of the government, whatever the cause
};
inline constexpr std::array<Word<FundCause>, 6> kFundCauseWords{{
    {FundCause::absconded, "absconded"},
    {FundCause::unable, "unable"},
    {FundCause::bankruptcy_accepted, "bankruptcy-accepted"},
    {FundCause::force_majeure, "force-majeure"},
    {FundCause::arrears, "arrears"},
    {FundCause::approved, "approved"},
}};
constexpr const auto& words_of(FundCause) { return kFundCauseWords; }

/// How the scheme stands to construction, which has its deposits.
enum class FundConstruction : std::uint8_t { covered, after_deposit, excluded };
inline constexpr std::array<Word<FundConstruction>, 3> kFundConstructionWords{{
    {FundConstruction::covered, "covered"},
    {FundConstruction::after_deposit, "after-deposit"},
    {FundConstruction::excluded, "excluded"},
}};
constexpr const auto& words_of(FundConstruction) { return kFundConstructionWords; }

/// Persons whom the scheme pays nothing.
struct FundExclusions {
  bool responsible_persons = false;           ///< 法定代表人、主要负责人
  bool relatives = false;                     ///< their close relatives
  std::optional<Money> shareholders_from;     ///< holding at least this
  std::optional<Rate> earning_above_average;  ///< last 3 months above so many average wages
  std::optional<Money> arrears_below;         ///< owed less than this
  bool individual_businesses = false;         ///< workers of 个体工商户

  template <class V>
  void walk(V& v) {
    v("responsible_persons", responsible_persons);
    v("relatives", relatives);
    v("shareholders_from", shareholders_from);
    v("earning_above_average", earning_above_average);
    v("arrears_below", arrears_below);
    v("individual_businesses", individual_businesses);
  }
};

/// The most for one worker.
struct FundWorkerCap {
  std::optional<Rate> minimum_wages;     ///< times the month's minimum wage
  std::optional<Rate> arrears_share;     ///< of the worker's arrears
  std::optional<std::int32_t> months;    ///< of arrears, counted back
  std::optional<Rate> month_of_average;  ///< each month at most this share of the average wage
  std::optional<Money> amount;
  std::optional<std::string> raised_by;  ///< who may approve more

  template <class V>
  void walk(V& v) {
    v("minimum_wages", minimum_wages);
    v("arrears_share", arrears_share);
    v("months", months);
    v("month_of_average", month_of_average);
    v("amount", amount);
    v("raised_by", raised_by);
  }
  [[nodiscard]] std::optional<ShapeFault> fault() const {
    return share_fault({{"arrears_share", arrears_share}, {"month_of_average", month_of_average}});
  }
};

/// The most for one case, and who decides beyond it.
struct FundCaseCap {
  Money amount;
  std::optional<std::string> beyond;

  template <class V>
  void walk(V& v) {
    v("amount", amount);
    v("beyond", beyond);
  }
};

/// Basic living cost (基本生活费) where wages are not advanced.
struct FundLivingCost {
  std::optional<Money> amount;        ///< for a worker; nothing: no figure is known
  std::optional<Rate> minimum_wages;  ///< times the month's minimum wage
  bool counts_as_wages = false;       ///< reduces what is owed

  template <class V>
  void walk(V& v) {
    v("amount", amount);
    v("minimum_wages", minimum_wages);
    v("counts_as_wages", counts_as_wages);
  }
};

struct FundScheme {
  static constexpr std::string_view kKind = "emergency-fund";
  RuleHead head;
  std::vector<FundCause> causes;     ///< any of them opens the fund
  bool needs_incident_risk = false;  ///< and a group incident (群体性事件) must be feared
  FundConstruction construction = FundConstruction::covered;
  std::optional<Money> city_size_min;    ///< what a city's fund must hold
  std::optional<Money> county_size_min;  ///< and a county's
  FundExclusions excluded;
  FundWorkerCap per_worker;
  std::optional<FundCaseCap> per_case;
  std::optional<FundLivingCost> living_cost;
  std::vector<std::string> approvals;  ///< offices, in order; different persons
  std::string recovered_by;

  template <class V>
  void walk(V& v) {
    v("causes", causes);
    v("needs_incident_risk", needs_incident_risk);
    v("construction", construction);
    v("city_size_min", city_size_min);
    v("county_size_min", county_size_min);
    v("excluded", excluded);
    v("per_worker", per_worker);
    v("per_case", per_case);
    v("living_cost", living_cost);
    v("approvals", approvals);
    v("recovered_by", recovered_by);
  }
  [[nodiscard]] std::optional<ShapeFault> fault() const {
    if (causes.empty()) return ShapeFault{"causes", "at least one cause"};
    if (approvals.empty()) return ShapeFault{"approvals", "at least one office"};
    return std::nullopt;
  }
};

/// How much of the wages is advanced where only the national ordinance is on record: it allows a
/// part (部分工资) and does not say which.
struct FundDefault {
  static constexpr std::string_view kKind = "emergency-fund-default";
  RuleHead head;
  Rate default_share;  ///< of a worker's arrears

  template <class V>
  void walk(V& v) {
    v("default_share", default_share);
  }
  [[nodiscard]] std::optional<ShapeFault> fault() const {
    return share_fault({{"default_share", default_share}});
  }
};

}  // namespace anxin::payments
