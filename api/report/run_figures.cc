// Figures of the scenarios themselves: month by month, the fund's need, who paid, what differs.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "api/report/report_parts.h"
#include "simulator/numeric.h"

namespace anxin::report {
namespace {

using simulator::Metric;
using simulator::MetricUnit;
using simulator::MonthFigures;

const std::vector<double> kFanQuantiles{0.05, 0.25, 0.5, 0.75, 0.95};
const std::vector<double> kNeedQuantiles{0.5, 0.75, 0.9, 0.95, 0.99};
constexpr std::size_t kNeedPoints = 160;
constexpr double kNeedFrom = 1e-3;  // of the fund's size: smaller needs are not told apart

// ---- fans ---------------------------------------------------------------------------------------

struct FanSubject {
  std::int64_t MonthFigures::*figure;
  MetricUnit unit;
  std::string_view title;
  std::string_view reading;
};

using MonthQuantiles = std::vector<std::vector<std::int64_t>>;

double largest_of(const std::vector<MonthQuantiles>& all) {
  std::int64_t largest = 0;
  for (const auto& months : all) {
    for (const auto& month : months) largest = std::max(largest, month.back());
  }
  return static_cast<double>(largest);
}

std::vector<std::string> month_names(const SimulationFacts& facts) {
  const auto& run = facts.scenarios.front().scenario.run;
  std::vector<std::string> names;
  for (std::int64_t t = 0; t < run.months; ++t) {
    names.push_back(to_string(run.start + std::chrono::months(t)));
  }
  return names;
}

std::vector<std::size_t> festival_months(const SimulationFacts& facts) {
  const auto& first = facts.scenarios.front();
  const auto names = month_names(facts);
  std::vector<std::size_t> months;
  for (const auto& day : first.baseline.festivals) {
    const auto month = to_string(day).substr(0, names.front().size());
    const auto found = std::find(names.begin(), names.end(), month);
    if (found != names.end()) months.push_back(static_cast<std::size_t>(found - names.begin()));
  }
  return months;
}

std::string fan_hint(const std::string& month, const std::vector<std::int64_t>& values,
                     const Measure& measure) {
  std::string text = month;
  for (std::size_t i = 0; i < values.size(); ++i) {
    text += fmt::format("{}{:.0f} %: {}", i == 0 ? "  " : ", ", kFanQuantiles[i] * 100,
                        text_in(measure, static_cast<double>(values[i])));
  }
  return text + " " + measure.unit;
}

FanPanel fan_panel(const MonthQuantiles& months, const std::vector<std::string>& names,
                   const Measure& measure) {
  FanPanel panel;
  for (std::size_t t = 0; t < months.size(); ++t) {
    Fan fan{};
    for (std::size_t i = 0; i < fan.size(); ++i) {
      fan.at(i) = static_cast<double>(months[t][i]) / measure.size;
    }
    panel.months.push_back(fan);
    panel.hints.push_back(fan_hint(names[t], months[t], measure));
  }
  return panel;
}

paper::Table fan_table(const Speaker& say, const MonthQuantiles& months,
                       const std::vector<std::string>& names, const Measure& measure) {
  paper::Table table;
  table.columns = {words_column(say("report.col.month"))};
  for (const auto quantile : kFanQuantiles) {
    table.columns.push_back(number_column(fmt::format("{:.0f} %", quantile * 100)));
  }
  for (std::size_t t = 0; t < months.size(); ++t) {
    std::vector<std::string> row{names[t]};
    for (const auto value : months[t]) row.push_back(text_in(measure, static_cast<double>(value)));
    table.rows.push_back(std::move(row));
  }
  return table;
}

FanChart fan_chart(const SimulationFacts& facts, const Speaker& say, const FanSubject& subject,
                   const Measure& measure) {
  FanChart chart;
  chart.name = say(subject.title);
  chart.unit = measure.unit;
  chart.months = month_names(facts);
  chart.marks = festival_months(facts);
  chart.outer = say("report.fan.outer");
  chart.inner = say("report.fan.inner");
  chart.middle = say("report.fan.middle");
  chart.mark = say("report.fan.festival");
  return chart;
}

Figure fan_figure(const SimulationFacts& facts, const Speaker& say, const FanSubject& subject) {
  std::vector<MonthQuantiles> all;
  for (const auto& played : facts.scenarios) {
    all.push_back(simulator::month_quantiles(played.run, subject.figure, kFanQuantiles));
  }
  auto measure = measure_of(say, subject.unit, largest_of(all));
  if (subject.unit == MetricUnit::heads) measure.decimals = 0;
  auto chart = fan_chart(facts, say, subject, measure);
  Figure figure;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto& title = facts.scenarios[i].scenario.title;
    chart.panels.push_back(fan_panel(all[i], chart.months, measure));
    figure.tables.push_back(fan_table(say, all[i], chart.months, measure));
    figure.tables.back().heading = with_unit(say, title, measure.unit);
    if (all.size() > 1) chart.panels.back().title = title;
  }
  figure.title = say(subject.title);
  figure.paragraphs = {say(subject.reading), say("report.fan.reading")};
  figure.pictures = {draw(chart)};
  figure.source = source_line(facts, say, paths_played(facts), measure.unit);
  return figure;
}

// ---- time to pay --------------------------------------------------------------------------------

Curve unpaid_curve(const simulator::RunReport& run) {
  Curve curve;
  curve.shape = CurveShape::dots;
  const auto shares = simulator::unpaid_after(run);
  for (std::size_t month = 0; month < shares.size(); ++month) {
    curve.points.push_back({static_cast<double>(month), shares[month] * 100});
    curve.hints.push_back(std::to_string(month) + ": " + number_text(shares[month] * 100, 3) +
                          " %");
  }
  return curve;
}

paper::Table unpaid_table(const SimulationFacts& facts, const Speaker& say) {
  paper::Table table;
  table.columns = {words_column(say("report.col.months-after"))};
  for (const auto& played : facts.scenarios) {
    table.columns.push_back(number_column(played.scenario.title));
  }
  const auto months = simulator::unpaid_after(facts.scenarios.front().run).size();
  for (std::size_t month = 0; month < months; ++month) {
    std::vector<std::string> row{std::to_string(month)};
    for (const auto& played : facts.scenarios) {
      const auto unpaid = simulator::unpaid_after(played.run)[month];
      row.push_back(number_text((1 - unpaid) * 100, 3) + " %");
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

// ---- the fund's need ----------------------------------------------------------------------------

// What was asked of the fund and allowed, over the run: paid or not.
std::vector<std::int64_t> needs_of(const simulator::RunReport& run) {
  auto needs = run.values(Metric::paid_by_fund);
  const auto unmet = run.values(Metric::fund_unmet);
  for (std::size_t i = 0; i < needs.size(); ++i) needs[i] += unmet[i];
  std::sort(needs.begin(), needs.end());
  return needs;
}

double share_above(const std::vector<std::int64_t>& sorted, double value) {
  const auto above =
      std::upper_bound(sorted.begin(), sorted.end(), value,
                       [](double a, std::int64_t b) { return a < static_cast<double>(b); });
  return static_cast<double>(sorted.end() - above) / static_cast<double>(sorted.size());
}

// In per cent of the paths over ticks that rise tenfold.
Curve need_curve(const std::vector<std::int64_t>& needs, const Ticks& ticks,
                 const Measure& measure) {
  Curve curve;
  const double step = simulator::power(ticks.high() / ticks.low(), 1.0 / kNeedPoints);
  double at = ticks.low();
  for (std::size_t i = 0; i <= kNeedPoints; ++i) {
    curve.points.push_back({at, share_above(needs, at * measure.size) * 100});
    at *= step;
  }
  return curve;
}

std::vector<Rate> fund_sizes(const SimulationFacts& facts) {
  std::set<Rate> sizes;
  for (const auto& played : facts.scenarios) sizes.insert(fund_size_of(played));
  return {sizes.begin(), sizes.end()};
}

std::vector<std::string> need_row(const Speaker& say, const PlayedScenario& played,
                                  const Measure& measure) {
  auto needs = needs_of(played.run);
  const auto summary = simulator::summarize(needs, kNeedQuantiles);
  std::vector<std::string> row{played.scenario.title, percent_text(share_above(needs, 0)),
                               text_in(measure, plain(summary.mean))};
  for (const auto quantile : summary.quantiles) {
    row.push_back(text_in(measure, static_cast<double>(quantile)));
  }
  row.push_back(percent_text(share_above(needs, plain(fund_size_of(played)))));
  row.push_back(exhausted_text(say, played.run));
  return row;
}

paper::Table need_table(const SimulationFacts& facts, const Speaker& say, const Measure& measure) {
  paper::Table table;
  table.columns = {words_column(say("report.col.scenario"), 18),
                   number_column(say("report.col.any-need")),
                   number_column(say("report.col.mean"))};
  for (const auto quantile : kNeedQuantiles) {
    table.columns.push_back(number_column(fmt::format("{:.0f} %", quantile * 100)));
  }
  table.columns.push_back(number_column(say("report.col.above-fund")));
  table.columns.push_back(words_column(say("report.col.exhausted"), 20));
  for (const auto& played : facts.scenarios) {
    table.rows.push_back(need_row(say, played, measure));
  }
  return table;
}

// ---- who paid -----------------------------------------------------------------------------------

struct Payer {
  Reading reading;
  bool employer = false;  ///< pays from money that was there for wages
};

std::vector<Payer> payers(const SimulationFacts& facts, const Speaker& say) {
  std::vector<Payer> all;
  for (const auto& shape : simulator::kMetrics) {
    if (!shape.word.starts_with("paid_by_") || shape.unit != MetricUnit::fen) continue;
    const bool employer =
        shape.metric == Metric::paid_by_account || shape.metric == Metric::paid_by_contractor;
    all.push_back({reading_of(facts, say, shape.metric), employer});
  }
  return all;
}

double mean_sum(const simulator::RunReport& run, const std::vector<Reading>& readings) {
  double sum = 0;
  for (const auto& reading : readings) sum += numbers_of(reading, run).mean;
  return sum;
}

StackedRow stacked_row(const PlayedScenario& played, const std::vector<Reading>& readings,
                       const Measure& measure) {
  StackedRow row;
  row.label = played.scenario.title;
  double sum = 0;
  for (const auto& reading : readings) {
    const auto mean = numbers_of(reading, played.run).mean;
    sum += mean;
    row.parts.push_back(mean / measure.size);
    row.hints.push_back(reading.label + "  " + text_with_unit(measure, mean));
  }
  row.total = text_with_unit(measure, sum);
  return row;
}

StackedBars stacked_bars(const SimulationFacts& facts, const Speaker& say,
                         const std::vector<Reading>& readings) {
  double largest = 0;
  for (const auto& played : facts.scenarios) {
    largest = std::max(largest, mean_sum(played.run, readings));
  }
  const auto measure = money_measure(say, largest);
  StackedBars chart;
  chart.name = say("report.paid.title");
  chart.unit = measure.unit;
  for (const auto& reading : readings) chart.parts.push_back(reading.label);
  for (const auto& played : facts.scenarios) {
    chart.rows.push_back(stacked_row(played, readings, measure));
  }
  return chart;
}

paper::Table payer_table(const SimulationFacts& facts, const Speaker& say,
                         const std::vector<Reading>& readings) {
  paper::Table table;
  table.columns = {words_column(say("report.col.scenario"), 24)};
  for (const auto& reading : readings) table.columns.push_back(number_column(reading.label));
  for (const auto& played : facts.scenarios) {
    std::vector<std::string> row{played.scenario.title};
    for (const auto& reading : readings) {
      row.push_back(money_text(say, numbers_of(reading, played.run).mean));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

// ---- differences --------------------------------------------------------------------------------

// Those that a reader asks for first; an engine that has not one of them leaves it out.
constexpr std::array<std::string_view, 12> kCompared{
    "arrears_months",  "arrears_peak",    "worker_months",   "workers_peak",
    "festival_unpaid", "deferred_months", "paid_by_deposit", "paid_by_fund",
    "fund_unmet",      "deposit_months",  "deposit_cost",    "cases"};

ForestRow forest_row(const SimulationFacts& facts, const Speaker& say, const Reading& reading,
                     std::size_t scenario) {
  const auto& first = facts.scenarios.front();
  const auto& other = facts.scenarios[scenario];
  const auto base = numbers_of(reading, first.run).mean;
  const auto numbers = difference_of(reading, first.run, other.run);
  ForestRow row;
  row.series = scenario - 1;
  row.difference = {numbers.mean / base * 100, numbers.half / base * 100};
  row.text = difference_text(say, reading, numbers);
  row.hint = other.scenario.title + "  " + row.text + "  (" + number_text(row.difference.mean, 1) +
             " ± " + number_text(row.difference.half, 1) + " %)";
  return row;
}

ForestChart forest_chart(const SimulationFacts& facts, const Speaker& say) {
  ForestChart chart;
  chart.name = say("report.compare.title");
  chart.unit = say("report.compare.unit", {{"title", facts.scenarios.front().scenario.title}});
  for (std::size_t i = 1; i < facts.scenarios.size(); ++i) {
    chart.series.push_back(facts.scenarios[i].scenario.title);
  }
  for (const auto word : kCompared) {
    const auto reading = find_reading(facts, say, word);
    if (!reading || numbers_of(*reading, facts.scenarios.front().run).mean <= 0) continue;
    ForestGroup group;
    group.label = reading->label;
    for (std::size_t i = 1; i < facts.scenarios.size(); ++i) {
      group.rows.push_back(forest_row(facts, say, *reading, i));
    }
    chart.groups.push_back(std::move(group));
  }
  return chart;
}

paper::Table difference_table(const SimulationFacts& facts, const Speaker& say,
                              std::size_t scenario) {
  const auto& first = facts.scenarios.front();
  const auto& other = facts.scenarios[scenario];
  paper::Table table;
  table.heading = other.scenario.title;
  table.columns = {words_column(say("report.col.metric"), 34), number_column(first.scenario.title),
                   number_column(say("report.col.this")),
                   number_column(say("report.col.difference"))};
  for (const auto& reading : all_readings(facts, say)) {
    const auto base = numbers_of(reading, first.run).mean;
    const auto mean = numbers_of(reading, other.run).mean;
    const auto measure = measure_of(say, reading.unit, std::max(std::abs(base), std::abs(mean)));
    table.rows.push_back(
        {reading.label, text_with_unit(measure, base), text_with_unit(measure, mean),
         difference_text(say, reading, difference_of(reading, first.run, other.run))});
  }
  return table;
}

}  // namespace

Figure arrears_fan(const SimulationFacts& facts, const Speaker& say) {
  return fan_figure(facts, say,
                    {&MonthFigures::arrears, MetricUnit::fen, "report.fan.arrears.title",
                     "report.fan.arrears.reading"});
}

Figure workers_fan(const SimulationFacts& facts, const Speaker& say) {
  return fan_figure(facts, say,
                    {&MonthFigures::workers, MetricUnit::heads, "report.fan.workers.title",
                     "report.fan.workers.reading"});
}

Figure time_to_pay(const SimulationFacts& facts, const Speaker& say) {
  CurveChart chart;
  chart.name = say("report.time.title");
  double high = 0;
  for (const auto& played : facts.scenarios) {
    auto curve = unpaid_curve(played.run);
    high = std::max(high, curve.points.front().y);
    if (facts.scenarios.size() > 1) curve.name = played.scenario.title;
    chart.curves.push_back(std::move(curve));
  }
  const auto last = chart.curves.front().points.back().x;
  chart.x = {nice_ticks(0, last, static_cast<int>(last)), say("report.time.axis")};
  chart.y = {nice_ticks(0, high, 5), say("report.time.unpaid")};
  Figure figure;
  figure.title = chart.name;
  figure.paragraphs = {say("report.time.reading")};
  figure.pictures = {draw(chart)};
  figure.tables = {unpaid_table(facts, say)};
  figure.tables.front().heading = say("report.time.table");
  figure.source = source_line(facts, say, paths_played(facts), "%");
  return figure;
}

Figure fund_need(const SimulationFacts& facts, const Speaker& say) {
  const auto sizes = fund_sizes(facts);
  double high = plain(sizes.back());
  for (const auto& played : facts.scenarios) {
    high = std::max(high, static_cast<double>(needs_of(played.run).back()));
  }
  const auto measure = money_measure(say, plain(sizes.front()));
  const auto low = std::max(1.0, plain(sizes.front()) * kNeedFrom);
  CurveChart chart;
  chart.name = say("report.need.title");
  chart.x = {decade_ticks(low / measure.size, std::max(low, high) / measure.size), measure.unit};
  chart.y = {nice_ticks(0, 100, 5), say("report.need.axis")};
  for (const auto& played : facts.scenarios) {
    auto curve = need_curve(needs_of(played.run), chart.x.ticks, measure);
    if (facts.scenarios.size() > 1) curve.name = played.scenario.title;
    chart.curves.push_back(std::move(curve));
  }
  for (const auto& size : sizes) {
    chart.verticals.push_back(
        {plain(size) / measure.size,
         say("report.need.fund",
             {{"size", quantity_text(say, size, simulator::Dimension::money)}})});
  }
  Figure figure;
  figure.title = say("report.need.title");
  figure.paragraphs = {say("report.need.reading")};
  figure.pictures = {draw(chart)};
  figure.tables = {need_table(facts, say, measure)};
  figure.source = source_line(facts, say, paths_played(facts), measure.unit);
  return figure;
}

Figure who_paid(const SimulationFacts& facts, const Speaker& say) {
  std::vector<Reading> all;
  std::vector<Reading> others;
  for (const auto& payer : payers(facts, say)) {
    all.push_back(payer.reading);
    if (!payer.employer) others.push_back(payer.reading);
  }
  auto whole = stacked_bars(facts, say, all);
  whole.title = say("report.paid.all");
  const auto first_colour = all.size() - others.size();
  others.push_back(reading_of(facts, say, Metric::arrears_end));
  auto rest = stacked_bars(facts, say, others);
  rest.title = say("report.paid.rest");
  rest.first_colour = first_colour;
  all.push_back(others.back());
  Figure figure;
  figure.title = say("report.paid.title");
  figure.paragraphs = {say("report.paid.reading")};
  figure.pictures = {draw(whole), draw(rest)};
  figure.tables = {payer_table(facts, say, all)};
  figure.source =
      source_line(facts, say, paths_played(facts),
                  whole.unit == rest.unit ? whole.unit : whole.unit + " / " + rest.unit);
  return figure;
}

Figure comparison(const SimulationFacts& facts, const Speaker& say) {
  const auto chart = forest_chart(facts, say);
  Figure figure;
  figure.title = chart.name;
  figure.paragraphs = {
      say("report.compare.reading", {{"title", facts.scenarios.front().scenario.title}})};
  if (!chart.groups.empty()) figure.pictures = {draw(chart)};
  for (std::size_t i = 1; i < facts.scenarios.size(); ++i) {
    figure.tables.push_back(difference_table(facts, say, i));
  }
  figure.source = source_line(facts, say, paths_played(facts), "%");
  return figure;
}

}  // namespace anxin::report
