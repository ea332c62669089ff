#include "api/cli/wage_account_views.h"

#include <ostream>

#include "api/cli/table.h"
#include "api/views/wage_account.h"
#include "ledger/base/amount.h"
#include "ledger/base/text.h"

namespace anxin::cli {
namespace {

using payments::AccountDuty;
using payments::to_word;
using payments::WageAccountView;

std::string day_or_dash(const std::optional<Date>& day) { return day ? to_string(*day) : "-"; }

// What a duty is about, with the notice of non-funding beside it.
std::string state_text(const Context& context, const AccountDuty& duty) {
  auto text = context.say("duty." + std::string(to_word(duty.state)));
  if (!duty.recorded) text += context.say("duty.not-recorded");
  if (!duty.notice.empty()) text += context.say("duty.notice." + duty.notice);
  return text;
}

void print_duties(Context& context, const WageAccountView& view) {
  Table table({{context.say("cli.col.duty")},
               {context.say("cli.col.last-day")},
               {context.say("cli.col.done-on")},
               {context.say("cli.col.due"), Align::right},
               {context.say("cli.col.met"), Align::right},
               {context.say("cli.col.funding-missing"), Align::right},
               {context.say("cli.col.state")},
               {context.say("cli.col.rule")}});
  for (const auto& duty : view.duties) {
    const bool money = views::is_about_money(duty);
    table.add({context.say("duty." + std::string(to_word(duty.what))) + " " + duty.subject,
               day_or_dash(duty.last_day), day_or_dash(duty.done_on),
               money ? to_grouped_string(duty.due) : "", money ? to_grouped_string(duty.met) : "",
               money ? to_grouped_string(duty.missing()) : "", state_text(context, duty),
               duty.rule != nullptr ? cite(duty.rule->head) : "-"});
  }
  table.print(context.out());
}

void print_accounts(Context& context, const WageAccountView& view) {
  for (const auto& line : view.accounts) {
    context.out() << context.say("cli.wage-account.account",
                                 {{"account", line.account.id},
                                  {"bank", line.account.bank},
                                  {"opened_on", to_string(line.account.opened_on)},
                                  {"filed_on", day_or_dash(line.filed_on)},
                                  {"balance", to_grouped_string(line.balance)},
                                  {"state", context.say("account-state." + line.state)}})
                  << '\n';
  }
  if (!view.succession) return;
  context.out() << context.say("cli.wage-account.succession",
                               {{"contract", view.contract.id},
                                {"successor", view.succession->successor},
                                {"document", view.succession->document}})
                << '\n';
}

void print_papers(Context& context, const WageAccountView& view) {
  const auto line = [&](const std::string& what, const std::string& id, const std::string& state) {
    context.out() << context.say("cli.wage-account.paper", {{"what", context.say("paper." + what)},
                                                            {"id", id},
                                                            {"state", context.say(state)}})
                  << '\n';
  };
  const auto proposal = [](const payments::ProposalState& state) {
    return "proposal." + std::string(to_word(state));
  };
  for (const auto& one : view.top_ups) line("top-up", one.id, proposal(one.state));
  for (const auto& one : view.changes) line("labour-cost", one.id, proposal(one.state));
  for (const auto& one : view.moves) line("move", one.id, proposal(one.state));
  for (const auto& one : view.openings) line("opening", one.id, proposal(one.state));
  for (const auto& one : view.bars) {
    line(std::string(to_word(one.kind)), one.id,
         one.lifted_by.empty() ? "bar.stands" : "bar.lifted");
  }
  for (const auto& one : view.closings) {
    line("closing", one.id, "closing." + std::string(to_word(one.state)));
  }
}

std::string account_texts(const Context& context, const WageAccountView& view) {
  std::vector<std::string> texts;
  for (const auto& line : view.accounts) {
    texts.push_back(line.account.id + " " + context.say("account-state." + line.state));
  }
  return join(texts, ", ");
}

Money balance_of(const WageAccountView& view) {
  Money sum;
  for (const auto& line : view.accounts) sum += line.balance;
  return sum;
}

}  // namespace

void print_wage_account(Context& context, const WageAccountView& view, Date on) {
  if (context.options().json) return context.print(views::wage_account_view(view, on));
  context.out() << context.say("cli.wage-account.show",
                               {{"contract", view.contract.id},
                                {"project", view.project_name},
                                {"on", to_string(on)},
                                {"overdue", std::to_string(view.overdue())},
                                {"missing", to_grouped_string(view.missing())}})
                << '\n';
  print_accounts(context, view);
  print_duties(context, view);
  print_papers(context, view);
}

void print_wage_accounts(Context& context, const std::vector<WageAccountView>& views, Date on) {
  if (context.options().json) return context.print(views::wage_accounts_view(views, on));
  Table table({{context.say("cli.col.project")},
               {context.say("cli.col.account")},
               {context.say("cli.col.balance"), Align::right},
               {context.say("cli.col.overdue"), Align::right},
               {context.say("cli.col.funding-missing"), Align::right},
               {context.say("cli.col.unpaid"), Align::right},
               {context.say("cli.col.successor")}});
  for (const auto& view : views) {
    table.add({view.contract.id + " " + view.project_name, account_texts(context, view),
               to_grouped_string(balance_of(view)), std::to_string(view.overdue()),
               to_grouped_string(view.missing()), to_grouped_string(view.owed),
               view.succession ? view.succession->successor : ""});
  }
  table.print(context.out());
}

}  // namespace anxin::cli
