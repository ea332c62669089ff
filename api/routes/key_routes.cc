// Keys: an admin hands them out and takes them back.
#include "api/routes/call.h"
#include "api/routes/page.h"
#include "api/routes/route_tables.h"
#include "api/views/access_keys.h"

namespace anxin::routes {
namespace {

using payments::AccessKey;

payments::AccessKeyRequest request_of(const Call& call) {
  payments::AccessKeyRequest request;
  request.actor = call.given().text("actor");
  request.projects = call.given().texts("projects");
  request.regions = call.given().texts("regions");
  request.expires_on = call.given().find<Date>("expires_on");
  return request;
}

// A key that is narrowed or ends must not make one that is not.
Result<void> may_hand_out(const Call& call) {
  LEDGER_CHECK(check_whole_key(call));
  const auto& [key, staff] = call.grant();
  if (!key.expires_on) return {};
  return fail(payments::kNotPermitted,
              {{"actor", staff.actor}, {"role", std::string(payments::to_word(staff.role))}});
}

Result<http::Response> create_key(Call& call) {
  LEDGER_CHECK(may_hand_out(call));
  payments::AccessKeyService service(call.book(), call.ground().entropy);
  const auto made = LEDGER_TRY(service.create(call.caller(), request_of(call)));
  auto response = json_response(views::made_key_view(made), 201);
  if (made.receipt.replayed) response.headers.push_back({"idempotency-replayed", "true"});
  return response;
}

Result<http::Response> revoke_key(Call& call) {
  LEDGER_CHECK(may_hand_out(call));
  payments::AccessKeyService service(call.book(), call.ground().entropy);
  return call.receipt(LEDGER_TRY(service.revoke(call.caller(), call.word("key"))));
}

Result<http::Response> list_keys(Call& call) {
  LEDGER_CHECK(may_hand_out(call));
  const payments::AccessKeyService service(call.book(), call.ground().entropy);
  auto keys = LEDGER_TRY(service.list());
  const auto page =
      LEDGER_TRY(page_of(call, std::move(keys), [](const AccessKey& key) { return key.id; }));
  return json_response(views::access_keys_view(page.items).set("next", page.next));
}

}  // namespace

std::vector<Route> key_routes() {
  using enum http::Method;
  using enum Concern;
  return {
      {"list-keys", get, "/v1/keys", login, {Role::admin}, list_keys, Effect::reads, paged({})},
      {"create-key",
       post,
       "/v1/keys",
       login,
       {Role::admin},
       create_key,
       Effect::changes,
       {},
       BodyKind::fields,
       {{"actor", FieldKind::text, Need::required, "li.clerk"},
        {"projects", FieldKind::texts, Need::optional, "QH01"},
        {"regions", FieldKind::texts, Need::optional, "360700"},
        {"expires_on", FieldKind::date, Need::optional, "2026-12-31"}}},
      {"revoke-key",
       post,
       "/v1/keys/{key}/revoke",
       login,
       {Role::admin},
       revoke_key,
       Effect::changes},
  };
}

}  // namespace anxin::routes
