#include "api/views/overview.h"

#include "api/views/values.h"

namespace anxin::views {
namespace {

Json waiting_line(const payments::WaitingWork& one) {
  Json json = Json::object();
  json.set("batch", one.batch).set("month", to_string(one.month));
  json.set("step", to_word(one.step)).set("lines", one.lines);
  return std::move(json.set("net", one.net).set("due_on", to_string(one.due_on)));
}

}  // namespace

Json contract_overview_view(const payments::ContractOverview& one) {
  Json json = Json::object();
  json.set("contract", one.contract).set("project", one.project_name).set("workers", one.workers);
  json.set("gross", one.gross).set("net", one.net);
  json.set("paid", one.paid).set("unpaid", one.unpaid);
  json.set("balance", one.balance).set("in_transit", one.in_transit);
  json.set("unreconciled", Json::amount(one.unreconciled));
  json.set("funding_due", one.funding_due);
  json.set("overdue_duties", one.overdue_duties);
  json.set("taken_beyond", one.taken_beyond);
  return json;
}

Json overview_view(const std::vector<payments::ContractOverview>& contracts) {
  return Json::object().set("contracts", array_of(contracts, contract_overview_view));
}

Json waiting_view(const std::vector<payments::WaitingWork>& work) {
  return array_of(work, waiting_line);
}

}  // namespace anxin::views
