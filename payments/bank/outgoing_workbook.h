// An outgoing file as a workbook. Internal to payments/bank.
#pragma once

#include <string>

#include "ledger/base/result.h"
#include "payments/domain/bank_document.h"
#include "payments/domain/outgoing_profile.h"

namespace anxin::bank {

/// Refuses: bank.workbook-unwritable.
[[nodiscard]] Result<std::string> write_outgoing_workbook(const payments::OutgoingProfile& profile,
                                                          const payments::Initiation& initiation);

}  // namespace anxin::bank
