// R1: a city's evening reconciled: 100 000 statement lines, one for each wage, explained one by
// one.
//
// Shape: fifty files of 2 000 paid lines; the time holds what the service does besides asking: the
//        lines by their end-to-end ids, and what each file has been debited so far. Detail: a bare
//        hash join of the same ids and amounts.
// Units: µs of processor time.
#pragma once

#include "tests/bench/row.h"

namespace anxin::bench {

/// Requires: runs > 0.
[[nodiscard]] Row measure_matching(std::size_t runs);

}  // namespace anxin::bench
