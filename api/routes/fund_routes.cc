// Emergency funds: their money, what their schemes allow, and what they advance.
//
// Source: Decree 724 art. 63; the schemes of the places.
#include <array>

#include "api/routes/asked.h"
#include "api/routes/page.h"
#include "api/routes/route_tables.h"
#include "api/routes/subject.h"
#include "api/views/fund.h"
#include "api/views/fund_decision.h"
#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/rules/fund_decision.h"
#include "payments/service/emergency_fund_service.h"
#include "payments/service/fund_payment_service.h"
#include "payments/service/records.h"

namespace anxin::routes {
namespace {

using payments::EmergencyFundService;
using payments::FundPayment;
using payments::FundPaymentService;
using payments::FundView;

// ---- what a scheme allows -----------------------------------------------------------------------

// "2026-01=3000.00"
Result<payments::MonthArrears> month_arrears(const std::string& text) {
  const auto parts = split(text, '=');
  const auto month = parts.size() == 2 ? parse_month(parts[0]) : std::nullopt;
  const auto amount = parts.size() == 2 ? parse_yuan(parts[1]) : std::nullopt;
  if (!month || !amount) return not_as("arrears", "month-arrears");
  return payments::MonthArrears{*month, *amount};
}

Result<payments::FundWorker> fund_worker(const Call& call) {
  payments::FundWorker worker;
  worker.id = "1";  // whom the fields describe
  for (const auto& text : call.given().texts("arrears")) {
    worker.arrears.push_back(LEDGER_TRY(month_arrears(text)));
  }
  worker.monthly_wage = call.given().find<Money>("monthly_wage");
  worker.shareholding = asked_amount(call, "shareholding");
  worker.responsible_person = call.given().flag("responsible_person");
  worker.relative = call.given().flag("relative");
  return worker;
}

payments::FundDeposit fund_deposit(const Call& call) {
  const auto word = call.given().text("deposit");
  if (word == "exhausted") return payments::FundDeposit::exhausted;
  if (word == "not-construction") return payments::FundDeposit::not_construction;
  return payments::FundDeposit::left;
}

Result<http::Response> quote_fund(Call& call) {
  const auto on = asked_day(call, "on");
  payments::FundFacts facts;
  facts.region = LEDGER_TRY(asked_region(call, "region"));
  facts.cause = LEDGER_TRY(asked_word<payments::FundCause>(call, "cause"));
  facts.event_on = call.given().find<Date>("event_on").value_or(on);
  if (call.given().flag("living_cost")) facts.purpose = payments::FundPurpose::living_cost;
  facts.deposit = fund_deposit(call);
  facts.incident_feared = call.given().flag("incident_feared");
  facts.individual_business = call.given().flag("individual_business");
  facts.average_wage = call.given().find<Money>("average_wage");
  facts.workers.push_back(LEDGER_TRY(fund_worker(call)));
  const auto decision = LEDGER_TRY(payments::decide_fund(facts, call.ground().data.rules, on));
  return json_response(views::fund_decision_view(call.voice(), facts, on, decision));
}

// ---- its money ----------------------------------------------------------------------------------

Result<http::Response> list_funds(Call& call) {
  auto funds = LEDGER_TRY(EmergencyFundService(call.book()).list());
  std::erase_if(funds, [&](const FundView& one) {
    return !payments::sees_region(call.grant(), one.fund.region);
  });
  const auto page =
      LEDGER_TRY(page_of(call, std::move(funds), [](const FundView& one) { return one.fund.id; }));
  return json_response(
      json::Json::object().set("funds", views::funds_view(page.items)).set("next", page.next));
}

Result<http::Response> show_fund(Call& call) {
  LEDGER_CHECK(check_fund_seen(call, call.word("fund")));
  const EmergencyFundService service(call.book());
  return json_response(views::fund_view(LEDGER_TRY(service.show(call.word("fund")))));
}

Result<http::Response> open_fund(Call& call) {
  payments::OpenFundRequest request;
  request.id = call.given().text("fund");
  request.region = LEDGER_TRY(asked_region(call, "region")).text();
  request.name = call.given().text("name");
  request.on = call.given().find<Date>("on");
  if (!payments::sees_region(call.grant(), request.region)) return fail(kRouteUnknown);
  EmergencyFundService service(call.book());
  return call.receipt(LEDGER_TRY(service.open(call.caller(), request)), 201);
}

constexpr std::array kMovementKinds{
    payments::FundMovementKind::appropriated, payments::FundMovementKind::interest,
    payments::FundMovementKind::recovered,    payments::FundMovementKind::given_back,
    payments::FundMovementKind::written_off,  payments::FundMovementKind::relief};

Result<http::Response> move_fund_money(Call& call) {
  payments::FundMovementRequest request;
  request.fund = call.word("fund");
  LEDGER_CHECK(check_fund_seen(call, request.fund));
  request.kind = LEDGER_TRY(asked_one_of(call, "kind", kMovementKinds));
  request.debtor = call.given().text("debtor");
  request.amount = call.given().get<Money>("amount");
  request.on = call.given().find<Date>("on");
  request.document = call.given().text("document");
  EmergencyFundService service(call.book());
  return call.receipt(LEDGER_TRY(service.move(call.caller(), request)), 201);
}

using FundStep = Result<ledger::Receipt> (EmergencyFundService::*)(const payments::Caller&,
                                                                   const std::string&);
template <FundStep step>
Result<http::Response> decide_fund_movement(Call& call) {
  LEDGER_CHECK(check_fund_seen(call, call.word("fund")));
  const auto movement = call.word("fund") + "/" + call.word("number");
  if (!payments::find(call.reader(), payments::kFundMovements, movement)) {
    return fail(payments::kFundMovementUnknown, {{"movement", call.word("number")}});
  }
  EmergencyFundService service(call.book());
  return call.receipt(LEDGER_TRY((service.*step)(call.caller(), movement)));
}

// ---- what it advances ---------------------------------------------------------------------------

Result<payments::FundPaymentRequest> fund_payment_request(Call& call) {
  payments::FundPaymentRequest request;
  request.fund = call.given().text("fund");
  request.contract = call.word("project");
  request.case_id = call.given().text("case");
  request.decision = call.given().text("decision");
  request.bank = call.given().text("bank");
  request.cause = LEDGER_TRY(asked_word<payments::FundCause>(call, "cause"));
  request.event_on = call.given().find<Date>("event_on");
  if (call.given().flag("incident_feared")) {
    request.incident = payments::FundPaymentRequest::Incident::feared;
  }
  request.average_wage = call.given().find<Money>("average_wage");
  request.lines = call.given().texts("lines");
  return request;
}

Result<http::Response> propose_fund_payment(Call& call) {
  const auto request = LEDGER_TRY(fund_payment_request(call));
  FundPaymentService service(call.book());
  return call.receipt(LEDGER_TRY(service.propose(call.caller(), request)), 201);
}

using FundPaymentStep = Result<ledger::Receipt> (FundPaymentService::*)(const payments::Caller&,
                                                                        const std::string&);
template <FundPaymentStep step>
Result<http::Response> decide_fund_payment(Call& call) {
  FundPaymentService service(call.book());
  return call.receipt(LEDGER_TRY((service.*step)(call.caller(), call.word("payment"))));
}

std::optional<PaidPaper> paid_by_fund(const Call& call) {
  const auto payment = payments::find(call.reader(), payments::kFundPayments, call.word("payment"));
  if (!payment) return std::nullopt;
  return PaidPaper{payment->value.contract, payment->value.bank};
}

Result<http::Response> answer_fund_payment(Call& call) {
  LEDGER_CHECK(check_may_answer(call, "payment", paid_by_fund(call)));
  const payments::FundPaymentAnswer answer{call.word("payment"), call.given().find<Date>("on"),
                                           LEDGER_TRY(asked_line_answers(call))};
  FundPaymentService service(call.book());
  return call.receipt(LEDGER_TRY(service.answer(call.caller(), answer)));
}

Result<http::Response> show_fund_payment(Call& call) {
  LEDGER_CHECK(check_may_answer(call, "payment", paid_by_fund(call)));
  const FundPaymentService service(call.book());
  return json_response(views::fund_payment_view(LEDGER_TRY(service.show(call.word("payment")))));
}

// Those about contracts that the asker does not see are left out.
Result<http::Response> list_fund_payments(Call& call) {
  LEDGER_CHECK(check_fund_seen(call, call.word("fund")));
  auto all = LEDGER_TRY(FundPaymentService(call.book()).list(call.word("fund")));
  std::erase_if(all, [&](const FundPayment& one) {
    const auto contract = call.book().contract(call.reader(), one.contract);
    return !contract || !payments::sees(call.reader(), call.grant(), contract->value);
  });
  const auto page =
      LEDGER_TRY(page_of(call, std::move(all), [](const FundPayment& one) { return one.id; }));
  return json_response(views::fund_payments_view(page.items).set("next", page.next));
}

// ---- the table ----------------------------------------------------------------------------------

constexpr Roles kFundAuthority{Role::regulator};
constexpr Roles kFundReaders{Role::regulator, Role::auditor};
constexpr Roles kFundAnswerers{Role::bank, Role::regulator};

std::vector<Route> fund_money_routes() {
  using enum http::Method;
  using enum Concern;
  return {
      {"quote-fund",
       post,
       "/v1/fund-quotes",
       login,
       kAllRoles,
       quote_fund,
       Effect::reads,
       {},
       BodyKind::fields,
       {{"region", FieldKind::region, Need::required, "360781"},
        {"cause",
         FieldKind::text,
         Need::required,
         "absconded",
         {},
         payments::every_word<payments::FundCause>()},
        {"arrears", FieldKind::texts, Need::required, "2026-09=3000.00"},
        {"on", FieldKind::date, Need::optional, "2026-11-25"},
        {"event_on", FieldKind::date, Need::optional, "2026-11-01"},
        {"deposit",
         FieldKind::text,
         Need::optional,
         "exhausted",
         {},
         "left, exhausted, not-construction"},
        {"monthly_wage", FieldKind::amount, Need::optional, "6000.00"},
        {"average_wage", FieldKind::amount, Need::optional, "5500.00"},
        {"shareholding", FieldKind::amount, Need::optional, "0.00"},
        {"incident_feared", FieldKind::flag, Need::optional, "true"},
        {"individual_business", FieldKind::flag, Need::optional, ""},
        {"living_cost", FieldKind::flag, Need::optional, ""},
        {"responsible_person", FieldKind::flag, Need::optional, ""},
        {"relative", FieldKind::flag, Need::optional, ""}}},
      {"list-funds", get, "/v1/funds", login, kFundReaders, list_funds, Effect::reads, paged({})},
      {"show-fund", get, "/v1/funds/{fund}", login, kFundReaders, show_fund},
      {"open-fund",
       post,
       "/v1/funds",
       login,
       kFundAuthority,
       open_fund,
       Effect::changes,
       {},
       BodyKind::fields,
       {{"fund", FieldKind::text, Need::required, "QH"},
        {"region", FieldKind::region, Need::required, "360781"},
        {"name", FieldKind::text, Need::required, "青河县农民工工资应急周转金"},
        {"on", FieldKind::date, Need::optional, "2026-11-02"}}},
      {"move-fund-money",
       post,
       "/v1/funds/{fund}/movements",
       login,
       kFundAuthority,
       move_fund_money,
       Effect::changes,
       {},
       BodyKind::fields,
       {{"kind", FieldKind::text, Need::required, "appropriated", {}, words_in(kMovementKinds)},
        {"amount", FieldKind::amount, Need::required, "1000000.00"},
        {"document", FieldKind::text, Need::required, "财拨〔2026〕5号"},
        {"debtor", FieldKind::text, Need::optional, ""},
        {"on", FieldKind::date, Need::optional, "2026-11-02"}}},
      {"approve-fund-movement", post, "/v1/funds/{fund}/movements/{number}/approve", login,
       kFundAuthority, decide_fund_movement<&EmergencyFundService::approve>, Effect::changes},
      {"withdraw-fund-movement", post, "/v1/funds/{fund}/movements/{number}/withdraw", login,
       kFundAuthority, decide_fund_movement<&EmergencyFundService::withdraw>, Effect::changes},
  };
}

std::vector<Route> fund_payment_routes() {
  using enum http::Method;
  using enum Concern;
  return {
      {"list-fund-payments", get, "/v1/funds/{fund}/payments", login, kFundReaders,
       list_fund_payments, Effect::reads, paged({})},
      {"show-fund-payment", get, "/v1/fund-payments/{payment}", login, kBookReaders,
       show_fund_payment},
      {"propose-fund-payment",
       post,
       "/v1/projects/{project}/fund-payments",
       contract,
       kFundAuthority,
       propose_fund_payment,
       Effect::changes,
       {},
       BodyKind::fields,
       {{"fund", FieldKind::text, Need::required, "QH", "fund"},
        {"decision", FieldKind::text, Need::required, "垫付决定〔2026〕3号"},
        {"bank", FieldKind::text, Need::required, "P-BANK"},
        {"cause",
         FieldKind::text,
         Need::required,
         "absconded",
         {},
         payments::every_word<payments::FundCause>()},
        {"case", FieldKind::text, Need::optional, "", "case"},
        {"event_on", FieldKind::date, Need::optional, "2026-11-01"},
        {"incident_feared", FieldKind::flag, Need::optional, "true"},
        {"average_wage", FieldKind::amount, Need::optional, "5500.00"},
        {"lines", FieldKind::texts, Need::optional, "", "line"}}},
      {"approve-fund-payment", post, "/v1/fund-payments/{payment}/approve", contract,
       kFundAuthority, decide_fund_payment<&FundPaymentService::approve>, Effect::changes},
      {"withdraw-fund-payment", post, "/v1/fund-payments/{payment}/withdraw", contract,
       kFundAuthority, decide_fund_payment<&FundPaymentService::withdraw>, Effect::changes},
      {"answer-fund-payment",
       post,
       "/v1/fund-payments/{payment}/answer",
       login,
       kFundAnswerers,
       answer_fund_payment,
       Effect::changes,
       {},
       BodyKind::fields,
       line_answer_fields()},
  };
}

}  // namespace

std::vector<Route> fund_routes() {
  auto all = fund_money_routes();
  const auto payments = fund_payment_routes();
  all.insert(all.end(), payments.begin(), payments.end());
  return all;
}

}  // namespace anxin::routes
