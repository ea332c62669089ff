// A hold: postings that are reserved, and what has become of each.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "ledger/book/account.h"

namespace anxin::book {

enum class LineState : std::uint8_t { open = 1, settled = 2, voided = 3, expired = 4 };
[[nodiscard]] std::string_view to_word(LineState state);

struct HoldLine {
  AccountNumber debit = 0;
  AccountNumber credit = 0;
  Money amount;
  Money settled;  ///< ≤ amount; the rest was released
  LineState state = LineState::open;
  bool operator==(const HoldLine&) const = default;
};

struct Hold {
  EntryNumber entry = 0;
  std::optional<Instant> expires_at;
  std::vector<HoldLine> lines;
  bool operator==(const Hold&) const = default;
};

}  // namespace anxin::book
