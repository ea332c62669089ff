#include "tests/bench/http_load.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <ctime>

#include "ledger/base/invariant.h"

namespace anxin::bench {
namespace {

constexpr std::size_t kReadBytes = 64U << 10;
constexpr std::string_view kEndOfHead = "\r\n\r\n";
constexpr std::string_view kLength = "Content-Length: ";  // as cpp-httplib writes it

Seconds thread_cpu() {
  timespec spent{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
  return std::chrono::seconds(spent.tv_sec) + std::chrono::nanoseconds(spent.tv_nsec);
}

int connect_to(std::uint16_t port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  LEDGER_INVARIANT(socket >= 0);
  sockaddr_in there{};
  there.sin_family = AF_INET;
  there.sin_port = htons(port);
  there.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int yes = 1;
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  const int connected = ::connect(socket, reinterpret_cast<const sockaddr*>(&there), sizeof there);
  LEDGER_INVARIANT(connected == 0);
  LEDGER_INVARIANT(::fcntl(socket, F_SETFL, O_NONBLOCK) == 0);
  return socket;
}

// Bytes of the whole answer at the front of what has come; 0: not yet.
std::size_t whole_answer(std::string_view bytes) {
  const auto head = bytes.find(kEndOfHead);
  if (head == std::string_view::npos) return 0;
  const auto at = bytes.substr(0, head).find(kLength);
  LEDGER_INVARIANT(at != std::string_view::npos);
  const auto length = std::strtoull(bytes.data() + at + kLength.size(), nullptr, 10);
  const auto size = head + kEndOfHead.size() + length;
  return bytes.size() >= size ? size : 0;
}

void check(std::string_view answer) {
  const bool good =
      answer.starts_with("HTTP/1.1 2") && answer.find(R"("ok":false)") == std::string_view::npos;
  if (!good) fmt::print(stderr, "{}\n", answer.substr(0, 2'000));
  LEDGER_INVARIANT(good);
}

}  // namespace

std::string request_bytes(const HttpRequest& request) {
  auto bytes = fmt::format("{} {} HTTP/1.1\r\nHost: 127.0.0.1\r\n", request.method, request.target);
  if (!request.secret.empty()) bytes += "Authorization: Bearer " + request.secret + "\r\n";
  if (!request.idempotency_key.empty()) {
    bytes += "Idempotency-Key: " + request.idempotency_key + "\r\n";
  }
  if (!request.reason.empty()) bytes += "Anxin-Reason: " + request.reason + "\r\n";
  if (request.method != "GET") bytes += fmt::format("Content-Length: {}\r\n", request.body.size());
  return bytes + "\r\n" + request.body;
}

struct HttpLoad::Line {
  explicit Line(int connected) : socket(connected) {}
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;
  ~Line() { ::close(socket); }

  int socket;
  std::string out;
  std::size_t sent = 0;
  std::string in;
  SteadyClock::time_point asked;
};

HttpLoad::HttpLoad(std::uint16_t port, std::size_t connections)
    : epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
  LEDGER_INVARIANT(epoll_ >= 0);
  while (lines_.size() < connections) {
    lines_.push_back(std::make_unique<Line>(connect_to(port)));
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.ptr = lines_.back().get();
    ::epoll_ctl(epoll_, EPOLL_CTL_ADD, lines_.back()->socket, &event);
  }
}

HttpLoad::~HttpLoad() { ::close(epoll_); }

void HttpLoad::ask(std::size_t requests, const Next& next) {
  micros_.reserve(micros_.size() + requests);
  left_ = requests;
  const Stopwatch watch(spent_);
  const auto cpu_before = thread_cpu();
  for (auto& line : lines_) begin(*line, next);
  std::array<epoll_event, 256> events{};
  while (under_way_ > 0) {
    const int count = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), -1);
    for (int i = 0; i < count; ++i) {
      const auto& event = events[static_cast<std::size_t>(i)];
      auto& line = *static_cast<Line*>(event.data.ptr);
      if ((event.events & EPOLLOUT) != 0) send(line);
      if ((event.events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0) receive(line, next);
    }
  }
  client_cpu_ += thread_cpu() - cpu_before;
}

void HttpLoad::begin(Line& line, const Next& next) {
  if (left_ == 0) return;
  --left_;
  ++under_way_;
  line.out = next();
  line.sent = 0;
  line.asked = SteadyClock::now();
  send(line);
}

void HttpLoad::send(Line& line) {
  const auto rest = std::string_view(line.out).substr(line.sent);
  const auto put = ::send(line.socket, rest.data(), rest.size(), MSG_NOSIGNAL);
  LEDGER_INVARIANT(put >= 0 || errno == EAGAIN);
  const bool waited = line.sent > 0;
  line.sent += put < 0 ? 0 : static_cast<std::size_t>(put);
  if (line.sent < line.out.size()) return watch(line, EPOLLIN | EPOLLOUT);
  if (waited) watch(line, EPOLLIN);
}

void HttpLoad::watch(const Line& line, std::uint32_t events) const {
  epoll_event event{};
  event.events = events;
  event.data.ptr = const_cast<Line*>(&line);  // NOLINT(cppcoreguidelines-pro-type-const-cast)
  ::epoll_ctl(epoll_, EPOLL_CTL_MOD, line.socket, &event);
}

void HttpLoad::receive(Line& line, const Next& next) {
  std::array<char, kReadBytes> part;  // NOLINT(cppcoreguidelines-pro-type-member-init): read into
  const auto got = ::recv(line.socket, part.data(), part.size(), 0);
  if (got < 0 && errno == EAGAIN) return;
  LEDGER_INVARIANT(got > 0);
  line.in.append(part.data(), static_cast<std::size_t>(got));
  const auto size = whole_answer(line.in);
  if (size == 0) return;
  micros_.push_back(micros_since(line.asked));
  check(std::string_view(line.in).substr(0, size));
  line.in.erase(0, size);
  --under_way_;
  begin(line, next);
}

}  // namespace anxin::bench
