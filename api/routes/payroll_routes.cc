// The payroll month: check, submit, confirm, approve, instruct, repair, and what can be fetched.
//
// Source: payments.md, "One payroll month".
#include "api/routes/asked.h"
#include "api/routes/call.h"
#include "api/routes/page.h"
#include "api/routes/reasons.h"
#include "api/routes/route_tables.h"
#include "api/views/attendance.h"
#include "api/views/batch.h"
#include "api/views/findings.h"
#include "api/views/sheet.h"
#include "ledger/base/text.h"
#include "payments/bank/attendance_grid.h"
#include "payments/bank/repair_table.h"
#include "payments/service/payroll_service.h"

namespace anxin::routes {
namespace {

using payments::PayrollBatch;
using payments::PayrollService;

bank::TableChoices table_choices(const Call& call) {
  bank::TableChoices choices;
  choices.sheet = call.given().text("sheet");
  choices.columns = bank::columns_in_order(call.given().text("columns"));
  return choices;
}

Result<views::Reveal> reveal_of(const Call& call, const PayrollService& service) {
  if (!call.given().flag("reveal")) return views::Reveal::masked;
  LEDGER_CHECK(service.may_reveal(call.caller(), call.word("project")));
  return views::Reveal::whole;
}

// Changes nothing: a table with faults is an answer, not a refusal. An attendance grid is counted.
Result<http::Response> check_payroll(Call& call) {
  const PayrollService service(call.book());
  const auto reveal = LEDGER_TRY(reveal_of(call, service));
  const auto sheet = LEDGER_TRY(service.check(
      call.word("project"), call.given().get<Month>("month"), call.body(), table_choices(call)));
  if (!sheet.table.accepted()) {
    const auto& captions = call.ground().data.captions;
    const auto grid = bank::read_attendance(call.body(), captions, table_choices(call));
    if (grid) return json_response(views::attendance_view(call.voice(), *grid));
  }
  return json_response(views::sheet_view(call.voice(), sheet, reveal));
}

// What was wrong with a file that was refused, so that nobody has to ask again.
http::Response explained_refusal(Call& call, const payments::SubmitRequest& request,
                                 const Fault& fault) {
  const PayrollService service(call.book());
  const auto sheet = service.check(request.contract, request.month, request.bytes, request.choices);
  const auto findings = sheet ? sheet->findings : payments::Findings{};
  return problem_with(fault, call.problem_context(), "findings",
                      views::findings_view(call.voice(), findings));
}

Result<http::Response> submit_payroll(Call& call) {
  payments::SubmitRequest request;
  request.contract = call.word("project");
  request.month = call.given().get<Month>("month");
  request.bytes = call.body();
  request.reason = call.given().text("reason");
  request.confirmed = call.given().flag("confirmed");
  request.choices = table_choices(call);
  PayrollService service(call.book());
  const auto receipt = service.submit(call.caller(), request);
  if (receipt) return call.receipt(*receipt, 201);
  const auto reason = receipt.error().reason;
  const bool by_lines = reason == payments::kSheetRefused || reason == payments::kReasonNeeded;
  if (by_lines) return explained_refusal(call, request, receipt.error());
  return tl::make_unexpected(receipt.error());
}

Result<http::Response> repair_payroll(Call& call) {
  PayrollService service(call.book());
  const payments::RepairRequest request{call.word("project"), call.given().get<Month>("month"),
                                        call.body()};
  return call.receipt(LEDGER_TRY(service.repair(call.caller(), request)), 201);
}

Result<http::Response> list_payrolls(Call& call) {
  const PayrollService service(call.book());
  const auto contract = LEDGER_TRY(call.book().contract(call.reader(), call.word("project")));
  auto batches = LEDGER_TRY(service.list(contract.value.id));
  const auto state = call.given().text("state");
  const auto month = call.given().find<Month>("month");
  std::erase_if(batches, [&](const PayrollBatch& one) {
    return (!state.empty() && payments::to_word(one.state) != state) ||
           (month && one.month != *month);
  });
  const auto page =
      LEDGER_TRY(page_of(call, std::move(batches), [](const PayrollBatch& one) { return one.id; }));
  return json_response(views::batches_view(page.items).set("next", page.next));
}

Result<http::Response> show_payroll(Call& call) {
  const PayrollService service(call.book());
  return json_response(views::batch_view(LEDGER_TRY(service.show(call.word("batch")))));
}

using PayrollStep = Result<ledger::Receipt> (PayrollService::*)(const payments::Caller&,
                                                                const std::string&);
template <PayrollStep step>
Result<http::Response> take_payroll_step(Call& call) {
  PayrollService service(call.book());
  return call.receipt(LEDGER_TRY((service.*step)(call.caller(), call.word("batch"))));
}

// {"shortfall":"wait"}, {"shortfall":"equal-shares"} or {"teams":[…]}.
payments::ShortfallChoice shortfall_of(const Call& call) {
  const auto teams = call.given().texts("teams");
  if (!teams.empty()) return payments::shortfall::Teams{teams};
  const auto word = call.given().text("shortfall");
  if (word.empty()) return payments::shortfall::NotChosen{};
  if (word == "wait") return payments::shortfall::Wait{};
  return payments::shortfall::EqualShares{};
}

Result<http::Response> instruct_payroll(Call& call) {
  PayrollService service(call.book());
  payments::InstructRequest request;
  request.batch = call.word("batch");
  request.choice = shortfall_of(call);
  request.profile = call.given().text("profile");
  return call.receipt(LEDGER_TRY(service.instruct(call.caller(), request)), 201);
}

Result<http::Response> download_payroll_file(Call& call) {
  const PayrollService service(call.book());
  const auto& id = call.word("file");
  const auto profile = LEDGER_TRY(service.file_profile(id));
  http::Response response;
  response.body = LEDGER_TRY(service.file_bytes(call.caller(), id));
  response.headers.push_back({"content-type", "application/octet-stream"});
  response.headers.push_back(
      {"content-disposition", "attachment; filename=\"" + id + "." + profile.extension + "\""});
  return response;
}

std::vector<Field> table_fields(std::vector<Field> more) {
  std::vector<Field> fields{{"month", FieldKind::month, Need::required, "2026-10"},
                            {"sheet", FieldKind::text, Need::optional, ""},
                            {"columns", FieldKind::text, Need::optional, ""}};
  fields.insert(fields.end(), more.begin(), more.end());
  return fields;
}

}  // namespace

std::vector<Route> payroll_routes() {
  using enum http::Method;
  using enum Concern;
  static constexpr Roles kMakers{Role::clerk, Role::subcontractor};
  static constexpr Roles kRepairers{Role::clerk};
  static constexpr Roles kApprovers{Role::approver};
  static constexpr Roles kTableReaders{Role::clerk, Role::approver, Role::subcontractor};
  static constexpr Roles kFileReaders{Role::clerk, Role::approver, Role::bank};
  return {
      {"check-payroll", post, "/v1/projects/{project}/payrolls/check", contract, kTableReaders,
       check_payroll, Effect::reads,
       table_fields({{"reveal", FieldKind::flag, Need::optional, "false"}}), BodyKind::file},
      {"submit-payroll",
       post,
       "/v1/projects/{project}/payrolls",
       contract,
       kMakers,
       submit_payroll,
       Effect::changes,
       table_fields({{"confirmed", FieldKind::flag, Need::optional, "true"}}),
       BodyKind::file,
       {},
       {{"reason", FieldKind::text, Need::optional, ""}}},
      {"repair-payroll",
       post,
       "/v1/projects/{project}/payrolls/repair",
       contract,
       kRepairers,
       repair_payroll,
       Effect::changes,
       {{"month", FieldKind::month, Need::required, "2026-10"}},
       BodyKind::file},
      {"list-payrolls", get, "/v1/projects/{project}/payrolls", contract, kBookReaders,
       list_payrolls, Effect::reads,
       paged({{"state",
               FieldKind::text,
               Need::optional,
               "approved",
               {},
               every_state<payments::BatchState>(payments::to_word)},
              {"month", FieldKind::month, Need::optional, "2026-10"}})},
      {"show-payroll", get, "/v1/payrolls/{batch}", contract, kBookReaders, show_payroll},
      {"confirm-payroll", post, "/v1/payrolls/{batch}/confirm", contract, kMakers,
       take_payroll_step<&PayrollService::confirm>, Effect::changes},
      {"withdraw-payroll", post, "/v1/payrolls/{batch}/withdraw", contract, kTableReaders,
       take_payroll_step<&PayrollService::withdraw>, Effect::changes},
      {"approve-payroll", post, "/v1/payrolls/{batch}/approve", contract, kApprovers,
       take_payroll_step<&PayrollService::approve>, Effect::changes},
      {"instruct-payroll",
       post,
       "/v1/payrolls/{batch}/instruct",
       contract,
       kApprovers,
       instruct_payroll,
       Effect::changes,
       {},
       BodyKind::fields,
       {{"shortfall", FieldKind::text, Need::optional, "equal-shares", {}, "wait, equal-shares"},
        {"teams", FieldKind::texts, Need::optional, ""},
        {"profile", FieldKind::text, Need::optional, ""}}},
      {"download-payroll-file", get, "/v1/payroll-files/{file}", contract, kFileReaders,
       download_payroll_file},
  };
}

}  // namespace anxin::routes
