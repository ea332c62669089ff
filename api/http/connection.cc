#include "api/http/connection.h"

#include <algorithm>
#include <array>

namespace anxin::http {
namespace {

constexpr std::size_t kReadBytes = 16U << 10;

}  // namespace

bool fill(Connection& connection, std::size_t bytes_max) {
  std::array<char, kReadBytes> part;  // NOLINT(cppcoreguidelines-pro-type-member-init): read into
  while (connection.in.size() < bytes_max) {
    const auto transfer = connection.channel->read(part);
    if (transfer.moved == Moved::closed) return false;
    if (transfer.moved != Moved::some) return true;
    connection.progress = moment_now();
    if (connection.in.empty()) connection.begun = connection.progress;
    connection.in.append(part.data(), transfer.bytes);
    if (transfer.bytes < part.size() && !connection.channel->buffered()) return true;
  }
  return true;
}

bool drain(Connection& connection, std::size_t bytes_max, Moved& wants) {
  const auto end = connection.sent + std::min(connection.out.size() - connection.sent, bytes_max);
  while (connection.sent < end) {
    const auto rest =
        std::string_view(connection.out).substr(connection.sent, end - connection.sent);
    const auto transfer = connection.channel->write(rest);
    wants = transfer.moved;
    if (wants == Moved::closed) return false;
    if (wants != Moved::some) return true;
    connection.sent += transfer.bytes;
    connection.flushed += transfer.bytes;
    connection.progress = moment_now();
  }
  wants = end < connection.out.size() ? Moved::must_write : Moved::some;
  if (wants == Moved::some) {
    connection.out = {};  // its memory, too
    connection.sent = 0;
  }
  return true;
}

std::optional<Reason> find_head(Connection& connection, const Limits& limits) {
  const auto progress = look_for_head(connection.in, connection.looked);
  connection.looked = connection.in.size();
  connection.head = progress.end;
  if (progress.end > limits.header_bytes) return kHeaderTooLarge;
  if (progress.broken) return kFraming;
  if (progress.end == 0 && connection.in.size() > limits.header_bytes) return kHeaderTooLarge;
  return std::nullopt;
}

Moment transfer_deadline(Moment begun, std::size_t bytes, const Limits& limits) {
  const auto seconds = std::chrono::milliseconds(bytes * 1'000 / limits.bytes_per_second);
  return begun + limits.request_deadline + seconds;
}

}  // namespace anxin::http
