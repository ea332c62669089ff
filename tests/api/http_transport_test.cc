// The network's door at work, and what it refuses: real sockets, tiny limits (reliability.md, row
// 19).
#include "api/http/transport.h"

#include <gtest/gtest.h>

#include <deque>
#include <thread>
#include <vector>

#include "api/text/voice.h"
#include "tests/support/echo_door.h"

namespace anxin::http::tests {
namespace {

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
  const auto taken = make_transport(options, echo)->bind().error();
  EXPECT_EQ(taken.reason, kListenFailed);
  EXPECT_EQ(text::Voice::builtin(text::Language::english).sentence(taken),
            "Cannot listen on 127.0.0.1:" + std::to_string(door.port) +
                ": the port is taken or not ours. Choose another one.");
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

// Nothing of a broken request is believed but how to answer it.
TEST(HttpGuard, RefusesWhatIsNoRequestInItsLanguageToo) {
  for (const std::string broken :
       {"GET  / HTTP/1.1\r\nhost: a\r\nAccept-Language: en\r\n\r\n",  // a blank too many
        "GET / HTTP/1.1\r\nhost: a\r\naccept-language: en\r\nx: b\nc\r\n\r\n",
        "GET / HTTP/1.1\r\naccept-language: en\r\n x: folded\r\n\r\n"}) {
    Door door;
    HttpCaller caller(door.port);
    caller.say(broken);
    const auto answer = caller.hear();
    EXPECT_EQ(answer->status, 400) << broken;
    EXPECT_TRUE(answer->says("x-language: en")) << broken;
  }
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

}  // namespace
}  // namespace anxin::http::tests
