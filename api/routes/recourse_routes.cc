// Discharge of arrears and recovery: plans, cases with their steps, claims and what debtors pay.
//
// Source: Decree 724 arts 29, 30, 36, 37 and 63.
#include "api/routes/asked.h"
#include "api/routes/page.h"
#include "api/routes/route_tables.h"
#include "api/views/discharge_plan.h"
#include "api/views/recourse.h"
#include "payments/rules/discharge_plan.h"
#include "payments/service/records.h"
#include "payments/service/recourse_service.h"

namespace anxin::routes {
namespace {

using payments::ClaimPart;
using payments::DischargeCase;
using payments::RecourseService;

// ---- plans --------------------------------------------------------------------------------------

Result<payments::DischargeFacts> discharge_facts(const Call& call) {
  payments::DischargeFacts facts;
  facts.region = LEDGER_TRY(asked_region(call, "region"));
  facts.cause = LEDGER_TRY(asked_word<payments::DischargeCause>(call, "cause"));
  if (call.given().has("employer")) {
    facts.employer = LEDGER_TRY(asked_word<payments::DischargeParty>(call, "employer"));
  }
  facts.arrears = call.given().get<Money>("arrears");
  facts.employer_pays = asked_amount(call, "employer_pays");
  facts.owner_unsettled = asked_amount(call, "owner_unsettled");
  facts.liable_pays = call.given().find<Money>("liable_pays");
  facts.deposit = asked_amount(call, "deposit");
  facts.fund = asked_amount(call, "fund");
  facts.treasury = asked_amount(call, "treasury");
  if (call.given().has("order")) {
    facts.order = LEDGER_TRY(asked_word<payments::DischargeOrder>(call, "order"));
  }
  facts.papers = LEDGER_TRY(asked_words<payments::DischargePaper>(call, "papers"));
  return facts;
}

Result<http::Response> plan_discharge_asked(Call& call) {
  const auto facts = LEDGER_TRY(discharge_facts(call));
  const auto on = asked_day(call, "on");
  const auto& data = call.ground().data;
  const auto plan = LEDGER_TRY(payments::plan_discharge(facts, data.rules, data.calendar, on));
  return json_response(views::discharge_plan_view(call.voice(), facts, on, plan));
}

// ---- cases --------------------------------------------------------------------------------------

Result<http::Response> open_discharge_case(Call& call) {
  payments::OpenCaseRequest request;
  request.contract = call.word("project");
  request.cause = LEDGER_TRY(asked_word<payments::DischargeCause>(call, "cause"));
  request.document = call.given().text("document");
  request.employer = call.given().text("employer");
  request.fund = call.given().text("fund");
  if (call.given().has("fund_cause")) {
    request.fund_cause = LEDGER_TRY(asked_word<payments::FundCause>(call, "fund_cause"));
  }
  if (call.given().flag("incident_feared")) {
    request.incident = payments::OpenCaseRequest::Incident::feared;
  }
  RecourseService service(call.book());
  return call.receipt(LEDGER_TRY(service.open(call.caller(), request)), 201);
}

Result<http::Response> show_discharge_case(Call& call) {
  const RecourseService service(call.book());
  return json_response(views::discharge_case_view(LEDGER_TRY(service.show(call.word("case")))));
}

Result<http::Response> list_discharge_cases(Call& call) {
  const auto contract = LEDGER_TRY(call.book().contract(call.reader(), call.word("project")));
  auto cases = LEDGER_TRY(RecourseService(call.book()).list());
  std::erase_if(cases, [&](const auto& one) { return one.contract != contract.value.id; });
  const auto page =
      LEDGER_TRY(page_of(call, std::move(cases), [](const DischargeCase& one) { return one.id; }));
  return json_response(views::discharge_cases_view(page.items).set("next", page.next));
}

Result<http::Response> note_discharge_case(Call& call) {
  payments::CaseNote noted;
  noted.case_id = call.word("case");
  if (call.given().has("order")) {
    noted.order = LEDGER_TRY(asked_word<payments::DischargeOrder>(call, "order"));
  }
  noted.papers = LEDGER_TRY(asked_words<payments::DischargePaper>(call, "papers"));
  noted.treasury = call.given().find<Money>("treasury");
  noted.document = call.given().text("document");
  RecourseService service(call.book());
  return call.receipt(LEDGER_TRY(service.note(call.caller(), noted)));
}

Result<http::Response> execute_discharge_step(Call& call) {
  payments::ExecuteStepRequest request;
  request.case_id = call.word("case");
  request.ground = LEDGER_TRY(asked_word<payments::DischargeGround>(call, "step"));
  request.decision = call.given().text("decision");
  request.paper = call.given().text("paper");
  request.payer = call.given().text("payer");
  request.amount = call.given().find<Money>("amount");
  request.reference = call.given().text("reference");
  RecourseService service(call.book());
  return call.receipt(LEDGER_TRY(service.execute(call.caller(), request)), 201);
}

using ProposedStep = Result<ledger::Receipt> (RecourseService::*)(const payments::Caller&,
                                                                  const payments::ProposedStepId&);
template <ProposedStep step>
Result<http::Response> decide_discharge_step(Call& call) {
  RecourseService service(call.book());
  const payments::ProposedStepId proposed{call.word("case"), call.given().text("reference")};
  return call.receipt(LEDGER_TRY((service.*step)(call.caller(), proposed)));
}

// ---- claims -------------------------------------------------------------------------------------

// A contract's claim is for who sees the contract, a fund's for who sees its region.
bool sees_claim(Call& call, const ClaimPart& part) {
  const auto& claim = part.claim;
  if (claim.contract.empty()) {
    const auto fund = payments::find(call.reader(), payments::kFunds, claim.creditor);
    return fund && payments::sees_region(call.grant(), fund->value.region);
  }
  const auto contract = call.book().contract(call.reader(), claim.contract);
  return contract && payments::sees(call.reader(), call.grant(), contract->value);
}

Result<http::Response> list_claims(Call& call) {
  auto parts = LEDGER_TRY(RecourseService(call.book()).claims(call.given().text("debtor")));
  std::erase_if(parts, [&](const ClaimPart& part) { return !sees_claim(call, part); });
  return json_response(views::claims_view(parts));
}

// What is paid back goes to the oldest part, whosever it is: all of them must be in sight.
Result<http::Response> recover_from_debtor(Call& call) {
  payments::RecoverRequest request;
  request.debtor = call.given().text("debtor");
  request.amount = call.given().get<Money>("amount");
  request.reference = call.given().text("reference");
  request.document = call.given().text("document");
  request.on = call.given().find<Date>("on");
  RecourseService service(call.book());
  for (const auto& part : LEDGER_TRY(service.claims(request.debtor))) {
    if (!sees_claim(call, part)) {
      return fail(payments::kNotPermitted, {{"actor", call.grant().staff.actor},
                                            {"role", std::string(to_word(Role::regulator))}});
    }
  }
  return call.receipt(LEDGER_TRY(service.recover(call.caller(), request)), 201);
}

template <payments::ClaimEnd how>
Result<http::Response> end_claim_by(Call& call) {
  payments::EndClaimRequest request;
  request.claim = {call.word("project"), call.given().text("creditor"),
                   call.given().text("debtor")};
  request.how = how;
  request.amount = call.given().get<Money>("amount");
  request.document = call.given().text("document");
  RecourseService service(call.book());
  return call.receipt(LEDGER_TRY(service.end_claim(call.caller(), request)));
}

// ---- the table ----------------------------------------------------------------------------------

constexpr Roles kCaseAuthority{Role::regulator};
constexpr Roles kClaimEnders{Role::approver, Role::regulator};

const std::vector<Field> kPlanFields{{"region", FieldKind::region, Need::required, "360781"},
                                     {"cause",
                                      FieldKind::text,
                                      Need::required,
                                      "subcontractor",
                                      {},
                                      payments::every_word<payments::DischargeCause>()},
                                     {"arrears", FieldKind::amount, Need::required, "100000.00"},
                                     {"on", FieldKind::date, Need::optional, "2026-11-25"},
                                     {"employer",
                                      FieldKind::text,
                                      Need::optional,
                                      "",
                                      {},
                                      payments::every_word<payments::DischargeParty>()},
                                     {"employer_pays", FieldKind::amount, Need::optional, "0.00"},
                                     {"owner_unsettled", FieldKind::amount, Need::optional, "0.00"},
                                     {"liable_pays", FieldKind::amount, Need::optional, "20000.00"},
                                     {"deposit", FieldKind::amount, Need::optional, "30000.00"},
                                     {"fund", FieldKind::amount, Need::optional, "0.00"},
                                     {"treasury", FieldKind::amount, Need::optional, "0.00"},
                                     {"order",
                                      FieldKind::text,
                                      Need::optional,
                                      "expired",
                                      {},
                                      payments::every_word<payments::DischargeOrder>()},
                                     {"papers",
                                      FieldKind::texts,
                                      Need::optional,
                                      "",
                                      {},
                                      payments::every_word<payments::DischargePaper>()}};

const std::vector<Field> kClaimFields{{"creditor", FieldKind::text, Need::required, "P-GC"},
                                      {"debtor", FieldKind::text, Need::required, "P-SUB"},
                                      {"amount", FieldKind::amount, Need::required, "5000.00"},
                                      {"document", FieldKind::text, Need::required, "XY-2026-3"}};

const std::vector<Field> kProposedStepFields{
    {"reference", FieldKind::text, Need::required, "CZ-2026-0042"}};

std::vector<Route> discharge_case_routes() {
  using enum http::Method;
  using enum Concern;
  return {
      {"plan-discharge",
       post,
       "/v1/discharge-plans",
       login,
       kAllRoles,
       plan_discharge_asked,
       Effect::reads,
       {},
       BodyKind::fields,
       kPlanFields},
      {"list-discharge-cases", get, "/v1/projects/{project}/discharge-cases", contract,
       kBookReaders, list_discharge_cases, Effect::reads, paged({})},
      {"show-discharge-case", get, "/v1/discharge-cases/{case}", contract, kBookReaders,
       show_discharge_case},
      {"open-discharge-case",
       post,
       "/v1/projects/{project}/discharge-cases",
       contract,
       kCaseAuthority,
       open_discharge_case,
       Effect::changes,
       {},
       BodyKind::fields,
       {{"cause",
         FieldKind::text,
         Need::required,
         "subcontractor",
         {},
         payments::every_word<payments::DischargeCause>()},
        {"document", FieldKind::text, Need::required, "人社监令〔2026〕9号"},
        {"employer", FieldKind::text, Need::optional, ""},
        {"fund", FieldKind::text, Need::optional, "", "fund"},
        {"fund_cause",
         FieldKind::text,
         Need::optional,
         "absconded",
         {},
         payments::every_word<payments::FundCause>()},
        {"incident_feared", FieldKind::flag, Need::optional, ""}}},
  };
}

std::vector<Route> discharge_step_routes() {
  using enum http::Method;
  using enum Concern;
  return {
      {"note-discharge-case",
       post,
       "/v1/discharge-cases/{case}/notes",
       contract,
       kCaseAuthority,
       note_discharge_case,
       Effect::changes,
       {},
       BodyKind::fields,
       {{"document", FieldKind::text, Need::required, "送达回证 2026-11-02"},
        {"order",
         FieldKind::text,
         Need::optional,
         "running",
         {},
         payments::every_word<payments::DischargeOrder>()},
        {"papers",
         FieldKind::texts,
         Need::optional,
         "",
         {},
         payments::every_word<payments::DischargePaper>()},
        {"treasury", FieldKind::amount, Need::optional, "0.00"}}},
      {"execute-discharge-step",
       post,
       "/v1/discharge-cases/{case}/steps",
       contract,
       kCaseAuthority,
       execute_discharge_step,
       Effect::changes,
       {},
       BodyKind::fields,
       {{"step",
         FieldKind::text,
         Need::required,
         "deposit",
         {},
         payments::every_word<payments::DischargeGround>()},
        {"decision", FieldKind::text, Need::required, "人社令〔2026〕17号"},
        {"paper", FieldKind::text, Need::optional, "QH01-N01"},
        {"payer", FieldKind::text, Need::optional, ""},
        {"amount", FieldKind::amount, Need::optional, "30000.00"},
        {"reference", FieldKind::text, Need::optional, ""}}},
      {"approve-discharge-step",
       post,
       "/v1/discharge-cases/{case}/steps/approve",
       contract,
       kCaseAuthority,
       decide_discharge_step<&RecourseService::approve>,
       Effect::changes,
       {},
       BodyKind::fields,
       kProposedStepFields},
      {"withdraw-discharge-step",
       post,
       "/v1/discharge-cases/{case}/steps/withdraw",
       contract,
       kCaseAuthority,
       decide_discharge_step<&RecourseService::withdraw>,
       Effect::changes,
       {},
       BodyKind::fields,
       kProposedStepFields},
  };
}

std::vector<Route> claim_routes() {
  using enum http::Method;
  using enum Concern;
  return {
      {"list-claims",
       get,
       "/v1/claims",
       login,
       kBookReaders,
       list_claims,
       Effect::reads,
       {{"debtor", FieldKind::text, Need::optional, "P-SUB"}}},
      {"recover",
       post,
       "/v1/recoveries",
       login,
       kCaseAuthority,
       recover_from_debtor,
       Effect::changes,
       {},
       BodyKind::fields,
       {{"debtor", FieldKind::text, Need::required, "P-SUB"},
        {"amount", FieldKind::amount, Need::required, "5000.00"},
        {"reference", FieldKind::text, Need::required, "ICBC2026120100003"},
        {"document", FieldKind::text, Need::required, "XY-2026-3"},
        {"on", FieldKind::date, Need::optional, "2026-12-01"}}},
      {"settle-claim",
       post,
       "/v1/projects/{project}/claims/settle",
       contract,
       kClaimEnders,
       end_claim_by<payments::ClaimEnd::settled>,
       Effect::changes,
       {},
       BodyKind::fields,
       kClaimFields},
      {"waive-claim",
       post,
       "/v1/projects/{project}/claims/waive",
       contract,
       kClaimEnders,
       end_claim_by<payments::ClaimEnd::written_off>,
       Effect::changes,
       {},
       BodyKind::fields,
       kClaimFields},
  };
}

}  // namespace

std::vector<Route> recourse_routes() {
  auto all = discharge_case_routes();
  for (const auto& part : {discharge_step_routes(), claim_routes()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

}  // namespace anxin::routes
