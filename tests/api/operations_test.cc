// Operations: whose they are, how many may wait, how they end, and when they are forgotten.
#include "api/routes/operations.h"

#include <gtest/gtest.h>

#include <future>

namespace anxin::routes {
namespace {

/// Its hand is the test's; how long something took, too.
class HandClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override { return Instant{}; }
  [[nodiscard]] std::chrono::nanoseconds elapsed() const override {
    return std::chrono::nanoseconds(passed_);
  }
  void pass(std::chrono::nanoseconds time) { passed_ += time.count(); }

 private:
  std::atomic<std::int64_t> passed_{0};
};

/// Work that says when it has begun, and ends when it may or is cancelled.
class HeldWork {
 public:
  OperationWork work() {
    return [this](OperationProgress& progress) -> Result<OperationAnswer> {
      progress.expect(4);
      progress.tell(1);
      begun_.set_value();
      while (!may_end_ && !progress.cancelled()) std::this_thread::yield();
      if (!may_end_) return fail(kOperationState);
      return OperationAnswer{json::Json("held"), {}};
    };
  }
  void wait_until_begun() { begun_.get_future().wait(); }
  void let_end() { may_end_ = true; }

 private:
  std::promise<void> begun_;
  std::atomic<bool> may_end_{false};
};

OperationRequest quick(const std::string& owner, const std::string& content) {
  return {owner, content, [](OperationProgress&) -> Result<OperationAnswer> {
            return OperationAnswer{json::Json("quick"), {}};
          }};
}

OperationView ended(Operations& operations, const std::string& owner, const std::string& id) {
  for (;;) {
    auto view = operations.find(owner, id).value();
    const bool open = view.state == OperationState::queued || view.state == OperationState::running;
    if (!open) return view;
    std::this_thread::yield();
  }
}

std::string id_of(const Result<OperationView>& view) { return view ? view->id : ""; }

TEST(Operations, AnswersItsOwnerAloneWithWhatTheWorkFound) {
  const HandClock clock;
  Operations operations(clock, "t");
  const auto id = id_of(operations.start(quick("li", "a")));
  const auto view = ended(operations, "li", id);
  EXPECT_EQ(view.state, OperationState::done);
  EXPECT_EQ(view.percent, 100);
  EXPECT_EQ(view.answer->result.dump(), "\"quick\"");
  EXPECT_EQ(operations.find("zhang", id).error().reason, kOperationUnknown);
  EXPECT_EQ(operations.cancel("zhang", id).error().reason, kOperationUnknown);
}

TEST(Operations, SaysHowFarTheWorkIsAndHowLongItMayStillTake) {
  HandClock clock;
  HeldWork held;
  Operations operations(clock, "t");
  const auto id = id_of(operations.start({"li", "a", held.work()}));
  held.wait_until_begun();
  clock.pass(std::chrono::seconds(10));
  const auto view = operations.find("li", id).value();
  EXPECT_EQ(view.state, OperationState::running);
  EXPECT_EQ(view.percent, 25);
  EXPECT_EQ(view.left, std::chrono::seconds(30));
  held.let_end();
  EXPECT_EQ(ended(operations, "li", id).state, OperationState::done);
}

TEST(Operations, TheSameQuestionOfTheSameLoginIsTheSameOperation) {
  const HandClock clock;
  Operations operations(clock, "t");
  const auto id = id_of(operations.start(quick("li", "a")));
  EXPECT_EQ(id_of(operations.start(quick("li", "a"))), id);
  EXPECT_NE(id_of(operations.start(quick("li", "b"))), id);
  EXPECT_NE(id_of(operations.start(quick("zhang", "a"))), id);
}

TEST(Operations, AskingAgainAfterAFailureBeginsAnew) {
  const HandClock clock;
  Operations operations(clock, "t");
  const OperationRequest failing{"li", "a", [](OperationProgress&) -> Result<OperationAnswer> {
                                   return fail(kOperationState);
                                 }};
  const auto id = id_of(operations.start(failing));
  const auto view = ended(operations, "li", id);
  EXPECT_EQ(view.state, OperationState::failed);
  EXPECT_EQ(view.fault->reason, kOperationState);
  EXPECT_NE(id_of(operations.start(failing)), id);
}

TEST(Operations, WhatTheWorkThrowsIsNotTold) {
  const HandClock clock;
  Operations operations(clock, "t");
  const auto id =
      id_of(operations.start({"li", "a", [](OperationProgress&) -> Result<OperationAnswer> {
                                throw std::runtime_error("王小明");
                              }}));
  const auto view = ended(operations, "li", id);
  EXPECT_EQ(view.state, OperationState::failed);
  EXPECT_TRUE(view.fault->details.empty());
}

TEST(Operations, QueueTakesEightBesidesTheOneThatRuns) {
  const HandClock clock;
  HeldWork held;
  Operations operations(clock, "t");
  const auto running = id_of(operations.start({"li", "running", held.work()}));
  held.wait_until_begun();
  for (std::size_t i = 0; i < Operations::kQueueMax; ++i) {
    EXPECT_TRUE(operations.start(quick("login " + std::to_string(i), "a")));
  }
  EXPECT_EQ(operations.start(quick("zhang", "one more")).error().reason, kOperationsFull);
  held.let_end();
  ended(operations, "li", running);
}

TEST(Operations, QueueTakesThreeOfALoginAndLeavesTheRestToOthers) {
  const HandClock clock;
  HeldWork held;
  Operations operations(clock, "t");
  const auto running = id_of(operations.start({"li", "running", held.work()}));
  held.wait_until_begun();
  for (std::size_t i = 0; i < Operations::kOwnQueueMax; ++i) {
    EXPECT_TRUE(operations.start(quick("li", std::to_string(i))));
  }
  EXPECT_EQ(operations.start(quick("li", "one more")).error().reason, kOwnOperationsFull);
  EXPECT_TRUE(operations.start(quick("zhang", "a")));
  held.let_end();
  ended(operations, "li", running);
}

TEST(Operations, OfLoginsTakeTurnsWhoeverAskedForMore) {
  const HandClock clock;
  HeldWork held;
  Operations operations(clock, "t");
  std::mutex mutex;
  std::string order;
  const auto telling = [&](const std::string& owner, const std::string& name) -> OperationRequest {
    return {owner, name, [&, name](OperationProgress&) -> Result<OperationAnswer> {
              const std::lock_guard lock(mutex);
              order += name;
              return OperationAnswer{json::Json(name), {}};
            }};
  };
  ASSERT_TRUE(operations.start({"li", "running", held.work()}));
  held.wait_until_begun();
  std::vector<std::pair<std::string, std::string>> ids;
  for (const std::string name : {"a", "b", "c"}) {
    ids.emplace_back("li", id_of(operations.start(telling("li", name))));
  }
  for (const std::string name : {"x", "y"}) {
    ids.emplace_back("zhang", id_of(operations.start(telling("zhang", name))));
  }
  ids.emplace_back("wang", id_of(operations.start(telling("wang", "w"))));
  held.let_end();
  for (const auto& [owner, id] : ids) ended(operations, owner, id);
  EXPECT_EQ(order, "xwaybc");
}

TEST(Operations, WhatWaitsIsCancelledAtOnceAndWhatRunsSoon) {
  const HandClock clock;
  HeldWork held;
  Operations operations(clock, "t");
  const auto running = id_of(operations.start({"li", "running", held.work()}));
  held.wait_until_begun();
  const auto waiting = id_of(operations.start(quick("li", "a")));
  EXPECT_EQ(operations.cancel("li", waiting)->state, OperationState::cancelled);
  EXPECT_TRUE(operations.cancel("li", running));
  EXPECT_EQ(ended(operations, "li", running).state, OperationState::cancelled);
}

TEST(Operations, WhatHasEndedStaysAsItIs) {
  const HandClock clock;
  Operations operations(clock, "t");
  const auto id = id_of(operations.start(quick("li", "a")));
  ended(operations, "li", id);
  EXPECT_EQ(operations.cancel("li", id)->state, OperationState::done);
}

TEST(Operations, AreForgottenAfterAnHour) {
  HandClock clock;
  Operations operations(clock, "t");
  const auto id = id_of(operations.start(quick("li", "a")));
  ended(operations, "li", id);
  clock.pass(Operations::kKept - std::chrono::nanoseconds(1));
  EXPECT_TRUE(operations.find("li", id));
  clock.pass(std::chrono::nanoseconds(1));
  EXPECT_EQ(operations.find("li", id).error().reason, kOperationUnknown);
}

TEST(Operations, OldestIsForgottenWhenMoreThanAHundredHaveEnded) {
  const HandClock clock;
  Operations operations(clock, "t");
  std::vector<std::string> ids;
  for (std::size_t i = 0; i <= Operations::kKeptMax; ++i) {
    ids.push_back(id_of(operations.start(quick("li", std::to_string(i)))));
    ended(operations, "li", ids.back());
  }
  EXPECT_FALSE(operations.find("li", ids.front()));
  EXPECT_TRUE(operations.find("li", ids.at(1)));
  EXPECT_TRUE(operations.find("li", ids.back()));
}

TEST(Operations, EndWithTheServiceThoughSomethingRuns) {
  const HandClock clock;
  HeldWork held;
  {
    Operations operations(clock, "t");
    ASSERT_TRUE(operations.start({"li", "a", held.work()}));
    held.wait_until_begun();
    ASSERT_TRUE(operations.start(quick("li", "b")));
  }
  SUCCEED();
}

}  // namespace
}  // namespace anxin::routes
