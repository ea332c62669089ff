// Books on disk before a measurement: made once, then copied for every run.
#pragma once

#include <cstdint>
#include <filesystem>

#include "ledger/base/result.h"
#include "tests/bench/workload.h"

namespace anxin::bench {

/// Makes the book that the workload begins with, with nothing left to be carried out again.
/// Refuses: what the store refuses.
[[nodiscard]] Result<void> make_book(const Workload& work, const std::filesystem::path& folder);

/// A fresh copy of a book in rest, on disk, with nothing left to be written back. The same file is
/// a bare environment with the same rows.
void copy_book(const std::filesystem::path& from, const std::filesystem::path& to);

[[nodiscard]] std::uint64_t file_bytes(const std::filesystem::path& book);

/// An empty folder while it lives; what is in it goes when it does.
class Scratch {
 public:
  explicit Scratch(std::filesystem::path folder);
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  [[nodiscard]] std::filesystem::path operator/(const char* name) const { return folder_ / name; }

 private:
  std::filesystem::path folder_;
};

}  // namespace anxin::bench
