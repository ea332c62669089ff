// Whose address limits are kept by: the peer's, or what a named proxy says.
#include "api/http/caller.h"

#include <gtest/gtest.h>

namespace anxin::http {
namespace {

std::string called(const std::string& peer, const std::vector<std::string>& forwarded,
                   const std::vector<std::string>& proxies) {
  RequestHead head;
  head.peer = peer;
  for (const auto& value : forwarded) head.headers.push_back({"x-forwarded-for", value});
  return caller_of(head, proxies);
}

TEST(Caller, IsThePeerWhateverItSaysOfItself) {
  EXPECT_EQ(called("192.0.2.1", {}, {}), "192.0.2.1");
  EXPECT_EQ(called("192.0.2.1", {"198.51.100.7"}, {}), "192.0.2.1");
  EXPECT_EQ(called("192.0.2.1", {"198.51.100.7"}, {"127.0.0.1"}), "192.0.2.1");
}

TEST(Caller, IsWhatANamedProxyHasSeenLast) {
  const std::vector<std::string> proxies{"10.0.0.1", "127.0.0.1"};
  EXPECT_EQ(called("127.0.0.1", {"198.51.100.7"}, proxies), "198.51.100.7");
  EXPECT_EQ(called("127.0.0.1", {"203.0.113.9, 198.51.100.7"}, proxies), "198.51.100.7");
  EXPECT_EQ(called("127.0.0.1", {"203.0.113.9", " 198.51.100.7 "}, proxies), "198.51.100.7");
}

TEST(Caller, IsTheProxyWhereItSaysNothingThatIsAnAddress) {
  for (const std::string said : {"", "unknown", "1.2.3", "198.51.100.7:80", "a, b", "<script>"}) {
    EXPECT_EQ(called("127.0.0.1", {said}, {"127.0.0.1"}), "127.0.0.1") << said;
  }
  EXPECT_EQ(called("127.0.0.1", {}, {"127.0.0.1"}), "127.0.0.1");
}

TEST(Caller, OfIPv6IsItsNetwork) {
  EXPECT_EQ(called("2001:db8:1:2::1", {}, {}), called("2001:db8:1:2:ffff::9", {}, {}));
  EXPECT_NE(called("2001:db8:1:2::1", {}, {}), called("2001:db8:1:3::1", {}, {}));
  EXPECT_EQ(called("::ffff:192.0.2.1", {}, {}), "192.0.2.1");
  EXPECT_EQ(called("::ffff:127.0.0.1", {"198.51.100.7"}, {"127.0.0.1"}), "198.51.100.7");
}

TEST(Caller, BelievesANamedProxyAndNoneOfItsNeighbours) {
  EXPECT_EQ(called("2001:db8::1", {"198.51.100.7"}, {"2001:db8::1"}), "198.51.100.7");
  EXPECT_NE(called("2001:db8::2", {"198.51.100.7"}, {"2001:db8::1"}), "198.51.100.7");
}

}  // namespace
}  // namespace anxin::http
