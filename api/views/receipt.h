// What a command that books answers with.
#pragma once

#include <string>
#include <string_view>

#include "api/json/json.h"
#include "ledger/service/writer.h"

namespace anxin::views {

using json::Json;

/// The books keep an answer as text: what has two decimals is an amount.
[[nodiscard]] Json amount_or_text(const std::string& text);

/// A whole number of an answer is a count.
/// {"ok":true,"entry":…,"digest":…,"replayed":…,"key":…, … the answer's fields}; of a dry run
/// {"ok":true,"dry_run":true, … the answer's fields}. `key` is the one to ask again with.
[[nodiscard]] Json receipt_view(const ledger::Receipt& receipt, std::string_view key);

}  // namespace anxin::views
