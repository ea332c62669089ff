// The reconciliation: statements against the book, what is open, days, and what persons explained.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "api/json/json.h"
#include "payments/service/reconcile_days.h"
#include "payments/service/reconcile_review.h"

namespace anxin::views {

using json::Json;

/// {"statements":[…],"balances":…} and, where the ages of what is open can be told,
/// {…,"open_items":[…],"ageing":[…]}. With no statement, balances is null: neither in balance nor
/// out of it.
[[nodiscard]] Json reconcile_view(const std::vector<payments::ReconcileReport>& reports,
                                  const std::optional<std::vector<payments::OpenItem>>& items);
/// Whether every statement adds up and agrees with the book.
[[nodiscard]] bool in_balance(const std::vector<payments::ReconcileReport>& reports);
/// {"open_items":[…],"ageing":[…]}
[[nodiscard]] Json open_items_view(const std::vector<payments::OpenItem>& items);
/// {"days":[{"account":…,"day":…,"state":…,"statements":…,"entries":…,"open":{…},"closing":…,
/// "signatures":[…]}]}
[[nodiscard]] Json days_view(const std::vector<payments::DayView>& days);
/// {"alarms":[{"kind":…,"id":…,"amount":…,"since":…}]}
[[nodiscard]] Json alarms_view(const std::vector<payments::Alarm>& alarms);
/// {"suggestions":[{"id":…,"reference":…,…,"candidates":[…]}]}
[[nodiscard]] Json suggestions_view(const std::vector<payments::EntryReview>& reviews);
/// {"entry":…,"amount":…,"booked":…,"target":…,"match":…,"changes":[…]}
[[nodiscard]] Json history_view(const payments::EntryHistory& history);
/// 银行存款余额调节表:
/// {"contract":…,"wage_account":…,"statement":…,"on":…,"book":…,"in_transit":[…],
/// "adjusted_book":…,"bank":…,"balances":…,"path":…}. `path` is where the paper was written, null
/// where it was not.
[[nodiscard]] Json adjustment_view(const payments::ReconcileReport& report,
                                   const std::string& path);

/// credit or debit
[[nodiscard]] std::string direction_word(const payments::BankEntry& entry);
/// What the report's i-th entry may be.
[[nodiscard]] payments::Review review_of(const payments::ReconcileReport& report, std::size_t i);
/// Counts and sums of each age, those with nothing in them too.
[[nodiscard]] std::map<payments::AgeClass, payments::Tally> ages_of(
    const std::vector<payments::OpenItem>& items);

}  // namespace anxin::views
