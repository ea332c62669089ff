// A baseline from what a live book knows; the rest from one that ships.
//
// Role: `anxin simulate snapshot`. Counted parameters are statistics whose source names the book
// and
//       the day; where the book is too small to say, the shipped value stays.
#pragma once

#include <string>
#include <vector>

#include "simulator/baseline.h"

namespace anxin::simulator {

/// A contract that is being worked on.
struct BookContract {
  std::string owner;  ///< any names that tell parties apart; they are not kept
  std::string contractor;
  Money amount;
  Rate labour_share;
  std::int64_t months = 0;
  bool has_account = false;
  Money deposit_cash;
  Money deposit_letters;
  Money gross;  ///< of its last wage month
  std::int64_t lines = 0;
};

struct BookFacts {
  payments::RegionCode region;
  Date on;
  std::vector<BookContract> contracts;
};

/// The book has no contract that is being worked on there and then. Details: region, on.
inline constexpr Reason kSnapshotEmpty{"simulate.snapshot-empty"};

/// `shipped` with what the book counts: sizes, region, contract amounts and durations, labour
/// shares, coverage of wage accounts, deposits by letter, wage of a month. Ranges are widened where
/// a counted value lies outside.
/// Refuses: simulate.snapshot-empty.
[[nodiscard]] Result<Baseline> snapshot_baseline(const Baseline& shipped, const BookFacts& facts);

/// Whether some of its parameters were counted from a book.
[[nodiscard]] bool is_of_book(const Baseline& baseline);

/// The text of a baseline file that parse_baseline reads back as the same baseline.
/// Requires: every value has at most four decimals in some unit of its dimension.
[[nodiscard]] std::string baseline_text(const Baseline& baseline);

}  // namespace anxin::simulator
