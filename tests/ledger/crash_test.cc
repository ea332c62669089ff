// A process that writes is killed at any moment: every receipt it gave out is in the book.

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <sstream>

#include "ledger/base/entropy.h"
#include "ledger/store/lmdb/lmdb_store.h"
#include "tests/support/book_builder.h"

namespace anxin::tests {
namespace {

using store::Access;
using store::LmdbStore;

constexpr int kRounds = 10;

struct GivenReceipt {
  std::string key;
  book::EntryNumber entry = 0;
  std::string digest;
};

Command payment(const std::string& key) { return post(key, "t:cash", "t:capital", "0.01"); }

// The child: writes for ever, three commands a group, and says each receipt once it has it.
[[noreturn]] void write_receipts(const std::filesystem::path& path, int round, int out) {
  const ManualClock clock(ten_o_clock());
  auto store = LmdbStore::open(path, Access::write);
  if (!store) ::_exit(1);
  auto writer = Writer::open(**store, clock);
  if (!writer) ::_exit(2);
  for (int i = 0;; ++i) {
    for (int j = 0; j < 3; ++j) {
      const auto key = std::to_string(round) + "-" + std::to_string(i) + "-" + std::to_string(j);
      (*writer)->submit(payment(key), [key, out](const Result<Receipt>& answer) {
        if (!answer) ::_exit(3);
        const auto said =
            key + " " + std::to_string(answer->entry) + " " + answer->digest.hex() + "\n";
        if (::write(out, said.data(), said.size()) < 0) ::_exit(4);
      });
    }
    (*writer)->pump();
  }
}

// Lets a child write until it has said at least `lines` receipts, kills it, answers all it said.
std::vector<GivenReceipt> receipts_of_a_killed_child(const std::filesystem::path& path, int round,
                                                     std::uint64_t lines, unsigned then_wait_us) {
  int ends[2];
  if (::pipe(ends) != 0) return {};
  const auto child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    write_receipts(path, round, ends[1]);
  }
  ::close(ends[1]);
  std::string said;
  bool killed = false;
  std::array<char, 4'096> part{};
  for (;;) {
    const auto count = ::read(ends[0], part.data(), part.size());
    if (count <= 0) break;
    said.append(part.data(), static_cast<std::size_t>(count));
    const auto so_far = static_cast<std::uint64_t>(std::count(said.begin(), said.end(), '\n'));
    if (killed || so_far < lines) continue;
    ::usleep(then_wait_us);
    ::kill(child, SIGKILL);
    killed = true;
  }
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the child ended by itself";

  std::vector<GivenReceipt> receipts;
  std::istringstream whole(said.substr(0, said.rfind('\n') + 1));
  for (GivenReceipt one; whole >> one.key >> one.entry >> one.digest;) receipts.push_back(one);
  return receipts;
}

void expect_all_present(const std::filesystem::path& path,
                        const std::vector<GivenReceipt>& receipts) {
  const ManualClock clock(ten_o_clock());
  const auto store = LmdbStore::open(path, Access::write).value();
  const auto report = ledger::verify(*store, nullptr).value();
  EXPECT_TRUE(report.ok()) << describe(report);
  const auto head = report.head;
  auto writer = Writer::open(*store, clock).value();
  for (const auto& given : receipts) {
    const auto again = writer->execute(payment(given.key));
    ASSERT_EQ(reason(again), "ok") << given.key;
    EXPECT_TRUE(again->replayed) << given.key;
    EXPECT_EQ(again->entry, given.entry);
    EXPECT_EQ(again->digest.hex(), given.digest);
  }
  EXPECT_EQ(writer->head(), head);
}

TEST(Crash, NoReceiptIsLostWhenTheWriterIsKilled) {
  const TempFolder folder;
  const auto path = folder.path() / "book";
  done(LmdbStore::create(path, ledger::first_contents(test_identity())));
  {
    const ManualClock clock(ten_o_clock());
    const auto store = LmdbStore::open(path, Access::write).value();
    auto writer = Writer::open(*store, clock).value();
    ASSERT_TRUE(writer->execute(open("t:cash", debit)));
    ASSERT_TRUE(writer->execute(open("t:capital", credit)));
  }
  SeededEntropy entropy(1);
  for (int round = 0; round < kRounds; ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    const auto receipts = receipts_of_a_killed_child(path, round, 1 + entropy.below(60),
                                                     static_cast<unsigned>(entropy.below(3'000)));
    EXPECT_FALSE(receipts.empty());
    expect_all_present(path, receipts);
  }
}

}  // namespace
}  // namespace anxin::tests
