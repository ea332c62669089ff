// Amounts as people and files write them: exact decimals, before and after they are Money.
//
// Role: the rim. Parsers make a Decimal; it becomes Money once the currency is known.
// Source: amount grammar of the bare ledger: -?(0|[1-9][0-9]{0,15})(\.[0-9]{1,4})?
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ledger/base/currency.h"
#include "ledger/base/money.h"

namespace anxin {

/// An exact decimal as written: up to 16 digits before the point and 4 after it.
struct Decimal {
  std::int64_t whole = 0;            ///< magnitude before the point, < 10^16
  std::int32_t ten_thousandths = 0;  ///< magnitude after the point, scaled to 4 digits
  std::uint8_t decimals = 0;         ///< how many digits were written after the point
  bool negative = false;

  [[nodiscard]] bool is_positive() const { return !negative && (whole > 0 || ten_thousandths > 0); }
};

/// Reads the grammar above; nothing where the text is not in it.
[[nodiscard]] std::optional<Decimal> parse_decimal(std::string_view text);

/// The decimal that writes `amount` with exactly the currency's decimals.
[[nodiscard]] Decimal to_decimal(Money amount, Currency currency);

/// True when the currency can express every digit that was written.
[[nodiscard]] inline bool fits_currency(const Decimal& decimal, Currency currency) {
  return decimal.decimals <= currency.decimals();
}

/// Minor units. Nothing where they do not fit 64 bits.
/// Requires: fits_currency(decimal, currency).
[[nodiscard]] std::optional<Money> to_money(const Decimal& decimal, Currency currency);

/// "1234.50": exactly the currency's decimals, no separators.
[[nodiscard]] std::string to_string(Money amount, Currency currency = Currency::cny());
[[nodiscard]] std::string to_string(const Total& total, Currency currency = Currency::cny());

/// "1,234.50" for people who look rather than compute.
[[nodiscard]] std::string to_grouped_string(Money amount, Currency currency = Currency::cny());

/// CNY from the grammar above with at most two decimals; nothing otherwise.
[[nodiscard]] std::optional<Money> parse_yuan(std::string_view text);

/// An exact rate: "25 %", "25%", "0.25" or "3/8". Nothing otherwise.
[[nodiscard]] std::optional<Rate> parse_rate(std::string_view text);

/// "0.015": as many decimals as it takes, or "1/3" where no number of them is enough.
[[nodiscard]] std::string to_decimal_string(const Rate& rate);
/// "1.5 %".
[[nodiscard]] std::string to_percent_string(const Rate& rate);

}  // namespace anxin
