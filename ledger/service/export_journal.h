// The journal as plain text for other double-entry programs, which must report our balances.
//
// Role: `ledger export`. (The form for other programs of ours, ndjson, is api/json's.)
// Shape: one transaction per step that moved money, in entry order. Holds move nothing and are left
//        out. Written in slices, each on a snapshot of its own, so that no old page is kept alive.
#pragma once

#include <iosfwd>
#include <optional>
#include <string_view>

#include "ledger/store/store.h"

namespace anxin::ledger {

enum class JournalFormat : std::uint8_t {
  csv,       ///< one posting a line, with the balances after it
  hledger,   ///< hledger 1.25
  ledger,    ///< Ledger 3.3
  beancount  ///< Beancount 2.3; names are spelled its way, the bare name is metadata
};
[[nodiscard]] std::optional<JournalFormat> parse_journal_format(std::string_view word);

/// Writes every entry up to the head at the time of the call. Refuses: store.damaged,
/// store.unavailable.
Result<void> export_journal(const store::Store& store, JournalFormat format, std::ostream& out);

}  // namespace anxin::ledger
