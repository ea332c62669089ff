// Checks of a payroll and what follows from them, place by place.
//
// Role: payments/service/sheet_checks.h judges a matched sheet by them. Whether a finding parks a
//       line or only asks for a reason is the place's to say; faults of a file, and lines whose
//       person or amount is not sure, are refused everywhere and have no rule.
// Source: payments.md, "One payroll month", step 2.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "ledger/base/money.h"
#include "payments/rules/rule_head.h"
#include "payments/rules/rule_shape.h"
#include "payments/rules/words.h"

namespace anxin::payments {

/// The words are those of the findings, without "payroll.".
enum class SheetCheck : std::uint8_t {
  account_missing,
  account_invalid,
  account_shared,
  not_registered,
  card_not_registered,
  name_differs,
  no_contract,
  departed,
  second_line,
  person_repeated,
  employer_unknown,
  net_rounded,
  amount_large,   ///< in a month
  year_large,     ///< in a calendar year, on the contract: above `amount`
  far_from_mean,  ///< of the worker's earlier months: more than `factor` times it, or less than its
                  ///< part
  under_age,      ///< at the end of the month: below `count` years
  phone_shared,   ///< by at least `count` persons of the sheet
  supervisor,     ///< 管理人员 in a wage account
  card_waiting,   ///< changed less than `count` working days ago
  below_minimum,  ///< gross less overtime and special allowances: below `factor` of the month's
                  ///< minimum wage for each day worked (4/87: a month has 21.75 days, 月计薪天数)
  no_attendance,  ///< the table counts days, and this row has none
};
inline constexpr std::array<Word<SheetCheck>, 21> kSheetCheckWords{{
    {SheetCheck::account_missing, "account-missing"},
    {SheetCheck::account_invalid, "account-invalid"},
    {SheetCheck::account_shared, "account-shared"},
    {SheetCheck::not_registered, "not-registered"},
    {SheetCheck::card_not_registered, "card-not-registered"},
    {SheetCheck::name_differs, "name-differs"},
    {SheetCheck::no_contract, "no-contract"},
    {SheetCheck::departed, "departed"},
    {SheetCheck::second_line, "second-line"},
    {SheetCheck::person_repeated, "person-repeated"},
    {SheetCheck::employer_unknown, "employer-unknown"},
    {SheetCheck::net_rounded, "net-rounded"},
    {SheetCheck::amount_large, "amount-large"},
    {SheetCheck::year_large, "year-large"},
    {SheetCheck::far_from_mean, "far-from-mean"},
    {SheetCheck::under_age, "under-age"},
    {SheetCheck::phone_shared, "phone-shared"},
    {SheetCheck::supervisor, "supervisor"},
    {SheetCheck::card_waiting, "card-waiting"},
    {SheetCheck::below_minimum, "below-minimum"},
    {SheetCheck::no_attendance, "no-attendance"},
}};
constexpr const auto& words_of(SheetCheck) { return kSheetCheckWords; }

/// What a finding does to its line.
enum class CheckAnswer : std::uint8_t {
  note,     ///< worth knowing
  explain,  ///< needs a recorded reason, is paid
  park,     ///< accrues, is not instructed until cleared
};
inline constexpr std::array<Word<CheckAnswer>, 3> kCheckAnswerWords{{
    {CheckAnswer::note, "note"},
    {CheckAnswer::explain, "explain"},
    {CheckAnswer::park, "park"},
}};
constexpr const auto& words_of(CheckAnswer) { return kCheckAnswerWords; }

struct PayrollCheck {
  static constexpr std::string_view kKind = "payroll-check";
  RuleHead head;
  SheetCheck check = SheetCheck::account_missing;
  CheckAnswer answer = CheckAnswer::explain;
  std::optional<Money> amount;
  std::optional<Rate> factor;
  std::optional<std::int32_t> count;

  template <class V>
  void walk(V& v) {
    v("check", check);
    v("answer", answer);
    v("amount", amount);
    v("factor", factor);
    v("count", count);
  }
  [[nodiscard]] std::string_view key() const { return to_word(check); }
  [[nodiscard]] std::optional<ShapeFault> fault() const;
};

}  // namespace anxin::payments
