// Changes of a worker's card or name: one person proposes, another one approves.
#include "api/routes/call.h"
#include "api/routes/page.h"
#include "api/routes/route_tables.h"
#include "api/views/worker_changes.h"
#include "payments/service/worker_change_service.h"

namespace anxin::routes {
namespace {

using payments::WorkerChangeService;

Result<http::Response> list_worker_changes(Call& call) {
  const WorkerChangeService service(call.book());
  auto changes = LEDGER_TRY(service.list(call.word("project")));
  const auto page =
      LEDGER_TRY(page_of(call, std::move(changes), [](const auto& one) { return one.change.id; }));
  return json_response(views::worker_changes_view(page.items).set("next", page.next));
}

Result<http::Response> propose_worker_change(Call& call) {
  const auto& given = call.given();
  payments::WorkerChangeRequest request;
  request.contract = call.word("project");
  request.worker = given.text("worker");
  request.name = given.text("name");
  request.card = given.text("card");
  request.bank_no = given.text("bank_no");
  request.phone = given.text("phone");
  request.document = given.text("document");
  WorkerChangeService service(call.book());
  return call.receipt(LEDGER_TRY(service.propose(call.caller(), request)), 201);
}

Result<http::Response> approve_worker_change(Call& call) {
  WorkerChangeService service(call.book());
  return call.receipt(LEDGER_TRY(service.approve(call.caller(), call.word("change"))));
}

Result<http::Response> withdraw_worker_change(Call& call) {
  WorkerChangeService service(call.book());
  return call.receipt(LEDGER_TRY(service.withdraw(call.caller(), call.word("change"))));
}

}  // namespace

std::vector<Route> worker_routes() {
  using enum http::Method;
  using enum Concern;
  return {
      {"list-worker-changes", get, "/v1/projects/{project}/worker-changes", contract,
       kPersonReaders, list_worker_changes, Effect::reads, paged({})},
      {"propose-worker-change",
       post,
       "/v1/projects/{project}/worker-changes",
       contract,
       kContractorStaff,
       propose_worker_change,
       Effect::changes,
       {},
       BodyKind::fields,
       {{"worker", FieldKind::text, Need::required, "QH01-0001"},
        {"document", FieldKind::text, Need::required, "变更申请〔2026〕1号"},
        {"name", FieldKind::text, {}, ""},
        {"card", FieldKind::text, {}, ""},
        {"bank_no", FieldKind::text, {}, "105100000017"},
        {"phone", FieldKind::text, {}, ""}}},
      {"approve-worker-change", post, "/v1/worker-changes/{change}/approve", contract,
       kContractorStaff, approve_worker_change, Effect::changes},
      {"withdraw-worker-change", post, "/v1/worker-changes/{change}/withdraw", contract,
       kContractorStaff, withdraw_worker_change, Effect::changes},
  };
}

}  // namespace anxin::routes
