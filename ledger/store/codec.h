// What the bytes in the store mean: keys and values of every table.
//
// Shape: keys are big-endian so that bytewise order is the natural order; every value starts with a
//        format version. A migration reads
//        rows of all formats `since` the one in which they had the same shape.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/bytes.h"
#include "ledger/book/books.h"
#include "ledger/book/posting.h"

namespace anxin::store {

inline constexpr std::uint8_t kStoreFormat = 1;
inline constexpr std::uint8_t kOldestFormat = 0;  // journal, head and records: the same shape since

// ---- meta -------------------------------------------------------------------------------------
inline constexpr std::string_view kMetaBook = "book";
inline constexpr std::string_view kMetaHead = "head";
inline constexpr std::string_view kMetaEpoch = "epoch";
inline constexpr std::string_view kMetaCheckpoint = "checkpoint";  ///< entry number

using book::BookIdentity;
using book::ClockKind;

[[nodiscard]] std::string encode(const BookIdentity& book);
[[nodiscard]] std::optional<BookIdentity> decode_book(std::string_view bytes);
[[nodiscard]] std::string encode(const book::Head& head);
[[nodiscard]] std::optional<book::Head> decode_head(std::string_view bytes,
                                                    std::uint8_t since = kStoreFormat);
[[nodiscard]] std::string encode_epoch(std::uint64_t epoch);
[[nodiscard]] std::optional<std::uint64_t> decode_epoch(std::string_view bytes);

// ---- journal: entry u64 → version u8 | algorithm u8 | digest 32 | postings u64 | canonical bytes
// --
struct JournalRow {
  Digest digest;
  book::PostingNumber postings = 0;  ///< of the book, after this entry
  std::string_view canonical;
};
[[nodiscard]] std::string entry_key(book::EntryNumber entry);
/// Everything before the canonical bytes.
[[nodiscard]] std::string encode_journal_head(const Digest& digest, book::PostingNumber postings);
[[nodiscard]] std::optional<JournalRow> decode_journal(std::string_view bytes,
                                                       std::uint8_t since = kStoreFormat);

// ---- postings: first posting u64 → version u8 | entry u64 | recorded_at i64 | posting* ---------
struct PostingBlock {
  book::EntryNumber entry = 0;
  Instant recorded_at;
  std::vector<book::Posting> postings;
};
void write_block(ByteWriter& out, book::EntryNumber entry, Instant recorded_at,
                 const std::vector<book::Posting>& postings);
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

// ---- accounts: number u32 → version u8 | state --------------------------------------------------
[[nodiscard]] std::string encode(const book::AccountState& account);
[[nodiscard]] std::optional<book::AccountState> decode_account(book::AccountNumber number,
                                                               std::string_view bytes);
[[nodiscard]] std::string number_key(book::AccountNumber number);

// ---- account_numbers: number u32 → version u8 | normal u8 | currency 3 | opened_on i32 | name
// ---- names: name → version u8 | number u32 ------------------------------------------------------
/// What never changes of an account.
struct AccountOpening {
  book::Side normal = book::Side::debit;
  Currency currency;
  Date opened_on;
  std::string_view name;
};
[[nodiscard]] std::string encode(const AccountOpening& opening);
[[nodiscard]] std::optional<AccountOpening> decode_opening(std::string_view bytes);
[[nodiscard]] std::string encode_number(book::AccountNumber number);
[[nodiscard]] std::optional<book::AccountNumber> decode_number(std::string_view bytes);

// ---- days, months: day or month u32, account u32 → version u8 | debits i64 | credits i64 --------
/// Days and months are counted from far enough back to be positive.
[[nodiscard]] std::string day_key(Date day, book::AccountNumber account);
[[nodiscard]] std::string month_key(Month month, book::AccountNumber account);
/// A key of either table.
struct PeriodKey {
  std::uint32_t period = 0;
  book::AccountNumber account = 0;
};
[[nodiscard]] std::optional<PeriodKey> decode_period_key(std::string_view key);
[[nodiscard]] Date day_of_period(std::uint32_t period);
[[nodiscard]] Month month_of_period(std::uint32_t period);
[[nodiscard]] std::string encode(const book::SideSums& sums);
[[nodiscard]] std::optional<book::SideSums> decode_sums(std::string_view bytes);

// ---- keys: key → version u8 | entry u64; reversals: entry u64 → version u8 | entry u64 ----------
[[nodiscard]] std::string encode_entry_number(book::EntryNumber entry);
[[nodiscard]] std::optional<book::EntryNumber> decode_entry_number(std::string_view bytes);

// ---- holds: hold u64, slice u32 → version u8 | expiry | lines in all u32 | line* ----------------
inline constexpr std::uint32_t kHoldSliceLines = 64;  // about 1.6 KB: no overflow page in LMDB
struct HoldSlice {
  std::optional<Instant> expires_at;
  std::uint32_t lines_total = 0;
  std::vector<book::HoldLine> lines;
};
[[nodiscard]] inline std::uint32_t slices_of(const book::Hold& hold) {
  return (static_cast<std::uint32_t>(hold.lines.size()) + kHoldSliceLines - 1) / kHoldSliceLines;
}
[[nodiscard]] std::string hold_key(book::EntryNumber hold, std::uint32_t slice);
/// Requires: the hold has the slice.
[[nodiscard]] std::string encode_slice(const book::Hold& hold, std::uint32_t slice);
[[nodiscard]] std::optional<HoldSlice> decode_slice(std::string_view bytes);

// ---- expiries: instant i64 (positive), hold u64 → version u8 ------------------------------------
[[nodiscard]] std::string encode_expiry();
[[nodiscard]] std::string expiry_key(const book::Expiry& expiry);
[[nodiscard]] std::optional<book::Expiry> decode_expiry(std::string_view key);

// ---- records: table, 0, key → version u8 | entry u64 | value ------------------------------------
struct RecordRow {
  book::EntryNumber version = 0;
  std::string_view value;
};
[[nodiscard]] std::string record_key(const book::RecordId& id);
[[nodiscard]] std::optional<book::RecordId> decode_record_key(std::string_view key);
[[nodiscard]] std::string encode_record(book::EntryNumber version, std::string_view value);
[[nodiscard]] std::optional<RecordRow> decode_record(std::string_view bytes,
                                                     std::uint8_t since = kStoreFormat);

}  // namespace anxin::store
