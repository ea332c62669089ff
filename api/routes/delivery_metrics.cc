#include "api/routes/delivery_metrics.h"

#include "ledger/service/prometheus_text.h"

namespace anxin::routes {

std::string to_prometheus(const DeliveryMetrics& metrics) {
  using ledger::PrometheusText;
  PrometheusText text;
  constexpr std::string_view kTries = "anxin_webhook_tries_total";
  text.head(kTries, "Tries to deliver an event, by outcome.", PrometheusText::Kind::counter);
  for (std::size_t i = 0; i < kTryOutcomes; ++i) {
    const auto outcome = to_word(static_cast<TryOutcome>(i));
    text.sample(kTries, {{"outcome", outcome}}, metrics.tries.at(i));
  }
  text.gauge("anxin_webhook_lag_entries", "Entries behind, of the webhook that is furthest behind.",
             metrics.lag_entries);
  text.gauge("anxin_webhooks_sending", "Webhooks that send.", metrics.enabled);
  text.gauge("anxin_webhooks_stopped", "Enabled webhooks that have stopped.", metrics.stopped);
  text.gauge("anxin_webhook_dead_deliveries", "Deliveries that were given up.", metrics.dead);
  return text.take();
}

}  // namespace anxin::routes
