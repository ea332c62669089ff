// The cells of an outgoing file, before a carrier writes them. Internal to payments/bank.
#pragma once

#include <string>
#include <vector>

#include "payments/domain/bank_document.h"
#include "payments/domain/outgoing_profile.h"

namespace anxin::bank {

using OutgoingRow = std::vector<std::string>;

/// The line of totals, in UTF-8; no cells where the layout has none.
[[nodiscard]] OutgoingRow head_cells(const payments::OutgoingProfile& profile,
                                     const payments::Initiation& initiation);
[[nodiscard]] OutgoingRow caption_cells(const payments::OutgoingProfile& profile);
/// One payment, with the marks that keep texts from being read as numbers or formulas.
/// Requires: place < initiation.transfers.size().
[[nodiscard]] OutgoingRow payment_cells(const payments::OutgoingProfile& profile,
                                        const payments::Initiation& initiation, std::size_t place);

/// A spreadsheet would take it for a formula.
[[nodiscard]] bool looks_like_formula(std::string_view text);

/// The rows joined by the layout's separators and line ends, in its encoding.
/// Requires: every cell can be encoded and, where the layout knows no quotes, needs none.
[[nodiscard]] std::string write_outgoing_text(const payments::OutgoingProfile& profile,
                                              const payments::Initiation& initiation);

}  // namespace anxin::bank
