// Values as ISO 20022 files write them, and the findings when they do not.
//
// Role: shared by the message readers.
// Source: formats.md 1.3 and 1.5: amounts are magnitudes with up to 5 decimals and may have leading
//         zeros; sums have up to 17 decimals; dates come bare or with a time.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "ledger/base/amount.h"
#include "ledger/base/currency.h"
#include "ledger/base/date.h"
#include "payments/bank/xml_reader.h"
#include "payments/domain/bank_document.h"
#include "payments/domain/finding.h"
#include "payments/domain/incoming_profile.h"

namespace anxin::bank {

/// Entries and transactions in one file; an entry and its detail count as two. Banks end at 100 000
/// payments; this bounds the memory of the result.
inline constexpr std::uint64_t kLinesMax = 300'000;

/// What every message reader works on.
struct MessageSource {
  XmlReader& xml;  ///< stands on the child of Document when the reader begins
  payments::Findings& findings;
  std::string message;  ///< "camt.053.001.08", or "camt.053" without a namespace
  const payments::IncomingProfile& profile;
};

/// Money from an amount of up to 5 decimals; nothing where digits finer than the currency are not
/// zero, or the text is not a magnitude.
[[nodiscard]] std::optional<Money> parse_iso_amount(std::string_view text, Currency currency);
/// The same with up to 17 decimals, for control sums.
[[nodiscard]] std::optional<Money> parse_iso_sum(std::string_view text, Currency currency);
/// A whole number, leading zeros allowed.
[[nodiscard]] std::optional<std::uint64_t> parse_iso_number(std::string_view text);
/// The day of an ISODate or ISODateTime as written; the time behind it is not looked at, because
/// real files get it wrong.
[[nodiscard]] std::optional<Date> parse_iso_day(std::string_view text);
/// The text of the first of several paths that has one: versions of a message differ in places.
[[nodiscard]] std::string_view text_at_any(const XmlElement& element,
                                           std::initializer_list<std::string_view> paths);

/// A finding at an element. `item` counts transactions or entries from 1; 0 = the message itself.
struct Place {
  std::uint32_t line = 0;
  std::uint64_t item = 0;
};
/// Severity refuse, details element and item.
void refuse_value(payments::Findings& findings, Place place, std::string_view element, Reason code);

/// Counts one more line; false, with bank.too-many-lines on the reader, beyond the limit.
[[nodiscard]] bool count_line(MessageSource& source, std::uint64_t& lines);

}  // namespace anxin::bank
