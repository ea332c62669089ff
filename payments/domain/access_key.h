// A key with which a login asks over the network.
//
// Role: stored as a domain record under the keyed hash of its secret; the secret itself is shown
//       once and kept nowhere.
// Source: interfaces.md, "Roles" (256 random bits, stored as a keyed hash; a key carries a person,
//         a role and a scope).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ledger/base/date.h"

namespace anxin::payments {

struct AccessKey {
  std::string id;                     ///< "K0001"
  std::string actor;                  ///< the login that it speaks for: person, party, role
  std::vector<std::string> projects;  ///< projects or contracts; empty: all of the login's
  std::vector<std::string> regions;   ///< codes, with all that lies below; empty: all
  Instant created_at;
  std::string created_by;          ///< login; empty for the operator of the machine
  std::optional<Date> expires_on;  ///< the last day on which it opens anything
  std::optional<Instant> revoked_at;
};

}  // namespace anxin::payments
