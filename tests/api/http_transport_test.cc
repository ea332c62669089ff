// The network's door under attack and at work: real sockets, tiny limits (reliability.md, row 19).
#include "api/http/transport.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <deque>
#include <semaphore>
#include <stdexcept>
#include <thread>

#include "tests/support/http_caller.h"

namespace anxin::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;
using test::HttpCaller;

constexpr std::size_t kBodyMax = 1'000;
// Not "at once", so that a busy machine may take its time, and far from "never".
constexpr milliseconds kSoon{5'000};
constexpr std::size_t kBigAnswer = 8U << 20;

// Answers with what it has understood; /wait waits for the test, /stream streams.
class Echo final : public Handler {
 public:
  Admission admit(const RequestHead& head) override {
    if (head.path == "/forbidden") return Response{403, {}, "no", {}};
    return head.path == "/large" ? 64U << 20 : kBodyMax;
  }
  Response answer(const Request& request) override {
    ++answered;
    const auto& path = request.head.path;
    if (path == "/throw") throw std::runtime_error("the secret of the house");
    if (path == "/throw-odd") throw 7;
    if (path == "/wait") open_now.acquire();
    if (path == "/empty") return {204, {}, {}, {}};
    if (path == "/big") return {200, {}, std::string(kBigAnswer, 'b'), {}};
    if (path == "/stream") return streamed(1'000, "sixteen letters\n");
    if (path == "/stream-big") return streamed(512, std::string(16U << 10, 's'));
    if (path == "/stream-throw") return broken_off({});
    if (path == "/stream-throw-late") return broken_off("begun");
    if (path == "/split") return {200, {{"x-note", "a\r\nset-cookie: b"}}, {}, {}};
    return {
        200, {{"content-type", "text/plain"}, {"x-peer", request.head.peer}}, said(request), {}};
  }
  Response refuse(Reason reason, const RequestHead& head) override {
    const auto language = find(head.headers, "accept-language").value_or("");
    return {0, {{"x-language", std::string(language)}}, std::string(reason.word()), {}};
  }

  std::counting_semaphore<> open_now{0};
  std::atomic<int> answered{0};

 private:
  Response streamed(std::size_t lines, std::string line) {
    return {200,
            {{"content-type", "text/csv"}},
            {},
            [this, lines, line = std::move(line)](const Sink& sink) {
              std::size_t sent = 0;
              while (sent < lines && sink(line)) ++sent;
              streamed_whole = sent == lines;
            }};
  }
  static Response broken_off(std::string_view said) {
    return {200, {}, {}, [said](const Sink& sink) {
              if (!said.empty() && sink(said)) sink({});
              throw std::runtime_error("the secret of the house");
            }};
  }
  static std::string said(const Request& request) {
    auto text = fmt::format("{}|{}|", static_cast<int>(request.head.method), request.head.path);
    for (const auto& [name, value] : request.head.query) text += name + "=" + value + ";";
    for (const auto& header : request.head.headers) text += header.name + ":" + header.value + "|";
    return text + request.body;
  }

 public:
  std::atomic<bool> streamed_whole{false};
};

// Few threads, short heads; nobody is hurried.
Limits tiny() {
  Limits limits;
  limits.threads = 4;
  limits.waiting = 4;
  limits.header_bytes = 512;
  limits.target_bytes = 128;
  limits.read_timeout = limits.request_deadline = milliseconds(60'000);
  limits.write_timeout = limits.keep_alive = limits.stop_grace = milliseconds(60'000);
  return limits;
}

// The same for those who are slow.
Limits hasty() {
  auto limits = tiny();
  limits.waiting = 64;
  limits.read_timeout = milliseconds(150);
  limits.request_deadline = milliseconds(300);
  limits.bytes_per_second = 64U << 20;
  limits.write_timeout = milliseconds(200);
  limits.keep_alive = milliseconds(400);
  return limits;
}

class Door {
 public:
  explicit Door(Limits limits = tiny(), std::optional<TlsFiles> tls = {})
      : transport(make_transport({"127.0.0.1", 0, std::move(tls), limits}, echo)),
        port(transport->bind().value()),
        serving_([this] { transport->serve(); }) {}
  ~Door() { close(); }
  void close() {
    echo.open_now.release(1'000);
    transport->stop();
    if (serving_.joinable()) serving_.join();
  }
  // The status of the answer to these bytes on a connection of their own; 0: none.
  int status(std::string_view bytes) const {
    HttpCaller caller(port);
    caller.say(bytes);
    const auto answer = caller.hear(bytes.substr(0, bytes.find(' ')));
    return answer ? answer->status : 0;
  }
  // Waits until so many requests are being answered.
  void until_busy(std::uint64_t count) const {
    while (transport->metrics().busy < count) std::this_thread::yield();
  }

  Echo echo;
  std::unique_ptr<Transport> transport;
  std::uint16_t port;

 private:
  std::jthread serving_;
};

std::string get(std::string_view target, std::string_view headers = {}) {
  return fmt::format("GET {} HTTP/1.1\r\nhost: a\r\n{}\r\n", target, headers);
}

std::string post(std::string_view headers, std::string_view body = {}) {
  return fmt::format("POST /v1 HTTP/1.1\r\nhost: a\r\n{}\r\n{}", headers, body);
}

std::string posted(std::string_view body, std::string_view target = "/v1") {
  return fmt::format("POST {} HTTP/1.1\r\nhost: a\r\ncontent-length: {}\r\n\r\n{}", target,
                     body.size(), body);
}

milliseconds since(steady_clock::time_point begun) {
  return std::chrono::duration_cast<milliseconds>(steady_clock::now() - begun);
}

// --- ordinary work ------------------------------------------------------------------------------

TEST(HttpDoor, ShowsTheHandlerPathQueryHeadersAndBody) {
  Door door;
  HttpCaller caller(door.port);
  caller.say(
      "POST /v1/%E5%B7%A5%20a?b=1&a=%2B+x&c HTTP/1.1\r\nHost: a\r\nX-Key: %41b \r\n"
      "Content-Length: 3\r\n\r\nxyz");
  const auto answer = caller.hear();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(answer->body, "2|/v1/工 a|b=1;a=+ x;c=;host:a|x-key:%41b|content-length:3|xyz");
  EXPECT_TRUE(answer->says("x-peer: 127.0.0.1\r\n"));
  EXPECT_FALSE(answer->says("server:"));
}

TEST(HttpDoor, KeepsAConnectionForManyRequests) {
  Door door;
  HttpCaller caller(door.port);
  for (int i = 0; i < 300; ++i) {
    caller.say(get("/again"));
    ASSERT_EQ(caller.hear()->status, 200) << i;
  }
  EXPECT_EQ(door.transport->metrics().connections, 1U);
}

TEST(HttpDoor, AnswersPipelinedRequestsInOrder) {
  Door door;
  HttpCaller caller(door.port);
  std::string all;
  for (int i = 0; i < 50; ++i) all += posted(fmt::format("body {}", i));
  caller.say(all);
  for (int i = 0; i < 50; ++i) {
    const auto answer = caller.hear();
    ASSERT_TRUE(answer);
    EXPECT_TRUE(answer->body.ends_with(fmt::format("body {}", i)));
  }
}

TEST(HttpDoor, ClosesWhenAskedToAndForHttp10) {
  Door door;
  for (const auto* request :
       {"GET / HTTP/1.0\r\n\r\n", "GET / HTTP/1.1\r\nhost: a\r\nconnection: Close\r\n\r\n"}) {
    HttpCaller caller(door.port);
    caller.say(request);
    EXPECT_EQ(caller.hear()->status, 200);
    EXPECT_TRUE(caller.hung_up());
  }
  HttpCaller caller(door.port);
  caller.say("GET / HTTP/1.0\r\nconnection: keep-alive\r\n\r\n");
  EXPECT_EQ(caller.hear()->status, 200);
  caller.say("GET / HTTP/1.0\r\n\r\n");
  EXPECT_EQ(caller.hear()->status, 200);
}

TEST(HttpDoor, AnswersHeadWithoutABodyAndOptions) {
  Door door;
  HttpCaller caller(door.port);
  caller.say("HEAD /x HTTP/1.1\r\nhost: a\r\n\r\n");
  const auto head = caller.hear("HEAD");
  ASSERT_TRUE(head);
  EXPECT_TRUE(head->says("content-length: 12\r\n")) << head->head;
  EXPECT_FALSE(head->says("accept-ranges"));
  caller.say("OPTIONS /x HTTP/1.1\r\nhost: a\r\n\r\n");
  EXPECT_EQ(caller.hear()->body, "6|/x|host:a|");
}

TEST(HttpDoor, SaysNoLengthWithoutContent) {
  Door door;
  HttpCaller caller(door.port);
  caller.say(get("/empty") + get("/empty"));
  const auto answer = caller.hear();
  EXPECT_EQ(answer->status, 204);
  EXPECT_FALSE(answer->says("content-length"));
  EXPECT_EQ(caller.hear()->status, 204);
}

TEST(HttpDoor, StreamsInChunksAndToHttp10UntilTheEnd) {
  Door door;
  HttpCaller caller(door.port);
  caller.say(get("/stream") + get("/after"));
  const auto answer = caller.hear();
  ASSERT_TRUE(answer);
  EXPECT_TRUE(answer->says("content-type: text/csv\r\n"));
  EXPECT_EQ(answer->body.size(), 16'000U);
  EXPECT_EQ(caller.hear()->status, 200);

  HttpCaller old(door.port);
  old.say("GET /stream HTTP/1.0\r\nconnection: keep-alive\r\n\r\n");
  const auto all = old.hear_all();
  EXPECT_EQ(all.size() - all.find("\r\n\r\n") - 4, 16'000U);
}

TEST(HttpDoor, BreaksAStreamOffWhenItsMakerFailsAndSaysSoWhileItCan) {
  Door door;
  EXPECT_EQ(door.status(get("/stream-throw")), 500);
  HttpCaller caller(door.port);
  caller.say(get("/stream-throw-late"));
  const auto all = caller.hear_all();
  EXPECT_TRUE(all.starts_with("HTTP/1.1 200 "));
  EXPECT_TRUE(all.ends_with("begun\r\n")) << "no last chunk";
  EXPECT_EQ(all.find("secret"), std::string::npos);
}

TEST(HttpDoor, SendsABigAnswerWhole) {
  Door door;
  HttpCaller caller(door.port);
  caller.say(get("/big"));
  EXPECT_EQ(caller.hear()->body.size(), kBigAnswer);
}

TEST(HttpDoor, ContinuesOnlyWithABodyThatIsLetIn) {
  Door door;
  HttpCaller caller(door.port);
  caller.say(post("content-length: 3\r\nexpect: 100-continue\r\n"));
  EXPECT_EQ(caller.hear()->status, 100);
  caller.say("abc");
  EXPECT_TRUE(caller.hear()->body.ends_with("abc"));
  EXPECT_EQ(door.status(post("content-length: 1001\r\nexpect: 100-continue\r\n")), 413);
  EXPECT_EQ(door.status(post("content-length: 3\r\nexpect: wonders\r\n")), 400);
}

TEST(HttpDoor, RefusalByTheHeadKeepsTheConnectionWhenTheBodyIsHere) {
  Door door;
  HttpCaller caller(door.port);
  caller.say(posted("abc", "/forbidden") + get("/next"));
  EXPECT_EQ(caller.hear()->status, 403);
  EXPECT_EQ(caller.hear()->status, 200);
  caller.say("POST /forbidden HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\n");
  EXPECT_EQ(caller.hear()->status, 403);
  EXPECT_TRUE(caller.hung_up());
}

TEST(HttpDoor, TellsNothingOfWhatWasThrown) {
  Door door;
  for (const auto* path : {"/throw", "/throw-odd"}) {
    HttpCaller caller(door.port);
    caller.say(get(path));
    const auto all = caller.hear_all();
    EXPECT_TRUE(all.starts_with("HTTP/1.1 500 ")) << all;
    EXPECT_EQ(all.find("secret"), std::string::npos);
    EXPECT_EQ(all.find("EXCEPTION"), std::string::npos);
  }
  EXPECT_EQ(door.status(get("/")), 200);
}

TEST(HttpDoor, NeverSplitsAnAnswerAtALineBreakInAHeader) {
  Door door;
  HttpCaller caller(door.port);
  caller.say(get("/split"));
  EXPECT_FALSE(caller.hear()->says("\r\nset-cookie"));
}

TEST(HttpDoor, KnowsThePeerByItsSocketAlone) {
  Door door;
  HttpCaller caller(door.port, {"127.0.0.9"});
  caller.say(get("/", "REMOTE_ADDR: 10.0.0.1\r\nREMOTE-ADDR: 10.0.0.1\r\nx-peer: 10.0.0.1\r\n"));
  EXPECT_TRUE(caller.hear()->says("x-peer: 127.0.0.9\r\n"));
}

TEST(HttpDoor, RefusesAPortThatIsTaken) {
  Door door;
  Echo echo;
  ListenOptions options;
  options.port = door.port;
  EXPECT_EQ(make_transport(options, echo)->bind().error().reason, kListenFailed);
  options.host = "no.such.host.invalid";
  EXPECT_EQ(make_transport(options, echo)->bind().error().reason, kListenFailed);
  options = {};
  options.tls = TlsFiles{"/nowhere/cert.pem", "/nowhere/key.pem"};
  EXPECT_EQ(make_transport(options, echo)->bind().error().reason, kTlsUnreadable);
}

// --- what the guard refuses ---------------------------------------------------------------------

struct Attack {
  const char* name;
  std::string bytes;
  int status;
};

std::string head_of_size(std::size_t size) {
  const auto bare = get("/", "x: \r\n").size();
  return get("/", "x: " + std::string(size - bare, 'x') + "\r\n");
}

std::string target_of_size(std::size_t size) { return get("/" + std::string(size - 1, 't')); }

std::vector<Attack> framing_attacks() {
  return {
      {"length twice", post("content-length: 3\r\ncontent-length: 3\r\n", "abc"), 400},
      {"two lengths", post("content-length: 3\r\nContent-Length: 30\r\n", "abc"), 400},
      {"a list of lengths", post("content-length: 3, 3\r\n", "abc"), 400},
      {"a negative length", post("content-length: -3\r\n", "abc"), 400},
      {"a signed length", post("content-length: +3\r\n", "abc"), 400},
      {"a length in hex", post("content-length: 0x3\r\n", "abc"), 400},
      {"an empty length", post("content-length:\r\n", "abc"), 400},
      {"a length past 64 bits", post("content-length: 18446744073709551619\r\n", "abc"), 413},
      {"a length of the limit", posted(std::string(kBodyMax, 'a')), 200},
      {"a length one over the limit", posted(std::string(kBodyMax + 1, 'a')), 413},
      {"no length", post("", "abc"), 411},
      {"chunked", post("transfer-encoding: chunked\r\n", "3\r\nabc\r\n0\r\n\r\n"), 411},
      {"chunked over the limit", post("transfer-encoding: chunked\r\n", "7fffffff\r\nabc"), 411},
      {"chunked with a length",
       post("content-length: 4\r\ntransfer-encoding: chunked\r\n", "0\r\n\r\n"), 400},
      {"chunked before a length",
       post("transfer-encoding: chunked\r\ncontent-length: 4\r\n", "0\r\n\r\n"), 400},
      {"chunked twice", post("transfer-encoding: chunked\r\ntransfer-encoding: chunked\r\n"), 400},
      {"an odd coding", post("transfer-encoding: xchunked\r\n"), 400},
      {"two codings", post("transfer-encoding: gzip, chunked\r\n"), 400},
      {"chunked by HTTP/1.0", "POST / HTTP/1.0\r\ntransfer-encoding: chunked\r\n\r\n", 400},
      {"a compressed body", post("content-length: 3\r\ncontent-encoding: gzip\r\n", "abc"), 415},
      {"encoded twice",
       post("content-length: 3\r\ncontent-encoding: identity\r\ncontent-encoding: br\r\n", "abc"),
       415},
      {"a body that is not encoded",
       post("content-length: 3\r\ncontent-encoding: identity\r\n", "abc"), 200},
  };
}

std::vector<Attack> head_attacks() {
  using namespace std::string_literals;
  return {
      {"a head one below the limit", head_of_size(511), 200},
      {"a head of the limit", head_of_size(512), 200},
      {"a head one over the limit", head_of_size(513), 431},
      {"a target of the limit", target_of_size(128), 200},
      {"a target one over the limit", target_of_size(129), 431},
      {"a blank before the colon", post("content-length : 3\r\n", "abc"), 400},
      {"a folded line", get("/", "x: a\r\n  b\r\n"), 400},
      {"a line without a colon", get("/", "x\r\n"), 400},
      {"a header without a name", get("/", ": x\r\n"), 400},
      {"a name with a blank", get("/", "x y: x\r\n"), 400},
      {"a bare LF", "GET / HTTP/1.1\nhost: a\n\n", 400},
      {"a bare LF inside", get("/", "x: a\ny: b\r\n"), 400},
      {"a bare CR", get("/", "x: a\ry: b\r\n"), 400},
      {"NUL in a header", get("/", "x: a\0b\r\n"s), 400},
      {"a control character in a header", get("/", "x: a\x1b[2J\r\n"), 400},
      {"no host", "GET / HTTP/1.1\r\n\r\n", 400},
      {"two hosts", get("/", "host: b\r\n"), 400},
      {"an empty line first", "\r\n" + get("/"), 400},
      {"HTTP/0.9", "GET /\r\n\r\n", 400},
      {"HTTP/1.2", "GET / HTTP/1.2\r\nhost: a\r\n\r\n", 400},
      {"HTTP/2 from the start", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400},
      {"an upgrade is not taken", get("/", "upgrade: h2c\r\nconnection: upgrade\r\n"), 200},
      {"a method in small letters", "get / HTTP/1.1\r\nhost: a\r\n\r\n", 400},
      {"TRACE", "TRACE / HTTP/1.1\r\nhost: a\r\n\r\n", 400},
      {"CONNECT", "CONNECT a:80 HTTP/1.1\r\nhost: a\r\n\r\n", 400},
      {"two blanks", "GET  / HTTP/1.1\r\nhost: a\r\n\r\n", 400},
      {"a TLS hello", "\x16\x03\x01\x02\x05\x01\x00\x00"s, 400},
  };
}

std::vector<Attack> target_attacks() {
  return {
      {"a target with its host", get("http://a/"), 400},
      {"an asterisk", "OPTIONS * HTTP/1.1\r\nhost: a\r\n\r\n", 400},
      {"a fragment", get("/#x"), 400},
      {"NUL in the path", get("/a%00b"), 400},
      {"a line break in the path", get("/a%0d%0ab"), 400},
      {"a line break in the query", get("/?a=%0a"), 400},
      {"up", get("/a/../b"), 400},
      {"up, encoded", get("/a/%2e%2e/b"), 400},
      {"up at the end", get("/a/.%2E"), 400},
      {"here", get("/./b"), 400},
      {"a separator, encoded", get("/a%2fb"), 400},
      {"a back slash, encoded", get("/a%5c..%5cb"), 400},
      {"half an escape", get("/a%2"), 400},
      {"no escape", get("/a%zz"), 400},
      {"an escape of Microsoft's", get("/%u0041"), 400},
      {"bytes above ASCII", get("/\xe5\xb7\xa5"), 400},
      {"dots that are a name", get("/a..b/...%2ejson"), 200},
      {"an encoded letter", get("/%61"), 200},
  };
}

void expect_statuses(const std::vector<Attack>& attacks) {
  Door door;
  for (const auto& attack : attacks) {
    EXPECT_EQ(door.status(attack.bytes), attack.status) << attack.name;
  }
}

TEST(HttpGuard, RefusesLengthsThatTwoReadersCouldReadDifferently) {
  expect_statuses(framing_attacks());
}
TEST(HttpGuard, RefusesHeadsThatAreNoRequest) { expect_statuses(head_attacks()); }
TEST(HttpGuard, RefusesTargetsThatLeadElsewhere) { expect_statuses(target_attacks()); }

TEST(HttpGuard, EndsTheConnectionAfterARefusalAndAnswersNothingSmuggled) {
  Door door;
  for (auto attack : framing_attacks()) {
    if (attack.status == 200) continue;
    HttpCaller caller(door.port);
    caller.say(attack.bytes + get("/smuggled"));
    const auto all = caller.hear_all();
    EXPECT_EQ(all.find("/smuggled"), std::string::npos) << attack.name;
    EXPECT_EQ(all.rfind("HTTP/1.1"), 0U) << attack.name;
    EXPECT_NE(all.find("onnection: close"), std::string::npos) << all;
  }
  EXPECT_EQ(door.echo.answered, 0);
}

TEST(HttpGuard, RefusesInTheLanguageOfTheRequest) {
  Door door;
  HttpCaller caller(door.port);
  caller.say(post("accept-language: zh\r\ntransfer-encoding: chunked\r\n"));
  const auto answer = caller.hear();
  EXPECT_EQ(answer->status, 411);
  EXPECT_EQ(answer->body, "http.length-required");
  EXPECT_TRUE(answer->says("x-language: zh"));
}

TEST(HttpGuard, StopsReadingAnEndlessHeader) {
  Door door;
  for (const auto* part : {"x", "x: y\r\n"}) {
    HttpCaller caller(door.port);
    caller.say("GET / HTTP/1.1\r\nhost: a\r\nx: ");
    std::string much;
    while (much.size() < (256U << 10)) much += part;
    bool taken = true;
    for (int i = 0; i < 64 && taken; ++i) taken = caller.say(much);
    EXPECT_FALSE(taken) << "16 MB of header were taken";
  }
}

TEST(HttpGuard, RefusesMoreThanAHundredHeaders) {
  auto limits = tiny();
  limits.header_bytes = 4'096;
  Door door(limits);
  std::string headers;
  for (int i = 0; i < 99; ++i) headers += "x: y\r\n";
  EXPECT_EQ(door.status(get("/", headers)), 200);
  EXPECT_EQ(door.status(get("/", headers + "x: y\r\n")), 431);
}

TEST(HttpGuard, LetsTheCallerReadTheRefusalOfAHugeBody) {
  Door door;
  HttpCaller caller(door.port);
  caller.say(post("content-length: 500000\r\n", std::string(500'000, 'a')));
  const auto answer = caller.hear();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 413);
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

TEST(HttpSlowness, WaitingForBodiesLeavesAFourthOfTheThreads) {
  auto limits = hasty();
  limits.read_timeout = limits.request_deadline = milliseconds(60'000);
  Door door(limits);
  std::deque<HttpCaller> slow;
  for (int i = 0; i < 3; ++i) slow.emplace_back(door.port).say(post("content-length: 9\r\n", "a"));
  door.until_busy(3);
  EXPECT_EQ(door.status(post("content-length: 9\r\n", "a")), 503);
  EXPECT_EQ(door.status(posted("a whole body")), 200);
  EXPECT_EQ(door.status(get("/")), 200);
  slow[0].say("the rest");
  EXPECT_EQ(slow[0].hear()->status, 200);
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
}  // namespace anxin::http
