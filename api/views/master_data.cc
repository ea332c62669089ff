#include "api/views/master_data.h"

#include "api/views/values.h"
#include "ledger/base/amount.h"

namespace anxin::views {

Json region_view(const payments::Region& region) {
  return Json::object().set("region", region.code).set("name", region.name);
}

Json project_view(const payments::Project& project, const std::vector<std::string>& contracts) {
  Json json = Json::object();
  json.set("project", project.id).set("name", project.name).set("region", project.region);
  json.set("contracts", list_of(contracts));
  return json;
}

Json contract_view(const payments::Contract& contract) {
  Json json = Json::object();
  json.set("contract", contract.id).set("project", contract.project);
  json.set("owner", contract.owner).set("contractor", contract.contractor);
  json.set("subcontractors", list_of(contract.subcontractors));
  json.set("signed_on", to_string(contract.signed_on)).set("amount", to_string(contract.amount));
  json.set("labour_share", contract.labour_share).set("months", contract.months);
  json.set("funding_day", contract.funding_day).set("pay_day", contract.pay_day);
  return json;
}

Json contract_account_view(const payments::WageAccount& account) {
  Json json = Json::object();
  json.set("account", account.id).set("bank", account.bank).set("bank_code", account.bank_code);
  json.set("number", account.number).set("name", account.name).set("profile", account.profile);
  json.set("opened_on", to_string(account.opened_on));
  return json;
}

Json party_view(const payments::Party& party) {
  return Json::object().set("party", party.id).set("name", party.name).set("uscc", party.uscc);
}

}  // namespace anxin::views
