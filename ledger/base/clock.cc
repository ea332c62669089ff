#include "ledger/base/clock.h"

namespace anxin {

Instant SystemClock::now() const { return std::chrono::system_clock::now(); }

std::chrono::nanoseconds Clock::elapsed() const {
  return std::chrono::steady_clock::now().time_since_epoch();
}

}  // namespace anxin
