// Where a message is posted to, as a stranger has written it.
//
// Role: the first of two looks at it; the second looks at the addresses behind the name, at each
//       try (post.h).
// Source: reliability.md, row 19.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/network_address.h"
#include "ledger/base/result.h"

namespace anxin::http {

/// Not https://host[:port][/path][?query], or too long; details: max.
inline constexpr Reason kTargetMalformed{"webhook.url-malformed"};
/// Neither 443, 8443 nor above 1 023. Details: port.
inline constexpr Reason kTargetPort{"webhook.url-port"};
/// An address of an inside network. Details: host.
inline constexpr Reason kTargetInside{"webhook.url-inside"};
/// http:// where no network is allowed it.
inline constexpr Reason kTargetPlain{"webhook.url-plain"};
inline constexpr std::array kTargetReasons{kTargetMalformed, kTargetPort, kTargetInside,
                                           kTargetPlain};

inline constexpr std::size_t kTargetBytesMax = 2'048;  // what other senders take

enum class Scheme : std::uint8_t { https, http };

struct Target {
  Scheme scheme = Scheme::https;
  std::string host;  ///< small letters, or an address without brackets
  std::uint16_t port = 443;
  std::string path;       ///< with the query; begins with '/'
  std::string authority;  ///< as the Host header has it
};

/// `networks`: inside ones that the operator of the machine allows; only to these goes http.
/// Refuses: webhook.url-malformed, webhook.url-port, webhook.url-plain, webhook.url-inside (an
///          address, or a name that stands for this machine).
[[nodiscard]] Result<Target> parse_target(std::string_view url,
                                          const std::vector<Network>& networks);

/// Whether the scheme may be spoken with this address.
[[nodiscard]] bool may_reach(Scheme scheme, const NetworkAddress& address,
                             const std::vector<Network>& networks);

}  // namespace anxin::http
