// payroll outside / notary / payee / accept / withdraw-paper
#include <CLI/CLI.hpp>
#include <algorithm>
#include <ostream>

#include "api/cli/commands.h"
#include "api/cli/open_book.h"
#include "api/cli/views.h"
#include "payments/service/wage_paper_service.h"

namespace anxin::cli {
namespace {

using payments::PaidHow;
using payments::WagePaperService;

struct WagePaperOptions {
  std::vector<std::string> lines;
  std::string id;  ///< of a line or a paper
  std::string on;
  std::string document;
  std::string channel;
  std::string confirmation;
  std::string office;
  std::string kind = "heir";
  std::string name;
  std::string account;
  std::string bank_no;
};

Result<Exit> propose(Context& context, const payments::PaidOutsideRequest& request) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::write));
  WagePaperService service(book->payments());
  const auto receipt = LEDGER_TRY(service.propose(context.caller(), request));
  print_receipt(context, receipt, "cli.wage-paper.proposed");
  return Exit::done;
}

Result<Exit> outside(Context& context, const WagePaperOptions& options) {
  payments::PaidOutsideRequest request;
  request.how = PaidHow::cash;
  request.lines = options.lines;
  request.on = LEDGER_TRY(parse_date_option(options.on));
  request.document = options.document;
  const auto channel = payments::find_channel(options.channel);
  if (!channel) {
    return fail(kUsageWord, {{"text", options.channel}, {"known", "hotline, platform, in-person"}});
  }
  request.channel = *channel;
  request.confirmation = options.confirmation;
  return propose(context, request);
}

Result<Exit> notary(Context& context, const WagePaperOptions& options) {
  payments::PaidOutsideRequest request;
  request.how = PaidHow::notary;
  request.lines = options.lines;
  request.on = LEDGER_TRY(parse_date_option(options.on));
  request.document = options.document;
  request.office = options.office;
  return propose(context, request);
}

Result<Exit> payee(Context& context, const WagePaperOptions& options) {
  const auto kind = payments::find_payee_kind(options.kind);
  if (!kind) return fail(kUsageWord, {{"text", options.kind}, {"known", "heir, guardian"}});
  const payments::PayeeRequest request{
      options.id, *kind, {options.name, options.account, options.bank_no}, options.document};
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::write));
  WagePaperService service(book->payments());
  const auto receipt = LEDGER_TRY(service.propose_payee(context.caller(), request));
  print_receipt(context, receipt, "cli.wage-paper.payee");
  return Exit::done;
}

Result<Exit> accept(Context& context, const WagePaperOptions& options) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::write));
  WagePaperService service(book->payments());
  const auto receipt = LEDGER_TRY(service.approve(context.caller(), options.id));
  print_receipt(context, receipt, "cli.wage-paper.accepted");
  const auto stays_parked = [](const Field& field) {
    return field.name == "parked_for" && !field.value.empty();
  };
  const auto& answer = receipt.answer;
  if (!context.options().json && std::any_of(answer.begin(), answer.end(), stays_parked)) {
    context.out() << "  " << context.say("cli.wage-paper.still-parked", answer) << '\n';
  }
  return Exit::done;
}

Result<Exit> withdraw(Context& context, const WagePaperOptions& options) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::write));
  WagePaperService service(book->payments());
  const auto receipt = LEDGER_TRY(service.withdraw(context.caller(), options.id));
  print_receipt(context, receipt, "cli.wage-paper.withdrawn");
  return Exit::done;
}

class WagePaperVerbs {
 public:
  WagePaperVerbs(CLI::App& noun, Context& context, Runner& runner)
      : noun_(noun), context_(context), runner_(runner) {}

  void add_all() {
    auto& cash = verb("outside", outside);
    paid_options(cash);
    needed(cash, "--channel", options_->channel, "hotline | platform | in-person");
    needed(cash, "--confirmation", options_->confirmation, context_.say("cli.option.confirmation"));

    auto& deposited = verb("notary", notary);
    paid_options(deposited);
    needed(deposited, "--office", options_->office, context_.say("cli.option.office"));

    auto& named = verb("payee", payee);
    needed(named, "line", options_->id, context_.say("cli.option.one-line"));
    named.add_option("--kind", options_->kind, "heir | guardian");
    needed(named, "--name", options_->name, context_.say("cli.option.payee-name"));
    needed(named, "--account", options_->account, context_.say("cli.option.payee-account"));
    named.add_option("--bank-no", options_->bank_no, context_.say("cli.option.payee-bank-no"));
    needed(named, "--document", options_->document, context_.say("cli.option.document-number"));

    needed(verb("accept", accept), "paper", options_->id, context_.say("cli.option.paper-id"));
    needed(verb("withdraw-paper", withdraw), "paper", options_->id,
           context_.say("cli.option.paper-id"));
  }

 private:
  using Work = Result<Exit> (*)(Context&, const WagePaperOptions&);

  CLI::App& verb(const std::string& name, Work work) {
    auto& added = add_command(noun_, context_, name, "cli.help.payroll." + name);
    runner_.on(added, [options = options_, work](Context& c) { return work(c, *options); });
    return added;
  }
  static void needed(CLI::App& added, const char* name, std::string& into,
                     const std::string& help) {
    added.add_option(name, into, help)->required();
  }
  void paid_options(CLI::App& added) {
    added.add_option("lines", options_->lines, context_.say("cli.option.lines"))
        ->required()
        ->delimiter(',');
    needed(added, "--document", options_->document, context_.say("cli.option.document-number"));
    needed(added, "--on", options_->on, context_.say("cli.option.paid-on"));
  }

  CLI::App& noun_;
  Context& context_;
  Runner& runner_;
  std::shared_ptr<WagePaperOptions> options_ = std::make_shared<WagePaperOptions>();
};

}  // namespace

void add_payroll_papers(CLI::App& payroll, Context& context, Runner& runner) {
  WagePaperVerbs(payroll, context, runner).add_all();
}

}  // namespace anxin::cli
