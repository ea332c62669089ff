#include "simulator/exact_queues.h"

#include "simulator/numeric.h"

namespace anxin::simulator {

double erlang_c(const Queue& queue) {
  const double load = queue.load();
  double lost = 1;  // the B formula for 0, 1, … servers
  for (int n = 1; n <= queue.servers; ++n) lost = load * lost / (n + load * lost);
  return queue.servers * lost / (queue.servers - load * (1 - lost));
}

double mean_wait(const Queue& queue) {
  return erlang_c(queue) / (queue.servers / queue.service - queue.arrivals);
}

double mean_waiting(const Queue& queue) { return queue.arrivals * mean_wait(queue); }

double busy_up_to(double load, int k) {
  double term = exponential(-load);
  double sum = term;
  for (int n = 1; n <= k; ++n) {
    term *= load / n;
    sum += term;
  }
  return sum;
}

}  // namespace anxin::simulator
