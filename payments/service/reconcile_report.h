// Facts for matching, and the report of each statement, out of one snapshot.
#pragma once

#include "payments/domain/matching.h"
#include "payments/service/reconcile_service.h"

namespace anxin::payments {

/// Files of one account with what its statements have shown of them, receipts not proved yet, and
/// transfers. Lines and cards: gather_account().
[[nodiscard]] MatchFacts gather_match_facts(const ledger::Reader& reader,
                                            const WageAccount& account, DebitMode mode);

/// The statements whose keys begin with `prefix`, oldest day first; of one day in order of import.
[[nodiscard]] std::vector<Versioned<BankStatement>> statements_by_day(const ledger::Reader& reader,
                                                                      std::string_view prefix);

/// One report per statement of every account of the contract, oldest day first; each as of its own
/// closing day, so that a report does not change when later days are booked.
[[nodiscard]] std::vector<ReconcileReport> reconcile_reports(const ledger::Reader& reader,
                                                             const std::string& contract);

/// Says of each entry what it may be, and counts it there.
void review_report(const MatchFacts& facts, const SuggestFacts& names, ReconcileReport& report);

}  // namespace anxin::payments
