// What waits for a person's hand today: payrolls that stop until somebody does the next step.
//
// Role: the first page of the service; whatever a bank has to answer first is not in it.
// Source: payments.md, "One payroll month".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "payments/service/payments_book.h"

namespace anxin::payments {

enum class WaitingFor : std::uint8_t {
  confirm,   ///< the workers have not signed
  approve,   ///< another person of the contractor
  instruct,  ///< approved, and no file for the bank yet
  funds,     ///< the approver chose to wait for money
  repair     ///< lines that are parked, failed or returned: owed, and nothing will pay them
};
/// "confirm", "approve", "instruct", "funds", "repair".
[[nodiscard]] std::string_view to_word(WaitingFor step);

struct WaitingWork {
  std::string batch;
  Month month;
  WaitingFor step = WaitingFor::confirm;
  std::size_t lines = 0;
  Money net;    ///< of those lines
  Date due_on;  ///< the batch's pay day
};

/// Of one contract, in the order of its batches.
[[nodiscard]] std::vector<WaitingWork> waiting_work(const ledger::Reader& reader,
                                                    const std::string& contract);

}  // namespace anxin::payments
