// fund open / appropriate / interest / recover / give-back / write-off / approve / withdraw / show
// / list
#include <CLI/CLI.hpp>
#include <ostream>

#include "api/cli/commands.h"
#include "api/cli/open_book.h"
#include "api/cli/rule_views.h"
#include "api/cli/table.h"
#include "api/cli/views.h"
#include "api/views/fund.h"
#include "ledger/base/amount.h"
#include "payments/service/emergency_fund_service.h"

namespace anxin::cli {
namespace {

using payments::EmergencyFundService;
using payments::FundMovementKind;
using payments::FundView;

struct FundBookOptions {
  std::string id;
  std::string region;
  std::string name;
  std::string debtor;
  std::string amount;
  std::string on;
  std::string document;
};

Result<std::optional<Date>> date_of(const FundBookOptions& options) {
  if (options.on.empty()) return std::nullopt;
  return LEDGER_TRY(parse_date_option(options.on));
}

Result<Exit> open(Context& context, const FundBookOptions& options) {
  const auto on = LEDGER_TRY(date_of(options));
  const auto region = LEDGER_TRY(parse_region_option(options.region));
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::write));
  EmergencyFundService service(book->payments());
  const auto receipt =
      LEDGER_TRY(service.open(context.caller(), {options.id, region.text(), options.name, on}));
  print_receipt(context, receipt,
                context.options().dry_run ? "cli.fund.would-open" : "cli.fund.opened");
  return Exit::done;
}

// A trial has booked nothing, and must not read as if it had.
const char* booked_key(const Context& context) {
  return context.options().dry_run ? "cli.fund.would-book" : "cli.fund.booked";
}

const char* proposed_key(const Context& context) {
  return context.options().dry_run ? "cli.fund.would-propose" : "cli.fund.proposed";
}

Result<Exit> move(Context& context, const FundBookOptions& options, FundMovementKind kind) {
  payments::FundMovementRequest request{options.id, kind, options.debtor, {}, {}, options.document};
  request.amount = LEDGER_TRY(parse_amount_option(options.amount));
  request.on = LEDGER_TRY(date_of(options));
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::write));
  EmergencyFundService service(book->payments());
  const auto receipt = LEDGER_TRY(service.move(context.caller(), request));
  print_receipt(context, receipt,
                payments::needs_approval(kind) ? proposed_key(context) : booked_key(context));
  return Exit::done;
}

Result<Exit> approve(Context& context, const FundBookOptions& options) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::write));
  EmergencyFundService service(book->payments());
  const auto receipt = LEDGER_TRY(service.approve(context.caller(), options.id));
  print_receipt(context, receipt, booked_key(context));
  return Exit::done;
}

Result<Exit> withdraw(Context& context, const FundBookOptions& options) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::write));
  EmergencyFundService service(book->payments());
  const auto receipt = LEDGER_TRY(service.withdraw(context.caller(), options.id));
  print_receipt(context, receipt,
                context.options().dry_run ? "cli.fund.would-withdraw" : "cli.fund.withdrawn");
  return Exit::done;
}

// ---- looking ------------------------------------------------------------------------------------

void print_movements(Context& context, const FundView& view) {
  Table table({{context.say("cli.col.number")},
               {context.say("cli.col.date")},
               {context.say("cli.col.kind")},
               {context.say("cli.col.debtor")},
               {context.say("cli.col.amount"), Align::right},
               {context.say("cli.col.document")},
               {context.say("cli.col.booked-on")},
               {context.say("cli.col.state")}});
  for (const auto& movement : view.movements) {
    table.add({movement.id, to_string(movement.on),
               context.say("fund." + std::string(to_word(movement.kind))), movement.debtor,
               to_grouped_string(movement.amount), movement.document, views::booked_on(movement),
               context.say("fund." + std::string(payments::to_word(movement.state)))});
  }
  if (!table.empty()) table.print(context.out());
}

Fields sums(const FundView& view) {
  return {{"fund", view.fund.id},
          {"name", view.fund.name},
          {"held", to_grouped_string(view.held)},
          {"receivable", to_grouped_string(view.receivable)},
          {"capital", to_grouped_string(view.capital)}};
}

Result<Exit> show(Context& context, const FundBookOptions& options) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::read));
  const auto view = LEDGER_TRY(EmergencyFundService(book->payments()).show(options.id));
  if (context.options().json) {
    context.print(views::fund_view(view));
    return Exit::done;
  }
  context.out() << context.say("cli.fund.sums", sums(view)) << '\n';
  for (const auto& debtor : view.debtors) {
    context.out() << "  "
                  << context.say("cli.fund.owes", {{"party", debtor.party},
                                                   {"owed", to_grouped_string(debtor.owed)}})
                  << '\n';
  }
  print_movements(context, view);
  return Exit::done;
}

Result<Exit> list(Context& context, const FundBookOptions&) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::read));
  const auto views = LEDGER_TRY(EmergencyFundService(book->payments()).list());
  if (context.options().json) {
    context.print(views::funds_view(views));
    return Exit::done;
  }
  if (views.empty()) context.out() << context.say("cli.fund.none") << '\n';
  for (const auto& view : views) context.out() << context.say("cli.fund.sums", sums(view)) << '\n';
  return Exit::done;
}

// ---- the command line ---------------------------------------------------------------------------

struct MoveVerb {
  const char* name;
  FundMovementKind kind;
};
constexpr MoveVerb kMoveVerbs[] = {
    {"appropriate", FundMovementKind::appropriated}, {"interest", FundMovementKind::interest},
    {"recover", FundMovementKind::recovered},        {"give-back", FundMovementKind::given_back},
    {"write-off", FundMovementKind::written_off},    {"relief", FundMovementKind::relief}};

class FundVerbs {
 public:
  FundVerbs(CLI::App& noun, Context& context, Runner& runner)
      : noun_(noun), context_(context), runner_(runner) {}

  void add_all() {
    auto& opened = verb("open", open);
    opened.add_option("fund", options_->id, context_.say("cli.option.fund"))->required();
    opened.add_option("--region", options_->region, context_.say("cli.option.region"))->required();
    opened.add_option("--name", options_->name, context_.say("cli.option.fund-name"))->required();
    opened.add_option("--on", options_->on, context_.say("cli.option.on-today"));
    for (const auto& [name, kind] : kMoveVerbs) add_move(name, kind);
    for (auto* decided : {&verb("approve", approve), &verb("withdraw", withdraw)}) {
      decided->add_option("movement", options_->id, context_.say("cli.option.movement"))
          ->required();
    }
    verb("show", show)
        .add_option("fund", options_->id, context_.say("cli.option.fund"))
        ->required();
    verb("list", list);
  }

 private:
  using Verb = Result<Exit> (*)(Context&, const FundBookOptions&);

  CLI::App& verb(const std::string& name, Verb work) {
    auto& added = add_command(noun_, context_, name, "cli.help.fund." + name);
    runner_.on(added, [options = options_, work](Context& c) { return work(c, *options); });
    return added;
  }

  void add_move(const std::string& name, FundMovementKind kind) {
    auto& added = add_command(noun_, context_, name, "cli.help.fund." + name);
    runner_.on(added, [options = options_, kind](Context& c) { return move(c, *options, kind); });
    added.add_option("fund", options_->id, context_.say("cli.option.fund"))->required();
    added.add_option("--amount", options_->amount, context_.say("cli.option.amount"))->required();
    added.add_option("--document", options_->document, context_.say("cli.option.document"))
        ->required();
    added.add_option("--on", options_->on, context_.say("cli.option.document-on"));
    if (!payments::has_debtor(kind)) return;
    added.add_option("--debtor", options_->debtor, context_.say("cli.option.debtor"))->required();
  }

  CLI::App& noun_;
  Context& context_;
  Runner& runner_;
  std::shared_ptr<FundBookOptions> options_ = std::make_shared<FundBookOptions>();
};

}  // namespace

void add_fund_commands(CLI::App& root, Context& context, Runner& runner) {
  auto& noun = add_command(root, context, "fund", "cli.help.fund");
  noun.require_subcommand(1);
  add_fund_quote(noun, context, runner);
  add_fund_advance(noun, context, runner);
  FundVerbs(noun, context, runner).add_all();
}

}  // namespace anxin::cli
