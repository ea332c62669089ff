// What every store must do, said once and asked of each of them.

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <functional>

#include "ledger/store/lmdb/lmdb_store.h"
#include "ledger/store/memory.h"
#include "tests/support/book_builder.h"

namespace anxin::tests {
namespace {

using store::Access;
using store::LmdbStore;
using store::MemoryStore;
using store::Table;
using store::WriteBatch;

struct Kind {
  std::string name;
  std::function<std::unique_ptr<store::Store>(const TempFolder&)> make;
};
void PrintTo(const Kind& kind, std::ostream* out) { *out << kind.name; }

std::unique_ptr<store::Store> make_lmdb(const TempFolder& folder) {
  done(LmdbStore::create(folder.path() / "book", WriteBatch()));
  return LmdbStore::open(folder.path() / "book", Access::write).value();
}

class AnyStore : public ::testing::TestWithParam<Kind> {
 protected:
  void commit(const std::function<void(WriteBatch&)>& write) {
    WriteBatch batch;
    write(batch);
    ASSERT_EQ(reason(store->commit(batch)), "ok");
  }
  void put(std::initializer_list<const char*> keys) {
    commit([&](WriteBatch& batch) {
      for (const auto* key : keys) batch.put(Table::accounts, key, std::string("value of ") + key);
    });
  }
  [[nodiscard]] std::string get(std::string_view key, Table table = Table::accounts) const {
    const auto snapshot = store->snapshot().value();
    return std::string(snapshot->get(table, key).value_or("nothing"));
  }
  // The key on which a cursor stands after a move, "nothing" when there is none.
  [[nodiscard]] std::string stands(const std::function<bool(store::Cursor&)>& moves) const {
    const auto snapshot = store->snapshot().value();
    const auto cursor = snapshot->cursor(Table::accounts);
    return moves(*cursor) ? std::string(cursor->key()) : "nothing";
  }

  TempFolder folder;
  std::unique_ptr<store::Store> store = GetParam().make(folder);
};

INSTANTIATE_TEST_SUITE_P(
    Store, AnyStore,
    ::testing::Values(Kind{"Memory", [](const auto&) { return std::make_unique<MemoryStore>(); }},
                      Kind{"Lmdb", make_lmdb}),
    [](const auto& one) { return one.param.name; });

TEST_P(AnyStore, BeginsEmpty) {
  EXPECT_EQ(get("a"), "nothing");
  EXPECT_EQ(all_rows(*store), Rows());
}

TEST_P(AnyStore, GetsWhatWasPut) {
  put({"a", "b"});
  EXPECT_EQ(get("a"), "value of a");
  EXPECT_EQ(get("c"), "nothing");
  EXPECT_EQ(get("a", Table::keys), "nothing");
}

TEST_P(AnyStore, APutReplacesAndTheLastOneOfABatchWins) {
  put({"a"});
  commit([](WriteBatch& batch) {
    batch.put(Table::accounts, "a", "first");
    batch.put(Table::accounts, "a", "second");
  });
  EXPECT_EQ(get("a"), "second");
}

TEST_P(AnyStore, ErasesWhatIsThereAndDoesNotMindWhatIsNot) {
  put({"a", "b"});
  commit([](WriteBatch& batch) {
    batch.erase(Table::accounts, "a");
    batch.erase(Table::accounts, "never");
  });
  EXPECT_EQ(get("a"), "nothing");
  EXPECT_EQ(get("b"), "value of b");
}

TEST_P(AnyStore, KeepsTheOrderOfPutAndEraseOfOneKey) {
  commit([](WriteBatch& batch) {
    batch.put(Table::accounts, "gone", "x");
    batch.put(Table::keys, "between", "x");
    batch.erase(Table::accounts, "gone");
    batch.erase(Table::accounts, "there");
    batch.put(Table::accounts, "there", "y");
  });
  EXPECT_EQ(get("gone"), "nothing");
  EXPECT_EQ(get("there"), "y");
}

TEST_P(AnyStore, AppendsBeyondTheLastKey) {
  commit([](WriteBatch& batch) {
    for (std::uint64_t i = 1; i <= 300; ++i) {
      batch.append(Table::journal, store::entry_key(i), std::to_string(i));
    }
  });
  commit([](WriteBatch& batch) { batch.append(Table::journal, store::entry_key(301), "301"); });
  EXPECT_EQ(get(store::entry_key(1), Table::journal), "1");
  EXPECT_EQ(get(store::entry_key(256), Table::journal), "256");
  EXPECT_EQ(get(store::entry_key(301), Table::journal), "301");
}

TEST_P(AnyStore, KeepsEmptyValuesAndBytesOfEveryKind) {
  const std::string bytes("\x00\xff\x00k", 4);
  commit([&](WriteBatch& batch) {
    batch.put(Table::accounts, "empty", "");
    batch.put(Table::accounts, bytes, bytes);
  });
  EXPECT_EQ(get("empty"), "");
  EXPECT_EQ(get(bytes), bytes);
}

TEST_P(AnyStore, KeepsValuesOfMegabytes) {
  const std::string large(std::size_t{2} << 20U, 'x');
  commit([&](WriteBatch& batch) {
    batch.put(Table::journal, "large", large);
    batch.put(Table::journal, "larger", large + "y");
  });
  EXPECT_EQ(get("large", Table::journal), large);
  EXPECT_EQ(get("larger", Table::journal), large + "y");
}

TEST_P(AnyStore, KeepsKeysOfEveryPermittedLength) {
  const std::string longest(store::kKeyBytesMax, 'k');
  commit([&](WriteBatch& batch) {
    batch.put(Table::records, "k", "1");
    batch.put(Table::records, longest.substr(1), "479");
    batch.put(Table::records, longest, "480");
  });
  EXPECT_EQ(get("k", Table::records), "1");
  EXPECT_EQ(get(longest.substr(1), Table::records), "479");
  EXPECT_EQ(get(longest, Table::records), "480");
}

TEST_P(AnyStore, ACursorOnAnEmptyTableStandsNowhere) {
  EXPECT_EQ(stands([](auto& cursor) { return cursor.seek(""); }), "nothing");
  EXPECT_EQ(stands([](auto& cursor) { return cursor.seek("a"); }), "nothing");
  EXPECT_EQ(stands([](auto& cursor) { return cursor.seek_back("a"); }), "nothing");
  EXPECT_EQ(stands([](auto& cursor) { return cursor.last(); }), "nothing");
}

TEST_P(AnyStore, SeekFindsTheFirstKeyAtOrAfter) {
  put({"b", "d"});
  EXPECT_EQ(stands([](auto& cursor) { return cursor.seek(""); }), "b");
  EXPECT_EQ(stands([](auto& cursor) { return cursor.seek("a"); }), "b");
  EXPECT_EQ(stands([](auto& cursor) { return cursor.seek("b"); }), "b");
  EXPECT_EQ(stands([](auto& cursor) { return cursor.seek("c"); }), "d");
  EXPECT_EQ(stands([](auto& cursor) { return cursor.seek("e"); }), "nothing");
}

TEST_P(AnyStore, SeekBackFindsTheLastKeyAtOrBefore) {
  put({"b", "d"});
  EXPECT_EQ(stands([](auto& cursor) { return cursor.seek_back("a"); }), "nothing");
  EXPECT_EQ(stands([](auto& cursor) { return cursor.seek_back("b"); }), "b");
  EXPECT_EQ(stands([](auto& cursor) { return cursor.seek_back("c"); }), "b");
  EXPECT_EQ(stands([](auto& cursor) { return cursor.seek_back("d"); }), "d");
  EXPECT_EQ(stands([](auto& cursor) { return cursor.seek_back("e"); }), "d");
}

TEST_P(AnyStore, NextGoesUpInBytewiseOrderAndEnds) {
  put({"b", "a", "\xff", "B", "ab"});
  std::vector<std::string> keys;
  for (const auto& row : rows_of(*store->snapshot().value(), Table::accounts)) {
    keys.push_back(row.first);
  }
  EXPECT_EQ(keys, (std::vector<std::string>{"B", "a", "ab", "b", "\xff"}));
  EXPECT_EQ(stands([](auto& cursor) { return cursor.last(); }), "\xff");
  EXPECT_EQ(stands([](auto& cursor) { return cursor.last() && cursor.next(); }), "nothing");
}

TEST_P(AnyStore, ASnapshotStaysAsItWas) {
  put({"a", "b"});
  const auto before = store->snapshot().value();
  const auto cursor = before->cursor(Table::accounts);
  ASSERT_TRUE(cursor->seek("a"));
  commit([](WriteBatch& batch) {
    batch.put(Table::accounts, "a", "changed");
    batch.put(Table::accounts, "aa", "new");
    batch.erase(Table::accounts, "b");
  });
  EXPECT_EQ(before->get(Table::accounts, "a"), "value of a");
  EXPECT_EQ(before->get(Table::accounts, "aa"), std::nullopt);
  EXPECT_EQ(cursor->value(), "value of a");
  ASSERT_TRUE(cursor->next());
  EXPECT_EQ(cursor->key(), "b");
  EXPECT_EQ(get("a"), "changed");
  EXPECT_EQ(get("b"), "nothing");
}

TEST_P(AnyStore, ABatchAddedToAnotherComesBehindIt) {
  WriteBatch first;
  first.put(Table::accounts, "a", "of the first");
  first.put(Table::accounts, "b", "of the first");
  WriteBatch second;
  second.erase(Table::accounts, "a");
  second.put(Table::accounts, "b", "of the second");
  second.put(Table::journal, "c", "of the second");
  first.add(second);
  EXPECT_EQ(first.bytes(), 2 * 13U + 1 + 2 * 14U);
  EXPECT_EQ(reason(store->commit(first)), "ok");
  EXPECT_EQ(get("a"), "nothing");
  EXPECT_EQ(get("b"), "of the second");
  EXPECT_EQ(get("c", Table::journal), "of the second");
}

TEST_P(AnyStore, ACommitWhoseExpectationFailsLeavesNothing) {
  put({"a"});
  const auto before = all_rows(*store);
  for (const auto& [key, value] : {Row{"a", "another value"}, Row{"b", ""}}) {
    WriteBatch batch;
    batch.put(Table::accounts, "a", "changed");
    batch.put(Table::journal, "x", "new");
    batch.expect(Table::accounts, key, value);
    EXPECT_EQ(reason(store->commit(batch)), word(store::kHeadMoved));
    EXPECT_EQ(all_rows(*store), before);
  }
}

TEST_P(AnyStore, AnExpectationLooksAtTheStoreBeforeTheBatch) {
  put({"a"});
  WriteBatch batch;
  batch.put(Table::accounts, "a", "changed");
  batch.expect(Table::accounts, "a", "value of a");
  EXPECT_EQ(reason(store->commit(batch)), "ok");
  EXPECT_EQ(get("a"), "changed");
}

// ---- the embedded store's files -----------------------------------------------------------------

class LmdbFiles : public ::testing::Test {
 protected:
  void create() { ASSERT_EQ(reason(LmdbStore::create(path, first())), "ok"); }
  static WriteBatch first() {
    WriteBatch batch;
    batch.put(Table::meta, "book", "first");
    return batch;
  }
  // Runs in a process of its own and answers whether it succeeded.
  static bool elsewhere(const std::function<bool()>& ask) {
    const auto child = ::fork();
    if (child == 0) ::_exit(ask() ? 0 : 1);
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
  }

  TempFolder folder;
  std::filesystem::path path = folder.path() / "book";
};

TEST_F(LmdbFiles, HoldWhatWasWrittenAfterReopening) {
  create();
  {
    const auto store = LmdbStore::open(path, Access::write).value();
    WriteBatch batch;
    batch.put(Table::accounts, "a", "kept");
    done(store->commit(batch));
  }
  const auto store = LmdbStore::open(path, Access::read).value();
  EXPECT_EQ(store->snapshot().value()->get(Table::accounts, "a"), "kept");
  EXPECT_EQ(store->snapshot().value()->get(Table::meta, "book"), "first");
}

TEST_F(LmdbFiles, AreNotCreatedOverABook) {
  create();
  EXPECT_EQ(reason(LmdbStore::create(path, first())), word(store::kExists));
}

TEST_F(LmdbFiles, AreNotCreatedOverAnythingElse) {
  std::filesystem::create_directory(path);
  std::ofstream(path / "notes.txt") << "mine";
  EXPECT_EQ(reason(LmdbStore::create(path, first())), word(store::kExists));
  EXPECT_TRUE(std::filesystem::exists(path / "notes.txt"));
}

TEST_F(LmdbFiles, AreCreatedInAnEmptyFolder) {
  std::filesystem::create_directory(path);
  create();
}

TEST_F(LmdbFiles, AreCreatedThoughThePathEndsInASlash) {
  EXPECT_EQ(reason(LmdbStore::create(path.string() + "/", first())), "ok");
  EXPECT_TRUE(LmdbStore::open(path, Access::read));
}

TEST_F(LmdbFiles, LeaveNothingElseBesideTheBook) {
  create();
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    names.push_back(entry.path().filename().string());
  }
  EXPECT_EQ(names, std::vector<std::string>{"book"});
}

TEST_F(LmdbFiles, AreNotFoundWhereThereAreNone) {
  EXPECT_EQ(reason(LmdbStore::open(path, Access::read)), word(store::kNotFound));
  EXPECT_EQ(reason(LmdbStore::open(path, Access::write)), word(store::kNotFound));
}

TEST_F(LmdbFiles, WhoseBytesMakeNoSenseAreDamaged) {
  std::filesystem::create_directory(path);
  std::ofstream(path / "data.mdb") << std::string(10'000, 'x');
  EXPECT_EQ(reason(LmdbStore::open(path, Access::read)), word(store::kDamaged));
}

TEST_F(LmdbFiles, AreReadableByTheirOwnerOnly) {
  create();
  using std::filesystem::perms;
  const auto rights = std::filesystem::status(path / "data.mdb").permissions();
  EXPECT_EQ(rights & (perms::group_all | perms::others_all), perms::none);
}

TEST_F(LmdbFiles, TakeOneWriterAtATime) {
  create();
  const auto busy = [&] {
    return reason(LmdbStore::open(path, Access::write)) == word(store::kBusy);
  };
  auto writer = LmdbStore::open(path, Access::write).value();
  EXPECT_TRUE(busy());
  EXPECT_TRUE(elsewhere(busy));
  writer.reset();
  EXPECT_EQ(reason(LmdbStore::open(path, Access::write)), "ok");
}

TEST_F(LmdbFiles, AreReadByOtherProcessesWhileOneWrites) {
  create();
  const auto writer = LmdbStore::open(path, Access::write).value();
  const auto sees = [&](std::string_view wanted) {
    return elsewhere([&] {
      const auto reader = LmdbStore::open(path, Access::read);
      if (!reader) return false;
      const auto snapshot = (*reader)->snapshot();
      return snapshot && (*snapshot)->get(Table::accounts, "a") == wanted;
    });
  };
  for (const auto* value : {"one", "two"}) {
    WriteBatch batch;
    batch.put(Table::accounts, "a", value);
    done(writer->commit(batch));
    EXPECT_TRUE(sees(value)) << value;
  }
}

}  // namespace
}  // namespace anxin::tests
