// What a writer counts, and the text that monitoring reads.

#include "ledger/service/metrics.h"

#include <gtest/gtest.h>

#include "tests/support/book_builder.h"
#include "tests/support/faulty_store.h"

namespace anxin::tests {
namespace {

using ledger::Durations;
using ledger::WriterMetrics;
using std::chrono::microseconds;
using std::chrono::nanoseconds;

TEST(Durations, ABoundIsPartOfItsBucket) {
  Durations durations;
  durations.add(microseconds(100) - nanoseconds(1));
  durations.add(microseconds(100));
  durations.add(microseconds(100) + nanoseconds(1));
  EXPECT_EQ(durations.within(0), 2U);
  EXPECT_EQ(durations.within(1), 3U);
  EXPECT_EQ(durations.count(), 3U);
  EXPECT_EQ(durations.sum(), microseconds(300));
}

TEST(Durations, WhatTakesLongerThanTheLastBoundIsCountedToo) {
  Durations durations;
  durations.add(Durations::kBounds.back() + nanoseconds(1));
  EXPECT_EQ(durations.within(Durations::kBounds.size() - 1), 0U);
  EXPECT_EQ(durations.count(), 1U);
}

// A clock on which every look takes a millisecond.
class TickingClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override { return instant; }
  [[nodiscard]] nanoseconds elapsed() const override {
    return ticks_ += std::chrono::milliseconds(1);
  }

  Instant instant = ten_o_clock();

 private:
  mutable nanoseconds ticks_{0};
};

class CountingWriter : public ::testing::Test {
 protected:
  CountingWriter() {
    done(store.inner.commit(ledger::first_contents(test_identity())));
    writer = Writer::open(store, clock).value();
    run(open("t:cash", debit, {.min = "0"}));
    run(open("t:capital", credit));
    run(post("first", "t:cash", "t:capital", "100"));
  }
  std::string run(Command made) { return reason(writer->execute(std::move(made))); }
  [[nodiscard]] WriterMetrics metrics() const { return writer->metrics(); }

  FaultyStore store;
  TickingClock clock;
  std::unique_ptr<Writer> writer;
};

TEST_F(CountingWriter, CountsAnswersByTheirOutcome) {
  run(post("two", {transfer("t:cash", "t:capital", "1"), transfer("t:cash", "t:capital", "2")}));
  run(post("two", {transfer("t:cash", "t:capital", "1"), transfer("t:cash", "t:capital", "2")}));
  EXPECT_EQ(run(post("less", "t:capital", "t:cash", "200")), word(book::kInsufficientBalance));
  EXPECT_EQ(metrics().accepted, 4U);
  EXPECT_EQ(metrics().replayed, 1U);
  EXPECT_EQ(metrics().refused, 1U);
  EXPECT_EQ(metrics().postings, 3U);
}

TEST_F(CountingWriter, CountsCommitsAndHowLongTheyTook) {
  EXPECT_EQ(metrics().commits.count(), 3U);
  EXPECT_EQ(metrics().commits.sum(), std::chrono::milliseconds(3));
  EXPECT_GT(metrics().commit_bytes, 0U);
  run(post("less", "t:capital", "t:cash", "200"));  // nothing to commit
  EXPECT_EQ(metrics().commits.count(), 3U);
}

TEST_F(CountingWriter, CountsWhatFailedAndThatItStopped) {
  store.fault = store::kOutcomeUnknown;
  run(post("lost", "t:cash", "t:capital", "1"));
  EXPECT_EQ(metrics().failed_commits, 1U);
  EXPECT_EQ(metrics().commits.count(), 3U);
  EXPECT_EQ(metrics().refused, 1U);
  EXPECT_EQ(metrics().postings, 1U);
  EXPECT_TRUE(metrics().stopped);
}

TEST_F(CountingWriter, CountsAHoldThatExpiredOnceThoughItsFirstCommitFoundNoRoom) {
  auto made = hold("h", {transfer("t:cash", "t:capital", "1")});
  std::get<book::HoldOrder>(made.steps[0]).expires_at = ten_o_clock() + std::chrono::hours(1);
  ASSERT_EQ(run(made), "ok");
  clock.instant += std::chrono::hours(2);
  store.fault = store::kFull;
  EXPECT_EQ(reason(writer->sweep()), word(store::kFull));
  EXPECT_EQ(metrics().expired, 0U);
  EXPECT_EQ(reason(writer->sweep()), "ok");
  EXPECT_EQ(metrics().expired, 1U);
  EXPECT_EQ(metrics().failed_commits, 1U);
}

TEST_F(CountingWriter, CountsTheSameWhereCommitsRunOnAThreadOfTheirOwn) {
  writer.reset();
  writer = Writer::open(store, clock, ledger::Overlap::on).value();
  for (int i = 0; i < 2'000; ++i) {
    writer->submit(post("k" + std::to_string(i), "t:cash", "t:capital", "1"), [](const auto&) {});
  }
  while (writer->pump()) {
  }
  EXPECT_EQ(metrics().accepted, 2'000U);
  EXPECT_EQ(metrics().postings, 2'000U);
  EXPECT_EQ(metrics().commits.count(), 2U);
}

TEST_F(CountingWriter, KnowsWhatWaitsAndWhatTheCheckpointLacks) {
  writer->submit(post("k", "t:cash", "t:capital", "1"), [](const auto&) {});
  EXPECT_EQ(metrics().waiting, 1U);
  writer->pump();
  EXPECT_EQ(metrics().waiting, 0U);
  auto many = open("t:0", debit);
  for (int i = 1; i < 1'000; ++i) {
    many.steps.push_back(open("t:" + std::to_string(i), debit).steps[0]);
  }
  many.key = "many";
  ASSERT_EQ(run(many), "ok");
  EXPECT_GT(metrics().dirty_accounts, 0U);
  done(writer->checkpoint());
  EXPECT_EQ(metrics().dirty_accounts, 0U);
}

TEST(PrometheusText, HoldsEveryFigureWithItsHelp) {
  WriterMetrics writer;
  writer.accepted = 3;
  writer.replayed = 2;
  writer.refused = 1;
  writer.postings = 7;
  writer.commits.add(std::chrono::milliseconds(3));
  writer.expired = 4;
  writer.waiting = 5;
  writer.dirty_accounts = 6;
  writer.failed_commits = 8;
  writer.stopped = true;
  store::StoreStatus store;
  store.file_bytes = 4'096;
  const auto text = to_prometheus(writer, store);
  for (const auto* line :
       {"# TYPE anxin_commands_total counter\n", "anxin_commands_total{outcome=\"accepted\"} 3\n",
        "anxin_commands_total{outcome=\"replayed\"} 2\n",
        "anxin_commands_total{outcome=\"refused\"} 1\n", "anxin_postings_total 7\n",
        "# TYPE anxin_commit_seconds histogram\n", "anxin_commit_seconds_bucket{le=\"0.0025\"} 0\n",
        "anxin_commit_seconds_bucket{le=\"0.005\"} 1\n",
        "anxin_commit_seconds_bucket{le=\"+Inf\"} 1\n", "anxin_commit_seconds_sum 0.003\n",
        "anxin_commit_seconds_count 1\n",
        "# HELP anxin_expired_holds_total Holds ended by their deadline.\n",
        "anxin_expired_holds_total 4\n", "anxin_waiting_commands 5\n", "anxin_dirty_accounts 6\n",
        "anxin_failed_commits_total 8\n", "anxin_writer_stopped 1\n",
        "anxin_store_file_bytes 4096\n"}) {
    EXPECT_NE(text.find(line), std::string::npos) << line << text;
  }
}

}  // namespace
}  // namespace anxin::tests
