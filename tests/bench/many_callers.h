// L4: one posting per command, asked by 1 to 256 callers at once.
#pragma once

#include <filesystem>

#include "ledger/base/result.h"
#include "tests/bench/row.h"

namespace anxin::bench {

/// `commands` are those of one caller; more callers ask for more, up to a bound.
/// Refuses: what the store refuses.
[[nodiscard]] Result<Rows> measure_callers(const std::filesystem::path& folder,
                                           std::size_t commands);

}  // namespace anxin::bench
