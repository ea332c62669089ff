// B1: a city's evening as one payment file: pain.001 of 99 999 wages, checked and written.
// Units: µs of processor time.
#pragma once

#include "tests/bench/row.h"

namespace anxin::bench {

/// Writes the file `runs` times; the row has the median. Requires: runs > 0.
[[nodiscard]] Row measure_bank_file(std::size_t runs);

}  // namespace anxin::bench
