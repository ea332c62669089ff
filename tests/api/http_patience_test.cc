// The network's door against the slow and the many, and how it closes (reliability.md, row 19).
#include "api/http/transport.h"

#include <gtest/gtest.h>

#include <deque>
#include <thread>
#include <vector>

#include "tests/support/echo_door.h"

namespace anxin::http::tests {
namespace {

// --- how much at once ---------------------------------------------------------------------------

// A head that announces so many bytes, and none of them.
std::string announced(std::size_t bytes) {
  return post("content-length: " + std::to_string(bytes) + "\r\n");
}

TEST(HttpBodies, UnderWayAreBoundedTogetherByWhatTheirHeadsAnnounce) {
  for (const std::size_t second : {399U, 400U, 401U}) {
    auto limits = tiny();
    limits.small_body = 100;
    limits.body_bytes = 1'000;
    Door door(limits);
    HttpCaller first(door.port);
    first.say(announced(600));
    while (door.transport->metrics().body_bytes < 600) std::this_thread::yield();
    HttpCaller other(door.port);
    other.say(announced(second) + std::string(second, 'a'));
    const auto answer = other.hear();
    EXPECT_EQ(answer->status, second <= 400 ? 200 : 503) << second;
    EXPECT_EQ(answer->says("retry-after: 1\r\n"), second > 400);
    EXPECT_EQ(door.status(posted(std::string(100, 'a'))), 200);  // a small one is not counted
    first.say(std::string(600, 'a'));
    EXPECT_EQ(first.hear()->status, 200);
    EXPECT_EQ(door.status(posted(std::string(1'000, 'a'))), 200);  // all are given back
  }
}

TEST(HttpBodies, OfOneCallerTakeOnlyAPartOfTheRoom) {
  auto limits = tiny();
  limits.small_body = 100;
  limits.body_bytes = 1'000;
  limits.own_body_bytes = 600;
  Door door(limits);
  const auto of = [](std::string_view caller, std::size_t bytes) {
    return post(fmt::format("x-caller: {}\r\ncontent-length: {}\r\n", caller, bytes));
  };
  HttpCaller first(door.port);
  first.say(of("wang", 400));
  while (door.transport->metrics().body_bytes < 400) std::this_thread::yield();
  for (const std::size_t second : {200U, 201U}) {
    HttpCaller same(door.port);
    same.say(of("wang", second) + std::string(second, 'a'));
    const auto answer = same.hear();
    EXPECT_EQ(answer->status, second <= 200 ? 200 : 429) << second;
    EXPECT_EQ(answer->says("retry-after: 1\r\n"), second > 200);
  }
  EXPECT_EQ(door.status(of("wang", 100) + std::string(100, 'a')), 200) << "a small one";
  EXPECT_EQ(door.status(of("li", 600) + std::string(600, 'a')), 200) << "somebody else's";
  first.say(std::string(400, 'a'));
  EXPECT_EQ(first.hear()->status, 200);
  EXPECT_EQ(door.status(of("wang", 600) + std::string(600, 'a')), 200) << "given back";
}

TEST(HttpBodies, ThatAreGivenUpAreCountedNoMore) {
  auto limits = hasty();
  limits.small_body = 100;
  limits.body_bytes = 1'000;
  Door door(limits);
  HttpCaller slow(door.port);
  slow.say(announced(1'000));
  EXPECT_EQ(slow.hear()->status, 408);
  EXPECT_EQ(door.status(posted(std::string(1'000, 'a'))), 200);
}

// --- who is slow --------------------------------------------------------------------------------

// Says the rest a byte at a time until the door has had enough; how long that took.
milliseconds dribble(HttpCaller& caller, milliseconds pause) {
  const auto begun = steady_clock::now();
  caller.be_patient(pause);
  while (since(begun) < kSoon) {
    if (!caller.say("x") || caller.hung_up()) break;
  }
  return since(begun);
}

TEST(HttpSlowness, AHeadHasADeadlineThatDribblingDoesNotMove) {
  Door door(hasty());
  HttpCaller caller(door.port);
  caller.say("GET / HTTP/1.1\r\nhost: a\r\nx: ");
  const auto took = dribble(caller, milliseconds(40));
  EXPECT_GE(took, milliseconds(250));
  EXPECT_LT(took, kSoon);
}

TEST(HttpSlowness, ASlowHeadIsToldSoAndHoldsNoThread) {
  Door door(hasty());
  std::deque<HttpCaller> slow;
  for (int i = 0; i < 20; ++i) slow.emplace_back(door.port).say("GET / HT");
  EXPECT_EQ(door.status(get("/")), 200);
  EXPECT_EQ(door.transport->metrics().busy, 0U);
  for (auto& caller : slow) EXPECT_EQ(caller.hear()->status, 408);
}

TEST(HttpSlowness, ABodyHasADeadlineThatDribblingDoesNotMove) {
  Door door(hasty());
  HttpCaller caller(door.port);
  caller.say(post("content-length: 1000\r\n", "a"));
  const auto took = dribble(caller, milliseconds(40));
  EXPECT_GE(took, milliseconds(250));
  EXPECT_LT(took, kSoon);
  EXPECT_EQ(door.echo.answered, 0);
}

TEST(HttpSlowness, ABodyThatStopsIsToldSo) {
  auto limits = hasty();
  limits.request_deadline = milliseconds(30'000);
  Door door(limits);
  const auto begun = steady_clock::now();
  EXPECT_EQ(door.status(post("content-length: 10\r\n", "abc")), 408);
  EXPECT_LT(since(begun), kSoon);
}

TEST(HttpSlowness, ABodyThatComesAtAGoodRateMayTakeLonger) {
  auto limits = hasty();
  limits.bytes_per_second = 1'000;
  limits.read_timeout = milliseconds(10'000);
  Door door(limits);
  HttpCaller caller(door.port);
  caller.say(post("content-length: 800\r\n"));
  for (int i = 0; i < 8; ++i) {
    std::this_thread::sleep_for(milliseconds(60));
    caller.say(std::string(100, 'a'));
  }
  EXPECT_EQ(caller.hear()->status, 200);
}

// A head that announces nine bytes; their place is taken once the answer says to go on.
std::string nine_bytes_of(std::string_view caller) {
  return post(fmt::format("x-caller: {}\r\ncontent-length: 9\r\nexpect: 100-continue\r\n", caller));
}

TEST(HttpSlowness, WaitingForBodiesLeavesAFourthOfTheThreads) {
  auto limits = hasty();
  limits.read_timeout = limits.request_deadline = milliseconds(60'000);
  Door door(limits);
  std::deque<HttpCaller> slow;
  for (const auto* caller : {"wang", "li", "zhao"}) {
    slow.emplace_back(door.port).say(nine_bytes_of(caller));
    EXPECT_EQ(slow.back().hear()->status, 100);
  }
  EXPECT_EQ(door.status(nine_bytes_of("gao")), 503);
  EXPECT_EQ(door.status(posted("a whole body")), 200);
  EXPECT_EQ(door.status(get("/")), 200);
  slow[0].say("the rest.");
  EXPECT_EQ(slow[0].hear()->status, 200);
}

TEST(HttpSlowness, OfOneCallersBodiesTakesAFourthOfTheThreadsAndNobodyElsesPlace) {
  auto limits = hasty();
  limits.threads = 8;
  limits.read_timeout = limits.request_deadline = milliseconds(60'000);
  Door door(limits);
  std::deque<HttpCaller> slow;
  for (int i = 0; i < 2; ++i) {
    slow.emplace_back(door.port).say(nine_bytes_of("wang"));
    EXPECT_EQ(slow.back().hear()->status, 100);
  }
  HttpCaller third(door.port);
  third.say(nine_bytes_of("wang"));
  const auto refused = third.hear();
  EXPECT_EQ(refused->status, 429);
  EXPECT_EQ(refused->body, "http.own-bodies");
  EXPECT_EQ(door.status(nine_bytes_of("li")), 100) << "somebody else's";
  slow[0].say("the rest.");
  EXPECT_EQ(slow[0].hear()->status, 200);
  EXPECT_EQ(door.status(nine_bytes_of("wang")), 100) << "given back";
}

TEST(HttpSlowness, AReaderWhoTakesNothingLosesABigAnswerAndHoldsNoThread) {
  auto limits = hasty();
  Door door(limits);
  std::deque<HttpCaller> slow;
  for (int i = 0; i < 8; ++i) {
    slow.emplace_back(door.port, HttpCaller::From{"127.0.0.1", 4'096}).say(get("/big"));
  }
  while (door.echo.answered < 8) std::this_thread::yield();
  EXPECT_EQ(door.status(get("/")), 200);
  std::this_thread::sleep_for(milliseconds(250));
  for (auto& caller : slow) EXPECT_LT(caller.hear_all().size(), kBigAnswer);
}

TEST(HttpSlowness, AnswersNotYetTakenAreBoundedThenTheyHoldTheirThread) {
  auto limits = hasty();
  limits.unsent_bytes = kBigAnswer + 1;
  limits.write_timeout = limits.request_deadline = limits.keep_alive = milliseconds(60'000);
  Door door(limits);
  HttpCaller first(door.port, {"127.0.0.1", 4'096});
  HttpCaller second(door.port, {"127.0.0.1", 4'096});
  first.say(get("/big"));
  second.say(get("/big"));
  while (door.echo.answered < 2) std::this_thread::yield();
  EXPECT_EQ(first.hear()->body.size(), kBigAnswer);
  EXPECT_EQ(second.hear()->body.size(), kBigAnswer);
  first.say(get("/"));
  EXPECT_EQ(first.hear()->status, 200);
}

TEST(HttpSlowness, AReaderWhoSipsLosesABigAnswerInTheEnd) {
  auto limits = hasty();
  limits.bytes_per_second = 1U << 30;
  Door door(limits);
  HttpCaller caller(door.port, {"127.0.0.1", 4'096});
  caller.say(get("/big"));
  for (int i = 0; i < 14; ++i) {
    std::this_thread::sleep_for(milliseconds(30));
    caller.sip(100'000);
  }
  EXPECT_LT(caller.hear_all().size(), kBigAnswer / 2);
}

TEST(HttpSlowness, AStreamToAReaderWhoTakesNothingGivesItsThreadBack) {
  Door door(hasty());
  HttpCaller caller(door.port, {"127.0.0.1", 4'096});
  caller.say(get("/stream-big"));
  door.until_busy(1);
  const auto begun = steady_clock::now();
  while (door.transport->metrics().busy > 0) std::this_thread::yield();
  EXPECT_LT(since(begun), kSoon);
  EXPECT_FALSE(door.echo.streamed_whole);
}

TEST(HttpSlowness, ASilentConnectionIsClosedAfterItsTime) {
  Door door(hasty());
  HttpCaller fresh(door.port);
  HttpCaller used(door.port);
  used.say(get("/"));
  EXPECT_EQ(used.hear()->status, 200);
  const auto begun = steady_clock::now();
  EXPECT_TRUE(fresh.hung_up());
  EXPECT_TRUE(used.hung_up());
  EXPECT_GE(since(begun), milliseconds(300));
  EXPECT_LT(since(begun), kSoon);
}

// --- who is many --------------------------------------------------------------------------------

TEST(HttpCrowd, ManyIdleConnectionsKeepNobodyOut) {
  auto limits = tiny();
  limits.per_peer = 20;
  Door door(limits);
  std::deque<HttpCaller> idle;
  for (int i = 0; i < 100; ++i) idle.emplace_back(door.port);
  EXPECT_EQ(door.status(get("/")), 200);
  EXPECT_TRUE(idle.front().hung_up()) << "the longest idle makes room";
  idle.back().say(get("/"));
  EXPECT_EQ(idle.back().hear()->status, 200);
}

TEST(HttpCrowd, OnePeersConnectionsAreBoundedAndAnotherPeerComesIn) {
  auto limits = tiny();
  limits.per_peer = 3;
  Door door(limits);
  std::deque<HttpCaller> begun;
  for (int i = 0; i < 3; ++i) begun.emplace_back(door.port).say("GET /");
  std::this_thread::sleep_for(milliseconds(50));  // until what they have said is here
  HttpCaller fourth(door.port);
  const auto refused = fourth.hear();
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->status, 503);
  EXPECT_TRUE(refused->says("retry-after: 1\r\n"));
  HttpCaller other(door.port, {"127.0.0.2"});
  other.say(get("/"));
  EXPECT_EQ(other.hear()->status, 200);
  begun[0].say(" HTTP/1.1\r\nhost: a\r\n\r\n");
  EXPECT_EQ(begun[0].hear()->status, 200);
}

TEST(HttpCrowd, AllConnectionsTogetherAreBounded) {
  auto limits = tiny();
  limits.connections = 3;
  Door door(limits);
  std::deque<HttpCaller> begun;
  for (const auto* from : {"127.0.0.2", "127.0.0.3", "127.0.0.4"}) {
    begun.emplace_back(door.port, HttpCaller::From{from}).say("GET /");
  }
  std::this_thread::sleep_for(milliseconds(50));
  EXPECT_EQ(HttpCaller(door.port).hear()->status, 503);
  begun.pop_front();
  int status = 0;
  for (const auto since_then = steady_clock::now(); status != 200 && since(since_then) < kSoon;) {
    status = door.status(get("/"));
  }
  EXPECT_EQ(status, 200);
}

TEST(HttpCrowd, OverloadIsAnsweredAtOnceAndWhatWaitsIsServed) {
  Door door;
  std::deque<HttpCaller> callers;
  for (int i = 0; i < 4; ++i) callers.emplace_back(door.port).say(get("/wait"));
  door.until_busy(4);
  for (int i = 0; i < 4; ++i) callers.emplace_back(door.port).say(get("/wait"));
  while (door.transport->metrics().waiting < 4) std::this_thread::yield();
  HttpCaller ninth(door.port);
  ninth.say(get("/", "accept-language: en\r\n"));
  const auto refused = ninth.hear();
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->status, 503);
  EXPECT_TRUE(refused->says("retry-after: 1\r\n"));
  EXPECT_TRUE(refused->says("x-language: en\r\n"));
  EXPECT_EQ(refused->body, "http.overloaded");
  EXPECT_EQ(door.transport->metrics().refused, 1U);
  door.echo.open_now.release(8);
  for (auto& caller : callers) EXPECT_EQ(caller.hear()->status, 200);
}

TEST(HttpCrowd, WhoHangsUpEarlyHarmsNobody) {
  auto limits = tiny();
  limits.waiting = 64;
  Door door(limits);
  for (int i = 0; i < 30; ++i) {
    HttpCaller caller(door.port);
    caller.say(i % 3 == 0 ? get("/big") : i % 3 == 1 ? post("content-length: 9\r\n", "a") : "GET");
  }
  EXPECT_EQ(door.status(get("/")), 200);
}

// --- stopping -----------------------------------------------------------------------------------

TEST(HttpStop, AnswersWhatIsUnderWayAndClosesTheIdle) {
  Door door;
  HttpCaller idle(door.port);
  idle.say(get("/"));
  EXPECT_EQ(idle.hear()->status, 200);
  HttpCaller busy(door.port);
  busy.say(get("/wait"));
  door.until_busy(1);
  door.transport->stop();
  EXPECT_TRUE(idle.hung_up());
  HttpCaller late(door.port);
  late.say(get("/"));
  EXPECT_FALSE(late.hear());
  door.echo.open_now.release();
  const auto answer = busy.hear();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200);
  EXPECT_TRUE(answer->says("connection: close"));
  EXPECT_TRUE(busy.hung_up());
}

TEST(HttpStop, WaitsNoLongerThanItsGraceForWhoReadsNothing) {
  auto limits = tiny();
  limits.stop_grace = milliseconds(300);
  Door door(limits);
  HttpCaller reader(door.port, {"127.0.0.1", 4'096});
  reader.say(get("/stream-big"));
  HttpCaller writer(door.port);
  writer.say(post("content-length: 9\r\n", "a"));
  door.until_busy(2);
  const auto begun = steady_clock::now();
  door.close();
  EXPECT_GE(since(begun), milliseconds(250));
  EXPECT_LT(since(begun), kSoon);
}

TEST(HttpStop, BeforeServingEndsServingAtOnce) {
  Echo echo;
  const auto transport = make_transport({"127.0.0.1", 0, {}, tiny()}, echo);
  ASSERT_TRUE(transport->bind());
  transport->stop();
  transport->serve();
}

}  // namespace
}  // namespace anxin::http::tests
