#include "api/http/network_address.h"

#include <arpa/inet.h>

#include <algorithm>
#include <cstring>

#include "ledger/base/invariant.h"
#include "ledger/base/text.h"

namespace anxin::http {
namespace {

constexpr std::array<std::uint8_t, 12> kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
constexpr unsigned kMappedBits = 96;
constexpr unsigned kAddressBits = 128;

// Version 4: all that is not a machine in the internet.
constexpr std::array kInsideV4{
    "0.0.0.0/8",         // this network
    "10.0.0.0/8",        // private (RFC 1918)
    "100.64.0.0/10",     // carriers' own (RFC 6598); Alibaba's metadata 100.100.100.200
    "127.0.0.0/8",       // this machine
    "168.63.129.16/32",  // Azure's metadata, in the middle of public addresses
    "169.254.0.0/16",    // link-local; most clouds' metadata
    "172.16.0.0/12",     // private
    "192.0.0.0/24",      // protocol assignments
    "192.0.2.0/24",      // documentation
    "192.31.196.0/24",   // AS112
    "192.52.193.0/24",   // AMT
    "192.88.99.0/24",    // 6to4 relays
    "192.168.0.0/16",    // private
    "192.175.48.0/24",   // AS112
    "198.18.0.0/15",     // benchmarks
    "198.51.100.0/24",   // documentation
    "203.0.113.0/24",    // documentation
    "224.0.0.0/4",       // multicast
    "240.0.0.0/4",       // reserved, broadcast
};
// Version 6: only these are given out at all …
constexpr const char* kGivenOutV6 = "2000::/3";
// … but of them not these, most of which hold an address of version 4.
constexpr std::array kInsideV6{
    "2001::/23",          // protocol assignments, Teredo
    "2001:db8::/32",      // documentation
    "2002::/16",          // 6to4
    "2620:4f:8000::/48",  // AS112
    "3fff::/20",          // documentation
};

template <std::size_t N>
bool lies_in(const std::array<const char*, N>& networks, const NetworkAddress& address) {
  return std::any_of(networks.begin(), networks.end(), [&](const char* text) {
    const auto network = parse_network(text);
    LEDGER_INVARIANT(network.has_value());
    return network->contains(address);
  });
}

}  // namespace

bool NetworkAddress::is_v4() const {
  return std::equal(kMapped.begin(), kMapped.end(), bytes.begin());
}

std::optional<NetworkAddress> parse_address(std::string_view text) {
  const std::string ended(text);
  NetworkAddress address;
  if (::inet_pton(AF_INET6, ended.c_str(), address.bytes.data()) == 1) return address;
  std::copy(kMapped.begin(), kMapped.end(), address.bytes.begin());
  if (::inet_pton(AF_INET, ended.c_str(), &address.bytes[kMapped.size()]) == 1) return address;
  return std::nullopt;
}

std::string to_string(const NetworkAddress& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const bool v4 = address.is_v4();
  const auto* bytes = v4 ? &address.bytes[kMapped.size()] : address.bytes.data();
  ::inet_ntop(v4 ? AF_INET : AF_INET6, bytes, text.data(), text.size());
  return text.data();
}

bool is_public(const NetworkAddress& address) {
  if (address.is_v4()) return !lies_in(kInsideV4, address);
  return lies_in(std::array{kGivenOutV6}, address) && !lies_in(kInsideV6, address);
}

bool Network::contains(const NetworkAddress& address) const {
  const auto whole = bits / 8;
  if (std::memcmp(first.bytes.data(), address.bytes.data(), whole) != 0) return false;
  if (bits % 8 == 0) return true;
  const auto mask = static_cast<std::uint8_t>(0xff00U >> (bits % 8));
  return (first.bytes.at(whole) & mask) == (address.bytes.at(whole) & mask);
}

std::optional<Network> parse_network(std::string_view text) {
  const auto parts = split(text, '/');
  const auto address = parse_address(parts.front());
  if (!address || parts.size() > 2) return std::nullopt;
  const unsigned before = address->is_v4() ? kMappedBits : 0;
  if (parts.size() == 1) return Network{*address, kAddressBits};
  const auto bits = parse_number(parts[1]);
  if (!bits || *bits > kAddressBits - before) return std::nullopt;
  return Network{*address, before + static_cast<unsigned>(*bits)};
}

}  // namespace anxin::http
