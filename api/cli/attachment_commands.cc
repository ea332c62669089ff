// attachment open / nature / object / decide / execute / lift / show / list
#include <CLI/CLI.hpp>
#include <ostream>

#include "api/cli/book_step.h"
#include "api/cli/commands.h"
#include "api/cli/open_book.h"
#include "api/cli/table.h"
#include "api/cli/views.h"
#include "api/views/attachments.h"
#include "ledger/base/amount.h"
#include "payments/service/attachment_service.h"

namespace anxin::cli {
namespace {

using payments::AttachmentService;
using payments::AttachmentView;

struct AttachmentOptions {
  std::string id;  ///< of a contract or a case
  std::string account;
  std::string court;
  std::string document;
  std::string amount;
  std::string purpose;
  std::string outcome;
  std::string on;
  std::vector<std::string> lines;
};

template <class Value>
Result<Value> word_of(const std::optional<Value>& found, const std::string& text,
                      const char* known) {
  if (found) return *found;
  return fail(kUsageWord, {{"text", text}, {"known", known}});
}

// A step on the book that answers with a receipt; what the law says is told beside it.
template <class Work>
Result<Exit> attachment_step(Context& context, std::string_view sentence, Work work) {
  const auto done = LEDGER_TRY(book_step<AttachmentService>(context, sentence, work));
  if (!context.options().json) context.out() << context.say("cli.attachment.law") << '\n';
  return done;
}

Result<payments::AttachmentAct> act_of(const AttachmentOptions& options) {
  return payments::AttachmentAct{options.id, options.document,
                                 LEDGER_TRY(parse_date_option(options.on))};
}

Result<Exit> open(Context& context, const AttachmentOptions& options) {
  payments::AttachmentOrder order;
  order.contract = options.id;
  order.account = LEDGER_TRY(
      word_of(payments::find_attached_account(options.account), options.account, "wage, deposit"));
  order.court = options.court;
  order.document = options.document;
  order.amount = LEDGER_TRY(parse_amount_option(options.amount));
  order.purpose = LEDGER_TRY(
      word_of(payments::find_attachment_purpose(options.purpose), options.purpose, "wages, other"));
  order.on = LEDGER_TRY(parse_date_option(options.on));
  return attachment_step(context, "cli.attachment.opened",
                         [&](auto& service) { return service.open(context.caller(), order); });
}

Result<Exit> nature(Context& context, const AttachmentOptions& options) {
  const auto act = LEDGER_TRY(act_of(options));
  return attachment_step(context, "cli.attachment.step", [&](auto& service) {
    return service.notice_nature(context.caller(), act);
  });
}

Result<Exit> object(Context& context, const AttachmentOptions& options) {
  const auto act = LEDGER_TRY(act_of(options));
  return attachment_step(context, "cli.attachment.step",
                         [&](auto& service) { return service.object(context.caller(), act); });
}

Result<Exit> decide(Context& context, const AttachmentOptions& options) {
  const auto act = LEDGER_TRY(act_of(options));
  const auto outcome = LEDGER_TRY(word_of(payments::find_attachment_outcome(options.outcome),
                                          options.outcome, "upheld, rejected, excess"));
  return attachment_step(context, "cli.attachment.step", [&](auto& service) {
    return service.decide(context.caller(), act, outcome);
  });
}

Result<Exit> lift(Context& context, const AttachmentOptions& options) {
  const auto act = LEDGER_TRY(act_of(options));
  return attachment_step(context, "cli.attachment.step",
                         [&](auto& service) { return service.lift(context.caller(), act); });
}

Result<Exit> execute(Context& context, const AttachmentOptions& options) {
  payments::AttachmentExecution execution;
  execution.act = LEDGER_TRY(act_of(options));
  execution.amount = LEDGER_TRY(parse_amount_option(options.amount));
  execution.lines = options.lines;
  return attachment_step(context, "cli.attachment.executed", [&](auto& service) {
    return service.execute(context.caller(), execution);
  });
}

// ---- looking ------------------------------------------------------------------------------------

void print_case(Context& context, const AttachmentView& view) {
  const auto& attachment = view.attachment;
  context.out() << context.say("cli.attachment.case",
                               {{"case", attachment.id},
                                {"court", attachment.court},
                                {"amount", to_grouped_string(attachment.amount)},
                                {"executed", to_grouped_string(attachment.executed)},
                                {"balance", to_grouped_string(view.balance)},
                                {"wages_due", to_grouped_string(view.wages_due)},
                                {"excess", to_grouped_string(view.excess)}})
                << '\n';
  Table table({{context.say("cli.col.date")},
               {context.say("cli.col.state")},
               {context.say("cli.col.document")},
               {context.say("cli.col.amount"), Align::right},
               {context.say("cli.col.excess"), Align::right}});
  for (const auto& step : attachment.steps) {
    table.add({to_string(step.on),
               context.say("attachment-state." + std::string(payments::to_word(step.state))),
               step.document, to_grouped_string(step.amount), to_grouped_string(step.excess)});
  }
  table.print(context.out());
}

Result<Exit> show(Context& context, const AttachmentOptions& options) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::read));
  const auto view = LEDGER_TRY(AttachmentService(book->payments()).show(options.id));
  if (context.options().json) {
    context.print(views::attachment_view(context.voice(), view));
    return Exit::done;
  }
  print_case(context, view);
  context.out() << context.say("cli.attachment.law") << '\n';
  return Exit::done;
}

Result<Exit> list(Context& context, const AttachmentOptions& options) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::read));
  const auto views = LEDGER_TRY(AttachmentService(book->payments()).list(options.id));
  if (context.options().json) {
    context.print(views::attachments_view(context.voice(), views));
    return Exit::done;
  }
  for (const auto& view : views) print_case(context, view);
  return Exit::done;
}

class AttachmentVerbs {
 public:
  AttachmentVerbs(CLI::App& root, Context& context, Runner& runner)
      : noun_(add_command(root, context, "attachment", "cli.help.attachment")),
        context_(context),
        runner_(runner) {
    noun_.require_subcommand(1);
  }

  void add_all() {
    auto& opened = verb("open", open);
    needed(opened, "contract", options_->id, context_.say("cli.option.contract"));
    needed(opened, "--account", options_->account, "wage | deposit");
    needed(opened, "--court", options_->court, context_.say("cli.option.court"));
    needed(opened, "--amount", options_->amount, context_.say("cli.option.amount"));
    needed(opened, "--purpose", options_->purpose, "wages | other");
    paper_options(opened);
    act_options(verb("nature", nature));
    act_options(verb("object", object));
    act_options(verb("lift", lift));
    auto& decided = verb("decide", decide);
    act_options(decided);
    needed(decided, "--outcome", options_->outcome, "upheld | rejected | excess");
    auto& executed = verb("execute", execute);
    act_options(executed);
    needed(executed, "--amount", options_->amount, context_.say("cli.option.amount"));
    executed.add_option("--lines", options_->lines, context_.say("cli.option.paid-lines"))
        ->delimiter(',');
    needed(verb("show", show), "case", options_->id, context_.say("cli.option.case"));
    needed(verb("list", list), "contract", options_->id, context_.say("cli.option.contract"));
  }

 private:
  using Work = Result<Exit> (*)(Context&, const AttachmentOptions&);

  CLI::App& verb(const std::string& name, Work work) {
    auto& added = add_command(noun_, context_, name, "cli.help.attachment." + name);
    runner_.on(added, [options = options_, work](Context& c) { return work(c, *options); });
    return added;
  }
  static void needed(CLI::App& added, const char* name, std::string& into,
                     const std::string& help) {
    added.add_option(name, into, help)->required();
  }
  void act_options(CLI::App& added) {
    needed(added, "case", options_->id, context_.say("cli.option.case"));
    paper_options(added);
  }
  void paper_options(CLI::App& added) {
    needed(added, "--document", options_->document, context_.say("cli.option.document-number"));
    needed(added, "--on", options_->on, context_.say("cli.option.document-date"));
  }

  CLI::App& noun_;
  Context& context_;
  Runner& runner_;
  std::shared_ptr<AttachmentOptions> options_ = std::make_shared<AttachmentOptions>();
};

}  // namespace

void add_attachment_commands(CLI::App& root, Context& context, Runner& runner) {
  AttachmentVerbs(root, context, runner).add_all();
}

}  // namespace anxin::cli
