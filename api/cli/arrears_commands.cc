// arrears establish / reduce / approve / withdraw / show / list
#include <CLI/CLI.hpp>
#include <algorithm>
#include <ostream>

#include "api/cli/commands.h"
#include "api/cli/open_book.h"
#include "api/cli/table.h"
#include "api/cli/views.h"
#include "api/views/arrears.h"
#include "ledger/base/amount.h"
#include "payments/service/arrears_service.h"

namespace anxin::cli {
namespace {

using payments::ArrearsPaper;
using payments::ArrearsService;
using payments::Reduction;

struct ArrearsOptions {
  std::string id;  ///< of a contract, a line or a paper
  std::string file;
  std::string kind;
  std::string document;
  std::string on;
  std::string employer;
  std::string amount;
  bool in_addition = false;
  bool remitted_stays = false;
};

// The value that a word of --kind stands for.
template <class Kind>
Result<Kind> kind_of(const std::optional<Kind>& found, const std::string& text,
                     std::string_view known) {
  if (found) return *found;
  return fail(kUsageWord, {{"text", text}, {"known", std::string(known)}});
}

// ---- steps --------------------------------------------------------------------------------------

Result<payments::EstablishRequest> establish_request(Context& context,
                                                     const ArrearsOptions& options) {
  payments::EstablishRequest request;
  request.contract = options.id;
  request.kind = LEDGER_TRY(kind_of(payments::find_arrears_kind(options.kind), options.kind,
                                    "decision, mediation, judgment, admission"));
  request.document = options.document;
  request.on = LEDGER_TRY(parse_date_option(options.on));
  request.employer = options.employer;
  if (options.in_addition) request.amount_is = payments::AmountIs::in_addition;
  request.bytes = LEDGER_TRY(read_file(context, options.file));
  return request;
}

Result<Exit> establish(Context& context, const ArrearsOptions& options) {
  const auto request = LEDGER_TRY(establish_request(context, options));
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::write));
  ArrearsService service(book->payments());
  const auto receipt = service.establish(context.caller(), request);
  if (!receipt) {
    if (receipt.error().reason != payments::kArrearsRefused) {
      return tl::make_unexpected(receipt.error());
    }
    const auto checked = service.check(request);
    return context.refuse(receipt.error(), checked ? checked->findings : payments::Findings{});
  }
  print_receipt(context, *receipt, "cli.arrears.established");
  return Exit::done;
}

// A reduction, and what was withheld from the wage where it goes too.
void print_reduction(Context& context, const ledger::Receipt& receipt, std::string_view key) {
  print_receipt(context, receipt, key);
  const auto is_undone = [](const Field& field) {
    return field.name == "deductions" && field.value != to_string(Money());
  };
  const auto& answer = receipt.answer;
  if (context.options().json || std::none_of(answer.begin(), answer.end(), is_undone)) return;
  context.out() << "  " << context.say("cli.arrears.deductions", answer) << '\n';
}

Result<Exit> reduce(Context& context, const ArrearsOptions& options) {
  payments::ReduceRequest request;
  request.line = options.id;
  request.amount = LEDGER_TRY(parse_amount_option(options.amount));
  request.kind = LEDGER_TRY(kind_of(payments::find_reduction_kind(options.kind), options.kind,
                                    "decision, worker-confirmed, mistake"));
  request.document = options.document;
  if (options.remitted_stays) request.remitted = payments::RemittedIs::kept;
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::write));
  ArrearsService service(book->payments());
  const auto receipt = LEDGER_TRY(service.reduce(context.caller(), request));
  print_reduction(context, receipt, "cli.arrears.reduced");
  return Exit::done;
}

Result<Exit> approve(Context& context, const ArrearsOptions& options) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::write));
  ArrearsService service(book->payments());
  const auto receipt = LEDGER_TRY(service.approve(context.caller(), options.id));
  print_reduction(context, receipt, "cli.arrears.approved");
  return Exit::done;
}

Result<Exit> withdraw(Context& context, const ArrearsOptions& options) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::write));
  ArrearsService service(book->payments());
  const auto receipt = LEDGER_TRY(service.withdraw(context.caller(), options.id));
  print_receipt(context, receipt, "cli.arrears.withdrawn");
  return Exit::done;
}

// ---- looking ------------------------------------------------------------------------------------

struct PaperRow {
  const Context& context;
  std::vector<std::string> operator()(const ArrearsPaper& paper) const {
    return {paper.id,
            context.say("arrears.kind." + std::string(payments::to_word(paper.kind))),
            paper.document,
            std::to_string(paper.items.size()),
            to_grouped_string(paper.sum),
            context.say("paper." + std::string(payments::to_word(paper.state)))};
  }
  std::vector<std::string> operator()(const Reduction& less) const {
    return {less.id,
            context.say("reduction.kind." + std::string(payments::to_word(less.kind))),
            less.document,
            less.line,
            "-" + to_grouped_string(less.amount),
            context.say("paper." + std::string(payments::to_word(less.state)))};
  }
};

void print_papers(Context& context, const std::vector<payments::ArrearsView>& papers) {
  Table table({{context.say("cli.col.number")},
               {context.say("cli.col.kind")},
               {context.say("cli.col.document")},
               {context.say("cli.col.lines"), Align::right},
               {context.say("cli.col.amount"), Align::right},
               {context.say("cli.col.state")}});
  for (const auto& paper : papers) table.add(std::visit(PaperRow{context}, paper));
  if (!table.empty()) table.print(context.out());
}

void print_items(Context& context, const ArrearsPaper& paper) {
  Table table({{context.say("cli.col.line")},
               {context.say("cli.col.worker")},
               {context.say("cli.col.month")},
               {context.say("cli.col.amount"), Align::right}});
  for (const auto& item : paper.items) {
    const auto month = to_string(item.first);
    table.add({item.line, item.worker,
               item.first == item.last ? month : month + "~" + to_string(item.last),
               to_grouped_string(item.amount)});
  }
  table.print(context.out());
}

Result<Exit> show(Context& context, const ArrearsOptions& options) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::read));
  const auto paper = LEDGER_TRY(ArrearsService(book->payments()).show(options.id));
  if (context.options().json) {
    context.print(views::arrears_paper_view(paper));
    return Exit::done;
  }
  print_papers(context, {paper});
  if (const auto* table = std::get_if<ArrearsPaper>(&paper)) print_items(context, *table);
  return Exit::done;
}

Result<Exit> list(Context& context, const ArrearsOptions& options) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::read));
  const auto papers = LEDGER_TRY(ArrearsService(book->payments()).list(options.id));
  if (!context.options().json) {
    print_papers(context, papers);
    return Exit::done;
  }
  context.print(views::arrears_papers_view(papers));
  return Exit::done;
}

// ---- the command line ---------------------------------------------------------------------------

class ArrearsVerbs {
 public:
  ArrearsVerbs(CLI::App& root, Context& context, Runner& runner)
      : noun_(add_command(root, context, "arrears", "cli.help.arrears")),
        context_(context),
        runner_(runner) {
    noun_.require_subcommand(1);
  }

  void add_all() {
    auto& established = verb("establish", establish);
    id_option(established, "contract", "cli.option.contract");
    established.add_option("file", options_->file, context_.say("cli.option.arrears-file"))
        ->required();
    paper_options(established, "decision | mediation | judgment | admission");
    established.add_option("--on", options_->on, context_.say("cli.option.document-date"))
        ->required();
    established.add_option("--employer", options_->employer,
                           context_.say("cli.option.arrears-employer"));
    established.add_flag("--in-addition", options_->in_addition,
                         context_.say("cli.option.in-addition"));

    auto& reduced = verb("reduce", reduce);
    id_option(reduced, "line", "cli.option.one-line");
    reduced.add_option("--amount", options_->amount, context_.say("cli.option.amount"))->required();
    paper_options(reduced, "decision | worker-confirmed | mistake");
    reduced.add_flag("--remitted-stays", options_->remitted_stays,
                     context_.say("cli.option.remitted-stays"));

    id_option(verb("approve", approve), "paper", "cli.option.paper-id");
    id_option(verb("withdraw", withdraw), "paper", "cli.option.paper-id");
    id_option(verb("show", show), "paper", "cli.option.paper-id");
    id_option(verb("list", list), "contract", "cli.option.contract");
  }

  CLI::App& noun() { return noun_; }

 private:
  using Work = Result<Exit> (*)(Context&, const ArrearsOptions&);

  CLI::App& verb(const std::string& name, Work work) {
    auto& added = add_command(noun_, context_, name, "cli.help.arrears." + name);
    runner_.on(added, [options = options_, work](Context& c) { return work(c, *options); });
    return added;
  }
  void id_option(CLI::App& added, const std::string& name, const std::string& help) {
    added.add_option(name, options_->id, context_.say(help))->required();
  }
  void paper_options(CLI::App& added, const std::string& kinds) {
    added.add_option("--kind", options_->kind, kinds)->required();
    added.add_option("--document", options_->document, context_.say("cli.option.document-number"))
        ->required();
  }

  CLI::App& noun_;
  Context& context_;
  Runner& runner_;
  std::shared_ptr<ArrearsOptions> options_ = std::make_shared<ArrearsOptions>();
};

}  // namespace

void add_arrears_commands(CLI::App& root, Context& context, Runner& runner) {
  ArrearsVerbs verbs(root, context, runner);
  verbs.add_all();
  add_suspected(verbs.noun(), context, runner);
}

}  // namespace anxin::cli
