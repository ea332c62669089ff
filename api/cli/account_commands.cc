// account show / list / trial / statement
#include <CLI/CLI.hpp>
#include <ostream>

#include "api/cli/commands.h"
#include "api/cli/open_book.h"
#include "api/cli/table.h"
#include "api/cli/views.h"
#include "api/views/account_statement.h"
#include "api/views/accounts.h"
#include "api/views/trial.h"
#include "ledger/base/amount.h"
#include "ledger/book/reasons.h"

namespace anxin::cli {
namespace {

using book::Account;
using book::SideSums;
using ledger::Reader;
using views::AccountStatement;
using views::PostedAccount;
using views::StatementDays;

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

views::AsOf as_of(const AccountOptions& options) {
  const bool past = !options.as_of.empty() || !options.effective.empty();
  return past ? views::AsOf::past : views::AsOf::now;
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

void add_account(const Context& context, Table& table, const PostedAccount& one) {
  const auto& account = one.account;
  const Money pending = account.raising() - account.lowering();
  table.add({account.name.string(), context.say("side." + std::string(to_word(account.normal))),
             to_grouped_string(views::balance_of(one), account.currency),
             to_grouped_string(pending, account.currency),
             grouped(account.available(), account.currency)});
}

void print_accounts(Context& context, const std::vector<PostedAccount>& accounts) {
  auto table = account_table(context);
  for (const auto& one : accounts) add_account(context, table, one);
  table.print(context.out());
}

Result<Exit> show(Context& context, const AccountOptions& options) {
  const auto book = LEDGER_TRY(ReadableBook::open(context));
  const auto reader = LEDGER_TRY(book.read());
  const auto account = LEDGER_TRY(named_account(reader, options.account));
  const PostedAccount one{account, LEDGER_TRY(posted(reader, account, options))};
  if (context.options().json) {
    context.print(views::account_view(one, as_of(options)));
  } else {
    print_accounts(context, {one});
  }
  return Exit::done;
}

Result<Exit> list(Context& context, const AccountOptions& options) {
  const auto book = LEDGER_TRY(ReadableBook::open(context));
  const auto reader = LEDGER_TRY(book.read());
  std::vector<PostedAccount> accounts;
  for (auto& account : reader.accounts(options.prefix)) {
    const auto sums = LEDGER_TRY(posted(reader, account, options));
    accounts.push_back({std::move(account), sums});
  }
  if (context.options().json) {
    context.print(views::accounts_view(accounts, as_of(options)));
  } else {
    print_accounts(context, accounts);
  }
  return Exit::done;
}

// ---- trial balance ------------------------------------------------------------------------------

void print_trial(Context& context, const views::Trial& trial) {
  for (const auto& [code, rows] : trial) {
    const auto currency = *Currency::from_code(code);
    Table table({{context.say("cli.col.account") + " (" + code + ")"},
                 {context.say("cli.col.accounts"), Align::right},
                 {context.say("cli.col.debit-balance"), Align::right},
                 {context.say("cli.col.credit-balance"), Align::right}});
    for (const auto& [name, row] : rows) {
      table.add({name, std::to_string(row.accounts), grouped(row.debit, currency),
                 grouped(row.credit, currency)});
    }
    const auto sum = views::sum_of(rows);
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

Result<Exit> trial(Context& context, const AccountOptions& options) {
  const auto book = LEDGER_TRY(ReadableBook::open(context));
  const auto reader = LEDGER_TRY(book.read());
  views::Trial all;
  for (const auto& account : reader.accounts("")) {
    const auto sums = LEDGER_TRY(posted(reader, account, options));
    const auto row = options.all ? account.name.string() : views::trial_group(account);
    views::add_to(all, row, account, sums);
  }
  if (context.options().json) {
    context.print(views::trial_view(all));
  } else {
    print_trial(context, all);
  }
  return Exit::done;
}

// ---- statement ----------------------------------------------------------------------------------

Result<StatementDays> parse_days(const AccountOptions& options) {
  StatementDays days;
  if (options.by == "recorded") days.by = StatementDays::Clock::recorded;
  if (!options.from.empty()) days.from = LEDGER_TRY(parse_date_option(options.from));
  if (!options.to.empty()) days.to = LEDGER_TRY(parse_date_option(options.to));
  if (days.from && days.to && *days.from > *days.to) {
    return fail(kUsagePeriod, {{"from", options.from}, {"to", options.to}});
  }
  return days;
}

void print_statement(Context& context, const Reader& reader, const AccountStatement& statement) {
  Table table({{context.say("cli.col.effective")},
               {context.say("cli.col.entry"), Align::right},
               {context.say("cli.col.counter")},
               {context.say("cli.col.debit"), Align::right},
               {context.say("cli.col.credit"), Align::right},
               {context.say("cli.col.balance"), Align::right}});
  const auto currency = statement.account.currency;
  table.add({"", "", context.say("cli.statement.opening"), "", "",
             to_grouped_string(statement.opening, currency)});
  for (const auto& line : statement.lines) {
    const auto amount = to_grouped_string(line.amount, currency);
    const bool debit = line.side == book::Side::debit;
    table.add({to_string(line.effective_on), std::to_string(line.entry),
               views::counter_of(reader, line), debit ? amount : "", debit ? "" : amount,
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
  const auto made = views::make_statement(reader, account, LEDGER_TRY(parse_days(options)));
  if (context.options().json) {
    context.print(views::statement_view(reader, made));
  } else {
    print_statement(context, reader, made);
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
