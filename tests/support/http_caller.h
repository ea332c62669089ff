// A caller over a real loopback socket, who says exactly the bytes he is told to say.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace anxin::test {

struct HttpAnswer {
  int status = 0;
  std::string head;  ///< status line and headers, in lower case
  std::string body;

  [[nodiscard]] bool says(std::string_view header) const {
    return head.find(header) != std::string::npos;
  }
};

class HttpCaller {
 public:
  struct From {
    const char* address = "127.0.0.1";  ///< any of 127.0.0.0/8
    int receive_bytes = 0;              ///< room for what comes; 0: the kernel's choice
  };

  explicit HttpCaller(std::uint16_t port) : HttpCaller(port, From{}) {}
  HttpCaller(std::uint16_t port, From from) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    if (from.receive_bytes > 0) {
      ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &from.receive_bytes, sizeof(int));
    }
    const auto own = address(from.address, 0);
    const auto there = address("127.0.0.1", port);
    ::bind(socket_, as_address(own), sizeof own);
    ended_ = ::connect(socket_, as_address(there), sizeof there) != 0;
  }
  HttpCaller(HttpCaller&& other) noexcept
      : socket_(std::exchange(other.socket_, -1)), heard_(std::move(other.heard_)) {}
  HttpCaller(const HttpCaller&) = delete;
  HttpCaller& operator=(const HttpCaller&) = delete;
  ~HttpCaller() {
    if (socket_ >= 0) ::close(socket_);
  }

  /// False when the other end takes no more within the patience.
  bool say(std::string_view bytes) {  // NOLINT(modernize-use-nodiscard): the answer tells as well
    while (!bytes.empty()) {
      if (!ready(POLLOUT)) return false;
      const auto put = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
      if (put < 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    return true;
  }

  /// The next answer; nothing when no whole one comes within the patience.
  std::optional<HttpAnswer> hear(std::string_view method = "GET") {
    auto end = heard_.find("\r\n\r\n");
    for (; end == std::string::npos; end = heard_.find("\r\n\r\n")) {
      if (!hear_more()) return std::nullopt;
    }
    HttpAnswer answer{0, lower_case(heard_.substr(0, end + 2)), {}};
    heard_.erase(0, end + 4);
    answer.status = std::atoi(answer.head.c_str() + std::string_view("http/1.1 ").size());
    if (method == "HEAD" || answer.status == 100) return answer;
    if (answer.says("transfer-encoding: chunked")) return hear_chunks(std::move(answer));
    const auto length = length_of(answer.head);
    while (heard_.size() < length) {
      if (!hear_more()) return std::nullopt;
    }
    answer.body = heard_.substr(0, length);
    heard_.erase(0, length);
    return answer;
  }

  /// All that comes until the other end hangs up, or until the patience is over.
  std::string hear_all() {
    while (hear_more()) continue;
    return std::exchange(heard_, {});
  }
  /// Whether the other end hangs up within the patience, whatever it says before.
  bool hung_up() {
    hear_all();
    return ended_;
  }
  /// Takes once what lies there, and waits for nothing.
  void sip(std::size_t bytes) {
    std::string part(bytes, '\0');
    [[maybe_unused]] const auto got = ::recv(socket_, part.data(), part.size(), MSG_DONTWAIT);
  }
  void be_patient(std::chrono::milliseconds patience) { patience_ = patience; }
  [[nodiscard]] int socket() const { return socket_; }

 private:
  static sockaddr_in address(const char* text, std::uint16_t port) {
    sockaddr_in made{};
    made.sin_family = AF_INET;
    made.sin_port = htons(port);
    ::inet_pton(AF_INET, text, &made.sin_addr);
    return made;
  }
  static const sockaddr* as_address(const sockaddr_in& made) {
    return reinterpret_cast<const sockaddr*>(&made);
  }
  static std::string lower_case(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
  }
  static std::size_t length_of(const std::string& head) {
    constexpr std::string_view name = "\r\ncontent-length: ";
    const auto at = head.find(name);
    return at == std::string::npos ? 0 : std::strtoul(head.c_str() + at + name.size(), nullptr, 10);
  }

  [[nodiscard]] bool ready(short events) const {
    pollfd waiting{socket_, events, 0};
    return ::poll(&waiting, 1, static_cast<int>(patience_.count())) > 0;
  }
  bool hear_more() {
    if (ended_ || !ready(POLLIN)) return false;
    std::array<char, 65'536> part{};
    const auto got = ::recv(socket_, part.data(), part.size(), 0);
    ended_ = got <= 0;
    if (!ended_) heard_.append(part.data(), static_cast<std::size_t>(got));
    return !ended_;
  }
  std::optional<HttpAnswer> hear_chunks(HttpAnswer answer) {
    for (;;) {
      const auto line = heard_.find("\r\n");
      const auto size = line == std::string::npos ? 0 : std::strtoul(heard_.c_str(), nullptr, 16);
      if (line == std::string::npos || heard_.size() < line + size + 4) {
        if (!hear_more()) return std::nullopt;
        continue;
      }
      answer.body += heard_.substr(line + 2, size);
      heard_.erase(0, line + size + 4);
      if (size == 0) return answer;
    }
  }

  int socket_;
  std::string heard_;
  bool ended_ = false;
  std::chrono::milliseconds patience_{5'000};
};

}  // namespace anxin::test
