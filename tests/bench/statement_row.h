// B2: a city's evening as one statement: camt.053 of 100 000 transaction details.
//
// Shape: fifty debits, each a batch of 2 000 wages with all that a bank says of them; beside
//        libxml2's reader walking the same bytes and doing nothing. Details: the memory at its
//        highest beyond file and result, of this file and of one with a tenth of the wages.
// Units: µs of processor time.
#pragma once

#include <filesystem>

#include "ledger/base/result.h"
#include "tests/bench/row.h"

namespace anxin::bench {

/// Leaves statements in `folder` for its children to read. Requires: runs > 0.
[[nodiscard]] Row measure_statement(const std::filesystem::path& folder, std::size_t runs);

/// As a child: reads the statement in `folder`; how many bytes that took beside file and result.
[[nodiscard]] Result<double> bytes_beside_statement(const std::filesystem::path& folder);

}  // namespace anxin::bench
