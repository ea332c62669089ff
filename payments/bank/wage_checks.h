// Checks across the rows of a table: one account for several persons, one person in several rows.
//
// Role: wage_table.cc and roster_table.cc, after all rows are read.
// Source: payments.md, check: park a shared card, explain a second line of a person.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "payments/bank/sheet.h"

namespace anxin::bank {

/// A row's person as far as the table tells; refused rows take part.
struct Person {
  std::uint32_t row = 0;
  std::string_view name, id_no, account;  ///< into the rows, which outlive the checks
};

/// Finds payroll.account-shared at every row of an account that different persons have. Persons
/// differ by id; where a row of that account has none, by name.
/// Cost: O(rows log rows).
void find_shared_accounts(Sheet& sheet, const std::vector<Person>& persons);

/// Finds payroll.person-repeated at the second and each later row of a person. The same id is the
/// same person; where one of two rows has no id, the same name with the same account is.
/// Cost: O(rows log rows).
void find_repeated_persons(Sheet& sheet, const std::vector<Person>& persons);

}  // namespace anxin::bank
