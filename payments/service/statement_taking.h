// Takes statements into a command: what `bank import` and the release from quarantine share.
// Internal to payments/service.
#pragma once

#include <string>
#include <vector>

#include "payments/service/reconcile_records.h"

namespace anxin::payments {

/// A wage account with this number, and its contract.
struct KnownAccount {
  WageAccount account;
  Contract contract;
};
/// The contracts' accounts with this number, in the order in which they were loaded: one, or those
/// that share it. Refuses: payments.wage-account-unknown.
[[nodiscard]] Result<std::vector<KnownAccount>> find_accounts(const PaymentsBook& book,
                                                              const ledger::Reader& reader,
                                                              const std::string& number);

/// What two persons looked away from when they released a statement from quarantine.
enum class Leniency {
  none,
  gap,         ///< its balances do not join to their neighbours
  look_alike,  ///< its id or an entry of it was seen before
};

struct StatementSource {
  std::string digest;  ///< of the file's bytes
  Leniency leniency = Leniency::none;
  std::string released;  ///< id in quarantine, or empty
};

/// The day that a statement is of.
[[nodiscard]] Date closing_day(const Statement& statement, Date today);

/// Stores the statements with their entries. One whose day waits in quarantine is replaced there;
/// balances need not join across a day that waits: what lies behind it is provisional.
/// Requires: the caller may (BankService::import).
/// Refuses: as BankService::import, behind access.*; reconcile.day-signed.
[[nodiscard]] Result<CommandDraft> take_statements(const PaymentsBook& book,
                                                   const ledger::Reader& reader,
                                                   const ParsedStatements& parsed,
                                                   const StatementSource& source);

}  // namespace anxin::payments
