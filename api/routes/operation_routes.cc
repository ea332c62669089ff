// Operations: how far they are, what they have found, and their end before its time.
#include "api/routes/operation_start.h"
#include "api/routes/route_tables.h"

namespace anxin::routes {
namespace {

const std::string& asker(const Call& call) { return call.grant().staff.actor; }

Result<OperationView> operation_named(const Call& call) {
  return LEDGER_TRY(operations_of(call))->find(asker(call), call.word("operation"));
}

Result<http::Response> show_operation(Call& call) {
  return json_response(operation_view(call.voice(), LEDGER_TRY(operation_named(call))));
}

Result<http::Response> cancel_operation(Call& call) {
  auto* operations = LEDGER_TRY(operations_of(call));
  return json_response(operation_view(
      call.voice(), LEDGER_TRY(operations->cancel(asker(call), call.word("operation")))));
}

Result<std::shared_ptr<const OperationAnswer>> answer_of(const Call& call) {
  const auto view = LEDGER_TRY(operation_named(call));
  if (view.answer) return view.answer;
  return fail(kOperationState,
              {{"operation", view.id}, {"state", std::string(to_word(view.state))}});
}

Result<http::Response> show_operation_result(Call& call) {
  return json_response(LEDGER_TRY(answer_of(call))->result);
}

// A page that stands alone: nothing of it is fetched, nothing runs.
Result<http::Response> show_operation_report(Call& call) {
  const auto answer = LEDGER_TRY(answer_of(call));
  if (answer->page.empty()) {
    return fail(kOperationNoPage, {{"operation", call.word("operation")}});
  }
  http::Response response;
  response.body = answer->page;
  response.headers.push_back({"content-type", "text/html; charset=utf-8"});
  response.headers.push_back(
      {"content-security-policy",
       "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
       "form-action 'none'; frame-ancestors 'none'"});
  return response;
}

}  // namespace

std::vector<Route> operation_routes() {
  using enum http::Method;
  using enum Concern;
  return {
      {"show-operation", get, "/v1/operations/{operation}", login, kSimulators, show_operation},
      {"cancel-operation", post, "/v1/operations/{operation}/cancel", login, kSimulators,
       cancel_operation},
      {"show-operation-result", get, "/v1/operations/{operation}/result", login, kSimulators,
       show_operation_result},
      {"show-operation-report", get, "/v1/operations/{operation}/report", login, kSimulators,
       show_operation_report},
  };
}

}  // namespace anxin::routes
