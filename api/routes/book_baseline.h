// A baseline of the simulator counted from the live book.
//
// Role: `simulate snapshot` and its routes.
#pragma once

#include "payments/service/payments_book.h"
#include "simulator/snapshot.h"

namespace anxin::routes {

struct BookPlace {
  payments::RegionCode region;
  Date on;
};

/// `shipped` with what the book counts of the region on the day.
/// Refuses: store.*, simulate.snapshot-empty.
[[nodiscard]] Result<simulator::Baseline> baseline_of_book(payments::PaymentsBook& book,
                                                           const simulator::Baseline& shipped,
                                                           const BookPlace& place);

}  // namespace anxin::routes
