// The only source of "now". It comes in from outside; a test owns it (law 8).
#pragma once

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

}  // namespace anxin
