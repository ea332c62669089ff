// Days, money and places written as text.
//
// Role: shared by tests; a text that is none ends the test with an exception.
#pragma once

#include <string_view>

#include "ledger/base/amount.h"
#include "ledger/base/date.h"

namespace anxin::tests {

/// "2026-10-31"
inline Date day(std::string_view text) { return parse_date(text).value(); }
/// "1250.00"
inline Money yuan(std::string_view text) { return parse_yuan(text).value(); }

}  // namespace anxin::tests
