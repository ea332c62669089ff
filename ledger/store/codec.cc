#include "ledger/store/codec.h"

#include <algorithm>

#include "ledger/base/bytes.h"
#include "ledger/base/invariant.h"

namespace anxin::store {
namespace {

using book::AccountState;
using book::Posting;
using book::PostingChain;
using book::Side;
using book::SideSums;

constexpr std::size_t kBlockHeadBytes = 1 + 8 + 8;
constexpr std::size_t kPostingBytes = 4 + 4 + 8 + 4 * 6 + 4 * 8 + 4 + 1;
constexpr std::int64_t kDayZero = std::int64_t{1} << 31U;  // makes every day number positive

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

// A reader past the version byte; fails every later read when the version is none of those in
// which the row has had this shape.
ByteReader after_version(std::string_view bytes, std::uint8_t since = kStoreFormat) {
  const auto version = bytes.empty() ? 0 : static_cast<std::uint8_t>(bytes.front());
  const bool known = !bytes.empty() && version >= since && version <= kStoreFormat;
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

// As many marks as the count has octal digits above the first: the others are zero.
std::size_t marks_in_use(std::uint64_t count) {
  std::size_t levels = 0;
  for (count >>= 3U; count != 0 && levels < PostingChain::kLevels; count >>= 3U) ++levels;
  return levels;
}

void put(ByteWriter& out, const PostingChain& chain) {
  out.u48(chain.last()).u48(chain.count());
  for (std::size_t level = 0; level < marks_in_use(chain.count()); ++level) {
    out.u48(chain.mark(level));
  }
}
PostingChain chain(ByteReader& in) {
  const auto last = in.u48();
  const auto count = in.u48();
  std::array<book::PostingNumber, PostingChain::kLevels> marks{};
  for (std::size_t level = 0; level < marks_in_use(count); ++level) marks[level] = in.u48();
  return PostingChain::restore(last, count, marks);
}

void put(ByteWriter& out, const Posting& posting) {
  out.u32(posting.debit).u32(posting.credit).i64(posting.amount.minor());
  out.u48(posting.debit_links.previous).u48(posting.debit_links.jump);
  out.u48(posting.credit_links.previous).u48(posting.credit_links.jump);
  put(out, posting.debit_after);
  put(out, posting.credit_after);
  out.i32(day_number(posting.effective_on)).u8(static_cast<std::uint8_t>(posting.kind));
}

book::ChainLinks links(ByteReader& in) {
  const auto previous = in.u48();
  return {previous, in.u48()};
}

Posting read_posting(ByteReader& in) {
  Posting posting;
  posting.debit = in.u32();
  posting.credit = in.u32();
  posting.amount = money(in);
  posting.debit_links = links(in);
  posting.credit_links = links(in);
  posting.debit_after = sums(in);
  posting.credit_after = sums(in);
  posting.effective_on = day_of(in.i32());
  posting.kind = static_cast<book::PostingKind>(in.u8());
  return posting;
}

}  // namespace

std::string encode(const BookIdentity& book) {
  auto out = versioned();
  out.u8(book.format).text(book.id).text(book.region).text(book.name);
  out.u8(static_cast<std::uint8_t>(book.clock)).i64(nanoseconds(book.created));
  return out.take();
}

std::optional<BookIdentity> decode_book(std::string_view bytes) {
  const bool oldest = !bytes.empty() && bytes.front() == '\0';  // lengths of 4 bytes, no format
  auto in = after_version(bytes, 0);
  const auto text = [&] { return oldest ? in.wide_text() : in.text(); };
  BookIdentity book;
  book.format = oldest ? std::uint8_t{0} : in.u8();
  if (book.format > book::kEntryFormat) in.spoil();
  book.id = text();
  book.region = text();
  book.name = text();
  book.clock = static_cast<ClockKind>(in.u8());
  book.created = instant(in.i64());
  if (!in.finished()) return std::nullopt;
  return book;
}

std::string encode(const book::Head& head) {
  auto out = versioned();
  out.u64(head.entry).u8(kDigestSha256).raw(head.digest.view());
  out.i64(nanoseconds(head.recorded_at)).u32(head.accounts).u64(head.postings);
  out.u8(head.closed_through ? 1 : 0);
  if (head.closed_through) out.i32(day_number(*head.closed_through));
  return out.take();
}

std::optional<book::Head> decode_head(std::string_view bytes, std::uint8_t since) {
  auto in = after_version(bytes, since);
  book::Head head;
  head.entry = in.u64();
  if (in.u8() != kDigestSha256) return std::nullopt;
  const auto digest = in.raw(32);
  head.recorded_at = instant(in.i64());
  head.accounts = in.u32();
  head.postings = in.u64();
  if (flag(in)) head.closed_through = day_of(in.i32());
  if (!in.finished()) return std::nullopt;
  head.digest = Digest::from_bytes(digest);
  return head;
}

std::string encode_epoch(std::uint64_t epoch) { return versioned().u64(epoch).take(); }

std::optional<std::uint64_t> decode_epoch(std::string_view bytes) {
  return decode_entry_number(bytes);
}

std::string entry_key(book::EntryNumber entry) { return ByteWriter().u64(entry).take(); }

std::string encode_journal_head(const Digest& digest, book::PostingNumber postings) {
  auto out = versioned();
  out.reserve(1 + 32 + 8).u8(kDigestSha256).raw(digest.view()).u64(postings);
  return out.take();
}

std::optional<JournalRow> decode_journal(std::string_view bytes, std::uint8_t since) {
  auto in = after_version(bytes, since);
  if (in.u8() != kDigestSha256) return std::nullopt;
  const auto digest = in.raw(32);
  const auto postings = in.u64();
  if (!in.ok()) return std::nullopt;
  return JournalRow{Digest::from_bytes(digest), postings, in.rest()};
}

void write_block(ByteWriter& out, book::EntryNumber entry, Instant recorded_at,
                 const std::vector<Posting>& postings) {
  out.u8(kStoreFormat).u64(entry).i64(nanoseconds(recorded_at));
  for (const auto& posting : postings) put(out, posting);
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

std::string encode(const AccountState& account) {
  auto out = versioned();
  out.u8(static_cast<std::uint8_t>(account.normal));
  const auto& standing = account.standing;
  out.u8(standing.debits_frozen ? 1 : 0).u8(standing.credits_frozen ? 1 : 0);
  out.u8(standing.closed ? 1 : 0).raw(account.currency.code());
  put(out, account.min);
  put(out, account.max);
  out.i32(day_number(account.opened_on)).u64(account.opened_by).u64(account.changed_by);
  put(out, account.posted);
  put(out, account.held);
  put(out, account.chain);
  return out.take();
}

std::optional<AccountState> decode_account(book::AccountNumber number, std::string_view bytes) {
  auto in = after_version(bytes);
  AccountState account;
  account.number = number;
  account.normal = side(in);
  account.standing.debits_frozen = flag(in);
  account.standing.credits_frozen = flag(in);
  account.standing.closed = flag(in);
  const auto currency = Currency::from_code(in.raw(3));
  account.min = maybe_money(in);
  account.max = maybe_money(in);
  account.opened_on = day_of(in.i32());
  account.opened_by = in.u64();
  account.changed_by = in.u64();
  account.posted = sums(in);
  account.held = sums(in);
  account.chain = chain(in);
  if (!in.finished() || !currency) return std::nullopt;
  account.currency = *currency;
  return account;
}

std::string number_key(book::AccountNumber number) { return ByteWriter().u32(number).take(); }

std::string encode(const AccountOpening& opening) {
  auto out = versioned();
  out.u8(static_cast<std::uint8_t>(opening.normal)).raw(opening.currency.code());
  out.i32(day_number(opening.opened_on)).raw(opening.name);
  return out.take();
}

std::optional<AccountOpening> decode_opening(std::string_view bytes) {
  auto in = after_version(bytes);
  AccountOpening opening;
  opening.normal = side(in);
  const auto currency = Currency::from_code(in.raw(3));
  opening.opened_on = day_of(in.i32());
  if (!in.ok() || !currency || in.rest().empty()) return std::nullopt;
  opening.currency = *currency;
  opening.name = in.rest();
  return opening;
}

std::string encode_number(book::AccountNumber number) { return versioned().u32(number).take(); }

std::optional<book::AccountNumber> decode_number(std::string_view bytes) {
  auto in = after_version(bytes);
  const auto number = in.u32();
  if (!in.finished()) return std::nullopt;
  return number;
}

std::string day_key(Date day, book::AccountNumber account) {
  const auto number = static_cast<std::uint32_t>(day_number(day) + kDayZero);
  return ByteWriter().u32(number).u32(account).take();
}

std::string month_key(Month month, book::AccountNumber account) {
  const auto number = static_cast<std::uint32_t>(static_cast<int>(month.year()) * 12 +
                                                 static_cast<int>(unsigned{month.month()}));
  return ByteWriter().u32(number).u32(account).take();
}

std::optional<PeriodKey> decode_period_key(std::string_view key) {
  ByteReader in(key);
  const auto period = in.u32();
  const PeriodKey decoded{period, in.u32()};
  if (!in.finished()) return std::nullopt;
  return decoded;
}

Date day_of_period(std::uint32_t period) {
  return day_of(static_cast<std::int32_t>(std::int64_t{period} - kDayZero));
}

Month month_of_period(std::uint32_t period) {
  const auto months = period - 1;  // a year's months are 12 × year + 1 to 12 × year + 12
  return Month(std::chrono::year(static_cast<int>(months / 12)),
               std::chrono::month(months % 12 + 1));
}

std::string encode(const book::SideSums& sums) {
  auto out = versioned();
  put(out, sums);
  return out.take();
}

std::optional<book::SideSums> decode_sums(std::string_view bytes) {
  auto in = after_version(bytes);
  const auto found = sums(in);
  if (!in.finished()) return std::nullopt;
  return found;
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

std::optional<RecordRow> decode_record(std::string_view bytes, std::uint8_t since) {
  auto in = after_version(bytes, since);
  const auto version = in.u64();
  if (!in.ok()) return std::nullopt;
  return RecordRow{version, in.rest()};
}

}  // namespace anxin::store
