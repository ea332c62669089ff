// Time that passes: on the wall, and of the processor in this process, which says more where other
// work shares the machine.
#pragma once

#include <chrono>
#include <ctime>

namespace anxin::bench {

using Seconds = std::chrono::duration<double>;
using Micros = std::chrono::duration<double, std::micro>;
using SteadyClock = std::chrono::steady_clock;

[[nodiscard]] inline double micros_since(SteadyClock::time_point begin) {
  return Micros(SteadyClock::now() - begin).count();
}

struct Spent {
  Seconds wall{};
  Seconds cpu{};  ///< of all threads
};

/// Adds to `spent` what passes while it lives.
class Stopwatch {
 public:
  explicit Stopwatch(Spent& spent) : spent_(spent) {}
  ~Stopwatch() {
    spent_.wall += SteadyClock::now() - begin_;
    spent_.cpu += Seconds(static_cast<double>(std::clock() - cpu_begin_) / CLOCKS_PER_SEC);
  }
  Stopwatch(const Stopwatch&) = delete;
  Stopwatch& operator=(const Stopwatch&) = delete;

 private:
  Spent& spent_;
  SteadyClock::time_point begin_ = SteadyClock::now();
  std::clock_t cpu_begin_ = std::clock();
};

}  // namespace anxin::bench
