// L1a: postings between accounts drawn at random, one full group after another.
//
// Source: the design's table of speeds; the shape is that of TigerBeetle's own benchmark.
#pragma once

#include "tests/bench/workload.h"

namespace anxin::bench {

class UniformPairs final : public Workload {
 public:
  [[nodiscard]] Title title() const override;
  [[nodiscard]] std::size_t accounts() const override;
  [[nodiscard]] std::size_t parts() const override { return 1; }
  [[nodiscard]] std::vector<book::Command> part(std::size_t index) const override;
  [[nodiscard]] std::size_t rounds() const override;
  [[nodiscard]] std::vector<book::Command> round(std::size_t index) const override;
};

}  // namespace anxin::bench
