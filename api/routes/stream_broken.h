// Thrown out of an answer's stream where the work refuses midway: cut off, nobody takes the answer
// for whole, and the log tells the reason.
#pragma once

#include <exception>

#include "ledger/base/result.h"

namespace anxin::routes {

class StreamBroken final : public std::exception {
 public:
  explicit StreamBroken(Reason reason) : reason_(reason) {}
  [[nodiscard]] Reason reason() const { return reason_; }

 private:
  Reason reason_;
};

}  // namespace anxin::routes
