// Where everything stands today: the first look of a regulator, a contractor, a bank.
#include <algorithm>

#include "api/routes/call.h"
#include "api/routes/route_tables.h"
#include "api/views/overview.h"
#include "payments/service/deposit_service.h"
#include "payments/service/emergency_fund_service.h"
#include "payments/service/suspected_arrears.h"

namespace anxin::routes {
namespace {

using json::Json;

// The overview's contracts that the key sees.
Result<std::vector<payments::ContractOverview>> seen_contracts(Call& call) {
  auto all = LEDGER_TRY(payments::overview(call.book()));
  std::erase_if(all, [&](const payments::ContractOverview& one) {
    const auto contract = payments::find(call.reader(), payments::kContracts, one.contract);
    return !contract || !payments::sees(call.reader(), call.grant(), contract->value);
  });
  return all;
}

Json deposit_sums(const payments::DepositView& view) {
  Json json = Json::object();
  json.set("cash", view.cash).set("letters", view.letters);
  return std::move(json.set("covered", view.covered()));
}

Money overdue_in(const std::vector<payments::SuspectedArrears>& arrears,
                 const std::string& contract) {
  const auto found = std::find_if(arrears.begin(), arrears.end(),
                                  [&](const auto& one) { return one.contract == contract; });
  return found == arrears.end() ? Money() : found->owed;
}

// Those of the regions whose sums the key sees.
Result<Json> funds_seen(Call& call) {
  Json funds = Json::array();
  const payments::EmergencyFundService service(call.book());
  for (const auto& one : LEDGER_TRY(service.list())) {
    if (!payments::sees_region(call.grant(), one.fund.region)) continue;
    Json json = Json::object().set("fund", one.fund.id).set("name", one.fund.name);
    json.set("region", one.fund.region).set("held", one.held);
    funds.push(std::move(json.set("receivable", one.receivable)));
  }
  return funds;
}

Result<http::Response> show_overview(Call& call) {
  const payments::DepositService deposits(call.book());
  const auto now = call.book().now();
  const auto arrears =
      LEDGER_TRY(payments::suspected_arrears(call.book(), std::nullopt, shanghai_date(now)));
  Json contracts = Json::array();
  for (const auto& one : LEDGER_TRY(seen_contracts(call))) {
    const auto deposit = LEDGER_TRY(deposits.show(one.contract));
    auto json = views::contract_overview_view(one);
    json.set("region", deposit.region).set("deposit", deposit_sums(deposit));
    json.set("overdue", overdue_in(arrears, one.contract));
    json.set("waiting", views::waiting_view(payments::waiting_work(call.reader(), one.contract)));
    contracts.push(std::move(json));
  }
  Json json = Json::object().set("as_of", to_string(now)).set("contracts", std::move(contracts));
  return json_response(json.set("funds", LEDGER_TRY(funds_seen(call))));
}

}  // namespace

std::vector<Route> overview_routes() {
  using enum http::Method;
  return {{"overview", get, "/v1/overview", Concern::login, kSumReaders, show_overview}};
}

}  // namespace anxin::routes
