// account rules: which account each event debits and credits, as the program does it.
#include <CLI/CLI.hpp>
#include <ostream>

#include "api/cli/commands.h"
#include "api/cli/table.h"
#include "api/views/posting_rules.h"
#include "ledger/base/text.h"
#include "payments/domain/posting_table.h"

namespace anxin::cli {
namespace {

using payments::Move;
using payments::PostingRule;

std::vector<std::string> side_of(const PostingRule& rule, book::AccountName Move::*side) {
  std::vector<std::string> kinds;
  for (const auto& move : rule.moves) kinds.emplace_back(views::kind_text(move.*side));
  return kinds;
}

struct Row {
  std::string event, debit, credit, how;
};

Row row_of(const Context& context, const PostingRule& rule) {
  return {context.say("posting." + std::string(rule.event)),
          join(side_of(rule, &Move::debit), "; "), join(side_of(rule, &Move::credit), "; "),
          context.say("posting.how." + std::string(views::how_word(rule.how)))};
}

void print_markdown(Context& context, const std::vector<PostingRule>& rules) {
  context.out() << "| " << context.say("posting.event") << " | " << context.say("cli.col.debit")
                << " | " << context.say("cli.col.credit") << " | " << context.say("posting.how")
                << " |\n|---|---|---|---|\n";
  for (const auto& rule : rules) {
    const auto row = row_of(context, rule);
    context.out() << "| " << row.event << " | " << row.debit << " | " << row.credit << " | "
                  << row.how << " |\n";
  }
}

void print_table(Context& context, const std::vector<PostingRule>& rules) {
  Table table({{context.say("posting.event")},
               {context.say("cli.col.debit")},
               {context.say("cli.col.credit")},
               {context.say("posting.how")}});
  for (const auto& rule : rules) {
    const auto row = row_of(context, rule);
    table.add({row.event, row.debit, row.credit, row.how});
  }
  table.print(context.out());
}

Result<Exit> list(Context& context, const std::string& format) {
  const auto rules = payments::posting_table();
  if (context.options().json) {
    context.print(views::posting_rules_view(context.voice(), rules));
  } else if (format == "markdown") {
    print_markdown(context, rules);
  } else {
    print_table(context, rules);
  }
  return Exit::done;
}

}  // namespace

void add_account_rules(CLI::App& account, Context& context, Runner& runner) {
  auto format = std::make_shared<std::string>("text");
  auto& verb = add_command(account, context, "rules", "cli.help.account.rules");
  verb.add_option("--format", *format, context.say("cli.option.rules-format"))
      ->check(CLI::IsMember({"text", "markdown"}));
  runner.on(verb, [format](Context& c) { return list(c, *format); });
}

}  // namespace anxin::cli
