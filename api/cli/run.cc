#include <CLI/CLI.hpp>
#include <algorithm>
#include <ostream>

#include "api/cli/commands.h"
#include "api/cli/operator_rules.h"
#include "api/cli/suspense_commands.h"
#include "payments/service/records.h"

namespace anxin::cli {
namespace {

void add_options(CLI::App& root, Context& context, Options& options) {
  root.add_option("--data", options.data, context.say("cli.option.data"));
  root.add_option("--actor", options.actor, context.say("cli.option.actor"));
  root.add_option("--key", options.key, context.say("cli.option.key"))
      ->each([&options](const std::string&) { options.key_given = true; });
  root.add_option("--now", options.now, context.say("cli.option.now"));
  root.add_option("--master-key", options.master_key, context.say("cli.option.master-key"));
  root.add_option("--lang", options.language, context.say("cli.option.lang"));
  root.add_option("--rules", options.rules, context.say("cli.option.rules"))
      ->allow_extra_args(false);  // once for each file, so that no word of a command is taken
  root.add_flag("--json", options.json, context.say("cli.option.json"));
  root.add_flag("--dry-run", options.dry_run, context.say("cli.option.dry-run"));
}

// Looked for before parsing, so that help itself speaks the right language.
std::string language_of(const std::vector<std::string>& arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--lang" && i + 1 < arguments.size()) return arguments[i + 1];
    if (arguments[i].starts_with("--lang=")) return arguments[i].substr(7);
  }
  return "";
}

Exit parse_and_run(CLI::App& root, Context& context, const Runner& runner,
                   const std::vector<std::string>& arguments) {
  try {
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
    root.parse(reversed);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() != 0 && context.options().json) {
      return context.refuse({kUsageArguments, -1, {}, {{"text", error.what()}}});
    }
    const int code = root.exit(error, context.out(), context.world().err);
    return code == 0 ? Exit::done : Exit::usage;
  }
  return runner.exit();
}

// An answer that did not get out whole (a full disk) must not look like one that did, whatever it
// said; what was booked stays booked.
Exit delivered(Context& context, Exit exit) {
  if (context.out().flush()) return exit;
  context.world().err << context.say(kOutputLost.word()) << " [" << kOutputLost.word() << "]\n";
  context.tell_key();
  return exit_of(kOutputLost);
}

}  // namespace

void Runner::on(CLI::App& verb, std::function<Result<Exit>(Context&)> work) {
  verb.callback([this, work = std::move(work)] {
    const auto settled = context_.settle();
    if (!settled) {
      exit_ = context_.refuse(settled.error());
      return;
    }
    try {
      if (const auto refused = lay_operator_rules(context_)) {
        exit_ = *refused;
        return;
      }
      const auto outcome = work(context_);
      exit_ = outcome ? *outcome : context_.refuse(outcome.error());
    } catch (const payments::DamagedRecord& damage) {
      exit_ = context_.refuse({store::kDamaged, -1, {}, {{"what", damage.what()}}});
    } catch (const store::Unreadable&) {
      exit_ = context_.refuse({store::kDamaged, -1, {}, {{"what", "data.mdb"}}});
    } catch (const store::ReadTooLong&) {
      exit_ = context_.refuse({store::kReadTooLong, -1, {}, {}});
    } catch (const std::exception& failure) {
      exit_ = context_.refuse({kInternal, -1, {}, {{"what", failure.what()}}});
    }
  });
}

CLI::App& add_command(CLI::App& parent, Context& context, const std::string& name,
                      const std::string& help_key) {
  auto* command = parent.add_subcommand(name, context.say(help_key));
  command->fallthrough();
  return *command;
}

Exit run(World& world, const std::vector<std::string>& arguments) {
  Options options;
  options.language = language_of(arguments);
  options.json = std::find(arguments.begin(), arguments.end(), "--json") != arguments.end();
  Context context(world, options);
  const auto early = context.settle();
  CLI::App root(context.say("cli.about"), "anxin");
  root.require_subcommand(1);
  add_options(root, context, options);
  Runner runner(context);
  add_book_commands(root, context, runner);
  add_funding_commands(root, context, runner);
  add_payroll_commands(root, context, runner);
  add_bank_commands(root, context, runner);
  add_reconcile_commands(root, context, runner);
  add_account_commands(root, context, runner);
  add_ledger_commands(root, context, runner);
  add_rules_commands(root, context, runner);
  add_deposit_commands(root, context, runner);
  add_arrears_commands(root, context, runner);
  add_attachment_commands(root, context, runner);
  add_tax_commands(root, context, runner);
  add_fund_commands(root, context, runner);
  add_recourse_commands(root, context, runner);
  add_wage_account_commands(root, context, runner);
  add_suspense_commands(root, context, runner);
  add_worker_commands(root, context, runner);
  add_report_commands(root, context, runner);
  add_simulate_commands(root, context, runner);
  add_serve_command(root, context, runner);
  add_key_commands(root, context, runner);
  add_tool_commands(root, context, runner);
  return delivered(context, early ? parse_and_run(root, context, runner, arguments)
                                  : context.refuse(early.error()));
}

}  // namespace anxin::cli
