// A door of the network with an echo behind it: real sockets, tiny limits.
//
// Role: the arrange step of the tests of api/http.
#pragma once

#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <semaphore>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include "api/http/transport.h"
#include "tests/support/http_caller.h"

namespace anxin::http::tests {

using std::chrono::milliseconds;
using std::chrono::steady_clock;
using test::HttpCaller;

inline constexpr std::size_t kBodyMax = 1'000;
// Not "at once", so that a busy machine may take its time, and far from "never".
inline constexpr milliseconds kSoon{5'000};
inline constexpr std::size_t kBigAnswer = 8U << 20;

// Answers with what it has understood; /wait waits for the test, /stream streams.
class Echo final : public Handler {
 public:
  Admission admit(const RequestHead& head) override {
    if (head.path == "/forbidden") return Response{403, {}, "no", {}};
    const auto caller = find(head.headers, "x-caller").value_or("");
    return Admitted{head.path == "/large" ? 64U << 20 : kBodyMax, std::string(caller)};
  }
  Response answer(const Request& request) override {
    ++answered;
    const auto& path = request.head.path;
    if (path == "/throw") throw std::runtime_error("the secret of the house");
    if (path == "/throw-odd") throw 7;
    if (path == "/wait") open_now.acquire();
    if (path == "/empty") return {204, {}, {}, {}};
    if (path == "/big") return {200, {}, std::string(kBigAnswer, 'b'), {}};
    if (path == "/stream") return streamed(1'000, "sixteen letters\n");
    if (path == "/stream-big") return streamed(512, std::string(16U << 10, 's'));
    if (path == "/stream-throw") return broken_off({});
    if (path == "/stream-throw-late") return broken_off("begun");
    if (path == "/split") return {200, {{"x-note", "a\r\nset-cookie: b"}}, {}, {}};
    return {
        200, {{"content-type", "text/plain"}, {"x-peer", request.head.peer}}, said(request), {}};
  }
  Response refuse(Reason reason, const RequestHead& head) override {
    const auto language = find(head.headers, "accept-language").value_or("");
    return {0, {{"x-language", std::string(language)}}, std::string(reason.word()), {}};
  }

  std::counting_semaphore<> open_now{0};
  std::atomic<int> answered{0};

 private:
  Response streamed(std::size_t lines, std::string line) {
    return {200,
            {{"content-type", "text/csv"}},
            {},
            [this, lines, line = std::move(line)](const Sink& sink) {
              std::size_t sent = 0;
              while (sent < lines && sink(line)) ++sent;
              streamed_whole = sent == lines;
            }};
  }
  static Response broken_off(std::string_view said) {
    return {200, {}, {}, [said](const Sink& sink) {
              if (!said.empty() && sink(said)) sink({});
              throw std::runtime_error("the secret of the house");
            }};
  }
  static std::string said(const Request& request) {
    auto text = fmt::format("{}|{}|", static_cast<int>(request.head.method), request.head.path);
    for (const auto& [name, value] : request.head.query) text += name + "=" + value + ";";
    for (const auto& header : request.head.headers) text += header.name + ":" + header.value + "|";
    return text + request.body;
  }

 public:
  std::atomic<bool> streamed_whole{false};
};

// Few threads, short heads; nobody is hurried.
inline Limits tiny() {
  Limits limits;
  limits.threads = 4;
  limits.waiting = 4;
  limits.header_bytes = 512;
  limits.target_bytes = 128;
  limits.read_timeout = limits.request_deadline = milliseconds(60'000);
  limits.write_timeout = limits.keep_alive = limits.stop_grace = milliseconds(60'000);
  return limits;
}

// The same for those who are slow.
inline Limits hasty() {
  auto limits = tiny();
  limits.waiting = 64;
  limits.read_timeout = milliseconds(150);
  limits.request_deadline = milliseconds(300);
  limits.bytes_per_second = 64U << 20;
  limits.write_timeout = milliseconds(200);
  limits.keep_alive = milliseconds(400);
  return limits;
}

class Door {
 public:
  explicit Door(Limits limits = tiny(), std::optional<TlsFiles> tls = {})
      : transport(make_transport({"127.0.0.1", 0, std::move(tls), limits}, echo)),
        port(transport->bind().value()),
        serving_([this] { transport->serve(); }) {}
  ~Door() { close(); }
  void close() {
    echo.open_now.release(1'000);
    transport->stop();
    if (serving_.joinable()) serving_.join();
  }
  // The status of the answer to these bytes on a connection of their own; 0: none.
  int status(std::string_view bytes) const {
    HttpCaller caller(port);
    caller.say(bytes);
    const auto answer = caller.hear(bytes.substr(0, bytes.find(' ')));
    return answer ? answer->status : 0;
  }
  // Waits until so many requests are being answered.
  void until_busy(std::uint64_t count) const {
    while (transport->metrics().busy < count) std::this_thread::yield();
  }

  Echo echo;
  std::unique_ptr<Transport> transport;
  std::uint16_t port;

 private:
  std::jthread serving_;
};

inline std::string get(std::string_view target, std::string_view headers = {}) {
  return fmt::format("GET {} HTTP/1.1\r\nhost: a\r\n{}\r\n", target, headers);
}

inline std::string post(std::string_view headers, std::string_view body = {}) {
  return fmt::format("POST /v1 HTTP/1.1\r\nhost: a\r\n{}\r\n{}", headers, body);
}

inline std::string posted(std::string_view body, std::string_view target = "/v1") {
  return fmt::format("POST {} HTTP/1.1\r\nhost: a\r\ncontent-length: {}\r\n\r\n{}", target,
                     body.size(), body);
}

inline milliseconds since(steady_clock::time_point begun) {
  return std::chrono::duration_cast<milliseconds>(steady_clock::now() - begun);
}

}  // namespace anxin::http::tests
