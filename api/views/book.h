// A book: how it begins, where it stands, and what a check of it says.
#pragma once

#include <cstdint>
#include <string>

#include "api/json/json.h"
#include "ledger/service/reader.h"
#include "ledger/service/verify.h"
#include "ledger/store/store.h"

namespace anxin::views {

using json::Json;

/// {"book":…,"head":{"entry":…,"digest":…}}
[[nodiscard]] Json new_book_view(const ledger::Reader& reader);
/// {"book":…,"entry":…,"digest":…,"recorded_at":…,"accounts":…,"postings":…}
[[nodiscard]] Json head_view(const ledger::Reader& reader);
/// {"book":…,"format":…,"entry":…,"head":…,…,"last_backup":…,"last_verify":…}. `done` tells what
/// was last done to the book, by name: {"backup":…,"verify":…}, each null where it never was.
[[nodiscard]] Json status_view(const ledger::Reader& reader, const store::StoreStatus& store,
                               const Json& done);
/// {"bytes_before":…,"bytes_after":…}
[[nodiscard]] Json compacted_view(std::uintmax_t before, std::uintmax_t after);
/// {"format":…,"format_before":…,"kept":…}. `kept` is where the book as it was lies, empty where
/// nothing was written.
[[nodiscard]] Json migrated_view(int from, const std::string& kept);
/// {"ok":…,"entries":…,"postings":…,"accounts":…,"head":…,"findings":[{"code":…,"place":…}]}
[[nodiscard]] Json verify_view(const ledger::VerifyReport& report);

}  // namespace anxin::views
