// A file from a bank, as it was read.
#pragma once

#include "api/json/json.h"
#include "api/text/voice.h"
#include "payments/bank/bank_file.h"

namespace anxin::views {

using json::Json;
using text::Voice;

/// {"kind":…,"message":…, … what files of the kind have, "findings":[…],"accepted":…}; the kind is
/// "unknown" for a file that nobody knows.
[[nodiscard]] Json bank_file_view(const Voice& voice, const payments::BankDocument& document);

}  // namespace anxin::views
