#include "payments/domain/bank_document.h"

#include <algorithm>
#include <array>

namespace anxin::payments {

bool leaves_outcome_open(std::string_view reason) {
  static constexpr std::array<std::string_view, 10> kReasons{
      "FF01", "FF02", "FF10",                                   // technical
      "AM05", "DUPL", "DU01", "DU02", "DU03", "DU04", "DU05"};  // the other one may be paid
  return std::find(kReasons.begin(), kReasons.end(), reason) != kReasons.end();
}

std::string_view to_word(ReportKind kind) {
  switch (kind) {
    case ReportKind::statement:
      return "statement";
    case ReportKind::report:
      return "report";
    case ReportKind::notice:
      return "notice";
  }
  return "";
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
