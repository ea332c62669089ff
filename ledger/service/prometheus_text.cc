#include "ledger/service/prometheus_text.h"

#include <fmt/format.h>

#include <array>
#include <iterator>

namespace anxin::ledger {
namespace {

std::string_view to_word(PrometheusText::Kind kind) {
  constexpr std::array<std::string_view, 3> kWords{"counter", "gauge", "histogram"};
  return kWords.at(static_cast<std::size_t>(kind));
}

std::string seconds(std::chrono::nanoseconds time) {
  constexpr std::int64_t kNanos = 1'000'000'000;
  auto text = fmt::format("{}.{:09}", time.count() / kNanos, time.count() % kNanos);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

PrometheusText::Labels with(PrometheusText::Labels labels, PrometheusText::Label one) {
  labels.push_back(one);
  return labels;
}

}  // namespace

void PrometheusText::counter(std::string_view name, std::string_view help, std::uint64_t value) {
  head(name, help, Kind::counter);
  sample(name, {}, value);
}

void PrometheusText::gauge(std::string_view name, std::string_view help, std::uint64_t value) {
  head(name, help, Kind::gauge);
  sample(name, {}, value);
}

void PrometheusText::head(std::string_view name, std::string_view help, Kind kind) {
  fmt::format_to(std::back_inserter(out_), "# HELP {0} {1}\n# TYPE {0} {2}\n", name, help,
                 to_word(kind));
}

void PrometheusText::sample(std::string_view name, const Labels& labels, std::uint64_t value) {
  line(name, labels, std::to_string(value));
}

void PrometheusText::durations(std::string_view name, const Labels& labels,
                               const DurationCounts& counts) {
  const auto bucket = fmt::format("{}_bucket", name);
  for (std::size_t i = 0; i < counts.bounds.size(); ++i) {
    const auto most = seconds(counts.bounds[i]);
    sample(bucket, with(labels, {"le", most}), counts.within.at(i));
  }
  sample(bucket, with(labels, {"le", "+Inf"}), counts.count);
  line(fmt::format("{}_sum", name), labels, seconds(counts.sum));
  sample(fmt::format("{}_count", name), labels, counts.count);
}

void PrometheusText::line(std::string_view name, const Labels& labels, std::string_view value) {
  out_ += name;
  std::string_view before = "{";
  for (const auto& [label, text] : labels) {
    fmt::format_to(std::back_inserter(out_), "{}{}=\"{}\"", before, label, text);
    before = ",";
  }
  fmt::format_to(std::back_inserter(out_), "{} {}\n", labels.empty() ? "" : "}", value);
}

}  // namespace anxin::ledger
