// report monthly
#include <CLI/CLI.hpp>
#include <algorithm>
#include <ostream>

#include "api/cli/commands.h"
#include "api/cli/open_book.h"
#include "api/cli/rule_views.h"
#include "api/cli/table.h"
#include "api/cli/views.h"
#include "api/views/monthly_report.h"
#include "payments/service/monthly_report.h"

namespace anxin::cli {
namespace {

using payments::MonthlyFigures;
using payments::MonthlyReport;

struct ReportOptions {
  std::string region;
  std::string month;
};

std::string label(const Context& context, std::string_view word) {
  return context.say("report.monthly." + std::string(word));
}

// A contract a row: what fits a terminal; all figures stand below, added up.
void print_contracts(Context& context, const MonthlyReport& report) {
  const std::vector<std::string_view> kShown{"net", "paid", "funding_received", "balance",
                                             "overdue"};
  std::vector<Table::Column> columns{{context.say("cli.col.contract")},
                                     {context.say("cli.col.workers"), Align::right}};
  for (const auto word : kShown) columns.push_back({label(context, word), Align::right});
  Table table(std::move(columns));
  for (const auto& row : report.contracts) {
    std::vector<std::string> cells{row.contract, std::to_string(row.figures.workers)};
    for (const auto& sum : payments::kMonthlySums) {
      const bool shown = std::find(kShown.begin(), kShown.end(), sum.word) != kShown.end();
      if (shown) cells.push_back(to_string(row.figures.*sum.value));
    }
    table.add(std::move(cells));
  }
  if (!table.empty()) table.print(context.out());
}

void print_total(Context& context, const MonthlyFigures& total) {
  Table table({{context.say("cli.col.figure")}, {context.say("cli.trial.sum"), Align::right}});
  for (const auto& count : payments::kMonthlyCounts) {
    table.add({label(context, count.word), std::to_string(total.*count.value)});
  }
  for (const auto& sum : payments::kMonthlySums) {
    table.add({label(context, sum.word), to_string(total.*sum.value)});
  }
  table.print(context.out());
}

void print_funds(Context& context, const MonthlyReport& report) {
  for (const auto& fund : report.funds) {
    Table table({{fund.fund + " " + fund.name}, {context.say("cli.col.amount"), Align::right}});
    for (const auto& sum : payments::kFundSums) {
      table.add({context.say("report.fund." + std::string(sum.word)), to_string(fund.*sum.value)});
    }
    context.out() << '\n';
    table.print(context.out());
  }
}

void print_report(Context& context, const MonthlyReport& report) {
  context.out() << context.say("cli.report.head",
                               {{"region", report.region.text()},
                                {"month", to_string(report.month)},
                                {"as_of", to_string(report.as_of)},
                                {"contracts", std::to_string(report.contracts.size())},
                                {"accounts", std::to_string(report.with_account)},
                                {"arrears", std::to_string(report.in_arrears)}})
                << '\n';
  print_contracts(context, report);
  context.out() << '\n';
  print_total(context, report.total);
  print_funds(context, report);
}

Result<Exit> report_monthly(Context& context, const ReportOptions& options) {
  const auto region = LEDGER_TRY(parse_region_option(options.region));
  const auto month = LEDGER_TRY(parse_month_option(options.month));
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::read));
  const auto report = LEDGER_TRY(payments::monthly_report(book->payments(), region, month));
  if (context.options().json) {
    context.print(views::monthly_report_view(report));
  } else {
    print_report(context, report);
  }
  return Exit::done;
}

}  // namespace

void add_report_commands(CLI::App& root, Context& context, Runner& runner) {
  auto options = std::make_shared<ReportOptions>();
  auto& noun = add_command(root, context, "report", "cli.help.report");
  noun.require_subcommand(1);
  auto& verb = add_command(noun, context, "monthly", "cli.help.report.monthly");
  verb.add_option("--region", options->region, context.say("cli.option.region"))->required();
  verb.add_option("--month", options->month, context.say("cli.option.report-month"))->required();
  runner.on(verb, [options](Context& c) { return report_monthly(c, *options); });
}

}  // namespace anxin::cli
