// Who calls: the address at the other end, or the one that a trusted proxy says it stands for.
//
// Role: limits by address. A header is believed only from a peer that the operator has named.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/http/message.h"

namespace anxin::http {

/// The address that limits are kept by: of IPv6 the network of 64 bits, since one household has
/// 2^64 addresses. From one of the `proxies` it is the last address in the last X-Forwarded-For,
/// which is the one that this proxy has seen; the peer's own where there is none that is an
/// address.
[[nodiscard]] std::string caller_of(const RequestHead& head,
                                    const std::vector<std::string>& proxies);

/// Whether a text is an address of IPv4 or IPv6.
[[nodiscard]] bool is_address(std::string_view text);

}  // namespace anxin::http
