// Wages that a worker cannot get on the own account: paid in cash or deposited with a notary, or
// paid to an heir or a guardian. One person proposes, another one approves.
//
// Source: payments.md, posting rules; docs/arrears.md.
#include <algorithm>
#include <array>

#include "api/routes/asked.h"
#include "api/routes/page.h"
#include "api/routes/route_tables.h"
#include "api/routes/subject.h"
#include "api/views/wage_papers.h"
#include "payments/service/wage_paper_service.h"

namespace anxin::routes {
namespace {

using json::Json;
using payments::Channel;
using payments::PaidHow;
using payments::WagePaperService;

struct ListedPaper {
  std::string id;
  Json view;
};

std::vector<ListedPaper> wage_papers_of(const ledger::Reader& reader, const std::string& contract) {
  std::vector<ListedPaper> papers;
  for (const auto& one : payments::papers_of(reader, payments::kPaidOutside, contract)) {
    papers.push_back({one.id, views::paid_outside_view(one)});
  }
  for (const auto& one : payments::papers_of(reader, payments::kPayeePapers, contract)) {
    papers.push_back({one.id, views::payee_paper_view(one)});
  }
  std::sort(papers.begin(), papers.end(),
            [](const auto& one, const auto& other) { return one.id < other.id; });
  return papers;
}

Result<http::Response> list_wage_papers(Call& call) {
  const auto contract = LEDGER_TRY(call.book().contract(call.reader(), call.word("project")));
  auto page = LEDGER_TRY(page_of(call, wage_papers_of(call.reader(), contract.value.id),
                                 [](const ListedPaper& one) { return one.id; }));
  Json all = Json::array();
  for (auto& one : page.items) all.push(std::move(one.view));
  return json_response(Json::object().set("papers", std::move(all)).set("next", page.next));
}

constexpr std::array kPaidHows{PaidHow::cash, PaidHow::notary};
constexpr std::array kChannels{Channel::hotline, Channel::platform, Channel::in_person};
constexpr std::array kPayeeKinds{payments::PayeeKind::heir, payments::PayeeKind::guardian};

Result<payments::PaidOutsideRequest> paid_outside_asked(const Call& call) {
  payments::PaidOutsideRequest request;
  request.how = LEDGER_TRY(asked_one_of(call, "how", kPaidHows));
  request.lines = call.given().texts("lines");
  request.on = call.given().get<Date>("on");
  request.document = call.given().text("document");
  request.confirmation = call.given().text("confirmation");
  request.office = call.given().text("office");
  if (request.how == PaidHow::notary) return request;
  request.channel = LEDGER_TRY(asked_one_of(call, "channel", kChannels));
  return request;
}

Result<http::Response> propose_paid_outside(Call& call) {
  const auto request = LEDGER_TRY(paid_outside_asked(call));
  for (const auto& line : request.lines) LEDGER_CHECK(check_of_project(call, "line", line));
  WagePaperService service(call.book());
  return call.receipt(LEDGER_TRY(service.propose(call.caller(), request)), 201);
}

Result<http::Response> propose_payee(Call& call) {
  const auto& given = call.given();
  payments::PayeeRequest request;
  request.line = call.word("line");
  request.kind = LEDGER_TRY(asked_one_of(call, "kind", kPayeeKinds));
  request.payee = {given.text("name"), given.text("account"), given.text("bank_no")};
  request.document = given.text("document");
  WagePaperService service(call.book());
  return call.receipt(LEDGER_TRY(service.propose_payee(call.caller(), request)), 201);
}

Result<http::Response> approve_wage_paper(Call& call) {
  WagePaperService service(call.book());
  return call.receipt(LEDGER_TRY(service.approve(call.caller(), call.word("wage_paper"))));
}

Result<http::Response> withdraw_wage_paper(Call& call) {
  WagePaperService service(call.book());
  return call.receipt(LEDGER_TRY(service.withdraw(call.caller(), call.word("wage_paper"))));
}

}  // namespace

std::vector<Route> wage_paper_routes() {
  using enum http::Method;
  using enum Concern;
  static constexpr Roles kSecondPersons{Role::approver, Role::regulator};
  return {
      {"list-wage-papers", get, "/v1/projects/{project}/wage-papers", contract, kBookReaders,
       list_wage_papers, Effect::reads, paged({})},
      {"propose-paid-outside",
       post,
       "/v1/projects/{project}/paid-outside",
       contract,
       kContractorStaff,
       propose_paid_outside,
       Effect::changes,
       {},
       BodyKind::fields,
       {{"how", FieldKind::text, Need::required, "cash", {}, words_in(kPaidHows)},
        {"lines", FieldKind::texts, Need::required, "QH02-202610-01-0001", "line"},
        {"on", FieldKind::date, Need::required, "2026-11-11"},
        {"document", FieldKind::text, Need::required, "收据 2026-11"},
        {"channel", FieldKind::text, {}, "hotline", {}, words_in(kChannels)},
        {"confirmation", FieldKind::text, {}, "12333-88"},
        {"office", FieldKind::text, {}, ""}}},
      {"propose-payee",
       post,
       "/v1/payroll-lines/{line}/payees",
       contract,
       kContractorStaff,
       propose_payee,
       Effect::changes,
       {},
       BodyKind::fields,
       {{"kind", FieldKind::text, Need::required, "heir", {}, words_in(kPayeeKinds)},
        {"name", FieldKind::text, Need::required, "肖承"},
        {"account", FieldKind::text, Need::required, "6200000000000000000"},
        {"document", FieldKind::text, Need::required, "（2026）青证字第8号"},
        {"bank_no", FieldKind::text, {}, ""}}},
      {"approve-wage-paper", post, "/v1/wage-papers/{wage_paper}/approve", contract, kSecondPersons,
       approve_wage_paper, Effect::changes},
      {"withdraw-wage-paper", post, "/v1/wage-papers/{wage_paper}/withdraw", contract,
       kContractorStaff, withdraw_wage_paper, Effect::changes},
  };
}

}  // namespace anxin::routes
