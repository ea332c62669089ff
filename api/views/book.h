// A book: how it begins, where it stands, and what a check of it says.
#pragma once

#include "api/json/json.h"
#include "ledger/service/reader.h"
#include "ledger/service/verify.h"

namespace anxin::views {

using json::Json;

/// {"book":…,"head":{"entry":…,"digest":…}}
[[nodiscard]] Json new_book_view(const ledger::Reader& reader);
/// {"book":…,"entry":…,"digest":…,"recorded_at":…,"accounts":…,"postings":…}
[[nodiscard]] Json head_view(const ledger::Reader& reader);
/// {"ok":…,"entries":…,"postings":…,"accounts":…,"head":…,"findings":[{"code":…,"place":…}]}
[[nodiscard]] Json verify_view(const ledger::VerifyReport& report);

}  // namespace anxin::views
