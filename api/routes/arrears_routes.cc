// Arrears that papers establish or reduce, those that records point to, and courts' attachments.
//
// Source: Decree 724 arts 33, 40 to 43, 50.
#include <array>

#include "api/routes/asked.h"
#include "api/routes/page.h"
#include "api/routes/route_tables.h"
#include "api/views/arrears.h"
#include "api/views/attachments.h"
#include "api/views/findings.h"
#include "payments/service/arrears_service.h"
#include "payments/service/attachment_service.h"
#include "payments/service/suspected_arrears.h"

namespace anxin::routes {
namespace {

using payments::ArrearsService;
using payments::ArrearsView;
using payments::AttachmentService;
using payments::AttachmentView;

constexpr std::array kPaperKinds{payments::ArrearsKind::decision, payments::ArrearsKind::mediation,
                                 payments::ArrearsKind::judgment, payments::ArrearsKind::admission};
constexpr std::array kReductionKinds{payments::ReductionKind::decision,
                                     payments::ReductionKind::worker_confirmed,
                                     payments::ReductionKind::mistake};
constexpr std::array kAttachedAccounts{payments::AttachedAccount::wage,
                                       payments::AttachedAccount::deposit};
constexpr std::array kAttachmentPurposes{payments::AttachmentPurpose::wages,
                                         payments::AttachmentPurpose::other};
constexpr std::array kOutcomes{payments::AttachmentOutcome::upheld,
                               payments::AttachmentOutcome::rejected,
                               payments::AttachmentOutcome::excess};

// ---- papers -------------------------------------------------------------------------------------

Result<payments::EstablishRequest> establish_request(const Call& call) {
  payments::EstablishRequest request;
  request.contract = call.word("project");
  request.bytes = call.body();
  request.kind = LEDGER_TRY(asked_one_of(call, "kind", kPaperKinds));
  request.document = call.given().text("document");
  request.on = call.given().get<Date>("on");
  request.employer = call.given().text("employer");
  if (call.given().flag("in_addition")) request.amount_is = payments::AmountIs::in_addition;
  return request;
}

Result<http::Response> check_arrears_table(Call& call) {
  const ArrearsService service(call.book());
  const auto request = LEDGER_TRY(establish_request(call));
  const auto checked = LEDGER_TRY(service.check(request));
  return json_response(json::Json::object()
                           .set("rows", checked.workers.size())
                           .set("accepted", checked.accepted())
                           .set("findings", views::findings_view(call.voice(), checked.findings)));
}

Result<http::Response> establish_arrears(Call& call) {
  const auto request = LEDGER_TRY(establish_request(call));
  ArrearsService service(call.book());
  const auto receipt = service.establish(call.caller(), request);
  if (receipt) return call.receipt(*receipt, 201);
  if (receipt.error().reason != payments::kArrearsRefused) {
    return tl::make_unexpected(receipt.error());
  }
  const auto checked = service.check(request);
  const auto findings = checked ? checked->findings : payments::Findings{};
  return problem_with(receipt.error(), call.problem_context(), "findings",
                      views::findings_view(call.voice(), findings));
}

Result<http::Response> reduce_arrears(Call& call) {
  payments::ReduceRequest request;
  request.line = call.word("line");
  request.amount = call.given().get<Money>("amount");
  request.kind = LEDGER_TRY(asked_one_of(call, "kind", kReductionKinds));
  request.document = call.given().text("document");
  if (call.given().flag("remitted_stays")) request.remitted = payments::RemittedIs::kept;
  ArrearsService service(call.book());
  return call.receipt(LEDGER_TRY(service.reduce(call.caller(), request)), 201);
}

using ArrearsStep = Result<ledger::Receipt> (ArrearsService::*)(const payments::Caller&,
                                                                const std::string&);
template <ArrearsStep step>
Result<http::Response> decide_arrears_paper(Call& call) {
  ArrearsService service(call.book());
  return call.receipt(LEDGER_TRY((service.*step)(call.caller(), call.word("paper"))));
}

Result<http::Response> show_arrears_paper(Call& call) {
  const ArrearsService service(call.book());
  return json_response(views::arrears_paper_view(LEDGER_TRY(service.show(call.word("paper")))));
}

// A contract has few papers: all of them at once, reductions last.
Result<http::Response> list_arrears_papers(Call& call) {
  const auto contract = LEDGER_TRY(call.book().contract(call.reader(), call.word("project")));
  const auto papers = LEDGER_TRY(ArrearsService(call.book()).list(contract.value.id));
  return json_response(views::arrears_papers_view(papers));
}

Result<http::Response> list_suspected_arrears(Call& call) {
  const auto region = payments::RegionCode::parse(call.word("region"));
  if (!region) return fail(kRouteUnknown);
  const auto on = asked_day(call, "on");
  const auto found = LEDGER_TRY(payments::suspected_arrears(call.book(), *region, on));
  return json_response(views::suspected_view(found, on));
}

// ---- attachments --------------------------------------------------------------------------------

Result<http::Response> open_attachment_case(Call& call) {
  payments::AttachmentOrder order;
  order.contract = call.word("project");
  order.account = LEDGER_TRY(asked_one_of(call, "account", kAttachedAccounts));
  order.court = call.given().text("court");
  order.document = call.given().text("document");
  order.amount = call.given().get<Money>("amount");
  order.purpose = LEDGER_TRY(asked_one_of(call, "purpose", kAttachmentPurposes));
  order.on = call.given().get<Date>("on");
  AttachmentService service(call.book());
  return call.receipt(LEDGER_TRY(service.open(call.caller(), order)), 201);
}

payments::AttachmentAct attachment_act(const Call& call) {
  return {call.word("attachment"), call.given().text("document"), call.given().get<Date>("on")};
}

using AttachmentStep = Result<ledger::Receipt> (AttachmentService::*)(
    const payments::Caller&, const payments::AttachmentAct&);
template <AttachmentStep step>
Result<http::Response> take_attachment_step(Call& call) {
  AttachmentService service(call.book());
  return call.receipt(LEDGER_TRY((service.*step)(call.caller(), attachment_act(call))));
}

Result<http::Response> decide_attachment(Call& call) {
  const auto outcome = LEDGER_TRY(asked_one_of(call, "outcome", kOutcomes));
  AttachmentService service(call.book());
  return call.receipt(LEDGER_TRY(service.decide(call.caller(), attachment_act(call), outcome)));
}

Result<http::Response> execute_attachment(Call& call) {
  const payments::AttachmentExecution execution{
      attachment_act(call), call.given().get<Money>("amount"), call.given().texts("lines")};
  AttachmentService service(call.book());
  return call.receipt(LEDGER_TRY(service.execute(call.caller(), execution)));
}

Result<http::Response> show_attachment(Call& call) {
  const AttachmentService service(call.book());
  return json_response(
      views::attachment_view(call.voice(), LEDGER_TRY(service.show(call.word("attachment")))));
}

Result<http::Response> list_attachments(Call& call) {
  const auto contract = LEDGER_TRY(call.book().contract(call.reader(), call.word("project")));
  const auto all = LEDGER_TRY(AttachmentService(call.book()).list(contract.value.id));
  return json_response(views::attachments_view(call.voice(), all));
}

// ---- the table ----------------------------------------------------------------------------------

constexpr Roles kArrearsAuthority{Role::regulator};
constexpr Roles kArrearsProposers{Role::approver, Role::regulator};
constexpr Roles kReductionProposers{Role::clerk, Role::approver, Role::regulator};
constexpr Roles kArrearsWatchers{Role::regulator, Role::auditor};
constexpr Roles kAttachmentStaff{Role::clerk, Role::approver, Role::bank, Role::regulator};
constexpr Roles kObjectors{Role::approver, Role::regulator};

const std::vector<Field> kEstablishFields{
    {"kind", FieldKind::text, Need::required, "decision", {}, words_in(kPaperKinds)},
    {"document", FieldKind::text, Need::required, "人社监理〔2026〕21号"},
    {"on", FieldKind::date, Need::required, "2026-11-20"},
    {"employer", FieldKind::text, Need::optional, ""},
    {"in_addition", FieldKind::flag, Need::optional, "false"}};

std::vector<Field> act_fields(std::vector<Field> more) {
  std::vector<Field> fields{{"document", FieldKind::text, Need::required, "(2026)赣0781执17号"},
                            {"on", FieldKind::date, Need::required, "2026-11-20"}};
  fields.insert(fields.end(), more.begin(), more.end());
  return fields;
}

std::vector<Route> arrears_paper_routes() {
  using enum http::Method;
  using enum Concern;
  return {
      {"check-arrears", post, "/v1/projects/{project}/arrears-papers/check", contract,
       kArrearsProposers, check_arrears_table, Effect::reads, kEstablishFields, BodyKind::file},
      {"establish-arrears", post, "/v1/projects/{project}/arrears-papers", contract,
       kArrearsProposers, establish_arrears, Effect::changes, kEstablishFields, BodyKind::file},
      {"list-arrears-papers", get, "/v1/projects/{project}/arrears-papers", contract, kBookReaders,
       list_arrears_papers},
      {"show-arrears-paper", get, "/v1/arrears-papers/{paper}", contract, kBookReaders,
       show_arrears_paper},
      {"approve-arrears-paper", post, "/v1/arrears-papers/{paper}/approve", contract,
       kArrearsAuthority, decide_arrears_paper<&ArrearsService::approve>, Effect::changes},
      {"withdraw-arrears-paper", post, "/v1/arrears-papers/{paper}/withdraw", contract,
       kReductionProposers, decide_arrears_paper<&ArrearsService::withdraw>, Effect::changes},
      {"reduce-arrears",
       post,
       "/v1/payroll-lines/{line}/reduce",
       contract,
       kReductionProposers,
       reduce_arrears,
       Effect::changes,
       {},
       BodyKind::fields,
       {{"amount", FieldKind::amount, Need::required, "120.00"},
        {"kind",
         FieldKind::text,
         Need::required,
         "worker-confirmed",
         {},
         words_in(kReductionKinds)},
        {"document", FieldKind::text, Need::required, "QR-2026-11-07"},
        {"remitted_stays", FieldKind::flag, Need::optional, "false"}}},
      {"list-suspected-arrears",
       get,
       "/v1/regions/{region}/suspected-arrears",
       region,
       kArrearsWatchers,
       list_suspected_arrears,
       Effect::reads,
       {{"on", FieldKind::date, Need::optional, "2026-12-01"}}},
  };
}

std::vector<Route> attachment_routes() {
  using enum http::Method;
  using enum Concern;
  return {
      {"open-attachment",
       post,
       "/v1/projects/{project}/attachments",
       contract,
       kAttachmentStaff,
       open_attachment_case,
       Effect::changes,
       {},
       BodyKind::fields,
       act_fields(
           {{"account", FieldKind::text, Need::required, "wage", {}, words_in(kAttachedAccounts)},
            {"court", FieldKind::text, Need::required, "青河县人民法院"},
            {"amount", FieldKind::amount, Need::required, "50000.00"},
            {"purpose",
             FieldKind::text,
             Need::required,
             "other",
             {},
             words_in(kAttachmentPurposes)}})},
      {"list-attachments", get, "/v1/projects/{project}/attachments", contract, kBookReaders,
       list_attachments},
      {"show-attachment", get, "/v1/attachments/{attachment}", contract, kBookReaders,
       show_attachment},
  };
}

std::vector<Route> attachment_step_routes() {
  using enum http::Method;
  using enum Concern;
  return {
      {"notice-attachment-nature",
       post,
       "/v1/attachments/{attachment}/nature",
       contract,
       Roles{Role::bank},
       take_attachment_step<&AttachmentService::notice_nature>,
       Effect::changes,
       {},
       BodyKind::fields,
       act_fields({})},
      {"object-to-attachment",
       post,
       "/v1/attachments/{attachment}/object",
       contract,
       kObjectors,
       take_attachment_step<&AttachmentService::object>,
       Effect::changes,
       {},
       BodyKind::fields,
       act_fields({})},
      {"decide-attachment",
       post,
       "/v1/attachments/{attachment}/decide",
       contract,
       kAttachmentStaff,
       decide_attachment,
       Effect::changes,
       {},
       BodyKind::fields,
       act_fields(
           {{"outcome", FieldKind::text, Need::required, "upheld", {}, words_in(kOutcomes)}})},
      {"execute-attachment",
       post,
       "/v1/attachments/{attachment}/execute",
       contract,
       kAttachmentStaff,
       execute_attachment,
       Effect::changes,
       {},
       BodyKind::fields,
       act_fields({{"amount", FieldKind::amount, Need::required, "20000.00"},
                   {"lines", FieldKind::texts, Need::optional, "", "line"}})},
      {"lift-attachment",
       post,
       "/v1/attachments/{attachment}/lift",
       contract,
       kAttachmentStaff,
       take_attachment_step<&AttachmentService::lift>,
       Effect::changes,
       {},
       BodyKind::fields,
       act_fields({})},
  };
}

}  // namespace

std::vector<Route> arrears_routes() {
  auto all = arrears_paper_routes();
  for (const auto& part : {attachment_routes(), attachment_step_routes()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

}  // namespace anxin::routes
