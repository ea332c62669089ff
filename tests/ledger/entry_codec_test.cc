// The canonical bytes of an entry: read back alike, and the same for ever (the golden journal).

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include "ledger/base/entropy.h"
#include "ledger/base/text.h"
#include "ledger/book/entry.h"
#include "tests/support/golden_book.h"

namespace anxin::tests {
namespace {

using namespace book;

const Instant kMoment = at("2026-10-31T02:00:00.123456789Z");
const Date kDay = day("2026-10-31");

Entry entry_with(Event event) {
  Entry entry;
  entry.number = 17;
  entry.recorded_at = kMoment;
  entry.actor = "tester";
  entry.key = "key";
  entry.note = "note";
  entry.events.push_back(std::move(event));
  return entry;
}

ResolvedPosting posting(std::optional<ResolvedCondition> condition = std::nullopt) {
  return {1, 2, Money::from_minor(INT64_MAX), condition};
}

struct Sample {
  std::string name;
  Entry entry;
};
void PrintTo(const Sample& one, std::ostream* out) { *out << one.name; }

class EntryCodec : public ::testing::TestWithParam<Sample> {};

TEST_P(EntryCodec, ReadsBackWhatItWrote) {
  const auto bytes = encode(GetParam().entry);
  const auto decoded = decode_entry(bytes);
  ASSERT_TRUE(decoded);
  EXPECT_EQ(encode(*decoded), bytes);
  EXPECT_EQ(decoded->number, GetParam().entry.number);
  EXPECT_EQ(decoded->recorded_at, GetParam().entry.recorded_at);
  EXPECT_EQ(decoded->content, GetParam().entry.content);
  EXPECT_EQ(decoded->answer, GetParam().entry.answer);
  ASSERT_EQ(decoded->events.size(), GetParam().entry.events.size());
  for (std::size_t i = 0; i < decoded->events.size(); ++i) {
    EXPECT_EQ(kind_of(decoded->events[i]), kind_of(GetParam().entry.events[i]));
  }
}

TEST_P(EntryCodec, ReadsNoShorterAndNoLongerBytes) {
  const auto bytes = encode(GetParam().entry);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(decode_entry(std::string_view(bytes).substr(0, size))) << size << " bytes";
  }
  EXPECT_FALSE(decode_entry(bytes + '\0'));
}

std::vector<Sample> samples() {
  const ResolvedCondition condition{3, Relation::exactly, Money::from_minor(-1)};
  Entry service = entry_with(Posted{false, kDay, {posting()}});
  service.content = {{"/a", "1"}, {"/b", ""}};
  service.answer = {{"state", "approved"}};
  service.events.emplace_back(Voided{3, false, {0}});
  service.records = {{{"payrolls", "Q1"}, 0, sha256("value")}, {{"payslips", ""}, 9, sha256("")}};
  Entry empty;
  return {
      {"Empty", empty},
      {"Open", entry_with(Opened{
                   1, AccountName::of("t:a"), Side::debit, Currency::cny(), {}, {}, false, kDay})},
      {"OpenWithBounds",
       entry_with(Opened{UINT32_MAX, AccountName::of(std::string(96, 'a')), Side::credit,
                         *Currency::from_code("KWD"), Money::from_minor(INT64_MIN),
                         Money::from_minor(INT64_MAX), true, day("1900-01-01")})},
      {"Post", entry_with(Posted{true, kDay, {posting(), posting(condition)}})},
      {"Reverse", entry_with(Reversed{7, "typo", true, kDay, {posting()}})},
      {"Freeze", entry_with(Frozen{7, FreezeAction::freeze, Side::credit})},
      {"Unfreeze", entry_with(Frozen{7, FreezeAction::unfreeze, Side::debit})},
      {"Close", entry_with(Closed{7})},
      {"Limits", entry_with(LimitsSet{7, {true, Money::from_minor(-1)}, {false, {}}})},
      {"NoLimits", entry_with(LimitsSet{7, {true, std::nullopt}, {true, std::nullopt}})},
      {"ClosePeriod", entry_with(PeriodClosed{kDay})},
      {"Hold", entry_with(Held{std::nullopt, {posting()}})},
      {"HoldWithExpiry", entry_with(Held{kMoment, {posting(condition)}})},
      {"Settle",
       entry_with(Settled{3,
                          true,
                          true,
                          kDay,
                          {{0, true, Money::from_minor(1)}, {7, false, Money::from_minor(2)}}})},
      {"Void", entry_with(Voided{3, true, {0, 7}})},
      {"Expire", entry_with(Expired{3, kMoment, {0, 1}})},
      {"Service", service},
  };
}
INSTANTIATE_TEST_SUITE_P(Entry, EntryCodec, ::testing::ValuesIn(samples()),
                         [](const auto& one) { return one.param.name; });

TEST(EntryBytes, OfFormat0AreReadWithCountsOfFourBytes) {
  ByteWriter old;
  old.u8(0).u64(7).i64(5).wide_text("me").wide_text("k").wide_text("").u32(1).wide_text("/a");
  old.wide_text("b").u32(0).u32(1).u8(2).u8(0).i32(3).u32(1).u32(1).u32(2).i64(100).u8(0).u32(0);
  const auto entry = decode_entry(old.bytes());
  ASSERT_TRUE(entry.has_value());
  EXPECT_EQ(entry->format, 0);
  EXPECT_EQ(entry->number, 7U);
  EXPECT_EQ(entry->key, "k");
  EXPECT_EQ(entry->content.at(0).value, "b");
  EXPECT_EQ(std::get<Posted>(entry->events.at(0)).postings.at(0).amount, Money::from_minor(100));
}

TEST(EntryBytes, OfAnotherFormatAreNotRead) {
  auto bytes = encode(Entry());
  bytes[0] = static_cast<char>(kEntryFormat + 1);
  EXPECT_FALSE(decode_entry(bytes));
}

TEST(EntryBytes, WithACountThatCannotBeAreNotRead) {
  auto bytes = encode(Entry());
  for (const auto* count :
       {"\xff\x7f", "\x80", "\x81"}) {  // more than there are bytes; without an end
    auto changed = bytes;
    changed.replace(changed.size() - 1, 1, count);
    EXPECT_FALSE(decode_entry(changed));
  }
  bytes.back() = '\x80';  // a zero that is longer than it needs to be
  bytes += '\0';
  EXPECT_FALSE(decode_entry(bytes));
}

// Two spellings of one entry would be two digests of one truth.
TEST(EntryBytes, AreTheOnlyOnesThatReadAsTheirEntry) {
  SeededEntropy entropy(7);
  int other_spellings = 0;
  for (const auto& sample : samples()) {
    const auto bytes = encode(sample.entry);
    for (int i = 0; i < 2'000; ++i) {
      auto changed = bytes;
      changed[entropy.below(changed.size())] = static_cast<char>(entropy.next());
      const auto decoded = decode_entry(changed);
      if (!decoded || encode(*decoded) == changed) continue;
      if (++other_spellings <= 3) ADD_FAILURE() << sample.name << ": " << to_hex(changed);
    }
  }
  EXPECT_EQ(other_spellings, 0);
}

TEST(EntryBytes, NamesOfKindsAreThoseOfTheCommands) {
  EXPECT_EQ(kind_of(Event(Posted())), "post");
  EXPECT_EQ(kind_of(Event(Held())), "hold");
  EXPECT_EQ(kind_of(Event(Settled())), "settle");
  EXPECT_EQ(kind_of(Event(Voided())), "void");
  EXPECT_EQ(kind_of(Event(Expired())), "expire");
  EXPECT_EQ(kind_of(Event(Reversed())), "reverse");
  EXPECT_EQ(kind_of(Event(Frozen())), "freeze");
  EXPECT_EQ(kind_of(Event(Frozen{1, FreezeAction::unfreeze, Side::debit})), "unfreeze");
  EXPECT_EQ(kind_of(Event(Closed())), "close");
  EXPECT_EQ(kind_of(Event(LimitsSet())), "limits");
  EXPECT_EQ(kind_of(Event(PeriodClosed())), "close_period");
}

TEST(TheChain, BeginsWithEverythingThatTheBookIs) {
  Hasher hasher;
  const BookIdentity book{"id", "36", "n", ClockKind::simulated, Instant(kTick)};
  const std::string end("\x02\0\0\0\0\0\0\0\x01", 9);
  EXPECT_EQ(genesis(hasher, book), sha256("\x01\x0a"
                                          "anxin-book"
                                          "\x01\x02"
                                          "id"
                                          "\x02"
                                          "36"
                                          "\x01"
                                          "n" +
                                          end));
  auto other = book;
  other.clock = ClockKind::system;
  EXPECT_NE(genesis(hasher, book), genesis(hasher, other));
}

TEST(TheChain, BeginsAsItDidWhereTheBookIsOlder) {
  Hasher hasher;
  BookIdentity book{"id", "36", "n", ClockKind::simulated, Instant(kTick)};
  book.format = 0;
  const std::string bytes = std::string("\x01\0\0\0\x0a", 5) + "anxin-book" +
                            std::string("\0\0\0\0\x02", 5) + "id" + std::string("\0\0\0\x02", 4) +
                            "36" + std::string("\0\0\0\x01", 4) + "n" +
                            std::string("\x02\0\0\0\0\0\0\0\x01", 9);
  EXPECT_EQ(genesis(hasher, book), sha256(bytes));
}

TEST(TheChain, CoversTheDigestBeforeAndTheCanonicalBytes) {
  Hasher hasher;
  const auto before = sha256("before");
  EXPECT_EQ(chain(hasher, before, "bytes"), sha256("\x01" + std::string(before.view()) + "bytes"));
}

// ---- the golden journal -------------------------------------------------------------------------

const std::string kGolden = std::string(ANXIN_FIXTURES) + "/golden/journal/entries.txt";

std::string golden_text() {
  TestBook book(golden_identity());
  write_golden_book(book);
  Hasher hasher;
  std::ostringstream out;
  out << "# The canonical bytes and digests of a small book: made by write_golden_book in\n"
         "# tests/support/golden_book.h, rewritten only with LEDGER_UPDATE_GOLDEN=1, recomputed "
         "by\n"
         "# tests/ledger/recompute_head.py. A changed line means that old books no longer verify.\n"
      << "book " << to_hex(store::encode(golden_identity()).substr(1)) << "\n"
      << "genesis " << genesis(hasher, golden_identity()).hex() << "\n";
  for (const auto& [key, value] : rows_of(*book.store.snapshot().value(), store::Table::journal)) {
    const auto row = store::decode_journal(value).value();
    const auto entry = decode_entry(row.canonical).value();
    out << "\nentry " << entry.number << "  # " << to_string(entry.recorded_at);
    for (const auto& event : entry.events) out << ", " << kind_of(event);
    out << "\ncanonical " << to_hex(row.canonical) << "\ndigest " << row.digest.hex() << "\n";
  }
  out << "\nhead " << book.writer->head().digest.hex() << "\n";
  return out.str();
}

TEST(EntryBytes, OfTodaysFormatOnlyAreMade) {
  Entry entry;
  entry.format = 0;
  EXPECT_DEATH((void)encode(entry), "invariant broken");
}

TEST(EntryBytes, TellWhenTheyWereRecordedUnlessTheyAreTooShortFor) {
  const auto bytes = encode(entry_with(Closed{7}));
  EXPECT_EQ(recorded_at(bytes), kMoment);
  EXPECT_EQ(recorded_at(std::string_view(bytes).substr(0, 17)), kMoment);
  EXPECT_EQ(recorded_at(std::string_view(bytes).substr(0, 16)), Instant::min());
}

TEST(GoldenJournal, HasTheBytesItAlwaysHad) {
  const auto text = golden_text();
  if (const char* update = std::getenv("LEDGER_UPDATE_GOLDEN"); update != nullptr) {
    std::filesystem::create_directories(std::filesystem::path(kGolden).parent_path());
    std::ofstream(kGolden) << text;
  }
  std::ifstream file(kGolden);
  std::ostringstream stored;
  stored << file.rdbuf();
  EXPECT_EQ(text, stored.str()) << "a format that changes needs a version and a decision";
}

TEST(GoldenJournal, HasOneOfEveryKind) {
  TestBook book(golden_identity());
  write_golden_book(book);
  std::set<std::string_view> kinds;
  for (EntryNumber number = 1; number <= book.writer->head().entry; ++number) {
    const auto entry = book.reader().entry(number).value();
    for (const auto& event : entry.events) kinds.insert(kind_of(event));
  }
  EXPECT_EQ(kinds.size(), std::variant_size_v<Event> + 1);  // freeze and unfreeze are one event
}

TEST(GoldenJournal, IsRecomputedByAnIndependentProgram) {
  ASSERT_EQ(std::system("python3 --version >/dev/null 2>&1"), 0)
      << "this test needs python3, which recomputes the chain with code of its own";
  const std::string script = std::string(ANXIN_SOURCE) + "/tests/ledger/recompute_head.py";
  EXPECT_EQ(std::system(("python3 '" + script + "' '" + kGolden + "' >/dev/null").c_str()), 0);
}

}  // namespace
}  // namespace anxin::tests
