// A worker's own wages: a code made for the worker, the view that it opens, and what it shows.
#include "api/http/transport.h"
#include "api/routes/call.h"
#include "api/routes/reasons.h"
#include "api/routes/route_tables.h"
#include "api/routes/worker_door.h"
#include "api/views/own_wages.h"
#include "payments/service/own_wages.h"
#include "payments/service/records.h"
#include "payments/service/worker_change_service.h"

namespace anxin::routes {
namespace {

Result<http::Response> make_worker_code(Call& call) {
  const auto contract = LEDGER_TRY(call.book().contract(call.reader(), call.word("project")));
  const auto& worker = call.word("worker");
  const auto member =
      payments::find(call.reader(), payments::kMemberships, contract.value.id + "/" + worker);
  if (!member) return fail(payments::kWorkerUnknown, {{"worker", worker}});
  const auto code = call.ground().workers.make_code({contract.value.id, worker});
  if (!code) return fail(http::kOverloaded);
  return json_response(json::Json::object().set("worker", worker).set("code", *code), 201);
}

// One answer for every way of being wrong: a code that is none, has ended or was tried too often,
// and another card.
Result<http::Response> open_worker_view(Call& call) {
  const auto code = call.given().text("code");
  const auto whose = call.ground().workers.try_code(code);
  if (!whose) return fail(payments::kKeyRefused);
  const auto reader = LEDGER_TRY(call.book().read());
  const bool own = LEDGER_TRY(
      payments::card_ends_with(call.book(), reader, whose->worker, call.given().text("card_end")));
  if (!own) return fail(payments::kKeyRefused);
  const auto token = call.ground().workers.open_view(code);
  if (!token) return fail(payments::kKeyRefused);
  return json_response(json::Json::object().set("token", *token), 201);
}

Result<http::Response> show_own_wages(Call& call) {
  const auto whose = call.ground().workers.worker_of(call.secret());
  if (!whose) return fail(payments::kKeyRefused);
  const auto reader = LEDGER_TRY(call.book().read());
  const auto contract = LEDGER_TRY(call.book().contract(reader, whose->contract));
  const auto wages = payments::own_wages(reader, contract.value, whose->worker);
  return json_response(views::own_wages_view(wages));
}

}  // namespace

std::vector<Route> own_wages_routes() {
  using enum http::Method;
  static constexpr Roles kCodeMakers{Role::clerk, Role::approver, Role::bank, Role::regulator};
  return {
      {"make-worker-code", post, "/v1/projects/{project}/workers/{worker}/code", Concern::contract,
       kCodeMakers, make_worker_code},
      {"open-worker-view",
       post,
       "/v1/worker/views",
       Concern::nobody,
       kAllRoles,
       open_worker_view,
       Effect::reads,
       {},
       BodyKind::fields,
       {{"code", FieldKind::text, Need::required, "0123456789"},
        {"card_end", FieldKind::text, Need::required, "1234"}}},
      {"show-own-wages", get, "/v1/worker/wages", Concern::nobody, kAllRoles, show_own_wages},
  };
}

}  // namespace anxin::routes
