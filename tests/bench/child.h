// This program once more, as a child: to be measured from outside, or to be killed.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <string_view>

namespace anxin::bench {

class Child {
 public:
  /// Begins `--child TASK FOLDER`. An error of the system ends the program, here and below.
  Child(std::string_view task, const std::filesystem::path& folder);
  /// Kills it if it still runs.
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  /// Waits for the next line that it prints; empty when it has ended.
  [[nodiscard]] std::string read_line();
  /// False once it has ended.
  [[nodiscard]] bool runs();
  /// kill -9, and waits until it is gone.
  void kill();
  /// Bytes of its memory that belong to no file, now; 0 when it has ended.
  [[nodiscard]] double memory_bytes() const;
  /// The most that was resident at once, pages of mapped files included. Requires: it has ended.
  [[nodiscard]] double resident_bytes_max() const { return resident_max_; }

 private:
  void reap(int options);

  pid_t pid_ = 0;  // 0 once it has ended
  int output_ = -1;
  double resident_max_ = 0;
};

}  // namespace anxin::bench
