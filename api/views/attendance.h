// An attendance grid: each worker's days, and what is wrong with them.
#pragma once

#include <cstdint>
#include <string>

#include "api/json/json.h"
#include "api/text/voice.h"
#include "payments/bank/attendance_grid.h"

namespace anxin::views {

using json::Json;
using text::Voice;

/// {"kind":"attendance","rows":…,"days":…,"encoding":…,"header_row":…,"first_day":…,"last_day":…,
/// "workers":[…],"findings":[…],"accepted":…}
[[nodiscard]] Json attendance_view(const Voice& voice, const bank::AttendanceGrid& grid);

/// "21.50" of 2150 hundredths of a day.
[[nodiscard]] std::string days_text(std::uint32_t hundredths);

}  // namespace anxin::views
