#include "api/views/account_statement.h"

#include <algorithm>

#include "api/views/accounts.h"
#include "ledger/base/amount.h"

namespace anxin::views {
namespace {

using book::Account;
using ledger::HistoryLine;
using ledger::Reader;

Instant last_instant(Date day) {
  return shanghai_midnight(day + std::chrono::days(1)) - std::chrono::nanoseconds(1);
}

bool is_recorded(const StatementDays& days) { return days.by == StatementDays::Clock::recorded; }

// Where to begin, going back.
Instant newest(const StatementDays& days) {
  return is_recorded(days) && days.to ? last_instant(*days.to) : Instant::max();
}

// Lines are recorded on their effective day or after it.
bool is_over(const StatementDays& days, const HistoryLine& line) {
  return days.from && shanghai_date(line.recorded_at) < *days.from;
}

Money signed_amount(const Account& account, const HistoryLine& line) {
  return line.side == account.normal ? line.amount : -line.amount;
}

Money opening_balance(const Reader& reader, const Account& account, const StatementDays& days) {
  if (!days.from) return {};
  const Date before = *days.from - std::chrono::days(1);
  return balance_of({account, is_recorded(days) ? reader.posted_as_of(account, last_instant(before))
                                                : reader.posted_effective(account, before)});
}

std::vector<HistoryLine> lines_of(const Reader& reader, const Account& account,
                                  const StatementDays& days) {
  std::vector<HistoryLine> lines;
  reader.walk_back_from(account, newest(days), [&](const HistoryLine& line) {
    if (days.holds(line)) lines.push_back(line);
    return !is_over(days, line);
  });
  std::reverse(lines.begin(), lines.end());
  std::stable_sort(lines.begin(), lines.end(),
                   [&](const auto& a, const auto& b) { return days.day_of(a) < days.day_of(b); });
  return lines;
}

}  // namespace

Date StatementDays::day_of(const HistoryLine& line) const {
  return is_recorded(*this) ? shanghai_date(line.recorded_at) : line.effective_on;
}

bool StatementDays::holds(const HistoryLine& line) const {
  const auto day = day_of(line);
  return (!from || day >= *from) && (!to || day <= *to);
}

AccountStatement make_statement(const Reader& reader, const Account& account,
                                const StatementDays& days) {
  const auto opening = opening_balance(reader, account, days);
  AccountStatement statement{account, opening, opening, lines_of(reader, account, days)};
  for (auto& line : statement.lines) {
    statement.closing += signed_amount(account, line);
    line.balance = statement.closing;
  }
  return statement;
}

std::string counter_of(const Reader& reader, const HistoryLine& line) {
  const auto account = reader.account(line.counter);
  return account ? account->name.string() : "";
}

Json statement_view(const Reader& reader, const AccountStatement& statement) {
  const auto& account = statement.account;
  Json lines = Json::array();
  for (const auto& line : statement.lines) {
    Json one = Json::object();
    one.set("entry", line.entry).set("posting", line.posting).set("kind", to_word(line.kind));
    one.set("recorded_at", to_string(line.recorded_at));
    one.set("effective_on", to_string(line.effective_on));
    one.set("side", to_word(line.side)).set("counter", counter_of(reader, line));
    one.set("amount", Json::amount(line.amount, account.currency));
    one.set("balance", Json::amount(line.balance, account.currency));
    lines.push(std::move(one));
  }
  Json json = Json::object();
  json.set("account", account.name.text());
  json.set("opening", Json::amount(statement.opening, account.currency));
  json.set("lines", std::move(lines));
  return json.set("closing", Json::amount(statement.closing, account.currency));
}

}  // namespace anxin::views
