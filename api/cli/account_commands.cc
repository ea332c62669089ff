// account show / list / trial / statement
#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>
#include <ostream>

#include "api/cli/commands.h"
#include "api/cli/open_book.h"
#include "api/cli/table.h"
#include "api/cli/views.h"
#include "ledger/base/amount.h"
#include "ledger/book/reasons.h"

namespace anxin::cli {
namespace {

using book::Account;
using book::SideSums;
using ledger::HistoryLine;
using ledger::Reader;

struct AccountOptions {
  std::string account;
  std::string prefix;
  std::string as_of;
  std::string effective;
  std::string from;
  std::string to;
  std::string by = "effective";
  bool all = false;
};

// Posted sums now, at a past moment, or of postings effective until a day.
Result<SideSums> posted(const Reader& reader, const Account& account,
                        const AccountOptions& options) {
  if (!options.as_of.empty()) {
    const auto when = parse_instant(options.as_of);
    if (!when) return fail(kUsageNow);
    return reader.posted_as_of(account, *when);
  }
  if (options.effective.empty()) return account.posted;
  return reader.posted_effective(account, LEDGER_TRY(parse_date_option(options.effective)));
}

Money on_normal_side(const Account& account, const SideSums& sums) {
  return sums.of(account.normal) - sums.of(book::other(account.normal));
}

bool is_past(const AccountOptions& options) {
  return !options.as_of.empty() || !options.effective.empty();
}

Json account_view(const Account& account, const SideSums& sums, const AccountOptions& options) {
  const auto currency = account.currency;
  Json json = Json::object();
  json.set("account", account.name.text()).set("normal", to_word(account.normal));
  json.set("currency", currency.code());
  json.set("debits_posted", to_string(sums.debits, currency));
  json.set("credits_posted", to_string(sums.credits, currency));
  json.set("balance", to_string(on_normal_side(account, sums), currency));
  if (is_past(options)) return json;
  json.set("debits_pending", to_string(account.held.debits, currency));
  json.set("credits_pending", to_string(account.held.credits, currency));
  json.set("available", to_string(account.available(), currency));
  json.set("min", account.min ? Json(to_string(*account.min, currency)) : Json());
  json.set("max", account.max ? Json(to_string(*account.max, currency)) : Json());
  json.set("opened_on", to_string(account.opened_on));
  return json;
}

Result<Account> named_account(const Reader& reader, const std::string& name) {
  const auto parsed = book::AccountName::parse(name);
  const auto account = parsed ? reader.account(*parsed) : std::nullopt;
  if (!account) return fail(book::kAccountNotFound, {{"account", name}});
  return *account;
}

Table account_table(const Context& context) {
  return Table({{context.say("cli.col.account")},
                {context.say("cli.col.side")},
                {context.say("cli.col.balance"), Align::right},
                {context.say("cli.col.pending"), Align::right},
                {context.say("cli.col.available"), Align::right}});
}

void add_account(const Context& context, Table& table, const Account& account,
                 const SideSums& sums) {
  const Money balance = on_normal_side(account, sums);
  const Money pending = account.raising() - account.lowering();
  table.add({account.name.text(), context.say("side." + std::string(to_word(account.normal))),
             to_grouped_string(balance, account.currency),
             to_grouped_string(pending, account.currency),
             grouped(account.available(), account.currency)});
}

Result<Exit> list_accounts(Context& context, const std::vector<Account>& accounts,
                           const Reader& reader, const AccountOptions& options) {
  Json all = Json::array();
  auto table = account_table(context);
  for (const auto& account : accounts) {
    const auto sums = LEDGER_TRY(posted(reader, account, options));
    if (context.options().json) {
      all.push(account_view(account, sums, options));
    } else {
      add_account(context, table, account, sums);
    }
  }
  if (context.options().json) {
    context.print(Json::object().set("accounts", std::move(all)));
  } else {
    table.print(context.out());
  }
  return Exit::done;
}

Result<Exit> show(Context& context, const AccountOptions& options) {
  const auto book = LEDGER_TRY(ReadableBook::open(context));
  const auto reader = LEDGER_TRY(book.read());
  const auto account = LEDGER_TRY(named_account(reader, options.account));
  if (!context.options().json) return list_accounts(context, {account}, reader, options);
  const auto sums = LEDGER_TRY(posted(reader, account, options));
  context.print(account_view(account, sums, options));
  return Exit::done;
}

Result<Exit> list(Context& context, const AccountOptions& options) {
  const auto book = LEDGER_TRY(ReadableBook::open(context));
  const auto reader = LEDGER_TRY(book.read());
  return list_accounts(context, reader.accounts(options.prefix), reader, options);
}

// ---- trial balance ------------------------------------------------------------------------------

// Accounts of one kind in one contract make one row, so that 300 workers do not hide the sum.
std::string trial_group(const Account& account) {
  std::string name = account.name.text();
  if (!name.starts_with("c:")) return name;
  std::size_t end = 0;
  for (int parts = 0; parts < 3 && end != std::string::npos; ++parts) {
    end = name.find(':', end == 0 ? 0 : end + 1);
  }
  return name.substr(0, end);
}

struct TrialRow {
  Total debit;
  Total credit;
  std::size_t accounts = 0;
};
using Trial = std::map<std::string, std::map<std::string, TrialRow>>;  // currency → group → row

void print_trial(Context& context, const Trial& trial) {
  for (const auto& [code, rows] : trial) {
    const auto currency = *Currency::from_code(code);
    Table table({{context.say("cli.col.account") + " (" + code + ")"},
                 {context.say("cli.col.accounts"), Align::right},
                 {context.say("cli.col.debit-balance"), Align::right},
                 {context.say("cli.col.credit-balance"), Align::right}});
    TrialRow sum;
    for (const auto& [name, row] : rows) {
      table.add({name, std::to_string(row.accounts), grouped(row.debit, currency),
                 grouped(row.credit, currency)});
      sum.debit += row.debit;
      sum.credit += row.credit;
      sum.accounts += row.accounts;
    }
    table.add({context.say("cli.trial.sum"), std::to_string(sum.accounts),
               grouped(sum.debit, currency), grouped(sum.credit, currency)});
    table.print(context.out());
    context.out() << "  "
                  << context.say(
                         "cli.trial.difference",
                         {{"difference", to_string(Total(sum.debit - sum.credit), currency)}})
                  << '\n';
  }
}

Json trial_view(const Trial& trial) {
  Json currencies = Json::array();
  for (const auto& [code, rows] : trial) {
    const auto currency = *Currency::from_code(code);
    TrialRow sum;
    Json list = Json::array();
    for (const auto& [name, row] : rows) {
      Json one = Json::object();
      one.set("account", name).set("accounts", row.accounts);
      one.set("debit", to_string(row.debit, currency))
          .set("credit", to_string(row.credit, currency));
      list.push(std::move(one));
      sum.debit += row.debit;
      sum.credit += row.credit;
    }
    Json json = Json::object();
    json.set("currency", code).set("debit", to_string(sum.debit, currency));
    json.set("credit", to_string(sum.credit, currency));
    json.set("difference", to_string(Total(sum.debit - sum.credit), currency));
    json.set("rows", std::move(list));
    currencies.push(std::move(json));
  }
  return Json::object().set("currencies", std::move(currencies));
}

Result<Exit> trial(Context& context, const AccountOptions& options) {
  const auto book = LEDGER_TRY(ReadableBook::open(context));
  const auto reader = LEDGER_TRY(book.read());
  Trial all;
  for (const auto& account : reader.accounts("")) {
    const auto sums = LEDGER_TRY(posted(reader, account, options));
    const Total net = to_total(sums.debits) - to_total(sums.credits);
    const auto name = options.all ? account.name.text() : trial_group(account);
    auto& row = all[std::string(account.currency.code())][name];
    ++row.accounts;
    if (net > 0) row.debit += net;
    if (net < 0) row.credit -= net;
  }
  if (context.options().json) {
    context.print(trial_view(all));
  } else {
    print_trial(context, all);
  }
  return Exit::done;
}

// ---- statement ----------------------------------------------------------------------------------

struct AccountStatement {
  Money opening;
  Money closing;
  std::vector<HistoryLine> lines;  // oldest first, with the running balance of the order asked for
};

Money signed_amount(const Account& account, const HistoryLine& line) {
  return line.side == account.normal ? line.amount : -line.amount;
}

// The days of a statement, by one of the two clocks.
struct Period {
  std::optional<Date> from;
  std::optional<Date> to;
  bool recorded = false;

  [[nodiscard]] Date day_of(const HistoryLine& line) const {
    return recorded ? shanghai_date(line.recorded_at) : line.effective_on;
  }
  [[nodiscard]] bool holds(const HistoryLine& line) const {
    const auto day = day_of(line);
    return (!from || day >= *from) && (!to || day <= *to);
  }
  // Lines are recorded on their effective day or after it.
  [[nodiscard]] bool is_over(const HistoryLine& line) const {
    return from && shanghai_date(line.recorded_at) < *from;
  }
  // Where to begin, going back.
  [[nodiscard]] Instant newest() const {
    return recorded && to ? last_instant(*to) : Instant::max();
  }
  static Instant last_instant(Date day) {
    return shanghai_midnight(day + std::chrono::days(1)) - std::chrono::nanoseconds(1);
  }
};

Result<Period> parse_period(const AccountOptions& options) {
  Period period{{}, {}, options.by == "recorded"};
  if (!options.from.empty()) period.from = LEDGER_TRY(parse_date_option(options.from));
  if (!options.to.empty()) period.to = LEDGER_TRY(parse_date_option(options.to));
  if (period.from && period.to && *period.from > *period.to) {
    return fail(kUsagePeriod, {{"from", options.from}, {"to", options.to}});
  }
  return period;
}

Money opening_balance(const Reader& reader, const Account& account, const Period& period) {
  if (!period.from) return {};
  const Date before = *period.from - std::chrono::days(1);
  const auto sums = period.recorded ? reader.posted_as_of(account, Period::last_instant(before))
                                    : reader.posted_effective(account, before);
  return sums.of(account.normal) - sums.of(book::other(account.normal));
}

AccountStatement make_statement(const Reader& reader, const Account& account,
                                const Period& period) {
  AccountStatement statement;
  reader.walk_back_from(account, period.newest(), [&](const HistoryLine& line) {
    if (period.holds(line)) statement.lines.push_back(line);
    return !period.is_over(line);
  });
  std::reverse(statement.lines.begin(), statement.lines.end());
  std::stable_sort(
      statement.lines.begin(), statement.lines.end(),
      [&](const auto& a, const auto& b) { return period.day_of(a) < period.day_of(b); });
  statement.opening = opening_balance(reader, account, period);
  Money balance = statement.opening;
  for (auto& line : statement.lines) {
    balance += signed_amount(account, line);
    line.balance = balance;
  }
  statement.closing = balance;
  return statement;
}

std::string name_of(const Reader& reader, book::AccountNumber number) {
  const auto account = reader.account(number);
  return account ? account->name.text() : "";
}

Json statement_view(const Reader& reader, const Account& account,
                    const AccountStatement& statement) {
  Json lines = Json::array();
  for (const auto& line : statement.lines) {
    Json one = Json::object();
    one.set("entry", line.entry).set("posting", line.posting).set("kind", to_word(line.kind));
    one.set("recorded_at", to_string(line.recorded_at));
    one.set("effective_on", to_string(line.effective_on));
    one.set("side", to_word(line.side)).set("counter", name_of(reader, line.counter));
    one.set("amount", to_string(line.amount, account.currency));
    one.set("balance", to_string(line.balance, account.currency));
    lines.push(std::move(one));
  }
  Json json = Json::object();
  json.set("account", account.name.text());
  json.set("opening", to_string(statement.opening, account.currency));
  json.set("lines", std::move(lines));
  json.set("closing", to_string(statement.closing, account.currency));
  return json;
}

void print_statement(Context& context, const Reader& reader, const Account& account,
                     const AccountStatement& statement) {
  Table table({{context.say("cli.col.effective")},
               {context.say("cli.col.entry"), Align::right},
               {context.say("cli.col.counter")},
               {context.say("cli.col.debit"), Align::right},
               {context.say("cli.col.credit"), Align::right},
               {context.say("cli.col.balance"), Align::right}});
  const auto currency = account.currency;
  table.add({"", "", context.say("cli.statement.opening"), "", "",
             to_grouped_string(statement.opening, currency)});
  for (const auto& line : statement.lines) {
    const auto amount = to_grouped_string(line.amount, currency);
    const bool debit = line.side == book::Side::debit;
    table.add({to_string(line.effective_on), std::to_string(line.entry),
               name_of(reader, line.counter), debit ? amount : "", debit ? "" : amount,
               to_grouped_string(line.balance, currency)});
  }
  table.add({"", "", context.say("cli.statement.closing"), "", "",
             to_grouped_string(statement.closing, currency)});
  table.print(context.out());
}

Result<Exit> statement(Context& context, const AccountOptions& options) {
  const auto book = LEDGER_TRY(ReadableBook::open(context));
  const auto reader = LEDGER_TRY(book.read());
  const auto account = LEDGER_TRY(named_account(reader, options.account));
  const auto period = LEDGER_TRY(parse_period(options));
  const auto made = make_statement(reader, account, period);
  if (context.options().json) {
    context.print(statement_view(reader, account, made));
  } else {
    print_statement(context, reader, account, made);
  }
  return Exit::done;
}

}  // namespace

void add_account_commands(CLI::App& root, Context& context, Runner& runner) {
  auto options = std::make_shared<AccountOptions>();
  auto& noun = add_command(root, context, "account", "cli.help.account");
  noun.require_subcommand(1);
  const auto verb = [&](const std::string& name,
                        Result<Exit> (*work)(Context&, const AccountOptions&)) -> CLI::App& {
    auto& added = add_command(noun, context, name, "cli.help.account." + name);
    runner.on(added, [options, work](Context& c) { return work(c, *options); });
    return added;
  };
  const auto past = [&](CLI::App& added) {
    auto* as_of = added.add_option("--as-of", options->as_of, context.say("cli.option.as-of"));
    added.add_option("--effective", options->effective, context.say("cli.option.effective"))
        ->excludes(as_of);
  };
  const auto named = [&](CLI::App& added) {
    added.add_option("account", options->account, context.say("cli.option.account"))->required();
  };
  auto& show_verb = verb("show", show);
  named(show_verb);
  past(show_verb);
  auto& list_verb = verb("list", list);
  list_verb.add_option("prefix", options->prefix, context.say("cli.option.prefix"));
  past(list_verb);
  auto& trial_verb = verb("trial", trial);
  trial_verb.add_flag("--all", options->all, context.say("cli.option.all"));
  past(trial_verb);
  auto& statement_verb = verb("statement", statement);
  named(statement_verb);
  statement_verb.add_option("--from", options->from, context.say("cli.option.from-day"));
  statement_verb.add_option("--to", options->to, context.say("cli.option.to-day"));
  statement_verb.add_option("--by", options->by, context.say("cli.option.by"))
      ->check(CLI::IsMember({"recorded", "effective"}));
  add_account_rules(noun, context, runner);
}

}  // namespace anxin::cli
