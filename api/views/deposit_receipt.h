// What a command on a deposit answers with.
#pragma once

#include <string_view>

#include "api/json/json.h"
#include "ledger/service/writer.h"

namespace anxin::views {

using json::Json;

/// As receipt_view: the answer's texts first, then its flags as true, false or null, the rules that
/// an assessment followed and the facts that it changed as lists.
[[nodiscard]] Json deposit_receipt_view(const ledger::Receipt& receipt, std::string_view key);

}  // namespace anxin::views
