#include "api/routes/shipped_baseline.h"

#include "api/routes/operations.h"
#include "api/routes/reasons.h"

namespace anxin::routes {

Result<simulator::Baseline> shipped_baseline(const std::string& name) {
  const auto text = simulator::builtin_baseline(name);
  if (!text) return fail(kBaselineUnknown, {{"baseline", name}});
  auto baseline = simulator::parse_baseline(*text);
  if (baseline.refused()) return fail(kInternalFault);
  return std::move(baseline.value);
}

}  // namespace anxin::routes
