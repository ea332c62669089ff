// Which account each event debits and credits, as the program does it.
#pragma once

#include <string_view>
#include <vector>

#include "api/json/json.h"
#include "api/text/voice.h"
#include "payments/domain/posting_table.h"

namespace anxin::views {

using json::Json;
using text::Voice;

/// {"rules":[{"event":…,"how":…,"text":…,"moves":[{"debit":…,"credit":…}]}]}
[[nodiscard]] Json posting_rules_view(const Voice& voice,
                                      const std::vector<payments::PostingRule>& rules);

/// The kind of a chart's account: "wages-payable".
[[nodiscard]] std::string_view kind_text(const book::AccountName& name);
[[nodiscard]] std::string_view how_word(payments::PostingHow how);

}  // namespace anxin::views
