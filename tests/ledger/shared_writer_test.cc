// Many threads and one writer: what each was answered is in the book, once.
#include "ledger/service/shared_writer.h"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/book_builder.h"

namespace anxin::tests {
namespace {

using ledger::SharedWriter;

std::unique_ptr<TestBook> two_accounts() {
  return BookBuilder{}.account("t:cash", debit).account("t:capital", credit).build();
}

void at_once(std::size_t count, const std::function<void(std::size_t)>& work) {
  std::vector<std::thread> threads;
  threads.reserve(count);
  for (std::size_t i = 0; i < count; ++i) threads.emplace_back(work, i);
  for (auto& thread : threads) thread.join();
}

TEST(SharedWriter, EveryThreadsCommandsAreBookedOnce) {
  const auto book = two_accounts();
  {
    SharedWriter shared(*book->writer);
    std::atomic<int> refused{0};
    at_once(8, [&](std::size_t thread) {
      for (int i = 0; i < 50; ++i) {
        const auto key = std::to_string(thread) + "-" + std::to_string(i);
        if (!shared.execute(post(key, "t:cash", "t:capital", "1.00"))) ++refused;
      }
    });
    EXPECT_EQ(refused, 0);
  }
  EXPECT_EQ(book->balance("t:cash"), "400.00");
  EXPECT_TRUE(book->verified().ok()) << describe(book->verified());
}

TEST(SharedWriter, TheSameKeyFromAllThreadsIsBookedOnceAndAnsweredToAll) {
  const auto book = two_accounts();
  SharedWriter shared(*book->writer);
  std::atomic<int> first{0};
  std::atomic<int> replayed{0};
  at_once(8, [&](std::size_t) {
    const auto receipt = shared.execute(post("same", "t:cash", "t:capital", "1.00"));
    ++(receipt.value().replayed ? replayed : first);
  });
  EXPECT_EQ(first, 1);
  EXPECT_EQ(replayed, 7);
}

TEST(SharedWriter, WhatWasAnsweredIsSeenByTheNextQuestion) {
  const auto book = two_accounts();
  SharedWriter shared(*book->writer);
  at_once(4, [&](std::size_t thread) {
    for (int i = 0; i < 50; ++i) {
      const auto key = std::to_string(thread) + "-" + std::to_string(i);
      const auto receipt = shared.execute(post(key, "t:cash", "t:capital", "1.00"));
      const auto reader = shared.read(book->clock.now());
      EXPECT_GE(reader.value().head().entry, receipt.value().entry);
      EXPECT_EQ(reader.value().entry_of_key(key), receipt.value().entry);
    }
  });
}

TEST(SharedWriter, ARefusalHarmsNobodyElse) {
  const auto book =
      BookBuilder{}.account("t:cash", debit, {.min = "0.00"}).account("t:capital", credit).build();
  SharedWriter shared(*book->writer);
  at_once(4, [&](std::size_t thread) {
    const bool takes = thread % 2 == 0;
    for (int i = 0; i < 20; ++i) {
      const auto key = std::to_string(thread) + "-" + std::to_string(i);
      const auto result = shared.execute(takes ? post(key, "t:capital", "t:cash", "1000000.00")
                                               : post(key, "t:cash", "t:capital", "1.00"));
      EXPECT_EQ(reason(result), takes ? "ledger.insufficient-balance" : "ok");
    }
  });
  EXPECT_EQ(shared.metrics().refused, 40U);
  EXPECT_EQ(shared.metrics().accepted, 42U);  // the two accounts among them
}

TEST(SharedWriter, AJudgementChangesNothing) {
  const auto book = two_accounts();
  SharedWriter shared(*book->writer);
  EXPECT_EQ(shared.judge(post("k", "t:cash", "t:capital", "1.00")).value().entry, 0U);
  EXPECT_EQ(shared.read(book->clock.now()).value().entry_of_key("k"), std::nullopt);
}

TEST(SharedWriter, StoppingAnswersWhatStillWaits) {
  const auto book = two_accounts();
  SharedWriter shared(*book->writer);
  std::atomic<int> answered{0};
  for (int i = 0; i < 100; ++i) {
    shared.submit(post(std::to_string(i), "t:cash", "t:capital", "1.00"),
                  [&](const Result<Receipt>& receipt) { answered += receipt ? 1 : 0; });
  }
  shared.stop();
  EXPECT_EQ(answered, 100);
}

TEST(SharedWriter, BusyReadersDoNotKeepTheWriterOut) {
  const auto book = two_accounts();
  SharedWriter shared(*book->writer);
  std::atomic<bool> done{false};
  std::thread writing([&] {
    for (int i = 0; i < 200; ++i) {
      ASSERT_TRUE(shared.execute(post(std::to_string(i), "t:cash", "t:capital", "1.00")));
    }
    done = true;
  });
  at_once(4, [&](std::size_t) {
    while (!done) ASSERT_TRUE(shared.read(book->clock.now()));
  });
  writing.join();
  EXPECT_EQ(shared.read(book->clock.now()).value().head().entry, 202U);
}

}  // namespace
}  // namespace anxin::tests
