#include "simulator/baseline.h"

#include <array>
#include <map>

#include "ledger/base/amount.h"
#include "simulator/builtin_baselines.h"

namespace anxin::simulator {

// Made from simulator/baselines/*.toml by anxin_embed (tests/cmake/rooms.cmake).
namespace data {
std::string_view baseline_county_toml();
std::string_view baseline_prefecture_toml();
std::string_view baseline_province_toml();
std::string_view baseline_parameters_toml();
}  // namespace data

namespace {

using payments::Findings;
using payments::TomlDocument;
using payments::TomlTable;

/// The tables of a document by their path, each opened once, so that each can be finished.
class Tables {
 public:
  explicit Tables(TomlTable root) { open_.emplace("", std::move(root)); }
  TomlTable& at(std::string_view path) {
    const auto found = open_.find(path);
    if (found != open_.end()) return found->second;
    const auto dot = path.rfind('.');
    const auto parent = dot == std::string_view::npos ? "" : path.substr(0, dot);
    const auto key = dot == std::string_view::npos ? path : path.substr(dot + 1);
    auto table = at(parent).table(key);
    return open_.emplace(path, std::move(table)).first->second;
  }
  void finish() {
    for (auto& [path, table] : open_) table.finish();
  }

 private:
  std::map<std::string, TomlTable, std::less<>> open_;
};

class BaselineReader {
 public:
  BaselineReader(TomlTable root, Baseline& baseline)
      : tables_(std::move(root)), baseline_(baseline) {}
  void read();

 private:
  void read_head();
  void read_size();
  void read_festivals();
  void read_parameter(const ParameterShape& shape);
  void read_values(TomlTable& entry, const ParameterShape& shape);
  void check_domain(TomlTable& entry, const ParameterShape& shape, const Unit& unit) const;
  [[nodiscard]] Rate number(TomlTable& entry, std::string_view key, const Unit& unit,
                            const std::string& text);
  void check_owner_shares();

  Tables tables_;
  Baseline& baseline_;
};

void BaselineReader::read() {
  read_head();
  read_size();
  read_festivals();
  for (const auto& shape : kParameters) read_parameter(shape);
  check_owner_shares();
  tables_.finish();
}

void BaselineReader::read_head() {
  auto& root = tables_.at("");
  if (root.text("schema") != kBaselineSchema) {
    root.refuse("schema", payments::kDataUnknownWord, {{"expected", std::string(kBaselineSchema)}});
  }
  baseline_.name = root.text("name");
  const auto region = payments::RegionCode::parse(root.text("region"));
  if (region) {
    baseline_.region = *region;
  } else {
    root.refuse("region", payments::kDataBadValue, {{"expected", "six digits"}});
  }
}

void BaselineReader::read_size() {
  auto& size = tables_.at("size");
  const auto count = [&size](std::string_view key, std::int64_t max) {
    return static_cast<std::uint32_t>(size.integer(key, {1, max}));
  };
  baseline_.size = {count("projects", kProjectsMax), count("owners", kPartiesMax),
                    count("contractors", kPartiesMax), count("districts", kDistrictsMax)};
}

void BaselineReader::read_festivals() {
  auto& root = tables_.at("");
  for (const auto& text : root.texts("spring_festivals")) {
    const auto day = parse_date(text);
    const bool rises = day && (baseline_.festivals.empty() || *day > baseline_.festivals.back());
    if (rises) {
      baseline_.festivals.push_back(*day);
    } else {
      root.refuse("spring_festivals", payments::kDataBadValue,
                  {{"expected", "rising days YYYY-MM-DD"}});
    }
  }
}

void BaselineReader::read_parameter(const ParameterShape& shape) {
  const auto dot = shape.path.rfind('.');
  auto entry = tables_.at(shape.path.substr(0, dot)).table(shape.path.substr(dot + 1));
  read_values(entry, shape);
  auto& note = baseline_.notes.at(static_cast<std::size_t>(shape.parameter));
  note.source = entry.text("source");
  const auto grade = entry.text("grade");
  const auto evidence = payments::find_word<Evidence>(grade);
  if (evidence) {
    note.evidence = *evidence;
  } else if (!grade.empty()) {
    entry.refuse("grade", payments::kDataUnknownWord,
                 {{"expected", payments::every_word<Evidence>()}});
  }
  entry.finish();
}

void BaselineReader::read_values(TomlTable& entry, const ParameterShape& shape) {
  const auto value = entry.text("value");
  const auto range = entry.texts("range");
  const auto word = entry.text("unit");
  const auto* unit = find_unit(word);
  if (unit == nullptr || unit->dimension != shape.dimension) {
    if (!word.empty()) {
      entry.refuse("unit", kSimulateUnit, {{"expected", units_of(shape.dimension)}});
    }
    return;
  }
  if (range.size() != 2) {
    entry.refuse("range", payments::kDataBadValue, {{"expected", "two numbers"}});
    return;
  }
  auto& note = baseline_.notes.at(static_cast<std::size_t>(shape.parameter));
  baseline_.values.set(shape.parameter, number(entry, "value", *unit, value));
  note.low = number(entry, "range", *unit, range[0]);
  note.high = number(entry, "range", *unit, range[1]);
  check_domain(entry, shape, *unit);
  const auto& read = baseline_.values[shape.parameter];
  if (read < note.low || read > note.high) {
    entry.refuse("value", kSimulateRange, {{"min", range[0]}, {"max", range[1]}});
  }
}

// Whatever is played, the ends of the range too, must mean something.
void BaselineReader::check_domain(TomlTable& entry, const ParameterShape& shape,
                                  const Unit& unit) const {
  const auto& note = baseline_.notes.at(static_cast<std::size_t>(shape.parameter));
  const auto domain = domain_of(shape.parameter);
  if (note.low >= domain.low && note.high <= domain.high) return;
  entry.refuse(
      "range", payments::kDataOutOfRange,
      {{"min", quantity_text(domain.low, unit)}, {"max", quantity_text(domain.high, unit)}});
}

Rate BaselineReader::number(TomlTable& entry, std::string_view key, const Unit& unit,
                            const std::string& text) {
  const auto value = parse_quantity(text, unit);
  if (value) return *value;
  if (!text.empty()) {
    entry.refuse(key, payments::kDataBadValue, {{"expected", "a decimal number"}});
  }
  return Rate(0);
}

void BaselineReader::check_owner_shares() {
  const auto& values = baseline_.values;
  const Rate sum = values[Parameter::government_share] + values[Parameter::lgfv_share] +
                   values[Parameter::developer_share] + values[Parameter::private_share];
  if (sum != 1) tables_.at("").refuse("owner", kSimulateSum, {});
}

struct Shipped {
  std::string_view name;
  std::string_view (*head)();
};
constexpr std::array kShipped{
    Shipped{"baselines/county-2026.toml", data::baseline_county_toml},
    Shipped{"baselines/prefecture-2026.toml", data::baseline_prefecture_toml},
    Shipped{"baselines/province-2026.toml", data::baseline_province_toml}};

}  // namespace

payments::Loaded<Baseline> parse_baseline(std::string_view text) {
  payments::Loaded<Baseline> loaded;
  TomlDocument document(text, loaded.findings);
  auto root = document.root();
  if (root) BaselineReader(std::move(*root), loaded.value).read();
  return loaded;
}

std::vector<std::string> builtin_baselines() {
  std::vector<std::string> names;
  for (const auto& shipped : kShipped) names.emplace_back(shipped.name);
  return names;
}

std::optional<std::string> builtin_baseline(std::string_view name) {
  for (const auto& shipped : kShipped) {
    if (shipped.name == name)
      return std::string(shipped.head()).append(data::baseline_parameters_toml());
  }
  return std::nullopt;
}

}  // namespace anxin::simulator
