// The lines of a contract that accrued wages, each with what has become of it.
//
// Role: slips, remittances, suspected arrears. A line that another one pays is followed to its end.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "payments/service/records.h"

namespace anxin::payments {

struct AccruedLine {
  PayrollLine line;
  Month month;
  Date due_on;
  PayrollLine last;  ///< the line that pays it now: itself, or the end of its replacements
};

/// Approved lines of payrolls and of arrears, in the order of their ids. What was split off an
/// instruction is a line of its own. Cost: O(lines of the contract).
[[nodiscard]] std::vector<AccruedLine> accrued_lines(const ledger::Reader& reader,
                                                     const std::string& contract);

/// Approved reductions of lines that pay others again: those have left the accruing lines as they
/// were. Cost: O(reductions of the contract).
[[nodiscard]] std::vector<Reduction> reductions_of_repairs(const ledger::Reader& reader,
                                                           const std::string& contract);

/// When the worker got the money, or another paid it in the employer's place; nothing while it is
/// owed or with a bank, and where it was reduced away.
[[nodiscard]] std::optional<Date> paid_on(const LineState& state);

}  // namespace anxin::payments
