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
  json.set("period", to_string(view.period)).set("withheld", to_string(view.withheld));
  json.set("remitted", to_string(view.remitted));
  json.set("left", to_string(view.withheld - view.remitted));
  json.set("due_by", text_or_null(view.due_by));
  json.set("overdue", to_string(view.overdue));
  return json;
}

Json facts_view(const payments::WageIncome& facts) {
  Json json = Json::object();
  json.set("income", to_string(facts.income)).set("months", facts.months);
  json.set("prior_income", to_string(facts.prior_income));
  json.set("prior_tax", to_string(facts.prior_tax));
  json.set("special_deductions", Json());  // not on record
  return json;
}

Json tax_view(const Voice& voice, const payments::SlipTax& tax) {
  Json json = Json::object();
  json.set("employer", tax.employer).set("sheet", to_string(tax.sheet));
  json.set("rule", tax.rule ? Json(to_string(tax.rule->tax)) : Json());
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
  json.set("amount", to_string(payment.amount));
  return json;
}

}  // namespace

Json withholding_view(const Voice& voice, const payments::Withholding& done,
                      const std::string& method, Date on) {
  Json json = Json::object();
  json.set("tax", to_string(done.tax)).set("taxable", to_string(done.taxable));
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
  json.set("month", to_string(slip.month)).set("gross", to_string(slip.gross));
  json.set("advance", to_string(slip.advance)).set("tax", to_string(slip.tax));
  json.set("other", to_string(slip.other)).set("net", to_string(slip.net));
  json.set("paid", to_string(slip.paid)).set("owed", to_string(slip.owed));
  json.set("reduced", to_string(slip.reduced));
  json.set("taxes", std::move(taxes)).set("payments", array_of(slip.payments, slip_payment_view));
  return json;
}

}  // namespace anxin::views
