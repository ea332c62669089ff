// Loads what a file of master data or a roster brings.
#pragma once

#include "api/routes/call.h"
#include "payments/service/master_data_service.h"

namespace anxin::routes {

/// 201 with the counts, or the refusal with its findings.
/// Refuses: what MasterDataService::load refuses, but payments.data-refused is answered.
[[nodiscard]] Result<http::Response> load_plan(Call& call, const payments::LoadPlan& plan);

}  // namespace anxin::routes
