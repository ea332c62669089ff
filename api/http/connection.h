// A connection between its two homes: the lobby, which waits, and a thread, which answers.
//
// Threads: owned by one of them at a time, handed over whole.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "api/http/channel.h"
#include "api/http/head.h"

namespace anxin::http {

enum class Phase : std::uint8_t {
  gone,      ///< the other end has hung up
  reading,   ///< waits for a head, or for the rest of one
  flushing,  ///< an answer is on its way out
  leaving,   ///< answered and ended; what still comes in is thrown away, lest it resets the answer
};

/// A part of bytes that are bounded together; given back with its end.
class ByteShare {
 public:
  ByteShare(std::atomic<std::size_t>& sum, std::size_t bytes) : sum_(sum), bytes_(bytes) {
    sum_ += bytes_;
  }
  ByteShare(const ByteShare&) = delete;
  ByteShare& operator=(const ByteShare&) = delete;
  ~ByteShare() { sum_ -= bytes_; }

 private:
  std::atomic<std::size_t>& sum_;
  std::size_t bytes_;
};

struct Connection {
  std::unique_ptr<Channel> channel;
  std::string peer;  ///< address
  Phase phase = Phase::reading;
  Persistence persistence = Persistence::keep;

  std::string in;                    ///< has come, is not yet used
  std::size_t looked = 0;            ///< of `in`, by look_for_head()
  std::size_t head = 0;              ///< bytes of the whole head at the front of `in`
  std::string out;                   ///< to be sent
  std::size_t sent = 0;              ///< of `out`
  std::size_t thrown = 0;            ///< bytes thrown away while leaving
  std::size_t flushed = 0;           ///< bytes of this answer that the other end has taken
  std::unique_ptr<ByteShare> share;  ///< of `out`, while it waits in the lobby

  Moment opened;    ///< or since when it has been idle
  Moment begun;     ///< first byte of the request, or of what is being flushed
  Moment progress;  ///< last byte moved
};

/// Reads what has come, up to a bound. False when the other end has gone.
[[nodiscard]] bool fill(Connection& connection, std::size_t bytes_max);
/// Sends what can be sent now, up to a bound. False when the other end has gone; `wants` is
/// Moved::some when all has been sent.
[[nodiscard]] bool drain(Connection& connection, std::size_t bytes_max, Moved& wants);
/// Looks for a head in what has come; sets `head`. Refuses: http.header-too-large, http.framing.
[[nodiscard]] std::optional<Reason> find_head(Connection& connection, const Limits& limits);

/// When a transfer of so many bytes, begun then, must have ended.
[[nodiscard]] Moment transfer_deadline(Moment begun, std::size_t bytes, const Limits& limits);

}  // namespace anxin::http
