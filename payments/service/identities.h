// The identities that payments promises after every entry, proved from the stored accounts.
//
// Source: payments.md, "Accounts": wage_bank + suspense_out + overpaid + restitution_due = escrow +
//         Σ wage_payable + Σ deduction_payable + suspense_in; deposit_bank = deposit_liability +
//         deposit_interest; fund_bank + Σ fund_receivable = fund_capital; each memo pair is equal;
//         what the lines say is owed is what the accounts say; what is in flight is what is held.
#pragma once

#include <vector>

#include "ledger/service/verify.h"
#include "payments/service/records.h"

namespace anxin::payments {

/// Both sides of one identity of one contract or fund.
struct Identity {
  std::string owner;  ///< "contract Q1" or "fund 360781"
  std::string name;   ///< "money", "funding", "deposit", "guarantee", "claims", "price", "owed",
                      ///< "held"; "fund"
  Total left;
  Total right;
  [[nodiscard]] bool holds() const { return left == right; }
};

/// All identities of all contracts and funds. Throws DamagedRecord.
[[nodiscard]] std::vector<Identity> identities(const ledger::Reader& reader);

/// The broken ones as findings of verify.
[[nodiscard]] std::vector<ledger::VerifyFinding> broken_identities(const ledger::Reader& reader);

}  // namespace anxin::payments
