// deposit clearing
#include "payments/service/deposit_clearing.h"

#include <CLI/CLI.hpp>
#include <ostream>

#include "api/cli/commands.h"
#include "api/cli/open_book.h"
#include "api/cli/rule_views.h"
#include "api/cli/table.h"
#include "api/cli/views.h"
#include "api/views/deposits.h"
#include "ledger/base/amount.h"
#include "ledger/base/text.h"

namespace anxin::cli {
namespace {

using payments::ClearingRow;

struct ClearingOptions {
  std::string region;
  std::string on;
};

std::string gaps_text(const Context& context, const ClearingRow& row) {
  std::vector<std::string> gaps;
  for (const auto gap : row.missing) {
    gaps.push_back(context.say("clearing." + std::string(payments::to_word(gap))));
  }
  return join(gaps, context.say("cli.list-separator"));
}

void print_rows(Context& context, const std::vector<ClearingRow>& rows) {
  if (rows.empty()) {
    context.out() << context.say("cli.deposit.nothing-to-clear") << '\n';
    return;
  }
  Table table({{context.say("cli.col.project")},
               {context.say("cli.col.clearing-ground")},
               {context.say("cli.col.since")},
               {context.say("cli.col.cash"), Align::right},
               {context.say("cli.col.interest"), Align::right},
               {context.say("cli.col.letters"), Align::right},
               {context.say("cli.col.clearing-gaps")}});
  for (const auto& row : rows) {
    table.add({row.view.contract,
               context.say("clearing." + std::string(payments::to_word(row.ground))),
               to_string(row.since), to_grouped_string(row.view.cash),
               to_grouped_string(row.view.interest), to_grouped_string(row.view.letters),
               gaps_text(context, row)});
  }
  table.print(context.out());
}

Result<Exit> clearing(Context& context, const ClearingOptions& options) {
  payments::RegionCode region;
  if (!options.region.empty()) region = LEDGER_TRY(parse_region_option(options.region));
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::read));
  Date on = book->payments().today();
  if (!options.on.empty()) on = LEDGER_TRY(parse_date_option(options.on));
  const auto rows = LEDGER_TRY(payments::deposits_to_clear(book->payments(), region, on));
  if (!context.options().json) {
    print_rows(context, rows);
    return Exit::done;
  }
  context.print(views::clearing_view(rows, on));
  return Exit::done;
}

}  // namespace

void add_deposit_clearing(CLI::App& deposit, Context& context, Runner& runner) {
  const auto options = std::make_shared<ClearingOptions>();
  auto& verb = add_command(deposit, context, "clearing", "cli.help.deposit.clearing");
  verb.add_option("--region", options->region, context.say("cli.option.region"));
  verb.add_option("--on", options->on, context.say("cli.option.on-today"));
  runner.on(verb, [options](Context& c) { return clearing(c, *options); });
}

}  // namespace anxin::cli
