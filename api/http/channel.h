// One end of a connection, plain or under TLS: reads and writes what can be moved without waiting.
//
// Role: the lobby and the exchange move bytes through it; they do the waiting, with deadlines.
// Threads: one at a time.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace anxin::http {

/// A descriptor that is closed with its owner.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(other.release()) {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor();
  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] int release();

 private:
  int number_;
};

enum class Moved : std::uint8_t { some, must_read, must_write, closed };

struct Transfer {
  Moved moved = Moved::closed;
  std::size_t bytes = 0;  ///< above 0 with Moved::some, else 0
};

class Channel {
 public:
  virtual ~Channel() = default;
  [[nodiscard]] virtual Transfer read(std::span<char> into) = 0;
  [[nodiscard]] virtual Transfer write(std::string_view bytes) = 0;
  /// Tells the other end that nothing more will come.
  virtual void finish() = 0;
  /// Whether bytes wait inside that no poll of the socket shows.
  [[nodiscard]] virtual bool buffered() const = 0;
  /// False while TLS is still being agreed on.
  [[nodiscard]] virtual bool greeted() const = 0;
  [[nodiscard]] virtual int descriptor() const = 0;
};

/// Requires: a socket that does not block.
[[nodiscard]] std::unique_ptr<Channel> make_plain_channel(Descriptor socket);

using Moment = std::chrono::steady_clock::time_point;
/// Deadlines of sockets only; nothing of the books knows it.
[[nodiscard]] Moment moment_now();

/// Waits until the socket can do what `moved` asks for. False when the moment has come before.
[[nodiscard]] bool await(int descriptor, Moved moved, Moment until);
[[nodiscard]] inline bool await(const Channel& channel, Moved moved, Moment until) {
  return await(channel.descriptor(), moved, until);
}

}  // namespace anxin::http
