// Lines of a descriptor, and whether a whole one is there without waiting.
//
// Role: `ledger apply` closes a group when no complete line waits.
#pragma once

#include <optional>
#include <string>

namespace anxin::cli {

inline constexpr std::size_t kLineBytesMax = std::size_t{64} << 20U;  // 100 000 postings with names

class LineSource {
 public:
  explicit LineSource(int descriptor) : descriptor_(descriptor) {}

  /// True when next() would not have to wait for more input.
  [[nodiscard]] bool ready();
  /// The next line without its end; nothing at the end of input or when it cannot be read. An
  /// over-long line is cut to kLineBytesMax, which no reader of lines accepts.
  std::optional<std::string> next();
  /// The input ended because it could not be read.
  [[nodiscard]] bool failed() const { return failed_; }

 private:
  bool fill();
  [[nodiscard]] bool has_line() const { return buffer_.find('\n', searched_) != std::string::npos; }

  int descriptor_;
  std::string buffer_;
  std::size_t begin_ = 0;
  std::size_t searched_ = 0;
  bool ended_ = false;
  bool failed_ = false;
};

}  // namespace anxin::cli
