// Posting over sockets: resolve, check every address, connect to what was checked, ask, read a
// status.
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <mutex>

#include "api/http/post.h"
#include "api/http/target.h"
#include "api/http/tls.h"
#include "ledger/base/text.h"

namespace anxin::http {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kEndingLook{100};    // how often a wait looks whether the service ends
constexpr std::size_t kAddressesTried = 3;  // of a name with many
constexpr std::size_t kReadPiece = 4U << 10;
constexpr int kStatusFirst = 100;
constexpr int kStatusFinal = 200;
constexpr int kStatusEnd = 600;

sockaddr_in6 socket_address(const NetworkAddress& address, std::uint16_t port) {
  sockaddr_in6 to{};
  to.sin6_family = AF_INET6;
  to.sin6_port = htons(port);
  std::memcpy(&to.sin6_addr, address.bytes.data(), address.bytes.size());
  return to;
}

// Version 4 with a socket of its own, since a machine may be without version 6.
int begin_connection(int number, const NetworkAddress& address, std::uint16_t port) {
  if (!address.is_v4()) {
    const auto to = socket_address(address, port);
    return ::connect(number, reinterpret_cast<const sockaddr*>(&to), sizeof to);
  }
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(port);
  std::memcpy(&to.sin_addr, &address.bytes[12], sizeof to.sin_addr);
  return ::connect(number, reinterpret_cast<const sockaddr*>(&to), sizeof to);
}

bool is_connected(int number) {
  int error = 0;
  socklen_t size = sizeof error;
  return ::getsockopt(number, SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error == 0;
}

std::string head_of(const PostRequest& request, const Target& target) {
  auto head = fmt::format(
      "POST {} HTTP/1.1\r\nHost: {}\r\nUser-Agent: Anxin-Webhooks/1\r\nAccept: */*\r\n"
      "Connection: close\r\nContent-Type: application/json\r\nContent-Length: {}\r\n",
      target.path, target.authority, request.body.size());
  for (const auto& header : request.headers) head += header.name + ": " + header.value + "\r\n";
  return head + "\r\n";
}

// Of "HTTP/1.1 204 No Content"; 0 for what is no answer.
int status_in(std::string_view head) {
  const auto line = head.substr(0, head.find("\r\n"));
  const bool shaped = line.starts_with("HTTP/1.") && line.size() >= 12 && line[8] == ' ' &&
                      (line.size() == 12 || line[12] == ' ') && all_digits(line.substr(9, 3));
  if (!shaped) return 0;
  const int status = (line[9] - '0') * 100 + (line[10] - '0') * 10 + (line[11] - '0');
  return status >= kStatusFirst && status < kStatusEnd ? status : 0;
}

/// One request on its way.
class Attempt {
 public:
  Attempt(const PostOptions& options, const std::atomic<bool>& ending)
      : options_(options), ending_(ending), begun_(moment_now()) {}

  [[nodiscard]] Moment connect_by() const { return begun_ + options_.limits.connect; }
  [[nodiscard]] std::chrono::microseconds took() const {
    return std::chrono::duration_cast<std::chrono::microseconds>(moment_now() - begun_);
  }

  /// The first of the addresses that takes us, each with a share of what time is left.
  Descriptor connect(const std::vector<NetworkAddress>& addresses, std::uint16_t port) {
    const auto count = std::min(addresses.size(), kAddressesTried);
    for (std::size_t i = 0; i < count; ++i) {
      const auto left = connect_by() - moment_now();
      auto socket =
          connect(addresses[i], port, moment_now() + left / static_cast<std::int64_t>(count - i));
      if (socket.number() >= 0) return socket;
    }
    return Descriptor();
  }

  PostAnswer exchange(Channel& channel, std::string_view message) {
    if (!write_all(channel, message)) return failed(channel);
    std::string head;
    std::array<char, kReadPiece> piece{};
    std::size_t read = 0;
    while (read < options_.limits.answer_bytes) {
      if (ending_ || moment_now() >= whole_by()) return failed(channel);
      const auto transfer = channel.read(piece);
      if (transfer.moved == Moved::closed) return failed(channel);
      if (transfer.moved != Moved::some) {
        if (!wait(channel, transfer.moved)) return failed(channel);
        continue;
      }
      head.append(piece.data(), transfer.bytes);
      read += transfer.bytes;
      const auto status = final_status(head);
      if (!status) continue;
      if (*status == 0) break;
      channel.finish();
      return {PostOutcome::answered, *status, took()};
    }
    return {PostOutcome::no_answer, 0, took()};
  }

  [[nodiscard]] PostAnswer ended(PostOutcome outcome) const {
    return {ending_ ? PostOutcome::abandoned : outcome, 0, took()};
  }

 private:
  Descriptor connect(const NetworkAddress& address, std::uint16_t port, Moment until) {
    const int family = address.is_v4() ? AF_INET : AF_INET6;
    Descriptor socket(::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (socket.number() < 0) return socket;
    const int begun = begin_connection(socket.number(), address, port);
    if (begun != 0 && errno != EINPROGRESS) return Descriptor();
    const bool there =
        wait(socket.number(), Moved::must_write, until) && is_connected(socket.number());
    return there ? std::move(socket) : Descriptor();
  }

  bool write_all(Channel& channel, std::string_view bytes) {
    while (!bytes.empty()) {
      const auto transfer = channel.write(bytes);
      if (transfer.moved == Moved::closed) return false;
      bytes.remove_prefix(transfer.bytes);
      if (transfer.moved != Moved::some && !wait(channel, transfer.moved)) return false;
    }
    return true;
  }

  // Nothing while the head is not whole; 0 for what is no answer. Interim answers are passed over.
  static std::optional<int> final_status(std::string& head) {
    for (;;) {
      const auto end = head.find("\r\n\r\n");
      if (end == std::string::npos) return std::nullopt;
      const int status = status_in(head);
      if (status == 0 || status >= kStatusFinal) return status;
      head.erase(0, end + 4);
    }
  }

  [[nodiscard]] PostAnswer failed(const Channel& channel) const {
    if (moment_now() >= whole_by()) return ended(PostOutcome::timed_out);
    return ended(channel.greeted() ? PostOutcome::no_answer : PostOutcome::tls_refused);
  }

  [[nodiscard]] Moment whole_by() const { return begun_ + options_.limits.whole; }
  bool wait(const Channel& channel, Moved wants) {
    return wait(channel.descriptor(), wants, whole_by());
  }
  bool wait(int descriptor, Moved wants, Moment until) {
    while (!ending_ && moment_now() < until) {
      if (await(descriptor, wants, std::min(until, moment_now() + kEndingLook))) return true;
    }
    return false;
  }

  const PostOptions& options_;
  const std::atomic<bool>& ending_;
  Moment begun_;
};

class SocketPost final : public Post {
 public:
  SocketPost(PostOptions options, Resolver& resolver, const std::atomic<bool>& ending)
      : options_(std::move(options)), resolver_(resolver), ending_(ending) {}

  PostAnswer send(const PostRequest& request) override {
    Attempt attempt(options_, ending_);
    const auto target = parse_target(request.url, options_.networks);
    if (!target) return attempt.ended(PostOutcome::target_refused);
    const auto addresses = resolver_.resolve(target->host, attempt.connect_by());
    if (addresses.empty()) return attempt.ended(PostOutcome::not_resolved);
    const bool all_fit =
        std::all_of(addresses.begin(), addresses.end(), [&](const NetworkAddress& address) {
          return may_reach(target->scheme, address, options_.networks);
        });
    if (!all_fit) return attempt.ended(PostOutcome::target_refused);
    auto socket = attempt.connect(addresses, target->port);
    if (socket.number() < 0) return attempt.ended(PostOutcome::not_connected);
    const auto channel = open(*target, std::move(socket));
    if (channel == nullptr) return attempt.ended(PostOutcome::tls_refused);
    return attempt.exchange(*channel, head_of(request, *target) + request.body);
  }

 private:
  std::unique_ptr<Channel> open(const Target& target, Descriptor socket) {
    if (target.scheme == Scheme::http) return make_plain_channel(std::move(socket));
    auto* const client = trusting();
    return client == nullptr ? nullptr : client->open(std::move(socket), target.host);
  }

  TlsClient* trusting() {
    const std::lock_guard lock(mutex_);
    if (tls_ == nullptr) {
      if (auto client = options_.trust()) tls_ = std::move(*client);
    }
    return tls_.get();
  }

  PostOptions options_;
  Resolver& resolver_;
  const std::atomic<bool>& ending_;
  std::mutex mutex_;                // guards the one below until it is made
  std::unique_ptr<TlsClient> tls_;  // never replaced
};

}  // namespace

std::unique_ptr<Post> make_post(PostOptions options, Resolver& resolver,
                                const std::atomic<bool>& ending) {
  return std::make_unique<SocketPost>(std::move(options), resolver, ending);
}

}  // namespace anxin::http
