#include "api/views/discharge_plan.h"

#include "api/views/rule_steps.h"
#include "api/views/values.h"

namespace anxin::views {
namespace {

using payments::DischargeFacts;
using payments::DischargePlan;
using payments::PlannedStep;

Json deadline_view(const PlannedStep& step) {
  if (!step.deadline) return {};
  Json json = Json::object();
  json.set("on", to_string(step.deadline->date));
  json.set("calendar_confirmed", step.deadline->calendar_confirmed);
  json.set("rule", step.deadline->rule.id).set("source", cite(step.deadline->rule));
  json.set("grade", to_word(step.deadline->rule.grade));
  return json;
}

Json claim_view(const PlannedStep& step) {
  if (!step.claim) return {};
  return Json::object()
      .set("creditor", to_word(step.claim->creditor))
      .set("debtor", to_word(step.claim->debtor))
      .set("amount", step.claim->amount);
}

Json step_view(const Voice& voice, const PlannedStep& step) {
  Json json = Json::object();
  json.set("step", to_word(step.ground)).set("payer", to_word(step.payer));
  json.set("amount", step.amount).set("open", step.unmet.empty());
  json.set("rule", step.rule.id).set("source", cite(step.rule));
  json.set("article", given_or_null(step.rule.article));
  json.set("grade", to_word(step.rule.grade)).set("text", sentence_of(voice, step));
  json.set("preconditions", words_view(step.needs)).set("unmet", words_view(step.unmet));
  json.set("papers", words_view(step.papers)).set("missing", words_view(step.missing));
  json.set("deadline", deadline_view(step)).set("claim", claim_view(step));
  return json;
}

}  // namespace

Json discharge_plan_view(const Voice& voice, const DischargeFacts& facts, Date on,
                         const DischargePlan& plan) {
  Json steps = Json::array();
  for (const auto& step : plan.steps) steps.push(step_view(voice, step));
  Json json = Json::object();
  json.set("arrears", facts.arrears).set("covered", plan.covered);
  json.set("uncovered", plan.uncovered).set("unconfirmed", plan.unconfirmed);
  json.set("region", facts.region.text()).set("on", to_string(on));
  json.set("cause", to_word(facts.cause)).set("employer", to_word(plan.employer));
  json.set("order", to_word(facts.order)).set("steps", std::move(steps));
  json.set("unused", words_view(plan.unused));
  json.set("defaults", defaults_view(heads_of(plan)));
  return json;
}

std::string sentence_of(const Voice& voice, const PlannedStep& step) {
  return voice.say("discharge.step." + std::string(to_word(step.ground)));
}

std::vector<payments::RuleHead> heads_of(const DischargePlan& plan) {
  std::vector<payments::RuleHead> heads;
  for (const auto& step : plan.steps) {
    if (step.idle) continue;
    heads.push_back(step.rule);
    if (step.deadline) heads.push_back(step.deadline->rule);
  }
  return heads;
}

}  // namespace anxin::views
