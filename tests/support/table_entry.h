// The one entry for bytes that nobody has looked at: every table reader gets them.
//
// Role: the fuzz readers (tests/fuzz/readers.cc), and the test that runs the seeds of
//       fixtures/corpus through the same function.
#pragma once

#include <string_view>

#include "payments/bank/arrears_table.h"
#include "payments/bank/attendance_grid.h"
#include "payments/bank/repair_table.h"
#include "payments/bank/roster_table.h"
#include "payments/bank/wage_table.h"
#include "tests/support/test_captions.h"

namespace anxin::tests {

/// Reads bytes as each kind of table. Answers false where what was read breaks a promise: a row
/// that is kept and refused, an amount that is not positive, a sum that is not the rows'.
inline bool read_as_every_table(std::string_view bytes) {
  const auto& captions = test_captions();
  const auto table = bank::read_wage_table(bytes, captions);
  Total total = 0;
  for (const auto& row : table.rows) {
    if (row.severity == payments::Severity::refuse || row.net <= Money()) return false;
    total += to_total(row.net);
  }
  const bank::TableChoices choices{{{"name", "A"}, {"account", "B"}, {"net", "C"}}, ""};
  static_cast<void>(bank::read_wage_table(bytes, captions, choices));
  static_cast<void>(bank::read_roster(bytes, captions));
  static_cast<void>(bank::read_repair_table(bytes, captions));
  static_cast<void>(bank::read_arrears_table(bytes, captions));
  static_cast<void>(bank::read_attendance(bytes, captions, {}));
  return table.total == total;
}

}  // namespace anxin::tests
