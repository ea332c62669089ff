// The measured rows, for people and for programs.
#pragma once

#include <string>

#include "tests/bench/machine.h"
#include "tests/bench/row.h"

namespace anxin::bench {

struct Setting {
  Machine machine;
  std::string commit;
  std::size_t runs = 0;
};

[[nodiscard]] std::string to_table(const Rows& rows, const Setting& setting);
/// One JSON object: the setting, and a member "rows".
[[nodiscard]] std::string to_json(const Rows& rows, const Setting& setting);

}  // namespace anxin::bench
