// Guarantee deposits: what is required, what is stored, letters in its place, notices that pay
// wages from it, its refund.
//
// Source: 人社部发〔2021〕65号.
#include <array>

#include "api/routes/asked.h"
#include "api/routes/page.h"
#include "api/routes/route_tables.h"
#include "api/views/deposit_quote.h"
#include "api/views/deposit_receipt.h"
#include "api/views/deposits.h"
#include "payments/service/deposit_clearing.h"
#include "payments/service/deposit_service.h"
#include "payments/service/records.h"

namespace anxin::routes {
namespace {

using payments::DepositService;

constexpr CountRange kMonthsAsked{1, 999};    // three digits, as in a register
constexpr CountRange kProjectsAsked{1, 999};  // the project in question is one
constexpr CountRange kYearsAsked{0, 99};

http::Response deposit_answer(const Call& call, const ledger::Receipt& receipt, int status = 200) {
  return call.answered(receipt, views::deposit_receipt_view(receipt, call.idempotency_key()),
                       status);
}

// ---- how much -----------------------------------------------------------------------------------

Result<payments::DepositFacts> deposit_facts(const Call& call) {
  payments::DepositFacts facts;
  if (call.given().has("category")) {
    facts.category = LEDGER_TRY(asked_word<payments::ProjectCategory>(call, "category"));
  }
  facts.duration_months = LEDGER_TRY(asked_count(call, "duration_months", kMonthsAsked));
  facts.live_projects = LEDGER_TRY(asked_count(call, "live_projects", kProjectsAsked)).value_or(1);
  facts.clean_years = LEDGER_TRY(asked_count(call, "clean_years", kYearsAsked)).value_or(0);
  facts.arrears_within_two_years = call.given().flag("arrears_within_two_years");
  facts.blacklisted = call.given().flag("blacklisted");
  facts.duties_kept = !call.given().flag("duties_broken");
  return facts;
}

Result<http::Response> quote_deposit_asked(Call& call) {
  auto facts = LEDGER_TRY(deposit_facts(call));
  facts.region = LEDGER_TRY(asked_region(call, "region"));
  facts.contract_amount = call.given().get<Money>("contract_amount");
  const auto on = asked_day(call, "on");
  const auto quote = LEDGER_TRY(payments::quote_deposit(facts, call.ground().data.rules, on));
  return json_response(views::deposit_quote_view(call.voice(), facts, on, quote));
}

Result<http::Response> assess_deposit(Call& call) {
  payments::AssessRequest request;
  request.contract = call.word("project");
  request.permit_on = call.given().find<Date>("permit_on");
  request.bank = call.given().text("bank");
  request.facts = LEDGER_TRY(deposit_facts(call));
  DepositService service(call.book());
  return deposit_answer(call, LEDGER_TRY(service.assess(call.caller(), request)), 201);
}

// ---- looking ------------------------------------------------------------------------------------

Result<http::Response> show_deposit(Call& call) {
  const DepositService service(call.book());
  const auto view = LEDGER_TRY(service.show(call.word("project")));
  return json_response(views::deposit_view(view, call.book().today()));
}

Result<payments::RegionCode> region_of_deposits(const Call& call) {
  const auto region = payments::RegionCode::parse(call.word("region"));
  if (!region) return fail(payments::kDepositRegion, {{"region", call.word("region")}});
  return *region;
}

Result<http::Response> list_deposits(Call& call) {
  const DepositService service(call.book());
  const auto region = LEDGER_TRY(region_of_deposits(call));
  const auto all = LEDGER_TRY(service.list(region));
  return json_response(views::deposits_view(all, call.book().today()));
}

Result<http::Response> list_deposits_to_clear(Call& call) {
  const auto region = LEDGER_TRY(region_of_deposits(call));
  const auto on = asked_day(call, "on");
  const auto rows = LEDGER_TRY(payments::deposits_to_clear(call.book(), region, on));
  return json_response(views::clearing_view(rows, on));
}

// ---- money and letters --------------------------------------------------------------------------

constexpr std::array kMovementKinds{payments::DepositMoney::stored,
                                    payments::DepositMoney::interest,
                                    payments::DepositMoney::interest_out};
constexpr std::array kLetterKinds{payments::GuaranteeKind::bank_letter,
                                  payments::GuaranteeKind::company_letter,
                                  payments::GuaranteeKind::insurance};

Result<http::Response> book_deposit_money(Call& call) {
  payments::DepositMoneyRequest request;
  request.contract = call.word("project");
  request.kind = LEDGER_TRY(asked_one_of(call, "kind", kMovementKinds));
  request.amount = call.given().get<Money>("amount");
  request.on = call.given().find<Date>("on");
  request.reference = call.given().text("reference");
  DepositService service(call.book());
  return deposit_answer(call, LEDGER_TRY(service.book_money(call.caller(), request)), 201);
}

Result<http::Response> take_deposit_letter(Call& call) {
  payments::LetterRequest request;
  request.contract = call.word("project");
  request.kind = LEDGER_TRY(asked_one_of(call, "kind", kLetterKinds));
  request.issuer = call.given().text("issuer");
  request.number = call.given().text("number");
  request.amount = call.given().get<Money>("amount");
  request.valid_from = call.given().get<Date>("valid_from");
  request.valid_to = call.given().get<Date>("valid_to");
  request.replaces = call.given().text("replaces");
  DepositService service(call.book());
  return deposit_answer(call, LEDGER_TRY(service.take_letter(call.caller(), request)), 201);
}

Result<http::Response> end_deposit_letter(Call& call) {
  const bool lapsed = call.given().text("how") == "lapsed";
  const auto how = lapsed ? payments::LetterEnd::lapsed : payments::LetterEnd::given_back;
  DepositService service(call.book());
  return deposit_answer(call,
                        LEDGER_TRY(service.end_letter(call.caller(), call.word("letter"), how)));
}

// ---- notices ------------------------------------------------------------------------------------

Result<http::Response> propose_deposit_notice(Call& call) {
  payments::NoticeRequest request;
  request.contract = call.word("project");
  request.decision = call.given().text("decision");
  request.order_expired_on = call.given().get<Date>("order_expired_on");
  request.lines = call.given().texts("lines");
  request.letter = call.given().text("letter");
  DepositService service(call.book());
  return deposit_answer(call, LEDGER_TRY(service.propose_notice(call.caller(), request)), 201);
}

using DepositStep = Result<ledger::Receipt> (DepositService::*)(const payments::Caller&,
                                                                const std::string&);
template <DepositStep step>
Result<http::Response> deposit_step_on(Call& call, std::string_view word) {
  DepositService service(call.book());
  return deposit_answer(call, LEDGER_TRY((service.*step)(call.caller(), call.word(word))));
}
template <DepositStep step>
Result<http::Response> decide_deposit_notice(Call& call) {
  return deposit_step_on<step>(call, "notice");
}
template <DepositStep step>
Result<http::Response> decide_deposit_assessment(Call& call) {
  return deposit_step_on<step>(call, "assessment");
}

std::optional<PaidPaper> paid_notice(const Call& call) {
  const auto notice = payments::find(call.reader(), payments::kNotices, call.word("notice"));
  if (!notice) return std::nullopt;
  return PaidPaper{notice->value.contract, notice->value.payer};
}

Result<http::Response> answer_deposit_notice(Call& call) {
  LEDGER_CHECK(check_may_answer(call, "notice", paid_notice(call)));
  const payments::NoticeAnswer answer{LEDGER_TRY(asked_line_answers(call)), call.word("notice"),
                                      call.given().find<Date>("on")};
  DepositService service(call.book());
  return deposit_answer(call, LEDGER_TRY(service.answer_notice(call.caller(), answer)));
}

// ---- refunds ------------------------------------------------------------------------------------

Result<http::Response> apply_for_deposit_refund(Call& call) {
  const payments::RefundRequest request{call.word("project"),
                                        call.given().get<Date>("completed_on"),
                                        call.given().get<Date>("public_from")};
  DepositService service(call.book());
  return deposit_answer(call, LEDGER_TRY(service.apply_refund(call.caller(), request)), 201);
}

// Passed where no reasons are given.
Result<http::Response> audit_deposit_refund(Call& call) {
  payments::RefundAudit audited{call.word("refund"), payments::audit::Passed{}};
  const auto reasons = call.given().find<std::string>("refused_for");
  if (reasons) audited.verdict = payments::audit::RefusedFor{*reasons};
  DepositService service(call.book());
  return deposit_answer(call, LEDGER_TRY(service.audit_refund(call.caller(), audited)));
}

Result<http::Response> confirm_deposit_refund(Call& call) {
  return deposit_step_on<&DepositService::confirm_refund>(call, "refund");
}

// ---- the table ----------------------------------------------------------------------------------

std::vector<Field> past_fields(std::vector<Field> fields) {
  const std::vector<Field> past{{"category",
                                 FieldKind::text,
                                 Need::optional,
                                 "other",
                                 {},
                                 payments::every_word<payments::ProjectCategory>()},
                                {"duration_months", FieldKind::integer, Need::optional, "18"},
                                {"live_projects", FieldKind::integer, Need::optional, "2"},
                                {"clean_years", FieldKind::integer, Need::optional, "0"},
                                {"arrears_within_two_years", FieldKind::flag, Need::optional, ""},
                                {"blacklisted", FieldKind::flag, Need::optional, ""},
                                {"duties_broken", FieldKind::flag, Need::optional, ""}};
  fields.insert(fields.end(), past.begin(), past.end());
  return fields;
}

constexpr Roles kDepositAuthority{Role::regulator};
constexpr Roles kDepositPayers{Role::bank};
constexpr Roles kDepositBookers{Role::bank, Role::regulator};
constexpr Roles kDepositRegister{Role::regulator, Role::auditor, Role::viewer};

std::vector<Route> deposit_amount_routes() {
  using enum http::Method;
  using enum Concern;
  return {
      {"quote-deposit",
       post,
       "/v1/deposit-quotes",
       login,
       kAllRoles,
       quote_deposit_asked,
       Effect::reads,
       {},
       BodyKind::fields,
       past_fields({{"region", FieldKind::region, Need::required, "350000"},
                    {"contract_amount", FieldKind::amount, Need::required, "120000000.00"},
                    {"on", FieldKind::date, Need::optional, "2026-03-01"}})},
      {"show-deposit", get, "/v1/projects/{project}/deposit", contract, kBookReaders, show_deposit},
      {"list-deposits", get, "/v1/regions/{region}/deposits", region, kDepositRegister,
       list_deposits},
      {"list-deposits-to-clear",
       get,
       "/v1/regions/{region}/deposits/clearing",
       region,
       kDepositRegister,
       list_deposits_to_clear,
       Effect::reads,
       {{"on", FieldKind::date, Need::optional, "2026-12-31"}}},
      {"assess-deposit",
       post,
       "/v1/projects/{project}/deposit/assess",
       contract,
       kDepositAuthority,
       assess_deposit,
       Effect::changes,
       {},
       BodyKind::fields,
       past_fields({{"permit_on", FieldKind::date, Need::optional, "2026-03-01"},
                    {"bank", FieldKind::text, Need::optional, ""}})},
      {"approve-deposit-assessment", post, "/v1/deposit-assessments/{assessment}/approve", contract,
       kDepositAuthority, decide_deposit_assessment<&DepositService::approve_assessment>,
       Effect::changes},
      {"withdraw-deposit-assessment", post, "/v1/deposit-assessments/{assessment}/withdraw",
       contract, kDepositAuthority, decide_deposit_assessment<&DepositService::withdraw_assessment>,
       Effect::changes},
  };
}

std::vector<Route> deposit_money_routes() {
  using enum http::Method;
  using enum Concern;
  return {
      {"book-deposit-money",
       post,
       "/v1/projects/{project}/deposit/movements",
       contract,
       kDepositBookers,
       book_deposit_money,
       Effect::changes,
       {},
       BodyKind::fields,
       {{"kind", FieldKind::text, Need::required, "stored", {}, words_in(kMovementKinds)},
        {"amount", FieldKind::amount, Need::required, "500000.00"},
        {"reference", FieldKind::text, Need::required, "CCB2026110300017"},
        {"on", FieldKind::date, Need::optional, "2026-11-03"}}},
      {"take-deposit-letter",
       post,
       "/v1/projects/{project}/deposit/letters",
       contract,
       kDepositAuthority,
       take_deposit_letter,
       Effect::changes,
       {},
       BodyKind::fields,
       {{"kind", FieldKind::text, Need::required, "bank-letter", {}, words_in(kLetterKinds)},
        {"issuer", FieldKind::text, Need::required, "P-BANK"},
        {"number", FieldKind::text, Need::required, "BH-2026-0117"},
        {"amount", FieldKind::amount, Need::required, "500000.00"},
        {"valid_from", FieldKind::date, Need::required, "2026-11-03"},
        {"valid_to", FieldKind::date, Need::required, "2028-11-02"},
        {"replaces", FieldKind::text, Need::optional, "", "letter"}}},
      {"end-deposit-letter",
       post,
       "/v1/deposit-letters/{letter}/end",
       contract,
       kDepositAuthority,
       end_deposit_letter,
       Effect::changes,
       {},
       BodyKind::fields,
       {{"how", FieldKind::text, Need::required, "given-back", {}, "lapsed, given-back"}}},
  };
}

std::vector<Route> deposit_notice_routes() {
  using enum http::Method;
  using enum Concern;
  return {
      {"propose-deposit-notice",
       post,
       "/v1/projects/{project}/deposit/notices",
       contract,
       kDepositAuthority,
       propose_deposit_notice,
       Effect::changes,
       {},
       BodyKind::fields,
       {{"decision", FieldKind::text, Need::required, "人社令〔2026〕17号"},
        {"order_expired_on", FieldKind::date, Need::required, "2026-11-30"},
        {"lines", FieldKind::texts, Need::required, "QH01-202610-01-0001", "line"},
        {"letter", FieldKind::text, Need::optional, "", "letter"}}},
      {"approve-deposit-notice", post, "/v1/deposit-notices/{notice}/approve", contract,
       kDepositAuthority, decide_deposit_notice<&DepositService::approve_notice>, Effect::changes},
      {"withdraw-deposit-notice", post, "/v1/deposit-notices/{notice}/withdraw", contract,
       kDepositAuthority, decide_deposit_notice<&DepositService::withdraw_notice>, Effect::changes},
      {"answer-deposit-notice",
       post,
       "/v1/deposit-notices/{notice}/answer",
       login,
       kDepositPayers,
       answer_deposit_notice,
       Effect::changes,
       {},
       BodyKind::fields,
       line_answer_fields()},
      {"apply-for-deposit-refund",
       post,
       "/v1/projects/{project}/deposit/refunds",
       contract,
       kContractorStaff,
       apply_for_deposit_refund,
       Effect::changes,
       {},
       BodyKind::fields,
       {{"completed_on", FieldKind::date, Need::required, "2028-06-30"},
        {"public_from", FieldKind::date, Need::required, "2028-07-03"}}},
      {"audit-deposit-refund",
       post,
       "/v1/deposit-refunds/{refund}/audit",
       contract,
       kDepositAuthority,
       audit_deposit_refund,
       Effect::changes,
       {},
       BodyKind::fields,
       {{"refused_for", FieldKind::text, Need::optional, ""}}},
      {"confirm-deposit-refund", post, "/v1/deposit-refunds/{refund}/confirm", contract,
       kDepositAuthority, confirm_deposit_refund, Effect::changes},
  };
}

}  // namespace

std::vector<Route> deposit_routes() {
  auto all = deposit_amount_routes();
  for (const auto& part : {deposit_money_routes(), deposit_notice_routes()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

}  // namespace anxin::routes
