// Where a webhook may go: what is written, and what stands behind the name at each try.
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>

#include "api/http/post.h"
#include "api/http/target.h"

namespace anxin::http {
namespace {

using std::chrono::milliseconds;

std::string word_of(const Result<Target>& target) {
  return target ? "ok" : std::string(target.error().reason.word());
}

NetworkAddress address(std::string_view text) { return parse_address(text).value(); }
std::vector<Network> loopback() { return {parse_network("127.0.0.0/8").value()}; }

// ---- addresses ----------------------------------------------------------------------------------

TEST(NetworkAddress, TellsTheInternetFromEveryInside) {
  for (const auto* inside : {"0.0.0.0",
                             "0.255.255.255",
                             "10.0.0.0",
                             "10.255.255.255",
                             "100.64.0.0",
                             "100.127.255.255",
                             "100.100.100.200",
                             "127.0.0.1",
                             "127.255.255.255",
                             "168.63.129.16",
                             "169.254.169.254",
                             "172.16.0.0",
                             "172.31.255.255",
                             "192.0.0.1",
                             "192.0.2.1",
                             "192.88.99.1",
                             "192.168.0.1",
                             "198.18.0.1",
                             "198.19.255.255",
                             "198.51.100.1",
                             "203.0.113.1",
                             "224.0.0.1",
                             "239.1.1.1",
                             "240.0.0.1",
                             "255.255.255.255",
                             "::",
                             "::1",
                             "::ffff:10.0.0.1",
                             "::ffff:127.0.0.1",
                             "::10.0.0.1",
                             "64:ff9b::a00:1",
                             "64:ff9b:1::1",
                             "100::1",
                             "fc00::1",
                             "fd00:ec2::254",
                             "fe80::1",
                             "fec0::1",
                             "ff02::1",
                             "2001::1",
                             "2001:db8::1",
                             "2002:a00:1::1",
                             "3fff::1",
                             "5f00::1"}) {
    EXPECT_FALSE(is_public(address(inside))) << inside;
  }
  for (const auto* outside :
       {"1.0.0.1",         "9.255.255.255",   "11.0.0.0",       "100.63.255.255",
        "100.128.0.0",     "126.255.255.255", "128.0.0.0",      "168.63.129.15",
        "168.63.129.17",   "169.253.255.255", "169.255.0.0",    "172.15.255.255",
        "172.32.0.0",      "192.167.255.255", "192.169.0.0",    "198.17.255.255",
        "198.20.0.0",      "223.255.255.255", "::ffff:1.1.1.1", "2400:3200::1",
        "2606:4700::1111", "2001:200::1",     "2003::1"}) {
    EXPECT_TRUE(is_public(address(outside))) << outside;
  }
}

TEST(NetworkAddress, ReadsNetworksAndRefusesWhatIsNone) {
  EXPECT_TRUE(parse_network("10.1.0.0/16")->contains(address("10.1.255.255")));
  EXPECT_FALSE(parse_network("10.1.0.0/16")->contains(address("10.2.0.0")));
  EXPECT_TRUE(parse_network("10.1.0.0/15")->contains(address("10.0.0.1")));
  EXPECT_TRUE(parse_network("fd00::/8")->contains(address("fd12::1")));
  EXPECT_TRUE(parse_network("10.1.0.7")->contains(address("10.1.0.7")));
  EXPECT_FALSE(parse_network("10.1.0.7")->contains(address("10.1.0.8")));
  for (const auto* wrong : {"", "10.1.0.0/33", "10.1/16", "a/8", "::/129", "10.0.0.0/8/8"}) {
    EXPECT_FALSE(parse_network(wrong)) << wrong;
  }
}

// ---- what is written ----------------------------------------------------------------------------

struct Written {
  const char* url;
  const char* word;
};

TEST(WebhookTarget, IsAnHttpsAddressInTheInternet) {
  for (const auto& [url, word] : {
           Written{"https://example.org", "ok"},
           Written{"https://example.org:443/a?b=c", "ok"},
           Written{"https://example.org:8443/", "ok"},
           Written{"https://example.org:1024/", "ok"},
           Written{"https://1.1.1.1/", "ok"},
           Written{"https://example.org/@a", "ok"},
           Written{"https://[2606:4700::1111]:8443/", "ok"},
           Written{"https://example.org:1023/", "webhook.url-port"},
           Written{"https://example.org:80/", "webhook.url-port"},
           Written{"https://example.org:22/", "webhook.url-port"},
           Written{"https://10.0.0.1/", "webhook.url-inside"},
           Written{"https://[::ffff:10.0.0.1]/", "webhook.url-inside"},
           Written{"https://localhost/", "webhook.url-inside"},
           Written{"https://LOCALHOST/", "webhook.url-inside"},
           Written{"https://a.localhost/", "webhook.url-inside"},
           Written{"http://example.org/", "webhook.url-plain"},
           Written{"ftp://example.org/", "webhook.url-malformed"},
           Written{"https://", "webhook.url-malformed"},
           Written{"https:///path", "webhook.url-malformed"},
           Written{"https://user@example.org/", "webhook.url-malformed"},
           Written{"https://example.org/#part", "webhook.url-malformed"},
           Written{"https://example.org:0/", "webhook.url-malformed"},
           Written{"https://example.org:65536/", "webhook.url-malformed"},
           Written{"https://example.org:/", "webhook.url-malformed"},
           Written{"https://2130706433/", "webhook.url-malformed"},
           Written{"https://0x7f000001/", "webhook.url-malformed"},
           Written{"https://127.1/", "webhook.url-malformed"},
           Written{"https://0177.0.0.1/", "webhook.url-malformed"},
           Written{"https://example.org./", "webhook.url-malformed"},
           Written{"https://a..b/", "webhook.url-malformed"},
           Written{"https://[::1/", "webhook.url-malformed"},
           Written{"https://[fe80::1%25eth0]/", "webhook.url-malformed"},
           Written{"https://example.org\\@10.0.0.1/", "webhook.url-malformed"},
           Written{"https://example.org/a b", "webhook.url-malformed"},
           Written{"https://example.org/\r\nHost: x", "webhook.url-malformed"},
           Written{"https://b\xc3\xbc.example/", "webhook.url-malformed"},
       }) {
    EXPECT_EQ(word_of(parse_target(url, {})), word) << url;
  }
}

TEST(WebhookTarget, IsAsLongAsItMayBeAndNoLonger) {
  const std::string begin = "https://example.org/";
  const auto of_bytes = [&](std::size_t bytes) {
    return begin + std::string(bytes - begin.size(), 'a');
  };
  EXPECT_EQ(word_of(parse_target(of_bytes(2'047), {})), "ok");
  EXPECT_EQ(word_of(parse_target(of_bytes(2'048), {})), "ok");
  EXPECT_EQ(word_of(parse_target(of_bytes(2'049), {})), "webhook.url-malformed");
}

TEST(WebhookTarget, MayBeInANetworkThatTheOperatorAllows) {
  EXPECT_EQ(word_of(parse_target("http://127.0.0.1:8000/", loopback())), "ok");
  EXPECT_EQ(word_of(parse_target("https://127.0.0.1:8000/", loopback())), "ok");
  EXPECT_EQ(word_of(parse_target("http://10.0.0.1/", loopback())), "webhook.url-inside");
  EXPECT_EQ(word_of(parse_target("http://1.1.1.1/", loopback())), "webhook.url-inside");
  EXPECT_EQ(word_of(parse_target("https://1.1.1.1/", loopback())), "ok");
}

TEST(WebhookTarget, SaysWhatTheHostHeaderSays) {
  const auto target = parse_target("https://Example.ORG:8443?x=1", {}).value();
  EXPECT_EQ(target.host, "example.org");
  EXPECT_EQ(target.port, 8'443);
  EXPECT_EQ(target.path, "/?x=1");
  EXPECT_EQ(target.authority, "Example.ORG:8443");
}

// ---- a try --------------------------------------------------------------------------------------

using Addresses = std::vector<std::string>;

/// Answers as it has been told, one list a question; the last one for ever.
class ToldResolver final : public Resolver {
 public:
  explicit ToldResolver(std::vector<Addresses> told) : told_(std::move(told)) {}
  std::vector<NetworkAddress> resolve(const std::string& /*host*/, Moment /*until*/) override {
    std::vector<NetworkAddress> addresses;
    for (const auto& text : told_.at(std::min(asked_, told_.size() - 1))) {
      addresses.push_back(address(text));
    }
    ++asked_;
    return addresses;
  }
  [[nodiscard]] std::size_t asked() const { return asked_; }

 private:
  std::vector<Addresses> told_;
  std::size_t asked_ = 0;
};

/// Takes one connection after the other and answers bytes, or nothing.
class RawReceiver {
 public:
  explicit RawReceiver(std::string answer) : answer_(std::move(answer)) {
    socket_ = Descriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof at;
    ::bind(socket_.number(), reinterpret_cast<sockaddr*>(&at), size);
    ::listen(socket_.number(), 8);
    ::getsockname(socket_.number(), reinterpret_cast<sockaddr*>(&at), &size);
    port_ = ntohs(at.sin_port);
    thread_ = std::thread([this] { run(); });
  }
  ~RawReceiver() {
    ::shutdown(socket_.number(), SHUT_RDWR);
    thread_.join();
  }
  RawReceiver(const RawReceiver&) = delete;
  RawReceiver& operator=(const RawReceiver&) = delete;

  [[nodiscard]] std::string url(std::string_view host = "receiver.example") const {
    return "http://" + std::string(host) + ":" + std::to_string(port_) + "/in";
  }
  [[nodiscard]] std::size_t taken() const { return taken_; }
  std::string request;  ///< the last one; read it after the answer

 private:
  void run() {
    for (;;) {
      Descriptor peer(::accept(socket_.number(), nullptr, nullptr));
      if (peer.number() < 0) return;
      ++taken_;
      std::array<char, 4096> bytes{};
      const auto got = ::recv(peer.number(), bytes.data(), bytes.size(), 0);
      if (got > 0) request.assign(bytes.data(), static_cast<std::size_t>(got));
      for (std::size_t at = 0; at < answer_.size();) {
        const auto sent = ::send(peer.number(), &answer_[at], answer_.size() - at, MSG_NOSIGNAL);
        if (sent <= 0) break;
        at += static_cast<std::size_t>(sent);
      }
      while (answer_.empty() && ::recv(peer.number(), bytes.data(), bytes.size(), 0) > 0) {
      }
    }
  }

  std::string answer_;
  Descriptor socket_;
  std::uint16_t port_ = 0;
  std::atomic<std::size_t> taken_{0};
  std::thread thread_;
};

PostAnswer post_once(const std::string& url, Resolver& resolver, PostOptions options) {
  const std::atomic<bool> ending{false};
  const auto post = make_post(std::move(options), resolver, ending);
  return post->send({url, {{"webhook-id", "msg_1"}}, "{}"});
}

PostOptions quick() { return {loopback(), {milliseconds(300), milliseconds(600), 64U << 10}}; }

TEST(WebhookPost, SendsToTheAddressAndNamesTheHost) {
  const RawReceiver receiver("HTTP/1.1 204 No Content\r\n\r\n");
  ToldResolver resolver({{"127.0.0.1"}});
  const auto answer = post_once(receiver.url(), resolver, quick());
  EXPECT_EQ(answer.outcome, PostOutcome::answered);
  EXPECT_EQ(answer.status, 204);
  EXPECT_TRUE(receiver.request.starts_with("POST /in HTTP/1.1\r\nHost: receiver.example:"));
  EXPECT_NE(receiver.request.find("webhook-id: msg_1\r\n"), std::string::npos);
  EXPECT_TRUE(receiver.request.ends_with("\r\n\r\n{}"));
}

TEST(WebhookPost, LooksAtEveryAddressOfTheNameBeforeItConnects) {
  const RawReceiver receiver("HTTP/1.1 200 OK\r\n\r\n");
  ToldResolver resolver({Addresses{"127.0.0.1", "10.0.0.1"}});
  EXPECT_EQ(post_once(receiver.url(), resolver, quick()).outcome, PostOutcome::target_refused);
  EXPECT_EQ(receiver.taken(), 0U);
}

TEST(WebhookPost, AsksTheNameOnceATryAndRefusesOneThatHasMovedInside) {
  const RawReceiver receiver("HTTP/1.1 200 OK\r\n\r\n");
  ToldResolver resolver({{"127.0.0.1"}, {"10.0.0.1"}});
  EXPECT_EQ(post_once(receiver.url(), resolver, quick()).status, 200);
  EXPECT_EQ(resolver.asked(), 1U);
  EXPECT_EQ(post_once(receiver.url(), resolver, quick()).outcome, PostOutcome::target_refused);
  EXPECT_EQ(resolver.asked(), 2U);
  EXPECT_EQ(receiver.taken(), 1U);
}

TEST(WebhookPost, RefusesPrivateAddressesBehindAPublicName) {
  for (const auto* inside : {"127.0.0.1", "169.254.169.254", "::1", "fd00::1", "0.0.0.0"}) {
    ToldResolver resolver({{inside}});
    EXPECT_EQ(post_once("https://public.example/", resolver, {}).outcome,
              PostOutcome::target_refused)
        << inside;
  }
}

TEST(WebhookPost, SpeaksPlainHttpWithAllowedNetworksOnly) {
  ToldResolver resolver({{"1.1.1.1"}});
  EXPECT_EQ(post_once("http://public.example/", resolver, quick()).outcome,
            PostOutcome::target_refused);
}

TEST(WebhookPost, TellsARedirectAndFollowsNone) {
  const RawReceiver receiver("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\n\r\n");
  ToldResolver resolver({{"127.0.0.1"}});
  EXPECT_EQ(post_once(receiver.url(), resolver, quick()).status, 302);
  EXPECT_EQ(resolver.asked(), 1U);
}

TEST(WebhookPost, PassesOverInterimAnswers) {
  const RawReceiver receiver("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\n\r\n");
  ToldResolver resolver({{"127.0.0.1"}});
  EXPECT_EQ(post_once(receiver.url(), resolver, quick()).status, 200);
}

TEST(WebhookPost, CountsInterimAnswersAgainstWhatItReads) {
  std::string many;
  while (many.size() < 100'000) many += "HTTP/1.1 103 Early Hints\r\n\r\n";
  const RawReceiver receiver(many + "HTTP/1.1 200 OK\r\n\r\n");
  ToldResolver resolver({{"127.0.0.1"}});
  EXPECT_EQ(post_once(receiver.url(), resolver, quick()).outcome, PostOutcome::no_answer);
}

TEST(WebhookPost, TakesNoEndlessHeadAndNothingThatIsNoAnswer) {
  for (const auto& answer : {"HTTP/1.1 200 OK\r\nX: " + std::string(70'000, 'x') + "\r\n\r\n",
                             std::string("garbage\r\n\r\n"), std::string("HTTP/1.1 20 OK\r\n\r\n"),
                             std::string("HTTP/1.1 200 OK\r\n")}) {
    const RawReceiver receiver(answer);
    ToldResolver resolver({{"127.0.0.1"}});
    EXPECT_EQ(post_once(receiver.url(), resolver, quick()).outcome, PostOutcome::no_answer)
        << answer.substr(0, 40);
  }
}

TEST(WebhookPost, WaitsForASilentReceiverNoLongerThanItMay) {
  const RawReceiver receiver("");
  ToldResolver resolver({{"127.0.0.1"}});
  const auto begun = moment_now();
  EXPECT_EQ(post_once(receiver.url(), resolver, quick()).outcome, PostOutcome::timed_out);
  EXPECT_LT(moment_now() - begun, milliseconds(3'000));
}

TEST(WebhookPost, IsAbandonedWhenTheServiceEnds) {
  const RawReceiver receiver("");
  ToldResolver resolver({{"127.0.0.1"}});
  std::atomic<bool> ending{false};
  const auto post = make_post({loopback()}, resolver, ending);
  std::thread ends([&] {
    std::this_thread::sleep_for(milliseconds(100));
    ending = true;
  });
  const auto begun = moment_now();
  EXPECT_EQ(post->send({receiver.url(), {}, "{}"}).outcome, PostOutcome::abandoned);
  EXPECT_LT(moment_now() - begun, milliseconds(3'000));
  ends.join();
}

TEST(WebhookPost, TellsANameWithoutAddressAndAPortWithoutListener) {
  ToldResolver nobody({Addresses{}});
  EXPECT_EQ(post_once("https://nobody.example/", nobody, {}).outcome, PostOutcome::not_resolved);
  ToldResolver here({{"127.0.0.1"}});
  EXPECT_EQ(post_once("http://here.example:1025/", here, quick()).outcome,
            PostOutcome::not_connected);
}

TEST(WebhookPost, AsksAgainWhomToTrustWhereThatHasFailed) {
  std::size_t asked = 0;
  auto options = quick();
  options.trust = [&]() -> Result<std::unique_ptr<TlsClient>> {
    return ++asked == 1 ? fail(kTlsUnreadable) : make_tls_client();
  };
  const std::atomic<bool> ending{false};
  ToldResolver resolver({{"127.0.0.1"}});
  const auto post = make_post(options, resolver, ending);
  for (int i = 0; i < 3; ++i) {
    const RawReceiver receiver("HTTP/1.1 400 Bad Request\r\n\r\n");
    auto url = receiver.url();
    url.replace(0, 4, "https");
    EXPECT_EQ(post->send({url, {}, "{}"}).outcome, PostOutcome::tls_refused);
  }
  EXPECT_EQ(asked, 2U) << "once more after the failure, then never again";
}

TEST(WebhookPost, SpeaksNoTlsWithWhoHasNoCertificate) {
  const RawReceiver receiver("HTTP/1.1 400 Bad Request\r\n\r\n");
  ToldResolver resolver({{"127.0.0.1"}});
  auto url = receiver.url();
  url.replace(0, 4, "https");
  EXPECT_EQ(post_once(url, resolver, quick()).outcome, PostOutcome::tls_refused);
}

}  // namespace
}  // namespace anxin::http
