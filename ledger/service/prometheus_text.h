// Figures as monitoring reads them: Prometheus text format 0.0.4.
//
// Role: the one writer of it; whoever counts something writes its part, /metrics joins them.
// Shape: families one after the other, a head ("# HELP", "# TYPE") and its samples together.
// Units: durations in seconds, exact to the nanosecond, without zeros at the end.
// Threads: one.
#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace anxin::ledger {

/// How often something took at most so long, and how long it took in all.
struct DurationCounts {
  std::span<const std::chrono::microseconds> bounds;
  std::vector<std::uint64_t> within;  ///< of each bound, those of smaller bounds included
  std::uint64_t count = 0;            ///< … and those beyond all bounds
  std::chrono::nanoseconds sum{0};
};

class PrometheusText {
 public:
  enum class Kind : std::uint8_t { counter, gauge, histogram };
  struct Label {
    std::string_view name;
    std::string_view value;  ///< a word of ours: nothing of it needs escaping
  };
  using Labels = std::vector<Label>;

  /// A family of one figure.
  void counter(std::string_view name, std::string_view help, std::uint64_t value);
  void gauge(std::string_view name, std::string_view help, std::uint64_t value);
  /// Begins a family of several: its samples follow.
  void head(std::string_view name, std::string_view help, Kind kind);
  void sample(std::string_view name, const Labels& labels, std::uint64_t value);
  void durations(std::string_view name, const Labels& labels, const DurationCounts& counts);

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void line(std::string_view name, const Labels& labels, std::string_view value);
  std::string out_;
};

}  // namespace anxin::ledger
