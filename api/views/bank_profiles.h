// The banks, the layouts of files to them and the formats of files from them.
#pragma once

#include "api/json/json.h"
#include "payments/service/payments_book.h"

namespace anxin::views {

using json::Json;

/// {"banks":[…],"outgoing":[…],"incoming":[…]}
[[nodiscard]] Json bank_profiles_view(const payments::PaymentsData& data);

}  // namespace anxin::views
