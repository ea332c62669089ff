// An account: its name, its terms, and the four sums from which every balance follows.
//
// Units: minor units of the account's currency.
// Shape: names are 1 to 96 bytes of parts in [A-Za-z0-9._-] joined by ':'; ordered bytewise, so a
//        common prefix lists together. Accounts are numbered as they are opened: what is opened
//        together (the workers of a payroll) lies together in memory and on disk.
#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "ledger/base/currency.h"
#include "ledger/base/date.h"
#include "ledger/base/money.h"
#include "ledger/book/posting_chain.h"

namespace anxin::book {

/// Accounts are numbered 1, 2, … in the order in which they were opened.
using AccountNumber = std::uint32_t;
/// Accepted commands are numbered 1, 2, …; 0 is the empty book.
using EntryNumber = std::uint64_t;

inline constexpr std::size_t kAccountNameBytesMax = 96;  // keeps every key in one LMDB page slot

/// A name in the shape above.
class AccountName {
 public:
  static std::optional<AccountName> parse(std::string_view text);
  /// Requires: the text has the shape.
  static AccountName of(std::string_view text);
  /// As long as a copy of the name lives.
  [[nodiscard]] std::string_view text() const { return {text_.get(), size_}; }
  [[nodiscard]] std::string string() const { return std::string(text()); }
  friend bool operator==(const AccountName& a, const AccountName& b) {
    return a.text() == b.text();
  }
  friend std::strong_ordering operator<=>(const AccountName& a, const AccountName& b) {
    return a.text() <=> b.text();
  }

 private:
  explicit AccountName(std::string_view text);
  // Shared by all copies: a payroll or a bulk body names each account once and means it often.
  std::shared_ptr<const char[]> text_;
  std::size_t size_;
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

/// What an account no longer takes part in.
struct Standing {
  bool debits_frozen = false;   ///< no new posting or hold may debit it
  bool credits_frozen = false;  ///< no new posting or hold may credit it
  bool closed = false;          ///< nothing any more
  [[nodiscard]] bool frozen(Side side) const {
    return side == Side::debit ? debits_frozen : credits_frozen;
  }
  void freeze(Side side, bool frozen) {
    (side == Side::debit ? debits_frozen : credits_frozen) = frozen;
  }
  bool operator==(const Standing&) const = default;
};

/// An account without its name: what apply() works on, and what a checkpoint keeps.
/// What each posting looks at stands together (decision 0012).
struct AccountState {
  AccountNumber number = 0;
  Side normal = Side::debit;
  Standing standing;
  Currency currency;
  Date opened_on;            ///< no effective date before it
  std::optional<Money> min;  ///< for balance less what holds would lower
  std::optional<Money> max;  ///< for balance plus what holds would raise
  SideSums posted;
  SideSums held;
  EntryNumber opened_by = 0;
  EntryNumber changed_by = 0;  ///< the last entry that changed anything here
  PostingChain chain;          ///< the account's own postings, newest first

  /// Posted, on the normal side.
  [[nodiscard]] Money balance() const { return posted.of(normal) - posted.of(other(normal)); }
  /// Held sums that would lower or raise the balance.
  [[nodiscard]] Money lowering() const { return held.of(other(normal)); }
  [[nodiscard]] Money raising() const { return held.of(normal); }
  /// balance − lowering.
  [[nodiscard]] Total available() const { return to_total(balance()) - to_total(lowering()); }
  bool operator==(const AccountState&) const = default;
};

/// An account as readers see it.
struct Account : AccountState {
  AccountName name;
  bool operator==(const Account&) const = default;
};

}  // namespace anxin::book
