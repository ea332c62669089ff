// W1 to W3: wage tables on their way in.
//
// Shape: W1 splits a CSV of 100 000 rows into cells, W2 reads and checks it; W3 reads a workbook of
//        50 000 rows, beside libxml2's reader walking the same sheet and doing nothing.
// Units: rows a second of processor time; W3 as a ratio of seconds.
#pragma once

#include "tests/bench/row.h"

namespace anxin::bench {

[[nodiscard]] Rows measure_wage_csv(std::size_t runs);
[[nodiscard]] Row measure_workbook(std::size_t runs);

}  // namespace anxin::bench
