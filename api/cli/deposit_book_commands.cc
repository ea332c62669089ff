// deposit store / interest / notice / approve / withdraw / result / letter / letter-end / refund /
// audit / confirm / show / list
#include <CLI/CLI.hpp>

#include "api/cli/commands.h"
#include "api/cli/deposit_views.h"
#include "api/cli/line_answers.h"
#include "api/cli/open_book.h"
#include "api/cli/rule_views.h"
#include "api/cli/views.h"
#include "ledger/base/text.h"
#include "payments/service/deposit_service.h"

namespace anxin::cli {
namespace {

using payments::DepositMoney;
using payments::DepositService;

struct DepositOptions {
  std::string id;  ///< of a contract or one of its papers
  std::string amount;
  std::string on;
  std::string reference;
  std::string decision;
  std::string order_expired_on;
  std::string region;
  std::optional<std::string> letter;  ///< that pays a notice
  std::string issuer;
  std::string number;
  std::string valid_from;
  std::string valid_to;
  std::string kind = "bank-letter";
  std::string replaces;
  std::string how;
  std::string completed_on;
  std::string public_from;
  std::optional<std::string> refused_for;
  std::vector<std::string> lines;
  LineAnswerOptions answers;
  bool taken_out = false;
};

// A step on the book that answers with a receipt.
template <class Work>
Result<Exit> deposit_step(Context& context, std::string_view sentence, Work work) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::write));
  DepositService service(book->payments());
  const auto receipt = LEDGER_TRY(work(service));
  print_deposit_receipt(context, receipt, sentence);
  return Exit::done;
}

// An option that was given says something: an empty one is not one left out.
Result<void> refuse_empty(const std::optional<std::string>& value, const std::string& option) {
  if (value && trim(*value).empty()) return fail(kUsageEmpty, {{"option", option}});
  return {};
}

Result<Exit> book_money(Context& context, const DepositOptions& options, DepositMoney kind) {
  payments::DepositMoneyRequest request;
  request.contract = options.id;
  request.kind = kind;
  request.amount = LEDGER_TRY(parse_amount_option(options.amount));
  if (!options.on.empty()) request.on = LEDGER_TRY(parse_date_option(options.on));
  request.reference = options.reference;
  return deposit_step(context, "cli.deposit." + std::string(payments::to_word(kind)),
                      [&](auto& service) { return service.book_money(context.caller(), request); });
}

Result<Exit> store(Context& context, const DepositOptions& options) {
  return book_money(context, options, DepositMoney::stored);
}

Result<Exit> interest(Context& context, const DepositOptions& options) {
  return book_money(context, options,
                    options.taken_out ? DepositMoney::interest_out : DepositMoney::interest);
}

Result<Exit> notice(Context& context, const DepositOptions& options) {
  LEDGER_CHECK(refuse_empty(options.letter, "--letter"));
  payments::NoticeRequest request;
  request.contract = options.id;
  request.decision = options.decision;
  request.order_expired_on = LEDGER_TRY(parse_date_option(options.order_expired_on));
  request.lines = options.lines;
  request.letter = options.letter.value_or("");
  return deposit_step(context, "cli.deposit.proposed", [&](auto& service) {
    return service.propose_notice(context.caller(), request);
  });
}

bool is_assessment(const DepositOptions& options) {
  return payments::kind_of_paper(options.id) == 'A';
}

Result<Exit> approve_assessment(Context& context, const DepositOptions& options) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::write));
  DepositService service(book->payments());
  print_assessment(context, LEDGER_TRY(service.approve_assessment(context.caller(), options.id)));
  return Exit::done;
}

Result<Exit> approve(Context& context, const DepositOptions& options) {
  if (is_assessment(options)) return approve_assessment(context, options);
  return deposit_step(context, "cli.deposit.approved", [&](auto& service) {
    return service.approve_notice(context.caller(), options.id);
  });
}

Result<Exit> withdraw(Context& context, const DepositOptions& options) {
  if (is_assessment(options)) {
    return deposit_step(context, "cli.deposit.assessment-withdrawn", [&](auto& service) {
      return service.withdraw_assessment(context.caller(), options.id);
    });
  }
  return deposit_step(context, "cli.deposit.withdrawn", [&](auto& service) {
    return service.withdraw_notice(context.caller(), options.id);
  });
}

Result<Exit> result(Context& context, const DepositOptions& options) {
  payments::NoticeAnswer answer{LEDGER_TRY(parse_line_answers(options.answers)), options.id, {}};
  if (!options.on.empty()) answer.on = LEDGER_TRY(parse_date_option(options.on));
  return deposit_step(context, "cli.deposit.answered", [&](auto& service) {
    return service.answer_notice(context.caller(), answer);
  });
}

Result<Exit> letter(Context& context, const DepositOptions& options) {
  payments::LetterRequest request;
  request.contract = options.id;
  request.kind = payments::find_guarantee_kind(options.kind).value_or(request.kind);
  request.issuer = options.issuer;
  request.number = options.number;
  request.amount = LEDGER_TRY(parse_amount_option(options.amount));
  request.valid_from = LEDGER_TRY(parse_date_option(options.valid_from));
  request.valid_to = LEDGER_TRY(parse_date_option(options.valid_to));
  request.replaces = options.replaces;
  return deposit_step(context, "cli.deposit.letter", [&](auto& service) {
    return service.take_letter(context.caller(), request);
  });
}

Result<Exit> letter_end(Context& context, const DepositOptions& options) {
  const auto how =
      options.how == "lapsed" ? payments::LetterEnd::lapsed : payments::LetterEnd::given_back;
  return deposit_step(context, "cli.deposit.letter-ended", [&](auto& service) {
    return service.end_letter(context.caller(), options.id, how);
  });
}

Result<Exit> refund(Context& context, const DepositOptions& options) {
  payments::RefundRequest request;
  request.contract = options.id;
  request.completed_on = LEDGER_TRY(parse_date_option(options.completed_on));
  request.public_from = LEDGER_TRY(parse_date_option(options.public_from));
  return deposit_step(context, "cli.deposit.refund-applied", [&](auto& service) {
    return service.apply_refund(context.caller(), request);
  });
}

Result<Exit> audit(Context& context, const DepositOptions& options) {
  LEDGER_CHECK(refuse_empty(options.refused_for, "--refuse"));
  payments::RefundAudit audited{options.id, payments::audit::Passed{}};
  if (options.refused_for) audited.verdict = payments::audit::RefusedFor{*options.refused_for};
  const auto sentence =
      options.refused_for ? "cli.deposit.refund-refused" : "cli.deposit.refund-passed";
  return deposit_step(context, sentence, [&](auto& service) {
    return service.audit_refund(context.caller(), audited);
  });
}

Result<Exit> confirm(Context& context, const DepositOptions& options) {
  return deposit_step(context, "cli.deposit.refund-confirmed", [&](auto& service) {
    return service.confirm_refund(context.caller(), options.id);
  });
}

Result<Exit> show(Context& context, const DepositOptions& options) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::read));
  const DepositService service(book->payments());
  print_deposit(context, LEDGER_TRY(service.show(options.id)), book->payments().today());
  return Exit::done;
}

Result<Exit> list(Context& context, const DepositOptions& options) {
  payments::RegionCode region;
  if (!options.region.empty()) region = LEDGER_TRY(parse_region_option(options.region));
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::read));
  const DepositService service(book->payments());
  print_deposits(context, LEDGER_TRY(service.list(region)), book->payments().today());
  return Exit::done;
}

// Adds the verbs; keeps one set of options, of which each verb reads its own.
class DepositVerbs {
 public:
  DepositVerbs(CLI::App& noun, Context& context, Runner& runner)
      : noun_(noun), context_(context), runner_(runner) {}

  void add_all() {
    money_options(verb("store", store, "cli.option.project"));
    auto& interest_verb = verb("interest", interest, "cli.option.project");
    money_options(interest_verb);
    interest_verb.add_flag("--taken-out", options_->taken_out,
                           context_.say("cli.option.taken-out"));
    add_notice_verbs();
    add_letter_verbs();
    add_refund_verbs();
    (void)verb("show", show, "cli.option.project");
    plain("list", list).add_option("--region", options_->region, context_.say("cli.option.region"));
  }

 private:
  using Work = Result<Exit> (*)(Context&, const DepositOptions&);

  void add_notice_verbs() {
    auto& notice_verb = verb("notice", notice, "cli.option.project");
    required(notice_verb, "--decision", options_->decision, "cli.option.decision");
    required(notice_verb, "--order-expired-on", options_->order_expired_on,
             "cli.option.order-expired-on");
    notice_verb.add_option("--lines", options_->lines, context_.say("cli.option.lines"))
        ->delimiter(',')
        ->required();
    notice_verb.add_option("--letter", options_->letter, context_.say("cli.option.letter-pays"));
    (void)verb("approve", approve, "cli.option.proposal");
    (void)verb("withdraw", withdraw, "cli.option.proposal");
    auto& result_verb = verb("result", result, "cli.option.notice");
    add_line_answers(result_verb, context_, options_->answers);
    result_verb.add_option("--on", options_->on, context_.say("cli.option.on-today"));
  }

  void add_letter_verbs() {
    auto& letter_verb = verb("letter", letter, "cli.option.project");
    required(letter_verb, "--issuer", options_->issuer, "cli.option.issuer");
    required(letter_verb, "--number", options_->number, "cli.option.letter-number");
    required(letter_verb, "--amount", options_->amount, "cli.option.amount");
    required(letter_verb, "--from", options_->valid_from, "cli.option.from-day");
    required(letter_verb, "--to", options_->valid_to, "cli.option.to-day");
    letter_verb.add_option("--kind", options_->kind, context_.say("cli.option.letter-kind"))
        ->check(CLI::IsMember({"bank-letter", "company-letter", "insurance"}));
    letter_verb.add_option("--replaces", options_->replaces, context_.say("cli.option.replaces"));
    auto& end_verb = verb("letter-end", letter_end, "cli.option.letter");
    end_verb.add_option("--how", options_->how, context_.say("cli.option.letter-how"))
        ->check(CLI::IsMember({"lapsed", "given-back"}))
        ->required();
  }

  void add_refund_verbs() {
    auto& refund_verb = verb("refund", refund, "cli.option.project");
    required(refund_verb, "--completed-on", options_->completed_on, "cli.option.completed-on");
    required(refund_verb, "--public-from", options_->public_from, "cli.option.public-from");
    verb("audit", audit, "cli.option.refund")
        .add_option("--refuse", options_->refused_for, context_.say("cli.option.refused-for"));
    (void)verb("confirm", confirm, "cli.option.refund");
  }

  CLI::App& plain(const std::string& name, Work work) {
    auto& added = add_command(noun_, context_, name, "cli.help.deposit." + name);
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
  void money_options(CLI::App& added) {
    required(added, "--amount", options_->amount, "cli.option.amount");
    required(added, "--reference", options_->reference, "cli.option.reference");
    added.add_option("--on", options_->on, context_.say("cli.option.on-today"));
  }

  CLI::App& noun_;
  Context& context_;
  Runner& runner_;
  std::shared_ptr<DepositOptions> options_ = std::make_shared<DepositOptions>();
};

}  // namespace

void add_deposit_book_commands(CLI::App& deposit, Context& context, Runner& runner) {
  DepositVerbs(deposit, context, runner).add_all();
}

}  // namespace anxin::cli
