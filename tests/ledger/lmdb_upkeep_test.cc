// What happens to a book's files besides commits: compacting, copying, rooms with little room.

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "ledger/store/lmdb/lmdb_store.h"
#include "tests/support/book_builder.h"

namespace anxin::tests {
namespace {

using store::Access;
using store::LmdbStore;

class BookOnDisk : public ::testing::Test {
 protected:
  BookOnDisk() { done(LmdbStore::create(path(), ledger::first_contents(test_identity()))); }
  [[nodiscard]] std::filesystem::path path() const { return folder.path() / "book"; }
  [[nodiscard]] Result<Receipt> run(Command made) const {
    const ManualClock clock(ten_o_clock());
    const auto store = LmdbStore::open(path(), Access::write).value();
    return Writer::open(*store, clock).value()->execute(std::move(made));
  }
  [[nodiscard]] static book::EntryNumber entries(const store::Store& store) {
    const auto report = ledger::verify(store, nullptr).value();
    EXPECT_TRUE(report.ok()) << describe(report);
    return report.head.entry;
  }
  TempFolder folder;
};

TEST_F(BookOnDisk, IsWholeAfterCompactingBesideAReader) {
  ASSERT_EQ(reason(run(open("t:a", debit))), "ok");
  const auto reader = LmdbStore::open(path(), Access::read).value();
  const auto snapshot = reader->snapshot().value();
  for (int round = 0; round < 3; ++round) {
    ASSERT_EQ(reason(LmdbStore::compact(path())), "ok");
    const auto fresh = LmdbStore::open(path(), Access::read).value();
    EXPECT_EQ(entries(*fresh), 1U + static_cast<unsigned>(round));
    ASSERT_EQ(reason(run(open("t:b" + std::to_string(round), debit))), "ok");
  }
  EXPECT_EQ(entries(*reader), 1U);  // an old reader keeps what it had
}

TEST_F(BookOnDisk, IsNotCompactedWhileSomebodyWrites) {
  const auto writing = LmdbStore::open(path(), Access::write).value();
  EXPECT_EQ(reason(LmdbStore::compact(path())), word(store::kBusy));
}

TEST_F(BookOnDisk, ItsCopiesAreNobodyElsesBusiness) {
  const auto store = LmdbStore::open(path(), Access::read).value();
  const auto copy = folder.path() / "copy";
  ASSERT_EQ(reason(store->copy_to(copy)), "ok");
  struct stat file {};
  ASSERT_EQ(::stat((copy / "data.mdb").c_str(), &file), 0);
  EXPECT_EQ(file.st_mode & 0777U, 0600U);
}

TEST_F(BookOnDisk, RefusesWritesBelowItsReserveAndGoesOnReading) {
  const auto store =
      LmdbStore::open(path(), {Access::write, std::uint64_t{1} << 60U, store::kMapBytes}).value();
  store::WriteBatch batch;
  batch.put(store::Table::keys, "k", "v");
  EXPECT_EQ(reason(store->commit(batch)), word(store::kFull));
  EXPECT_EQ(entries(*store), 0U);
}

TEST_F(BookOnDisk, EndsReadsThatTakeTooLong) {
  const auto store = LmdbStore::open(path(), Access::read).value();
  const auto patient = store->snapshot(store::kEndless).value();
  const auto late = store->snapshot(store::Patience(-1)).value();
  const auto read_often = [](const store::Snapshot& snapshot) {
    for (int i = 0; i < 1'000; ++i) (void)snapshot.get(store::Table::meta, store::kMetaHead);
  };
  EXPECT_NO_THROW(read_often(*patient));
  EXPECT_THROW(read_often(*late), store::ReadTooLong);
}

TEST_F(BookOnDisk, SaysWhoWrites) {
  const auto reader = LmdbStore::open(path(), Access::read).value();
  EXPECT_EQ(reader->status().writer, "");
  const auto writing = LmdbStore::open(path(), Access::write).value();
  EXPECT_EQ(reader->status().writer, std::to_string(::getpid()));
}

}  // namespace
}  // namespace anxin::tests
