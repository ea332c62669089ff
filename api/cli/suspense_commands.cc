// suspense propose / approve / withdraw / show / list; wage-account restitution pay / list
#include "api/cli/suspense_commands.h"

#include <CLI/CLI.hpp>
#include <ostream>

#include "api/cli/book_step.h"
#include "api/cli/open_book.h"
#include "api/cli/table.h"
#include "api/cli/views.h"
#include "api/views/reconcile.h"
#include "api/views/suspense.h"
#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/service/suspense_service.h"

namespace anxin::cli {
namespace {

using payments::SuspensePaper;
using payments::SuspenseService;
using payments::SuspenseView;

struct SuspenseOptions {
  std::string id;  ///< of a contract, an entry of a statement, a line, or a paper
  std::string way;
  std::string document;
  std::vector<std::string> lines;
  std::string party;
  std::string with;
  std::string of;
  std::string from = "owner";
  std::string amount;
};

constexpr const char* kWays =
    "labour-cost | returned-wage | sent-back | restitution | overpaid-returned | was-wage | "
    "put-right | owed-back | paid-again | booked-already | over-accrued | overpaid-deducted";

// ---- steps --------------------------------------------------------------------------------------

// An entry of a statement has its contract and account before it; a line has not.
bool is_entry(const std::string& item) { return item.find('/') != std::string::npos; }

Result<Exit> propose(Context& context, const SuspenseOptions& options) {
  const auto way = payments::find_suspense_way(options.way);
  if (!way) return fail(kUsageWord, {{"text", options.way}, {"known", kWays}});
  payments::SuspenseRequest request;
  request.way = *way;
  request.document = options.document;
  request.lines = options.lines;
  if (is_entry(options.id)) {
    request.entry = options.id;
  } else {
    request.lines.insert(request.lines.begin(), options.id);
  }
  request.party = options.party;
  request.other = options.with;
  request.reference = options.of;
  request.source = options.from == "contractor" ? payments::FundingSource::contractor
                                                : payments::FundingSource::owner;
  const auto amount = LEDGER_TRY(parse_amount_if(options.amount));
  request.amount = amount.value_or(Money());
  return book_step<SuspenseService>(context, "cli.suspense.proposed", [&](auto& service) {
    return service.propose(context.caller(), request);
  });
}

Result<Exit> approve(Context& context, const SuspenseOptions& options) {
  return book_step<SuspenseService>(context, "cli.suspense.approved", [&](auto& service) {
    return service.approve(context.caller(), options.id);
  });
}

Result<Exit> withdraw(Context& context, const SuspenseOptions& options) {
  return book_step<SuspenseService>(context, "cli.suspense.withdrawn", [&](auto& service) {
    return service.withdraw(context.caller(), options.id);
  });
}

Result<Exit> restitution_pay(Context& context, const SuspenseOptions& options) {
  payments::SuspenseRequest request;
  request.way = payments::SuspenseWay::restitution;
  request.contract = options.id;
  request.party = options.party;
  request.amount = LEDGER_TRY(parse_amount_option(options.amount));
  request.reference = options.of;
  request.document = options.document;
  return book_step<SuspenseService>(context, "cli.suspense.restitution", [&](auto& service) {
    return service.propose(context.caller(), request);
  });
}

// ---- looking ------------------------------------------------------------------------------------

void print_items(Context& context, const SuspenseView& view) {
  Table table({{context.say("cli.col.item")},
               {context.say("cli.col.date")},
               {context.say("cli.col.direction")},
               {context.say("cli.col.amount"), Align::right},
               {context.say("cli.col.age-days"), Align::right},
               {context.say("cli.col.paper")}});
  for (const auto& item : view.items) {
    table.add({item.entry.id, to_string(item.entry.booked),
               context.say("direction." + views::direction_word(item.entry)),
               to_grouped_string(item.entry.amount), std::to_string(item.age_days), item.paper});
  }
  table.print(context.out());
}

void print_papers(Context& context, const std::vector<SuspensePaper>& papers) {
  if (papers.empty()) return;
  Table table({{context.say("cli.col.paper")},
               {context.say("cli.col.way")},
               {context.say("cli.col.item")},
               {context.say("cli.col.amount"), Align::right},
               {context.say("cli.col.document")},
               {context.say("cli.col.state")}});
  for (const auto& paper : papers) {
    table.add({paper.id, context.say("suspense-way." + std::string(payments::to_word(paper.way))),
               paper.entry.empty() && !paper.lines.empty() ? paper.lines.front() : paper.entry,
               to_grouped_string(paper.amount), paper.document,
               context.say("paper." + std::string(payments::to_word(paper.state)))});
  }
  table.print(context.out());
}

void print_detail(Context& context, std::string_view sentence, const std::string& value) {
  if (!value.empty()) context.out() << context.say(sentence, {{"value", value}}) << '\n';
}

// What a table has no room for: the second person sees all that the paper says.
void print_details(Context& context, const SuspensePaper& paper) {
  const auto source = views::source_word(paper);
  print_detail(context, "cli.suspense.party", paper.party);
  print_detail(context, "cli.suspense.lines", join(paper.lines, ", "));
  print_detail(context, "cli.suspense.source",
               source.empty() ? "" : context.say("funding-source." + source));
  print_detail(context, "cli.suspense.with", paper.other);
  print_detail(context, "cli.suspense.of", paper.reference);
  context.out() << context.say("cli.suspense.proposer",
                               {{"person", paper.proposer}, {"on", to_string(paper.proposed_on)}})
                << '\n';
}

void print_debts(Context& context, const std::vector<payments::SuspenseDebt>& debts,
                 std::string_view sentence) {
  for (const auto& debt : debts) {
    context.out() << context.say(sentence, {{"debtor", debt.debtor},
                                            {"amount", to_grouped_string(debt.amount)}})
                  << '\n';
  }
}

Result<Exit> show(Context& context, const SuspenseOptions& options) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::read));
  const auto view = LEDGER_TRY(SuspenseService(book->payments()).show(options.id));
  if (context.options().json) {
    context.print(views::suspense_paper_view(view));
    return Exit::done;
  }
  print_papers(context, {view.paper});
  print_details(context, view.paper);
  for (const auto& entry : {view.entry, view.other}) {
    if (!entry) continue;
    context.out() << context.say("cli.suspense.entry",
                                 {{"item", entry->id},
                                  {"booked", to_string(entry->booked)},
                                  {"reference", entry->reference},
                                  {"amount", to_grouped_string(entry->amount)}})
                  << '\n';
  }
  return Exit::done;
}

Result<Exit> list(Context& context, const SuspenseOptions& options) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::read));
  const auto view = LEDGER_TRY(SuspenseService(book->payments()).list(options.id));
  if (context.options().json) {
    context.print(views::suspense_view(view));
    return Exit::done;
  }
  context.out() << context.say("cli.suspense.sums", {{"contract", view.contract},
                                                     {"count", std::to_string(view.items.size())},
                                                     {"credits", to_grouped_string(view.credits)},
                                                     {"debits", to_grouped_string(view.debits)}})
                << '\n';
  if (!view.items.empty()) print_items(context, view);
  print_debts(context, view.restitution, "cli.suspense.restitution-owed");
  print_debts(context, view.overpaid, "cli.suspense.overpaid");
  print_papers(context, view.papers);
  return Exit::done;
}

Result<Exit> restitution_list(Context& context, const SuspenseOptions& options) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::read));
  auto view = LEDGER_TRY(SuspenseService(book->payments()).list(options.id));
  views::keep_restitution(view);
  if (context.options().json) {
    context.print(views::restitution_view(view));
    return Exit::done;
  }
  if (view.restitution.empty()) {
    context.out() << context.say("cli.suspense.nothing-owed", {{"contract", view.contract}})
                  << '\n';
  }
  print_debts(context, view.restitution, "cli.suspense.restitution-owed");
  print_papers(context, view.papers);
  return Exit::done;
}

// ---- the command line ---------------------------------------------------------------------------

class SuspenseVerbs {
 public:
  SuspenseVerbs(CLI::App& noun, std::string help, Context& context, Runner& runner)
      : noun_(noun), help_(std::move(help)), context_(context), runner_(runner) {
    noun_.require_subcommand(1);
  }

  void add_papers() {
    auto& proposed = verb("propose", propose);
    needed(proposed, "item", options_->id, "cli.option.suspense-item");
    proposed.add_option("--as", options_->way, kWays)->required();
    document(proposed);
    proposed.add_option("--lines", options_->lines, context_.say("cli.option.suspense-lines"))
        ->delimiter(',');
    optional(proposed, "--party", options_->party, "cli.option.suspense-party");
    optional(proposed, "--with", options_->with, "cli.option.suspense-with");
    optional(proposed, "--of", options_->of, "cli.option.suspense-of");
    proposed.add_option("--from", options_->from, context_.say("cli.option.suspense-from"))
        ->check(CLI::IsMember({"owner", "contractor"}));
    optional(proposed, "--amount", options_->amount, "cli.option.amount");
    needed(verb("approve", approve), "paper", options_->id, "cli.option.paper-id");
    needed(verb("withdraw", withdraw), "paper", options_->id, "cli.option.paper-id");
    needed(verb("show", show), "paper", options_->id, "cli.option.paper-id");
    needed(verb("list", list), "contract", options_->id, "cli.option.contract");
  }

  void add_restitution() {
    auto& paid = verb("pay", restitution_pay);
    needed(paid, "contract", options_->id, "cli.option.contract");
    needed(paid, "--debtor", options_->party, "cli.option.restitution-debtor");
    needed(paid, "--amount", options_->amount, "cli.option.amount");
    needed(paid, "--reference", options_->of, "cli.option.restitution-reference");
    document(paid);
    needed(verb("list", restitution_list), "contract", options_->id, "cli.option.contract");
  }

 private:
  using Work = Result<Exit> (*)(Context&, const SuspenseOptions&);

  CLI::App& verb(const std::string& name, Work work) {
    auto& added = add_command(noun_, context_, name, help_ + "." + name);
    runner_.on(added, [options = options_, work](Context& c) { return work(c, *options); });
    return added;
  }
  void needed(CLI::App& added, const char* name, std::string& into, const char* help) {
    added.add_option(name, into, context_.say(help))->required();
  }
  void optional(CLI::App& added, const char* name, std::string& into, const char* help) {
    added.add_option(name, into, context_.say(help));
  }
  void document(CLI::App& added) {
    needed(added, "--document", options_->document, "cli.option.account-document");
  }

  CLI::App& noun_;
  std::string help_;
  Context& context_;
  Runner& runner_;
  std::shared_ptr<SuspenseOptions> options_ = std::make_shared<SuspenseOptions>();
};

}  // namespace

void add_suspense_commands(CLI::App& root, Context& context, Runner& runner) {
  const std::string help = "cli.help.suspense";
  SuspenseVerbs(add_command(root, context, "suspense", help), help, context, runner).add_papers();
}

void add_restitution(CLI::App& wage_account, Context& context, Runner& runner) {
  const std::string help = "cli.help.restitution";
  auto& noun = add_command(wage_account, context, "restitution", help);
  SuspenseVerbs(noun, help, context, runner).add_restitution();
}

}  // namespace anxin::cli
