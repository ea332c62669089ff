#include "simulator/canonical.h"

#include <map>

#include "simulator/run.h"

namespace anxin::simulator {
namespace {

// RFC 8785, 3.2.2.2: the short escapes, \u00xx for other controls, everything else as it is.
std::string json_text(std::string_view text) {
  constexpr std::string_view kShort = "\"\\\b\f\n\r\t";
  constexpr std::string_view kLetters = "\"\\bfnrt";
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const auto place = kShort.find(c);
    if (place != std::string_view::npos) {
      out.append("\\").push_back(kLetters[place]);
    } else if (byte < 0x20) {
      out.append("\\u00").push_back(kHex[byte >> 4U]);
      out.push_back(kHex[byte & 0xFU]);
    } else {
      out.push_back(c);
    }
  }
  return out.append("\"");
}

/// An object whose keys come out sorted; the values are JSON already.
class SortedObject {
 public:
  SortedObject& raw(std::string_view key, std::string json) {
    members_.insert_or_assign(std::string(key), std::move(json));
    return *this;
  }
  SortedObject& text(std::string_view key, std::string_view value) {
    return raw(key, json_text(value));
  }
  SortedObject& number(std::string_view key, std::int64_t value) {
    return raw(key, std::to_string(value));
  }
  SortedObject& value(std::string_view key, const Rate& exact) { return text(key, exact.str()); }
  [[nodiscard]] std::string json() const {
    std::string out = "{";
    for (const auto& [key, value] : members_) {
      if (out.size() > 1) out.push_back(',');
      out.append(json_text(key)).append(":").append(value);
    }
    return out.append("}");
  }

 private:
  std::map<std::string, std::string> members_;  // all keys are ASCII: bytes sort as UTF-16 does
};

template <class Items, class Write>
std::string list_of(const Items& items, Write write) {
  std::string out = "[";
  for (const auto& item : items) {
    if (out.size() > 1) out.push_back(',');
    out.append(write(item));
  }
  return out.append("]");
}

void add_period(const Period& period, SortedObject& object) {
  object.text("from", to_string(period.from));
  if (period.to) object.text("to", to_string(*period.to));
}

std::string reform_form(const Reform& reform) {
  SortedObject object;
  add_period(reform.period, object);
  object.text("path", reform.path).value("value", reform.value).text("source", reform.source);
  return object.json();
}

std::string sweep_form(const Sweep& sweep) {
  SortedObject object;
  object.text("path", sweep.path).value("from", sweep.from).value("to", sweep.to);
  object.text("unit", sweep.unit->word).number("steps", sweep.steps);
  object.text("scale", payments::to_word(sweep.scale));
  return object.json();
}

std::string word_of(Metric metric) { return std::string(kMetrics.at(place_of(metric)).word); }

std::string stop_form(const StopRule& stop) {
  const auto figure = stop.quantile ? quantile_name(*stop.quantile) : std::string("mean");
  SortedObject object;
  object.text("metric", word_of(stop.metric) + "." + figure);
  object.value("rel_half_width", stop.rel_half_width).number("max_paths", stop.max_paths);
  return object.json();
}

std::string run_form(const RunPlan& run) {
  SortedObject object;
  object.text("seed", std::to_string(run.seed)).number("paths", run.paths);
  object.text("horizon", std::to_string(run.months)).text("start", to_string(run.start));
  if (run.worlds > 1) object.number("worlds", run.worlds);  // one: as before there were several
  if (run.stop) object.raw("stop", stop_form(*run.stop));
  return object.json();
}

std::string stress_form(const Scenario& scenario) {
  SortedObject object;
  if (scenario.shift) {
    SortedObject shift;
    add_period(scenario.shift->period, shift);
    object.raw("systemic", shift.value("shift", scenario.shift->deviations).json());
  }
  if (scenario.stop_paying) {
    const auto& stop = *scenario.stop_paying;
    SortedObject stopping;
    stopping.text("kind", payments::to_word(stop.kind)).number("largest", stop.largest);
    object.raw("stop_paying", stopping.text("from", to_string(stop.from)).json());
  }
  return object.json();
}

std::string output_form(const OutputPlan& output) {
  SortedObject object;
  if (!output.metrics.empty()) {
    object.raw("metrics",
               list_of(output.metrics, [](Metric metric) { return json_text(word_of(metric)); }));
  }
  if (!output.quantiles.empty()) {
    object.raw("quantiles", list_of(output.quantiles, [](const Rate& quantile) {
                 return json_text(quantile.str());
               }));
  }
  return object.json();
}

std::string parameter_form(const Baseline& baseline, const ParameterShape& shape) {
  const auto& note = baseline.notes.at(static_cast<std::size_t>(shape.parameter));
  SortedObject object;
  object.value("value", baseline.values[shape.parameter]).text("source", note.source);
  object.value("low", note.low).value("high", note.high);
  return object.text("grade", payments::to_word(note.evidence)).json();
}

}  // namespace

std::string canonical_form(const Scenario& scenario) {
  SortedObject object;
  object.text("schema", kScenarioSchema).text("title", scenario.title);
  object.text("baseline", scenario.baseline).raw("run", run_form(scenario.run));
  if (!scenario.reforms.empty()) object.raw("reform", list_of(scenario.reforms, reform_form));
  if (!scenario.sweeps.empty()) object.raw("sweep", list_of(scenario.sweeps, sweep_form));
  if (scenario.shift || scenario.stop_paying) object.raw("stress", stress_form(scenario));
  const auto& output = scenario.output;
  if (!output.metrics.empty() || !output.quantiles.empty()) {
    object.raw("output", output_form(output));
  }
  return object.json();
}

std::string canonical_form(const Baseline& baseline) {
  SortedObject size;
  size.number("projects", baseline.size.projects).number("owners", baseline.size.owners);
  size.number("contractors", baseline.size.contractors);
  size.number("districts", baseline.size.districts);
  SortedObject parameters;
  for (const auto& shape : kParameters) {
    parameters.raw(shape.path, parameter_form(baseline, shape));
  }
  SortedObject object;
  object.text("schema", kBaselineSchema).text("name", baseline.name);
  object.text("region", baseline.region.text()).raw("size", size.json());
  object.raw("parameters", parameters.json());
  object.raw("spring_festivals",
             list_of(baseline.festivals, [](Date day) { return json_text(to_string(day)); }));
  return object.json();
}

}  // namespace anxin::simulator
