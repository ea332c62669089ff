// A piece of work that is measured: how its book is prepared, and what is then asked of it.
//
// Role: implemented once per kind of work; run by side_by_side.h.
// Shape: everything follows from the round's number, so that every run of a workload makes the same
//        book, byte for byte.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ledger/book/command.h"

namespace anxin::bench {

/// What a row of the table says of a workload before it has run.
struct Title {
  std::string id;  ///< as in the design's table: "L1a"
  std::string work;
  std::optional<double> goal;  ///< share of the replay's postings per second
};

class Workload {
 public:
  virtual ~Workload() = default;
  [[nodiscard]] virtual Title title() const = 0;

  /// The book before the measurement: all parts, in order.
  [[nodiscard]] virtual std::size_t parts() const = 0;
  [[nodiscard]] virtual std::vector<book::Command> part(std::size_t index) const = 0;

  /// The measured work: each round is submitted as a whole and then pumped until it is durable.
  [[nodiscard]] virtual std::size_t rounds() const = 0;
  [[nodiscard]] virtual std::vector<book::Command> round(std::size_t index) const = 0;
};

/// A command of one step.
[[nodiscard]] inline book::Command command(std::string key, book::Step step) {
  book::Command made;
  made.key = std::move(key);
  made.actor = "bench";
  made.steps.push_back(std::move(step));
  return made;
}

/// An account in CNY without an upper limit, with `min` where one is given.
[[nodiscard]] inline book::OpenAccount opening(std::string_view name, book::Side normal,
                                               std::optional<Decimal> min = std::nullopt) {
  return {book::AccountName::of(name), normal, Currency::cny(), min, {}, {}};
}

}  // namespace anxin::bench
