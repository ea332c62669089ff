// Addresses of the internet protocol, and which of them lie outside of every inside.
//
// Role: whoever connects to a place that a stranger has named asks here first.
// Source: IANA's registries of special-purpose addresses (RFC 6890, RFC 8190).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace anxin::http {

struct NetworkAddress {
  std::array<std::uint8_t, 16> bytes{};  ///< version 4 as ::ffff:a.b.c.d
  [[nodiscard]] bool is_v4() const;
  auto operator<=>(const NetworkAddress&) const = default;  // NOLINT(modernize-use-nullptr)
};

/// "192.0.2.1" or "2001:db8::1", without brackets or a zone. A mapped one is one of version 4.
[[nodiscard]] std::optional<NetworkAddress> parse_address(std::string_view text);
[[nodiscard]] std::string to_string(const NetworkAddress& address);

/// A machine anywhere in the internet: not this one, not this network's, no group, none that is
/// reserved, none under which clouds tell their guests secrets.
[[nodiscard]] bool is_public(const NetworkAddress& address);

/// Addresses that begin alike.
struct Network {
  NetworkAddress first;
  unsigned bits = 128;  ///< of the 128
  [[nodiscard]] bool contains(const NetworkAddress& address) const;
};

/// "127.0.0.0/8", "fd00::/8" or one address.
[[nodiscard]] std::optional<Network> parse_network(std::string_view text);

}  // namespace anxin::http
