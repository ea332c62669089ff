#include "api/http/tls.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <limits>
#include <utility>

#include "api/http/network_address.h"

namespace anxin::http {
namespace {

struct FreeContext {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
struct FreeSession {
  void operator()(SSL* session) const { SSL_free(session); }
};
using ContextOwner = std::unique_ptr<SSL_CTX, FreeContext>;
using SessionOwner = std::unique_ptr<SSL, FreeSession>;

int clamp_to_int(std::size_t bytes) {
  constexpr auto most = static_cast<std::size_t>(std::numeric_limits<int>::max());
  return static_cast<int>(std::min(bytes, most));
}

class TlsChannel final : public Channel {
 public:
  TlsChannel(SessionOwner session, Descriptor socket)
      : socket_(std::move(socket)), session_(std::move(session)) {}

  Transfer read(std::span<char> into) override {
    ERR_clear_error();
    return outcome(SSL_read(session_.get(), into.data(), clamp_to_int(into.size())));
  }
  Transfer write(std::string_view bytes) override {
    ERR_clear_error();
    return outcome(SSL_write(session_.get(), bytes.data(), clamp_to_int(bytes.size())));
  }
  void finish() override {
    ERR_clear_error();
    if (greeted() && !failed_) SSL_shutdown(session_.get());
    ::shutdown(socket_.number(), SHUT_WR);
  }
  [[nodiscard]] bool buffered() const override { return SSL_has_pending(session_.get()) == 1; }
  [[nodiscard]] bool greeted() const override { return SSL_is_init_finished(session_.get()) == 1; }
  [[nodiscard]] int descriptor() const override { return socket_.number(); }

 private:
  Transfer outcome(int moved) {
    if (moved > 0) return {Moved::some, static_cast<std::size_t>(moved)};
    const int error = SSL_get_error(session_.get(), moved);
    if (error == SSL_ERROR_WANT_READ) return {Moved::must_read, 0};
    if (error == SSL_ERROR_WANT_WRITE) return {Moved::must_write, 0};
    failed_ = true;
    return {Moved::closed, 0};
  }

  Descriptor socket_;
  SessionOwner session_;
  bool failed_ = false;
};

class OpenSslContext final : public TlsContext {
 public:
  explicit OpenSslContext(ContextOwner context) : context_(std::move(context)) {}

  std::unique_ptr<Channel> open(Descriptor socket) override {
    SessionOwner session(SSL_new(context_.get()));
    if (session == nullptr || SSL_set_fd(session.get(), socket.number()) != 1) return nullptr;
    SSL_set_accept_state(session.get());
    return std::make_unique<TlsChannel>(std::move(session), std::move(socket));
  }

 private:
  ContextOwner context_;
};

class OpenSslClient final : public TlsClient {
 public:
  explicit OpenSslClient(ContextOwner context) : context_(std::move(context)) {}

  std::unique_ptr<Channel> open(Descriptor socket, const std::string& host) override {
    SessionOwner session(SSL_new(context_.get()));
    if (session == nullptr || SSL_set_fd(session.get(), socket.number()) != 1) return nullptr;
    if (!expect_host(session.get(), host)) return nullptr;
    SSL_set_connect_state(session.get());
    return std::make_unique<TlsChannel>(std::move(session), std::move(socket));
  }

 private:
  // An address is no name of RFC 6066: it is not sent, only looked for.
  static bool expect_host(SSL* session, const std::string& host) {
    auto* const wanted = SSL_get0_param(session);
    if (parse_address(host)) {
      return X509_VERIFY_PARAM_set1_ip_asc(wanted, host.c_str()) == 1;
    }
    X509_VERIFY_PARAM_set_hostflags(wanted, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    // The library's macro for this casts as C does.
    return SSL_ctrl(session, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
                    const_cast<char*>(host.c_str())) == 1 &&
           X509_VERIFY_PARAM_set1_host(wanted, host.c_str(), host.size()) == 1;
  }

  ContextOwner context_;
};

int choose_http_1_1(SSL* /*session*/, const unsigned char** chosen, unsigned char* length,
                    const unsigned char* offered, unsigned int offered_length, void* /*unused*/) {
  static constexpr std::array<unsigned char, 9> ours{8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
  unsigned char* found = nullptr;
  const int outcome =
      SSL_select_next_proto(&found, length, ours.data(), ours.size(), offered, offered_length);
  *chosen = found;
  return outcome == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

void set_modes(SSL_CTX* context) {
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_options(
      context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_alpn_select_cb(context, &choose_http_1_1, nullptr);
}

}  // namespace

Result<std::unique_ptr<TlsContext>> make_tls(const TlsFiles& files) {
  // OpenSSL writes without MSG_NOSIGNAL; who hangs up must not end the process.
  std::signal(SIGPIPE, SIG_IGN);
  ContextOwner context(SSL_CTX_new(TLS_server_method()));
  if (context == nullptr) return fail(kTlsUnreadable);
  set_modes(context.get());
  if (SSL_CTX_use_certificate_chain_file(context.get(), files.certificate.c_str()) != 1) {
    return fail(kTlsUnreadable, {{"file", files.certificate}});
  }
  if (SSL_CTX_use_PrivateKey_file(context.get(), files.key.c_str(), SSL_FILETYPE_PEM) != 1 ||
      SSL_CTX_check_private_key(context.get()) != 1) {
    return fail(kTlsUnreadable, {{"file", files.key}});
  }
  return std::make_unique<OpenSslContext>(std::move(context));
}

Result<std::unique_ptr<TlsClient>> make_tls_client() {
  std::signal(SIGPIPE, SIG_IGN);
  ContextOwner context(SSL_CTX_new(TLS_client_method()));
  if (context == nullptr || SSL_CTX_set_default_verify_paths(context.get()) != 1) {
    return fail(kTlsUnreadable, {{"file", "SSL_CERT_FILE"}});
  }
  SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
  SSL_CTX_set_options(context.get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
  SSL_CTX_set_mode(context.get(),
                   SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
  return std::make_unique<OpenSslClient>(std::move(context));
}

}  // namespace anxin::http
