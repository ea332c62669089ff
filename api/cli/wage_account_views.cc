#include "api/cli/wage_account_views.h"

#include <ostream>

#include "api/cli/table.h"
#include "api/cli/views.h"
#include "ledger/base/amount.h"
#include "ledger/base/text.h"

namespace anxin::cli {
namespace {

using payments::AccountDuty;
using payments::to_word;
using payments::WageAccountView;

std::string day_or_dash(const std::optional<Date>& day) { return day ? to_string(*day) : "-"; }

bool is_about_money(const AccountDuty& duty) {
  return duty.what == payments::AccountDutyKind::labour_cost ||
         duty.what == payments::AccountDutyKind::top_up;
}

Json duty_view(const AccountDuty& duty) {
  Json json = Json::object();
  json.set("duty", to_word(duty.what)).set("of", duty.subject);
  json.set("rule", duty.rule != nullptr ? Json(duty.rule->head.id) : Json());
  json.set("source", duty.rule != nullptr ? Json(cite(duty.rule->head)) : Json());
  json.set("grade", duty.rule != nullptr ? Json(to_word(duty.rule->head.grade)) : Json());
  json.set("last_day", text_or_null(duty.last_day)).set("done_on", text_or_null(duty.done_on));
  json.set("state", to_word(duty.state));
  if (!is_about_money(duty)) return json;
  json.set("due", to_string(duty.due)).set("met", to_string(duty.met));
  json.set("missing", to_string(duty.missing())).set("recorded", duty.recorded);
  json.set("notice", duty.notice.empty() ? Json() : Json(duty.notice));
  return json;
}

Json account_view(const payments::AccountLine& line) {
  Json json = Json::object();
  json.set("account", line.account.id).set("bank", line.account.bank);
  json.set("opened_on", to_string(line.account.opened_on));
  json.set("filed_on", text_or_null(line.filed_on)).set("state", line.state);
  json.set("until", text_or_null(line.until)).set("balance", to_string(line.balance));
  return json;
}

Json proposal_view(const std::string& id, const payments::ProposalState& state) {
  Json json = Json::object();
  json.set("id", id).set("state", to_word(state));
  if (const auto* refused = std::get_if<payments::proposal_state::Refused>(&state)) {
    json.set("refused_for", refused->why);
  }
  return json;
}

Json proposals_view(const WageAccountView& view) {
  Json all = Json::array();
  for (const auto& one : view.top_ups) {
    all.push(proposal_view(one.id, one.state)
                 .set("what", "top-up")
                 .set("month", to_string(one.month))
                 .set("amount", to_string(one.amount))
                 .set("reason", one.reason));
  }
  for (const auto& one : view.changes) {
    all.push(proposal_view(one.id, one.state)
                 .set("what", "labour-cost")
                 .set("from_month", to_string(one.from_month))
                 .set("monthly", one.monthly ? Json(to_string(*one.monthly)) : Json())
                 .set("share", one.share.empty() ? Json() : Json(one.share))
                 .set("document", one.document));
  }
  for (const auto& one : view.moves) {
    all.push(proposal_view(one.id, one.state)
                 .set("what", "move")
                 .set("to", one.to)
                 .set("document", one.document));
  }
  for (const auto& one : view.openings) {
    all.push(proposal_view(one.id, one.state)
                 .set("what", "opening")
                 .set("account", one.account)
                 .set("balance", to_string(one.balance))
                 .set("on", to_string(one.on))
                 .set("document", one.document));
  }
  return all;
}

Json notices_view(const WageAccountView& view) {
  Json all = Json::array();
  for (const auto& one : view.notices) {
    Json json = Json::object();
    json.set("month", to_string(one.month)).set("due_on", to_string(one.due_on));
    json.set("missing", to_string(one.missing)).set("on", to_string(one.on));
    all.push(json.set("state", to_word(one.state)));
  }
  return all;
}

Json bars_view(const WageAccountView& view) {
  Json all = Json::array();
  for (const auto& one : view.bars) {
    Json json = Json::object();
    json.set("bar", one.id).set("kind", to_word(one.kind)).set("document", one.document);
    all.push(json.set("lifted_by", one.lifted_by.empty() ? Json() : Json(one.lifted_by)));
  }
  return all;
}

Json closings_view(const WageAccountView& view) {
  Json all = Json::array();
  for (const auto& one : view.closings) {
    Json json = Json::object();
    json.set("closing", one.id).set("account", one.account).set("state", to_word(one.state));
    json.set("completed_on", to_string(one.completed_on));
    json.set("public_from", to_string(one.public_from)).set("promise", one.promise);
    all.push(json.set("balance", to_string(one.balance)));
  }
  return all;
}

Json row_view(const WageAccountView& view) {
  Json accounts = Json::array();
  for (const auto& line : view.accounts) accounts.push(account_view(line));
  Json json = Json::object();
  json.set("contract", view.contract.id).set("project", view.contract.project);
  json.set("project_name", view.project_name).set("region", view.region);
  json.set("owner", view.contract.owner).set("contractor", view.contract.contractor);
  json.set("overdue", view.overdue()).set("missing", to_string(view.missing()));
  json.set("owed", to_string(view.owed));
  json.set("successor", view.succession ? Json(view.succession->successor) : Json());
  return json.set("accounts", std::move(accounts));
}

Json whole_view(const WageAccountView& view, Date on) {
  Json duties = Json::array();
  for (const auto& duty : view.duties) duties.push(duty_view(duty));
  Json json = row_view(view);
  json.set("on", to_string(on)).set("duties", std::move(duties));
  json.set("notices", notices_view(view)).set("proposals", proposals_view(view));
  return json.set("bars", bars_view(view)).set("closings", closings_view(view));
}

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
    const bool money = is_about_money(duty);
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
  if (context.options().json) return context.print(whole_view(view, on));
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
  if (context.options().json) {
    Json rows = Json::array();
    for (const auto& view : views) rows.push(row_view(view));
    return context.print(Json::object().set("on", to_string(on)).set("contracts", std::move(rows)));
  }
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
