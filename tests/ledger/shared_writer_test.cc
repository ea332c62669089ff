// Many threads and one writer: what each was answered is in the book, once.
#include "ledger/service/shared_writer.h"

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <semaphore>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/book_builder.h"
#include "tests/support/faulty_store.h"

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

// A book whose commits wait to be let through, and that tells when a command is judged.
class HeldBook {
 public:
  HeldBook() {
    done(store_.commit(ledger::first_contents(test_identity())));
    writer_ = Writer::open(store_, clock_, ledger::Overlap::on).value();
    (void)writer_->execute(open("t:cash", debit)).value();
    (void)writer_->execute(open("t:capital", credit)).value();
    clock_.judged = 0;
    store_.before_commit = [this] { let_through_.acquire(); };
    before_ = store_.commits;
    shared_.emplace(*writer_);
  }
  ~HeldBook() {
    let_through(1'000);
    shared_->stop();
  }
  HeldBook(const HeldBook&) = delete;
  HeldBook& operator=(const HeldBook&) = delete;

  SharedWriter& shared() { return *shared_; }
  [[nodiscard]] Reader records() const { return shared_->read_records(ten_o_clock()).value(); }
  void let_through(int commits) { let_through_.release(commits); }
  /// Returns at once; how it went is for answered().
  void ask(Command command) {
    ++asked_;
    shared_->submit(std::move(command), [this](const Result<Receipt>& receipt) {
      EXPECT_TRUE(receipt) << reason(receipt);
      ++answered_;
      answered_.notify_all();
    });
  }
  void wait_until_judged(int commands) const { clock_.wait_for(commands); }
  void wait_until_answered() {
    for (int seen = answered_; seen < asked_; seen = answered_) answered_.wait(seen);
  }
  /// Since the book was arranged.
  [[nodiscard]] int commits() const { return store_.commits - before_; }

 private:
  class JudgeClock final : public Clock {
   public:
    [[nodiscard]] Instant now() const override {
      ++judged;
      judged.notify_all();
      return ten_o_clock();
    }
    [[nodiscard]] std::chrono::nanoseconds elapsed() const override { return {}; }
    void wait_for(int commands) const {
      for (int seen = judged; seen < commands; seen = judged) judged.wait(seen);
    }
    mutable std::atomic<int> judged{0};
  };

  FaultyStore store_;
  JudgeClock clock_;
  std::unique_ptr<Writer> writer_;
  std::counting_semaphore<> let_through_{0};
  std::optional<SharedWriter> shared_;
  std::atomic<int> answered_{0};
  int asked_ = 0;
  int before_ = 0;
};

Command transfer_of(const std::string& key, std::size_t postings) {
  return post(key, std::vector(postings, transfer("t:cash", "t:capital", "1.00")));
}

TEST(SharedWriter, RecordsAreReadWhileACommitIsUnderWay) {
  HeldBook book;
  book.ask(transfer_of("k", 1));
  book.wait_until_judged(1);
  EXPECT_EQ(book.records().entry_of_key("k"), std::nullopt);
  book.let_through(1);
  book.wait_until_answered();
  EXPECT_EQ(book.records().entry_of_key("k"), 3U);
}

TEST(SharedWriter, SmallCommandsThatComeDuringASyncShareTheNextOne) {
  HeldBook book;
  book.ask(transfer_of("first", 1));
  book.wait_until_judged(1);
  for (int i = 0; i < 50; ++i) book.ask(transfer_of(std::to_string(i), 1));
  book.let_through(2);
  book.wait_until_answered();
  EXPECT_EQ(book.commits(), 2);
}

TEST(SharedWriter, ALargeCommandIsJudgedWhileAnotherGroupIsSynced) {
  for (const std::size_t less : {1U, 0U}) {
    HeldBook book;
    book.ask(transfer_of("first", 1));
    book.wait_until_judged(1);
    book.ask(transfer_of("large", ledger::kWorthJudgingAhead - less));
    if (less == 0) book.wait_until_judged(2);
    book.ask(transfer_of("last", 1));
    book.let_through(3);
    book.wait_until_answered();
    EXPECT_EQ(book.commits(), less == 0 ? 3 : 2) << less;
  }
}

TEST(SharedWriter, BusyWritersDoNotKeepReadersOut) {
  const auto book = two_accounts();
  SharedWriter shared(*book->writer);
  std::atomic<bool> done{false};
  std::thread reading([&] {
    for (int i = 0; i < 100; ++i) EXPECT_TRUE(shared.read(book->clock.now()));
    done = true;
  });
  at_once(4, [&](std::size_t thread) {
    for (int i = 0; !done; ++i) {
      const auto key = std::to_string(thread) + "-" + std::to_string(i);
      EXPECT_TRUE(shared.execute(post(key, "t:cash", "t:capital", "1.00")));
    }
  });
  reading.join();
}

}  // namespace
}  // namespace anxin::tests
