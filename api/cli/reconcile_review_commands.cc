// reconcile suggestions, confirm, unmatch, history
#include <CLI/CLI.hpp>
#include <ostream>

#include "api/cli/book_step.h"
#include "api/cli/commands.h"
#include "api/cli/reconcile_views.h"
#include "api/cli/table.h"
#include "api/views/reconcile.h"
#include "ledger/base/amount.h"

namespace anxin::cli {
namespace {

using payments::ReviewService;

struct ReviewOptions {
  std::string project;
  std::string entry;
  std::string target;
  std::string reason;
};

void print_suggestions(Context& context, const std::vector<payments::EntryReview>& found) {
  if (found.empty()) {
    context.out() << context.say("cli.reconcile.no-suggestions") << '\n';
    return;
  }
  Table table({{context.say("cli.col.bank-entry")},
               {context.say("cli.col.day")},
               {context.say("cli.col.credit"), Align::right},
               {context.say("cli.col.debit"), Align::right},
               {context.say("cli.col.standing")},
               {context.say("cli.col.may-be")}});
  for (const auto& [entry, review] : found) {
    const bool credit = entry.direction == payments::Direction::credit;
    const auto amount = to_grouped_string(entry.amount);
    table.add({entry.id, to_string(entry.booked), credit ? amount : "", credit ? "" : amount,
               context.say("standing." + std::string(payments::to_word(review.standing))),
               candidates_text(context, review)});
  }
  table.print(context.out());
  context.out() << "  " << context.say("cli.reconcile.confirm-how") << '\n';
}

Result<Exit> suggestions(Context& context, const ReviewOptions& options) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::read));
  const auto found = LEDGER_TRY(ReviewService(book->payments()).suggestions(options.project));
  if (!context.options().json) {
    print_suggestions(context, found);
    return Exit::done;
  }
  context.print(views::suggestions_view(found));
  return Exit::done;
}

Result<Exit> confirm(Context& context, const ReviewOptions& options) {
  return book_step<ReviewService>(context, "cli.reconcile.confirmed", [&](ReviewService& service) {
    return service.confirm(context.caller(), options.entry, options.target);
  });
}

Result<Exit> unmatch(Context& context, const ReviewOptions& options) {
  return book_step<ReviewService>(context, "cli.reconcile.unmatched", [&](ReviewService& service) {
    return service.unmatch(context.caller(), options.entry, options.reason);
  });
}

std::string match_text(const Context& context, const payments::Match& match) {
  const auto target = payments::target_of(match);
  return context.say("match." + std::string(payments::to_word(match))) +
         (target.empty() ? "" : " " + target);
}

void print_history(Context& context, const payments::EntryHistory& history) {
  context.out() << context.say("cli.reconcile.entry",
                               {{"entry", history.entry.id},
                                {"on", to_string(history.entry.booked)},
                                {"amount", to_string(history.entry.amount)},
                                {"match", match_text(context, history.entry.match)}})
                << '\n';
  if (history.changes.empty()) return;
  Table table({{context.say("cli.col.day")},
               {context.say("cli.col.what")},
               {context.say("cli.col.person")},
               {context.say("cli.col.before")},
               {context.say("cli.col.after")},
               {context.say("cli.col.reason")}});
  for (const auto& one : history.changes) {
    table.add({to_string(one.on),
               context.say("match-change." + std::string(payments::to_word(one.kind))), one.person,
               match_text(context, one.before), match_text(context, one.after), one.reason});
  }
  table.print(context.out());
}

Result<Exit> history(Context& context, const ReviewOptions& options) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::read));
  const auto found = LEDGER_TRY(ReviewService(book->payments()).history(options.entry));
  if (!context.options().json) {
    print_history(context, found);
    return Exit::done;
  }
  context.print(views::history_view(found));
  return Exit::done;
}

}  // namespace

void add_reconcile_reviews(CLI::App& reconcile, Context& context, Runner& runner) {
  const auto options = std::make_shared<ReviewOptions>();
  const auto verb = [&](const std::string& name,
                        Result<Exit> (*work)(Context&, const ReviewOptions&)) -> CLI::App& {
    auto& added = add_command(reconcile, context, name, "cli.help.reconcile." + name);
    runner.on(added, [options, work](Context& c) { return work(c, *options); });
    return added;
  };
  const auto entry = context.say("cli.option.bank-entry");
  auto& list = verb("suggestions", suggestions);
  list.add_option("--project", options->project, context.say("cli.option.project"))->required();
  auto& confirming = verb("confirm", confirm);
  confirming.add_option("entry", options->entry, entry)->required();
  confirming.add_option("target", options->target, context.say("cli.option.target"))->required();
  auto& taking_back = verb("unmatch", unmatch);
  taking_back.add_option("entry", options->entry, entry)->required();
  taking_back.add_option("--reason", options->reason, context.say("cli.option.why"))->required();
  verb("history", history).add_option("entry", options->entry, entry)->required();
}

}  // namespace anxin::cli
