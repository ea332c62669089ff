// bank recalls: what the bank answered to recalls (camt.029)
#include <CLI/CLI.hpp>
#include <ostream>

#include "api/cli/commands.h"
#include "api/cli/open_book.h"
#include "api/cli/table.h"
#include "api/views/recalls.h"
#include "payments/service/bank_service.h"

namespace anxin::cli {
namespace {

Result<Exit> recalls(Context& context, const std::string& project) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::read));
  const auto notes = LEDGER_TRY(payments::BankService(book->payments()).recalls(project));
  if (context.options().json) {
    context.print(views::recalls_view(notes));
    return Exit::done;
  }
  if (notes.empty()) {
    context.out() << context.say("cli.bank.recalls.none") << '\n';
    return Exit::done;
  }
  Table table({{context.say("cli.col.day")},
               {context.say("cli.col.line")},
               {context.say("cli.col.bank-file")},
               {context.say("cli.col.state")},
               {context.say("cli.col.reason")}});
  for (const auto& note : notes) {
    table.add({to_string(note.on), note.line, note.file, note.status, note.reason});
  }
  table.print(context.out());
  return Exit::done;
}

}  // namespace

void add_bank_recalls(CLI::App& bank, Context& context, Runner& runner) {
  auto project = std::make_shared<std::string>();
  auto& verb = add_command(bank, context, "recalls", "cli.help.bank.recalls");
  verb.add_option("--project", *project, context.say("cli.option.project"))->required();
  runner.on(verb, [project](Context& c) { return recalls(c, *project); });
}

}  // namespace anxin::cli
