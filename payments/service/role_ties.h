// Whose business a contract is, by role: one table for those who look and for those who act.
//
// Role: PaymentsBook::require asks who may act, sees() who may look.
// Threads: pure.
#pragma once

#include <cstdint>

#include "payments/domain/master_data.h"

namespace anxin::payments {

/// What ties a role to a contract.
enum class Tie : std::uint8_t {
  contractor,     ///< the login's party is the general contractor
  subcontractor,  ///< … one of the subcontractors
  owner,          ///< … the owner
  bank,           ///< … the bank that holds the account asked about
  every,          ///< no tie is needed
  none            ///< it is none of the role's business
};

struct RoleTies {
  Role role;
  Tie looks;
  Tie acts;
};

/// Requires: a role.
[[nodiscard]] const RoleTies& ties_of(Role role);

/// Whether the party has the tie. `is_bank`: it holds the account asked about.
enum class AccountBank : std::uint8_t { other, its };
[[nodiscard]] bool is_tied(Tie tie, const std::string& party, const Contract& contract,
                           AccountBank bank);

}  // namespace anxin::payments
