// Payment instructions in the layout that a bank takes.
//
// Role: services turn an approved payroll batch into an Initiation; a profile says how it becomes a
//       file: ISO 20022, columns with separators, or a workbook.
// Shape: amounts in yuan with two decimals, cards as text; the same bytes every time.
// Source: formats.md 2.1; payments/rules/data/outgoing_files.toml.
#pragma once

#include <array>
#include <string>

#include "ledger/base/result.h"
#include "payments/domain/bank_document.h"
#include "payments/domain/outgoing_profile.h"

namespace anxin::bank {

// Why a payment cannot stand in a layout, in order of precedence. Details: element (the caption),
// lines (end-to-end ids, comma separated, the first kOutgoingLinesNamed), count; never a value.

/// A character that the encoding cannot hold: it is never replaced. Details also: encoding.
inline constexpr Reason kOutgoingCharacter{"bank.outgoing-character"};
/// A separator, quote or line break in a layout that knows no quotes.
inline constexpr Reason kOutgoingSeparator{"bank.outgoing-separator"};
/// A text that begins with = + - @ in a layout that cannot mark it as text.
inline constexpr Reason kOutgoingFormula{"bank.outgoing-formula"};

inline constexpr std::array kOutgoingReasons{kOutgoingCharacter, kOutgoingSeparator,
                                             kOutgoingFormula};

inline constexpr std::size_t kOutgoingLinesNamed = 20;  // as many as a sentence can name

/// Asks whether the payments can be written in this layout.
///
/// Refuses: bank.initiation-* as check_initiation, bank.outgoing-character, -separator, -formula.
///          All lines with the first fault's column and reason are named.
[[nodiscard]] Result<void> check_outgoing(const payments::OutgoingProfile& profile,
                                          const payments::Initiation& initiation);

/// The file's bytes. Requires: check_outgoing accepts both.
/// Refuses: bank.workbook-unwritable.
[[nodiscard]] Result<std::string> write_outgoing(const payments::OutgoingProfile& profile,
                                                 const payments::Initiation& initiation);

}  // namespace anxin::bank
