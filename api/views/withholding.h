// Tax and insurance withheld from wages: quotes, what is to be remitted, slips.
#pragma once

#include <string>
#include <vector>

#include "api/json/json.h"
#include "api/text/voice.h"
#include "payments/rules/tax_withholding.h"
#include "payments/service/withholding_service.h"

namespace anxin::views {

using json::Json;
using text::Voice;

/// {"tax":…,"taxable":…,"rate":…,"unconfirmed":…,"method":…,"on":…,"rounding":…,"steps":[…],
/// "defaults":[…]}. `method`: wages or labour.
[[nodiscard]] Json withholding_view(const Voice& voice, const payments::Withholding& done,
                                    const std::string& method, Date on);
/// {"withheld":[{"withholder":…,"kind":…,"period":…,"withheld":…,"remitted":…,"left":…,"due_by":…,
/// "overdue":…}]}
[[nodiscard]] Json withheld_view(const std::vector<payments::WithheldView>& views);
/// A worker's slip: {"contract":…,"worker":…,"month":…,"gross":…,…,"taxes":[…],"payments":[…]}
[[nodiscard]] Json slip_view(const Voice& voice, const payments::Slip& slip);

}  // namespace anxin::views
