#include "api/cli/line_source.h"

#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace anxin::cli {
namespace {

constexpr std::size_t kLineReadBytes = 1U << 16U;

bool input_waits(int descriptor) {
  pollfd waiting{descriptor, POLLIN, 0};
  return ::poll(&waiting, 1, 0) > 0;
}

}  // namespace

bool LineSource::fill() {
  if (begin_ > kLineReadBytes) {
    buffer_.erase(0, begin_);
    searched_ -= begin_;
    begin_ = 0;
  }
  std::array<char, kLineReadBytes> part{};
  for (;;) {
    const auto got = ::read(descriptor_, part.data(), part.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) {
      failed_ = got < 0;
      ended_ = true;
      return false;
    }
    searched_ = buffer_.size();
    buffer_.append(part.data(), static_cast<std::size_t>(got));
    return true;
  }
}

bool LineSource::ready() {
  while (!has_line() && !ended_ && buffer_.size() - begin_ < kLineBytesMax &&
         input_waits(descriptor_)) {
    fill();
  }
  return has_line() || ended_ || buffer_.size() - begin_ >= kLineBytesMax;
}

std::optional<std::string> LineSource::next() {
  while (!has_line() && !ended_ && buffer_.size() - begin_ < kLineBytesMax) fill();
  const auto end = buffer_.find('\n', searched_);
  if (end == std::string::npos) {
    if (begin_ == buffer_.size()) return std::nullopt;
    auto rest = buffer_.substr(begin_);
    begin_ = searched_ = buffer_.size();
    return rest;
  }
  auto line = buffer_.substr(begin_, end - begin_);
  begin_ = searched_ = end + 1;
  return line;
}

}  // namespace anxin::cli
