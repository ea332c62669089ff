// Wages paid outside the account and payees in a worker's place, as their papers say it.
#pragma once

#include <vector>

#include "api/json/json.h"
#include "payments/domain/wage_paper.h"

namespace anxin::views {

using json::Json;

/// {"paper":…,"what":"outside","how":…,"lines":[{"line":…,"amount":…}],"sum":…,"state":…,…}
[[nodiscard]] Json paid_outside_view(const payments::PaidOutside& paper);
/// {"paper":…,"what":"payee","line":…,"worker":…,"kind":…,"state":…,…}, without name and account.
[[nodiscard]] Json payee_paper_view(const payments::PayeePaper& paper);

}  // namespace anxin::views
