// reconcile days, sign, items, alarms
#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>
#include <ostream>

#include "api/cli/book_step.h"
#include "api/cli/commands.h"
#include "api/cli/reconcile_views.h"
#include "api/cli/table.h"
#include "api/views/reconcile.h"
#include "ledger/base/amount.h"
#include "ledger/base/text.h"

namespace anxin::cli {
namespace {

using payments::DayView;
using payments::ReconcileDays;

struct DayOptions {
  std::string project;
  std::string account;
  std::string month;
  std::string on;
};

std::string signatures_text(const Context& context, const DayView& day) {
  std::vector<std::string> parts;
  for (const auto& one : day.signatures) {
    parts.push_back(context.say("signing-side." + std::string(payments::to_word(one.side))) + " " +
                    one.person);
  }
  return join(parts, context.say("cli.list-separator"));
}

// A statement without entries is a valid day, and says so.
std::string entries_text(const Context& context, const DayView& day) {
  if (day.statements == 0) return "";
  if (day.entries == 0) return context.say("cli.days.no-entries");
  return std::to_string(day.entries);
}

void print_days(Context& context, const std::vector<DayView>& days) {
  if (days.empty()) {
    context.out() << context.say("cli.reconcile.none") << '\n';
    return;
  }
  Table table({{context.say("cli.col.day")},
               {context.say("cli.col.account")},
               {context.say("cli.col.state")},
               {context.say("cli.col.entries"), Align::right},
               {context.say("cli.col.open"), Align::right},
               {context.say("cli.adjust.bank"), Align::right},
               {context.say("cli.col.signed-by")}});
  std::map<std::string, std::size_t> counts;
  for (const auto& day : days) {
    const auto state = context.say("day-state." + std::string(payments::to_word(day.state)));
    ++counts[state];
    const auto open = day.open.count == 0
                          ? std::string()
                          : std::to_string(day.open.count) + " / " + grouped(day.open.sum);
    table.add({to_string(day.day), day.wage_account, state, entries_text(context, day), open,
               day.closing ? to_grouped_string(*day.closing) : "", signatures_text(context, day)});
  }
  table.print(context.out());
  std::vector<std::string> parts;
  for (const auto& [state, count] : counts) parts.push_back(state + " " + std::to_string(count));
  context.out() << "  " << join(parts, context.say("cli.list-separator")) << '\n';
}

Result<Exit> days(Context& context, const DayOptions& options) {
  std::optional<Month> month;
  if (!options.month.empty()) month = LEDGER_TRY(parse_month_option(options.month));
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::read));
  const auto found = LEDGER_TRY(ReconcileDays(book->payments()).days(options.project, month));
  if (!context.options().json) {
    print_days(context, found);
    return Exit::done;
  }
  context.print(views::days_view(found));
  return Exit::done;
}

Result<Exit> sign(Context& context, const DayOptions& options) {
  const Date on = LEDGER_TRY(parse_date_option(options.on));
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::write));
  ReconcileDays service(book->payments());
  const auto receipt =
      LEDGER_TRY(service.sign(context.caller(), {options.project, on, options.account}));
  const bool done = std::find(receipt.answer.begin(), receipt.answer.end(),
                              Field{"state", "signed"}) != receipt.answer.end();
  print_receipt(context, receipt, done ? "cli.reconcile.signed" : "cli.reconcile.half-signed");
  return Exit::done;
}

Result<Exit> items(Context& context, const DayOptions& options) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::read));
  const auto found = LEDGER_TRY(ReconcileDays(book->payments()).open_items(options.project));
  if (context.options().json) {
    context.print(views::open_items_view(found));
  } else {
    print_items(context, found);
  }
  return Exit::done;
}

void print_alarms(Context& context, const std::vector<payments::Alarm>& alarms) {
  if (alarms.empty()) {
    context.out() << context.say("cli.reconcile.no-alarms") << '\n';
    return;
  }
  Table table({{context.say("cli.col.alarm")},
               {context.say("cli.col.since")},
               {context.say("cli.col.id")},
               {context.say("cli.col.amount"), Align::right}});
  for (const auto& one : alarms) {
    table.add({context.say("alarm." + std::string(payments::to_word(one.kind))),
               to_string(one.since), one.id,
               one.amount.is_zero() ? "" : to_grouped_string(one.amount)});
  }
  table.print(context.out());
}

Result<Exit> alarms(Context& context, const DayOptions& options) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::read));
  const auto found = LEDGER_TRY(ReconcileDays(book->payments()).alarms(options.project));
  if (!context.options().json) {
    print_alarms(context, found);
    return Exit::done;
  }
  context.print(views::alarms_view(found));
  return Exit::done;
}

}  // namespace

void add_reconcile_days(CLI::App& reconcile, Context& context, Runner& runner) {
  const auto options = std::make_shared<DayOptions>();
  const auto verb = [&](const std::string& name,
                        Result<Exit> (*work)(Context&, const DayOptions&)) -> CLI::App& {
    auto& added = add_command(reconcile, context, name, "cli.help.reconcile." + name);
    added.add_option("--project", options->project, context.say("cli.option.project"))->required();
    runner.on(added, [options, work](Context& c) { return work(c, *options); });
    return added;
  };
  verb("days", days).add_option("--month", options->month, context.say("cli.option.month-of-days"));
  auto& signing = verb("sign", sign);
  signing.add_option("--on", options->on, context.say("cli.option.on"))->required();
  signing.add_option("--account", options->account, context.say("cli.option.day-account"));
  verb("items", items);
  verb("alarms", alarms);
}

}  // namespace anxin::cli
