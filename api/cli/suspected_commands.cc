// arrears suspected
#include <CLI/CLI.hpp>
#include <ostream>

#include "api/cli/commands.h"
#include "api/cli/open_book.h"
#include "api/cli/rule_views.h"
#include "api/cli/table.h"
#include "api/cli/views.h"
#include "api/views/arrears.h"
#include "ledger/base/amount.h"
#include "payments/service/suspected_arrears.h"

namespace anxin::cli {
namespace {

using payments::SuspectedArrears;

struct SuspectedOptions {
  std::string region;
  std::string on;
};

void print_months(Context& context, const SuspectedArrears& found) {
  for (const auto& without : found.months) {
    context.out() << "  "
                  << context.say(without.drafted ? "cli.suspected.drafted" : "cli.suspected.none",
                                 {{"month", to_string(without.month)},
                                  {"pay_day", to_string(without.pay_day)},
                                  {"workers", std::to_string(without.workers_on_site)},
                                  {"due", to_grouped_string(without.funding_due)}})
                  << '\n';
  }
}

void print_sums(Context& context, const SuspectedArrears& found) {
  Table table({{context.say("cli.col.employer")},
               {context.say("cli.col.workers"), Align::right},
               {context.say("cli.col.arrears"), Align::right},
               {context.say("cli.col.days-over"), Align::right}});
  for (const auto& sum : found.sums) {
    table.add({sum.employer, std::to_string(sum.workers), to_grouped_string(sum.owed),
               std::to_string(sum.oldest_days)});
  }
  if (!table.empty()) table.print(context.out());
}

void print_found(Context& context, const SuspectedArrears& found) {
  context.out() << context.say("cli.suspected.contract",
                               {{"contract", found.contract},
                                {"workers", std::to_string(found.workers)},
                                {"owed", to_grouped_string(found.owed)}})
                << '\n';
  print_months(context, found);
  for (const auto& paid : found.in_cash) {
    context.out() << "  ! "
                  << context.say("cli.suspected.cash", {{"paper", paid.paper},
                                                        {"on", to_string(paid.on)},
                                                        {"lines", std::to_string(paid.lines)},
                                                        {"sum", to_grouped_string(paid.sum)}})
                  << '\n';
  }
  print_sums(context, found);
}

Result<Exit> suspected(Context& context, const SuspectedOptions& options) {
  std::optional<payments::RegionCode> region;
  if (!options.region.empty()) region = LEDGER_TRY(parse_region_option(options.region));
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::read));
  const auto on =
      options.on.empty() ? book->payments().today() : LEDGER_TRY(parse_date_option(options.on));
  const auto all = LEDGER_TRY(payments::suspected_arrears(book->payments(), region, on));
  if (context.options().json) {
    context.print(views::suspected_view(all, on));
    return Exit::done;
  }
  for (const auto& found : all) print_found(context, found);
  context.out() << context.say(all.empty() ? "cli.suspected.nothing" : "cli.suspected.unknown",
                               {{"on", to_string(on)}})
                << '\n';
  return Exit::done;
}

}  // namespace

void add_suspected(CLI::App& arrears, Context& context, Runner& runner) {
  auto options = std::make_shared<SuspectedOptions>();
  auto& verb = add_command(arrears, context, "suspected", "cli.help.arrears.suspected");
  verb.add_option("--region", options->region, context.say("cli.option.region"));
  verb.add_option("--on", options->on, context.say("cli.option.on-today"));
  runner.on(verb, [options](Context& c) { return suspected(c, *options); });
}

}  // namespace anxin::cli
