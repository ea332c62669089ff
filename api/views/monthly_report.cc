#include "api/views/monthly_report.h"

#include "api/views/values.h"

namespace anxin::views {
namespace {

void add_figures(const payments::MonthlyFigures& figures, Json& json) {
  for (const auto& sum : payments::kMonthlySums) {
    json.set(sum.word, Json::amount(figures.*sum.value));
  }
  for (const auto& count : payments::kMonthlyCounts) json.set(count.word, figures.*count.value);
}

Json contract_view(const payments::ContractMonth& row) {
  Json json = Json::object();
  json.set("contract", row.contract).set("project", row.project);
  json.set("project_name", row.project_name).set("region", row.region);
  json.set("owner", row.owner).set("contractor", row.contractor);
  json.set("has_account", row.has_account);
  add_figures(row.figures, json);
  return json;
}

Json fund_view(const payments::FundMonth& row) {
  Json json = Json::object();
  json.set("fund", row.fund).set("name", row.name);
  for (const auto& sum : payments::kFundSums) json.set(sum.word, row.*sum.value);
  return json;
}

}  // namespace

Json monthly_report_view(const payments::MonthlyReport& report) {
  Json count = Json::object();
  count.set("contracts", report.contracts.size()).set("with_account", report.with_account);
  count.set("in_arrears", report.in_arrears);
  Json total = Json::object();
  add_figures(report.total, total);
  Json json = Json::object();
  json.set("region", report.region.text()).set("month", to_string(report.month));
  json.set("as_of", to_string(report.as_of));
  json.set("contracts", array_of(report.contracts, contract_view));
  json.set("count", std::move(count)).set("total", std::move(total));
  json.set("funds", array_of(report.funds, fund_view));
  return json;
}

}  // namespace anxin::views
