#include "api/report/simulation_report.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "api/report/report_parts.h"
#include "ledger/base/invariant.h"

namespace anxin::report {
namespace {

using simulator::Metric;
using simulator::MetricShape;
using simulator::MetricUnit;

constexpr std::size_t kIdShown = 16;

// Metrics that add up all month ends, and how their mean over the months is called.
struct MonthlyReading {
  std::string_view word;
  std::string_view key;
};
constexpr std::array<MonthlyReading, 3> kMonthlyReadings{{
    {"arrears_months", "report.reading.arrears"},
    {"deferred_months", "report.reading.deferred"},
    {"deposit_months", "report.reading.deposit"},
}};

Reading reading_of_shape(const SimulationFacts& facts, const Speaker& say,
                         const MetricShape& shape) {
  for (const auto& monthly : kMonthlyReadings) {
    if (monthly.word != shape.word) continue;
    const auto months = facts.scenarios.front().scenario.run.months;
    return {shape.metric, shape.unit, say(monthly.key), static_cast<double>(months)};
  }
  return {shape.metric, shape.unit, say("simulate.metric." + std::string(shape.word)), 1};
}

Section results(const SimulationFacts& facts, const Speaker& say) {
  Section section;
  section.heading = say("report.section.results");
  section.figures = {arrears_fan(facts, say), workers_fan(facts, say), time_to_pay(facts, say),
                     fund_need(facts, say), who_paid(facts, say)};
  return section;
}

Section compared(const SimulationFacts& facts, const Speaker& say) {
  Section section;
  section.heading = say("report.section.comparison");
  section.figures = {comparison(facts, say)};
  return section;
}

Section studies(const SimulationFacts& facts, const Speaker& say) {
  Section section;
  section.heading = say("report.section.studies");
  section.paragraphs = {say("report.studies", {{"title", facts.scenarios.front().scenario.title}})};
  section.figures = {tornado(facts, say), deposit_sweep(facts, say), fund_and_coverage(facts, say),
                     reverse_stress_curve(facts, say)};
  return section;
}

Edition edition_of(const SimulationFacts& facts, const Speaker& say) {
  const auto& first = facts.scenarios.front();
  const auto& run = first.scenario.run;
  Edition edition;
  edition.tag = say.tag;
  edition.language = say("report.language");
  edition.title = say("report.title", {{"title", first.scenario.title}});
  edition.subtitle =
      say("report.subtitle", {{"baseline", first.baseline.name},
                              {"projects", std::to_string(first.baseline.size.projects)},
                              {"from", to_string(run.start)},
                              {"to", to_string(run.start + std::chrono::months(run.months - 1))},
                              {"played", paths_text(facts, say, paths_played(facts))}});
  edition.warning = run.worlds == 1
                        ? say("report.warning")
                        : say("report.warning-worlds", {{"worlds", std::to_string(run.worlds)}});
  edition.figure_prefix = say("report.figure");
  edition.data_caption = say("report.data");
  edition.sections = {findings(facts, say), what_was_played(facts, say), results(facts, say)};
  if (facts.scenarios.size() > 1) edition.sections.push_back(compared(facts, say));
  edition.sections.push_back(studies(facts, say));
  edition.sections.push_back(parameters(facts, say));
  edition.sections.push_back(provenance(facts, say));
  return edition;
}

}  // namespace

std::string simulation_page(const SimulationFacts& facts, const paper::Speaker& first,
                            const paper::Speaker& second) {
  LEDGER_INVARIANT(!facts.scenarios.empty());
  return to_html({edition_of(facts, first), edition_of(facts, second)});
}

// ---- how a metric is read -----------------------------------------------------------------------

std::optional<Reading> find_reading(const SimulationFacts& facts, const Speaker& say,
                                    std::string_view word) {
  for (const auto& shape : simulator::kMetrics) {
    if (shape.word == word) return reading_of_shape(facts, say, shape);
  }
  return std::nullopt;
}

Reading reading_of(const SimulationFacts& facts, const Speaker& say, Metric metric) {
  return reading_of_shape(facts, say, simulator::kMetrics.at(simulator::place_of(metric)));
}

std::vector<Reading> all_readings(const SimulationFacts& facts, const Speaker& say) {
  std::vector<Reading> readings;
  for (const auto& shape : simulator::kMetrics) {
    readings.push_back(reading_of_shape(facts, say, shape));
  }
  return readings;
}

Numbers numbers_of(const Reading& reading, const simulator::Summary& summary) {
  Numbers numbers{plain(summary.mean) / reading.divisor, summary.half_width / reading.divisor, {}};
  for (const auto quantile : summary.quantiles) {
    numbers.quantiles.push_back(static_cast<double>(quantile) / reading.divisor);
  }
  return numbers;
}

Numbers numbers_of(const Reading& reading, const simulator::RunReport& run,
                   const std::vector<double>& quantiles) {
  return numbers_of(reading, simulator::summarize(run.sample(reading.metric), quantiles));
}

Numbers difference_of(const Reading& reading, const simulator::RunReport& a,
                      const simulator::RunReport& b, const std::vector<double>& quantiles) {
  const auto differences =
      simulator::paired_differences(b.sample(reading.metric), a.sample(reading.metric));
  return numbers_of(reading, simulator::summarize(differences, quantiles));
}

std::string difference_text(const Speaker& say, const Reading& reading, const Numbers& numbers) {
  if (numbers.mean == 0 && numbers.half == 0) return say("report.verdict.same");
  const auto measure =
      measure_of(say, reading.unit, std::max(std::abs(numbers.mean), numbers.half));
  return signed_text_in(measure, numbers.mean) + " ± " + text_in(measure, numbers.half) + " " +
         measure.unit;
}

std::int64_t exhausted_in(const simulator::RunReport& run) {
  std::int64_t hits = 0;
  for (const auto value : run.values(Metric::fund_exhausted)) hits += value;
  return hits;
}

std::string exhausted_text(const Speaker& say, const simulator::RunReport& run) {
  const auto count = static_cast<std::int64_t>(run.paths.size());
  const auto hits = exhausted_in(run);
  const auto interval = simulator::chance_interval(run.sample(Metric::fund_exhausted));
  return say("report.chance",
             {{"share", percent_text(static_cast<double>(hits) / static_cast<double>(count))},
              {"low", percent_text(interval.low)},
              {"high", percent_text(interval.high)}});
}

Rate fund_size_of(const PlayedScenario& played) {
  return simulator::parameters_in(played.baseline, played.scenario,
                                  played.scenario.run.start)[simulator::Parameter::fund_size];
}

double plain(const Rate& value) {
  return numerator(value).convert_to<double>() / denominator(value).convert_to<double>();
}

std::int64_t paths_played(const SimulationFacts& facts) {
  return static_cast<std::int64_t>(facts.scenarios.front().run.paths.size());
}

std::string paths_text(const SimulationFacts& facts, const Speaker& say, std::int64_t paths) {
  const auto worlds = std::min(facts.scenarios.front().scenario.run.worlds, paths);
  const auto count = std::to_string(paths);
  if (worlds == 1) return say("report.paths", {{"paths", count}});
  return say("report.paths-in-worlds", {{"paths", count}, {"worlds", std::to_string(worlds)}});
}

std::string present_rate_text(const Speaker& say, const PresentRate& present) {
  const auto text = [&say](const Rate& rate) {
    return quantity_text(say, rate, simulator::Dimension::share);
  };
  const auto rate =
      present.low == present.high
          ? text(present.low)
          : say("report.range", {{"low", text(present.low)}, {"high", text(present.high)}});
  return say(
      "report.present-rate",
      {{"rate", rate}, {"grade", say("grade." + std::string(payments::to_word(present.grade)))}});
}

std::string source_line(const SimulationFacts& facts, const Speaker& say, std::int64_t paths,
                        std::string_view unit) {
  const auto& first = facts.scenarios.front();
  const auto& run = first.scenario.run;
  return say("report.source", {{"played", paths_text(facts, say, paths)},
                               {"seed", fmt::format("{:#x}", run.seed)},
                               {"from", to_string(run.start)},
                               {"to", to_string(run.start + std::chrono::months(run.months - 1))},
                               {"baseline", first.baseline.name},
                               {"unit", std::string(unit)},
                               {"id", first.run.id.substr(0, kIdShown)}});
}

paper::Column words_column(std::string caption, std::uint8_t width) {
  return {std::move(caption), paper::Align::left, width};
}

paper::Column number_column(std::string caption) {
  return {std::move(caption), paper::Align::right, 0};
}

}  // namespace anxin::report
