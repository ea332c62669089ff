// fund advance propose / approve / withdraw / result / show / list
#include <CLI/CLI.hpp>
#include <ostream>

#include "api/cli/book_step.h"
#include "api/cli/commands.h"
#include "api/cli/line_answers.h"
#include "api/cli/open_book.h"
#include "api/cli/rule_views.h"
#include "api/cli/table.h"
#include "api/cli/views.h"
#include "api/views/fund.h"
#include "ledger/base/amount.h"
#include "payments/service/fund_payment_service.h"

namespace anxin::cli {
namespace {

using payments::FundPayment;
using payments::FundPaymentRequest;
using payments::FundPaymentService;

struct AdvanceOptions {
  std::string id;  ///< of a fund or a payment
  std::string contract;
  std::string case_id;
  std::string decision;
  std::string bank;
  std::string cause;
  std::string event_on;
  std::string average_wage;
  std::string on;
  std::vector<std::string> lines;
  LineAnswerOptions answers;
  bool incident_feared = false;
};

Result<std::optional<Date>> day_if(const std::string& text) {
  if (text.empty()) return std::nullopt;
  return LEDGER_TRY(parse_date_option(text));
}

Result<FundPaymentRequest> request_of(const AdvanceOptions& options) {
  FundPaymentRequest request;
  request.fund = options.id;
  request.contract = options.contract;
  request.case_id = options.case_id;
  request.decision = options.decision;
  request.bank = options.bank;
  request.cause = LEDGER_TRY(parse_word_option<payments::FundCause>(options.cause));
  request.event_on = LEDGER_TRY(day_if(options.event_on));
  if (options.incident_feared) request.incident = FundPaymentRequest::Incident::feared;
  request.average_wage = LEDGER_TRY(parse_amount_if(options.average_wage));
  request.lines = options.lines;
  return request;
}

Result<Exit> propose(Context& context, const AdvanceOptions& options) {
  const auto request = LEDGER_TRY(request_of(options));
  return book_step<FundPaymentService>(context, "cli.fund-advance.proposed", [&](auto& service) {
    return service.propose(context.caller(), request);
  });
}

Result<Exit> approve(Context& context, const AdvanceOptions& options) {
  return book_step<FundPaymentService>(context, "cli.fund-advance.approved", [&](auto& service) {
    return service.approve(context.caller(), options.id);
  });
}

Result<Exit> withdraw(Context& context, const AdvanceOptions& options) {
  return book_step<FundPaymentService>(context, "cli.fund-advance.withdrawn", [&](auto& service) {
    return service.withdraw(context.caller(), options.id);
  });
}

Result<Exit> result(Context& context, const AdvanceOptions& options) {
  payments::FundPaymentAnswer answer{options.id, std::nullopt, {}};
  answer.on = LEDGER_TRY(day_if(options.on));
  answer.answers = LEDGER_TRY(parse_line_answers(options.answers));
  return book_step<FundPaymentService>(context, "cli.fund-advance.answered", [&](auto& service) {
    return service.answer(context.caller(), answer);
  });
}

// ---- views --------------------------------------------------------------------------------------

std::string state_text(const Context& context, const FundPayment& payment) {
  return context.say("fund.payment." + std::string(payments::to_word(payment.state)));
}

// What the scheme leaves to others.
void print_left(Context& context, const FundPayment& payment) {
  const auto amount = to_grouped_string(payment.above_cap);
  if (!payment.beyond.empty()) {
    context.out() << context.say("cli.fund-advance.beyond",
                                 {{"amount", amount}, {"office", payment.beyond}})
                  << '\n';
  } else if (!payment.above_cap.is_zero()) {
    context.out() << context.say("cli.fund-advance.above-cap", {{"amount", amount}}) << '\n';
  }
  if (payment.raised_by.empty()) return;
  context.out() << context.say("cli.fund.raised-by", {{"office", payment.raised_by}}) << '\n';
}

void print_payment(Context& context, const FundPayment& payment) {
  if (context.options().json) return context.print(views::fund_payment_view(payment));
  context.out() << context.say("cli.fund-advance.head", {{"payment", payment.id},
                                                         {"contract", payment.contract},
                                                         {"decision", payment.decision},
                                                         {"sum", to_grouped_string(payment.sum)},
                                                         {"state", state_text(context, payment)}})
                << '\n';
  if (!payment.case_id.empty()) {
    context.out() << context.say("cli.fund-advance.case", {{"case", payment.case_id}}) << '\n';
  }
  print_left(context, payment);
  if (payment.unconfirmed) context.out() << context.say("cli.fund-advance.unconfirmed") << '\n';
  Table table({{context.say("cli.col.line")},
               {context.say("cli.col.amount"), Align::right},
               {context.say("cli.col.state")},
               {context.say("cli.col.reason")}});
  for (const auto& line : payment.lines) {
    table.add({line.line, to_grouped_string(line.amount),
               context.say("outcome." + std::string(to_word(line.outcome))), line.reason});
  }
  table.print(context.out());
}

Result<Exit> show(Context& context, const AdvanceOptions& options) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::read));
  print_payment(context, LEDGER_TRY(FundPaymentService(book->payments()).show(options.id)));
  return Exit::done;
}

void print_payments(Context& context, const std::vector<FundPayment>& payments) {
  Table table({{context.say("cli.col.payment")},
               {context.say("cli.col.contract")},
               {context.say("cli.col.decision")},
               {context.say("cli.col.amount"), Align::right},
               {context.say("cli.col.state")}});
  for (const auto& payment : payments) {
    table.add({payment.id, payment.contract, payment.decision, to_grouped_string(payment.sum),
               state_text(context, payment)});
  }
  table.print(context.out());
}

Result<Exit> list(Context& context, const AdvanceOptions& options) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::read));
  const auto payments = LEDGER_TRY(FundPaymentService(book->payments()).list(options.id));
  if (context.options().json) {
    context.print(views::fund_payments_view(payments));
  } else {
    print_payments(context, payments);
  }
  return Exit::done;
}

// ---- verbs --------------------------------------------------------------------------------------

class AdvanceVerbs {
 public:
  AdvanceVerbs(CLI::App& noun, Context& context, Runner& runner)
      : noun_(noun), context_(context), runner_(runner) {}

  void add_all() {
    add_propose();
    of_payment("approve", approve);
    of_payment("withdraw", withdraw);
    auto& result_verb = of_payment("result", result);
    add_line_answers(result_verb, context_, options_->answers);
    option(result_verb, "--on", options_->on, "cli.option.on-today");
    of_payment("show", show);
    id(verb("list", list), "cli.option.fund");
  }

 private:
  using Work = Result<Exit> (*)(Context&, const AdvanceOptions&);

  void add_propose() {
    auto& added = verb("propose", propose);
    id(added, "cli.option.fund");
    option(added, "--contract", options_->contract, "cli.option.project")->required();
    option(added, "--case", options_->case_id, "cli.option.advance-case");
    option(added, "--decision", options_->decision, "cli.option.decision")->required();
    option(added, "--bank", options_->bank, "cli.option.fund-bank")->required();
    added
        .add_option("--cause", options_->cause,
                    context_.say("cli.option.fund-cause") + ": " +
                        payments::every_word<payments::FundCause>())
        ->required();
    option(added, "--event-on", options_->event_on, "cli.option.event-on");
    option(added, "--average-wage", options_->average_wage, "cli.option.average-wage");
    added.add_option("--lines", options_->lines, context_.say("cli.option.overdue-lines"))
        ->delimiter(',');
    added.add_flag("--incident-feared", options_->incident_feared,
                   context_.say("cli.option.incident-feared"));
  }

  CLI::App& verb(const std::string& name, Work work) {
    auto& added = add_command(noun_, context_, name, "cli.help.fund-advance." + name);
    runner_.on(added, [options = options_, work](Context& c) { return work(c, *options); });
    return added;
  }
  CLI::App& of_payment(const std::string& name, Work work) {
    auto& added = verb(name, work);
    id(added, "cli.option.fund-payment");
    return added;
  }
  void id(CLI::App& added, const std::string& help) {
    added.add_option("id", options_->id, context_.say(help))->required();
  }
  CLI::Option* option(CLI::App& added, const char* name, std::string& into, const char* help) {
    return added.add_option(name, into, context_.say(help));
  }

  CLI::App& noun_;
  Context& context_;
  Runner& runner_;
  std::shared_ptr<AdvanceOptions> options_ = std::make_shared<AdvanceOptions>();
};

}  // namespace

void add_fund_advance(CLI::App& fund, Context& context, Runner& runner) {
  auto& noun = add_command(fund, context, "advance", "cli.help.fund-advance");
  noun.require_subcommand(1);
  AdvanceVerbs(noun, context, runner).add_all();
}

}  // namespace anxin::cli
