// TLS at the server's end: certificate and key, and a channel over them. The only file of the room
// that knows OpenSSL, tls.cc, stands behind it.
//
// Threads: a context is used by many channels at once.
#pragma once

#include <memory>

#include "api/http/channel.h"
#include "api/http/transport.h"

namespace anxin::http {

class TlsContext {
 public:
  virtual ~TlsContext() = default;
  /// The handshake happens within the first reads.
  [[nodiscard]] virtual std::unique_ptr<Channel> open(Descriptor socket) = 0;
};

/// TLS 1.2 and 1.3, http/1.1 only. Refuses: http.tls-unreadable.
[[nodiscard]] Result<std::unique_ptr<TlsContext>> make_tls(const TlsFiles& files);

}  // namespace anxin::http
