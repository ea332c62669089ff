#include "payments/domain/suspense.h"

namespace anxin::payments {

std::string_view to_word(SuspenseWay way) {
  return kSuspenseWayWords.at(static_cast<std::size_t>(way));
}

std::optional<SuspenseWay> find_suspense_way(std::string_view word) {
  for (std::size_t i = 0; i < kSuspenseWayWords.size(); ++i) {
    if (kSuspenseWayWords.at(i) == word) return static_cast<SuspenseWay>(i);
  }
  return std::nullopt;
}

bool fits(SuspenseWay way, Direction direction) {
  switch (way) {
    case SuspenseWay::labour_cost:
    case SuspenseWay::returned_wage:
    case SuspenseWay::sent_back:
    case SuspenseWay::restitution:
    case SuspenseWay::overpaid_returned:
      return direction == Direction::credit;
    case SuspenseWay::was_wage:
    case SuspenseWay::put_right:
    case SuspenseWay::owed_back:
    case SuspenseWay::paid_again:
      return direction == Direction::debit;
    case SuspenseWay::booked_already:
      return true;
    case SuspenseWay::over_accrued:
    case SuspenseWay::overpaid_deducted:
      return false;
  }
  return false;
}

bool needs_regulator(SuspenseWay way) {
  return way == SuspenseWay::over_accrued || way == SuspenseWay::overpaid_deducted;
}

}  // namespace anxin::payments
