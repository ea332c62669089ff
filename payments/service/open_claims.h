// What debtors owe those who paid in their place: claims of a contract, receivables of a fund, and
// since when. Internal to payments/service.
//
// Shape: a claim is lowered from its oldest part on, so what is open are its newest parts.
#pragma once

#include <string>
#include <vector>

#include "payments/service/payments_book.h"

namespace anxin::payments {

struct OpenClaim {
  book::AccountName account;
  std::string contract;  ///< empty for a fund's receivable
  std::string creditor;  ///< party, or the fund
  std::string debtor;
  Money open;
};
/// One day's part of it.
struct ClaimPart {
  OpenClaim claim;
  Date since;
  Money amount;
};

/// Everything above zero, contracts before funds, in the order of account names.
[[nodiscard]] std::vector<OpenClaim> open_claims(const ledger::Reader& reader);
/// The parts of what a debtor owes, oldest first; parts of one day in the order of open_claims.
[[nodiscard]] std::vector<ClaimPart> parts_owed_by(const ledger::Reader& reader,
                                                   const std::string& debtor);

/// The claim that arises when the line, or one that it replaces, is paid from the wage account.
[[nodiscard]] std::optional<ClaimOf> claim_of(const ledger::Reader& reader,
                                              const PayrollLine& line);

/// Posts the claim that arises when the line is paid; nothing where none does.
void post_claim(const ledger::Reader& reader, const PayrollLine& line, Date on,
                CommandDraft& draft);
/// Ends it when the payment comes back: no more than is open, since what was recovered or settled
/// meanwhile stays so.
void end_claim(const ledger::Reader& reader, const PayrollLine& line, Date on, CommandDraft& draft);

}  // namespace anxin::payments
