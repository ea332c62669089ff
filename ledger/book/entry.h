// What an accepted command did: the entry, and the canonical bytes that the chain covers.
//
// Role: the journal is made of these; everything else in a store can be rebuilt from them.
// Shape: docs/formats/journal.md states the bytes; a golden file and an independent program check
//        them. Balances, chain links and storage layout are not part of it, so storage can migrate.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ledger/base/digest.h"
#include "ledger/book/command.h"

namespace anxin::book {

/// What is written. Read for ever: 0 (of the time before the first release: counts of 4 bytes)
/// and 1.
inline constexpr std::uint8_t kEntryFormat = 1;

/// Whether a book's time may be given by its callers: marked for ever at creation.
enum class ClockKind : std::uint8_t { system = 1, simulated = 2 };

/// Who this book is.
struct BookIdentity {
  std::string id;      ///< 32 hex digits, random
  std::string region;  ///< GB/T 2260
  std::string name;
  ClockKind clock = ClockKind::system;
  Instant created;
  std::uint8_t format = kEntryFormat;  ///< of the entries when it was made; the genesis names it
  bool operator==(const BookIdentity&) const = default;
};

struct Opened {
  AccountNumber number = 0;
  AccountName name;
  Side normal = Side::debit;
  Currency currency;
  std::optional<Money> min;
  std::optional<Money> max;
  bool opened_on_given = false;
  Date opened_on;
};

struct ResolvedCondition {
  AccountNumber account = 0;
  Relation relation = Relation::at_least;
  Money amount;
  bool beyond = false;  ///< 64 bits do not hold the amount: refused before anything is stored
};

struct ResolvedPosting {
  AccountNumber debit = 0;
  AccountNumber credit = 0;
  Money amount;
  std::optional<ResolvedCondition> condition;
};

struct Posted {
  bool effective_on_given = false;
  Date effective_on;
  std::vector<ResolvedPosting> postings;
};

struct Held {
  std::optional<Instant> expires_at;
  std::vector<ResolvedPosting> lines;
};

struct SettledLine {
  std::uint32_t line = 0;
  bool amount_given = false;
  Money amount;
};

struct Settled {
  EntryNumber hold = 0;
  bool lines_given = false;
  bool effective_on_given = false;
  Date effective_on;
  std::vector<SettledLine> lines;
};

struct Voided {
  EntryNumber hold = 0;
  bool lines_given = false;
  std::vector<std::uint32_t> lines;
};

/// Recorded by the writer itself when a hold's time has come.
struct Expired {
  EntryNumber hold = 0;
  Instant expired_at;
  std::vector<std::uint32_t> lines;
};

/// The mirror of everything that another entry posted, last posting first.
struct Reversed {
  EntryNumber entry = 0;
  std::string reason;
  bool effective_on_given = false;
  Date effective_on;
  std::vector<ResolvedPosting> postings;
};

struct Frozen {
  AccountNumber account = 0;
  FreezeAction action = FreezeAction::freeze;
  Side side = Side::debit;
};

struct Closed {
  AccountNumber account = 0;
};

struct BoundSet {
  bool given = false;
  std::optional<Money> bound;
};
struct LimitsSet {
  AccountNumber account = 0;
  BoundSet min;
  BoundSet max;
};

struct PeriodClosed {
  Date through;
};

using Event = std::variant<Opened, Posted, Held, Settled, Voided, Expired, Reversed, Frozen, Closed,
                           LimitsSet, PeriodClosed>;

/// "open", "post", "hold", "settle", "void", "expire", "reverse", "freeze", "unfreeze", "close",
/// "limits", "close_period".
[[nodiscard]] std::string_view kind_of(const Event& event);

struct RecordDigest {
  RecordId id;
  EntryNumber previous = 0;  ///< the entry that wrote it before, 0 for the first
  Digest value;
};

struct Entry {
  EntryNumber number = 0;
  Instant recorded_at;
  std::string actor;
  std::string key;
  std::string note;
  Fields content;
  Fields answer;
  std::vector<Event> events;
  std::vector<RecordDigest> records;
  std::uint8_t format = kEntryFormat;  ///< in which it was recorded
};

/// The canonical bytes. Requires: the entry is of today's format; older ones are kept, not made.
[[nodiscard]] std::string encode(const Entry& entry);
/// Nothing for bytes that are no entry of a known format.
[[nodiscard]] std::optional<Entry> decode_entry(std::string_view bytes);

/// When an entry was recorded, from its canonical bytes alone; the earliest time for other bytes.
[[nodiscard]] Instant recorded_at(std::string_view canonical);

/// The key of an entry, a part of its canonical bytes. Requires: today's format.
[[nodiscard]] std::string_view key_of(std::string_view canonical);

/// The digest of the empty book: of everything that it is, and the format.
[[nodiscard]] Digest genesis(Hasher& hasher, const BookIdentity& book);
/// The digest of an entry: of the one before it and the canonical bytes.
[[nodiscard]] Digest chain(Hasher& hasher, const Digest& before, std::string_view canonical);

}  // namespace anxin::book
