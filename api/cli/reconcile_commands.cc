// reconcile run, reconcile show
#include <CLI/CLI.hpp>
#include <ostream>

#include "api/cli/commands.h"
#include "api/cli/open_book.h"
#include "api/cli/reconcile_views.h"
#include "api/cli/views.h"
#include "api/views/reconcile.h"

namespace anxin::cli {
namespace {

using payments::ReconcileReport;

struct ReconcileOptions {
  std::string project;
  std::string on;
  std::string month;
};

// The days that are asked for; of a month from its first to its last.
Result<payments::RunScope> scope_of(const ReconcileOptions& options) {
  if (!options.month.empty()) {
    const Month month = LEDGER_TRY(parse_month_option(options.month));
    return payments::RunScope{options.project, first_day(month), last_day(month)};
  }
  if (options.on.empty()) return payments::RunScope{options.project, {}, {}};
  const Date on = LEDGER_TRY(parse_date_option(options.on));
  return payments::RunScope{options.project, on, on};
}

Result<std::vector<ReconcileReport>> reports_of(const payments::ReconcileService& service,
                                                const payments::RunScope& scope) {
  if (!scope.first || *scope.first == *scope.last) {
    return service.show(scope.contract, scope.first);
  }
  auto reports = LEDGER_TRY(service.show(scope.contract));
  std::erase_if(reports, [&](const ReconcileReport& report) {
    return report.on < *scope.first || *scope.last < report.on;
  });
  return reports;
}

void print_reports(Context& context, const std::vector<ReconcileReport>& reports,
                   const ReconcileOptions& options) {
  if (reports.empty()) {
    context.out() << context.say("cli.reconcile.none") << '\n';
  } else if (options.month.empty()) {
    for (const auto& report : reports) print_report(context, report);
  } else {
    print_summary(context, reports);
  }
}

Result<Exit> show(Context& context, payments::PaymentsBook& book, const ReconcileOptions& options) {
  const auto scope = LEDGER_TRY(scope_of(options));
  const payments::ReconcileService service(book);
  const auto reports = LEDGER_TRY(reports_of(service, scope));
  const auto items = payments::ReconcileDays(book).open_items(options.project);
  if (!items && items.error().reason != kCalendarYearUnknown) {
    return tl::make_unexpected(items.error());
  }
  if (context.options().json) {
    context.print(views::reconcile_view(reports, items ? std::optional(*items) : std::nullopt));
  } else {
    print_reports(context, reports, options);
    // Without the year's holidays no age can be told; the statements are shown all the same.
    if (!items) context.out() << context.sentence(items.error()) << '\n';
    if (items && !reports.empty()) print_items(context, *items);
  }
  return views::in_balance(reports) ? Exit::done : Exit::refused;
}

// A month takes a while: each statement is told before it is worked on.
payments::TellStep teller_of(Context& context, const ReconcileOptions& options) {
  if (options.month.empty()) return [](const payments::RunStep&) {};
  return [&context](const payments::RunStep& step) {
    context.world().err << context.say("cli.reconcile.step",
                                       {{"number", std::to_string(step.number)},
                                        {"of", std::to_string(step.of)},
                                        {"on", to_string(step.on)},
                                        {"statement", step.bank_statement}})
                        << std::endl;
  };
}

Result<Exit> run_and_show(Context& context, const ReconcileOptions& options) {
  const auto scope = LEDGER_TRY(scope_of(options));
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::write));
  payments::ReconcileService service(book->payments());
  const auto worked = LEDGER_TRY(service.run(context.caller(), scope, teller_of(context, options)));
  if (worked > 0 && !context.options().json) context.tell_key();
  return show(context, book->payments(), options);
}

Result<Exit> only_show(Context& context, const ReconcileOptions& options) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::read));
  return show(context, book->payments(), options);
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
    auto* on = added.add_option("--on", options->on, context.say("cli.option.on"));
    added.add_option("--month", options->month, context.say("cli.option.month-of-days"))
        ->excludes(on);
    runner.on(added, [options, work](Context& c) { return work(c, *options); });
  };
  verb("run", run_and_show);
  verb("show", only_show);
  add_adjustment(noun, context, runner);
  add_reconcile_reviews(noun, context, runner);
  add_reconcile_days(noun, context, runner);
}

}  // namespace anxin::cli
