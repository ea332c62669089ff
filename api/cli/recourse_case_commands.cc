// recourse open / note / execute / approve / withdraw / show / list
#include <CLI/CLI.hpp>
#include <ostream>

#include "api/cli/book_step.h"
#include "api/cli/commands.h"
#include "api/cli/open_book.h"
#include "api/cli/rule_views.h"
#include "api/cli/table.h"
#include "api/cli/views.h"
#include "api/views/recourse.h"
#include "ledger/base/amount.h"
#include "payments/service/recourse_service.h"

namespace anxin::cli {
namespace {

using payments::CaseView;
using payments::DischargeCase;
using payments::RecourseService;
using payments::to_word;

struct CaseOptions {
  std::string id;  ///< of a contract or a case
  std::string step;
  std::string cause;
  std::string document;
  std::string employer;
  std::string fund;
  std::string fund_cause = "absconded";
  std::string decision;
  std::string paper;
  std::string payer;
  std::string amount;
  std::string reference;
  std::string treasury;
  std::vector<std::string> papers;
  bool incident_feared = false;
  bool order_issued = false;
  bool order_expired = false;
};

Result<Exit> open(Context& context, const CaseOptions& options) {
  payments::OpenCaseRequest request;
  request.contract = options.id;
  request.cause = LEDGER_TRY(parse_word_option<payments::DischargeCause>(options.cause));
  request.document = options.document;
  request.employer = options.employer;
  request.fund = options.fund;
  request.fund_cause = LEDGER_TRY(parse_word_option<payments::FundCause>(options.fund_cause));
  if (options.incident_feared) request.incident = payments::OpenCaseRequest::Incident::feared;
  return book_step<RecourseService>(context, "cli.case.opened", [&](auto& service) {
    return service.open(context.caller(), request);
  });
}

Result<Exit> note(Context& context, const CaseOptions& options) {
  payments::CaseNote noted;
  noted.case_id = options.id;
  if (options.order_issued) noted.order = payments::DischargeOrder::running;
  if (options.order_expired) noted.order = payments::DischargeOrder::expired;
  for (const auto& word : options.papers) {
    noted.papers.push_back(LEDGER_TRY(parse_word_option<payments::DischargePaper>(word)));
  }
  noted.treasury = LEDGER_TRY(parse_amount_if(options.treasury));
  noted.document = options.document;
  return book_step<RecourseService>(context, "cli.case.noted", [&](auto& service) {
    return service.note(context.caller(), noted);
  });
}

Result<Exit> execute(Context& context, const CaseOptions& options) {
  payments::ExecuteStepRequest request;
  request.case_id = options.id;
  request.ground = LEDGER_TRY(parse_word_option<payments::DischargeGround>(options.step));
  request.decision = options.decision;
  request.paper = options.paper;
  request.payer = options.payer;
  request.amount = LEDGER_TRY(parse_amount_if(options.amount));
  request.reference = options.reference;
  const bool proposes = request.ground == payments::DischargeGround::treasury;
  return book_step<RecourseService>(
      context, proposes ? "cli.case.proposed" : "cli.case.executed",
      [&](auto& service) { return service.execute(context.caller(), request); });
}

Result<Exit> approve(Context& context, const CaseOptions& options) {
  return book_step<RecourseService>(context, "cli.case.executed", [&](auto& service) {
    return service.approve(context.caller(), {options.id, options.reference});
  });
}

Result<Exit> withdraw(Context& context, const CaseOptions& options) {
  return book_step<RecourseService>(context, "cli.case.withdrawn", [&](auto& service) {
    return service.withdraw(context.caller(), {options.id, options.reference});
  });
}

// ---- views --------------------------------------------------------------------------------------

std::string step_text(const Context& context, const std::string& ground) {
  return context.say("discharge.step." + ground);
}

void print_executed(Context& context, const CaseView& view) {
  const auto& steps = view.value.executed;
  if (steps.empty()) return;
  Table table({{context.say("cli.col.executed")},
               {context.say("cli.col.payer")},
               {context.say("cli.col.decision")},
               {context.say("cli.col.means")},
               {context.say("cli.col.amount"), Align::right},
               {context.say("cli.col.step-paid"), Align::right},
               {context.say("cli.col.on")}});
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const auto& step = steps[i];
    table.add({step_text(context, step.ground), step.payer, step.decision,
               step.means.empty() ? "–" : step.means, to_grouped_string(step.amount),
               to_grouped_string(view.paid[i]), to_string(step.on)});
  }
  table.print(context.out());
}

void print_proposed(Context& context, const DischargeCase& value) {
  for (const auto& step : value.proposed) {
    context.out() << context.say("cli.case.waits", {{"step", step_text(context, step.ground)},
                                                    {"payer", step.payer},
                                                    {"amount", to_grouped_string(step.amount)},
                                                    {"reference", step.means}})
                  << '\n';
  }
}

void print_planned(Context& context, const CaseView& view) {
  if (view.plan.steps.empty()) return;
  Table table({{context.say("cli.col.step")},
               {context.say("cli.col.payer")},
               {context.say("cli.col.amount"), Align::right},
               {context.say("cli.col.unmet")},
               {context.say("cli.col.missing")},
               {context.say("cli.col.deadline")},
               {context.say("cli.col.source")}});
  for (const auto& step : view.plan.steps) {
    table.add({step_text(context, std::string(to_word(step.ground))),
               said(context, std::vector{step.payer}), to_grouped_string(step.amount),
               said(context, step.unmet), said(context, step.missing),
               step.deadline ? to_string(step.deadline->date) : "–", cite(step.rule)});
  }
  table.print(context.out());
}

void print_case(Context& context, const CaseView& view) {
  const auto& value = view.value;
  context.out() << context.say("cli.case.head", {{"case", value.id},
                                                 {"contract", value.contract},
                                                 {"cause", context.say("cause." + value.cause)},
                                                 {"document", value.document},
                                                 {"employer", value.employer},
                                                 {"arrears", to_grouped_string(value.arrears)}})
                << '\n'
                << context.say("cli.case.state",
                               {{"owed", to_grouped_string(view.owed)},
                                {"in_flight", to_grouped_string(view.in_flight)},
                                {"order", context.say("cli.case.order." + value.order)}})
                << '\n';
  print_executed(context, view);
  print_proposed(context, value);
  print_planned(context, view);
}

Result<Exit> show(Context& context, const CaseOptions& options) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::read));
  const auto view = LEDGER_TRY(RecourseService(book->payments()).show(options.id));
  if (context.options().json) {
    context.print(views::discharge_case_view(view));
  } else {
    print_case(context, view);
  }
  return Exit::done;
}

void print_cases(Context& context, const std::vector<DischargeCase>& cases) {
  Table table({{context.say("cli.col.case")},
               {context.say("cli.col.contract")},
               {context.say("cli.col.employer")},
               {context.say("cli.col.amount"), Align::right},
               {context.say("cli.col.executed")},
               {context.say("cli.col.on")}});
  for (const auto& one : cases) {
    table.add({one.id, one.contract, one.employer, to_grouped_string(one.arrears),
               std::to_string(one.executed.size()), to_string(one.opened_on)});
  }
  table.print(context.out());
}

Result<Exit> list(Context& context, const CaseOptions&) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::read));
  const auto cases = LEDGER_TRY(RecourseService(book->payments()).list());
  if (context.options().json) {
    context.print(views::discharge_cases_view(cases));
  } else {
    print_cases(context, cases);
  }
  return Exit::done;
}

// ---- verbs --------------------------------------------------------------------------------------

class CaseVerbs {
 public:
  CaseVerbs(CLI::App& noun, Context& context, Runner& runner)
      : noun_(noun), context_(context), runner_(runner) {}

  void add_all() {
    add_open();
    add_note();
    add_execute();
    of_proposal(verb("approve", approve));
    of_proposal(verb("withdraw", withdraw));
    id(verb("show", show), "cli.option.discharge-case");
    (void)verb("list", list);
  }

 private:
  using Work = Result<Exit> (*)(Context&, const CaseOptions&);

  void add_open() {
    auto& added = verb("open", open);
    id(added, "cli.option.project");
    words<payments::DischargeCause>(added, "--cause", options_->cause, "cli.option.discharge-cause")
        ->required();
    option(added, "--document", options_->document, "cli.option.document")->required();
    option(added, "--employer", options_->employer, "cli.option.case-employer");
    option(added, "--fund", options_->fund, "cli.option.case-fund");
    words<payments::FundCause>(added, "--fund-cause", options_->fund_cause,
                               "cli.option.fund-cause");
    added.add_flag("--incident-feared", options_->incident_feared,
                   context_.say("cli.option.incident-feared"));
  }

  void add_note() {
    auto& added = verb("note", note);
    id(added, "cli.option.discharge-case");
    option(added, "--document", options_->document, "cli.option.document")->required();
    auto* expired = added.add_flag("--order-expired", options_->order_expired,
                                   context_.say("cli.option.order-expired"));
    added
        .add_flag("--order-issued", options_->order_issued, context_.say("cli.option.order-issued"))
        ->excludes(expired);
    added
        .add_option("--paper", options_->papers,
                    context_.say("cli.option.paper") + ": " +
                        payments::every_word<payments::DischargePaper>())
        ->delimiter(',');
    option(added, "--treasury", options_->treasury, "cli.option.treasury");
  }

  void add_execute() {
    auto& added = verb("execute", execute);
    id(added, "cli.option.discharge-case");
    added
        .add_option("step", options_->step,
                    context_.say("cli.option.case-step") + ": " +
                        payments::every_word<payments::DischargeGround>())
        ->required();
    option(added, "--decision", options_->decision, "cli.option.case-decision")->required();
    option(added, "--paper", options_->paper, "cli.option.case-paper");
    option(added, "--payer", options_->payer, "cli.option.case-payer");
    option(added, "--amount", options_->amount, "cli.option.amount");
    option(added, "--reference", options_->reference, "cli.option.reference");
  }

  void of_proposal(CLI::App& added) {
    id(added, "cli.option.discharge-case");
    added.add_option("reference", options_->reference, context_.say("cli.option.reference"))
        ->required();
  }

  CLI::App& verb(const std::string& name, Work work) {
    auto& added = add_command(noun_, context_, name, "cli.help.recourse." + name);
    runner_.on(added, [options = options_, work](Context& c) { return work(c, *options); });
    return added;
  }
  void id(CLI::App& added, const char* help) {
    added.add_option("id", options_->id, context_.say(help))->required();
  }
  CLI::Option* option(CLI::App& added, const char* name, std::string& into, const char* help) {
    return added.add_option(name, into, context_.say(help));
  }
  template <payments::HasWords E>
  CLI::Option* words(CLI::App& added, const char* name, std::string& into, const char* help) {
    return added.add_option(name, into, context_.say(help) + ": " + payments::every_word<E>());
  }

  CLI::App& noun_;
  Context& context_;
  Runner& runner_;
  std::shared_ptr<CaseOptions> options_ = std::make_shared<CaseOptions>();
};

}  // namespace

void add_recourse_cases(CLI::App& recourse, Context& context, Runner& runner) {
  CaseVerbs(recourse, context, runner).add_all();
}

}  // namespace anxin::cli
