#include "payments/domain/suspense.h"

#include "payments/domain/enum_words.h"

namespace anxin::payments {

std::string_view to_word(SuspenseWay way) { return word_in(kSuspenseWayWords, way); }

std::optional<SuspenseWay> find_suspense_way(std::string_view word) {
  return find_in<SuspenseWay>(kSuspenseWayWords, word);
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
