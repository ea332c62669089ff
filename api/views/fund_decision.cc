#include "api/views/fund_decision.h"

#include "api/views/rule_steps.h"
#include "api/views/values.h"

namespace anxin::views {
namespace {

using payments::FundDecision;

Json bars_view(const Voice& voice, const FundDecision& decision) {
  Json array = Json::array();
  for (const auto& bar : decision.bars) {
    Json json = Json::object();
    json.set("code", bar.reason.word()).set("rule", bar.rule.id).set("source", cite(bar.rule));
    json.set("grade", to_word(bar.rule.grade));
    json.set("text", voice.say(bar.reason.word(), bar.details));
    array.push(std::move(json));
  }
  return array;
}

Json workers_view(const Voice& voice, const FundDecision& decision) {
  Json array = Json::array();
  for (const auto& advance : decision.advances) {
    Json json = Json::object();
    json.set("worker", advance.worker).set("owed", advance.owed);
    json.set("amount", advance.amount).set("excluded", advance.excluded);
    json.set("steps", steps_view(voice, advance.steps));
    array.push(std::move(json));
  }
  return array;
}

// Of bars and steps alike.
std::vector<payments::RuleHead> rules_of(const FundDecision& decision) {
  std::vector<payments::RuleHead> rules;
  for (const auto& bar : decision.bars) rules.push_back(bar.rule);
  for (const auto& step : decision.steps) rules.push_back(step.rule);
  for (const auto& advance : decision.advances) {
    for (const auto& step : advance.steps) rules.push_back(step.rule);
  }
  return rules;
}

}  // namespace

Json fund_decision_view(const Voice& voice, const payments::FundFacts& facts, Date on,
                        const FundDecision& decision) {
  Json json = Json::object();
  json.set("amount", decision.total).set("eligible", decision.bars.empty());
  json.set("unconfirmed", decision.unconfirmed);
  json.set("region", facts.region.text()).set("on", to_string(on));
  json.set("cause", to_word(facts.cause)).set("rounding", "down");
  json.set("bars", bars_view(voice, decision)).set("steps", steps_view(voice, decision.steps));
  json.set("workers", workers_view(voice, decision));
  json.set("beyond", text_or_null(decision.beyond));
  json.set("raised_by", text_or_null(decision.raised_by));
  json.set("approvals", list_of(decision.approvals)).set("recovered_by", decision.recovered_by);
  json.set("defaults", defaults_view(rules_of(decision)));
  return json;
}

}  // namespace anxin::views
