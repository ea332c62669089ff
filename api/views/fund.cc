#include "api/views/fund.h"

#include "api/views/values.h"

namespace anxin::views {
namespace {

using payments::FundMovement;
using payments::FundPayment;
using payments::FundView;

Json movement_view(const FundMovement& movement) {
  Json json = Json::object();
  json.set("id", movement.id).set("kind", to_word(movement.kind));
  json.set("amount", movement.amount).set("on", to_string(movement.on));
  json.set("debtor", given_or_null(movement.debtor));
  json.set("booked_on", given_or_null(booked_on(movement)));
  json.set("document", movement.document).set("state", payments::to_word(movement.state));
  return json;
}

Json debtor_view(const FundView::Debtor& debtor) {
  return Json::object().set("party", debtor.party).set("owed", debtor.owed);
}

Json payment_line_view(const payments::NoticeLine& line) {
  Json json = Json::object();
  json.set("line", line.line).set("amount", line.amount);
  json.set("outcome", to_word(line.outcome));
  return json.set("reason", given_or_null(line.reason));
}

}  // namespace

Json fund_view(const FundView& view) {
  Json json = Json::object();
  json.set("fund", view.fund.id).set("region", view.fund.region).set("name", view.fund.name);
  json.set("opened_on", to_string(view.fund.opened_on)).set("held", view.held);
  json.set("receivable", view.receivable).set("capital", view.capital);
  json.set("debtors", array_of(view.debtors, debtor_view));
  return json.set("movements", array_of(view.movements, movement_view));
}

Json funds_view(const std::vector<FundView>& views) { return array_of(views, fund_view); }

Json fund_payment_view(const FundPayment& payment) {
  Json json = Json::object();
  json.set("payment", payment.id).set("fund", payment.fund).set("contract", payment.contract);
  json.set("case", given_or_null(payment.case_id));
  json.set("decision", payment.decision).set("bank", payment.bank);
  json.set("state", payments::to_word(payment.state)).set("sum", payment.sum);
  json.set("above_cap", payment.above_cap);
  json.set("beyond", given_or_null(payment.beyond));
  json.set("raised_by", given_or_null(payment.raised_by));
  json.set("unconfirmed", payment.unconfirmed).set("rules", list_of(payment.rules));
  return json.set("lines", array_of(payment.lines, payment_line_view));
}

Json fund_payments_view(const std::vector<FundPayment>& all) {
  return Json::object().set("payments", array_of(all, fund_payment_view));
}

std::string booked_on(const FundMovement& movement) {
  const auto* booked = std::get_if<payments::fund_movement::Booked>(&movement.state);
  return booked == nullptr ? "" : to_string(booked->on);
}

}  // namespace anxin::views
