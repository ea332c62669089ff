#include "ledger/store/codec.h"

#include <algorithm>

#include "ledger/base/bytes.h"
#include "ledger/base/invariant.h"

namespace anxin::store {
namespace {

using book::Account;
using book::Posting;
using book::Side;
using book::SideSums;

constexpr std::size_t kBlockHeadBytes = 1 + 8 + 8;
constexpr std::size_t kPostingBytes = 4 + 4 + 8 + 8 + 8 + 4 * 8 + 4 + 1;

std::int64_t nanoseconds(Instant instant) { return instant.time_since_epoch().count(); }
Instant instant(std::int64_t count) { return Instant(std::chrono::nanoseconds(count)); }
std::int32_t day_number(Date date) {
  return static_cast<std::int32_t>(date.time_since_epoch().count());
}
Date day_of(std::int32_t number) { return Date(std::chrono::days(number)); }
Money money(ByteReader& in) { return Money::from_minor(in.i64()); }

ByteWriter versioned() {
  ByteWriter out;
  out.u8(kStoreFormat);
  return out;
}

// A reader past the version byte; fails every later read when the version is another.
ByteReader after_version(std::string_view bytes) {
  const bool known = !bytes.empty() && static_cast<std::uint8_t>(bytes.front()) == kStoreFormat;
  return ByteReader(known ? bytes.substr(1) : std::string_view());
}

void put(ByteWriter& out, const SideSums& sums) {
  out.i64(sums.debits.minor()).i64(sums.credits.minor());
}
SideSums sums(ByteReader& in) {
  const Money debits = money(in);
  return {debits, money(in)};
}

void put(ByteWriter& out, const std::optional<Money>& amount) {
  out.u8(amount ? 1 : 0);
  if (amount) out.i64(amount->minor());
}
// 0 or 1 before a value that may be absent; any other byte spoils the reader.
bool flag(ByteReader& in) {
  const auto raw = in.u8();
  if (raw > 1) in.spoil();
  return raw == 1;
}
std::optional<Money> maybe_money(ByteReader& in) {
  if (!flag(in)) return std::nullopt;
  return money(in);
}
Side side(ByteReader& in) {
  const auto raw = in.u8();
  if (raw != 1 && raw != 2) in.spoil();
  return raw == 2 ? Side::credit : Side::debit;
}

void put(ByteWriter& out, const Posting& posting) {
  out.u32(posting.debit).u32(posting.credit).i64(posting.amount.minor());
  out.u64(posting.debit_previous).u64(posting.credit_previous);
  put(out, posting.debit_after);
  put(out, posting.credit_after);
  out.i32(day_number(posting.effective_on)).u8(static_cast<std::uint8_t>(posting.kind));
}

Posting read_posting(ByteReader& in) {
  Posting posting;
  posting.debit = in.u32();
  posting.credit = in.u32();
  posting.amount = money(in);
  posting.debit_previous = in.u64();
  posting.credit_previous = in.u64();
  posting.debit_after = sums(in);
  posting.credit_after = sums(in);
  posting.effective_on = day_of(in.i32());
  posting.kind = static_cast<book::PostingKind>(in.u8());
  return posting;
}

}  // namespace

std::string encode(const BookIdentity& book) {
  auto out = versioned();
  out.text(book.id).text(book.region).text(book.name);
  out.u8(static_cast<std::uint8_t>(book.clock)).i64(nanoseconds(book.created));
  return out.take();
}

std::optional<BookIdentity> decode_book(std::string_view bytes) {
  auto in = after_version(bytes);
  BookIdentity book;
  book.id = in.text();
  book.region = in.text();
  book.name = in.text();
  book.clock = static_cast<ClockKind>(in.u8());
  book.created = instant(in.i64());
  if (!in.finished()) return std::nullopt;
  return book;
}

std::string encode(const book::Head& head) {
  auto out = versioned();
  out.u64(head.entry).u8(kDigestSha256).raw(head.digest.view());
  out.i64(nanoseconds(head.recorded_at)).u32(head.accounts).u64(head.postings);
  return out.take();
}

std::optional<book::Head> decode_head(std::string_view bytes) {
  auto in = after_version(bytes);
  book::Head head;
  head.entry = in.u64();
  if (in.u8() != kDigestSha256) return std::nullopt;
  const auto digest = in.raw(32);
  head.recorded_at = instant(in.i64());
  head.accounts = in.u32();
  head.postings = in.u64();
  if (!in.finished()) return std::nullopt;
  head.digest = Digest::from_bytes(digest);
  return head;
}

std::string encode_epoch(std::uint64_t epoch) { return versioned().u64(epoch).take(); }

std::optional<std::uint64_t> decode_epoch(std::string_view bytes) {
  return decode_entry_number(bytes);
}

std::string entry_key(book::EntryNumber entry) { return ByteWriter().u64(entry).take(); }

std::string encode_journal(const Digest& digest, std::string_view canonical) {
  return versioned().u8(kDigestSha256).raw(digest.view()).raw(canonical).take();
}

std::optional<JournalRow> decode_journal(std::string_view bytes) {
  auto in = after_version(bytes);
  if (in.u8() != kDigestSha256) return std::nullopt;
  const auto digest = in.raw(32);
  if (!in.ok()) return std::nullopt;
  return JournalRow{Digest::from_bytes(digest), in.rest()};
}

std::string encode(const PostingBlock& block) {
  auto out = versioned();
  out.u64(block.entry).i64(nanoseconds(block.recorded_at));
  for (const auto& posting : block.postings) put(out, posting);
  return out.take();
}

std::optional<BlockHead> decode_block_head(std::string_view bytes) {
  auto in = after_version(bytes);
  BlockHead head;
  head.entry = in.u64();
  head.recorded_at = instant(in.i64());
  if (!in.ok() || in.rest().size() % kPostingBytes != 0) return std::nullopt;
  head.postings = in.rest().size() / kPostingBytes;
  return head;
}

std::optional<Posting> decode_posting(std::string_view block, std::size_t index) {
  const std::size_t at = kBlockHeadBytes + index * kPostingBytes;
  if (block.size() < at + kPostingBytes) return std::nullopt;
  ByteReader in(block.substr(at, kPostingBytes));
  return read_posting(in);
}

std::optional<PostingBlock> decode_block(std::string_view bytes) {
  const auto head = decode_block_head(bytes);
  if (!head) return std::nullopt;
  PostingBlock block{head->entry, head->recorded_at, {}};
  for (std::size_t i = 0; i < head->postings; ++i) {
    block.postings.push_back(*decode_posting(bytes, i));
  }
  return block;
}

std::string encode(const Account& account) {
  auto out = versioned();
  out.u32(account.number).u8(static_cast<std::uint8_t>(account.normal));
  out.raw(account.currency.code());
  put(out, account.min);
  put(out, account.max);
  out.i32(day_number(account.opened_on)).u64(account.opened_by);
  put(out, account.posted);
  put(out, account.held);
  out.u64(account.last_posting);
  return out.take();
}

std::optional<Account> decode_account(std::string_view name, std::string_view bytes) {
  auto in = after_version(bytes);
  const auto parsed = book::AccountName::parse(name);
  if (!parsed) return std::nullopt;
  Account account{in.u32(), *parsed, side(in), {}, {}, {}, {}, 0, {}, {}, 0};
  const auto currency = Currency::from_code(in.raw(3));
  account.min = maybe_money(in);
  account.max = maybe_money(in);
  account.opened_on = day_of(in.i32());
  account.opened_by = in.u64();
  account.posted = sums(in);
  account.held = sums(in);
  account.last_posting = in.u64();
  if (!in.finished() || !currency) return std::nullopt;
  account.currency = *currency;
  return account;
}

std::string number_key(book::AccountNumber number) { return ByteWriter().u32(number).take(); }

std::string encode_name(std::string_view name) { return versioned().raw(name).take(); }

std::optional<std::string_view> decode_name(std::string_view bytes) {
  const auto in = after_version(bytes);
  if (in.rest().empty()) return std::nullopt;
  return in.rest();
}

std::string encode_entry_number(book::EntryNumber entry) { return versioned().u64(entry).take(); }

std::optional<book::EntryNumber> decode_entry_number(std::string_view bytes) {
  auto in = after_version(bytes);
  const auto entry = in.u64();
  if (!in.finished()) return std::nullopt;
  return entry;
}

std::string hold_key(book::EntryNumber hold, std::uint32_t slice) {
  return ByteWriter().u64(hold).u32(slice).take();
}

std::string encode_slice(const book::Hold& hold, std::uint32_t slice) {
  const std::size_t first = std::size_t{slice} * kHoldSliceLines;
  LEDGER_INVARIANT(first < hold.lines.size());
  auto out = versioned();
  out.u8(hold.expires_at ? 1 : 0);
  if (hold.expires_at) out.i64(nanoseconds(*hold.expires_at));
  out.u32(static_cast<std::uint32_t>(hold.lines.size()));
  for (auto i = first; i < std::min(first + kHoldSliceLines, hold.lines.size()); ++i) {
    const auto& line = hold.lines[i];
    out.u32(line.debit).u32(line.credit).i64(line.amount.minor()).i64(line.settled.minor());
    out.u8(static_cast<std::uint8_t>(line.state));
  }
  return out.take();
}

std::optional<HoldSlice> decode_slice(std::string_view bytes) {
  auto in = after_version(bytes);
  HoldSlice slice;
  if (flag(in)) slice.expires_at = instant(in.i64());
  slice.lines_total = in.u32();
  while (in.ok() && !in.rest().empty()) {
    book::HoldLine line;
    line.debit = in.u32();
    line.credit = in.u32();
    line.amount = money(in);
    line.settled = money(in);
    line.state = static_cast<book::LineState>(in.u8());
    slice.lines.push_back(line);
  }
  if (!in.ok()) return std::nullopt;
  return slice;
}

std::string encode_expiry() { return versioned().take(); }

std::string expiry_key(const book::Expiry& expiry) {
  return ByteWriter().i64(nanoseconds(expiry.first)).u64(expiry.second).take();
}

std::optional<book::Expiry> decode_expiry(std::string_view key) {
  ByteReader in(key);
  const auto when = instant(in.i64());
  const auto hold = in.u64();
  if (!in.finished()) return std::nullopt;
  return book::Expiry{when, hold};
}

std::string record_key(const book::RecordId& id) {
  std::string key = id.table;
  key += '\0';
  key += id.key;
  return key;
}

std::optional<book::RecordId> decode_record_key(std::string_view key) {
  const auto end = key.find('\0');
  if (end == std::string_view::npos) return std::nullopt;
  return book::RecordId{std::string(key.substr(0, end)), std::string(key.substr(end + 1))};
}

std::string encode_record(book::EntryNumber version, std::string_view value) {
  return versioned().u64(version).raw(value).take();
}

std::optional<RecordRow> decode_record(std::string_view bytes) {
  auto in = after_version(bytes);
  const auto version = in.u64();
  if (!in.ok()) return std::nullopt;
  return RecordRow{version, in.rest()};
}

}  // namespace anxin::store
