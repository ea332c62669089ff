// fund quote: for one worker by options, for many by a table
#include <CLI/CLI.hpp>
#include <ostream>

#include "api/cli/commands.h"
#include "api/cli/fund_workers.h"
#include "api/cli/open_book.h"
#include "api/cli/rule_views.h"
#include "api/cli/table.h"
#include "api/cli/views.h"
#include "api/views/fund_decision.h"
#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/rules/fund_decision.h"

namespace anxin::cli {
namespace {

using payments::FundDecision;
using payments::FundDeposit;
using payments::FundFacts;
using payments::FundWorker;
using payments::RuleStep;

constexpr const char* kOneWorker = "1";  // whom the options describe

struct FundQuoteOptions {
  std::string region;
  std::string on;
  std::string event_on;
  std::string cause;
  std::string workers;  // a table; empty: the one whom the options below describe
  std::vector<std::string> arrears;
  std::string monthly_wage;
  std::string average_wage;
  std::string shareholding = "0.00";
  bool deposit_exhausted = false;
  bool not_construction = false;
  bool incident_feared = false;
  bool individual_business = false;
  bool living_cost = false;
  bool responsible_person = false;
  bool relative = false;
};

// ---- facts --------------------------------------------------------------------------------------

Result<payments::MonthArrears> parse_month_arrears(const std::string& text) {
  const auto parts = split(text, '=');
  if (parts.size() != 2) return fail(kUsageMonthAmount, {{"text", text}});
  payments::MonthArrears owed;
  owed.month = LEDGER_TRY(parse_month_option(std::string(parts[0])));
  owed.amount = LEDGER_TRY(parse_amount_option(std::string(parts[1])));
  return owed;
}

Result<FundWorker> worker_of(const FundQuoteOptions& options) {
  FundWorker worker;
  worker.id = kOneWorker;
  for (const auto& text : options.arrears) {
    worker.arrears.push_back(LEDGER_TRY(parse_month_arrears(text)));
  }
  worker.monthly_wage = LEDGER_TRY(parse_amount_if(options.monthly_wage));
  worker.shareholding = LEDGER_TRY(parse_amount_option(options.shareholding));
  worker.responsible_person = options.responsible_person;
  worker.relative = options.relative;
  return worker;
}

FundDeposit deposit_of(const FundQuoteOptions& options) {
  if (options.not_construction) return FundDeposit::not_construction;
  return options.deposit_exhausted ? FundDeposit::exhausted : FundDeposit::left;
}

Result<FundFacts> facts_of(const FundQuoteOptions& options, Date on) {
  FundFacts facts;
  facts.region = LEDGER_TRY(parse_region_option(options.region));
  facts.cause = LEDGER_TRY(parse_word_option<payments::FundCause>(options.cause));
  facts.event_on = options.event_on.empty() ? on : LEDGER_TRY(parse_date_option(options.event_on));
  if (options.living_cost) facts.purpose = payments::FundPurpose::living_cost;
  facts.deposit = deposit_of(options);
  facts.incident_feared = options.incident_feared;
  facts.individual_business = options.individual_business;
  facts.average_wage = LEDGER_TRY(parse_amount_if(options.average_wage));
  if (options.workers.empty()) facts.workers.push_back(LEDGER_TRY(worker_of(options)));
  return facts;
}

void print_offices(Context& context, const FundDecision& decision) {
  const auto say = [&](const char* key, const std::string& office) {
    context.out() << context.say(key, {{"office", office}}) << '\n';
  };
  if (decision.raised_by) say("cli.fund.raised-by", *decision.raised_by);
  if (decision.beyond) say("cli.fund.beyond", *decision.beyond);
  say("cli.fund.approvals", join(decision.approvals, " → "));
  say("cli.fund.recovered-by", decision.recovered_by);
}

// The steps of the one worker between the first of the case and the others.
std::vector<RuleStep> steps_in_order(const FundDecision& decision) {
  std::vector<RuleStep> steps{decision.steps.front()};
  for (const auto& advance : decision.advances) {
    steps.insert(steps.end(), advance.steps.begin(), advance.steps.end());
  }
  steps.insert(steps.end(), decision.steps.begin() + 1, decision.steps.end());
  return steps;
}

// Who gets how much, and which step had the last word.
void print_workers(Context& context, const FundDecision& decision) {
  Table table({{context.say("cli.col.worker")},
               {context.say("cli.col.owed"), Align::right},
               {context.say("cli.col.amount"), Align::right},
               {context.say("cli.col.step")}});
  for (const auto& advance : decision.advances) {
    const auto& last = advance.steps.back();
    table.add({advance.worker, to_grouped_string(advance.owed), to_grouped_string(advance.amount),
               context.say(last.what, last.details)});
  }
  table.print(context.out());
  context.out() << '\n';
  print_steps(context, decision.steps);
}

void print_decision(Context& context, const FundFacts& facts, Date on,
                    const FundDecision& decision) {
  context.out() << context.say("cli.fund.head", {{"region", facts.region.text()},
                                                 {"on", to_string(on)},
                                                 {"cause", std::string(to_word(facts.cause))}})
                << '\n';
  for (const auto& bar : decision.bars) {
    context.out() << "  " << context.say(bar.reason.word(), bar.details) << "  [" << cite(bar.rule)
                  << "]\n";
  }
  if (!decision.bars.empty()) {
    context.out() << context.say("cli.fund.barred") << '\n';
    return;
  }
  if (decision.advances.size() == 1) {
    print_steps(context, steps_in_order(decision));
  } else {
    print_workers(context, decision);
  }
  context.out() << '\n'
                << context.say("cli.fund.amount", {{"amount", to_grouped_string(decision.total)}})
                << '\n';
  print_offices(context, decision);
}

Result<Exit> quote(Context& context, const FundQuoteOptions& options) {
  const auto on = LEDGER_TRY(parse_day_option(context, options.on));
  auto facts = LEDGER_TRY(facts_of(options, on));
  if (!options.workers.empty()) {
    auto table = read_fund_workers(LEDGER_TRY(read_file(context, options.workers)));
    if (!table.findings.empty()) {
      return context.refuse({kFundTableRefused, -1, {}, {{"file", options.workers}}},
                            table.findings);
    }
    facts.workers = std::move(table.workers);
  }
  const auto decision = LEDGER_TRY(payments::decide_fund(facts, context.data().rules, on));
  if (context.options().json) {
    context.print(views::fund_decision_view(context.voice(), facts, on, decision));
  } else {
    print_decision(context, facts, on, decision);
  }
  return decision.bars.empty() ? Exit::done : Exit::refused;
}

void add_case_options(CLI::App& verb, const Context& context, FundQuoteOptions& options) {
  verb.add_option("--region", options.region, context.say("cli.option.region"))->required();
  verb.add_option("--on", options.on, context.say("cli.option.on-today"));
  verb.add_option(
          "--cause", options.cause,
          context.say("cli.option.fund-cause") + ": " + payments::every_word<payments::FundCause>())
      ->required();
  verb.add_option("--event-on", options.event_on, context.say("cli.option.event-on"));
  verb.add_option("--average-wage", options.average_wage, context.say("cli.option.average-wage"));
  auto* exhausted = verb.add_flag("--deposit-exhausted", options.deposit_exhausted,
                                  context.say("cli.option.deposit-exhausted"));
  verb.add_flag("--not-construction", options.not_construction,
                context.say("cli.option.not-construction"))
      ->excludes(exhausted);
  verb.add_flag("--incident-feared", options.incident_feared,
                context.say("cli.option.incident-feared"));
  verb.add_flag("--individual-business", options.individual_business,
                context.say("cli.option.individual-business"));
  verb.add_flag("--living-cost", options.living_cost, context.say("cli.option.living-cost"));
}

void add_worker_options(CLI::App& verb, const Context& context, FundQuoteOptions& options) {
  auto& who = *verb.add_option_group("workers");
  who.require_option(1);
  who.add_option("--arrears", options.arrears, context.say("cli.option.month-arrears"))
      ->delimiter(',');
  auto* table = who.add_option("--workers", options.workers, context.say("cli.option.workers"));
  const auto of_one = [&](CLI::Option* option) { option->excludes(table); };
  of_one(verb.add_option("--monthly-wage", options.monthly_wage,
                         context.say("cli.option.monthly-wage")));
  of_one(verb.add_option("--shareholding", options.shareholding,
                         context.say("cli.option.shareholding")));
  of_one(verb.add_flag("--responsible-person", options.responsible_person,
                       context.say("cli.option.responsible-person")));
  of_one(verb.add_flag("--relative", options.relative, context.say("cli.option.relative")));
}

}  // namespace

void add_fund_quote(CLI::App& fund, Context& context, Runner& runner) {
  auto options = std::make_shared<FundQuoteOptions>();
  auto& verb = add_command(fund, context, "quote", "cli.help.fund.quote");
  add_case_options(verb, context, *options);
  add_worker_options(verb, context, *options);
  runner.on(verb, [options](Context& c) { return quote(c, *options); });
}

}  // namespace anxin::cli
