#include "simulator/scenario_plan.h"

#include <algorithm>
#include <array>
#include <set>

#include "ledger/base/amount.h"
#include "simulator/run.h"
#include "simulator/scenario_keys.h"

namespace anxin::simulator {
namespace {

using payments::TomlTable;

// ---- sweeps -------------------------------------------------------------------------------------

SweepScale read_scale(TomlTable& table) {
  const auto word = table.text_if("scale");
  if (!word) return SweepScale::linear;
  const auto scale = payments::find_word<SweepScale>(*word);
  if (!scale) {
    table.refuse("scale", payments::kDataUnknownWord,
                 {{"expected", payments::every_word<SweepScale>()}});
  }
  return scale.value_or(SweepScale::linear);
}

const Unit* unit_of(TomlTable& table, std::string_view key, Dimension dimension) {
  const auto written = table.written(key);
  return written ? unit_written(written->text, dimension) : nullptr;
}

Sweep read_sweep(TomlTable& table) {
  const auto read = read_path(table);
  Sweep sweep;
  sweep.path = read.path;
  sweep.parameter = read.parameter;
  sweep.line = table.line_of("path");
  const auto faults = table.findings_so_far();
  sweep.from = read_value(table, "from", read);
  sweep.to = read_value(table, "to", read);
  if (table.findings_so_far() == faults) sweep.unit = unit_of(table, "from", read.dimension);
  sweep.steps = table.integer("steps", {2, kSweepStepsMax});
  sweep.scale = read_scale(table);
  const bool log_of_nothing = sweep.scale == SweepScale::log && (sweep.from <= 0 || sweep.to <= 0);
  if (sweep.unit != nullptr && (sweep.from == sweep.to || log_of_nothing)) {
    table.refuse("to", kSimulateSweep);
  }
  table.finish();
  return sweep;
}

bool moves_again(const Sweep& sweep, const std::vector<Sweep>& before) {
  return !sweep.path.empty() &&
         std::any_of(before.begin(), before.end(),
                     [&sweep](const Sweep& other) { return other.path == sweep.path; });
}

// ---- metrics and figures ------------------------------------------------------------------------

/// A name for several metrics.
struct MetricGroup {
  std::string_view word;
  std::vector<Metric> metrics;
};
const std::vector<MetricGroup>& metric_groups() {
  using enum Metric;
  static const std::vector<MetricGroup> kGroups{
      {"workers", {workers_peak, workers_end, worker_months}},
      {"yuan", {arrears_peak, arrears_end, arrears_months, festival_unpaid}},
      {"time_to_pay",
       {paid_on_time, time_to_pay_mean, time_to_pay_q99, unpaid_share, deferred_months}},
      {"fund", {paid_by_fund, fund_unmet, fund_exhausted, fund_outstanding}},
      {"cost",
       {deposit_cost, deposit_cost_cash, deposit_cost_letter, deposit_cost_insurance,
        deposit_months, interest}},
  };
  return kGroups;
}

const MetricShape* find_metric(std::string_view word) {
  const auto found = std::find_if(kMetrics.begin(), kMetrics.end(),
                                  [word](const auto& shape) { return shape.word == word; });
  return found == kMetrics.end() ? nullptr : found;
}

enum class Groups : std::uint8_t { named, unknown };

std::string nearest_metric(std::string_view word, Groups groups) {
  std::set<std::string, std::less<>> known;
  for (const auto& shape : kMetrics) known.emplace(shape.word);
  if (groups == Groups::named) {
    for (const auto& group : metric_groups()) known.emplace(group.word);
  }
  return payments::nearest_word(word, known);
}

void refuse_metric(TomlTable& table, std::string_view key, std::string_view word, Groups groups) {
  const auto nearest = nearest_metric(word, groups);
  Fields details{{"word", std::string(word)}};
  if (nearest == "-") return table.refuse(key, kSimulateNoMetric, std::move(details));
  details.push_back({"nearest", nearest});
  table.refuse(key, kSimulateMetric, std::move(details));
}

void read_figure(TomlTable& table, StopRule& stop) {
  const auto text = table.text("metric");
  if (text.empty()) return;
  const auto dot = text.find('.');
  const auto* shape = find_metric(text.substr(0, dot));
  if (shape == nullptr) {
    refuse_metric(table, "metric", text.substr(0, dot), Groups::unknown);
    return;
  }
  stop.metric = shape->metric;
  const auto figure = dot == std::string::npos ? "" : text.substr(dot + 1);
  if (figure == "mean") return;
  stop.quantile = parse_quantile_name(figure);
  if (!stop.quantile) {
    const std::string word(shape->word);
    refuse_value(table, "metric", "\"" + word + ".mean\", \"" + word + ".q95\"");
  }
}

StopRule read_stop_rule(TomlTable table, std::int64_t paths) {
  StopRule stop;
  read_figure(table, stop);
  const auto faults = table.findings_so_far();
  stop.rel_half_width = read_quantity(table, "rel_half_width", Dimension::share);
  if (table.findings_so_far() == faults && stop.rel_half_width <= 0) {
    refuse_value(table, "rel_half_width", "\"3 %\"");
  }
  stop.max_paths = table.integer("max_paths", {paths, kPathsMax});
  table.finish();
  return stop;
}

void add_metrics(TomlTable& table, std::string_view word, std::vector<Metric>& metrics) {
  const auto add = [&metrics](Metric metric) {
    if (std::find(metrics.begin(), metrics.end(), metric) == metrics.end()) {
      metrics.push_back(metric);
    }
  };
  const auto* shape = find_metric(word);
  if (shape != nullptr) return add(shape->metric);
  for (const auto& group : metric_groups()) {
    if (group.word != word) continue;
    std::for_each(group.metrics.begin(), group.metrics.end(), add);
    return;
  }
  refuse_metric(table, "metrics", word, Groups::named);
}

std::optional<Rate> parse_quantile(std::string_view text) {
  const auto value = parse_quantity(text, Dimension::share);
  if (!value || *value <= 0 || *value >= 1) return std::nullopt;
  return value;
}

void read_quantiles(TomlTable& table, std::vector<Rate>& quantiles) {
  for (const auto& text : table.texts_if("quantiles")) {
    const auto quantile = parse_quantile(text);
    if (!quantile) {
      refuse_value(table, "quantiles", "\"95 %\"");
    } else if (std::find(quantiles.begin(), quantiles.end(), *quantile) == quantiles.end()) {
      quantiles.push_back(*quantile);
    }
  }
}

}  // namespace

std::vector<std::string_view> metric_group_words() {
  std::vector<std::string_view> words;
  for (const auto& group : metric_groups()) words.push_back(group.word);
  return words;
}

std::string quantile_name(const Rate& quantile) {
  auto digits = to_decimal_string(quantile).substr(2);  // after "0."
  if (digits.size() < 2) digits.push_back('0');
  return "q" + digits;
}

std::optional<Rate> parse_quantile_name(std::string_view word) {
  constexpr std::size_t kShortest = 3;
  constexpr std::size_t kLongest = 5;
  if (word.size() < kShortest || word.size() > kLongest || word.front() != 'q') return std::nullopt;
  const auto digits = word.substr(1);
  if (digits.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  Rate value = 0;
  Rate place(1, 10);
  for (const char digit : digits) {
    value += place * (digit - '0');
    place /= 10;
  }
  if (value == 0) return std::nullopt;
  return value;
}

std::vector<Sweep> read_sweeps(TomlTable& root) {
  std::vector<Sweep> sweeps;
  for (auto& table : root.tables("sweep")) {
    if (sweeps.size() == kSweepsMax) {
      table.refuse("", kSimulateSweep);
      break;
    }
    auto sweep = read_sweep(table);
    if (moves_again(sweep, sweeps)) {
      table.refuse("path", kSimulateSweepTwice, {{"path", sweep.path}});
    }
    sweeps.push_back(std::move(sweep));
  }
  return sweeps;
}

std::optional<StopRule> read_stop(TomlTable& run, std::int64_t paths) {
  auto table = run.table_if("stop");
  if (!table) return std::nullopt;
  return read_stop_rule(std::move(*table), paths);
}

OutputPlan read_output(TomlTable& root) {
  OutputPlan output;
  auto table = root.table_if("output");
  if (!table) return output;
  for (const auto& word : table->texts_if("metrics")) add_metrics(*table, word, output.metrics);
  read_quantiles(*table, output.quantiles);
  table->finish();
  return output;
}

}  // namespace anxin::simulator
