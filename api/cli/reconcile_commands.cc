// reconcile run, reconcile show
#include <CLI/CLI.hpp>
#include <algorithm>
#include <ostream>

#include "api/cli/commands.h"
#include "api/cli/open_book.h"
#include "api/cli/table.h"
#include "api/cli/views.h"
#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/service/reconcile_service.h"

namespace anxin::cli {
namespace {

using payments::ReconcileReport;

Json tally_view(const payments::Tally& tally) {
  return Json::object().set("count", tally.count).set("sum", to_string(tally.sum));
}

Json entry_view(const payments::BankEntry& entry) {
  Json json = Json::object();
  json.set("id", entry.id).set("reference", entry.reference);
  json.set("booked", to_string(entry.booked));
  json.set("direction", entry.direction == payments::Direction::credit ? "credit" : "debit");
  json.set("amount", to_string(entry.amount)).set("match", payments::to_word(entry.match));
  return json;
}

Json report_view(const ReconcileReport& report) {
  Json entries = Json::array();
  for (const auto& entry : report.entries) entries.push(entry_view(entry));
  Json transit = Json::array();
  for (const auto& item : report.in_transit) {
    Json one = Json::object();
    one.set("what", item.what).set("id", item.id).set("amount", to_string(item.amount));
    transit.push(std::move(one));
  }
  Json json = Json::object();
  json.set("statement", report.statement).set("bank_statement", report.bank_statement);
  json.set("on", to_string(report.on));
  json.set("state",
           report.state == payments::StatementState::reconciled ? "reconciled" : "imported");
  json.set("opening", to_string(report.opening)).set("closing", to_string(report.closing));
  json.set("book", to_string(report.book)).set("adjusted_book", to_string(report.adjusted_book()));
  json.set("matched", tally_view(report.matched));
  json.set("unmatched_bank", tally_view(report.unmatched_bank));
  json.set("unmatched_ours", tally_view(report.unmatched_ours));
  json.set("entries", std::move(entries)).set("in_transit", std::move(transit));
  json.set("entries_add_up", report.entries_add_up()).set("balances", report.balances());
  return json;
}

void print_entries(Context& context, const ReconcileReport& report) {
  Table table({{context.say("cli.col.bank-reference")},
               {context.say("cli.col.credit"), Align::right},
               {context.say("cli.col.debit"), Align::right},
               {context.say("cli.col.explained")}});
  for (const auto& entry : report.entries) {
    const bool credit = entry.direction == payments::Direction::credit;
    const auto amount = to_grouped_string(entry.amount);
    table.add({entry.reference, credit ? amount : "", credit ? "" : amount,
               context.say("match." + std::string(payments::to_word(entry.match)))});
  }
  table.print(context.out());
}

// 银行存款余额调节表: from our balance to the bank's, item by item.
void print_adjustment(Context& context, const ReconcileReport& report) {
  Table table({{context.say("cli.adjust.item")}, {context.say("cli.col.amount"), Align::right}});
  table.add({context.say("cli.adjust.book"), to_grouped_string(report.book)});
  for (const auto& item : report.in_transit) {
    table.add(
        {context.say("transit." + item.what) + " " + item.id, to_grouped_string(item.amount)});
  }
  table.add({context.say("cli.adjust.adjusted"), grouped(report.adjusted_book())});
  table.add({context.say("cli.adjust.bank"), to_grouped_string(report.closing)});
  table.print(context.out());
  context.out() << "  "
                << context.say(report.balances() ? "cli.adjust.equal" : "cli.adjust.differs")
                << '\n';
}

// A day is called reconciled only when nothing of it is open: else what is open is named instead.
std::string state_text(const Context& context, const ReconcileReport& report) {
  std::vector<std::string> open;
  for (const char* word : {"open", "suspense"}) {
    payments::Tally tally;
    for (const auto& entry : report.entries) {
      if (payments::to_word(entry.match) == word) tally.add(entry.amount);
    }
    if (tally.count == 0) continue;
    open.push_back(
        context.say(std::string("cli.reconcile.") + word,
                    {{"count", std::to_string(tally.count)}, {"sum", to_string(tally.sum)}}));
  }
  if (!report.balances()) {
    const Total difference = to_total(report.closing) - report.adjusted_book();
    open.push_back(context.say("cli.reconcile.differs", {{"difference", to_string(difference)}}));
  }
  if (!open.empty()) return join(open, context.say("cli.reconcile.and"));
  const bool done = report.state == payments::StatementState::reconciled;
  return context.say(done ? "statement.reconciled" : "statement.imported");
}

void print_report(Context& context, const ReconcileReport& report) {
  context.out() << context.say("cli.reconcile.head", {{"statement", report.bank_statement},
                                                      {"on", to_string(report.on)},
                                                      {"state", state_text(context, report)}})
                << '\n';
  print_entries(context, report);
  context.out() << "  "
                << context.say("cli.reconcile.tallies",
                               {{"matched", std::to_string(report.matched.count)},
                                {"matched_sum", to_string(report.matched.sum)},
                                {"bank", std::to_string(report.unmatched_bank.count)},
                                {"bank_sum", to_string(report.unmatched_bank.sum)},
                                {"ours", std::to_string(report.unmatched_ours.count)},
                                {"ours_sum", to_string(report.unmatched_ours.sum)}})
                << '\n';
  print_adjustment(context, report);
}

struct ReconcileOptions {
  std::string project;
  std::string on;
};

Result<std::optional<Date>> day_of(const ReconcileOptions& options) {
  if (options.on.empty()) return std::optional<Date>();
  return std::optional(LEDGER_TRY(parse_date_option(options.on)));
}

// Nothing at all is neither in balance nor out of it.
Json balances_view(const std::vector<ReconcileReport>& reports, bool balanced) {
  return reports.empty() ? Json() : Json(balanced);
}

Result<Exit> show(Context& context, const payments::ReconcileService& service,
                  const ReconcileOptions& options) {
  const auto on = LEDGER_TRY(day_of(options));
  const auto reports = LEDGER_TRY(service.show(options.project, on));
  const bool balanced = std::all_of(reports.begin(), reports.end(), [](const auto& report) {
    return report.balances() && report.entries_add_up();
  });
  if (context.options().json) {
    Json all = Json::array();
    for (const auto& report : reports) all.push(report_view(report));
    context.print(Json::object()
                      .set("statements", std::move(all))
                      .set("balances", balances_view(reports, balanced)));
  } else {
    for (const auto& report : reports) print_report(context, report);
    if (reports.empty()) context.out() << context.say("cli.reconcile.none") << '\n';
  }
  return balanced ? Exit::done : Exit::refused;
}

Result<Exit> run_and_show(Context& context, const ReconcileOptions& options) {
  const auto on = LEDGER_TRY(day_of(options));
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::write));
  payments::ReconcileService service(book->payments());
  const auto worked = LEDGER_TRY(service.run(context.caller(), options.project, on));
  if (worked > 0 && !context.options().json) context.tell_key();
  return show(context, service, options);
}

Result<Exit> only_show(Context& context, const ReconcileOptions& options) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::read));
  payments::ReconcileService service(book->payments());
  return show(context, service, options);
}

}  // namespace

void add_reconcile_commands(CLI::App& root, Context& context, Runner& runner) {
  auto options = std::make_shared<ReconcileOptions>();
  auto& noun = add_command(root, context, "reconcile", "cli.help.reconcile");
  noun.require_subcommand(1);
  const auto verb = [&](const std::string& name,
                        Result<Exit> (*work)(Context&, const ReconcileOptions&)) {
    auto& added = add_command(noun, context, name, "cli.help.reconcile." + name);
    added.add_option("--project", options->project, context.say("cli.option.project"))->required();
    added.add_option("--on", options->on, context.say("cli.option.on"));
    runner.on(added, [options, work](Context& c) { return work(c, *options); });
  };
  verb("run", run_and_show);
  verb("show", only_show);
  add_adjustment(noun, context, runner);
}

}  // namespace anxin::cli
