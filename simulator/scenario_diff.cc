#include "simulator/scenario_diff.h"

#include <algorithm>

#include "ledger/base/amount.h"
#include "simulator/run.h"

namespace anxin::simulator {
namespace {

/// What a parameter is in a month, and who says so.
struct Said {
  std::string value;
  std::string source;
};

Said said_of(const ScenarioSide& side, const ParameterShape& shape, Month month) {
  const auto& note = side.baseline.notes.at(static_cast<std::size_t>(shape.parameter));
  Said said{quantity_text(side.baseline.values[shape.parameter], shape.dimension), note.source};
  for (const auto& reform : side.scenario.reforms) {
    if (reform.parameter != shape.parameter || !reform.period.covers(month)) continue;
    said = {quantity_text(reform.value, shape.dimension), reform.source};
  }
  return said;
}

Said deposit_rate_said(const ScenarioSide& side, Month month) {
  Said said;
  for (const auto& reform : side.scenario.reforms) {
    if (reform.parameter || !reform.period.covers(month)) continue;
    said = {quantity_text(reform.value, Dimension::share), reform.source};
  }
  return said;
}

std::string period_text(const Period& period) {
  return to_string(period.from) + ".." + (period.to ? to_string(*period.to) : "");
}

std::string metric_words(const std::vector<Metric>& metrics) {
  std::string text;
  for (const auto metric : metrics) {
    text.append(text.empty() ? "" : ", ").append(kMetrics.at(place_of(metric)).word);
  }
  return text;
}

std::string quantile_words(const std::vector<Rate>& quantiles) {
  std::string text;
  for (const auto& quantile : quantiles) {
    text.append(text.empty() ? "" : ", ").append(to_percent_string(quantile));
  }
  return text;
}

std::string stop_text(const std::optional<StopRule>& stop) {
  if (!stop) return "";
  const auto figure = stop->quantile ? quantile_name(*stop->quantile) : std::string("mean");
  return std::string(kMetrics.at(place_of(stop->metric)).word) + "." + figure + " ± " +
         to_percent_string(stop->rel_half_width) + ", " + std::to_string(stop->max_paths);
}

std::string sweeps_text(const std::vector<Sweep>& sweeps) {
  std::string text;
  for (const auto& sweep : sweeps) {
    text.append(text.empty() ? "" : "; ").append(sweep.path).append(" ");
    text.append(quantity_text(sweep.from, *sweep.unit)).append(" … ");
    text.append(quantity_text(sweep.to, *sweep.unit)).append(" / ");
    text.append(std::to_string(sweep.steps)).append(" ").append(payments::to_word(sweep.scale));
  }
  return text;
}

std::string shift_text(const std::optional<SystemicShift>& shift) {
  if (!shift) return "";
  return quantity_text(shift->deviations, Dimension::deviations) + " " + period_text(shift->period);
}

std::string stop_paying_text(const std::optional<StopPaying>& stop) {
  if (!stop) return "";
  return std::string(payments::to_word(stop->kind)) + " " + std::to_string(stop->largest) + " " +
         to_string(stop->from) + "..";
}

std::string festivals_text(const std::vector<Date>& festivals) {
  std::string text;
  for (const auto& day : festivals) text.append(text.empty() ? "" : ", ").append(to_string(day));
  return text;
}

class DifferenceFinder {
 public:
  DifferenceFinder(const ScenarioSide& before, const ScenarioSide& after)
      : before_(before), after_(after) {}
  std::vector<Difference> find();

 private:
  void add(DifferencePart part, std::string name, std::string before, std::string after);
  void add_run();
  void add_baseline();
  void add_notes(const ParameterShape& shape);
  void add_stress();
  void add_output();
  template <class SaidIn>
  void add_months(const std::string& path, SaidIn said_in);
  [[nodiscard]] std::vector<Month> common_months() const;

  const ScenarioSide& before_;
  const ScenarioSide& after_;
  std::vector<Difference> found_;
};

void DifferenceFinder::add(DifferencePart part, std::string name, std::string before,
                           std::string after) {
  if (before == after) return;
  found_.push_back({part, std::move(name), std::move(before), std::move(after)});
}

void DifferenceFinder::add_run() {
  const auto& a = before_.scenario;
  const auto& b = after_.scenario;
  constexpr auto kPart = DifferencePart::run;
  add(kPart, "title", a.title, b.title);
  add(kPart, "seed", std::to_string(a.run.seed), std::to_string(b.run.seed));
  add(kPart, "paths", std::to_string(a.run.paths), std::to_string(b.run.paths));
  add(kPart, "worlds", std::to_string(a.run.worlds), std::to_string(b.run.worlds));
  add(kPart, "horizon", std::to_string(a.run.months) + " month",
      std::to_string(b.run.months) + " month");
  add(kPart, "start", to_string(a.run.start), to_string(b.run.start));
  add(kPart, "stop", stop_text(a.run.stop), stop_text(b.run.stop));
  add(kPart, "sweep", sweeps_text(a.sweeps), sweeps_text(b.sweeps));
}

void DifferenceFinder::add_baseline() {
  const auto& a = before_.baseline;
  const auto& b = after_.baseline;
  constexpr auto kPart = DifferencePart::baseline;
  add(kPart, "name", a.name, b.name);
  add(kPart, "region", a.region.text(), b.region.text());
  add(kPart, "size.projects", std::to_string(a.size.projects), std::to_string(b.size.projects));
  add(kPart, "size.owners", std::to_string(a.size.owners), std::to_string(b.size.owners));
  add(kPart, "size.contractors", std::to_string(a.size.contractors),
      std::to_string(b.size.contractors));
  add(kPart, "size.districts", std::to_string(a.size.districts), std::to_string(b.size.districts));
  add(kPart, "spring_festivals", festivals_text(a.festivals), festivals_text(b.festivals));
  for (const auto& shape : kParameters) add_notes(shape);
}

void DifferenceFinder::add_notes(const ParameterShape& shape) {
  const auto place = static_cast<std::size_t>(shape.parameter);
  const auto& a = before_.baseline.notes.at(place);
  const auto& b = after_.baseline.notes.at(place);
  const auto text = [&shape](const Rate& value) { return quantity_text(value, shape.dimension); };
  const std::string path(shape.path);
  constexpr auto kPart = DifferencePart::baseline;
  add(kPart, path, text(before_.baseline.values[shape.parameter]),
      text(after_.baseline.values[shape.parameter]));
  add(kPart, path + ".range", text(a.low) + " … " + text(a.high),
      text(b.low) + " … " + text(b.high));
  add(kPart, path + ".grade", std::string(payments::to_word(a.evidence)),
      std::string(payments::to_word(b.evidence)));
}

void DifferenceFinder::add_stress() {
  constexpr auto kPart = DifferencePart::stress;
  add(kPart, "systemic", shift_text(before_.scenario.shift), shift_text(after_.scenario.shift));
  add(kPart, "stop_paying", stop_paying_text(before_.scenario.stop_paying),
      stop_paying_text(after_.scenario.stop_paying));
}

void DifferenceFinder::add_output() {
  const auto& a = before_.scenario.output;
  const auto& b = after_.scenario.output;
  add(DifferencePart::output, "metrics", metric_words(a.metrics), metric_words(b.metrics));
  add(DifferencePart::output, "quantiles", quantile_words(a.quantiles),
      quantile_words(b.quantiles));
}

std::vector<Month> DifferenceFinder::common_months() const {
  const auto& a = before_.scenario.run;
  const auto& b = after_.scenario.run;
  const auto end =
      std::min(a.start + std::chrono::months(a.months), b.start + std::chrono::months(b.months));
  std::vector<Month> months;
  for (auto month = std::max(a.start, b.start); month < end; month += std::chrono::months(1)) {
    months.push_back(month);
  }
  return months;
}

template <class SaidIn>
void DifferenceFinder::add_months(const std::string& path, SaidIn said_in) {
  std::optional<Difference> open;
  for (const auto month : common_months()) {
    const auto a = said_in(before_, month);
    const auto b = said_in(after_, month);
    const bool goes_on = open && a.value == open->before && b.value == open->after;
    if (goes_on) {
      open->period->to = month;
      continue;
    }
    if (open) found_.push_back(std::move(*open));
    open.reset();
    if (a.value == b.value) continue;
    open = Difference{DifferencePart::parameter, path,    a.value, b.value,
                      Period{month, month},      b.source};
  }
  if (open) found_.push_back(std::move(*open));
}

std::vector<Difference> DifferenceFinder::find() {
  add_run();
  add_baseline();
  for (const auto& shape : kParameters) {
    add_months(std::string(shape.path), [&shape](const ScenarioSide& side, Month month) {
      return said_of(side, shape, month);
    });
  }
  add_months(std::string(kDepositRatePath), deposit_rate_said);
  add_stress();
  add_output();
  return std::move(found_);
}

}  // namespace

std::vector<Difference> differences(const ScenarioSide& before, const ScenarioSide& after) {
  return DifferenceFinder(before, after).find();
}

}  // namespace anxin::simulator
