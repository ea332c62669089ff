// How a refusal is told: its code, its sentence, and what led to it.
#pragma once

#include <string_view>

#include "api/json/json.h"
#include "api/text/voice.h"
#include "ledger/base/result.h"
#include "payments/domain/finding.h"
#include "payments/service/master_data_service.h"

namespace anxin::views {

using json::Json;
using text::Voice;

/// {"error":{"code":…,"message":…,"details":{"field":…,"key":…, … the fault's details,
/// "findings":[…]}}}. `key` is the one to ask again with, empty where there is nothing to ask
/// again.
[[nodiscard]] Json refusal_view(const Voice& voice, const Fault& fault,
                                const payments::Findings& findings, std::string_view key);
/// The same of master data that were refused, each finding with its file.
[[nodiscard]] Json load_refusal_view(const Voice& voice, const Fault& fault,
                                     const payments::LoadPlan& plan);
/// The findings of all files, each with its file.
[[nodiscard]] Json load_findings_view(const Voice& voice, const payments::LoadPlan& plan);

}  // namespace anxin::views
