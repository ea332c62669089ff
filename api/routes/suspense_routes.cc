// Suspense (待查款项): what nobody could explain, and the papers by which two persons explain it.
#include "api/routes/asked.h"
#include "api/routes/call.h"
#include "api/routes/page.h"
#include "api/routes/reasons.h"
#include "api/routes/route_tables.h"
#include "api/routes/subject.h"
#include "api/routes/words.h"
#include "api/views/suspense.h"
#include "ledger/base/text.h"
#include "payments/service/suspense_service.h"

namespace anxin::routes {
namespace {

using payments::SuspenseService;

Result<http::Response> show_suspense(Call& call) {
  const SuspenseService service(call.book());
  return json_response(views::suspense_view(LEDGER_TRY(service.list(call.word("project")))));
}

// What was taken from the account and is owed back, with its papers.
Result<http::Response> show_restitution(Call& call) {
  auto view = LEDGER_TRY(SuspenseService(call.book()).list(call.word("project")));
  views::keep_restitution(view);
  return json_response(views::restitution_view(view));
}

Result<http::Response> show_suspense_paper(Call& call) {
  const SuspenseService service(call.book());
  return json_response(
      views::suspense_paper_view(LEDGER_TRY(service.show(call.word("suspense_paper")))));
}

std::string every_way() {
  const auto& known = payments::kSuspenseWayWords;
  return join({known.begin(), known.end()}, ", ");
}

Result<payments::SuspenseWay> way_given(const Call& call) {
  const auto way = payments::find_suspense_way(call.given().text("way"));
  if (!way) return not_as("way", every_way());
  return *way;
}

// Whatever is named must be of the contract of the path.
Result<void> check_of_contract(const Call& call, const payments::SuspenseRequest& request) {
  for (const auto& entry : {request.entry, request.other}) {
    if (!entry.empty()) LEDGER_CHECK(check_of_project(call, "item", entry));
  }
  for (const auto& line : request.lines) LEDGER_CHECK(check_of_project(call, "line", line));
  return {};
}

Result<http::Response> propose_suspense_paper(Call& call) {
  const auto& given = call.given();
  payments::SuspenseRequest request;
  request.way = LEDGER_TRY(way_given(call));
  request.contract = call.word("project");
  request.entry = given.text("item");
  request.other = given.text("with");
  request.reference = given.text("of");
  request.lines = given.texts("lines");
  request.party = given.text("party");
  request.source = source_given(call);
  request.amount = given.find<Money>("amount").value_or(Money());
  request.document = given.text("document");
  LEDGER_CHECK(check_of_contract(call, request));
  SuspenseService service(call.book());
  return call.receipt(LEDGER_TRY(service.propose(call.caller(), request)), 201);
}

Result<http::Response> approve_suspense_paper(Call& call) {
  SuspenseService service(call.book());
  return call.receipt(LEDGER_TRY(service.approve(call.caller(), call.word("suspense_paper"))));
}

Result<http::Response> withdraw_suspense_paper(Call& call) {
  SuspenseService service(call.book());
  return call.receipt(LEDGER_TRY(service.withdraw(call.caller(), call.word("suspense_paper"))));
}

}  // namespace

std::vector<Route> suspense_routes() {
  using enum http::Method;
  using enum Concern;
  static constexpr Roles kSecondPersons{Role::bank, Role::regulator};
  static constexpr Roles kEitherSide{Role::clerk, Role::approver, Role::bank, Role::regulator};
  return {
      {"show-suspense", get, "/v1/projects/{project}/suspense", contract, kBookReaders,
       show_suspense},
      {"show-restitution", get, "/v1/projects/{project}/restitution", contract, kBookReaders,
       show_restitution},
      {"propose-suspense-paper",
       post,
       "/v1/projects/{project}/suspense-papers",
       contract,
       kContractorStaff,
       propose_suspense_paper,
       Effect::changes,
       {},
       BodyKind::fields,
       {{"way", FieldKind::text, Need::required, "labour-cost", {}, every_way()},
        {"document", FieldKind::text, Need::required, "情况说明〔2026〕3号"},
        {"item", FieldKind::text, {}, "QH01/ccb/000001/000001", "item"},
        {"with", FieldKind::text, {}, "", "item"},
        {"of", FieldKind::text, {}, "QH01-202610-LC2"},
        {"lines", FieldKind::texts, {}, "", "line"},
        {"party", FieldKind::text, {}, ""},
        source_field(),
        {"amount", FieldKind::amount, {}, ""}}},
      {"show-suspense-paper", get, "/v1/suspense-papers/{suspense_paper}", contract, kBookReaders,
       show_suspense_paper},
      {"approve-suspense-paper", post, "/v1/suspense-papers/{suspense_paper}/approve", contract,
       kSecondPersons, approve_suspense_paper, Effect::changes},
      {"withdraw-suspense-paper", post, "/v1/suspense-papers/{suspense_paper}/withdraw", contract,
       kEitherSide, withdraw_suspense_paper, Effect::changes},
  };
}

}  // namespace anxin::routes
