// Accounts: balances now, as of a moment or a day, statements, the entries behind them.
#include "api/routes/call.h"
#include "api/routes/page.h"
#include "api/routes/route_tables.h"
#include "api/views/account_statement.h"
#include "api/views/accounts.h"
#include "api/views/posting_rules.h"
#include "api/views/trial.h"
#include "ledger/book/reasons.h"
#include "payments/domain/chart.h"
#include "payments/domain/posting_table.h"

namespace anxin::routes {
namespace {

using json::Json;
using views::PostedAccount;

book::SideSums posted_to(const Call& call, const book::Account& account) {
  if (const auto when = call.given().find<Instant>("as_of")) {
    return call.reader().posted_as_of(account, *when);
  }
  if (const auto day = call.given().find<Date>("effective")) {
    return call.reader().posted_effective(account, *day);
  }
  return account.posted;
}

views::AsOf moment_of(const Call& call) {
  const bool past = call.given().has("as_of") || call.given().has("effective");
  return past ? views::AsOf::past : views::AsOf::now;
}

Result<book::Account> named_account(const Call& call) {
  const auto& name = call.word("account");
  const auto parsed = book::AccountName::parse(name);
  const auto account = parsed ? call.reader().account(*parsed) : std::nullopt;
  if (!account) return fail(book::kAccountNotFound, {{"account", name}});
  return *account;
}

Result<http::Response> show_account(Call& call) {
  const auto account = LEDGER_TRY(named_account(call));
  return json_response(views::account_view({account, posted_to(call, account)}, moment_of(call)));
}

Result<http::Response> list_accounts(Call& call) {
  const auto contract = LEDGER_TRY(call.book().contract(call.reader(), call.word("project")));
  const auto prefix = payments::chart::contract_prefix(contract.value.id);
  const auto page = LEDGER_TRY(page_of(call, call.reader().accounts(prefix),
                                       [](const book::Account& one) { return one.name.text(); }));
  std::vector<PostedAccount> accounts;
  for (const auto& account : page.items) accounts.push_back({account, posted_to(call, account)});
  return json_response(views::accounts_view(accounts, moment_of(call)).set("next", page.next));
}

// Accounts of one kind in one contract make one row: nobody is named.
Result<http::Response> show_trial_balance(Call& call) {
  LEDGER_CHECK(check_whole_key(call));
  views::Trial all;
  for (const auto& account : call.reader().accounts("")) {
    views::add_to(all, views::trial_group(account), account, posted_to(call, account));
  }
  return json_response(views::trial_view(all));
}

Result<http::Response> list_posting_rules(Call& call) {
  return json_response(views::posting_rules_view(call.voice(), payments::posting_table()));
}

Result<http::Response> show_account_statement(Call& call) {
  const auto account = LEDGER_TRY(named_account(call));
  views::StatementDays days;
  days.from = call.given().find<Date>("from");
  days.to = call.given().find<Date>("to");
  if (call.given().text("by") == "recorded") days.by = views::StatementDays::Clock::recorded;
  const auto made = views::make_statement(call.reader(), account, days);
  return json_response(views::statement_view(call.reader(), made));
}

const std::vector<Field> kAccountMoment{{"as_of", FieldKind::instant, {}, "2026-10-31T16:00:00Z"},
                                        {"effective", FieldKind::date, {}, "2026-10-31"}};

}  // namespace

std::vector<Route> account_routes() {
  using enum http::Method;
  using enum Concern;
  static constexpr Roles kTrialReaders{Role::auditor, Role::regulator};
  return {
      {"show-trial-balance", get, "/v1/trial-balance", login, kTrialReaders, show_trial_balance,
       Effect::reads, kAccountMoment},
      {"list-posting-rules", get, "/v1/posting-rules", login, kAllRoles, list_posting_rules},
      {"list-accounts", get, "/v1/projects/{project}/accounts", contract, kBookReaders,
       list_accounts, Effect::reads, paged(kAccountMoment)},
      {"show-account", get, "/v1/accounts/{account}", contract, kBookReaders, show_account,
       Effect::reads, kAccountMoment},
      {"show-account-statement",
       get,
       "/v1/accounts/{account}/statement",
       contract,
       kBookReaders,
       show_account_statement,
       Effect::reads,
       {{"from", FieldKind::date, {}, "2026-10-01"},
        {"to", FieldKind::date, {}, "2026-10-31"},
        {"by", FieldKind::text, {}, "effective", {}, "effective, recorded"}}},
  };
}

}  // namespace anxin::routes
