// The line that comes most often, read in one pass.
//
// Role: parse_apply_line() asks here first. Whoever books in bulk sends plain postings by the
//       thousand; a tree of values for each costs several times what the booking does.
#pragma once

#include <optional>
#include <string_view>

#include "ledger/book/command.h"

namespace anxin::json {

/// A `post` of op, key, postings (debit, credit, amount) and perhaps a note, in any order.
/// Nothing for every other line, also for one with a fault: who reads it whole says where.
[[nodiscard]] std::optional<book::Command> parse_plain_post(std::string_view line);

}  // namespace anxin::json
