// reconcile statement: 银行存款余额调节表 to print
#include <CLI/CLI.hpp>
#include <ostream>

#include "api/cli/commands.h"
#include "api/cli/open_book.h"
#include "api/cli/speaker.h"
#include "api/cli/views.h"
#include "api/paper/adjusted_account.h"
#include "api/views/reconcile.h"
#include "ledger/base/text.h"

namespace anxin::cli {
namespace {

using payments::ReconcileReport;

struct AdjustmentOptions {
  std::string account;
  std::string on;
  std::string out;
};

// "QH01/ccb" or "QH01".
struct AccountWords {
  std::string contract;
  std::string account;  ///< empty where it is not named
};

AccountWords words_of(const std::string& text) {
  const auto slash = text.find('/');
  if (slash == std::string::npos) return {text, ""};
  return {text.substr(0, slash), text.substr(slash + 1)};
}

// The last statement of the day on one account; without a name there must be one account only.
Result<ReconcileReport> chosen(std::vector<ReconcileReport> reports, const AccountWords& words,
                               const std::string& on) {
  const auto accounts = paper::accounts_of(reports);
  if (words.account.empty() && accounts.size() > 1) {
    return fail(kUsageWord, {{"text", words.contract}, {"known", join(accounts, ", ")}});
  }
  auto report = paper::last_report(std::move(reports), words.account);
  if (report) return std::move(*report);
  return fail(payments::kStatementMissing, {{"contract", words.contract}, {"on", on}});
}

Result<std::string> bytes_of(Context& context, const paper::Paper& paper, const std::string& out) {
  if (out.ends_with(".xlsx")) return bank::write_workbook(paper::to_workbook(paper));
  return paper::to_html(paper, speaker_of(context).tag);
}

Result<Exit> statement(Context& context, const AdjustmentOptions& options) {
  const auto words = words_of(options.account);
  const auto on = LEDGER_TRY(parse_date_option(options.on));
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::read));
  const payments::ReconcileService service(book->payments());
  auto reports = LEDGER_TRY(service.show(words.contract, on));
  const auto report = LEDGER_TRY(chosen(std::move(reports), words, options.on));
  const auto account = LEDGER_TRY(paper::adjusted_account(book->payments(), report));
  const auto paper = paper::adjustment_paper(speaker_of(context), account, report);
  const auto bytes = LEDGER_TRY(bytes_of(context, paper, options.out));
  if (!options.out.empty()) LEDGER_CHECK(write_file(options.out, bytes));
  if (context.options().json) {
    context.print(views::adjustment_view(report, options.out));
  } else if (options.out.empty()) {
    context.out() << bytes;
  } else {
    context.out() << context.say("cli.paper.file-written", {{"path", options.out}}) << '\n';
  }
  return report.balances() ? Exit::done : Exit::refused;
}

}  // namespace

void add_adjustment(CLI::App& reconcile, Context& context, Runner& runner) {
  auto options = std::make_shared<AdjustmentOptions>();
  auto& verb = add_command(reconcile, context, "statement", "cli.help.reconcile.statement");
  verb.add_option("account", options->account, context.say("cli.option.adjusted-account"))
      ->required();
  verb.add_option("--on", options->on, context.say("cli.option.on"))->required();
  verb.add_option("--out", options->out, context.say("cli.option.paper-file"));
  runner.on(verb, [options](Context& c) { return statement(c, *options); });
}

}  // namespace anxin::cli
