// The kinds of events: the "/op" of every entry's content, and what the bare ledger does.
//
// Role: a webhook names those it wants; a kind that there is not would never come.
// Shape: in the order of their letters.
#pragma once

#include <span>
#include <string_view>

namespace anxin::payments {

[[nodiscard]] std::span<const std::string_view> event_kinds();
[[nodiscard]] bool is_event_kind(std::string_view kind);

}  // namespace anxin::payments
