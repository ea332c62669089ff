// Funding: labour cost due from the owner, money that arrived, and the open price.
//
// Source: Decree 724 arts 24 and 29.
#include "api/routes/call.h"
#include "api/routes/page.h"
#include "api/routes/route_tables.h"
#include "api/routes/words.h"
#include "api/views/funding.h"
#include "payments/service/funding_service.h"
#include "payments/service/price_service.h"

namespace anxin::routes {
namespace {

using payments::FundingService;
using payments::PriceMovementKind;

Result<http::Response> make_labour_cost_due(Call& call) {
  FundingService service(call.book());
  const auto month = call.given().get<Month>("month");
  return call.receipt(LEDGER_TRY(service.make_due(call.caller(), call.word("project"), month)),
                      201);
}

Result<http::Response> receive_funding(Call& call) {
  payments::ReceiveRequest request;
  request.contract = call.word("project");
  request.source = source_given(call);
  request.amount = call.given().get<Money>("amount");
  request.on = call.given().find<Date>("on");
  request.reference = call.given().text("reference");
  FundingService service(call.book());
  return call.receipt(LEDGER_TRY(service.receive(call.caller(), request)), 201);
}

// A page of a table's records of the contract, as the view shows them.
template <class T>
Result<http::Response> funding_page(Call& call, const payments::RecordTable<T>& table,
                                    json::Json (*view)(const std::vector<T>&)) {
  const auto contract = LEDGER_TRY(call.book().contract(call.reader(), call.word("project")));
  auto found = payments::find_all(call.reader(), table, contract.value.id + "/");
  const auto page =
      LEDGER_TRY(page_of(call, std::move(found), [](const auto& one) { return one.key; }));
  std::vector<T> shown;
  for (const auto& one : page.items) shown.push_back(one.value);
  return json_response(view(shown).set("next", page.next));
}

Result<http::Response> list_labour_cost_due(Call& call) {
  return funding_page(call, payments::kFundingDues, views::funding_dues_view);
}

Result<http::Response> list_funding_receipts(Call& call) {
  return funding_page(call, payments::kReceipts, views::funding_receipts_view);
}

template <PriceMovementKind kind>
Result<http::Response> move_price(Call& call) {
  payments::PriceRequest request;
  request.contract = call.word("project");
  request.kind = kind;
  request.amount = call.given().get<Money>("amount");
  request.document = call.given().text("document");
  request.on = call.given().find<Date>("on");
  payments::PriceService service(call.book());
  return call.receipt(LEDGER_TRY(service.move(call.caller(), request)), 201);
}

const std::vector<Field> kPriceFields{
    {"amount", FieldKind::amount, Need::required, "1000000.00"},
    {"document", FieldKind::text, Need::required, "计量〔2026〕10号"},
    {"on", FieldKind::date, {}, "2026-11-05"}};

}  // namespace

std::vector<Route> funding_routes() {
  using enum http::Method;
  using enum Concern;
  static constexpr Roles kOwnerAndStaff{Role::clerk, Role::approver, Role::owner};
  static constexpr Roles kReceivers{Role::clerk, Role::approver, Role::owner, Role::bank};
  return {
      {"list-labour-cost-due", get, "/v1/projects/{project}/labour-cost-due", contract,
       kBookReaders, list_labour_cost_due, Effect::reads, paged({})},
      {"make-labour-cost-due",
       post,
       "/v1/projects/{project}/labour-cost-due",
       contract,
       kOwnerAndStaff,
       make_labour_cost_due,
       Effect::changes,
       {},
       BodyKind::fields,
       {{"month", FieldKind::month, Need::required, "2026-10"}}},
      {"list-funding-receipts", get, "/v1/projects/{project}/funding-receipts", contract,
       kBookReaders, list_funding_receipts, Effect::reads, paged({})},
      {"receive-funding",
       post,
       "/v1/projects/{project}/funding-receipts",
       contract,
       kReceivers,
       receive_funding,
       Effect::changes,
       {},
       BodyKind::fields,
       {{"amount", FieldKind::amount, Need::required, "1200000.00"},
        {"reference", FieldKind::text, Need::required, "QH01-202610-LC"},
        source_field(),
        {"on", FieldKind::date, {}, "2026-11-05"}}},
      {"certify-price",
       post,
       "/v1/projects/{project}/price-certificates",
       contract,
       kOwnerAndStaff,
       move_price<PriceMovementKind::certified>,
       Effect::changes,
       {},
       BodyKind::fields,
       kPriceFields},
      {"pay-price",
       post,
       "/v1/projects/{project}/price-payments",
       contract,
       kOwnerAndStaff,
       move_price<PriceMovementKind::paid>,
       Effect::changes,
       {},
       BodyKind::fields,
       kPriceFields},
  };
}

}  // namespace anxin::routes
