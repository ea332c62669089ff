// What the bytes in the store mean: keys and values of every table.
//
// Shape: keys are big-endian so that bytewise order is the natural order; every value starts with a
//        format version (0 until the design has landed whole).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/book/books.h"
#include "ledger/book/posting.h"

namespace anxin::store {

inline constexpr std::uint8_t kStoreFormat = 0;

// ---- meta -------------------------------------------------------------------------------------
inline constexpr std::string_view kMetaBook = "book";
inline constexpr std::string_view kMetaHead = "head";
inline constexpr std::string_view kMetaEpoch = "epoch";

/// Whether a book's time may be given by its callers: marked for ever at creation.
enum class ClockKind : std::uint8_t { system = 1, simulated = 2 };

/// Who this book is.
struct BookIdentity {
  std::string id;      ///< 32 hex digits, random
  std::string region;  ///< GB/T 2260
  std::string name;
  ClockKind clock = ClockKind::system;
  Instant created;
  bool operator==(const BookIdentity&) const = default;
};

[[nodiscard]] std::string encode(const BookIdentity& book);
[[nodiscard]] std::optional<BookIdentity> decode_book(std::string_view bytes);
[[nodiscard]] std::string encode(const book::Head& head);
[[nodiscard]] std::optional<book::Head> decode_head(std::string_view bytes);
[[nodiscard]] std::string encode_epoch(std::uint64_t epoch);
[[nodiscard]] std::optional<std::uint64_t> decode_epoch(std::string_view bytes);

// ---- journal: entry u64 → version u8 | algorithm u8 | digest 32 | canonical bytes ---------------
struct JournalRow {
  Digest digest;
  std::string_view canonical;
};
[[nodiscard]] std::string entry_key(book::EntryNumber entry);
[[nodiscard]] std::string encode_journal(const Digest& digest, std::string_view canonical);
[[nodiscard]] std::optional<JournalRow> decode_journal(std::string_view bytes);

// ---- postings: first posting u64 → version u8 | entry u64 | recorded_at i64 | posting* ---------
struct PostingBlock {
  book::EntryNumber entry = 0;
  Instant recorded_at;
  std::vector<book::Posting> postings;
};
[[nodiscard]] std::string encode(const PostingBlock& block);
[[nodiscard]] std::optional<PostingBlock> decode_block(std::string_view bytes);
/// Posting `index` of a block without decoding the others; nothing when out of range.
[[nodiscard]] std::optional<book::Posting> decode_posting(std::string_view block,
                                                          std::size_t index);
struct BlockHead {
  book::EntryNumber entry = 0;
  Instant recorded_at;
  std::size_t postings = 0;
};
[[nodiscard]] std::optional<BlockHead> decode_block_head(std::string_view bytes);

// ---- accounts: name → account; account_numbers: number u32 → name -------------------------------
[[nodiscard]] std::string encode(const book::Account& account);
[[nodiscard]] std::optional<book::Account> decode_account(std::string_view name,
                                                          std::string_view bytes);
[[nodiscard]] std::string number_key(book::AccountNumber number);
/// A name behind its version byte.
[[nodiscard]] std::string encode_name(std::string_view name);
[[nodiscard]] std::optional<std::string_view> decode_name(std::string_view bytes);

// ---- keys: key → version u8 | entry u64
// ----------------------------------------------------------
[[nodiscard]] std::string encode_entry_number(book::EntryNumber entry);
[[nodiscard]] std::optional<book::EntryNumber> decode_entry_number(std::string_view bytes);

// ---- holds: hold u64, slice u32 → version u8 | expiry | lines in all u32 | line*
// -------------------
inline constexpr std::uint32_t kHoldSliceLines = 64;  // about 1.6 KB: no overflow page in LMDB
struct HoldSlice {
  std::optional<Instant> expires_at;
  std::uint32_t lines_total = 0;
  std::vector<book::HoldLine> lines;
};
[[nodiscard]] std::string hold_key(book::EntryNumber hold, std::uint32_t slice);
/// Requires: the hold has the slice.
[[nodiscard]] std::string encode_slice(const book::Hold& hold, std::uint32_t slice);
[[nodiscard]] std::optional<HoldSlice> decode_slice(std::string_view bytes);

// ---- expiries: instant i64 (positive), hold u64 → version u8
// ----------------------------------------
[[nodiscard]] std::string encode_expiry();
[[nodiscard]] std::string expiry_key(const book::Expiry& expiry);
[[nodiscard]] std::optional<book::Expiry> decode_expiry(std::string_view key);

// ---- records: table, 0, key → version u8 | entry u64 | value
// ---------------------------------------
struct RecordRow {
  book::EntryNumber version = 0;
  std::string_view value;
};
[[nodiscard]] std::string record_key(const book::RecordId& id);
[[nodiscard]] std::optional<book::RecordId> decode_record_key(std::string_view key);
[[nodiscard]] std::string encode_record(book::EntryNumber version, std::string_view value);
[[nodiscard]] std::optional<RecordRow> decode_record(std::string_view bytes);

}  // namespace anxin::store
