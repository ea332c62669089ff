// wage-account start / file / non-funding / report / top-up / amend / move / agree / succeeded /
// bar / unbar / close-apply / close-confirm / close / duties / list; restitution is in
// suspense_commands.cc
#include <CLI/CLI.hpp>

#include "api/cli/book_step.h"
#include "api/cli/commands.h"
#include "api/cli/open_book.h"
#include "api/cli/rule_views.h"
#include "api/cli/suspense_commands.h"
#include "api/cli/views.h"
#include "api/cli/wage_account_views.h"
#include "ledger/base/text.h"

namespace anxin::cli {
namespace {

using payments::WageAccountService;

struct WageAccountOptions {
  std::string id;  ///< of a contract, a proposal, a bar or a closing
  std::string account;
  std::string on;
  std::string document;
  std::string month;
  std::string amount;
  std::string reason;
  std::string monthly;
  std::string share;
  std::string to;
  std::string by;
  std::string kind = "case";
  std::string completed_on;
  std::string public_from;
  std::string promise;
  std::optional<std::string> refused_for;
  std::string region;
};

// The same for a closing: what stands in its way is told all at once.
template <class Work, class Bars>
Result<Exit> close_step(Context& context, std::string_view sentence, Work work, Bars bars) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::write));
  WageAccountService service(book->payments());
  const auto receipt = work(service);
  if (!receipt && receipt.error().reason == payments::kClosingBarred) {
    return context.refuse(receipt.error(), bars(service).value_or(payments::Findings{}));
  }
  if (!receipt) return tl::make_unexpected(receipt.error());
  print_receipt(context, *receipt, sentence);
  return Exit::done;
}

Result<Exit> start(Context& context, const WageAccountOptions& options) {
  const payments::WorksStartRequest request{options.id, LEDGER_TRY(parse_date_option(options.on)),
                                            options.document};
  return book_step<WageAccountService>(context, "cli.wage-account.started", [&](auto& service) {
    return service.start_works(context.caller(), request);
  });
}

Result<Exit> file(Context& context, const WageAccountOptions& options) {
  const payments::FilingRequest request{
      options.id, options.account, LEDGER_TRY(parse_date_option(options.on)), options.document};
  return book_step<WageAccountService>(context, "cli.wage-account.filed", [&](auto& service) {
    return service.file(context.caller(), request);
  });
}

Result<Exit> non_funding(Context& context, const WageAccountOptions& options) {
  const auto month = LEDGER_TRY(parse_month_option(options.month));
  return book_step<WageAccountService>(context, "cli.wage-account.noticed", [&](auto& service) {
    return service.notice_non_funding(context.caller(), options.id, month);
  });
}

Result<Exit> report(Context& context, const WageAccountOptions& options) {
  const auto month = LEDGER_TRY(parse_month_option(options.month));
  return book_step<WageAccountService>(context, "cli.wage-account.reported", [&](auto& service) {
    return service.report_non_funding(context.caller(), options.id, month);
  });
}

Result<Exit> top_up(Context& context, const WageAccountOptions& options) {
  const payments::TopUpRequest request{options.id, LEDGER_TRY(parse_month_option(options.month)),
                                       LEDGER_TRY(parse_amount_option(options.amount)),
                                       options.reason};
  return book_step<WageAccountService>(context, "cli.wage-account.top-up", [&](auto& service) {
    return service.propose_top_up(context.caller(), request);
  });
}

Result<Exit> amend(Context& context, const WageAccountOptions& options) {
  const payments::LabourCostRequest request{
      options.id, LEDGER_TRY(parse_month_option(options.month)),
      LEDGER_TRY(parse_amount_if(options.monthly)), options.share, options.document};
  return book_step<WageAccountService>(context, "cli.wage-account.amended", [&](auto& service) {
    return service.propose_change(context.caller(), request);
  });
}

Result<Exit> move(Context& context, const WageAccountOptions& options) {
  const payments::AccountMoveRequest request{options.id, options.to, options.document};
  return book_step<WageAccountService>(context, "cli.wage-account.move", [&](auto& service) {
    return service.propose_move(context.caller(), request);
  });
}

Result<Exit> opening(Context& context, const WageAccountOptions& options) {
  const payments::AccountOpeningRequest request{
      options.id, options.account, LEDGER_TRY(parse_amount_option(options.amount)),
      LEDGER_TRY(parse_date_option(options.on)), options.document};
  return book_step<WageAccountService>(context, "cli.wage-account.opening", [&](auto& service) {
    return service.propose_opening(context.caller(), request);
  });
}

// To refuse is to say why: an empty --refuse agrees to nothing.
Result<payments::ProposalDecision> decision_of(const WageAccountOptions& options) {
  if (options.refused_for && trim(*options.refused_for).empty()) {
    return fail(kUsageEmpty, {{"option", "--refuse"}});
  }
  return payments::ProposalDecision{options.id, options.refused_for.value_or("")};
}

Result<Exit> agree(Context& context, const WageAccountOptions& options) {
  const auto decision = LEDGER_TRY(decision_of(options));
  const auto sentence =
      options.refused_for ? "cli.wage-account.refused" : "cli.wage-account.agreed";
  return book_step<WageAccountService>(
      context, sentence, [&](auto& service) { return service.decide(context.caller(), decision); });
}

Result<Exit> succeeded(Context& context, const WageAccountOptions& options) {
  return book_step<WageAccountService>(context, "cli.wage-account.succeeded", [&](auto& service) {
    return service.succeed(context.caller(), {options.id, options.by, options.document});
  });
}

Result<Exit> bar(Context& context, const WageAccountOptions& options) {
  const payments::BarRequest request{
      options.id, payments::find_bar_kind(options.kind).value_or(payments::BarKind::arrears_case),
      options.document};
  return book_step<WageAccountService>(context, "cli.wage-account.barred", [&](auto& service) {
    return service.bar(context.caller(), request);
  });
}

Result<Exit> unbar(Context& context, const WageAccountOptions& options) {
  return book_step<WageAccountService>(context, "cli.wage-account.unbarred", [&](auto& service) {
    return service.lift_bar(context.caller(), options.id, options.document);
  });
}

Result<Exit> close_apply(Context& context, const WageAccountOptions& options) {
  const payments::ClosingRequest request{
      options.id, LEDGER_TRY(parse_date_option(options.completed_on)),
      LEDGER_TRY(parse_date_option(options.public_from)), options.promise};
  return close_step(
      context, "cli.wage-account.close-applied",
      [&](auto& service) { return service.apply_closing(context.caller(), request); },
      [&](auto& service) { return service.bars(request.contract, request.public_from); });
}

Result<Exit> close_confirm(Context& context, const WageAccountOptions& options) {
  const auto decision = LEDGER_TRY(decision_of(options));
  const auto sentence =
      options.refused_for ? "cli.wage-account.close-refused" : "cli.wage-account.close-confirmed";
  return close_step(
      context, sentence,
      [&](auto& service) { return service.confirm_closing(context.caller(), decision); },
      [&](auto& service) { return service.bars_of(options.id); });
}

Result<Exit> close(Context& context, const WageAccountOptions& options) {
  return close_step(
      context, "cli.wage-account.closed",
      [&](auto& service) { return service.close(context.caller(), options.id); },
      [&](auto& service) { return service.bars_of(options.id); });
}

Result<std::optional<Date>> day_of(const WageAccountOptions& options) {
  if (options.on.empty()) return std::optional<Date>();
  return std::optional(LEDGER_TRY(parse_date_option(options.on)));
}

Result<Exit> duties(Context& context, const WageAccountOptions& options) {
  const auto on = LEDGER_TRY(day_of(options));
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::read));
  const WageAccountService service(book->payments());
  print_wage_account(context, LEDGER_TRY(service.show(options.id, on)),
                     on.value_or(book->payments().today()));
  return Exit::done;
}

Result<Exit> list(Context& context, const WageAccountOptions& options) {
  const auto on = LEDGER_TRY(day_of(options));
  payments::RegionCode region;
  if (!options.region.empty()) region = LEDGER_TRY(parse_region_option(options.region));
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::read));
  const WageAccountService service(book->payments());
  print_wage_accounts(context, LEDGER_TRY(service.list(region, on)),
                      on.value_or(book->payments().today()));
  return Exit::done;
}

// Adds the verbs; keeps one set of options, of which each verb reads its own.
class AccountVerbs {
 public:
  AccountVerbs(CLI::App& noun, Context& context, Runner& runner)
      : noun_(noun), context_(context), runner_(runner) {}

  void add_all() {
    add_paper_verbs();
    add_funding_verbs();
    add_closing_verbs();
    day_option(verb("duties", duties, "cli.option.project"));
    auto& list_verb = plain("list", list);
    list_verb.add_option("--region", options_->region, context_.say("cli.option.region"));
    day_option(list_verb);
  }

 private:
  using Work = Result<Exit> (*)(Context&, const WageAccountOptions&);

  void add_paper_verbs() {
    auto& start_verb = verb("start", start, "cli.option.project");
    required(start_verb, "--on", options_->on, "cli.option.on");
    document(start_verb);
    auto& file_verb = verb("file", file, "cli.option.project");
    required(file_verb, "--account", options_->account, "cli.option.wage-account");
    required(file_verb, "--on", options_->on, "cli.option.on");
    document(file_verb);
    auto& move_verb = verb("move", move, "cli.option.project");
    required(move_verb, "--to", options_->to, "cli.option.wage-account");
    document(move_verb);
    auto& opening_verb = verb("opening", opening, "cli.option.project");
    required(opening_verb, "--account", options_->account, "cli.option.wage-account");
    required(opening_verb, "--balance", options_->amount, "cli.option.amount");
    required(opening_verb, "--on", options_->on, "cli.option.opening-on");
    document(opening_verb);
    auto& succeeded_verb = verb("succeeded", succeeded, "cli.option.project");
    required(succeeded_verb, "--by", options_->by, "cli.option.successor");
    document(succeeded_verb);
  }

  void add_funding_verbs() {
    month(verb("non-funding", non_funding, "cli.option.project"));
    month(verb("report", report, "cli.option.project"));
    auto& top_up_verb = verb("top-up", top_up, "cli.option.project");
    required(top_up_verb, "--amount", options_->amount, "cli.option.amount");
    required(top_up_verb, "--reason", options_->reason, "cli.option.top-up-reason");
    month(top_up_verb);
    auto& amend_verb = verb("amend", amend, "cli.option.project");
    required(amend_verb, "--from-month", options_->month, "cli.option.month");
    amend_verb.add_option("--monthly", options_->monthly, context_.say("cli.option.monthly"));
    amend_verb.add_option("--share", options_->share, context_.say("cli.option.share"));
    document(amend_verb);
    refusal(verb("agree", agree, "cli.option.account-proposal"));
  }

  void add_closing_verbs() {
    auto& bar_verb = verb("bar", bar, "cli.option.project");
    bar_verb.add_option("--kind", options_->kind, context_.say("cli.option.bar-kind"))
        ->check(CLI::IsMember({"case", "arbitration"}));
    document(bar_verb);
    document(verb("unbar", unbar, "cli.option.bar"));
    auto& apply_verb = verb("close-apply", close_apply, "cli.option.project");
    required(apply_verb, "--completed-on", options_->completed_on, "cli.option.completed-on");
    required(apply_verb, "--public-from", options_->public_from, "cli.option.public-from");
    required(apply_verb, "--promise", options_->promise, "cli.option.promise");
    refusal(verb("close-confirm", close_confirm, "cli.option.closing"));
    (void)verb("close", close, "cli.option.closing");
  }

  CLI::App& plain(const std::string& name, Work work) {
    auto& added = add_command(noun_, context_, name, "cli.help.wage-account." + name);
    runner_.on(added, [options = options_, work](Context& c) { return work(c, *options); });
    return added;
  }
  CLI::App& verb(const std::string& name, Work work, const std::string& id_help) {
    auto& added = plain(name, work);
    added.add_option("id", options_->id, context_.say(id_help))->required();
    return added;
  }
  void required(CLI::App& added, const std::string& name, std::string& value,
                const std::string& help) {
    added.add_option(name, value, context_.say(help))->required();
  }
  void document(CLI::App& added) {
    required(added, "--document", options_->document, "cli.option.account-document");
  }
  void month(CLI::App& added) { required(added, "--month", options_->month, "cli.option.month"); }
  void refusal(CLI::App& added) {
    added.add_option("--refuse", options_->refused_for, context_.say("cli.option.refuse-why"));
  }
  void day_option(CLI::App& added) {
    added.add_option("--on", options_->on, context_.say("cli.option.on-today"));
  }

  CLI::App& noun_;
  Context& context_;
  Runner& runner_;
  std::shared_ptr<WageAccountOptions> options_ = std::make_shared<WageAccountOptions>();
};

}  // namespace

void add_wage_account_commands(CLI::App& root, Context& context, Runner& runner) {
  auto& noun = add_command(root, context, "wage-account", "cli.help.wage-account");
  noun.require_subcommand(1);
  AccountVerbs(noun, context, runner).add_all();
  add_restitution(noun, context, runner);
}

}  // namespace anxin::cli
