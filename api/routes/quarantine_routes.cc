// Statements that did not fit and wait for two persons, or for a corrected file.
#include "api/routes/asked.h"
#include "api/routes/bank_scope.h"
#include "api/routes/call.h"
#include "api/routes/page.h"
#include "api/routes/route_tables.h"
#include "api/routes/words.h"
#include "api/views/quarantine.h"
#include "payments/service/quarantine_service.h"

namespace anxin::routes {
namespace {

using payments::QuarantineService;

Result<http::Response> list_quarantine(Call& call) {
  const QuarantineService service(call.book());
  auto files = LEDGER_TRY(service.list(call.word("project")));
  const auto state = call.given().text("state");
  std::erase_if(files, [&](const auto& one) {
    return !state.empty() && payments::to_word(one.state) != state;
  });
  const auto page =
      LEDGER_TRY(page_of(call, std::move(files), [](const auto& one) { return one.id; }));
  return json_response(views::quarantine_view(page.items).set("next", page.next));
}

Result<http::Response> add_to_quarantine(Call& call) {
  LEDGER_CHECK(check_file_scope(call));
  QuarantineService service(call.book());
  return call.receipt(LEDGER_TRY(service.add(call.caller(), call.body(), profile_given(call))),
                      201);
}

Result<http::Response> release_quarantined(Call& call) {
  QuarantineService service(call.book());
  return call.receipt(LEDGER_TRY(
      service.release(call.caller(), call.word("quarantined"), call.given().text("reason"))));
}

Result<http::Response> reject_quarantined(Call& call) {
  QuarantineService service(call.book());
  return call.receipt(LEDGER_TRY(
      service.reject(call.caller(), call.word("quarantined"), call.given().text("reason"))));
}

}  // namespace

std::vector<Route> quarantine_routes() {
  using enum http::Method;
  using enum Concern;
  static constexpr Roles kReleasers{Role::clerk, Role::approver, Role::bank, Role::regulator};
  static constexpr Roles kRejecters{Role::bank, Role::regulator};
  return {
      {"list-quarantine", get, "/v1/projects/{project}/quarantine", contract, kBookReaders,
       list_quarantine, Effect::reads,
       paged({{"state",
               FieldKind::text,
               {},
               "waiting",
               {},
               every_state<payments::QuarantineState>(payments::to_word)}})},
      {"add-to-quarantine",
       post,
       "/v1/quarantine",
       login,
       kPersonReaders,
       add_to_quarantine,
       Effect::changes,
       {{"profile", FieldKind::text, {}, "iso20022"}},
       BodyKind::file},
      {"release-quarantined",
       post,
       "/v1/quarantine/{quarantined}/release",
       contract,
       kReleasers,
       release_quarantined,
       Effect::changes,
       {},
       BodyKind::fields,
       {{"reason", FieldKind::text, {}, "银行确认当日无其他明细"}}},
      {"reject-quarantined",
       post,
       "/v1/quarantine/{quarantined}/reject",
       contract,
       kRejecters,
       reject_quarantined,
       Effect::changes,
       {},
       BodyKind::fields,
       {{"reason", FieldKind::text, Need::required, "重复下载的对账单"}}},
  };
}

}  // namespace anxin::routes
