// Work over paths, shared out among threads in blocks.
//
// Role: every run of many paths. Which thread plays a path cannot be seen in the result: a path
//       writes only what is its own.
// Threads: starts its own, and ends them before it returns.
#pragma once

#include <cstddef>
#include <functional>

namespace anxin::simulator {

struct PathRange {
  std::size_t first = 0;
  std::size_t end = 0;
};

using PlayRange = std::function<void(PathRange)>;

/// Plays ranges that cover [0, paths) once, on `threads` threads; `block` paths a range. Each
/// thread begins with a player of its own, which plays one range after another.
/// Requires: threads and block are at least 1.
void share_out(std::size_t paths, std::size_t block, std::size_t threads,
               const std::function<PlayRange()>& begin);

}  // namespace anxin::simulator
