// An account: its name, its terms, and the four sums from which every balance follows.
//
// Units: minor units of the account's currency.
// Shape: names are 1 to 96 bytes of parts in [A-Za-z0-9._-] joined by ':'; ordered bytewise, so a
//        common prefix makes neighbours on disk.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ledger/base/currency.h"
#include "ledger/base/date.h"
#include "ledger/base/money.h"

namespace anxin::book {

/// Accounts are numbered 1, 2, … in the order in which they were opened.
using AccountNumber = std::uint32_t;
/// Accepted commands are numbered 1, 2, …; 0 is the empty book.
using EntryNumber = std::uint64_t;
/// Postings are numbered 1, 2, … over the whole book; 0 means none.
using PostingNumber = std::uint64_t;

inline constexpr std::size_t kAccountNameBytesMax = 96;  // keeps every key in one LMDB page slot

/// A name in the shape above.
class AccountName {
 public:
  static std::optional<AccountName> parse(std::string_view text);
  /// Requires: the text has the shape.
  static AccountName of(std::string_view text);
  [[nodiscard]] const std::string& text() const { return text_; }
  auto operator<=>(const AccountName&) const = default;

 private:
  explicit AccountName(std::string_view text) : text_(text) {}
  std::string text_;
};

enum class Side : std::uint8_t { debit = 1, credit = 2 };
[[nodiscard]] std::string_view to_word(Side side);
[[nodiscard]] constexpr Side other(Side side) {
  return side == Side::debit ? Side::credit : Side::debit;
}

/// Two sums, one for each side.
struct SideSums {
  Money debits;
  Money credits;
  [[nodiscard]] Money of(Side side) const { return side == Side::debit ? debits : credits; }
  [[nodiscard]] Money& of(Side side) { return side == Side::debit ? debits : credits; }
  bool operator==(const SideSums&) const = default;
};

struct Account {
  AccountNumber number = 0;
  AccountName name;
  Side normal = Side::debit;
  Currency currency;
  std::optional<Money> min;  ///< for balance less what holds would lower
  std::optional<Money> max;  ///< for balance plus what holds would raise
  Date opened_on;            ///< no effective date before it
  EntryNumber opened_by = 0;
  SideSums posted;
  SideSums held;
  PostingNumber last_posting = 0;  ///< end of this account's chain of postings

  /// Posted, on the normal side.
  [[nodiscard]] Money balance() const { return posted.of(normal) - posted.of(other(normal)); }
  /// Held sums that would lower or raise the balance.
  [[nodiscard]] Money lowering() const { return held.of(other(normal)); }
  [[nodiscard]] Money raising() const { return held.of(normal); }
  /// balance − lowering.
  [[nodiscard]] Total available() const { return to_total(balance()) - to_total(lowering()); }
  bool operator==(const Account&) const = default;
};

}  // namespace anxin::book
