// Words and tables of the report: what it comes to, what was played, on what it rests.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "api/report/report_parts.h"
#include "payments/rules/words.h"

namespace anxin::report {
namespace {

using simulator::Metric;
using simulator::MetricUnit;

constexpr double kClearly = 1;  // of the half-width of the 95 % interval
const std::vector<double> kGlanceQuantiles{0.05, 0.5, 0.95, 0.99};
constexpr std::array<Metric, 2> kFindingMetrics{Metric::arrears_months, Metric::worker_months};

// ---- findings -----------------------------------------------------------------------------------

std::string level_finding(const SimulationFacts& facts, const Speaker& say) {
  const auto& first = facts.scenarios.front();
  const auto mean = reading_of(facts, say, Metric::arrears_months);
  const auto peak = reading_of(facts, say, Metric::arrears_peak);
  const auto numbers = numbers_of(mean, first.run);
  const auto high = numbers_of(peak, first.run, {0.95}).quantiles.front();
  const auto measure = measure_of(say, mean.unit, numbers.mean);
  return say("report.finding.level", {{"title", first.scenario.title},
                                      {"mean", text_with_unit(measure, numbers.mean)},
                                      {"half", text_with_unit(measure, numbers.half)},
                                      {"high", money_text(say, high)}});
}

std::string fund_finding(const SimulationFacts& facts, const Speaker& say) {
  const auto& first = facts.scenarios.front();
  return say("report.finding.fund",
             {{"size", quantity_text(say, fund_size_of(first), simulator::Dimension::money)},
              {"chance", exhausted_text(say, first.run)}});
}

// Higher, lower, or none that these paths can tell.
std::string_view verdict(const Numbers& numbers) {
  if (std::abs(numbers.mean) <= kClearly * numbers.half) return "report.verdict.unclear";
  return numbers.mean > 0 ? "report.verdict.higher" : "report.verdict.lower";
}

std::string difference_finding(const SimulationFacts& facts, const Speaker& say,
                               const PlayedScenario& other, Metric metric) {
  const auto& first = facts.scenarios.front();
  const auto reading = reading_of(facts, say, metric);
  const auto numbers = difference_of(reading, first.run, other.run);
  const bool same = numbers.mean == 0 && numbers.half == 0;
  return say(same ? "report.finding.same" : "report.finding.difference",
             {{"first", first.scenario.title},
              {"other", other.scenario.title},
              {"what", reading.label},
              {"by", difference_text(say, reading, numbers)},
              {"verdict", say(verdict(numbers))}});
}

std::string assumption_finding(const SimulationFacts& facts, const Speaker& say) {
  const auto& swing = facts.tornado.swings.front();
  const auto reading = reading_of(facts, say, Metric::arrears_months);
  return say("report.finding.assumption",
             {{"what",
               say("simulate.parameter." + std::string(simulator::shape_of(swing.parameter).path))},
              {"low", difference_text(say, reading, numbers_of(reading, swing.at_low))},
              {"high", difference_text(say, reading, numbers_of(reading, swing.at_high))}});
}

paper::Table glance_table(const SimulationFacts& facts, const Speaker& say,
                          const PlayedScenario& played) {
  paper::Table table;
  table.heading = played.scenario.title;
  table.columns = {words_column(say("report.col.metric"), 27), words_column(say("report.col.unit")),
                   number_column(say("report.col.mean")), number_column(say("report.col.half"))};
  for (const auto quantile : kGlanceQuantiles) {
    table.columns.push_back(number_column(fmt::format("{:.0f} %", quantile * 100)));
  }
  for (const auto& reading : all_readings(facts, say)) {
    const auto numbers = numbers_of(reading, played.run, kGlanceQuantiles);
    const auto measure = measure_of(say, reading.unit, numbers.quantiles.back());
    std::vector<std::string> row{reading.label, measure.unit, text_in(measure, numbers.mean),
                                 "± " + text_in(measure, numbers.half)};
    for (const auto value : numbers.quantiles) row.push_back(text_in(measure, value));
    table.rows.push_back(std::move(row));
  }
  return table;
}

// ---- what was played ----------------------------------------------------------------------------

std::string until_text(const Speaker& say, const simulator::Period& period) {
  return say("report.from-to", {{"from", to_string(period.from)},
                                {"to", period.to ? to_string(*period.to) : say("report.the-end")}});
}

// What stands where nobody reforms: the baseline's value, or the region's own rate of deposits.
std::string present_text(const SimulationFacts& facts, const Speaker& say,
                         const PlayedScenario& played, const simulator::Reform& reform) {
  if (!reform.parameter) return present_rate_text(say, facts.present_rate);
  return quantity_text(say, played.baseline.values[*reform.parameter],
                       simulator::shape_of(*reform.parameter).dimension);
}

std::vector<std::string> reform_row(const SimulationFacts& facts, const Speaker& say,
                                    const PlayedScenario& played, const simulator::Reform& reform) {
  const auto* shape = simulator::find_parameter(reform.path);
  const auto dimension = shape == nullptr ? simulator::Dimension::share : shape->dimension;
  return {played.scenario.title,
          say("simulate.parameter." + reform.path),
          present_text(facts, say, played, reform),
          quantity_text(say, reform.value, dimension),
          until_text(say, reform.period),
          reform.source};
}

std::vector<std::vector<std::string>> stress_rows(const Speaker& say,
                                                  const PlayedScenario& played) {
  std::vector<std::vector<std::string>> rows;
  const auto& scenario = played.scenario;
  if (scenario.shift) {
    rows.push_back(
        {scenario.title, say("report.stress.shift"), "",
         quantity_text(say, scenario.shift->deviations, simulator::Dimension::deviations),
         until_text(say, scenario.shift->period), say("report.stress.source")});
  }
  if (scenario.stop_paying) {
    const auto& stop = *scenario.stop_paying;
    rows.push_back({scenario.title,
                    say("report.stress.stop." + std::string(payments::to_word(stop.kind))), "",
                    say("report.stress.largest", {{"n", std::to_string(stop.largest)}}),
                    until_text(say, {stop.from, std::nullopt}), say("report.stress.source")});
  }
  return rows;
}

paper::Table changes_table(const SimulationFacts& facts, const Speaker& say) {
  paper::Table table;
  table.columns = {
      words_column(say("report.col.scenario"), 20), words_column(say("report.col.changed"), 24),
      words_column(say("report.col.present"), 13),  words_column(say("report.col.value"), 10),
      words_column(say("report.col.when"), 14),     words_column(say("report.col.source"))};
  for (const auto& played : facts.scenarios) {
    const auto before = table.rows.size();
    for (const auto& reform : played.scenario.reforms) {
      table.rows.push_back(reform_row(facts, say, played, reform));
    }
    for (auto& row : stress_rows(say, played)) table.rows.push_back(std::move(row));
    if (table.rows.size() == before) {
      table.rows.push_back({played.scenario.title, say("report.nothing-changed"), "", "", "", ""});
    }
  }
  return table;
}

// ---- on what it rests ---------------------------------------------------------------------------

std::vector<std::string> parameter_row(const Speaker& say, const simulator::Baseline& baseline,
                                       const simulator::ParameterShape& shape) {
  const auto& note = baseline.notes.at(static_cast<std::size_t>(shape.parameter));
  return {with_unit(say, say("simulate.parameter." + std::string(shape.path)), shape.path),
          quantity_text(say, baseline.values[shape.parameter], shape.dimension),
          say("report.range", {{"low", quantity_text(say, note.low, shape.dimension)},
                               {"high", quantity_text(say, note.high, shape.dimension)}}),
          note.source};
}

paper::Table parameter_table(const simulator::Baseline& baseline, const Speaker& say,
                             simulator::Evidence evidence) {
  paper::Table table;
  table.columns = {
      words_column(say("report.col.parameter"), 38), words_column(say("report.col.value"), 12),
      words_column(say("report.col.range"), 18), words_column(say("report.col.source"))};
  for (const auto& shape : simulator::kParameters) {
    const auto& note = baseline.notes.at(static_cast<std::size_t>(shape.parameter));
    if (note.evidence == evidence) table.rows.push_back(parameter_row(say, baseline, shape));
  }
  table.heading = say("report.grade." + std::string(payments::to_word(evidence)),
                      {{"count", std::to_string(table.rows.size())}});
  return table;
}

paper::Table rules_table(const SimulationFacts& facts, const Speaker& say) {
  paper::Table table;
  table.columns = {words_column(say("report.col.rule"), 34),
                   words_column(say("report.col.when"), 24),
                   words_column(say("report.col.source"))};
  for (const auto& rule : facts.rules) {
    table.rows.push_back(
        {rule.id,
         say("report.from-to",
             {{"from", rule.from}, {"to", rule.to.empty() ? say("report.no-end") : rule.to}}),
         rule.source});
  }
  return table;
}

paper::Table results_table(const SimulationFacts& facts, const Speaker& say) {
  paper::Table table;
  table.columns = {words_column(say("report.col.scenario"), 24),
                   words_column(say("report.col.result"), 46),
                   words_column(say("report.col.fingerprints"))};
  for (const auto& played : facts.scenarios) {
    std::string prints;
    for (const auto print : played.run.fingerprints) {
      prints += fmt::format("{}{:016x}", prints.empty() ? "" : " ", print);
    }
    table.rows.push_back({played.scenario.title, played.run.id, prints});
  }
  return table;
}

}  // namespace

Section findings(const SimulationFacts& facts, const Speaker& say) {
  Section section;
  section.heading = say("report.section.findings");
  for (std::size_t i = 1; i < facts.scenarios.size(); ++i) {
    for (const auto metric : kFindingMetrics) {
      section.points.push_back(difference_finding(facts, say, facts.scenarios[i], metric));
    }
  }
  section.points.push_back(level_finding(facts, say));
  section.points.push_back(fund_finding(facts, say));
  if (!facts.tornado.swings.empty()) section.points.push_back(assumption_finding(facts, say));
  for (const auto& played : facts.scenarios) {
    section.folded.push_back(glance_table(facts, say, played));
  }
  section.folded_caption = say("report.all-metrics");
  return section;
}

bool have_same_stress(const SimulationFacts& facts, const Speaker& say) {
  const auto title = facts.scenarios.front().scenario.title;
  const auto rows_of = [&](PlayedScenario played) {
    played.scenario.title = title;
    return stress_rows(say, played);
  };
  const auto first = rows_of(facts.scenarios.front());
  return std::all_of(facts.scenarios.begin(), facts.scenarios.end(),
                     [&](const PlayedScenario& played) { return rows_of(played) == first; });
}

Section what_was_played(const SimulationFacts& facts, const Speaker& say) {
  Section section;
  section.heading = say("report.section.played");
  section.paragraphs = {say("report.played")};
  if (!have_same_stress(facts, say)) section.paragraphs.push_back(say("report.stress-differs"));
  for (const auto& played : facts.scenarios) {
    for (const auto& finding : played.beyond) {
      section.paragraphs.push_back(say(
          "report.beyond",
          {{"title", played.scenario.title}, {"text", say(finding.code.word(), finding.details)}}));
    }
  }
  section.tables = {changes_table(facts, say)};
  return section;
}

Section parameters(const SimulationFacts& facts, const Speaker& say) {
  const auto& baseline = facts.scenarios.front().baseline;
  Section section;
  section.heading = say("report.section.parameters");
  section.paragraphs = {say("report.parameters", {{"baseline", baseline.name}})};
  for (const auto& grade : simulator::kEvidenceWords) {
    auto table = parameter_table(baseline, say, grade.value);
    if (!table.rows.empty()) section.tables.push_back(std::move(table));
  }
  return section;
}

Section provenance(const SimulationFacts& facts, const Speaker& say) {
  const auto& first = facts.scenarios.front();
  const auto& run = first.scenario.run;
  Section section;
  section.heading = say("report.section.provenance");
  section.facts = {
      {say("report.fact.engine"), std::string(simulator::kEngineVersion)},
      {say("report.fact.seed"), fmt::format("{:#x}", run.seed)},
      {say("report.fact.paths"), std::to_string(paths_played(facts))},
      {say("report.fact.worlds"), std::to_string(first.run.worlds)},
      {say("report.fact.months"), say("report.months-from", {{"months", std::to_string(run.months)},
                                                             {"from", to_string(run.start)}})},
      {say("report.fact.baseline"), first.baseline.name},
      {say("report.fact.region"), std::string(first.baseline.region.text())},
      {say("report.fact.program"), facts.version + "; " + facts.compiler}};
  section.paragraphs = {say("report.levels"), say("report.provenance")};
  section.tables = {results_table(facts, say), rules_table(facts, say)};
  section.tables.back().heading =
      say("report.rules", {{"count", std::to_string(facts.rules.size())}});
  return section;
}

}  // namespace anxin::report
