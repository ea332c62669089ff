#include "ledger/book/entry.h"

#include <array>

#include "ledger/base/bytes.h"
#include "ledger/base/invariant.h"

// Grammar (numbers big-endian; count = LEB128; text = count + bytes; opt x = u8 0 | u8 1 x):
//   entry    = format u8 | number u64 | recorded_at i64 | actor text | key text | note text
//              | fields | fields | count event* | count record*
//   fields   = count (name text, value text)*
//   event    = kind u8, then by kind:
//     1 open   = number u32 | name text | normal u8 | currency 3 bytes | opt i64 | opt i64
//                | given u8 | day i32
//     2 post   = given u8 | day i32 | count posting*
//     3 hold   = opt i64 | count posting*
//     4 settle = hold u64 | lines given u8 | given u8 | day i32
//                | count (line u32, amount given u8, amount i64)*
//     5 void   = hold u64 | lines given u8 | count (line u32)*
//     6 expire = hold u64 | expired_at i64 | count (line u32)*
//     7 reverse = entry u64 | reason text | given u8 | day i32 | count posting*
//     8 freeze = account u32 | action u8 | side u8
//     9 close  = account u32
//    10 limits = account u32 | bound | bound           bound = 0 | 1 (removed) | 2 amount i64
//    11 close period = day i32
//   posting  = debit u32 | credit u32 | amount i64 | 0 or relation u8 [account u32 | amount i64]
//   record   = table text | key text | previous u64 | algorithm u8 | digest 32 bytes

namespace anxin::book {
namespace {

constexpr std::array<std::string_view, 11> kKinds{"open",  "post",   "hold",        "settle",
                                                  "void",  "expire", "reverse",     "freeze",
                                                  "close", "limits", "close_period"};

constexpr std::size_t kUsualBytes = 160;  // a posting with its key, and some room

std::int32_t day_number(Date date) {
  return static_cast<std::int32_t>(date.time_since_epoch().count());
}
Date day_of(std::int32_t number) { return Date(std::chrono::days(number)); }

void put(ByteWriter& out, const std::optional<Money>& amount) {
  out.u8(amount ? 1 : 0);
  if (amount) out.i64(amount->minor());
}

void put(ByteWriter& out, const Fields& fields) {
  out.count(fields.size());
  for (const auto& field : fields) out.text(field.name).text(field.value);
}

void put(ByteWriter& out, const ResolvedPosting& posting) {
  out.u32(posting.debit).u32(posting.credit).i64(posting.amount.minor());
  if (!posting.condition) {
    out.u8(0);
    return;
  }
  out.u8(static_cast<std::uint8_t>(posting.condition->relation));
  out.u32(posting.condition->account).i64(posting.condition->amount.minor());
}

void put(ByteWriter& out, const std::vector<ResolvedPosting>& postings) {
  out.count(postings.size());
  for (const auto& posting : postings) put(out, posting);
}

void put(ByteWriter& out, const std::vector<std::uint32_t>& lines) {
  out.count(lines.size());
  for (const auto line : lines) out.u32(line);
}

void put(ByteWriter& out, const Opened& event) {
  out.u32(event.number).text(event.name.text()).u8(static_cast<std::uint8_t>(event.normal));
  out.raw(event.currency.code());
  put(out, event.min);
  put(out, event.max);
  out.u8(event.opened_on_given ? 1 : 0).i32(day_number(event.opened_on));
}

void put(ByteWriter& out, const Posted& event) {
  out.u8(event.effective_on_given ? 1 : 0).i32(day_number(event.effective_on));
  put(out, event.postings);
}

void put(ByteWriter& out, const Held& event) {
  out.u8(event.expires_at ? 1 : 0);
  if (event.expires_at) out.i64(event.expires_at->time_since_epoch().count());
  put(out, event.lines);
}

void put(ByteWriter& out, const Settled& event) {
  out.u64(event.hold).u8(event.lines_given ? 1 : 0);
  out.u8(event.effective_on_given ? 1 : 0).i32(day_number(event.effective_on));
  out.count(event.lines.size());
  for (const auto& line : event.lines) {
    out.u32(line.line).u8(line.amount_given ? 1 : 0).i64(line.amount.minor());
  }
}

void put(ByteWriter& out, const Voided& event) {
  out.u64(event.hold).u8(event.lines_given ? 1 : 0);
  put(out, event.lines);
}

void put(ByteWriter& out, const Expired& event) {
  out.u64(event.hold).i64(event.expired_at.time_since_epoch().count());
  put(out, event.lines);
}

void put(ByteWriter& out, const Reversed& event) {
  out.u64(event.entry).text(event.reason);
  out.u8(event.effective_on_given ? 1 : 0).i32(day_number(event.effective_on));
  put(out, event.postings);
}

void put(ByteWriter& out, const Frozen& event) {
  out.u32(event.account).u8(static_cast<std::uint8_t>(event.action));
  out.u8(static_cast<std::uint8_t>(event.side));
}

void put(ByteWriter& out, const Closed& event) { out.u32(event.account); }

void put(ByteWriter& out, const BoundSet& bound) {
  if (!bound.given) {
    out.u8(0);
  } else if (!bound.bound) {
    out.u8(1);
  } else {
    out.u8(2).i64(bound.bound->minor());
  }
}

void put(ByteWriter& out, const LimitsSet& event) {
  out.u32(event.account);
  put(out, event.min);
  put(out, event.max);
}

void put(ByteWriter& out, const PeriodClosed& event) { out.i32(day_number(event.through)); }

// A reader whose counts cannot ask for more elements than bytes are left.
class EntryReader {
 public:
  explicit EntryReader(std::string_view bytes) : in_(bytes) {}

  std::optional<Entry> read() {
    Entry entry;
    entry.format = in_.u8();
    if (entry.format > kEntryFormat) return std::nullopt;
    wide_counts_ = entry.format == 0;
    entry.number = in_.u64();
    entry.recorded_at = instant();
    entry.actor = text();
    entry.key = text();
    entry.note = text();
    entry.content = fields();
    entry.answer = fields();
    entry.events = many<Event>([this] { return event(); });
    entry.records = many<RecordDigest>([this] { return record(); });
    if (!valid_ || !in_.finished()) return std::nullopt;
    return entry;
  }

 private:
  template <class T, class ReadOne>
  std::vector<T> many(ReadOne read_one) {
    std::vector<T> all;
    auto count = this->count();
    if (count > in_.rest().size()) valid_ = false;
    for (; count > 0 && in_.ok() && valid_; --count) all.push_back(read_one());
    return all;
  }

  // Before format 1 counts and lengths took four bytes.
  std::uint64_t count() { return wide_counts_ ? in_.u32() : in_.count(); }
  std::string_view text() { return wide_counts_ ? in_.wide_text() : in_.text(); }
  bool flag() {
    const auto raw = in_.u8();
    if (raw > 1) valid_ = false;
    return raw == 1;
  }
  Date day() { return day_of(in_.i32()); }
  Money money() { return Money::from_minor(in_.i64()); }
  Instant instant() { return Instant(std::chrono::nanoseconds(in_.i64())); }
  std::optional<Money> maybe_money() {
    if (!flag()) return std::nullopt;
    return money();
  }

  Fields fields() {
    return many<Field>([this] {
      Field field;
      field.name = text();
      field.value = text();
      return field;
    });
  }

  Side side() {
    const auto raw = in_.u8();
    if (raw != 1 && raw != 2) valid_ = false;
    return raw == 2 ? Side::credit : Side::debit;
  }

  AccountName name() {
    const auto parsed = AccountName::parse(text());
    if (!parsed) valid_ = false;
    return parsed.value_or(AccountName::of("x:invalid"));
  }

  Currency currency() {
    const auto parsed = Currency::from_code(in_.raw(3));
    if (!parsed) valid_ = false;
    return parsed.value_or(Currency::cny());
  }

  ResolvedPosting posting() {
    ResolvedPosting posting;
    posting.debit = in_.u32();
    posting.credit = in_.u32();
    posting.amount = money();
    const auto relation = in_.u8();
    if (relation > 3) valid_ = false;
    if (relation == 0 || relation > 3) return posting;
    const auto account = in_.u32();
    posting.condition = ResolvedCondition{account, static_cast<Relation>(relation), money()};
    return posting;
  }

  std::vector<ResolvedPosting> postings() {
    return many<ResolvedPosting>([this] { return posting(); });
  }
  std::vector<std::uint32_t> lines() {
    return many<std::uint32_t>([this] { return in_.u32(); });
  }

  Opened opened() {
    Opened event{in_.u32(), name(), side(), currency(), {}, {}, false, {}};
    event.min = maybe_money();
    event.max = maybe_money();
    event.opened_on_given = flag();
    event.opened_on = day();
    return event;
  }

  Posted posted() {
    Posted event;
    event.effective_on_given = flag();
    event.effective_on = day();
    event.postings = postings();
    return event;
  }

  Held held() {
    Held event;
    if (flag()) event.expires_at = instant();
    event.lines = postings();
    return event;
  }

  Settled settled() {
    Settled event;
    event.hold = in_.u64();
    event.lines_given = flag();
    event.effective_on_given = flag();
    event.effective_on = day();
    event.lines = many<SettledLine>([this] {
      SettledLine line;
      line.line = in_.u32();
      line.amount_given = flag();
      line.amount = money();
      return line;
    });
    return event;
  }

  Voided voided() {
    Voided event;
    event.hold = in_.u64();
    event.lines_given = flag();
    event.lines = lines();
    return event;
  }

  Expired expired() {
    Expired event;
    event.hold = in_.u64();
    event.expired_at = instant();
    event.lines = lines();
    return event;
  }

  Reversed reversed() {
    Reversed event;
    event.entry = in_.u64();
    event.reason = text();
    event.effective_on_given = flag();
    event.effective_on = day();
    event.postings = postings();
    return event;
  }

  Frozen frozen() {
    Frozen event;
    event.account = in_.u32();
    const auto action = in_.u8();
    if (action != 1 && action != 2) valid_ = false;
    event.action = action == 2 ? FreezeAction::unfreeze : FreezeAction::freeze;
    event.side = side();
    return event;
  }

  BoundSet bound() {
    const auto raw = in_.u8();
    if (raw > 2) valid_ = false;
    if (raw == 2) return {true, money()};
    return {raw == 1, std::nullopt};
  }

  LimitsSet limits() {
    LimitsSet event;
    event.account = in_.u32();
    event.min = bound();
    event.max = bound();
    return event;
  }

  Event event() {
    switch (in_.u8()) {
      case 1:
        return opened();
      case 2:
        return posted();
      case 3:
        return held();
      case 4:
        return settled();
      case 5:
        return voided();
      case 6:
        return expired();
      case 7:
        return reversed();
      case 8:
        return frozen();
      case 9:
        return Closed{in_.u32()};
      case 10:
        return limits();
      case 11:
        return PeriodClosed{day()};
      default:
        valid_ = false;
        return Posted{};
    }
  }

  RecordDigest record() {
    RecordDigest record;
    record.id.table = text();
    record.id.key = text();
    record.previous = in_.u64();
    if (in_.u8() != kDigestSha256) valid_ = false;
    const auto raw = in_.raw(32);
    if (raw.size() == 32) record.value = Digest::from_bytes(raw);
    return record;
  }

  ByteReader in_;
  bool wide_counts_ = false;
  bool valid_ = true;
};

}  // namespace

std::string_view kind_of(const Event& event) {
  const auto* frozen = std::get_if<Frozen>(&event);
  return frozen != nullptr ? to_word(frozen->action) : kKinds[event.index()];
}

std::string encode(const Entry& entry) {
  LEDGER_INVARIANT(entry.format == kEntryFormat);
  ByteWriter out;
  out.reserve(kUsualBytes);
  out.u8(kEntryFormat).u64(entry.number).i64(entry.recorded_at.time_since_epoch().count());
  out.text(entry.actor).text(entry.key).text(entry.note);
  put(out, entry.content);
  put(out, entry.answer);
  out.count(entry.events.size());
  for (const auto& event : entry.events) {
    out.u8(static_cast<std::uint8_t>(event.index() + 1));
    std::visit([&out](const auto& one) { put(out, one); }, event);
  }
  out.count(entry.records.size());
  for (const auto& record : entry.records) {
    out.text(record.id.table).text(record.id.key).u64(record.previous);
    out.u8(kDigestSha256).raw(record.value.view());
  }
  return out.take();
}

std::optional<Entry> decode_entry(std::string_view bytes) { return EntryReader(bytes).read(); }

Instant recorded_at(std::string_view canonical) {
  ByteReader in(canonical);
  in.u8();
  in.u64();
  const auto count = in.i64();
  return in.ok() ? Instant(std::chrono::nanoseconds(count)) : Instant::min();
}

std::string_view key_of(std::string_view canonical) {
  ByteReader in(canonical);
  in.raw(1 + 8 + 8);  // format, number, recorded_at
  in.text();          // actor
  return in.text();
}

Digest genesis(Hasher& hasher, const BookIdentity& book) {
  ByteWriter head;
  const auto text = [&](std::string_view value) {
    book.format > 0 ? head.text(value) : head.wide_text(value);
  };
  head.u8(kDigestSha256);
  text("anxin-book");
  head.u8(book.format);
  text(book.id);
  text(book.region);
  text(book.name);
  head.u8(static_cast<std::uint8_t>(book.clock)).i64(book.created.time_since_epoch().count());
  return hasher.add(head.bytes()).finish();
}

Digest chain(Hasher& hasher, const Digest& before, std::string_view canonical) {
  const char algorithm = static_cast<char>(kDigestSha256);
  return hasher.add({&algorithm, 1}).add(before.view()).add(canonical).finish();
}

}  // namespace anxin::book
