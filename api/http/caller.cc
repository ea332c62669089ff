#include "api/http/caller.h"

#include <algorithm>
#include <optional>

#include "api/http/network_address.h"
#include "ledger/base/text.h"

namespace anxin::http {
namespace {

constexpr std::size_t kNetworkBytes = 8;  // of IPv6

// One caller's addresses of version 6 are those of its network.
std::string network_of(const NetworkAddress& address) {
  if (address.is_v4()) return to_string(address);
  const std::string_view raw(reinterpret_cast<const char*>(address.bytes.data()), kNetworkBytes);
  return to_hex(raw) + "/64";
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

bool is_address(std::string_view text) { return parse_address(text).has_value(); }

std::string caller_of(const RequestHead& head, const std::vector<std::string>& proxies) {
  const auto peer = parse_address(head.peer);
  if (!peer) return head.peer;
  const bool from_proxy = std::any_of(proxies.begin(), proxies.end(), [&](const auto& proxy) {
    return parse_address(proxy) == peer;
  });
  const auto seen = from_proxy ? parse_address(forwarded_for(head.headers)) : std::nullopt;
  return network_of(seen.value_or(*peer));
}

}  // namespace anxin::http
