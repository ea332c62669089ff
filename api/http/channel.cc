#include "api/http/channel.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace anxin::http {
namespace {

Transfer outcome_of_call(ssize_t moved, Moved wants) {
  if (moved > 0) return {Moved::some, static_cast<std::size_t>(moved)};
  if (moved < 0 && (errno == EAGAIN || errno == EINTR)) return {wants, 0};
  return {Moved::closed, 0};
}

class PlainChannel final : public Channel {
 public:
  explicit PlainChannel(Descriptor socket) : socket_(std::move(socket)) {}

  Transfer read(std::span<char> into) override {
    return outcome_of_call(::recv(socket_.number(), into.data(), into.size(), 0), Moved::must_read);
  }
  Transfer write(std::string_view bytes) override {
    return outcome_of_call(::send(socket_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL),
                           Moved::must_write);
  }
  void finish() override { ::shutdown(socket_.number(), SHUT_WR); }
  [[nodiscard]] bool buffered() const override { return false; }
  [[nodiscard]] bool greeted() const override { return true; }
  [[nodiscard]] int descriptor() const override { return socket_.number(); }

 private:
  Descriptor socket_;
};

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  std::swap(number_, other.number_);
  return *this;
}

Descriptor::~Descriptor() {
  if (number_ >= 0) ::close(number_);
}

int Descriptor::release() { return std::exchange(number_, -1); }

std::unique_ptr<Channel> make_plain_channel(Descriptor socket) {
  return std::make_unique<PlainChannel>(std::move(socket));
}

Moment moment_now() { return std::chrono::steady_clock::now(); }

bool await(int descriptor, Moved moved, Moment until) {
  const short events = moved == Moved::must_write ? POLLOUT : POLLIN;
  pollfd waiting{descriptor, events, 0};
  for (;;) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - moment_now()).count();
    if (left <= 0) return false;
    const int ready = ::poll(&waiting, 1, static_cast<int>(std::min<std::int64_t>(left, 60'000)));
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return false;
  }
}

}  // namespace anxin::http
