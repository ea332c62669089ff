// recourse plan
#include <CLI/CLI.hpp>
#include <ostream>

#include "api/cli/commands.h"
#include "api/cli/rule_views.h"
#include "api/cli/table.h"
#include "api/cli/views.h"
#include "api/views/discharge_plan.h"
#include "ledger/base/amount.h"
#include "payments/rules/discharge_plan.h"

namespace anxin::cli {
namespace {

using payments::DischargeFacts;
using payments::DischargeOrder;
using payments::DischargePlan;
using payments::PlannedStep;

struct PlanOptions {
  std::string region;
  std::string on;
  std::string cause;
  std::string employer;
  std::string arrears;
  std::string employer_pays = "0.00";
  std::string owner_unsettled = "0.00";
  std::string liable_pays;
  std::string deposit = "0.00";
  std::string fund = "0.00";
  std::string treasury = "0.00";
  std::vector<std::string> papers;
  bool order_issued = false;
  bool order_expired = false;
};

// ---- facts --------------------------------------------------------------------------------------

DischargeOrder order_of(const PlanOptions& options) {
  if (options.order_expired) return DischargeOrder::expired;
  return options.order_issued ? DischargeOrder::running : DischargeOrder::none;
}

Result<void> read_amounts(const PlanOptions& options, DischargeFacts& facts) {
  facts.arrears = LEDGER_TRY(parse_amount_option(options.arrears));
  facts.employer_pays = LEDGER_TRY(parse_amount_option(options.employer_pays));
  facts.owner_unsettled = LEDGER_TRY(parse_amount_option(options.owner_unsettled));
  facts.liable_pays = LEDGER_TRY(parse_amount_if(options.liable_pays));
  facts.deposit = LEDGER_TRY(parse_amount_option(options.deposit));
  facts.fund = LEDGER_TRY(parse_amount_option(options.fund));
  facts.treasury = LEDGER_TRY(parse_amount_option(options.treasury));
  return {};
}

Result<DischargeFacts> facts_of(const PlanOptions& options) {
  DischargeFacts facts;
  facts.region = LEDGER_TRY(parse_region_option(options.region));
  facts.cause = LEDGER_TRY(parse_word_option<payments::DischargeCause>(options.cause));
  if (!options.employer.empty()) {
    facts.employer = LEDGER_TRY(parse_word_option<payments::DischargeParty>(options.employer));
  }
  LEDGER_CHECK(read_amounts(options, facts));
  facts.order = order_of(options);
  for (const auto& word : options.papers) {
    facts.papers.push_back(LEDGER_TRY(parse_word_option<payments::DischargePaper>(word)));
  }
  return facts;
}

// ---- for people ---------------------------------------------------------------------------------

std::string said_claim(const Context& context, const PlannedStep& step) {
  if (!step.claim) return "–";
  return said(context, std::vector{step.claim->creditor}) + " > " +
         said(context, std::vector{step.claim->debtor});
}

std::string said_deadline(const Context& context, const PlannedStep& step) {
  if (!step.deadline) return "–";
  const auto date = to_string(step.deadline->date);
  const bool read = step.deadline->rule.grade != payments::Grade::unconfirmed;
  if (step.deadline->calendar_confirmed && read) return date;
  return date + " (" + context.say("grade.unconfirmed") + ")";
}

void print_plan_steps(Context& context, const DischargePlan& plan) {
  Table table({{context.say("cli.col.step")},
               {context.say("cli.col.payer")},
               {context.say("cli.col.amount"), Align::right},
               {context.say("cli.col.unmet")},
               {context.say("cli.col.missing")},
               {context.say("cli.col.deadline")},
               {context.say("cli.col.claim")},
               {context.say("cli.col.grade")},
               {context.say("cli.col.source")}});
  for (const auto& step : plan.steps) {
    table.add({views::sentence_of(context.voice(), step), said(context, std::vector{step.payer}),
               to_grouped_string(step.amount), said(context, step.unmet),
               said(context, step.missing), said_deadline(context, step), said_claim(context, step),
               context.say("grade." + std::string(to_word(step.rule.grade))), cite(step.rule)});
  }
  table.print(context.out());
  print_defaults(context, views::heads_of(plan));
}

void print_plan(Context& context, const DischargeFacts& facts, Date on, const DischargePlan& plan) {
  context.out() << context.say("cli.recourse.head", {{"region", facts.region.text()},
                                                     {"on", to_string(on)},
                                                     {"cause", std::string(to_word(facts.cause))},
                                                     {"arrears", to_grouped_string(facts.arrears)}})
                << '\n';
  print_plan_steps(context, plan);
  context.out() << '\n'
                << context.say("cli.recourse.sum", {{"covered", to_grouped_string(plan.covered)},
                                                    {"left", to_grouped_string(plan.uncovered)}})
                << '\n'
                << context.say("cli.recourse.order-note") << '\n';
  if (plan.unused.empty()) return;
  context.out() << context.say("cli.recourse.unused", {{"means", said(context, plan.unused)}})
                << '\n';
}

Result<Exit> plan(Context& context, const PlanOptions& options) {
  const auto on = LEDGER_TRY(parse_day_option(context, options.on));
  const auto facts = LEDGER_TRY(facts_of(options));
  const auto& data = context.data();
  const auto plan = LEDGER_TRY(payments::plan_discharge(facts, data.rules, data.calendar, on));
  if (context.options().json) {
    context.print(views::discharge_plan_view(context.voice(), facts, on, plan));
  } else {
    print_plan(context, facts, on, plan);
  }
  return Exit::done;
}

void add_facts(CLI::App& verb, const Context& context, PlanOptions& options) {
  const auto word = [&](const char* key, const std::string& words) {
    return context.say(key) + ": " + words;
  };
  verb.add_option("--region", options.region, context.say("cli.option.region"))->required();
  verb.add_option("--on", options.on, context.say("cli.option.on-today"));
  verb.add_option(
          "--cause", options.cause,
          word("cli.option.discharge-cause", payments::every_word<payments::DischargeCause>()))
      ->required();
  verb.add_option("--employer", options.employer, context.say("cli.option.employer"));
  verb.add_option("--paper", options.papers,
                  word("cli.option.paper", payments::every_word<payments::DischargePaper>()))
      ->delimiter(',');
  auto* expired = verb.add_flag("--order-expired", options.order_expired,
                                context.say("cli.option.order-expired"));
  verb.add_flag("--order-issued", options.order_issued, context.say("cli.option.order-issued"))
      ->excludes(expired);
}

void add_amounts(CLI::App& verb, const Context& context, PlanOptions& options) {
  const auto amount = [&](const char* name, std::string& into, const char* help) {
    return verb.add_option(name, into, context.say(help));
  };
  amount("--arrears", options.arrears, "cli.option.discharge-arrears")->required();
  amount("--employer-pays", options.employer_pays, "cli.option.employer-pays");
  amount("--owner-unsettled", options.owner_unsettled, "cli.option.owner-unsettled");
  amount("--liable-pays", options.liable_pays, "cli.option.liable-pays");
  amount("--deposit", options.deposit, "cli.option.deposit-balance");
  amount("--fund", options.fund, "cli.option.fund-eligible");
  amount("--treasury", options.treasury, "cli.option.treasury");
}

}  // namespace

void add_recourse_commands(CLI::App& root, Context& context, Runner& runner) {
  auto& noun = add_command(root, context, "recourse", "cli.help.recourse");
  noun.require_subcommand(1);
  auto options = std::make_shared<PlanOptions>();
  auto& verb = add_command(noun, context, "plan", "cli.help.recourse.plan");
  add_facts(verb, context, *options);
  add_amounts(verb, context, *options);
  runner.on(verb, [options](Context& c) { return plan(c, *options); });
  add_recourse_cases(noun, context, runner);
  add_claims(noun, context, runner);
}

}  // namespace anxin::cli
