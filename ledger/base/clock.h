// The only source of "now". It comes in from outside; a test owns it (law 8).
#pragma once

#include <atomic>

#include "ledger/base/date.h"

namespace anxin {

class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual Instant now() const = 0;
  /// For how long something took: never goes back, whatever the time of day. From any thread.
  [[nodiscard]] virtual std::chrono::nanoseconds elapsed() const;
};

/// The machine's clock.
class SystemClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override;
};

/// A clock that stands still until it is set: tests, and books made with --simulated-clock.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Instant now) : now_(now) {}
  [[nodiscard]] Instant now() const override { return now_; }
  void set(Instant now) { now_ = now; }

 private:
  Instant now_;
};

/// The same for many threads: it is set forward, never back.
class SharedManualClock final : public Clock {
 public:
  explicit SharedManualClock(Instant now) : now_(now) {}
  [[nodiscard]] Instant now() const override { return now_; }
  /// False for a time that has passed already.
  bool advance(Instant to) {
    auto seen = now_.load();
    while (seen <= to) {
      if (now_.compare_exchange_weak(seen, to)) return true;
    }
    return false;
  }

 private:
  std::atomic<Instant> now_;
};

}  // namespace anxin
