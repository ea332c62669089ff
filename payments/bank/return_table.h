// Reads what became of payments out of a bank's table (回盘、退票文件), by a profile.
//
// Role: under read_bank_file. The services find the payroll line behind each row.
// Shape: the four of formats.md 2.2: (a) our file with a status and a reason; (b) successes and
//        failures apart, each with its own line of totals; (c) failures alone; (d) rows of an API.
// Source: formats.md 1.4 and 2.2.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "payments/domain/bank_document.h"
#include "payments/domain/incoming_profile.h"

namespace anxin::bank {

/// The ISO reason behind a bank's words; nothing where they are not in the list.
///
/// The whole text wins, then the longest that stands in it. A text that says that the outcome is
/// not known (通讯超时) wins over any other: paying twice is worse than asking.
[[nodiscard]] std::optional<std::string> find_reason(
    std::string_view text, const std::vector<payments::ReturnText>& texts);

/// Reads every row.
///
/// Requires: the profile's shape is returns.
/// Ensures:  a row is paid or failed only where the profile's words say so; anything else is
///           unknown. A table whose totals do not agree to the fen has no content.
/// Findings: what IncomingTable::open refuses; bank.element-missing, -amount-bad, -number-bad,
///           -table-batch-mixed, -table-totals-differ, -table-totals-missing (refuse);
///           -result-text-unknown, -outcome-open (explain).
[[nodiscard]] payments::BankDocument read_return_table(std::string_view bytes,
                                                       const payments::IncomingProfile& profile);

}  // namespace anxin::bank
