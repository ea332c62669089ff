// What is asked of the ledger: one command, applied whole or not at all.
//
// Role: built at the rim (JSON lines) or by a service (payments), judged by apply.h.
// Shape: a command of the bare ledger has one step; a service may join several steps, the domain
//        records it writes and the versions of those it read, so that all become true together.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "ledger/base/amount.h"
#include "ledger/base/result.h"
#include "ledger/book/account.h"

namespace anxin::book {

inline constexpr std::size_t kPostingsMax = 100'000;   // a payroll of 50 000 workers, twice over
inline constexpr std::size_t kKeyBytesMax = 128;       // principal + the caller's own key
inline constexpr std::size_t kNoteBytesMax = 1'024;    // a sentence or two; papers live elsewhere
                                                       // (the reason of a reversal likewise)
inline constexpr std::size_t kRecordIdBytesMax = 400;  // table and key of a record; a store's key

struct OpenAccount {
  AccountName account;
  Side normal = Side::debit;
  Currency currency;
  std::optional<Decimal> min;
  std::optional<Decimal> max;
  std::optional<Date> opened_on;  ///< default: the recorded day
};

enum class Relation : std::uint8_t { at_least = 1, at_most = 2, exactly = 3 };
[[nodiscard]] std::string_view to_word(Relation relation);

/// A posting may ask for an account's available balance just before it.
struct Condition {
  AccountName account;
  Relation relation = Relation::at_least;
  Decimal amount;
};

/// One debit, one credit, one amount above zero: nothing else can be written (law 1).
struct PostingOrder {
  AccountName debit;
  AccountName credit;
  Decimal amount;
  std::optional<Condition> condition;
};

struct Post {
  std::vector<PostingOrder> postings;
  std::optional<Date> effective_on;  ///< default: the recorded day
};

/// As Post, for thousands of postings between accounts of one currency that are named once each.
struct BulkPost {
  struct Line {
    std::uint32_t debit = 0;   ///< place in `accounts`, from 0
    std::uint32_t credit = 0;  ///< likewise
    Money amount;
  };
  std::vector<AccountName> accounts;
  std::vector<Line> postings;
  Currency currency = Currency::cny();
  std::optional<Date> effective_on;  ///< default: the recorded day
};

/// Reserves postings. They count against limits at once and move no balance until settled.
struct HoldOrder {
  std::vector<PostingOrder> postings;
  std::optional<Instant> expires_at;
};

/// An entry, and with it a hold, is named by the key of its command or by its number.
using EntryName = std::variant<std::string, EntryNumber>;

struct SettleLine {
  std::uint32_t line = 0;
  std::optional<Decimal> amount;  ///< default: the whole line; the rest of the line is released
};

struct Settle {
  EntryName hold;
  std::optional<std::vector<SettleLine>> lines;  ///< default: all that are open
  std::optional<Date> effective_on;
};

struct Void {
  EntryName hold;
  std::optional<std::vector<std::uint32_t>> lines;  ///< default: all that are open
};

/// The mirror of an earlier entry's posted amounts, once per entry.
struct Reverse {
  EntryName entry;
  std::string reason;
  std::optional<Date> effective_on;  ///< default: the recorded day
};

/// Stops (or allows again) new postings and holds on one side of an account.
enum class FreezeAction : std::uint8_t { freeze = 1, unfreeze = 2 };
[[nodiscard]] std::string_view to_word(FreezeAction action);
struct Freeze {
  FreezeAction action = FreezeAction::freeze;
  AccountName account;
  Side side = Side::debit;
};

/// Ends an account whose balance is zero and which no open hold touches.
struct CloseAccount {
  AccountName account;
};

/// What becomes of one bound of an account.
struct BoundChange {
  bool given = false;            ///< otherwise the bound stays
  std::optional<Decimal> bound;  ///< nothing removes it
};
struct SetLimits {
  AccountName account;
  BoundChange min;
  BoundChange max;
};

/// From now on no effective date may lie on or before this day.
struct ClosePeriod {
  Date through;  ///< before today, never falling
};

using Step = std::variant<OpenAccount, Post, BulkPost, HoldOrder, Settle, Void, Reverse, Freeze,
                          CloseAccount, SetLimits, ClosePeriod>;

/// A domain record of a service, stored in the same commit as the postings.
struct RecordId {
  std::string table;
  std::string key;
  auto operator<=>(const RecordId&) const = default;  // NOLINT(modernize-use-nullptr)
};
struct RecordWrite {
  RecordId id;
  std::string value;
};
/// What the decision rested on: the entry that last wrote the record, nothing for "absent".
struct RecordRead {
  RecordId id;
  std::optional<EntryNumber> version;
};

/// Who may name which accounts.
enum class Caller : std::uint8_t {
  service,          ///< any account
  bare,             ///< `ledger apply` on a book of its own: any account
  bare_on_payments  ///< `ledger apply` on a payments book: only t: and x:
};

struct Command {
  std::string key;    ///< idempotency key, book-wide, kept for ever; may be empty only for open
  std::string actor;  ///< who asks; never personal data
  std::string note;
  Caller caller = Caller::service;
  /// When it is to have happened, on a simulated clock; default: the clock when it is applied.
  std::optional<Instant> at;
  std::vector<Step> steps;
  /// The request a service answered, as pointer and value, compared when the key is used again.
  /// Empty for the bare ledger, whose content is the step itself.
  Fields content;
  /// The service's first answer, given again whenever the key is used again.
  Fields answer;
  std::vector<RecordWrite> writes;  ///< each record once
  std::vector<RecordRead> reads;
};

}  // namespace anxin::book
