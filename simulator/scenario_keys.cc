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

std::string nearest_path(std::string_view path) {
  std::set<std::string, std::less<>> known{std::string(kDepositRatePath)};
  for (const auto& shape : kParameters) known.emplace(shape.path);
  return payments::nearest_word(path, known);
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
    if (value) return *value;
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
    table.refuse("path", kSimulatePath,
                 {{"path", read.path}, {"nearest", nearest_path(read.path)}});
  }
  return read;
}

}  // namespace anxin::simulator
