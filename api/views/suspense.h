// What nobody could explain, the papers that explain it, and restitution.
#pragma once

#include <string>

#include "api/json/json.h"
#include "payments/service/suspense_service.h"

namespace anxin::views {

using json::Json;

/// {"contract":…,"credits":…,"debits":…,"items":[…],"restitution":[…],"overpaid":[…],"papers":[…]}
[[nodiscard]] Json suspense_view(const payments::SuspenseView& view);
/// {"paper":…,"contract":…,"way":…,…,"state":…,"entry":{…},"other":{…}}
[[nodiscard]] Json suspense_paper_view(const payments::SuspensePaperView& view);
/// {"contract":…,"restitution":[…],"papers":[…]}
/// Of the papers those alone that ask money back or bring it back.
void keep_restitution(payments::SuspenseView& view);
[[nodiscard]] Json restitution_view(const payments::SuspenseView& view);

/// Who paid the labour cost, owner or contractor; empty of another way.
[[nodiscard]] std::string source_word(const payments::SuspensePaper& paper);

}  // namespace anxin::views
