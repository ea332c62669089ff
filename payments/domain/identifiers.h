// Check digits of identity numbers, bank cards, unified credit codes and bank branch codes.
//
// Source: GB 11643-1999 (resident id, ISO 7064 MOD 11-2); GB 32100-2015 (unified credit code);
//         Luhn (UnionPay cards, 16 to 19 digits); CNAPS 12 digits, ISO 7064 MOD 11,10.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ledger/base/date.h"
#include "ledger/base/result.h"

namespace anxin::payments {

// Why an identifier is not valid; the first that applies, in this order.
inline constexpr Reason kIdLength{"id.length"};
inline constexpr Reason kIdCharacter{"id.character"};
inline constexpr Reason kIdBirthDate{"id.birth-date"};
inline constexpr Reason kIdCheckDigit{"id.check-digit"};

/// What `anxin id check` answers.
struct IdentifierCheck {
  std::optional<Reason> problem;  ///< nothing when valid
  Fields facts;                   ///< what the number says, e.g. area, birth date, sex, bank
  [[nodiscard]] bool valid() const { return !problem.has_value(); }
};

/// 18 characters; facts: area, birth_date, sex (male / female). 'x' counts as 'X'. An area that is
/// not in GB/T 2260 does not make it invalid (codes are withdrawn); fact area_known says so.
[[nodiscard]] IdentifierCheck check_resident_id(std::string_view id);
/// The problem alone, for tables of a hundred thousand.
[[nodiscard]] std::optional<Reason> resident_id_problem(std::string_view id);
/// What a valid resident number says; nothing of another one.
[[nodiscard]] std::optional<Date> birth_date_of(std::string_view id);
/// 18 characters. Some real codes issued early fail their check digit: callers warn, not refuse.
[[nodiscard]] IdentifierCheck check_uscc(std::string_view code);
/// 16 to 19 digits, Luhn.
[[nodiscard]] IdentifierCheck check_card(std::string_view card);
/// 12 digits; facts: bank (class code), bank_name where known.
[[nodiscard]] IdentifierCheck check_cnaps(std::string_view code);

/// True when GB/T 2260 has the province that the first two digits name.
[[nodiscard]] bool is_known_province(std::string_view code);

// The check characters themselves, for generators. Requires: digits of the right length.
[[nodiscard]] char resident_id_check_digit(std::string_view first_17);
[[nodiscard]] char uscc_check_digit(std::string_view first_17);
[[nodiscard]] char luhn_check_digit(std::string_view digits);
[[nodiscard]] char cnaps_check_digit(std::string_view first_11);

// Both masks keep less of a number shorter than 15 (first one, last two), and nothing of text that
// is not ASCII: what stands in such a cell may be anything, a name included.

/// "110105********002X": first six and last four stay.
[[nodiscard]] std::string mask_id(std::string_view id);
/// "621700*********0019": first six and last four stay.
[[nodiscard]] std::string mask_card(std::string_view card);

}  // namespace anxin::payments
