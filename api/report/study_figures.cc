// Figures of many runs: assumptions, deposits against arrears, fund against coverage, shifts.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "api/report/report_parts.h"

namespace anxin::report {
namespace {

using simulator::Metric;
using simulator::MetricUnit;
using simulator::RunReport;

constexpr std::size_t kTornadoShown = 12;
constexpr double kHighQuantile = 0.95;

std::int64_t paths_of(const std::vector<RunReport>& runs) {
  return runs.empty() ? 0 : static_cast<std::int64_t>(runs.front().paths.size());
}

// ---- the tornado --------------------------------------------------------------------------------

std::string range_text(const SimulationFacts& facts, const Speaker& say,
                       const simulator::Swing& swing) {
  const auto& baseline = facts.scenarios.front().baseline;
  const auto& note = baseline.notes.at(static_cast<std::size_t>(swing.parameter));
  const auto dimension = simulator::shape_of(swing.parameter).dimension;
  return say("report.range", {{"low", quantity_text(say, note.low, dimension)},
                              {"high", quantity_text(say, note.high, dimension)}});
}

std::string parameter_label(const Speaker& say, simulator::Parameter parameter) {
  return say("simulate.parameter." + std::string(simulator::shape_of(parameter).path));
}

double largest_swing(const std::vector<simulator::Swing>& swings, const Reading& reading) {
  double largest = 0;
  for (const auto& swing : swings) {
    largest = std::max(largest, plain(swing.size()) / reading.divisor);
  }
  return largest;
}

TornadoRow tornado_row(const SimulationFacts& facts, const Speaker& say,
                       const simulator::Swing& swing, const Measure& measure) {
  const auto reading = reading_of(facts, say, Metric::arrears_months);
  const auto low = numbers_of(reading, swing.at_low);
  const auto high = numbers_of(reading, swing.at_high);
  TornadoRow row;
  row.label = parameter_label(say, swing.parameter);
  row.range = range_text(facts, say, swing);
  row.low = {low.mean / measure.size, low.half / measure.size};
  row.high = {high.mean / measure.size, high.half / measure.size};
  row.hint = row.label + "  " + say("report.tornado.low") + " " +
             difference_text(say, reading, low) + "; " + say("report.tornado.high") + " " +
             difference_text(say, reading, high);
  return row;
}

paper::Table tornado_table(const SimulationFacts& facts, const Speaker& say) {
  const auto reading = reading_of(facts, say, Metric::arrears_months);
  paper::Table table;
  table.columns = {
      words_column(say("report.col.parameter"), 42), words_column(say("report.col.range"), 18),
      number_column(say("report.tornado.low")), number_column(say("report.tornado.high"))};
  for (const auto& swing : facts.tornado.swings) {
    table.rows.push_back({parameter_label(say, swing.parameter), range_text(facts, say, swing),
                          difference_text(say, reading, numbers_of(reading, swing.at_low)),
                          difference_text(say, reading, numbers_of(reading, swing.at_high))});
  }
  return table;
}

// ---- deposits against arrears -------------------------------------------------------------------

// What deposits cost the contractors: money where the engine counts it, else cash tied up.
Reading deposit_reading(const SimulationFacts& facts, const Speaker& say) {
  auto cost = find_reading(facts, say, "deposit_cost");
  return cost ? *cost : reading_of(facts, say, Metric::deposit_months);
}

struct DepositPoint {
  std::string rate;
  double cost = 0;
  double arrears = 0;
  Span span;
  bool beaten = false;  ///< another rate costs no more and leaves no more arrears, one of them less
};

std::vector<DepositPoint> deposit_points(const SimulationFacts& facts, const Speaker& say) {
  const auto cost = deposit_reading(facts, say);
  std::vector<DepositPoint> points;
  for (std::size_t i = 0; i < facts.deposits.runs.size(); ++i) {
    const auto& run = facts.deposits.runs[i];
    auto arrears = run.sample(Metric::arrears_peak);
    const auto interval = simulator::quantile_interval(arrears, kHighQuantile);
    const auto summary = simulator::summarize(std::move(arrears), {kHighQuantile});
    points.push_back({quantity_text(say, facts.deposits.values[i], simulator::Dimension::share),
                      numbers_of(cost, run).mean,
                      static_cast<double>(summary.quantiles.front()),
                      {interval.low, interval.high},
                      false});
  }
  for (auto& point : points) {
    point.beaten = std::any_of(points.begin(), points.end(), [&point](const DepositPoint& other) {
      return other.cost <= point.cost && other.arrears <= point.arrears &&
             (other.cost < point.cost || other.arrears < point.arrears);
    });
  }
  return points;
}

struct DepositMeasures {
  Measure cost;
  Measure arrears;
};

DepositMeasures deposit_measures(const Speaker& say, const std::vector<DepositPoint>& points) {
  double cost = 0;
  double arrears = 0;
  for (const auto& point : points) {
    cost = std::max(cost, point.cost);
    arrears = std::max(arrears, point.span.high);
  }
  return {money_measure(say, cost), money_measure(say, arrears)};
}

CurveChart deposit_chart(const Speaker& say, const std::vector<DepositPoint>& points,
                         const Reading& cost) {
  const auto measures = deposit_measures(say, points);
  Curve curve;
  curve.shape = CurveShape::dots;
  double right = 0;
  double top = 0;
  for (const auto& point : points) {
    const double x = point.cost / measures.cost.size;
    const double unit = measures.arrears.size;
    curve.points.push_back({x, point.arrears / unit});
    curve.spans.push_back({point.span.low / unit, point.span.high / unit});
    curve.labels.push_back(point.rate);
    curve.hints.push_back(point.rate + "  " + text_with_unit(measures.cost, point.cost) + ", " +
                          text_with_unit(measures.arrears, point.arrears));
    right = std::max(right, x);
    top = std::max(top, point.span.high / unit);
  }
  CurveChart chart;
  chart.name = say("report.pareto.title");
  chart.x = {nice_ticks(0, right, 6), with_unit(say, cost.label, measures.cost.unit)};
  chart.y = {nice_ticks(0, top, 5), say("report.pareto.axis", {{"unit", measures.arrears.unit}})};
  chart.curves = {std::move(curve)};
  return chart;
}

paper::Table deposit_table(const Speaker& say, const std::vector<DepositPoint>& points,
                           const Reading& cost) {
  const auto measures = deposit_measures(say, points);
  paper::Table table;
  table.columns = {words_column(say("report.col.rate")), number_column(cost.label),
                   number_column(say("report.col.arrears95")),
                   number_column(say("report.col.interval")),
                   words_column(say("report.col.standing"))};
  for (const auto& point : points) {
    table.rows.push_back(
        {point.rate, text_with_unit(measures.cost, point.cost),
         text_with_unit(measures.arrears, point.arrears),
         say("report.range", {{"low", text_in(measures.arrears, point.span.low)},
                              {"high", text_with_unit(measures.arrears, point.span.high)}}),
         say(point.beaten ? "report.pareto.beaten" : "report.pareto.stands")});
  }
  return table;
}

// Mean arrears at each rate less those at the first one, path by path on the same draws.
CurveChart deposit_differences(const SimulationFacts& facts, const Speaker& say,
                               const std::vector<DepositPoint>& points) {
  const auto reading = reading_of(facts, say, Metric::arrears_months);
  const auto cost = deposit_reading(facts, say);
  std::vector<Numbers> all;
  double largest = 0;
  for (const auto& run : facts.deposits.runs) {
    all.push_back(difference_of(reading, facts.deposits.runs.front(), run));
    largest = std::max(largest, std::abs(all.back().mean) + all.back().half);
  }
  const auto measure = money_measure(say, largest);
  const auto cost_measure = deposit_measures(say, points).cost;
  Curve curve;
  curve.shape = CurveShape::dots;
  Span reach;
  double right = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto mean = all[i].mean / measure.size;
    const auto half = all[i].half / measure.size;
    right = std::max(right, points[i].cost / cost_measure.size);
    curve.points.push_back({points[i].cost / cost_measure.size, mean});
    curve.spans.push_back({mean - half, mean + half});
    curve.labels.push_back(points[i].rate);
    curve.hints.push_back(points[i].rate + "  " + difference_text(say, reading, all[i]));
    reach = {std::min(reach.low, mean - half), std::max(reach.high, mean + half)};
  }
  CurveChart chart;
  chart.name = say("report.pareto.differences", {{"rate", points.front().rate}});
  chart.x = {nice_ticks(0, right, 6), with_unit(say, cost.label, cost_measure.unit)};
  chart.y = {nice_ticks(reach.low, reach.high, 5), with_unit(say, chart.name, measure.unit)};
  chart.curves = {std::move(curve)};
  return chart;
}

// ---- fund against coverage ----------------------------------------------------------------------

/// What a heat map shows of a run.
struct HeatSubject {
  std::string title;
  Measure measure;
  double (*value)(const RunReport& run, std::int64_t months);
};

double mean_arrears(const RunReport& run, std::int64_t months) {
  return plain(simulator::summarize(run.sample(Metric::arrears_months), {}).mean) /
         static_cast<double>(months);
}

double exhausted_share(const RunReport& run, std::int64_t) {
  return static_cast<double>(exhausted_in(run)) / static_cast<double>(run.paths.size());
}

// Row by row: a size of the fund each, the largest on top as on a map.
HeatMap heat_map(const SimulationFacts& facts, const Speaker& say, const HeatSubject& subject) {
  const auto& grid = facts.grid;
  const auto months = facts.scenarios.front().scenario.run.months;
  HeatMap map;
  map.name = map.title = subject.title;
  map.row_caption = say("report.grid.fund");
  map.column_caption = say("report.grid.coverage");
  for (const auto& column : grid.columns)
    map.columns.push_back(quantity_text(say, column, simulator::Dimension::share));
  for (auto row = grid.rows.size(); row-- > 0;) {
    map.rows.push_back(quantity_text(say, grid.rows[row], simulator::Dimension::money));
    map.values.emplace_back();
    map.texts.emplace_back();
    map.hints.emplace_back();
    for (std::size_t column = 0; column < grid.columns.size(); ++column) {
      const auto value = subject.value(grid.runs[row * grid.columns.size() + column], months);
      map.values.back().push_back(value);
      map.texts.back().push_back(text_in(subject.measure, value));
      map.hints.back().push_back(map.rows.back() + ", " + map.columns[column] + ": " +
                                 text_with_unit(subject.measure, value));
    }
  }
  return map;
}

paper::Table heat_table(const HeatMap& map, const std::string& corner) {
  paper::Table table;
  table.heading = map.title;
  table.columns = {words_column(corner)};
  for (const auto& column : map.columns) table.columns.push_back(number_column(column));
  for (std::size_t row = 0; row < map.rows.size(); ++row) {
    std::vector<std::string> cells{map.rows[row]};
    cells.insert(cells.end(), map.texts[row].begin(), map.texts[row].end());
    table.rows.push_back(std::move(cells));
  }
  return table;
}

double largest_mean_arrears(const SimulationFacts& facts) {
  double largest = 0;
  for (const auto& run : facts.grid.runs) {
    largest = std::max(largest, mean_arrears(run, facts.scenarios.front().scenario.run.months));
  }
  return largest;
}

// ---- reverse stress -----------------------------------------------------------------------------

Curve stress_curve(const PlayedLine& shifts) {
  Curve curve;
  curve.shape = CurveShape::dots;
  for (std::size_t i = 0; i < shifts.runs.size(); ++i) {
    const auto count = static_cast<std::int64_t>(shifts.runs[i].paths.size());
    const auto hits = exhausted_in(shifts.runs[i]);
    const auto interval = simulator::chance_interval(shifts.runs[i].sample(Metric::fund_exhausted));
    const auto share = static_cast<double>(hits) / static_cast<double>(count);
    const auto shift = plain(shifts.values[i]);
    curve.points.push_back({shift, share * 100});
    curve.spans.push_back({interval.low * 100, interval.high * 100});
    curve.hints.push_back(number_text(shift, 2) + " sd: " + percent_text(share));
  }
  return curve;
}

paper::Table stress_table(const SimulationFacts& facts, const Speaker& say) {
  const auto& shifts = facts.stress.shifts;
  paper::Table table;
  table.columns = {words_column(say("report.col.shift")), words_column(say("report.col.exhausted")),
                   number_column(say("simulate.metric.fund_unmet"))};
  const auto unmet = reading_of(facts, say, Metric::fund_unmet);
  for (std::size_t i = 0; i < shifts.runs.size(); ++i) {
    table.rows.push_back({quantity_text(say, shifts.values[i], simulator::Dimension::deviations),
                          exhausted_text(say, shifts.runs[i]),
                          money_text(say, numbers_of(unmet, shifts.runs[i]).mean)});
  }
  return table;
}

}  // namespace

Figure tornado(const SimulationFacts& facts, const Speaker& say) {
  const auto reading = reading_of(facts, say, Metric::arrears_months);
  const auto measure = money_measure(say, largest_swing(facts.tornado.swings, reading));
  TornadoChart chart;
  chart.name = say("report.tornado.title");
  chart.unit = say("report.tornado.unit", {{"what", reading.label}, {"unit", measure.unit}});
  chart.low = say("report.tornado.low");
  chart.high = say("report.tornado.high");
  const auto shown = std::min(kTornadoShown, facts.tornado.swings.size());
  for (std::size_t i = 0; i < shown; ++i) {
    chart.rows.push_back(tornado_row(facts, say, facts.tornado.swings[i], measure));
  }
  Figure figure;
  figure.title = chart.name;
  figure.paragraphs = {say(
      "report.tornado.reading",
      {{"count", std::to_string(facts.tornado.swings.size())}, {"shown", std::to_string(shown)}})};
  if (shown > 0) figure.pictures = {draw(chart)};
  figure.tables = {tornado_table(facts, say)};
  figure.source = source_line(facts, say, facts.tornado.paths, measure.unit);
  return figure;
}

Figure deposit_sweep(const SimulationFacts& facts, const Speaker& say) {
  const auto cost = deposit_reading(facts, say);
  const auto points = deposit_points(facts, say);
  const auto measures = deposit_measures(say, points);
  std::string standing;
  for (const auto& point : points) {
    if (!point.beaten) standing += (standing.empty() ? "" : ", ") + point.rate;
  }
  Figure figure;
  figure.title = say("report.pareto.title");
  figure.paragraphs = {
      say("report.pareto.reading"),
      say("report.pareto.present", {{"rate", present_rate_text(say, facts.present_rate)},
                                    {"source", facts.present_rate.source}}),
      say("report.pareto.standing", {{"rates", standing}})};
  figure.pictures = {draw(deposit_chart(say, points, cost)),
                     draw(deposit_differences(facts, say, points))};
  figure.tables = {deposit_table(say, points, cost)};
  figure.source = source_line(facts, say, paths_of(facts.deposits.runs),
                              measures.cost.unit == measures.arrears.unit
                                  ? measures.cost.unit
                                  : measures.cost.unit + " / " + measures.arrears.unit);
  return figure;
}

Figure fund_and_coverage(const SimulationFacts& facts, const Speaker& say) {
  const auto measure = money_measure(say, largest_mean_arrears(facts));
  const auto arrears = heat_map(
      facts, say, {say("report.grid.arrears", {{"unit", measure.unit}}), measure, mean_arrears});
  const auto exhausted =
      heat_map(facts, say, {say("report.grid.exhausted"), {0.01, "%", 1}, exhausted_share});
  Figure figure;
  figure.title = say("report.grid.title");
  figure.paragraphs = {say("report.grid.reading")};
  figure.pictures = {draw(arrears), draw(exhausted)};
  figure.tables = {heat_table(arrears, say("report.grid.corner")),
                   heat_table(exhausted, say("report.grid.corner"))};
  figure.source = source_line(facts, say, paths_of(facts.grid.runs), measure.unit + " / %");
  return figure;
}

Figure reverse_stress_curve(const SimulationFacts& facts, const Speaker& say) {
  const auto& stress = facts.stress;
  CurveChart chart;
  chart.name = say("report.stress.title");
  chart.x = {nice_ticks(plain(stress.shifts.values.front()), 0, 6), say("report.stress.axis")};
  chart.y = {nice_ticks(0, 100, 5), say("report.need.axis")};
  chart.curves = {stress_curve(stress.shifts)};
  chart.horizontals = {{50, say("report.stress.half")}};
  std::string answer = say("cli.simulate.lasts");
  if (stress.breaks) {
    const auto shift = number_text(plain(*stress.breaks), 2) + " sd";
    answer = say("cli.simulate.breaks", {{"shift", shift}});
    if (plain(*stress.breaks) >= chart.x.ticks.low()) {
      chart.verticals = {{plain(*stress.breaks), shift}};
    }
  }
  Figure figure;
  figure.title = chart.name;
  figure.paragraphs = {answer, say("report.stress.reading")};
  figure.pictures = {draw(chart)};
  figure.tables = {stress_table(facts, say)};
  figure.source = source_line(facts, say, paths_of(stress.shifts.runs), "%, sd");
  return figure;
}

}  // namespace anxin::report
