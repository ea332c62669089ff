// H4: postings in bulk over the network: groups of 8 189, as L1a books them.
//
// Shape: in one line, a line each or fixed records, each an entry; and a line an entry;
//        over several connections, so that a
//        request is read while another commits; beside the writer alone on an equal book, in turn.
//        Requests and commands are made before they are asked.
// Source: the goals of the HTTP service; docs/formats/bulk-postings.md.
#pragma once

#include <filesystem>

#include "ledger/base/result.h"
#include "tests/bench/row.h"

namespace anxin::bench {

/// Requires: runs > 0. Refuses: what the store and the service refuse.
[[nodiscard]] Result<Rows> measure_bulk(const std::filesystem::path& folder, std::size_t runs);

}  // namespace anxin::bench
