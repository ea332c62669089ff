#include "payments/domain/bank_document.h"

#include <algorithm>
#include <array>

namespace anxin::payments {

bool leaves_outcome_open(std::string_view reason) {
  static constexpr std::array<std::string_view, 3> kReasons{"FF01", "FF02", "FF10"};
  return std::find(kReasons.begin(), kReasons.end(), reason) != kReasons.end();
}

bool Statement::balanced() const {
  if (!opening || !closing) return false;
  Total balance = to_total(*opening);
  for (const auto& entry : entries) {
    const Total amount = to_total(entry.amount);
    balance += entry.direction == Direction::credit ? amount : Total(-amount);
  }
  return balance == to_total(*closing);
}

}  // namespace anxin::payments
