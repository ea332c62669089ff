// The book of L5 to L9: L1a gone on for two months, 20 million postings in a full run.
#pragma once

#include <filesystem>
#include <vector>

#include "ledger/base/date.h"
#include "ledger/base/result.h"
#include "tests/bench/pairs.h"
#include "tests/bench/row.h"

namespace anxin::bench {

inline constexpr Pairs kGroupsOfPairs{kPairAccounts, kGroupPostings, Keys::plain, Touch::uniform};

struct LargeBook {
  std::filesystem::path folder;
  std::uint64_t postings = 0;
  Instant begin;  ///< of what was recorded
  Instant end;
  double seconds = 0;          ///< that building took, commands made beforehand not counted
  std::vector<double> micros;  ///< from one group's answer to the next
};

/// Refuses: what the store refuses.
[[nodiscard]] Result<LargeBook> build_large_book(const std::filesystem::path& folder,
                                                 std::size_t postings);

/// L5, second half: how steady the groups are while the book grows.
[[nodiscard]] Row groups_row(const LargeBook& book);
/// L5, first half: one caller on the book beside bare LMDB on a copy.
[[nodiscard]] Result<Row> caller_row(const LargeBook& book, std::size_t commands);

}  // namespace anxin::bench
