// The measured rows, for people and for programs.
#pragma once

#include <string>
#include <vector>

#include "tests/bench/side_by_side.h"

namespace anxin::bench {

[[nodiscard]] std::string to_table(const std::vector<Row>& rows, std::size_t runs);
/// One JSON object with a member "rows".
[[nodiscard]] std::string to_json(const std::vector<Row>& rows, std::size_t runs);

}  // namespace anxin::bench
