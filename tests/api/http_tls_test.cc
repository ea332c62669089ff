// The network's door under TLS, with a certificate made for the occasion.
#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <thread>

#include "api/http/transport.h"
#include "tests/support/http_caller.h"

namespace anxin::http {
namespace {

using std::chrono::milliseconds;
using test::HttpCaller;

template <auto Free>
struct FreeBy {
  template <class T>
  void operator()(T* thing) const {
    Free(thing);
  }
};
using Key = std::unique_ptr<EVP_PKEY, FreeBy<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, FreeBy<X509_free>>;
using ClientContext = std::unique_ptr<SSL_CTX, FreeBy<SSL_CTX_free>>;
using ClientSession = std::unique_ptr<SSL, FreeBy<SSL_free>>;

// A key and a certificate signed by it, in a folder that goes with them.
class TestCertificate {
 public:
  TestCertificate()
      : folder_(std::filesystem::temp_directory_path() /
                ("anxin-tls-" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(folder_);
    const Key key(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
    const Certificate certificate(X509_new());
    X509_set_version(certificate.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3'600);
    X509_set_pubkey(certificate.get(), key.get());
    X509_sign(certificate.get(), key.get(), EVP_sha256());
    std::FILE* file = std::fopen(files().certificate.c_str(), "w");
    PEM_write_X509(file, certificate.get());
    std::fclose(file);
    file = std::fopen(files().key.c_str(), "w");
    PEM_write_PrivateKey(file, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    std::fclose(file);
  }
  TestCertificate(const TestCertificate&) = delete;
  TestCertificate& operator=(const TestCertificate&) = delete;
  ~TestCertificate() { std::filesystem::remove_all(folder_); }
  [[nodiscard]] TlsFiles files() const {
    return {folder_ / "certificate.pem", folder_ / "key.pem"};
  }

 private:
  std::filesystem::path folder_;
};

class Hello final : public Handler {
 public:
  Admission admit(const RequestHead& /*head*/) override { return Admitted{1U << 20, {}}; }
  Response answer(const Request& request) override {
    return {200, {}, "hello" + std::string(request.body.size(), '!'), {}};
  }
  Response refuse(Reason /*reason*/, const RequestHead& /*head*/) override { return {}; }
};

class TlsDoor {
 public:
  TlsDoor() {
    Limits limits;
    limits.threads = 2;
    limits.read_timeout = milliseconds(200);
    ListenOptions options;
    options.tls = certificate_.files();
    options.limits = limits;
    transport = make_transport(options, hello_);
    port = transport->bind().value();
    serving_ = std::jthread([this] { transport->serve(); });
  }
  ~TlsDoor() {
    transport->stop();
    serving_.join();
  }

 private:
  TestCertificate certificate_;
  Hello hello_;

 public:
  std::unique_ptr<Transport> transport;
  std::uint16_t port = 0;

 private:
  std::jthread serving_;
};

// A client of OpenSSL's own over a caller's socket.
class TlsCaller {
 public:
  TlsCaller(std::uint16_t port, int highest)
      : caller_(port), context_(SSL_CTX_new(TLS_client_method())) {
    SSL_CTX_set_max_proto_version(context_.get(), highest);
    SSL_CTX_set_security_level(context_.get(), 0);
    session_.reset(SSL_new(context_.get()));
    SSL_set_fd(session_.get(), caller_.socket());
  }
  bool greet() { return SSL_connect(session_.get()) == 1; }
  bool say(std::string_view bytes) {
    return SSL_write(session_.get(), bytes.data(), static_cast<int>(bytes.size())) > 0;
  }
  std::string hear() {
    std::string part(4'096, '\0');
    const int got = SSL_read(session_.get(), part.data(), static_cast<int>(part.size()));
    part.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return part;
  }

 private:
  HttpCaller caller_;
  ClientContext context_;
  ClientSession session_;
};

TEST(HttpTls, AnswersManyRequestsOnOneConnection) {
  TlsDoor door;
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    TlsCaller caller(door.port, version);
    ASSERT_TRUE(caller.greet());
    for (int i = 0; i < 20; ++i) {
      ASSERT_TRUE(caller.say("GET / HTTP/1.1\r\nhost: a\r\n\r\n"));
      EXPECT_TRUE(caller.hear().ends_with("\r\n\r\nhello"));
    }
  }
}

TEST(HttpTls, ReadsABodyOfManyRecords) {
  TlsDoor door;
  TlsCaller caller(door.port, TLS1_3_VERSION);
  ASSERT_TRUE(caller.greet());
  caller.say("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 200000\r\n\r\n" +
             std::string(200'000, 'a'));
  std::string all;
  while (!all.ends_with(std::string(200'000, '!'))) {
    const auto part = caller.hear();
    ASSERT_FALSE(part.empty());
    all += part;
  }
}

TEST(HttpTls, RefusesVersionsThatAreBroken) {
  TlsDoor door;
  EXPECT_FALSE(TlsCaller(door.port, TLS1_1_VERSION).greet());
  EXPECT_TRUE(TlsCaller(door.port, TLS1_2_VERSION).greet());
}

TEST(HttpTls, HangsUpOnWhoSpeaksPlainly) {
  TlsDoor door;
  HttpCaller plain(door.port);
  plain.say("GET / HTTP/1.1\r\nhost: a\r\n\r\n");
  const auto all = plain.hear_all();
  EXPECT_EQ(all.find("HTTP/1.1 200"), std::string::npos);
  EXPECT_TRUE(plain.hung_up());
}

TEST(HttpTls, HangsUpOnWhoNeverGreetsAndServesOthersMeanwhile) {
  TlsDoor door;
  HttpCaller silent(door.port);
  HttpCaller half(door.port);
  half.say("\x16\x03\x01");
  TlsCaller caller(door.port, TLS1_3_VERSION);
  ASSERT_TRUE(caller.greet());
  caller.say("GET / HTTP/1.1\r\nhost: a\r\n\r\n");
  EXPECT_TRUE(caller.hear().ends_with("hello"));
  EXPECT_TRUE(silent.hung_up());
  EXPECT_TRUE(half.hung_up());
}

TEST(HttpTls, RefusesAKeyThatIsNotTheCertificates) {
  const TestCertificate one;
  auto files = one.files();
  files.key = files.certificate;
  Hello hello;
  ListenOptions options;
  options.tls = files;
  const auto refused = make_transport(options, hello)->bind();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, kTlsUnreadable);
}

}  // namespace
}  // namespace anxin::http
