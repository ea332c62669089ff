#include "api/views/rule_steps.h"

#include <algorithm>

namespace anxin::views {

using payments::Grade;
using payments::RuleHead;
using payments::RuleStep;

Json steps_view(const Voice& voice, const std::vector<RuleStep>& steps) {
  Json array = Json::array();
  for (const auto& step : steps) {
    Json json = Json::object();
    json.set("rule", step.rule.id).set("source", cite(step.rule));
    json.set("grade", to_word(step.rule.grade));
    json.set("factor", step.factor ? Json(to_decimal_string(*step.factor)) : Json());
    json.set("amount", step.amount);
    json.set("text", voice.say(step.what, step.details));
    array.push(std::move(json));
  }
  return array;
}

Json defaults_view(const std::vector<RuleHead>& rules) {
  Json array = Json::array();
  for (const auto* rule : defaults_of(rules)) {
    array.push(Json::object().set("rule", rule->id).set("note", rule->note));
  }
  return array;
}

Json defaults_view(const std::vector<RuleStep>& steps) { return defaults_view(rules_of(steps)); }

std::vector<const RuleHead*> defaults_of(const std::vector<RuleHead>& rules) {
  std::vector<const RuleHead*> found;
  for (const auto& rule : rules) {
    const bool known = std::any_of(found.begin(), found.end(),
                                   [&](const auto* other) { return other->id == rule.id; });
    if (rule.grade == Grade::unconfirmed && !known) found.push_back(&rule);
  }
  return found;
}

std::vector<RuleHead> rules_of(const std::vector<RuleStep>& steps) {
  std::vector<RuleHead> rules;
  for (const auto& step : steps) rules.push_back(step.rule);
  return rules;
}

}  // namespace anxin::views
