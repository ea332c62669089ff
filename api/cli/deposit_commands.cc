// deposit quote / assess
#include <CLI/CLI.hpp>
#include <ostream>

#include "api/cli/commands.h"
#include "api/cli/deposit_views.h"
#include "api/cli/open_book.h"
#include "api/cli/rule_views.h"
#include "api/cli/views.h"
#include "api/views/deposit_quote.h"
#include "ledger/base/amount.h"
#include "payments/service/deposit_service.h"

namespace anxin::cli {
namespace {

using payments::DepositFacts;

constexpr int kProjectsMax = 999;  // as many as fit the column of a register
constexpr int kMonthsMax = 999;
constexpr int kYearsMax = 99;

// What the amount depends on besides place, day and price.
struct PastOptions {
  std::string category;
  std::optional<std::int32_t> duration_months;
  std::int32_t live_projects = 1;
  std::int32_t clean_years = 0;
  bool arrears = false;
  bool blacklisted = false;
  bool duties_broken = false;
};

struct QuoteOptions {
  std::string region;
  std::string on;
  std::string contract_amount;
  PastOptions past;
};

struct AssessOptions {
  std::string contract;
  std::string permit_on;
  std::string bank;
  PastOptions past;
};

Result<payments::ProjectCategory> parse_category(const std::string& text) {
  if (text.empty()) return payments::ProjectCategory::other;
  const auto category = payments::find_category(text);
  if (category) return *category;
  return fail(kUsageCategory,
              {{"text", text}, {"known", payments::every_word<payments::ProjectCategory>()}});
}

Result<DepositFacts> facts_of(const PastOptions& options) {
  DepositFacts facts;
  facts.category = LEDGER_TRY(parse_category(options.category));
  facts.duration_months = options.duration_months;
  facts.live_projects = options.live_projects;
  facts.clean_years = options.clean_years;
  facts.arrears_within_two_years = options.arrears;
  facts.blacklisted = options.blacklisted;
  facts.duties_kept = !options.duties_broken;
  return facts;
}

Result<Exit> quote(Context& context, const QuoteOptions& options) {
  auto facts = LEDGER_TRY(facts_of(options.past));
  facts.region = LEDGER_TRY(parse_region_option(options.region));
  facts.contract_amount = LEDGER_TRY(parse_amount_option(options.contract_amount));
  const auto on = LEDGER_TRY(parse_day_option(context, options.on));
  const auto quote = LEDGER_TRY(payments::quote_deposit(facts, context.data().rules, on));
  if (context.options().json) {
    context.print(views::deposit_quote_view(context.voice(), facts, on, quote));
    return Exit::done;
  }
  context.out() << context.say("cli.deposit.head",
                               {{"region", facts.region.text()},
                                {"on", to_string(on)},
                                {"contract", to_grouped_string(facts.contract_amount)}})
                << '\n';
  print_steps(context, quote.steps);
  context.out() << '\n'
                << context.say(quote.exempt ? "cli.deposit.exempt" : "cli.deposit.amount",
                               {{"amount", to_grouped_string(quote.amount)}})
                << '\n';
  return Exit::done;
}

Result<Exit> assess(Context& context, const AssessOptions& options) {
  payments::AssessRequest request;
  request.contract = options.contract;
  request.bank = options.bank;
  request.facts = LEDGER_TRY(facts_of(options.past));
  if (!options.permit_on.empty()) {
    request.permit_on = LEDGER_TRY(parse_date_option(options.permit_on));
  }
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::write));
  payments::DepositService service(book->payments());
  const auto receipt = LEDGER_TRY(service.assess(context.caller(), request));
  print_assessment(context, receipt);
  return Exit::done;
}

void add_past(CLI::App& verb, Context& context, PastOptions& options) {
  verb.add_option("--duration-months", options.duration_months,
                  context.say("cli.option.duration-months"))
      ->check(CLI::Range(1, kMonthsMax));
  verb.add_option("--live-projects", options.live_projects, context.say("cli.option.live-projects"))
      ->check(CLI::Range(1, kProjectsMax));  // the project in question is one
  verb.add_option("--clean-years", options.clean_years, context.say("cli.option.clean-years"))
      ->check(CLI::Range(0, kYearsMax));
  verb.add_option("--category", options.category,
                  context.say("cli.option.category") + ": " +
                      payments::every_word<payments::ProjectCategory>());
  verb.add_flag("--arrears-within-two-years", options.arrears, context.say("cli.option.arrears"));
  verb.add_flag("--blacklisted", options.blacklisted, context.say("cli.option.blacklisted"));
  verb.add_flag("--duties-broken", options.duties_broken, context.say("cli.option.duties-broken"));
}

void add_quote(CLI::App& noun, Context& context, Runner& runner) {
  auto options = std::make_shared<QuoteOptions>();
  auto& verb = add_command(noun, context, "quote", "cli.help.deposit.quote");
  verb.add_option("--region", options->region, context.say("cli.option.region"))->required();
  verb.add_option("--on", options->on, context.say("cli.option.on-today"));
  verb.add_option("--contract-amount", options->contract_amount,
                  context.say("cli.option.contract-amount"))
      ->required();
  add_past(verb, context, options->past);
  runner.on(verb, [options](Context& c) { return quote(c, *options); });
}

void add_assess(CLI::App& noun, Context& context, Runner& runner) {
  auto options = std::make_shared<AssessOptions>();
  auto& verb = add_command(noun, context, "assess", "cli.help.deposit.assess");
  verb.add_option("contract", options->contract, context.say("cli.option.project"))->required();
  verb.add_option("--permit-on", options->permit_on, context.say("cli.option.permit-on"));
  verb.add_option("--bank", options->bank, context.say("cli.option.deposit-bank"));
  add_past(verb, context, options->past);
  runner.on(verb, [options](Context& c) { return assess(c, *options); });
}

}  // namespace

void add_deposit_commands(CLI::App& root, Context& context, Runner& runner) {
  auto& noun = add_command(root, context, "deposit", "cli.help.deposit");
  noun.require_subcommand(1);
  add_quote(noun, context, runner);
  add_assess(noun, context, runner);
  add_deposit_book_commands(noun, context, runner);
  add_deposit_clearing(noun, context, runner);
}

}  // namespace anxin::cli
