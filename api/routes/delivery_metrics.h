// What is counted of deliveries to webhooks, for /metrics.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "api/routes/webhook_store.h"

namespace anxin::routes {

struct DeliveryMetrics {
  std::array<std::uint64_t, kTryOutcomes> tries{};  ///< by outcome
  std::uint64_t lag_entries = 0;                    ///< of the webhook that is furthest behind
  std::uint64_t enabled = 0;                        ///< webhooks that send
  std::uint64_t stopped = 0;                        ///< … and that do not, though enabled
  std::uint64_t dead = 0;                           ///< deliveries given up
};
[[nodiscard]] std::string to_prometheus(const DeliveryMetrics& metrics);

}  // namespace anxin::routes
