// The network, behind a door: listens, guards, reads requests within limits, writes answers.
//
// Role: api/app makes one and gives it the handler (api/routes).
// Threads: the handler is called from many at once.
// Source: reliability.md, row 19 and the facts on cpp-httplib.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "api/http/message.h"
#include "ledger/base/result.h"

namespace anxin::http {

inline constexpr Reason kListenFailed{"http.listen-failed"};    ///< the port is taken or not ours
inline constexpr Reason kTlsUnreadable{"http.tls-unreadable"};  ///< certificate or key

/// What the guard refuses before a route is looked for, in this order.
inline constexpr Reason kHeaderTooLarge{"http.header-too-large"};  ///< 431
inline constexpr Reason kFraming{"http.framing"};                  ///< 400: not one clear request
inline constexpr Reason kBodyEncoded{"http.body-encoded"};         ///< 415: Content-Encoding
inline constexpr Reason kLengthRequired{"http.length-required"};   ///< 411: none, or chunked
inline constexpr Reason kBodyTooLarge{"http.body-too-large"};      ///< 413
inline constexpr Reason kOwnBodies{"http.own-bodies"};             ///< 429, Retry-After
inline constexpr Reason kOverloaded{"http.overloaded"};            ///< 503, Retry-After
inline constexpr Reason kTooSlow{"http.too-slow"};                 ///< 408

inline constexpr std::array kTransportReasons{
    kListenFailed,   kTlsUnreadable, kHeaderTooLarge, kFraming,    kBodyEncoded,
    kLengthRequired, kBodyTooLarge,  kOwnBodies,      kOverloaded, kTooSlow};

/// The status that belongs to a reason above; 500 for any other.
[[nodiscard]] int status_of(Reason reason);

/// Only a request whose head is whole takes a thread: idle connections, slow heads and answers that
/// are taken slowly (unless streamed) hold none.
struct Limits {
  std::size_t threads = 64;   ///< requests under way at once; three fourths of them may wait for
                              ///< bodies (beyond: 503), one fourth for one caller's (beyond: 429)
  std::size_t waiting = 256;  ///< requests that wait for a thread; beyond: 503
  std::size_t connections = 1'024;  ///< open at once; beyond: the longest idle one goes, or 503
  std::size_t per_peer = 320;       ///< of one address, likewise; a proxy is one address
  std::size_t unsent_bytes =
      256U << 20;                       ///< of whole answers that slow readers have not taken yet;
                                        ///< beyond, an answer holds its thread until it is taken
  std::size_t body_bytes = 256U << 20;  ///< of all large bodies under way, by the length that their
                                        ///< heads announce; beyond: 503. Two of the largest files
  std::size_t own_body_bytes = 128U << 20;  ///< of one caller's; beyond: 429. One of them
  std::size_t small_body = 256U << 10;   ///< not counted there: 64 threads hold 16 MiB of them, and
                                         ///< slow large ones keep nobody's out
  std::size_t header_bytes = 16U << 10;  ///< request line and headers together
  std::size_t target_bytes = 4U << 10;
  std::chrono::milliseconds read_timeout{5'000};       ///< between two bytes of a request
  std::chrono::milliseconds request_deadline{30'000};  ///< for a whole request with its body …
  std::size_t bytes_per_second = 64U << 10;  ///< … longer for a body that comes at this rate
  std::chrono::milliseconds write_timeout{10'000};  ///< until a reader takes some of an answer;
                                                    ///< a whole answer: as a request
  std::chrono::milliseconds keep_alive{30'000};
  std::chrono::milliseconds stop_grace{5'000};  ///< for what is under way when stop() is called
};

struct TlsFiles {
  std::string certificate;  ///< PEM, the chain
  std::string key;          ///< PEM
};

struct ListenOptions {
  std::string host = "127.0.0.1";
  std::uint16_t port = 0;  ///< 0: any that is free
  std::optional<TlsFiles> tls;
  Limits limits;
};

/// Whose body is let in, and up to how many bytes.
struct Admitted {
  std::size_t bytes_max = 0;
  std::string caller{};  ///< a login, or an address where nobody is known: for its part of the
                         ///< room, and of the threads that wait for bodies
};
/// Let the body in, or answer at once.
using Admission = std::variant<Admitted, Response>;

/// What stands behind the door.
class Handler {
 public:
  virtual ~Handler() = default;
  /// Decides by the head alone, before a byte of the body is read: who is it, may it, how much.
  [[nodiscard]] virtual Admission admit(const RequestHead& head) = 0;
  /// What it throws is answered 500 without a word of it.
  [[nodiscard]] virtual Response answer(const Request& request) = 0;
  /// How a refusal of the transport itself (one of the reasons above) is said. The head holds what
  /// was understood of it; the status, Retry-After and Connection are the transport's. Must not
  /// wait: other connections do meanwhile.
  [[nodiscard]] virtual Response refuse(Reason reason, const RequestHead& head) = 0;
};

struct TransportMetrics {
  std::uint64_t connections = 0;   ///< accepted
  std::uint64_t refused = 0;       ///< by the guard or for want of a thread
  std::uint64_t waiting = 0;       ///< now
  std::uint64_t busy = 0;          ///< threads now
  std::uint64_t body_bytes = 0;    ///< of large bodies under way now
  std::uint64_t unsent_bytes = 0;  ///< of answers that wait for slow readers now
  std::uint64_t open = 0;          ///< connections now
};

class Transport {
 public:
  virtual ~Transport() = default;
  /// Binds. Answers the port. Refuses: http.listen-failed, http.tls-unreadable.
  [[nodiscard]] virtual Result<std::uint16_t> bind() = 0;
  /// Serves until stop(); answers what is under way first. Blocks.
  virtual void serve() = 0;
  /// From any thread or a signal's watcher: no new connections, idle ones are closed, what is under
  /// way is answered within Limits::stop_grace, then serve() returns. A handler that does not
  /// return holds serve() up.
  virtual void stop() = 0;
  [[nodiscard]] virtual TransportMetrics metrics() const = 0;
};

/// Requires: the handler outlives the transport.
[[nodiscard]] std::unique_ptr<Transport> make_transport(ListenOptions options, Handler& handler);

}  // namespace anxin::http
