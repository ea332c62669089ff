// A book that is what its journal says passes; whatever is changed behind its back is found.

#include "ledger/service/verify.h"

#include <gtest/gtest.h>

#include "ledger/base/bytes.h"
#include "ledger/base/text.h"
#include "tests/support/golden_book.h"

namespace anxin::tests {
namespace {

using store::Table;
using store::WriteBatch;

std::string journal_row(const Digest& digest, book::PostingNumber postings,
                        const std::string& canonical) {
  return store::encode_journal_head(digest, postings) + canonical;
}

class Verify : public ::testing::Test {
 protected:
  Verify() { write_golden_book(book); }

  [[nodiscard]] std::string get(Table table, std::string_view key) const {
    return std::string(book.store.snapshot().value()->get(table, key).value());
  }
  void put(Table table, std::string_view key, std::string_view value) {
    WriteBatch batch;
    batch.put(table, key, value);
    done(book.store.commit(batch));
  }
  void erase(Table table, std::string_view key) {
    WriteBatch batch;
    batch.erase(table, key);
    done(book.store.commit(batch));
  }
  void tamper(Table table, std::string_view key, std::size_t byte) {
    auto value = get(table, key);
    value.at(byte) = static_cast<char>(value.at(byte) ^ 1);
    put(table, key, value);
  }
  template <class Change>
  void change_account(std::string_view text, Change change) {
    const auto number = book.account(text).number;
    const auto key = store::number_key(number);
    auto account = store::decode_account(number, get(Table::accounts, key)).value();
    change(account);
    put(Table::accounts, key, store::encode(account));
  }
  [[nodiscard]] std::string findings() const { return describe(book.verified()); }
  [[nodiscard]] bool finds(Reason code, std::string_view place) const {
    return findings().find(word(code) + " at " + std::string(place) + "\n") != std::string::npos;
  }
  [[nodiscard]] book::EntryNumber entry_of(std::string_view key) const {
    return book.reader().entry_of_key(key).value();
  }
  [[nodiscard]] std::string place_of(std::string_view key) const {
    return "entry " + std::to_string(entry_of(key));
  }

  TestBook book{golden_identity()};
};

TEST_F(Verify, FindsNothingInABookThatIsInOrder) {
  EXPECT_EQ(findings(), "");
  EXPECT_EQ(book.verified().head, book.writer->head());
}

TEST_F(Verify, FindsNothingInAnEmptyBook) {
  const TestBook empty;
  EXPECT_TRUE(empty.verified().ok());
  EXPECT_EQ(empty.verified().head, empty.writer->head());
}

// ---- the journal --------------------------------------------------------------------------------

TEST_F(Verify, FindsAChangedNote) {
  const auto key = store::entry_key(entry_of("k1"));
  auto row = get(Table::journal, key);
  row.at(row.find("收")) = 'X';
  put(Table::journal, key, row);
  EXPECT_TRUE(finds(ledger::kChainBroken, place_of("k1"))) << findings();
}

TEST_F(Verify, FindsAChangedDigest) {
  tamper(Table::journal, store::entry_key(7), 2 + 31);
  EXPECT_TRUE(finds(ledger::kChainBroken, "entry 7")) << findings();
}

TEST_F(Verify, FindsAnEntryOfAnUnknownFormat) {
  const auto format_in_row = 1 + 1 + 32 + 8;
  auto row = get(Table::journal, store::entry_key(7));
  row.at(format_in_row) = static_cast<char>(book::kEntryFormat + 1);
  put(Table::journal, store::entry_key(7), row);
  EXPECT_TRUE(finds(ledger::kEntryUnreadable, "entry 7")) << findings();
}

TEST_F(Verify, FindsARowOfAnotherFormatInEveryTable) {
  for (std::size_t i = 0; i < store::kTables; ++i) {
    const auto table = static_cast<Table>(i);
    for (const auto& [key, value] : rows_of(*book.store.snapshot().value(), table)) {
      if (table == Table::meta && key == store::kMetaCheckpoint) continue;  // may lie too early
      auto changed = value;
      changed[0] = static_cast<char>(changed[0] ^ 1);
      put(table, key, changed);
      const auto report = ledger::verify(book.store, {});
      EXPECT_FALSE(report && report->ok()) << store::kTableNames[i] << " " << to_hex(key);
      put(table, key, value);
    }
  }
}

TEST_F(Verify, FindsAMissingEntryInTheMiddle) {
  erase(Table::journal, store::entry_key(7));
  EXPECT_TRUE(finds(ledger::kEntryMissing, "entry 7")) << findings();
}

TEST_F(Verify, FindsAMissingEntryAtTheEnd) {
  const auto last = book.writer->head().entry;
  erase(Table::journal, store::entry_key(last));
  EXPECT_TRUE(finds(ledger::kHeadDiffers, "entry " + std::to_string(last))) << findings();
}

TEST_F(Verify, FindsAnEntryThatWasAddedWithoutTheHead) {
  Hasher hasher;
  const auto head = book.writer->head();
  book::Entry entry;
  entry.number = head.entry + 1;
  entry.recorded_at = head.recorded_at;
  const auto bytes = book::encode(entry);
  put(Table::journal, store::entry_key(entry.number),
      journal_row(book::chain(hasher, head.digest, bytes), head.postings, bytes));
  EXPECT_TRUE(finds(ledger::kHeadDiffers, "entry " + std::to_string(head.entry))) << findings();
}

// Whoever can write the store can also recompute the chain; what the entry says must still follow.
class Forgery : public Verify {
 protected:
  void forge(book::Event event, Instant recorded_at) {
    auto head = book.writer->head();
    book::Entry entry;
    entry.number = ++head.entry;
    entry.recorded_at = head.recorded_at = recorded_at;
    entry.events.push_back(std::move(event));
    append(head, book::encode(entry));
  }
  // `head`: with the number and the time of the entry.
  void append(book::Head head, const std::string& bytes) {
    Hasher hasher;
    head.digest = book::chain(hasher, head.digest, bytes);
    put(Table::journal, store::entry_key(head.entry),
        journal_row(head.digest, head.postings, bytes));
    put(Table::meta, store::kMetaHead, store::encode(head));
    place = "entry " + std::to_string(head.entry);
  }
  [[nodiscard]] bool contradicts() const { return finds(ledger::kEntryContradicts, place); }
  [[nodiscard]] Instant last() const { return book.writer->head().recorded_at; }
  [[nodiscard]] book::ResolvedPosting posting(std::string_view debit_name,
                                              std::string_view credit_name,
                                              std::int64_t minor) const {
    return {book.account(debit_name).number, book.account(credit_name).number,
            Money::from_minor(minor), std::nullopt};
  }
  std::string place;
};

TEST_F(Forgery, OfAnEntryInAnOlderFormatThanTheOneBefore) {
  auto head = book.writer->head();
  ++head.entry;
  ByteWriter old;
  old.u8(0).u64(head.entry).i64(head.recorded_at.time_since_epoch().count());
  for (int counts = 0; counts < 7; ++counts) old.u32(0);  // three texts, two fields, two lists
  append(head, old.take());
  EXPECT_TRUE(contradicts()) << findings();
}

TEST_F(Forgery, ARecordedTimeThatFallsContradicts) {
  forge(book::Voided{entry_of("h4"), true, {0}}, last() - kTick);
  EXPECT_TRUE(contradicts()) << findings();
}
TEST_F(Forgery, APostingToNoAccountContradicts) {
  auto one = posting("t:cash", "t:capital", 1);
  one.credit = 99;
  forge(book::Posted{false, day("2026-11-04"), {one}}, last());
  EXPECT_TRUE(contradicts()) << findings();
}
TEST_F(Forgery, APostingWithinOneAccountContradicts) {
  forge(book::Posted{false, day("2026-11-04"), {posting("t:cash", "t:cash", 1)}}, last());
  EXPECT_TRUE(contradicts()) << findings();
}
TEST_F(Forgery, APostingOfNothingOrLessContradicts) {
  forge(book::Posted{false, day("2026-11-04"), {posting("t:cash", "t:capital", -1)}}, last());
  EXPECT_TRUE(contradicts()) << findings();
}
TEST_F(Forgery, APostingBetweenCurrenciesContradicts) {
  forge(book::Posted{false, day("2026-11-04"), {posting("t:cash", "t:yen:capital", 1)}}, last());
  EXPECT_TRUE(contradicts()) << findings();
}
TEST_F(Forgery, AHoldWithinOneAccountContradicts) {
  forge(book::Held{std::nullopt, {posting("t:cash", "t:cash", 1)}}, last());
  EXPECT_TRUE(contradicts()) << findings();
}
TEST_F(Forgery, AHoldBetweenCurrenciesContradicts) {
  forge(book::Held{std::nullopt, {posting("t:cash", "t:yen:capital", 1)}}, last());
  EXPECT_TRUE(contradicts()) << findings();
}
TEST_F(Forgery, SettlingMoreThanTheLineContradicts) {
  forge(
      book::Settled{
          entry_of("h4"), true, false, day("2026-11-04"), {{0, true, Money::from_minor(2)}}},
      last());
  EXPECT_TRUE(contradicts()) << findings();
}
TEST_F(Forgery, SettlingALineThatHasEndedContradicts) {
  forge(
      book::Settled{
          entry_of("h1"), true, false, day("2026-11-04"), {{0, true, Money::from_minor(1)}}},
      last());
  EXPECT_TRUE(contradicts()) << findings();
}
TEST_F(Forgery, VoidingWhatIsNoHoldContradicts) {
  forge(book::Voided{entry_of("k1"), true, {0}}, last());
  EXPECT_TRUE(contradicts()) << findings();
}
TEST_F(Forgery, OpeningAnAccountTwiceContradicts) {
  forge(book::Opened{7, name("t:cash"), debit, Currency::cny(), {}, {}, false, day("2026-11-04")},
        last());
  EXPECT_TRUE(contradicts()) << findings();
}
TEST_F(Forgery, OpeningAnAccountOutOfTurnContradicts) {
  forge(book::Opened{99, name("t:new"), debit, Currency::cny(), {}, {}, false, day("2026-11-04")},
        last());
  EXPECT_TRUE(contradicts()) << findings();
}

// ---- what is kept beside the journal ------------------------------------------------------------

TEST_F(Verify, FindsAChangedPosting) {
  tamper(Table::postings, store::entry_key(1), 1 + 8 + 8 + 4 + 4 + 7);  // its amount
  EXPECT_TRUE(finds(ledger::kPostingDiffers, place_of("k1"))) << findings();
}

TEST_F(Verify, FindsAMissingBlockOfPostings) {
  erase(Table::postings, store::entry_key(1));
  EXPECT_TRUE(finds(ledger::kPostingDiffers, place_of("k1"))) << findings();
}

TEST_F(Verify, FindsABlockOfPostingsThatNoEntryMade) {
  put(Table::postings, store::entry_key(9'999), get(Table::postings, store::entry_key(1)));
  EXPECT_TRUE(finds(ledger::kPostingDiffers, "postings")) << findings();
}

TEST_F(Verify, FindsAChangedSum) {
  change_account("t:cash", [](auto& account) { account.posted.debits += yuan("1"); });
  EXPECT_TRUE(finds(ledger::kAccountDiffers, "account t:cash")) << findings();
}

TEST_F(Verify, FindsAChangedHeldSum) {
  change_account("t:yen", [](auto& account) { account.held.debits += Money::from_minor(1); });
  EXPECT_TRUE(finds(ledger::kAccountDiffers, "account t:yen")) << findings();
}

TEST_F(Verify, FindsSumsThatWereChangedOnBothSides) {
  change_account("t:cash", [](auto& account) { account.posted.debits += yuan("1"); });
  change_account("t:capital", [](auto& account) { account.posted.credits += yuan("1"); });
  EXPECT_TRUE(finds(ledger::kAccountDiffers, "account t:cash")) << findings();
  EXPECT_TRUE(finds(ledger::kAccountDiffers, "account t:capital")) << findings();
}

TEST_F(Verify, FindsChangedTerms) {
  change_account("t:cash", [](auto& account) { account.min.reset(); });
  change_account("t:wages", [](auto& account) { account.max = yuan("1"); });
  change_account("t:yen", [](auto& account) { account.opened_on -= std::chrono::days(1); });
  for (const auto* text : {"account t:cash", "account t:wages", "account t:yen"}) {
    EXPECT_TRUE(finds(ledger::kAccountDiffers, text)) << findings();
  }
}

TEST_F(Verify, FindsAMissingAccount) {
  erase(Table::accounts, store::number_key(book.account("t:wages").number));
  EXPECT_TRUE(finds(ledger::kAccountDiffers, "account t:wages")) << findings();
}

TEST_F(Verify, FindsAnAccountThatNobodyOpened) {
  put(Table::accounts, store::number_key(99), get(Table::accounts, store::number_key(1)));
  EXPECT_TRUE(finds(ledger::kAccountDiffers, "accounts")) << findings();
}

TEST_F(Verify, FindsAccountNumbersThatWereSwapped) {
  put(Table::account_numbers, store::number_key(1),
      get(Table::account_numbers, store::number_key(3)));
  EXPECT_TRUE(finds(ledger::kAccountDiffers, "account t:cash")) << findings();
}

TEST_F(Verify, FindsAKeyThatPointsElsewhere) {
  const auto place = place_of("k1");
  put(Table::keys, "k1", store::encode_entry_number(1));
  EXPECT_TRUE(finds(ledger::kKeyDiffers, place)) << findings();
}

TEST_F(Verify, FindsAMissingKey) {
  const auto place = place_of("k1");
  erase(Table::keys, "k1");
  EXPECT_TRUE(finds(ledger::kKeyDiffers, place)) << findings();
}

TEST_F(Verify, FindsAKeyThatNoEntryHas) {
  put(Table::keys, "k-extra", store::encode_entry_number(1));
  EXPECT_TRUE(finds(ledger::kKeyDiffers, "keys")) << findings();
}

TEST_F(Verify, FindsAChangedLineOfAHold) {
  const auto hold = entry_of("h4");
  tamper(Table::holds, store::hold_key(hold, 1),
         get(Table::holds, store::hold_key(hold, 1)).size() - 1);
  EXPECT_TRUE(finds(ledger::kHoldDiffers, "hold " + std::to_string(hold))) << findings();
}

TEST_F(Verify, FindsAMissingSliceOfAHold) {
  const auto hold = entry_of("h4");
  erase(Table::holds, store::hold_key(hold, 1));
  EXPECT_TRUE(finds(ledger::kHoldDiffers, "hold " + std::to_string(hold))) << findings();
}

TEST_F(Verify, FindsASliceThatNoHoldHas) {
  put(Table::holds, store::hold_key(entry_of("k1"), 0),
      get(Table::holds, store::hold_key(entry_of("h2"), 0)));
  EXPECT_TRUE(finds(ledger::kHoldDiffers, "holds")) << findings();
}

TEST_F(Verify, FindsAChangedExpiryInTheFirstSliceOfALongHold) {
  const auto hold = entry_of("h4");
  tamper(Table::holds, store::hold_key(hold, 0), 2 + 7);
  EXPECT_TRUE(finds(ledger::kHoldDiffers, "hold " + std::to_string(hold))) << findings();
}

TEST_F(Verify, FindsAMissingExpiry) {
  const auto hold = entry_of("h4");
  erase(Table::expiries, rows_of(*book.store.snapshot().value(), Table::expiries).front().first);
  EXPECT_TRUE(finds(ledger::kHoldDiffers, "expiry of hold " + std::to_string(hold))) << findings();
}

TEST_F(Verify, FindsAnExpiryThatNoHoldHas) {
  put(Table::expiries, store::expiry_key({ten_o_clock(), entry_of("h2")}), std::string(1, '\0'));
  EXPECT_TRUE(finds(ledger::kHoldDiffers, "expiries")) << findings();
}

TEST_F(Verify, FindsAChangedRecord) {
  const auto key = store::record_key({"payslips", "1"});
  put(Table::records, key, store::encode_record(entry_of("svc:approve"), "9.99"));
  EXPECT_TRUE(finds(ledger::kRecordDiffers, "record payslips")) << findings();
}

TEST_F(Verify, FindsARecordOfAnotherVersion) {
  const auto key = store::record_key({"payslips", "1"});
  put(Table::records, key, store::encode_record(1, "1.23"));
  EXPECT_TRUE(finds(ledger::kRecordDiffers, "record payslips")) << findings();
}

TEST_F(Verify, FindsAMissingRecordAndOneThatNobodyWrote) {
  erase(Table::records, store::record_key({"payslips", "1"}));
  EXPECT_TRUE(finds(ledger::kRecordDiffers, "record payslips")) << findings();
  put(Table::records, store::record_key({"payslips", "1"}),
      store::encode_record(entry_of("svc:approve"), "1.23"));
  put(Table::records, store::record_key({"payslips", "2"}), store::encode_record(1, "x"));
  EXPECT_TRUE(finds(ledger::kRecordDiffers, "records")) << findings();
}

TEST_F(Verify, FindsAChangedHead) {
  auto head = book.writer->head();
  const auto place = "entry " + std::to_string(head.entry);
  for (const auto change : std::initializer_list<void (*)(book::Head&)>{
           [](book::Head& one) { one.digest.bytes[0] ^= 1; },
           [](book::Head& one) { one.recorded_at += kTick; },
           [](book::Head& one) { ++one.accounts; }, [](book::Head& one) { ++one.postings; }}) {
    auto changed = head;
    change(changed);
    put(Table::meta, store::kMetaHead, store::encode(changed));
    EXPECT_TRUE(finds(ledger::kHeadDiffers, place)) << findings();
  }
}

TEST_F(Verify, FindsAnotherBooksId) {
  auto identity = golden_identity();
  identity.id.back() = '0';
  put(Table::meta, store::kMetaBook, store::encode(identity));
  EXPECT_TRUE(finds(ledger::kChainBroken, "entry 1")) << findings();
}

TEST_F(Verify, FindsAnUnreadableBookAndHead) {
  const std::string format(1, static_cast<char>(store::kStoreFormat));
  put(Table::meta, store::kMetaBook, format + "?");
  put(Table::meta, store::kMetaHead, format + "?");
  EXPECT_TRUE(finds(ledger::kBookUnreadable, "book")) << findings();
  EXPECT_TRUE(finds(ledger::kBookUnreadable, "head")) << findings();
}

TEST_F(Verify, FindsABookThatSaysItBeganInAFormatThatIsNone) {
  auto row = get(Table::meta, store::kMetaBook);
  row.at(1) = static_cast<char>(book::kEntryFormat + 1);
  put(Table::meta, store::kMetaBook, row);
  EXPECT_TRUE(finds(ledger::kBookUnreadable, "book")) << findings();
}

TEST_F(Verify, RefusesABookOfANewerOrAnOlderFormat) {
  auto row = get(Table::meta, store::kMetaBook);
  row[0] = static_cast<char>(store::kStoreFormat + 1);
  put(Table::meta, store::kMetaBook, row);
  EXPECT_EQ(ledger::verify(book.store, {}).error().reason, store::kFormatNewer);
  ByteWriter old;
  for (const std::string text : {"id", "110105", "name"}) {
    old.u32(static_cast<std::uint32_t>(text.size())).raw(text);
  }
  put(Table::meta, store::kMetaBook, '\0' + old.u8(1).i64(0).take());
  EXPECT_EQ(ledger::verify(book.store, {}).error().reason, store::kFormatOlder);
}

TEST_F(Verify, FindsAHighByteOfASumWhateverItsWeight) {
  for (const auto& [key, value] : rows_of(*book.store.snapshot().value(), Table::days)) {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
      auto changed = value;
      changed[1] = static_cast<char>(changed[1] ^ 0x40);  // 2^62 debits more or less
      put(Table::days, key, changed);
      EXPECT_FALSE(ledger::verify(book.store, {}, seed).value().ok()) << "seed " << seed;
    }
    put(Table::days, key, value);
  }
}

TEST_F(Verify, FindsHighBytesOfTwoSumsOfAnAccountWhateverTheirWeights) {
  const auto cash = store::number_key(book.account("t:cash").number);
  auto rows = rows_of(*book.store.snapshot().value(), Table::days);
  std::erase_if(rows, [&](const Row& row) { return !row.first.ends_with(cash); });
  ASSERT_GE(rows.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) {
    auto changed = rows[i].second;
    changed[1] = static_cast<char>(changed[1] ^ 0x40);
    put(Table::days, rows[i].first, changed);
  }
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    EXPECT_FALSE(ledger::verify(book.store, {}, seed).value().ok()) << "seed " << seed;
  }
}

TEST_F(Verify, SaysNoMoreThanItsLimitOfFindings) {
  WriteBatch batch;
  for (const auto& [key, value] : rows_of(*book.store.snapshot().value(), Table::accounts)) {
    batch.erase(Table::accounts, key);
  }
  for (int i = 0; i < 120; ++i) {
    book.must(post("more" + std::to_string(i), "t:cash", "t:capital", "0.01"));
    batch.erase(Table::keys, "more" + std::to_string(i));
  }
  done(book.store.commit(batch));
  EXPECT_EQ(book.verified().findings.size(), ledger::kFindingsMax);
}

// ---- every byte of every row --------------------------------------------------------------------

// The checkpoint's mark may lie too early: then more is read again than need be.
bool is_covered(Table table, std::string_view key) {
  return table != Table::meta || key != store::kMetaCheckpoint;
}

class EveryByte : public ::testing::TestWithParam<Table> {};

TEST_P(EveryByte, CountsWhenItIsChanged) {
  TestBook book{golden_identity()};
  write_golden_book(book);
  int unnoticed = 0;
  for (const auto& [key, value] : rows_of(*book.store.snapshot().value(), GetParam())) {
    if (!is_covered(GetParam(), key)) continue;
    for (std::size_t byte = 0; byte < value.size(); ++byte) {
      auto changed = value;
      changed[byte] = static_cast<char>(changed[byte] ^ 2);
      WriteBatch batch;
      batch.put(GetParam(), key, changed);
      done(book.store.commit(batch));
      const auto report = ledger::verify(book.store, {});
      if (report && report->ok() && ++unnoticed <= 5) {
        ADD_FAILURE() << "byte " << byte << " of " << value.size() << " under key " << to_hex(key)
                      << " was changed from " << to_hex(value.substr(byte, 1)) << " unnoticed";
      }
    }
    WriteBatch batch;
    batch.put(GetParam(), key, value);
    done(book.store.commit(batch));
  }
  EXPECT_EQ(unnoticed, 0);
}

INSTANTIATE_TEST_SUITE_P(Verify, EveryByte,
                         ::testing::Values(Table::meta, Table::journal, Table::postings,
                                           Table::accounts, Table::account_numbers, Table::names,
                                           Table::days, Table::months, Table::keys, Table::holds,
                                           Table::expiries, Table::reversals, Table::records,
                                           Table::anchors),
                         [](const auto& one) {
                           return std::string(
                               store::kTableNames[static_cast<std::size_t>(one.param)]);
                         });

}  // namespace
}  // namespace anxin::tests
