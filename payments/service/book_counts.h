// A region's contracts as a book knows them on a day, counted and without names: what a baseline of
// the simulator is made from.
//
// Role: `anxin simulate snapshot`. No personal data: ids of parties alone, to tell them apart.
// Shape: contracts that were signed by the day and whose agreed months have not run out, by id.
//        Deposits and wage accounts as they stand in the book now.
#pragma once

#include <string>
#include <vector>

#include "payments/rules/region_code.h"
#include "payments/service/payments_book.h"

namespace anxin::payments {

/// One contract that is being worked on.
struct ContractCount {
  std::string owner;
  std::string contractor;
  Money amount;
  Rate labour_share;
  std::int32_t months = 0;
  bool has_account = false;  ///< a wage account was opened
  Money deposit_cash;
  Money deposit_letters;
  /// Of its last wage month up to the day: what its payrolls came to, and for how many lines.
  Money gross;
  std::uint32_t lines = 0;
};

/// Refuses: store.*.
[[nodiscard]] Result<std::vector<ContractCount>> count_contracts(PaymentsBook& book,
                                                                 RegionCode region, Date on);

}  // namespace anxin::payments
