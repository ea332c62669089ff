// bank quarantine add, list, release
#include <CLI/CLI.hpp>
#include <algorithm>
#include <ostream>

#include "api/cli/book_step.h"
#include "api/cli/commands.h"
#include "api/cli/table.h"
#include "api/views/quarantine.h"
#include "payments/service/quarantine_service.h"

namespace anxin::cli {
namespace {

using payments::QuarantineService;

struct QuarantineOptions {
  std::string file;
  std::string profile = "iso20022";
  std::string project;
  std::string id;
  std::string reason;
};

Result<Exit> add(Context& context, const QuarantineOptions& options) {
  const auto bytes = LEDGER_TRY(read_file(context, options.file));
  return book_step<QuarantineService>(
      context, "cli.quarantine.added", [&](QuarantineService& service) {
        return service.add(context.caller(), bytes, options.profile);
      });
}

// Who answers a proposal sees who made it, and why.
std::string asked_by(const payments::QuarantinedFile& file) {
  const auto* proposed = std::get_if<payments::quarantine_state::Proposed>(&file.state);
  return proposed == nullptr ? "" : proposed->by + ": " + proposed->reason;
}

Result<Exit> list(Context& context, const QuarantineOptions& options) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::read));
  const auto files = LEDGER_TRY(QuarantineService(book->payments()).list(options.project));
  if (context.options().json) {
    context.print(views::quarantine_view(files));
    return Exit::done;
  }
  if (files.empty()) {
    context.out() << context.say("cli.quarantine.none") << '\n';
    return Exit::done;
  }
  Table table({{context.say("cli.col.id")},
               {context.say("cli.col.day")},
               {context.say("cli.col.bank-reference")},
               {context.say("cli.col.fault")},
               {context.say("cli.col.since")},
               {context.say("cli.col.state")},
               {context.say("cli.col.asked-by")}});
  for (const auto& file : files) {
    const auto page = file.page == 0 ? "" : " #" + std::to_string(file.page);
    table.add({file.id, to_string(file.day), file.bank_id + page,
               context.say("cli.quarantine.fault." + file.fault), to_string(file.since),
               context.say("quarantine-state." + std::string(payments::to_word(file.state))),
               asked_by(file)});
  }
  table.print(context.out());
  return Exit::done;
}

Result<Exit> release(Context& context, const QuarantineOptions& options) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::write));
  QuarantineService service(book->payments());
  const auto receipt = LEDGER_TRY(service.release(context.caller(), options.id, options.reason));
  const bool done = std::find(receipt.answer.begin(), receipt.answer.end(),
                              Field{"state", "released"}) != receipt.answer.end();
  print_receipt(context, receipt, done ? "cli.quarantine.released" : "cli.quarantine.proposed");
  return Exit::done;
}

Result<Exit> reject(Context& context, const QuarantineOptions& options) {
  return book_step<QuarantineService>(
      context, "cli.quarantine.rejected", [&](QuarantineService& service) {
        return service.reject(context.caller(), options.id, options.reason);
      });
}

}  // namespace

void add_quarantine(CLI::App& bank, Context& context, Runner& runner) {
  const auto options = std::make_shared<QuarantineOptions>();
  auto& noun = add_command(bank, context, "quarantine", "cli.help.bank.quarantine");
  noun.require_subcommand(1);
  const auto verb = [&](const std::string& name,
                        Result<Exit> (*work)(Context&, const QuarantineOptions&)) -> CLI::App& {
    auto& added = add_command(noun, context, name, "cli.help.bank.quarantine." + name);
    runner.on(added, [options, work](Context& c) { return work(c, *options); });
    return added;
  };
  auto& adding = verb("add", add);
  adding.add_option("file", options->file, context.say("cli.option.file"))->required();
  adding.add_option("--profile", options->profile, context.say("cli.option.bank-profile"));
  verb("list", list)
      .add_option("--project", options->project, context.say("cli.option.project"))
      ->required();
  auto& releasing = verb("release", release);
  releasing.add_option("id", options->id, context.say("cli.option.quarantined"))->required();
  releasing.add_option("--reason", options->reason, context.say("cli.option.why"));
  auto& rejecting = verb("reject", reject);
  rejecting.add_option("id", options->id, context.say("cli.option.quarantined"))->required();
  rejecting.add_option("--reason", options->reason, context.say("cli.option.why"))->required();
}

}  // namespace anxin::cli
