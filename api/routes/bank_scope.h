// A bank's file names its contract itself: what a key may hand in.
#pragma once

#include "api/routes/call.h"
#include "payments/service/bank_service.h"

namespace anxin::routes {

/// The body, with what the query says of it.
[[nodiscard]] payments::BankFiles bank_files_of(const Call& call);

/// Whether the key sees every contract that the body names. What is not there is the service's to
/// refuse.
/// Refuses: payments.wage-account-unknown, payments.file-unknown, payments.line-unknown: what is
///          outside the scope is as unknown as what is not there.
[[nodiscard]] Result<void> check_file_scope(Call& call);

}  // namespace anxin::routes
