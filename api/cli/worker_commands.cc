// worker change / approve / withdraw / changes
#include <CLI/CLI.hpp>
#include <algorithm>
#include <ostream>

#include "api/cli/book_step.h"
#include "api/cli/commands.h"
#include "api/cli/table.h"
#include "api/views/worker_changes.h"
#include "ledger/base/text.h"
#include "payments/service/worker_change_service.h"

namespace anxin::cli {
namespace {

using payments::WorkerChangeService;

struct WorkerOptions {
  payments::WorkerChangeRequest request;
  std::string id;
};

Result<Exit> change(Context& context, const WorkerOptions& options) {
  return book_step<WorkerChangeService>(context, "cli.worker.proposed",
                                        [&](WorkerChangeService& service) {
                                          return service.propose(context.caller(), options.request);
                                        });
}

Result<Exit> approve_change(Context& context, const WorkerOptions& options) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::write));
  const auto receipt =
      LEDGER_TRY(WorkerChangeService(book->payments()).approve(context.caller(), options.id));
  const bool waits =
      std::none_of(receipt.answer.begin(), receipt.answer.end(), [](const Field& one) {
        return one == Field{"usable_from", ""};
      });
  print_receipt(context, receipt, waits ? "cli.worker.card-approved" : "cli.worker.approved");
  return Exit::done;
}

Result<Exit> withdraw_change(Context& context, const WorkerOptions& options) {
  return book_step<WorkerChangeService>(
      context, "cli.worker.withdrawn",
      [&](WorkerChangeService& service) { return service.withdraw(context.caller(), options.id); });
}

Result<Exit> changes(Context& context, const WorkerOptions& options) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::read));
  const auto found =
      LEDGER_TRY(WorkerChangeService(book->payments()).list(options.request.contract));
  if (context.options().json) {
    context.print(views::worker_changes_view(found));
    return Exit::done;
  }
  if (found.empty()) {
    context.out() << context.say("cli.worker.none") << '\n';
    return Exit::done;
  }
  Table table({{context.say("cli.col.id")},
               {context.say("cli.col.worker")},
               {context.say("cli.col.what")},
               {context.say("cli.col.card-end")},
               {context.say("cli.col.asked-by")},
               {context.say("cli.col.document")},
               {context.say("cli.col.day")},
               {context.say("cli.col.state")}});
  for (const auto& view : found) {
    const auto& one = view.change;
    table.add({one.id, one.worker, join(one.what, ", "),
               view.card_end.empty() ? "" : "****" + view.card_end, one.proposer, one.document,
               to_string(one.proposed_on),
               context.say("state." + std::string(payments::to_word(one.state)))});
  }
  table.print(context.out());
  return Exit::done;
}

class WorkerVerbs {
 public:
  WorkerVerbs(CLI::App& noun, Context& context, Runner& runner)
      : noun_(noun), context_(context), runner_(runner) {}

  void add_all() {
    auto& request = options_->request;
    auto& proposing = verb("change", change);
    needed(proposing, "worker", request.worker, "cli.option.worker");
    needed(proposing, "--project", request.contract, "cli.option.project");
    proposing.add_option("--name", request.name, context_.say("cli.option.new-name"));
    proposing.add_option("--card", request.card, context_.say("cli.option.new-card"));
    proposing.add_option("--bank-no", request.bank_no, context_.say("cli.option.payee-bank-no"));
    proposing.add_option("--phone", request.phone, context_.say("cli.option.new-phone"));
    needed(proposing, "--document", request.document, "cli.option.document-number");
    needed(verb("approve", approve_change), "id", options_->id, "cli.option.worker-change");
    needed(verb("withdraw", withdraw_change), "id", options_->id, "cli.option.worker-change");
    needed(verb("changes", changes), "--project", request.contract, "cli.option.project");
  }

 private:
  using Work = Result<Exit> (*)(Context&, const WorkerOptions&);

  CLI::App& verb(const std::string& name, Work work) {
    auto& added = add_command(noun_, context_, name, "cli.help.worker." + name);
    runner_.on(added, [options = options_, work](Context& c) { return work(c, *options); });
    return added;
  }
  void needed(CLI::App& added, const char* name, std::string& into, const char* help) {
    added.add_option(name, into, context_.say(help))->required();
  }

  CLI::App& noun_;
  Context& context_;
  Runner& runner_;
  std::shared_ptr<WorkerOptions> options_ = std::make_shared<WorkerOptions>();
};

}  // namespace

void add_worker_commands(CLI::App& root, Context& context, Runner& runner) {
  auto& noun = add_command(root, context, "worker", "cli.help.worker");
  noun.require_subcommand(1);
  WorkerVerbs(noun, context, runner).add_all();
}

}  // namespace anxin::cli
