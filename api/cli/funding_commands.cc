// funding due, funding receive
#include <CLI/CLI.hpp>

#include "api/cli/commands.h"
#include "api/cli/open_book.h"
#include "api/cli/views.h"
#include "payments/service/funding_service.h"
#include "payments/service/price_service.h"

namespace anxin::cli {
namespace {

using payments::PriceMovementKind;

struct FundingOptions {
  std::string project;
  std::string month;
  std::string amount;
  std::string from = "owner";
  std::string on;
  std::string reference;
  std::string document;
};

Result<Exit> make_due(Context& context, const FundingOptions& options) {
  const auto month = LEDGER_TRY(parse_month_option(options.month));
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::write));
  payments::FundingService service(book->payments());
  const auto receipt = LEDGER_TRY(service.make_due(context.caller(), options.project, month));
  print_receipt(context, receipt, "cli.funding.due");
  return Exit::done;
}

Result<Exit> receive(Context& context, const FundingOptions& options) {
  payments::ReceiveRequest request;
  request.contract = options.project;
  request.source = options.from == "contractor" ? payments::FundingSource::contractor
                                                : payments::FundingSource::owner;
  request.amount = LEDGER_TRY(parse_amount_option(options.amount));
  request.reference = options.reference;
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::write));
  if (!options.on.empty()) request.on = LEDGER_TRY(parse_date_option(options.on));
  payments::FundingService service(book->payments());
  const auto receipt = LEDGER_TRY(service.receive(context.caller(), request));
  print_receipt(context, receipt, "cli.funding.received");
  return Exit::done;
}

Result<Exit> move_price(Context& context, const FundingOptions& options, PriceMovementKind kind) {
  payments::PriceRequest request;
  request.contract = options.project;
  request.kind = kind;
  request.amount = LEDGER_TRY(parse_amount_option(options.amount));
  request.document = options.document;
  if (!options.on.empty()) request.on = LEDGER_TRY(parse_date_option(options.on));
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::write));
  payments::PriceService service(book->payments());
  const auto receipt = LEDGER_TRY(service.move(context.caller(), request));
  print_receipt(context, receipt, "cli.funding." + std::string(payments::to_word(kind)));
  return Exit::done;
}

}  // namespace

void add_funding_commands(CLI::App& root, Context& context, Runner& runner) {
  auto options = std::make_shared<FundingOptions>();
  auto& noun = add_command(root, context, "funding", "cli.help.funding");
  noun.require_subcommand(1);

  auto& due = add_command(noun, context, "due", "cli.help.funding.due");
  due.add_option("--project", options->project, context.say("cli.option.project"))->required();
  due.add_option("--month", options->month, context.say("cli.option.month"))->required();
  runner.on(due, [options](Context& c) { return make_due(c, *options); });

  auto& got = add_command(noun, context, "receive", "cli.help.funding.receive");
  got.add_option("--project", options->project, context.say("cli.option.project"))->required();
  got.add_option("--amount", options->amount, context.say("cli.option.amount"))->required();
  got.add_option("--from", options->from, context.say("cli.option.from"))
      ->check(CLI::IsMember({"owner", "contractor"}));
  got.add_option("--on", options->on, context.say("cli.option.on"));
  got.add_option("--reference", options->reference, context.say("cli.option.reference"))
      ->required();
  runner.on(got, [options](Context& c) { return receive(c, *options); });

  for (const auto& [name, kind] : {std::pair{"certify", PriceMovementKind::certified},
                                   std::pair{"price-paid", PriceMovementKind::paid}}) {
    auto& verb = add_command(noun, context, name, "cli.help.funding." + std::string(name));
    verb.add_option("--project", options->project, context.say("cli.option.project"))->required();
    verb.add_option("--amount", options->amount, context.say("cli.option.amount"))->required();
    verb.add_option("--document", options->document, context.say("cli.option.document"))
        ->required();
    verb.add_option("--on", options->on, context.say("cli.option.on"));
    runner.on(verb, [options, kind = kind](Context& c) { return move_price(c, *options, kind); });
  }
}

}  // namespace anxin::cli
