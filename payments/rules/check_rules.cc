#include "payments/rules/check_rules.h"

namespace anxin::payments {
namespace {

// The one measure that a check goes by; empty where it needs none.
std::string_view measure_of(SheetCheck check) {
  switch (check) {
    case SheetCheck::year_large:
      return "amount";
    case SheetCheck::far_from_mean:
    case SheetCheck::below_minimum:
      return "factor";
    case SheetCheck::under_age:
    case SheetCheck::phone_shared:
    case SheetCheck::card_waiting:
      return "count";
    case SheetCheck::account_missing:
    case SheetCheck::account_invalid:
    case SheetCheck::account_shared:
    case SheetCheck::not_registered:
    case SheetCheck::card_not_registered:
    case SheetCheck::name_differs:
    case SheetCheck::no_contract:
    case SheetCheck::departed:
    case SheetCheck::second_line:
    case SheetCheck::person_repeated:
    case SheetCheck::employer_unknown:
    case SheetCheck::net_rounded:
    case SheetCheck::amount_large:
    case SheetCheck::supervisor:
    case SheetCheck::no_attendance:
      return "";
  }
  return "";
}

}  // namespace

std::optional<ShapeFault> PayrollCheck::fault() const {
  const auto measure = measure_of(check);
  const auto wrong = [&](std::string_view key, bool given) { return given != (measure == key); };
  if (wrong("amount", amount.has_value()))
    return ShapeFault{"amount", "given for year-large alone"};
  if (wrong("factor", factor.has_value())) {
    return ShapeFault{"factor", "given for far-from-mean and below-minimum alone"};
  }
  if (wrong("count", count.has_value())) {
    return ShapeFault{"count", "given for under-age, phone-shared and card-waiting alone"};
  }
  const bool needs_park =
      check == SheetCheck::account_missing || check == SheetCheck::account_invalid;
  if (needs_park && answer != CheckAnswer::park) {
    return ShapeFault{"answer", "park: without a sound account nothing can be paid"};
  }
  const bool is_part = check == SheetCheck::below_minimum;
  if (factor && is_part && (*factor <= 0 || *factor > 1)) {
    return ShapeFault{"factor", "a part of 1: what a day is of the month"};
  }
  if (factor && !is_part && *factor <= 1) return ShapeFault{"factor", "more than 1"};
  const bool is_days = check == SheetCheck::card_waiting;
  if (count && is_days && *count < 1) return ShapeFault{"count", "at least 1"};
  if (count && !is_days && *count < 2) return ShapeFault{"count", "at least 2"};
  return std::nullopt;
}

}  // namespace anxin::payments
