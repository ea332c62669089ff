// recourse claims / recover / settle / waive
#include <CLI/CLI.hpp>
#include <ostream>

#include "api/cli/commands.h"
#include "api/cli/open_book.h"
#include "api/cli/table.h"
#include "api/cli/views.h"
#include "api/views/recourse.h"
#include "ledger/base/amount.h"
#include "payments/service/recourse_service.h"

namespace anxin::cli {
namespace {

using payments::ClaimEnd;
using payments::ClaimPart;
using payments::RecourseService;

struct ClaimOptions {
  std::string contract;
  std::string creditor;
  std::string debtor;
  std::string amount;
  std::string reference;
  std::string document;
  std::string on;
};

Result<Exit> recover(Context& context, const ClaimOptions& options) {
  payments::RecoverRequest request;
  request.debtor = options.debtor;
  request.amount = LEDGER_TRY(parse_amount_option(options.amount));
  request.reference = options.reference;
  request.document = options.document;
  if (!options.on.empty()) request.on = LEDGER_TRY(parse_date_option(options.on));
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::write));
  RecourseService service(book->payments());
  print_receipt(context, LEDGER_TRY(service.recover(context.caller(), request)),
                "cli.claim.recovered");
  return Exit::done;
}

Result<Exit> end_claim(Context& context, const ClaimOptions& options, ClaimEnd how) {
  payments::EndClaimRequest request{
      {options.contract, options.creditor, options.debtor}, how, {}, options.document};
  request.amount = LEDGER_TRY(parse_amount_option(options.amount));
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::write));
  RecourseService service(book->payments());
  print_receipt(context, LEDGER_TRY(service.end_claim(context.caller(), request)),
                "cli.claim.ended");
  return Exit::done;
}

void print_parts(Context& context, const std::vector<ClaimPart>& parts) {
  Table table({{context.say("cli.col.creditor")},
               {context.say("cli.col.debtor")},
               {context.say("cli.col.contract")},
               {context.say("cli.col.since")},
               {context.say("cli.col.amount"), Align::right}});
  for (const auto& part : parts) {
    table.add({part.claim.creditor, part.claim.debtor,
               part.claim.contract.empty() ? "–" : part.claim.contract, to_string(part.since),
               to_grouped_string(part.amount)});
  }
  table.print(context.out());
}

Result<Exit> claims(Context& context, const ClaimOptions& options) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::read));
  const auto parts = LEDGER_TRY(RecourseService(book->payments()).claims(options.debtor));
  if (context.options().json) {
    context.print(views::claims_view(parts));
  } else {
    const auto sum = views::sum_of(parts);
    print_parts(context, parts);
    context.out() << context.say("cli.claim.sum", {{"sum", to_grouped_string(sum)}}) << '\n';
  }
  return Exit::done;
}

}  // namespace

void add_claims(CLI::App& recourse, Context& context, Runner& runner) {
  auto options = std::make_shared<ClaimOptions>();
  const auto option = [&](CLI::App& verb, const char* name, std::string& into, const char* help) {
    return verb.add_option(name, into, context.say(help));
  };
  auto& list = add_command(recourse, context, "claims", "cli.help.recourse.claims");
  option(list, "--debtor", options->debtor, "cli.option.debtor");
  runner.on(list, [options](Context& c) { return claims(c, *options); });

  auto& got = add_command(recourse, context, "recover", "cli.help.recourse.recover");
  option(got, "--debtor", options->debtor, "cli.option.debtor")->required();
  option(got, "--amount", options->amount, "cli.option.amount")->required();
  option(got, "--reference", options->reference, "cli.option.reference")->required();
  option(got, "--document", options->document, "cli.option.document")->required();
  option(got, "--on", options->on, "cli.option.on-today");
  runner.on(got, [options](Context& c) { return recover(c, *options); });

  for (const auto& [name, how] :
       {std::pair{"settle", ClaimEnd::settled}, std::pair{"waive", ClaimEnd::written_off}}) {
    auto& verb = add_command(recourse, context, name, "cli.help.recourse." + std::string(name));
    option(verb, "contract", options->contract, "cli.option.project")->required();
    option(verb, "--creditor", options->creditor, "cli.option.creditor")->required();
    option(verb, "--debtor", options->debtor, "cli.option.debtor")->required();
    option(verb, "--amount", options->amount, "cli.option.amount")->required();
    option(verb, "--document", options->document, "cli.option.document")->required();
    runner.on(verb, [options, how = how](Context& c) { return end_claim(c, *options, how); });
  }
}

}  // namespace anxin::cli
