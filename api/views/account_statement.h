// The statement of an account: its postings over days, with a running balance.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/json/json.h"
#include "ledger/service/reader.h"

namespace anxin::views {

using json::Json;

/// The days of a statement, both included, by one of the two clocks.
struct StatementDays {
  enum class Clock { effective, recorded };

  std::optional<Date> from;
  std::optional<Date> to;
  Clock by = Clock::effective;

  [[nodiscard]] Date day_of(const ledger::HistoryLine& line) const;
  [[nodiscard]] bool holds(const ledger::HistoryLine& line) const;
};

struct AccountStatement {
  book::Account account;
  Money opening;
  Money closing;
  /// Oldest first, with the running balance of the order asked for.
  std::vector<ledger::HistoryLine> lines;
};

/// Cost: O(postings of the account from the first of the days on).
[[nodiscard]] AccountStatement make_statement(const ledger::Reader& reader,
                                              const book::Account& account,
                                              const StatementDays& days);

/// {"account":…,"opening":…,"lines":[{"entry":…,"posting":…,"kind":…,"recorded_at":…,
/// "effective_on":…,"side":…,"counter":…,"amount":…,"balance":…}],"closing":…}
[[nodiscard]] Json statement_view(const ledger::Reader& reader, const AccountStatement& statement);

/// The account on the other side of a line.
[[nodiscard]] std::string counter_of(const ledger::Reader& reader, const ledger::HistoryLine& line);

}  // namespace anxin::views
