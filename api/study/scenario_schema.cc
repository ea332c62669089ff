#include "api/study/scenario_schema.h"

#include "simulator/run.h"

namespace anxin::study {
namespace {

using json::Json;

Json typed(std::string_view type) { return Json::object().set("type", type); }

Json words_schema(const std::vector<std::string_view>& words) {
  Json list = Json::array();
  for (const auto word : words) list.push(word);
  return Json::object().set("enum", std::move(list));
}

// A table whose keys are known; the required ones are named.
Json table_schema(Json properties, const std::vector<std::string_view>& required) {
  Json names = Json::array();
  for (const auto name : required) names.push(name);
  Json json = typed("object");
  json.set("properties", std::move(properties)).set("required", std::move(names));
  json.set("additionalProperties", false);
  return json;
}

// A number with one of the units of its dimension.
Json quantity_schema(simulator::Dimension dimension) {
  std::string units;
  for (const auto& unit : simulator::kUnits) {
    if (unit.dimension == dimension) units.append(units.empty() ? "" : "|").append(unit.word);
  }
  return typed("string").set("pattern", "^-?[0-9]+(\\.[0-9]{1,4})? ?(" + units + ")$");
}

Json date_schema() { return typed("string").set("format", "date"); }

// Looking often has its price; who reads the key should know.
Json stop_schema(const text::Voice& voice) {
  Json properties = Json::object();
  properties.set("metric", typed("string").set("pattern", "^[a-z_]+\\.(mean|q[0-9]{2,4})$"));
  properties.set("rel_half_width", quantity_schema(simulator::Dimension::share));
  properties.set("max_paths",
                 typed("integer").set("minimum", 1).set("maximum", simulator::kPathsMax));
  auto json = table_schema(std::move(properties), {"metric", "rel_half_width", "max_paths"});
  json.set("description", voice.say("simulate.stop-description"));
  return json;
}

Json run_schema(const text::Voice& voice) {
  Json properties = Json::object();
  properties.set("seed", typed("string").set("pattern", "^(0x[0-9a-fA-F]+|[0-9]+)$"));
  properties.set("paths", typed("integer").set("minimum", 1).set("maximum", simulator::kPathsMax));
  properties.set("worlds",
                 typed("integer").set("minimum", 1).set("maximum", simulator::kWorldsMax));
  properties.set("horizon", quantity_schema(simulator::Dimension::months));
  properties.set("start", date_schema()).set("stop", stop_schema(voice));
  return table_schema(std::move(properties), {"seed", "paths", "horizon", "start"});
}

// One branch a path, so that each value is held to the units of what it changes.
Json reform_schema(const text::Voice& voice, std::string_view path,
                   simulator::Dimension dimension) {
  Json properties = Json::object();
  properties.set("path", Json::object().set("const", path));
  properties.set("from", date_schema()).set("to", date_schema());
  properties.set("value", quantity_schema(dimension)).set("source", typed("string"));
  auto json = table_schema(std::move(properties), {"path", "from", "value", "source"});
  json.set("description", voice.say("simulate.parameter." + std::string(path)));
  return json;
}

using BranchSchema = Json (*)(const text::Voice&, std::string_view, simulator::Dimension);

Json branches_schema(const text::Voice& voice, BranchSchema branch) {
  Json branches = Json::array();
  for (const auto& shape : simulator::kParameters) {
    branches.push(branch(voice, shape.path, shape.dimension));
  }
  branches.push(branch(voice, simulator::kDepositRatePath, simulator::Dimension::share));
  return typed("array").set("items", Json::object().set("oneOf", std::move(branches)));
}

Json sweep_schema(const text::Voice& voice, std::string_view path, simulator::Dimension dimension) {
  std::vector<std::string_view> scales;
  for (const auto& scale : simulator::kSweepScaleWords) scales.push_back(scale.word);
  Json properties = Json::object();
  properties.set("path", Json::object().set("const", path));
  properties.set("from", quantity_schema(dimension)).set("to", quantity_schema(dimension));
  properties.set("steps",
                 typed("integer").set("minimum", 2).set("maximum", simulator::kSweepStepsMax));
  properties.set("scale", words_schema(scales));
  auto json = table_schema(std::move(properties), {"path", "from", "to", "steps"});
  json.set("description", voice.say("simulate.parameter." + std::string(path)));
  return json;
}

Json output_schema() {
  std::vector<std::string_view> words = simulator::metric_group_words();
  for (const auto& shape : simulator::kMetrics) words.push_back(shape.word);
  Json properties = Json::object();
  properties.set("metrics", typed("array").set("items", words_schema(words)));
  properties.set("quantiles",
                 typed("array").set("items", quantity_schema(simulator::Dimension::share)));
  return table_schema(std::move(properties), {});
}

Json stress_schema() {
  Json systemic = Json::object();
  systemic.set("from", date_schema()).set("to", date_schema());
  systemic.set("shift", quantity_schema(simulator::Dimension::deviations));
  std::vector<std::string_view> kinds;
  for (const auto& kind : simulator::kOwnerKindWords) kinds.push_back(kind.word);
  Json stop = Json::object();
  stop.set("kind", words_schema(kinds)).set("from", date_schema());
  stop.set("largest", typed("integer").set("minimum", 1).set("maximum", simulator::kPartiesMax));
  Json properties = Json::object();
  properties.set("systemic", table_schema(std::move(systemic), {"from", "shift"}));
  properties.set("stop_paying", table_schema(std::move(stop), {"kind", "largest", "from"}));
  return table_schema(std::move(properties), {});
}

}  // namespace

Json scenario_schema(const text::Voice& voice) {
  Json properties = Json::object();
  properties.set("schema", Json::object().set("const", simulator::kScenarioSchema));
  properties.set("title", typed("string")).set("baseline", typed("string"));
  properties.set("run", run_schema(voice)).set("reform", branches_schema(voice, reform_schema));
  properties.set("sweep",
                 branches_schema(voice, sweep_schema).set("maxItems", simulator::kSweepsMax));
  properties.set("stress", stress_schema()).set("output", output_schema());
  auto json = table_schema(std::move(properties), {"schema", "title", "baseline", "run"});
  json.set("$schema", "https://json-schema.org/draft/2020-12/schema");
  return json;
}

}  // namespace anxin::study
