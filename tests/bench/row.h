// A row of the table: what was measured, what it is compared with, and what it should be.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace anxin::bench {

struct Figure {
  std::string name;
  double value = 0;
  std::string unit;  ///< as people read it; times are in µs
};
using Figures = std::vector<Figure>;

enum class Bound { at_least, at_most };

/// A bound on the ratio where the row has a reference, otherwise on what was measured.
struct Goal {
  Bound bound = Bound::at_least;
  double value = 0;
};

struct Row {
  std::string id;  ///< as in the design's table, with a part after a slash: "L4/64"
  std::string work;
  Figure measured;
  std::optional<Figure> reference;
  std::optional<Goal> goal;
  Figures details;

  [[nodiscard]] std::optional<double> ratio() const {
    if (!reference) return std::nullopt;
    return measured.value / reference->value;
  }
  /// Nothing where nothing is asked.
  [[nodiscard]] std::optional<bool> met() const {
    if (!goal) return std::nullopt;
    const double judged = ratio().value_or(measured.value);
    return goal->bound == Bound::at_least ? judged >= goal->value : judged <= goal->value;
  }
};
using Rows = std::vector<Row>;

}  // namespace anxin::bench
