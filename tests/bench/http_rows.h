// H1 and H2: small questions and small postings over the network.
//
// Shape: H1 asks for a balance beside a bare server's hello, H2 posts by 64 connections beside one;
//        both in turn, medians of the runs.
// Source: the goals of the HTTP service.
#pragma once

#include <filesystem>

#include "ledger/base/result.h"
#include "tests/bench/row.h"

namespace anxin::bench {

/// Requires: runs > 0, here and below. Refuses: what the store and the service refuse.
[[nodiscard]] Result<Row> measure_balances(const std::filesystem::path& folder, std::size_t runs);
[[nodiscard]] Result<Rows> measure_connections(const std::filesystem::path& folder,
                                               std::size_t runs);

}  // namespace anxin::bench
