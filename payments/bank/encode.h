// UTF-8 to the encodings that banks take, strictly: no character is replaced or dropped.
//
// Role: outgoing_file.h writes with it; decode.h is the way back.
// Source: formats.md section 4: GBK cannot hold 䶮, 𠮷, 㑇, €; iconv's //TRANSLIT would write "?".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "payments/domain/outgoing_profile.h"

namespace anxin::bank {

/// An open converter. Threads: one.
class Encoder {
 public:
  explicit Encoder(payments::TextEncoding encoding);
  ~Encoder();
  Encoder(const Encoder&) = delete;
  Encoder& operator=(const Encoder&) = delete;

  /// Nothing where the text is not UTF-8 or the encoding cannot hold it.
  [[nodiscard]] std::optional<std::string> encode(std::string_view utf8) const;

 private:
  void* converter_;  // iconv_t; null for UTF-8
};

}  // namespace anxin::bank
