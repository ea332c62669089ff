#include "ledger/base/clock.h"

namespace anxin {

Instant SystemClock::now() const { return std::chrono::system_clock::now(); }

}  // namespace anxin
