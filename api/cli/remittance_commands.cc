// tax remit / tax list / payroll slip
#include <CLI/CLI.hpp>
#include <ostream>

#include "api/cli/commands.h"
#include "api/cli/open_book.h"
#include "api/cli/rule_views.h"
#include "api/cli/table.h"
#include "api/cli/views.h"
#include "api/views/withholding.h"
#include "ledger/base/amount.h"
#include "payments/service/withholding_service.h"

namespace anxin::cli {
namespace {

using payments::Slip;
using payments::WithholdingService;

struct RemitOptions {
  std::string contract;
  std::string kind;
  std::string withholder;
  std::string amount;
  std::string period;
  std::string voucher;
  std::string on;
};

Result<Exit> remit(Context& context, const RemitOptions& options) {
  payments::RemitRequest request;
  request.contract = options.contract;
  const auto kind = payments::find_withheld_kind(options.kind);
  if (!kind) {
    return fail(kUsageWord, {{"text", options.kind}, {"known", "tax, social, other"}});
  }
  request.kind = *kind;
  request.withholder = options.withholder;
  request.amount = LEDGER_TRY(parse_amount_option(options.amount));
  request.period = LEDGER_TRY(parse_month_option(options.period));
  request.voucher = options.voucher;
  request.on = LEDGER_TRY(parse_date_option(options.on));
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::write));
  WithholdingService service(book->payments());
  const auto receipt = LEDGER_TRY(service.remit(context.caller(), request));
  print_receipt(context, receipt, "cli.tax.remitted");
  return Exit::done;
}

// ---- what is withheld ---------------------------------------------------------------------------

Result<Exit> list(Context& context, const RemitOptions& options) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::read));
  const auto views = LEDGER_TRY(WithholdingService(book->payments()).list(options.contract));
  if (context.options().json) {
    context.print(views::withheld_view(views));
    return Exit::done;
  }
  Table table({{context.say("cli.col.withholder")},
               {context.say("cli.col.kind")},
               {context.say("cli.col.month")},
               {context.say("cli.col.withheld"), Align::right},
               {context.say("cli.col.remitted"), Align::right},
               {context.say("cli.col.deadline")},
               {context.say("cli.col.tax-overdue"), Align::right}});
  for (const auto& view : views) {
    table.add({view.withholder, context.say("withheld." + std::string(to_word(view.kind))),
               to_string(view.period), to_grouped_string(view.withheld),
               to_grouped_string(view.remitted), view.due_by ? to_string(*view.due_by) : "",
               to_grouped_string(view.overdue)});
  }
  if (!table.empty()) table.print(context.out());
  return Exit::done;
}

// ---- the slip -----------------------------------------------------------------------------------

struct SlipOptions {
  std::string contract;
  std::string month;
  std::string worker;
};

void print_sums(Context& context, const Slip& slip) {
  context.out() << context.say("cli.slip.head", {{"worker", slip.worker},
                                                 {"month", to_string(slip.month)},
                                                 {"contract", slip.contract}})
                << '\n';
  Table table({{context.say("cli.col.what")}, {context.say("cli.col.amount"), Align::right}});
  const auto add = [&](std::string_view key, Money amount) {
    table.add({context.say(key), to_grouped_string(amount)});
  };
  add("cli.col.gross", slip.gross);
  if (!slip.advance.is_zero()) add("withheld.advance", -slip.advance);
  if (!slip.tax.is_zero()) add("withheld.tax", -slip.tax);
  if (!slip.other.is_zero()) add("withheld.other", -slip.other);
  add("cli.col.net", slip.net);
  if (!slip.reduced.is_zero()) add("line.reduced", -slip.reduced);
  add("cli.col.paid", slip.paid);
  add("cli.col.unpaid", slip.owed);
  table.print(context.out());
}

void print_taxes(Context& context, const Slip& slip) {
  for (const auto& tax : slip.taxes) {
    if (!tax.rule) continue;
    context.out() << context.say("cli.slip.tax", {{"employer", tax.employer},
                                                  {"sheet", to_grouped_string(tax.sheet)},
                                                  {"rule", to_grouped_string(tax.rule->tax)}})
                  << '\n';
    print_steps(context, tax.rule->steps);
    if (tax.finding) print_findings(context, {*tax.finding});
  }
}

Result<Exit> slip(Context& context, const SlipOptions& options) {
  const auto month = LEDGER_TRY(parse_month_option(options.month));
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::read));
  const auto made = LEDGER_TRY(
      WithholdingService(book->payments()).slip(options.contract, month, options.worker));
  if (context.options().json) {
    context.print(views::slip_view(context.voice(), made));
    return Exit::done;
  }
  print_sums(context, made);
  for (const auto& payment : made.payments) {
    context.out() << "  " << payment.line << "  " << to_grouped_string(payment.amount) << "  "
                  << context.say("line." + std::string(payments::to_word(payment.state))) << ' '
                  << payment.through << (payment.on ? "  " + to_string(*payment.on) : "") << '\n';
  }
  print_taxes(context, made);
  return Exit::done;
}

void add_remit(CLI::App& tax, Context& context, Runner& runner) {
  auto options = std::make_shared<RemitOptions>();
  auto& verb = add_command(tax, context, "remit", "cli.help.tax.remit");
  const auto needed = [&](const char* name, std::string& into, const std::string& help) {
    verb.add_option(name, into, help)->required();
  };
  needed("contract", options->contract, context.say("cli.option.contract"));
  needed("--kind", options->kind, "tax | social | other");
  needed("--withholder", options->withholder, context.say("cli.option.withholder"));
  needed("--amount", options->amount, context.say("cli.option.amount"));
  needed("--period", options->period, context.say("cli.option.period"));
  needed("--voucher", options->voucher, context.say("cli.option.voucher"));
  needed("--on", options->on, context.say("cli.option.remitted-on"));
  runner.on(verb, [options](Context& c) { return remit(c, *options); });
}

}  // namespace

void add_remittance(CLI::App& tax, Context& context, Runner& runner) {
  add_remit(tax, context, runner);
  auto options = std::make_shared<RemitOptions>();
  auto& verb = add_command(tax, context, "list", "cli.help.tax.list");
  verb.add_option("contract", options->contract, context.say("cli.option.contract"))->required();
  runner.on(verb, [options](Context& c) { return list(c, *options); });
}

void add_slip(CLI::App& payroll, Context& context, Runner& runner) {
  auto options = std::make_shared<SlipOptions>();
  auto& verb = add_command(payroll, context, "slip", "cli.help.payroll.slip");
  verb.add_option("contract", options->contract, context.say("cli.option.contract"))->required();
  verb.add_option("--month", options->month, context.say("cli.option.month"))->required();
  verb.add_option("--worker", options->worker, context.say("cli.option.worker"))->required();
  runner.on(verb, [options](Context& c) { return slip(c, *options); });
}

}  // namespace anxin::cli
