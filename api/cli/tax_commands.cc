// tax withhold / remit / list
#include <CLI/CLI.hpp>
#include <ostream>

#include "api/cli/commands.h"
#include "api/cli/rule_views.h"
#include "api/cli/views.h"
#include "ledger/base/amount.h"
#include "payments/rules/tax_withholding.h"

namespace anxin::cli {
namespace {

using payments::WageIncome;
using payments::Withholding;

struct WithholdOptions {
  std::string method;
  std::string on;
  std::string income;
  std::int32_t month_count = 1;
  std::string prior_income = "0.00";
  std::string prior_tax = "0.00";
  std::string deductions = "0.00";
  std::string prior_deductions = "0.00";
  bool whole_year = false;
};

Result<WageIncome> wage_income(const WithholdOptions& options) {
  WageIncome facts;
  facts.income = LEDGER_TRY(parse_amount_option(options.income));
  facts.months = options.month_count;
  facts.prior_income = LEDGER_TRY(parse_amount_option(options.prior_income));
  facts.prior_tax = LEDGER_TRY(parse_amount_option(options.prior_tax));
  facts.deductions = LEDGER_TRY(parse_amount_option(options.deductions));
  facts.prior_deductions = LEDGER_TRY(parse_amount_option(options.prior_deductions));
  if (options.whole_year) facts.basic = payments::BasicDeduction::whole_year;
  return facts;
}

Result<Withholding> work_out(const WithholdOptions& options, const payments::RuleSet& rules,
                             Date on) {
  if (options.method == "wages") {
    return withhold_on_wages(LEDGER_TRY(wage_income(options)), rules, on);
  }
  if (options.method != "labour") return fail(kUsageTaxMethod, {{"text", options.method}});
  const auto income = LEDGER_TRY(parse_amount_option(options.income));
  return withhold_on_labour(income, rules, on);
}

Result<Exit> withhold(Context& context, const WithholdOptions& options) {
  const auto on = LEDGER_TRY(parse_day_option(context, options.on));
  const auto done = LEDGER_TRY(work_out(options, context.world().data.rules, on));
  if (context.options().json) {
    Json json = Json::object();
    json.set("tax", to_string(done.tax)).set("taxable", to_string(done.taxable));
    json.set("rate", to_decimal_string(done.rate)).set("unconfirmed", done.unconfirmed);
    json.set("method", options.method).set("on", to_string(on)).set("rounding", "half-up");
    json.set("steps", steps_view(context, done.steps));
    json.set("defaults", defaults_view(done.steps));
    context.print(json);
    return Exit::done;
  }
  print_steps(context, done.steps);
  context.out() << '\n'
                << context.say("cli.tax.withheld", {{"tax", to_grouped_string(done.tax)}}) << '\n';
  return Exit::done;
}

void add_withhold(CLI::App& noun, Context& context, Runner& runner) {
  auto options = std::make_shared<WithholdOptions>();
  auto& verb = add_command(noun, context, "withhold", "cli.help.tax.withhold");
  const auto amount = [&](const char* name, std::string& into, const char* help) {
    return verb.add_option(name, into, context.say(help));
  };
  verb.add_option("--method", options->method, "wages | labour")->required();
  amount("--income", options->income, "cli.option.income")->required();
  verb.add_option("--month-count", options->month_count, context.say("cli.option.month-count"));
  amount("--prior-income", options->prior_income, "cli.option.prior-income");
  amount("--prior-tax", options->prior_tax, "cli.option.prior-tax");
  amount("--deductions", options->deductions, "cli.option.deductions");
  amount("--prior-deductions", options->prior_deductions, "cli.option.prior-deductions");
  verb.add_flag("--whole-year-deduction", options->whole_year,
                context.say("cli.option.whole-year-deduction"));
  verb.add_option("--on", options->on, context.say("cli.option.on-today"));
  runner.on(verb, [options](Context& c) { return withhold(c, *options); });
}

}  // namespace

void add_tax_commands(CLI::App& root, Context& context, Runner& runner) {
  auto& noun = add_command(root, context, "tax", "cli.help.tax");
  noun.require_subcommand(1);
  add_withhold(noun, context, runner);
  add_remittance(noun, context, runner);
}

}  // namespace anxin::cli
