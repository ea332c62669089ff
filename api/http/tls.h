// TLS at either end: a server's certificate and key, or whom a client trusts, and a channel over
// them. The only file of the room that knows OpenSSL, tls.cc, stands behind it.
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

class TlsClient {
 public:
  virtual ~TlsClient() = default;
  /// The handshake happens within the first writes. It fails unless the certificate is of `host`
  /// (a name, or an address) and of somebody whom this machine trusts. Null where memory ends.
  [[nodiscard]] virtual std::unique_ptr<Channel> open(Descriptor socket,
                                                      const std::string& host) = 0;
};

/// TLS 1.2 and 1.3; trusts whom the system trusts (SSL_CERT_FILE names others).
/// Refuses: http.tls-unreadable.
[[nodiscard]] Result<std::unique_ptr<TlsClient>> make_tls_client();

}  // namespace anxin::http
