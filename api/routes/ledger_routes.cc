// The bare ledger: for programs that want double entry and nothing of payments.
#include "api/json/ledger_json.h"
#include "api/routes/bare_lines.h"
#include "api/routes/bulk_postings.h"
#include "api/routes/route_tables.h"

namespace anxin::routes {
namespace {

http::Response entry_response(const ledger::Receipt& receipt) {
  auto response = json_response(json::receipt_json(receipt), 201);
  if (receipt.replayed) response.headers.push_back({"idempotency-replayed", "true"});
  return response;
}

Result<http::Response> apply_ledger_lines(Call& call) {
  http::Response response;
  response.body = LEDGER_TRY(answer_lines(call, call.body()));
  response.headers.push_back({"content-type", "application/x-ndjson"});
  return response;
}

Result<http::Response> apply_ledger_entry(Call& call) {
  return entry_response(LEDGER_TRY(apply_as_one(call, call.body())));
}

Result<http::Response> post_in_bulk(Call& call) {
  book::Command command;
  command.key = call.caller().key;
  command.actor = call.grant().staff.actor;
  command.caller = book::Caller::bare_on_payments;
  command.steps.push_back(LEDGER_TRY(read_bulk_postings(call.body())));
  return entry_response(LEDGER_TRY(book_bare(call, std::move(command))));
}

}  // namespace

std::vector<Route> ledger_routes() {
  using enum http::Method;
  using enum Concern;
  static constexpr Roles kBookers{Role::clerk};
  return {
      {"apply-ledger-lines",
       post,
       "/v1/ledger/lines",
       login,
       kBookers,
       apply_ledger_lines,
       Effect::changes_by_line,
       {},
       BodyKind::lines},
      {"apply-ledger-entry",
       post,
       "/v1/ledger/entries",
       login,
       kBookers,
       apply_ledger_entry,
       Effect::changes,
       {},
       BodyKind::lines},
      {"post-in-bulk",
       post,
       "/v1/ledger/postings",
       login,
       kBookers,
       post_in_bulk,
       Effect::changes,
       {},
       BodyKind::file},
  };
}

}  // namespace anxin::routes
