// Files that must be on disk, and the lock of the one process that writes.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <utility>

#include "ledger/base/result.h"

namespace anxin::store {

inline constexpr mode_t kFileMode = 0600;  // wages are nobody else's business

/// Makes a folder's entries durable. Refuses: store.unavailable.
[[nodiscard]] Result<void> sync_folder(const std::filesystem::path& folder);
/// Makes a file's contents durable. Refuses: store.unavailable.
[[nodiscard]] Result<void> sync_file(const std::filesystem::path& file);

/// The lock of the one process that writes; the kernel gives it back when the process ends. The
/// file names the process that holds it.
class WriterLock {
 public:
  /// Refuses: store.busy, store.unavailable.
  static Result<WriterLock> take(const std::filesystem::path& folder);
  /// The process that holds the lock; empty when it is free.
  static std::string holder(const std::filesystem::path& folder);

  ~WriterLock();
  WriterLock(WriterLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  WriterLock& operator=(WriterLock&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }

 private:
  explicit WriterLock(int fd) : fd_(fd) {}
  int fd_;
};

}  // namespace anxin::store
