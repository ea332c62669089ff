// tax withhold / remit / list
#include <CLI/CLI.hpp>
#include <ostream>

#include "api/cli/commands.h"
#include "api/cli/rule_views.h"
#include "api/cli/views.h"
#include "api/views/withholding.h"
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
  std::optional<std::int32_t> month_count;
  std::string prior_income;
  std::string prior_tax;
  std::string deductions;
  std::string prior_deductions;
  std::string last_year_income;
  bool whole_year = false;
};

// Labour remuneration is taxed payment by payment: what the year held before would be ignored.
Result<void> check_labour(const WithholdOptions& options) {
  const std::pair<const char*, bool> given[] = {
      {"--month-count", options.month_count.has_value()},
      {"--prior-income", !options.prior_income.empty()},
      {"--prior-tax", !options.prior_tax.empty()},
      {"--deductions", !options.deductions.empty()},
      {"--prior-deductions", !options.prior_deductions.empty()},
      {"--last-year-income", !options.last_year_income.empty()},
      {"--whole-year-deduction", options.whole_year}};
  for (const auto& [option, is_given] : given) {
    if (is_given) return fail(kUsageTaxOption, {{"option", option}});
  }
  return {};
}

// What came before this month takes a second month; without one the deduction would be too small.
Result<void> check_months(const WithholdOptions& options, const WageIncome& facts) {
  const bool has_prior = !facts.prior_income.is_zero() || !facts.prior_tax.is_zero() ||
                         !facts.prior_deductions.is_zero();
  if (has_prior && options.month_count.value_or(1) == 1) return fail(kUsageTaxMonths);
  return {};
}

Result<Money> amount_or_zero(const std::string& text) {
  return LEDGER_TRY(parse_amount_if(text)).value_or(Money());
}

Result<WageIncome> wage_income(const WithholdOptions& options) {
  WageIncome facts;
  facts.income = LEDGER_TRY(parse_amount_option(options.income));
  facts.months = options.month_count.value_or(1);
  facts.prior_income = LEDGER_TRY(amount_or_zero(options.prior_income));
  facts.prior_tax = LEDGER_TRY(amount_or_zero(options.prior_tax));
  facts.deductions = LEDGER_TRY(amount_or_zero(options.deductions));
  facts.prior_deductions = LEDGER_TRY(amount_or_zero(options.prior_deductions));
  facts.last_year_income = LEDGER_TRY(parse_amount_if(options.last_year_income));
  if (options.whole_year) facts.basic = payments::BasicDeduction::whole_year;
  if (facts.last_year_income && !options.whole_year) return fail(kUsageTaxYear);
  LEDGER_CHECK(check_months(options, facts));
  return facts;
}

Result<Withholding> work_out(const WithholdOptions& options, const payments::RuleSet& rules,
                             Date on) {
  if (options.method == "wages") {
    return withhold_on_wages(LEDGER_TRY(wage_income(options)), rules, on);
  }
  if (options.method != "labour") return fail(kUsageTaxMethod, {{"text", options.method}});
  LEDGER_CHECK(check_labour(options));
  const auto income = LEDGER_TRY(parse_amount_option(options.income));
  return withhold_on_labour(income, rules, on);
}

Result<Exit> withhold(Context& context, const WithholdOptions& options) {
  const auto on = LEDGER_TRY(parse_day_option(context, options.on));
  const auto done = LEDGER_TRY(work_out(options, context.data().rules, on));
  if (context.options().json) {
    context.print(views::withholding_view(context.voice(), done, options.method, on));
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
  amount("--last-year-income", options->last_year_income, "cli.option.last-year-income");
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
