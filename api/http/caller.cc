#include "api/http/caller.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <optional>

#include "ledger/base/text.h"

namespace anxin::http {
namespace {

constexpr std::size_t kNetworkBytes = 8;  // of IPv6

// Addresses of one caller have one text: "::ffff:192.0.2.1" is 192.0.2.1.
std::optional<std::string> network_of(std::string_view text) {
  const std::string word(text);
  std::array<unsigned char, sizeof(in6_addr)> bytes{};
  if (::inet_pton(AF_INET, word.c_str(), bytes.data()) == 1) return word;
  if (::inet_pton(AF_INET6, word.c_str(), bytes.data()) != 1) return std::nullopt;
  const auto* const raw = reinterpret_cast<const char*>(bytes.data());
  constexpr std::string_view kMapped("\0\0\0\0\0\0\0\0\0\0\xff\xff", 12);
  if (std::string_view(raw, kMapped.size()) == kMapped) {
    std::array<char, INET_ADDRSTRLEN> four{};
    ::inet_ntop(AF_INET, bytes.data() + kMapped.size(), four.data(), four.size());
    return four.data();
  }
  return to_hex(std::string_view(raw, kNetworkBytes)) + "/64";
}

// The last element of the last header: what stands before it, the caller may have written.
std::string_view forwarded_for(const Headers& headers) {
  std::string_view last;
  for (const auto& header : headers) {
    if (header.name == "x-forwarded-for") last = header.value;
  }
  const auto comma = last.rfind(',');
  return trim(comma == std::string_view::npos ? last : last.substr(comma + 1));
}

}  // namespace

bool is_address(std::string_view text) { return network_of(text).has_value(); }

std::string caller_of(const RequestHead& head, const std::vector<std::string>& proxies) {
  const auto own = network_of(head.peer).value_or(head.peer);
  const bool from_proxy = std::any_of(proxies.begin(), proxies.end(),
                                      [&](const auto& proxy) { return network_of(proxy) == own; });
  return from_proxy ? network_of(forwarded_for(head.headers)).value_or(own) : own;
}

}  // namespace anxin::http
