// What debtors owe those who paid in their place: claims of a contract, receivables of a fund, and
// since when. Internal to payments/service.
//
// Shape: money that a debtor pays lowers a claim from its oldest part on, so what is open are its
//        newest parts. The part of a payment that comes back is no more, whatever its age.
#pragma once

#include <map>
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

/// Notes in the command that a creditor gives up so much of a claim without money.
void note_waived(const ledger::Reader& reader, const book::AccountName& account, Money amount,
                 CommandDraft& draft);

/// Payments that made claims and come back, all of one command.
///
/// The part of the claim that the payment made is no more. What the debtor has paid of it pays what
/// else it owes on that account; of the rest the creditor has money that nobody owed it: what was
/// given up without money falls away first, then a claim of the debtor on the creditor arises.
/// Source: decision 0015.
class ClaimReturns {
 public:
  struct Payment {
    Move made;             ///< what made the claim: its debit is the claim's account
    std::string contract;  ///< of the line
    std::string key;       ///< paper or file, and line: comes back once
    Date since;            ///< when it was paid
    Money amount;
  };
  explicit ClaimReturns(const ledger::Reader& reader) : reader_(reader) {}

  /// Posts what ends, and what the creditor owes from now on. Answers what ended.
  Money take(const Payment& payment, Date on, CommandDraft& draft);
  /// The same for a line that the wage account paid and that comes back, while it still says by
  /// what it was paid; nothing where no claim arose.
  void take_line(const PayrollLine& line, Date on, CommandDraft& draft);
  /// Writes what is left of what was given up. Call it once, after the last one.
  void finish(CommandDraft& draft) const;

 private:
  struct Standing {
    Money open;
    std::optional<Versioned<WaivedClaim>> stored;
    Money waived;
  };
  Standing& standing_of(const book::AccountName& account);
  void owe_back(const Payment& payment, Money amount, Date on, CommandDraft& draft) const;

  const ledger::Reader& reader_;
  std::map<std::string, Standing> standings_;  // by account
};

}  // namespace anxin::payments
