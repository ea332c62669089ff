#include "api/views/withholding.h"

#include "api/views/findings.h"
#include "api/views/rule_steps.h"
#include "api/views/values.h"
#include "ledger/base/amount.h"

namespace anxin::views {
namespace {

Json withheld_row_view(const payments::WithheldView& view) {
  Json json = Json::object();
  json.set("withholder", view.withholder).set("kind", to_word(view.kind));
  json.set("period", to_string(view.period)).set("withheld", view.withheld);
  json.set("remitted", view.remitted);
  json.set("left", view.withheld - view.remitted);
  json.set("due_by", text_or_null(view.due_by));
  json.set("overdue", view.overdue);
  return json;
}

Json facts_view(const payments::WageIncome& facts) {
  Json json = Json::object();
  json.set("income", facts.income).set("months", facts.months);
  json.set("prior_income", facts.prior_income);
  json.set("prior_tax", facts.prior_tax);
  json.set("special_deductions", Json());  // not on record
  return json;
}

Json tax_view(const Voice& voice, const payments::SlipTax& tax) {
  Json json = Json::object();
  json.set("employer", tax.employer).set("sheet", tax.sheet);
  json.set("rule", tax.rule ? Json(tax.rule->tax) : Json());
  json.set("facts", facts_view(tax.facts));
  json.set("steps", tax.rule ? steps_view(voice, tax.rule->steps) : Json::array());
  json.set("finding", tax.finding ? finding_view(voice, *tax.finding) : Json());
  return json;
}

Json slip_payment_view(const payments::SlipPayment& payment) {
  Json json = Json::object();
  json.set("line", payment.line).set("state", payments::to_word(payment.state));
  json.set("through", given_or_null(payment.through));
  json.set("on", text_or_null(payment.on));
  json.set("amount", payment.amount);
  return json;
}

}  // namespace

Json withholding_view(const Voice& voice, const payments::Withholding& done,
                      const std::string& method, Date on) {
  Json json = Json::object();
  json.set("tax", done.tax).set("taxable", done.taxable);
  json.set("rate", to_decimal_string(done.rate)).set("unconfirmed", done.unconfirmed);
  json.set("method", method).set("on", to_string(on)).set("rounding", "half-up");
  json.set("steps", steps_view(voice, done.steps));
  return json.set("defaults", defaults_view(done.steps));
}

Json withheld_view(const std::vector<payments::WithheldView>& views) {
  return Json::object().set("withheld", array_of(views, withheld_row_view));
}

Json slip_view(const Voice& voice, const payments::Slip& slip) {
  Json taxes = Json::array();
  for (const auto& tax : slip.taxes) taxes.push(tax_view(voice, tax));
  Json json = Json::object();
  json.set("contract", slip.contract).set("worker", slip.worker);
  json.set("month", to_string(slip.month)).set("gross", slip.gross);
  json.set("advance", slip.advance).set("tax", slip.tax);
  json.set("other", slip.other).set("net", slip.net);
  json.set("paid", slip.paid).set("owed", slip.owed);
  json.set("reduced", slip.reduced);
  json.set("taxes", std::move(taxes)).set("payments", array_of(slip.payments, slip_payment_view));
  return json;
}

}  // namespace anxin::views
