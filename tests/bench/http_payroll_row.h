// H3: the payroll of a large site, uploaded, checked and submitted.
//
// Shape: 10 000 lines; a check and then a submission over the network, beside PayrollService doing
//        the same to an equal book in this process; in turn, every time with another table.
// Source: the goals of the HTTP service.
#pragma once

#include <filesystem>

#include "ledger/base/result.h"
#include "tests/bench/row.h"

namespace anxin::bench {

/// Requires: runs > 0. Refuses: what the store and the services refuse.
[[nodiscard]] Result<Row> measure_upload(const std::filesystem::path& folder, std::size_t runs);

}  // namespace anxin::bench
