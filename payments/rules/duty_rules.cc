#include "payments/rules/duty_rules.h"

#include <algorithm>

namespace anxin::payments {

const LabourShare* LabourCost::share_for(ProjectCategory category) const {
  const auto at = std::find_if(shares.begin(), shares.end(), [&](const LabourShare& share) {
    return covers(share.categories, category);
  });
  return at == shares.end() ? nullptr : &*at;
}

}  // namespace anxin::payments
