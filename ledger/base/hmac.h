// A message's authenticity by a shared secret, and bytes as text that others read.
//
// Source: RFC 2104 with SHA-256; RFC 4648, 4 (base64 with padding).
#pragma once

#include <string>
#include <string_view>

namespace anxin {

/// 32 bytes. A key of any length.
[[nodiscard]] std::string hmac_sha256(std::string_view key, std::string_view bytes);

[[nodiscard]] std::string to_base64(std::string_view bytes);

}  // namespace anxin
