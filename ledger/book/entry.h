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

inline constexpr std::uint8_t kEntryFormat = 0;  // 0 until the whole design has landed

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

using Event = std::variant<Opened, Posted, Held, Settled, Voided, Expired>;

/// "open", "post", "hold", "settle", "void", "expire".
[[nodiscard]] std::string_view kind_of(const Event& event);

struct RecordDigest {
  RecordId id;
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
};

[[nodiscard]] std::string encode(const Entry& entry);
/// Nothing for bytes that are no entry of a known format.
[[nodiscard]] std::optional<Entry> decode_entry(std::string_view bytes);

/// The digest of the empty book: of its id and the format.
[[nodiscard]] Digest genesis(Hasher& hasher, std::string_view book_id);
/// The digest of an entry: of the one before it and the canonical bytes.
[[nodiscard]] Digest chain(Hasher& hasher, const Digest& before, std::string_view canonical);

}  // namespace anxin::book
