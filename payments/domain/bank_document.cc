#include "payments/domain/bank_document.h"

namespace anxin::payments {

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
