// Projects, contracts and parties, and the file that brings new ones.
#include <algorithm>
#include <map>
#include <set>

#include "api/http/transport.h"
#include "api/routes/etag.h"
#include "api/routes/load_plan.h"
#include "api/routes/page.h"
#include "api/routes/reasons.h"
#include "api/routes/route_tables.h"
#include "api/routes/subject.h"
#include "api/views/master_data.h"
#include "api/views/refusal.h"
#include "payments/service/master_data_service.h"

namespace anxin::routes {
namespace {

using json::Json;
using payments::MasterDataService;
using payments::Versioned;

// ---- projects and contracts ---------------------------------------------------------------------

// The projects of contracts that the key sees, each with those contracts.
std::map<std::string, std::vector<std::string>> projects_seen(const Call& call) {
  std::map<std::string, std::vector<std::string>> projects;
  for (const auto& one : contracts_seen(call.reader(), call.grant())) {
    projects[one.value.project].push_back(one.key);
  }
  return projects;
}

Result<http::Response> list_projects(Call& call) {
  const auto seen = projects_seen(call);
  auto projects = payments::find_all(call.reader(), payments::kProjects);
  const auto region = call.given().text("region");
  std::erase_if(projects, [&](const auto& one) {
    return !seen.contains(one.key) || (!region.empty() && one.value.region != region);
  });
  const auto page =
      LEDGER_TRY(page_of(call, std::move(projects), [](const auto& one) { return one.key; }));
  Json all = Json::array();
  for (const auto& one : page.items) all.push(views::project_view(one.value, seen.at(one.key)));
  return json_response(Json::object().set("projects", std::move(all)).set("next", page.next));
}

// A project may have several contracts, so that it is not by one of them that it is seen.
Result<http::Response> show_project(Call& call) {
  const auto& id = call.word("project");
  const auto seen = projects_seen(call);
  const auto project = payments::find(call.reader(), payments::kProjects, id);
  if (!project || !seen.contains(id)) return tl::make_unexpected(unknown_subject("project", id));
  return tagged_response(views::project_view(project->value, seen.at(id)), project->version);
}

Result<http::Response> list_contracts(Call& call) {
  auto contracts = contracts_seen(call.reader(), call.grant());
  const auto project = call.given().text("project");
  std::erase_if(contracts,
                [&](const auto& one) { return !project.empty() && one.value.project != project; });
  const auto page =
      LEDGER_TRY(page_of(call, std::move(contracts), [](const auto& one) { return one.key; }));
  Json all = Json::array();
  for (const auto& one : page.items) all.push(views::contract_view(one.value));
  return json_response(Json::object().set("contracts", std::move(all)).set("next", page.next));
}

// A new wage account is another version of what is shown.
Result<http::Response> show_contract(Call& call) {
  const auto contract = LEDGER_TRY(call.book().contract(call.reader(), call.word("contract")));
  auto version = contract.version;
  Json accounts = Json::array();
  const auto prefix = contract.value.id + "/";
  for (const auto& one : payments::find_all(call.reader(), payments::kWageAccounts, prefix)) {
    accounts.push(views::contract_account_view(one.value));
    version = std::max(version, one.version);
  }
  auto json = views::contract_view(contract.value);
  return tagged_response(json.set("wage_accounts", std::move(accounts)), version);
}

// ---- parties ------------------------------------------------------------------------------------

bool looks_everywhere(const payments::AccessGrant& grant) {
  return kRegionReaders.has(grant.staff.role) && payments::is_whole(grant.key);
}

// Those of the contracts that the key sees, their banks, and its own.
std::set<std::string> parties_near(const Call& call) {
  std::set<std::string> near{call.grant().staff.party};
  for (const auto& one : contracts_seen(call.reader(), call.grant())) {
    near.insert({one.value.owner, one.value.contractor});
    near.insert(one.value.subcontractors.begin(), one.value.subcontractors.end());
    const auto prefix = one.key + "/";
    for (const auto& account : payments::find_all(call.reader(), payments::kWageAccounts, prefix)) {
      near.insert(account.value.bank);
    }
  }
  return near;
}

std::vector<Versioned<payments::Party>> parties_seen(const Call& call) {
  auto parties = payments::find_all(call.reader(), payments::kParties);
  if (looks_everywhere(call.grant())) return parties;
  const auto near = parties_near(call);
  std::erase_if(parties, [&](const auto& one) { return !near.contains(one.key); });
  return parties;
}

Result<http::Response> list_parties(Call& call) {
  const auto page =
      LEDGER_TRY(page_of(call, parties_seen(call), [](const auto& one) { return one.key; }));
  Json all = Json::array();
  for (const auto& one : page.items) all.push(views::party_view(one.value));
  return json_response(Json::object().set("parties", std::move(all)).set("next", page.next));
}

Result<http::Response> show_party(Call& call) {
  const auto& id = call.word("party");
  const auto seen = parties_seen(call);
  const auto party =
      std::find_if(seen.begin(), seen.end(), [&](const auto& one) { return one.key == id; });
  if (party == seen.end()) return fail(kRouteUnknown);
  return tagged_response(views::party_view(party->value), party->version);
}

// ---- loading ------------------------------------------------------------------------------------

constexpr const char* kMasterDataFile = "master-data.toml";

constexpr std::size_t kMasterDataBytesMax = 4U << 20;  // some eight thousand projects
constexpr std::size_t kLargeMasterData = 256U << 10;   // one for each thread fits into memory

// Refuses: http.body-too-large, request.own-busy, request.busy.
Result<payments::LoadPlan> plan_of_file(Call& call) {
  if (call.body().size() > kMasterDataBytesMax) return body_too_large(kMasterDataBytesMax);
  Place place;
  if (call.body().size() > kLargeMasterData) {
    place = LEDGER_TRY(call.ground().gates.master_data.take(call.grant().staff.actor));
  }
  return MasterDataService(call.book()).plan({{kMasterDataFile, call.body()}});
}

Result<http::Response> check_master_data(Call& call) {
  const auto plan = LEDGER_TRY(plan_of_file(call));
  return json_response(Json::object()
                           .set("accepted", !plan.refused())
                           .set("findings", views::load_findings_view(call.voice(), plan)));
}

// What a file brings may lie anywhere: a key for some projects or regions brings nothing.
Result<http::Response> load_master_data(Call& call) {
  LEDGER_CHECK(check_whole_key(call));
  return load_plan(call, LEDGER_TRY(plan_of_file(call)));
}

}  // namespace

std::vector<Route> master_data_routes() {
  using enum http::Method;
  using enum Concern;
  return {
      {"list-projects", get, "/v1/projects", login, kSumReaders, list_projects, Effect::reads,
       paged({{"region", FieldKind::region, {}, "360799"}})},
      {"show-project", get, "/v1/projects/{project}", login, kSumReaders, show_project},
      {"list-contracts", get, "/v1/contracts", login, kBookReaders, list_contracts, Effect::reads,
       paged({{"project", FieldKind::text, {}, "QH01"}})},
      {"show-contract", get, "/v1/contracts/{contract}", contract, kBookReaders, show_contract},
      {"list-parties", get, "/v1/parties", login, kSumReaders, list_parties, Effect::reads,
       paged({})},
      {"show-party", get, "/v1/parties/{party}", login, kSumReaders, show_party},
      {"check-master-data",
       post,
       "/v1/master-data/check",
       login,
       {Role::regulator},
       check_master_data,
       Effect::reads,
       {},
       BodyKind::file},
      {"load-master-data",
       post,
       "/v1/master-data",
       login,
       {Role::regulator},
       load_master_data,
       Effect::changes,
       {},
       BodyKind::file},
  };
}

}  // namespace anxin::routes
