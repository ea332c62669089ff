// The trial balance: what every account comes to, debit or credit, with its sum by currency.
#pragma once

#include <cstddef>
#include <map>
#include <string>

#include "api/json/json.h"
#include "ledger/base/money.h"
#include "ledger/book/account.h"

namespace anxin::views {

using json::Json;

struct TrialRow {
  Total debit;
  Total credit;
  std::size_t accounts = 0;
};
using TrialRows = std::map<std::string, TrialRow>;  // by account, or by group of accounts
using Trial = std::map<std::string, TrialRows>;     // by currency code

/// Adds an account with what was posted to it to the row of that name.
void add_to(Trial& trial, const std::string& row, const book::Account& account,
            const book::SideSums& posted);
/// The row of an account where those of one kind in one contract make one, so that 300 workers do
/// not hide the sum.
[[nodiscard]] std::string trial_group(const book::Account& account);
[[nodiscard]] TrialRow sum_of(const TrialRows& rows);

/// {"currencies":[{"currency":…,"debit":…,"credit":…,"difference":…,"rows":[{"account":…,
/// "accounts":…,"debit":…,"credit":…}]}]}
[[nodiscard]] Json trial_view(const Trial& trial);

}  // namespace anxin::views
