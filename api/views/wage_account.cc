#include "api/views/wage_account.h"

#include "api/views/values.h"

namespace anxin::views {
namespace {

using payments::AccountDuty;
using payments::to_word;
using payments::WageAccountView;

Json duty_view(const AccountDuty& duty) {
  Json json = Json::object();
  json.set("duty", to_word(duty.what)).set("of", duty.subject);
  json.set("rule", duty.rule != nullptr ? Json(duty.rule->head.id) : Json());
  json.set("source", duty.rule != nullptr ? Json(cite(duty.rule->head)) : Json());
  json.set("grade", duty.rule != nullptr ? Json(to_word(duty.rule->head.grade)) : Json());
  json.set("last_day", text_or_null(duty.last_day)).set("done_on", text_or_null(duty.done_on));
  json.set("state", to_word(duty.state));
  if (!is_about_money(duty)) return json;
  json.set("due", duty.due).set("met", duty.met);
  json.set("missing", duty.missing()).set("recorded", duty.recorded);
  json.set("notice", given_or_null(duty.notice));
  return json;
}

Json account_line_view(const payments::AccountLine& line) {
  Json json = Json::object();
  json.set("account", line.account.id).set("bank", line.account.bank);
  json.set("opened_on", to_string(line.account.opened_on));
  json.set("filed_on", text_or_null(line.filed_on)).set("state", line.state);
  json.set("until", text_or_null(line.until)).set("balance", line.balance);
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
                 .set("amount", one.amount)
                 .set("reason", one.reason));
  }
  for (const auto& one : view.changes) {
    all.push(proposal_view(one.id, one.state)
                 .set("what", "labour-cost")
                 .set("from_month", to_string(one.from_month))
                 .set("monthly", text_or_null(one.monthly))
                 .set("share", given_or_null(one.share))
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
                 .set("balance", one.balance)
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
    json.set("missing", one.missing).set("on", to_string(one.on));
    all.push(json.set("state", to_word(one.state)));
  }
  return all;
}

Json bars_view(const WageAccountView& view) {
  Json all = Json::array();
  for (const auto& one : view.bars) {
    Json json = Json::object();
    json.set("bar", one.id).set("kind", to_word(one.kind)).set("document", one.document);
    all.push(json.set("lifted_by", given_or_null(one.lifted_by)));
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
    all.push(json.set("balance", one.balance));
  }
  return all;
}

Json row_view(const WageAccountView& view) {
  Json json = Json::object();
  json.set("contract", view.contract.id).set("project", view.contract.project);
  json.set("project_name", view.project_name).set("region", view.region);
  json.set("owner", view.contract.owner).set("contractor", view.contract.contractor);
  json.set("overdue", view.overdue()).set("missing", view.missing());
  json.set("owed", view.owed);
  json.set("successor", view.succession ? Json(view.succession->successor) : Json());
  return json.set("accounts", array_of(view.accounts, account_line_view));
}

}  // namespace

Json wage_account_view(const WageAccountView& view, Date on) {
  Json json = row_view(view);
  json.set("on", to_string(on)).set("duties", array_of(view.duties, duty_view));
  json.set("notices", notices_view(view)).set("proposals", proposals_view(view));
  return json.set("bars", bars_view(view)).set("closings", closings_view(view));
}

Json wage_accounts_view(const std::vector<WageAccountView>& views, Date on) {
  Json json = Json::object().set("on", to_string(on));
  return json.set("contracts", array_of(views, row_view));
}

bool is_about_money(const AccountDuty& duty) {
  return duty.what == payments::AccountDutyKind::labour_cost ||
         duty.what == payments::AccountDutyKind::top_up;
}

}  // namespace anxin::views
