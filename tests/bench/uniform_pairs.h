// L1a to L1d and L3: postings between random accounts, as many as there are.
#pragma once

#include "tests/bench/pairs.h"
#include "tests/bench/workload.h"

namespace anxin::bench {

class UniformPairs final : public Workload {
 public:
  /// At least so many postings a run.
  UniformPairs(Title title, const Pairs& pairs, std::size_t postings_min)
      : title_(std::move(title)), pairs_(pairs), postings_min_(postings_min) {}
  [[nodiscard]] Title title() const override { return title_; }
  [[nodiscard]] std::size_t parts() const override;
  [[nodiscard]] std::vector<book::Command> part(std::size_t index) const override;
  [[nodiscard]] std::size_t rounds() const override;
  [[nodiscard]] std::vector<book::Command> round(std::size_t index) const override;

 private:
  [[nodiscard]] std::size_t round_commands() const;

  Title title_;
  Pairs pairs_;
  std::size_t postings_min_;
};

}  // namespace anxin::bench
