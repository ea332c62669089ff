// Courts' attachments of accounts: one case, and those of a contract.
#pragma once

#include <vector>

#include "api/json/json.h"
#include "api/text/voice.h"
#include "payments/service/attachment_service.h"

namespace anxin::views {

using json::Json;
using text::Voice;

/// {"case":…,"contract":…,"account":…,"court":…,"amount":…,…,"excess":…,"law":…,"steps":[…]}
[[nodiscard]] Json attachment_view(const Voice& voice, const payments::AttachmentView& view);
/// {"cases":[…]}
[[nodiscard]] Json attachments_view(const Voice& voice,
                                    const std::vector<payments::AttachmentView>& views);

}  // namespace anxin::views
