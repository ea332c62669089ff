// A worker's own wages: what was earned, what was paid, what is still owed.
//
// Role: the worker's view of the service. It looks; nothing can be done with it.
// Source: Decree 724 art. 31 (the worker is given the list of the own wages, 工资清单);
// interfaces.md
//         (a worker's view confirms nothing).
#pragma once

#include <string>
#include <vector>

#include "payments/service/payments_book.h"

namespace anxin::payments {

struct OwnWage {
  std::string contract;
  std::string project;   ///< name
  std::string employer;  ///< name
  Month month;
  Money gross, net;
  std::string state;  ///< of the line: "paid", "in-flight", …
  Date due_on;        ///< agreed pay day
};

/// Every line of the worker with this contract that counts, latest month first: not what was taken
/// back before it was approved, nor a line that another one pays instead. Cost: O(lines of the
/// contract).
[[nodiscard]] std::vector<OwnWage> own_wages(const ledger::Reader& reader, const Contract& contract,
                                             const std::string& worker);

/// Whether the card on record ends with these four digits. Refuses: seal.broken.
[[nodiscard]] Result<bool> card_ends_with(const PaymentsBook& book, const ledger::Reader& reader,
                                          const std::string& worker, std::string_view digits);

}  // namespace anxin::payments
