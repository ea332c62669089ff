// Posts a message to a place that a stranger has named, and tells only how it went.
//
// Role: webhooks. Nothing of the answer but its status is kept; no redirect is followed.
// Threads: any; a call waits, no longer than its limits.
// Source: reliability.md, row 19: targets are checked again at each try.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "api/http/channel.h"
#include "api/http/message.h"
#include "api/http/network_address.h"
#include "api/http/tls.h"
#include "ledger/base/result.h"

namespace anxin::http {

enum class PostOutcome : std::uint8_t {
  answered,        ///< with a status, whatever it is
  target_refused,  ///< the place, or an address behind its name, is an inside one
  not_resolved,    ///< its name has no address
  not_connected,
  tls_refused,  ///< its certificate is not of this name, or of nobody whom we trust
  timed_out,
  no_answer,  ///< it hung up, or said what is no answer
  abandoned   ///< the service ends; nothing is known
};

struct PostRequest {
  std::string url;
  Headers headers;
  std::string body;  ///< JSON
};

struct PostAnswer {
  PostOutcome outcome = PostOutcome::abandoned;
  int status = 0;  ///< above 0 with PostOutcome::answered
  std::chrono::microseconds took{0};
};

class Post {
 public:
  virtual ~Post() = default;
  [[nodiscard]] virtual PostAnswer send(const PostRequest& request) = 0;
};

/// Names to addresses; a test has its own.
class Resolver {
 public:
  virtual ~Resolver() = default;
  /// Every address of the name; none where there is none or the moment has come before.
  [[nodiscard]] virtual std::vector<NetworkAddress> resolve(const std::string& host,
                                                            Moment until) = 0;
};
/// The machine's own. `ending` outlives it: nobody waits any longer.
[[nodiscard]] std::unique_ptr<Resolver> make_resolver(const std::atomic<bool>& ending);

struct PostLimits {
  std::chrono::milliseconds connect{5'000};  ///< until the name is an address and a socket
  std::chrono::milliseconds whole{15'000};   ///< until the status is there
  std::size_t answer_bytes = 64U << 10;      ///< of the head; beyond, it is no answer
};

struct PostOptions {
  std::vector<Network> networks;  ///< inside ones that the operator allows
  PostLimits limits{};
  /// Reads whom the system trusts, at the first https; what fails is asked for again at the next.
  std::function<Result<std::unique_ptr<TlsClient>>()> trust = make_tls_client;
};

/// Over sockets of its own: connects to the very address that it has checked, and looks for
/// the name in the certificate. `ending` abandons what is under way. Requires: all outlive it.
[[nodiscard]] std::unique_ptr<Post> make_post(PostOptions options, Resolver& resolver,
                                              const std::atomic<bool>& ending);

}  // namespace anxin::http
