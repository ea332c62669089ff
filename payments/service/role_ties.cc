#include "payments/service/role_ties.h"

#include <algorithm>
#include <array>

#include "ledger/base/invariant.h"

namespace anxin::payments {
namespace {

// Clerks and approvers are the contractor's own. A supervisor's key names its projects, so that it
// needs no other tie to look; policy works with simulations, a worker through a door of its own, an
// admin hands out keys.
constexpr std::array kRoleTies{
    RoleTies{Role::clerk, Tie::contractor, Tie::contractor},
    RoleTies{Role::approver, Tie::contractor, Tie::contractor},
    RoleTies{Role::subcontractor, Tie::subcontractor, Tie::subcontractor},
    RoleTies{Role::owner, Tie::owner, Tie::owner},
    RoleTies{Role::supervisor, Tie::every, Tie::none},
    RoleTies{Role::bank, Tie::bank, Tie::bank},
    RoleTies{Role::regulator, Tie::every, Tie::every},
    RoleTies{Role::auditor, Tie::every, Tie::every},
    RoleTies{Role::policy, Tie::none, Tie::none},
    RoleTies{Role::viewer, Tie::every, Tie::none},
    RoleTies{Role::worker, Tie::none, Tie::none},
    RoleTies{Role::admin, Tie::none, Tie::none}};

}  // namespace

const RoleTies& ties_of(Role role) {
  const auto* found = std::find_if(kRoleTies.begin(), kRoleTies.end(),
                                   [&](const RoleTies& one) { return one.role == role; });
  LEDGER_INVARIANT(found != kRoleTies.end());
  return *found;
}

bool is_tied(Tie tie, const std::string& party, const Contract& contract, AccountBank bank) {
  const auto& subs = contract.subcontractors;
  switch (tie) {
    case Tie::contractor:
      return party == contract.contractor;
    case Tie::subcontractor:
      return std::find(subs.begin(), subs.end(), party) != subs.end();
    case Tie::owner:
      return party == contract.owner;
    case Tie::bank:
      return bank == AccountBank::its;
    case Tie::every:
      return true;
    case Tie::none:
      return false;
  }
  return false;
}

}  // namespace anxin::payments
