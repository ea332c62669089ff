// A wage table that was checked: what was read, from which columns, and what is wrong with it.
//
// Role: personal data are masked unless the caller may see them whole (PayrollService::may_reveal).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "api/json/json.h"
#include "api/text/voice.h"
#include "payments/service/sheet_match.h"

namespace anxin::views {

using json::Json;
using text::Voice;

enum class Reveal { masked, whole };

/// {"rows":…,"total":…,"encoding":…,"header_row":…,"columns":{…},"reading":[…],"lines":[…],
/// "findings":[…],"refused":…,"parked":…,"accepted":…}
[[nodiscard]] Json sheet_view(const Voice& voice, const payments::MatchedSheet& sheet,
                              Reveal reveal);

/// Rows that a finding parks, the sheet's own and those that the roster adds.
[[nodiscard]] std::size_t count_parked(const payments::MatchedSheet& sheet);

/// A column as it was read; `field` is empty for one that was not.
struct ColumnLine {
  std::uint32_t index;
  std::string place;  ///< the column's letter; its key in a JSON table
  std::string caption, field, why;
};
/// Every column with a caption, from the left: what it was taken for and why. No caption shows a
/// person's number.
[[nodiscard]] std::vector<ColumnLine> column_lines(const bank::WageTable& table);
/// The key of the sentence that says why.
[[nodiscard]] std::string why_key(const ColumnLine& line);

}  // namespace anxin::views
