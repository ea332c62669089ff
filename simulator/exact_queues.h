// Queues on paper: the exact side of `simulate verify`.
//
// Role: verify_cases.cc; nothing here touches the engine.
// Units: rates by month, durations in months.
#pragma once

namespace anxin::simulator {

/// M/M/c: arrivals at random, exponential service, `servers` side by side, one queue.
struct Queue {
  int servers = 1;
  double arrivals = 0;  ///< in a month
  double service = 0;   ///< months, on average
  /// Requires of a queue that settles: below `servers`.
  [[nodiscard]] double load() const { return arrivals * service; }
};

/// The chance that whoever arrives must wait, once the queue has settled.
/// Source: Erlang, 1917 (the C formula); by the recursion of the B formula.
[[nodiscard]] double erlang_c(const Queue& queue);
/// How long one waits for service, on average: C / (c μ − λ).
[[nodiscard]] double mean_wait(const Queue& queue);
/// How many wait, on average: λ times that (Little, Operations Research, 1961).
[[nodiscard]] double mean_waiting(const Queue& queue);

/// The chance of at most k in service where nobody ever waits (M/G/∞), whatever the law of service:
/// Poisson, with the load as its mean. Source: Palm, 1943; Khintchine, 1955.
[[nodiscard]] double busy_up_to(double load, int k);

}  // namespace anxin::simulator
