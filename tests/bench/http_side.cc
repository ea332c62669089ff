#include "tests/bench/http_side.h"

namespace anxin::bench {

void HttpSide::run(std::size_t requests, const HttpLoad::Next& next, std::size_t units) {
  const auto before = load_.spent().wall;
  load_.ask(requests, next);
  const auto took = load_.spent().wall - before;
  rates_.push_back(static_cast<double>(requests * units) / took.count());
}

void HttpSide::add_details(Figures& details, const std::string& prefix) const {
  const auto answers = percentiles(load_.micros());
  const auto count = static_cast<double>(load_.micros().size());
  const auto server = load_.spent().cpu - load_.client_cpu();
  details.push_back({prefix + "connections", static_cast<double>(connections_), ""});
  details.push_back({prefix + "p50", answers.p50, "µs"});
  details.push_back({prefix + "p99", answers.p99, "µs"});
  details.push_back({prefix + "CPU", Micros(server).count() / count, "µs/request"});
  details.push_back(
      {prefix + "client CPU", Micros(load_.client_cpu()).count() / count, "µs/request"});
}

}  // namespace anxin::bench
