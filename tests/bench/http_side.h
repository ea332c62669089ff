// One side of a row of the service: its rate in every run, its answers in all of them.
#pragma once

#include <string>
#include <vector>

#include "tests/bench/http_load.h"
#include "tests/bench/row.h"
#include "tests/bench/statistics.h"

namespace anxin::bench {

class HttpSide {
 public:
  HttpSide(std::uint16_t port, std::size_t connections)
      : connections_(connections), load_(port, connections) {}

  /// A run of so many requests, each worth so many `units` of the rate.
  void run(std::size_t requests, const HttpLoad::Next& next, std::size_t units = 1);
  /// Median of the runs, of units a second.
  [[nodiscard]] double rate() const { return median(rates_); }
  void add_details(Figures& details, const std::string& prefix) const;

 private:
  std::size_t connections_;
  HttpLoad load_;
  std::vector<double> rates_;
};

}  // namespace anxin::bench
