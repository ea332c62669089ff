// Wage accounts (农民工工资专用账户) and their duties: opened and filed in time, funded, moved,
// closed.
//
// Source: Decree 724 arts 24 to 27, 33; 人社部发〔2021〕53号.
#include "api/routes/asked.h"
#include "api/routes/call.h"
#include "api/routes/page.h"
#include "api/routes/reasons.h"
#include "api/routes/route_tables.h"
#include "api/views/findings.h"
#include "api/views/wage_account.h"
#include "ledger/base/text.h"
#include "payments/rules/region_code.h"
#include "payments/service/wage_account_service.h"

namespace anxin::routes {
namespace {

using payments::WageAccountService;

// ---- looking ------------------------------------------------------------------------------------

Result<http::Response> show_wage_account(Call& call) {
  const auto on = call.given().find<Date>("on");
  const WageAccountService service(call.book());
  return json_response(views::wage_account_view(LEDGER_TRY(service.show(call.word("project"), on)),
                                                on.value_or(call.book().today())));
}

// The region itself and all that lies in it.
Result<http::Response> list_wage_accounts(Call& call) {
  const auto region = payments::RegionCode::parse(call.word("region"));
  if (!region) return fail(kRouteUnknown);
  const auto on = call.given().find<Date>("on");
  auto accounts = LEDGER_TRY(WageAccountService(call.book()).list(*region, on));
  const auto page = LEDGER_TRY(
      page_of(call, std::move(accounts), [](const auto& one) { return one.contract.id; }));
  return json_response(views::wage_accounts_view(page.items, on.value_or(call.book().today()))
                           .set("next", page.next));
}

// ---- papers -------------------------------------------------------------------------------------

Result<http::Response> start_works(Call& call) {
  const payments::WorksStartRequest request{call.word("project"), call.given().get<Date>("on"),
                                            call.given().text("document")};
  return call.receipt(
      LEDGER_TRY(WageAccountService(call.book()).start_works(call.caller(), request)), 201);
}

Result<http::Response> file_wage_account(Call& call) {
  const payments::FilingRequest request{call.word("project"), call.given().text("account"),
                                        call.given().get<Date>("on"),
                                        call.given().text("document")};
  return call.receipt(LEDGER_TRY(WageAccountService(call.book()).file(call.caller(), request)),
                      201);
}

Result<http::Response> succeed_contract(Call& call) {
  const payments::SuccessionRequest request{call.word("project"), call.given().text("successor"),
                                            call.given().text("document")};
  return call.receipt(LEDGER_TRY(WageAccountService(call.book()).succeed(call.caller(), request)),
                      201);
}

// ---- funding that did not come ------------------------------------------------------------------

using MonthStep = Result<ledger::Receipt> (WageAccountService::*)(const payments::Caller&,
                                                                  const std::string&, Month);
template <MonthStep step>
Result<http::Response> take_month_step(Call& call) {
  WageAccountService service(call.book());
  const auto month = call.given().get<Month>("month");
  return call.receipt(LEDGER_TRY((service.*step)(call.caller(), call.word("project"), month)), 201);
}

// ---- proposals ----------------------------------------------------------------------------------

Result<http::Response> propose_top_up(Call& call) {
  const auto& given = call.given();
  const payments::TopUpRequest request{call.word("project"), given.get<Month>("month"),
                                       given.get<Money>("amount"), given.text("reason")};
  WageAccountService service(call.book());
  return call.receipt(LEDGER_TRY(service.propose_top_up(call.caller(), request)), 201);
}

Result<http::Response> propose_labour_cost(Call& call) {
  const auto& given = call.given();
  const payments::LabourCostRequest request{call.word("project"), given.get<Month>("from_month"),
                                            given.find<Money>("monthly"), given.text("share"),
                                            given.text("document")};
  WageAccountService service(call.book());
  return call.receipt(LEDGER_TRY(service.propose_change(call.caller(), request)), 201);
}

Result<http::Response> propose_account_move(Call& call) {
  const payments::AccountMoveRequest request{call.word("project"), call.given().text("to"),
                                             call.given().text("document")};
  WageAccountService service(call.book());
  return call.receipt(LEDGER_TRY(service.propose_move(call.caller(), request)), 201);
}

Result<http::Response> propose_opening_balance(Call& call) {
  const auto& given = call.given();
  const payments::AccountOpeningRequest request{call.word("project"), given.text("account"),
                                                given.get<Money>("balance"), given.get<Date>("on"),
                                                given.text("document")};
  WageAccountService service(call.book());
  return call.receipt(LEDGER_TRY(service.propose_opening(call.caller(), request)), 201);
}

// To refuse is to say why: an empty reason agrees to nothing.
Result<payments::ProposalDecision> decision_about(const Call& call, const std::string& id) {
  const auto why = call.given().find<std::string>("refused_for");
  if (why && trim(*why).empty()) return not_as("refused_for", "reason");
  return payments::ProposalDecision{id, why.value_or("")};
}

Result<http::Response> decide_proposal(Call& call) {
  const auto decision = LEDGER_TRY(decision_about(call, call.word("proposal")));
  return call.receipt(LEDGER_TRY(WageAccountService(call.book()).decide(call.caller(), decision)));
}

// ---- closing ------------------------------------------------------------------------------------

constexpr auto kBarKinds = "case, arbitration";

Result<http::Response> bar_closing(Call& call) {
  const auto kind = payments::find_bar_kind(call.given().text("kind"));
  if (!kind) return not_as("kind", kBarKinds);
  const payments::BarRequest request{call.word("project"), *kind, call.given().text("document")};
  return call.receipt(LEDGER_TRY(WageAccountService(call.book()).bar(call.caller(), request)), 201);
}

Result<http::Response> lift_closing_bar(Call& call) {
  WageAccountService service(call.book());
  const auto document = call.given().text("document");
  return call.receipt(LEDGER_TRY(service.lift_bar(call.caller(), call.word("bar"), document)));
}

// What stands in the way of a closing is told all at once.
template <class Bars>
Result<http::Response> closing_response(Call& call, const Result<ledger::Receipt>& receipt,
                                        Bars bars, int status = 200) {
  if (receipt) return call.receipt(*receipt, status);
  if (receipt.error().reason != payments::kClosingBarred) {
    return tl::make_unexpected(receipt.error());
  }
  return problem_with(receipt.error(), call.problem_context(), "findings",
                      views::findings_view(call.voice(), bars().value_or(payments::Findings{})));
}

Result<http::Response> apply_closing(Call& call) {
  const auto& given = call.given();
  const payments::ClosingRequest request{call.word("project"), given.get<Date>("completed_on"),
                                         given.get<Date>("public_from"), given.text("promise")};
  WageAccountService service(call.book());
  return closing_response(
      call, service.apply_closing(call.caller(), request),
      [&] { return service.bars(request.contract, request.public_from); }, 201);
}

Result<http::Response> confirm_closing(Call& call) {
  const auto decision = LEDGER_TRY(decision_about(call, call.word("closing")));
  WageAccountService service(call.book());
  return closing_response(call, service.confirm_closing(call.caller(), decision),
                          [&] { return service.bars_of(decision.id); });
}

Result<http::Response> close_wage_account(Call& call) {
  WageAccountService service(call.book());
  return closing_response(call, service.close(call.caller(), call.word("closing")),
                          [&] { return service.bars_of(call.word("closing")); });
}

// ---- the tables ---------------------------------------------------------------------------------

constexpr Roles kStaffOrRegulator{Role::clerk, Role::approver, Role::regulator};
constexpr Roles kContractSides{Role::clerk, Role::approver, Role::owner};
constexpr Roles kAccountDeciders{Role::clerk, Role::approver, Role::owner, Role::regulator,
                                 Role::bank};

const Field kAccountDocument{"document", FieldKind::text, Need::required, "备案〔2026〕18号"};
const Field kAccountNamed{"account", FieldKind::text, Need::required, "ccb"};
const Field kAccountDay{"on", FieldKind::date, Need::required, "2026-03-10"};
const Field kAccountMonth{"month", FieldKind::month, Need::required, "2026-10"};
const Field kRefusedFor{"refused_for", FieldKind::text, {}, ""};

// A change that takes fields.
Route posting(std::string_view id, std::string_view path, Roles roles, Work work,
              std::vector<Field> body) {
  return {id,   http::Method::post, path, Concern::contract, roles,
          work, Effect::changes,    {},   BodyKind::fields,  std::move(body)};
}

}  // namespace

std::vector<Route> wage_account_routes() {
  const Field day{"on", FieldKind::date, {}, "2026-11-30"};
  return {
      {"show-wage-account",
       http::Method::get,
       "/v1/projects/{project}/wage-account",
       Concern::contract,
       kBookReaders,
       show_wage_account,
       Effect::reads,
       {day}},
      {"list-wage-accounts", http::Method::get, "/v1/regions/{region}/wage-accounts",
       Concern::region, kRegionReaders, list_wage_accounts, Effect::reads, paged({day})},
      posting("start-works", "/v1/projects/{project}/works-start", kStaffOrRegulator, start_works,
              {kAccountDay, kAccountDocument}),
      posting("file-wage-account", "/v1/projects/{project}/account-filings", kStaffOrRegulator,
              file_wage_account, {kAccountNamed, kAccountDay, kAccountDocument}),
      posting("notice-non-funding", "/v1/projects/{project}/non-funding-notices", kPersonReaders,
              take_month_step<&WageAccountService::notice_non_funding>, {kAccountMonth}),
      posting("report-non-funding", "/v1/projects/{project}/non-funding-reports", kContractorStaff,
              take_month_step<&WageAccountService::report_non_funding>, {kAccountMonth}),
      posting("propose-top-up", "/v1/projects/{project}/top-ups", kContractorStaff, propose_top_up,
              {kAccountMonth,
               {"amount", FieldKind::amount, Need::required, "300000.00"},
               {"reason", FieldKind::text, Need::required, "抢工期增加用工"}}),
      posting("propose-labour-cost", "/v1/projects/{project}/labour-cost-changes", kContractSides,
              propose_labour_cost,
              {{"from_month", FieldKind::month, Need::required, "2026-12"},
               kAccountDocument,
               {"monthly", FieldKind::amount, {}, ""},
               {"share", FieldKind::text, {}, "26 %"}}),
      posting("propose-account-move", "/v1/projects/{project}/account-moves", kContractorStaff,
              propose_account_move,
              {{"to", FieldKind::text, Need::required, "icbc"}, kAccountDocument}),
      posting("propose-opening-balance", "/v1/projects/{project}/opening-balances",
              kContractorStaff, propose_opening_balance,
              {kAccountNamed,
               {"balance", FieldKind::amount, Need::required, "100000.00"},
               kAccountDay,
               kAccountDocument}),
      posting("decide-account-proposal", "/v1/account-proposals/{proposal}/decide",
              kAccountDeciders, decide_proposal, {kRefusedFor}),
      posting(
          "succeed-contract", "/v1/projects/{project}/succession", {Role::regulator},
          succeed_contract,
          {{"successor", FieldKind::text, Need::required, "QH01B", "contract"}, kAccountDocument}),
      posting("bar-closing", "/v1/projects/{project}/closing-bars", {Role::regulator}, bar_closing,
              {{"kind", FieldKind::text, Need::required, "case", {}, kBarKinds}, kAccountDocument}),
      posting("lift-closing-bar", "/v1/closing-bars/{bar}/lift", {Role::regulator},
              lift_closing_bar, {kAccountDocument}),
      posting("apply-closing", "/v1/projects/{project}/account-closings", kContractorStaff,
              apply_closing,
              {{"completed_on", FieldKind::date, Need::required, "2027-06-01"},
               {"public_from", FieldKind::date, Need::required, "2027-06-02"},
               {"promise", FieldKind::text, Need::required, "无拖欠承诺〔2027〕1号"}}),
      posting("confirm-closing", "/v1/account-closings/{closing}/confirm", {Role::regulator},
              confirm_closing, {kRefusedFor}),
      {"close-wage-account",
       http::Method::post,
       "/v1/account-closings/{closing}/close",
       Concern::contract,
       {Role::bank},
       close_wage_account,
       Effect::changes},
  };
}

}  // namespace anxin::routes
