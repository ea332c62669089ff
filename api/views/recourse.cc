#include "api/views/recourse.h"

#include "api/views/values.h"

namespace anxin::views {
namespace {

using payments::CaseView;
using payments::ClaimPart;
using payments::DischargeCase;
using payments::ExecutedStep;
using payments::PlannedStep;
using payments::to_word;

Json executed_view(const ExecutedStep& step) {
  Json json = Json::object();
  json.set("step", step.ground).set("rule", step.rule).set("payer", step.payer);
  json.set("decision", step.decision);
  json.set("means", given_or_null(step.means));
  json.set("amount", step.amount);
  json.set("creditor", given_or_null(step.creditor));
  return json.set("on", to_string(step.on));
}

Json planned_view(const PlannedStep& step) {
  Json json = Json::object();
  json.set("step", to_word(step.ground)).set("payer", to_word(step.payer));
  json.set("rule", step.rule.id).set("source", cite(step.rule));
  json.set("amount", step.amount);
  json.set("unmet", words_view(step.unmet)).set("missing", words_view(step.missing));
  json.set("deadline", step.deadline ? Json(to_string(step.deadline->date)) : Json());
  return json;
}

Json case_head_view(const DischargeCase& value) {
  Json json = Json::object();
  json.set("case", value.id).set("contract", value.contract).set("cause", value.cause);
  json.set("document", value.document).set("employer", value.employer);
  json.set("order", value.order).set("opened_on", to_string(value.opened_on));
  return json.set("lines", value.lines).set("arrears", value.arrears);
}

Json part_view(const ClaimPart& part) {
  const auto& claim = part.claim;
  return Json::object()
      .set("creditor", claim.creditor)
      .set("debtor", claim.debtor)
      .set("contract", given_or_null(claim.contract))
      .set("since", to_string(part.since))
      .set("amount", part.amount);
}

}  // namespace

Json discharge_case_view(const CaseView& view) {
  Json executed = Json::array();
  for (std::size_t i = 0; i < view.paid.size(); ++i) {
    executed.push(executed_view(view.value.executed[i]).set("paid", view.paid[i]));
  }
  Json json = case_head_view(view.value);
  json.set("owed", view.owed).set("in_flight", view.in_flight);
  json.set("executed", std::move(executed))
      .set("proposed", array_of(view.value.proposed, executed_view));
  json.set("plan", array_of(view.plan.steps, planned_view));
  return json.set("uncovered", view.plan.uncovered);
}

Json discharge_cases_view(const std::vector<DischargeCase>& cases) {
  return Json::object().set("cases", array_of(cases, case_head_view));
}

Json claims_view(const std::vector<ClaimPart>& parts) {
  Json json = Json::object().set("sum", sum_of(parts));
  return json.set("claims", array_of(parts, part_view));
}

Money sum_of(const std::vector<ClaimPart>& parts) {
  Money sum;
  for (const auto& part : parts) sum += part.amount;
  return sum;
}

}  // namespace anxin::views
