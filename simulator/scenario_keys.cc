#include "simulator/scenario_keys.h"

#include <set>

#include "simulator/scenario.h"

namespace anxin::simulator {
namespace {

// What would have been right: the number with the first unit that fits.
std::string proposal(const payments::TomlWritten& written, Dimension dimension) {
  if (!written.is_number) return units_of(dimension);
  const auto units = units_of(dimension);
  return "\"" + written.text + " " + units.substr(0, units.find(',')) + "\"";
}

// Beyond these nothing of a county, or of a country, is measured; the engine's whole numbers hold
// far more.
Rate largest_of(Dimension dimension) {
  constexpr std::int64_t kFenMax = 1'000'000'000'000'000;
  constexpr std::int64_t kOthersMax = 1'000'000;
  return dimension == Dimension::money ? Rate(kFenMax) : Rate(kOthersMax);
}

// Only what counts standard deviations may lie below zero.
void check_size(payments::TomlTable& table, std::string_view key, const Rate& value,
                Dimension dimension) {
  const auto max = largest_of(dimension);
  const auto min = dimension == Dimension::deviations ? Rate(-max) : Rate(0);
  if (value >= min && value <= max) return;
  table.refuse(key, payments::kDataOutOfRange,
               {{"min", quantity_text(min, dimension)}, {"max", quantity_text(max, dimension)}});
}

std::string nearest_path(std::string_view path) {
  std::set<std::string, std::less<>> known{std::string(kDepositRatePath)};
  for (const auto& shape : kParameters) known.emplace(shape.path);
  return payments::nearest_word(path, known);
}

void refuse_path(payments::TomlTable& table, const std::string& path) {
  const auto nearest = nearest_path(path);
  if (nearest == "-") return table.refuse("path", kSimulateNoPath, {{"path", path}});
  table.refuse("path", kSimulatePath, {{"path", path}, {"nearest", nearest}});
}

}  // namespace

void refuse_value(payments::TomlTable& table, std::string_view key, std::string expected) {
  table.refuse(key, payments::kDataBadValue, {{"expected", std::move(expected)}});
}

Rate read_quantity(payments::TomlTable& table, std::string_view key, Dimension dimension) {
  const auto written = table.written(key);
  if (!written) return Rate(0);
  if (!written->is_number) {
    const auto value = parse_quantity(written->text, dimension);
    if (value) {
      check_size(table, key, *value, dimension);
      return *value;
    }
  }
  table.refuse(key, kSimulateUnit, {{"expected", proposal(*written, dimension)}});
  return Rate(0);
}

PathRead read_path(payments::TomlTable& table) {
  PathRead read;
  read.path = table.text("path");
  const auto* shape = find_parameter(read.path);
  if (shape != nullptr) {
    read.parameter = shape->parameter;
    read.dimension = shape->dimension;
  } else if (read.path != kDepositRatePath && !read.path.empty()) {
    refuse_path(table, read.path);
  }
  return read;
}

Rate read_value(payments::TomlTable& table, std::string_view key, const PathRead& read) {
  const auto faults = table.findings_so_far();
  auto value = read_quantity(table, key, read.dimension);
  const auto domain = read.parameter ? domain_of(*read.parameter) : Domain{0, 1};
  const bool means_something = value >= domain.low && value <= domain.high;
  if (table.findings_so_far() > faults || means_something) return value;
  table.refuse(key, payments::kDataOutOfRange,
               {{"min", quantity_text(domain.low, read.dimension)},
                {"max", quantity_text(domain.high, read.dimension)}});
  return domain.low;
}

}  // namespace anxin::simulator
