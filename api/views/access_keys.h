// Keys for the network. No view but the first shows a secret.
#pragma once

#include <vector>

#include "api/json/json.h"
#include "payments/service/access_key_service.h"

namespace anxin::views {

using json::Json;

/// {"key":…,"key_id":…,"actor":…,"role":…}; "key" is null for a replay or a dry run.
[[nodiscard]] Json made_key_view(const payments::MadeKey& made);
/// {"keys":[{"key_id":…,"actor":…,"projects":[…],"regions":[…],"created_at":…,"created_by":…,
/// "expires_on":…,"revoked_at":…}]}
[[nodiscard]] Json access_keys_view(const std::vector<payments::AccessKey>& keys);

}  // namespace anxin::views
