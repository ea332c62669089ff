// The commands of the program, grouped by noun. Each adds its verbs to the command line; running
// one sets the exit code.
#pragma once

#include <functional>
#include <string>

#include "api/cli/context.h"

namespace CLI {
class App;
}

namespace anxin::cli {

/// Runs a verb's work and keeps its exit code; faults and damage are told and turned into codes.
class Runner {
 public:
  explicit Runner(Context& context) : context_(context) {}
  /// Registers `work` to run when `verb` is chosen.
  void on(CLI::App& verb, std::function<Result<Exit>(Context&)> work);
  [[nodiscard]] Exit exit() const { return exit_; }

 private:
  Context& context_;
  Exit exit_ = Exit::done;
};

/// A noun or verb that also takes the options every command takes.
CLI::App& add_command(CLI::App& parent, Context& context, const std::string& name,
                      const std::string& help_key);

void add_book_commands(CLI::App& root, Context& context, Runner& runner);  // init, load, overview
void add_funding_commands(CLI::App& root, Context& context, Runner& runner);
void add_payroll_commands(CLI::App& root, Context& context, Runner& runner);
void add_bank_commands(CLI::App& root, Context& context, Runner& runner);
void add_bank_profiles(CLI::App& bank, Context& context, Runner& runner);    // below bank
void add_bank_recalls(CLI::App& bank, Context& context, Runner& runner);     // below bank
void add_adjustment(CLI::App& reconcile, Context& context, Runner& runner);  // below reconcile
void add_quarantine(CLI::App& bank, Context& context, Runner& runner);       // below bank
void add_worker_commands(CLI::App& root, Context& context, Runner& runner);
void add_reconcile_commands(CLI::App& root, Context& context, Runner& runner);
void add_reconcile_reviews(CLI::App& reconcile, Context& context, Runner& runner);  // below it
void add_reconcile_days(CLI::App& reconcile, Context& context, Runner& runner);     // below it
void add_account_commands(CLI::App& root, Context& context, Runner& runner);
void add_account_rules(CLI::App& account, Context& context, Runner& runner);  // below account
void add_ledger_commands(CLI::App& root, Context& context, Runner& runner);
void add_upkeep_commands(CLI::App& ledger, Context& context, Runner& runner);  // below ledger
void add_rules_commands(CLI::App& root, Context& context, Runner& runner);
void add_deposit_commands(CLI::App& root, Context& context, Runner& runner);
void add_deposit_book_commands(CLI::App& deposit, Context& context, Runner& runner);  // below it
void add_deposit_clearing(CLI::App& deposit, Context& context, Runner& runner);       // below it
void add_fund_commands(CLI::App& root, Context& context, Runner& runner);
void add_fund_advance(CLI::App& fund, Context& context, Runner& runner);  // below fund
void add_fund_quote(CLI::App& fund, Context& context, Runner& runner);    // below fund
void add_arrears_commands(CLI::App& root, Context& context, Runner& runner);
void add_suspected(CLI::App& arrears, Context& context, Runner& runner);       // below arrears
void add_payroll_papers(CLI::App& payroll, Context& context, Runner& runner);  // below payroll
void add_payroll_prints(CLI::App& payroll, Context& context, Runner& runner);  // below payroll
void add_slip(CLI::App& payroll, Context& context, Runner& runner);            // below payroll
void add_remittance(CLI::App& tax, Context& context, Runner& runner);          // below tax
void add_attachment_commands(CLI::App& root, Context& context, Runner& runner);
void add_tax_commands(CLI::App& root, Context& context, Runner& runner);
void add_recourse_commands(CLI::App& root, Context& context, Runner& runner);
void add_recourse_cases(CLI::App& recourse, Context& context, Runner& runner);  // below it
void add_claims(CLI::App& recourse, Context& context, Runner& runner);          // below it
void add_wage_account_commands(CLI::App& root, Context& context, Runner& runner);
void add_report_commands(CLI::App& root, Context& context, Runner& runner);
void add_serve_command(CLI::App& root, Context& context, Runner& runner);
void add_key_commands(CLI::App& root, Context& context, Runner& runner);
void add_simulate_commands(CLI::App& root, Context& context, Runner& runner);
void add_tool_commands(CLI::App& root, Context& context, Runner& runner);  // id, version, demo

/// The whole program: parses the arguments (without the program's name), runs, answers.
Exit run(World& world, const std::vector<std::string>& arguments);

}  // namespace anxin::cli
