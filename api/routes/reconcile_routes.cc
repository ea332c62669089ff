// Reconciliation: statements against the books, what persons say of an entry, days and alarms.
//
// Source: payments.md, "Reconciliation".
#include "api/paper/adjusted_account.h"
#include "api/routes/asked.h"
#include "api/routes/page.h"
#include "api/routes/paper_response.h"
#include "api/routes/reasons.h"
#include "api/routes/route_tables.h"
#include "api/views/reconcile.h"
#include "ledger/base/text.h"
#include "payments/service/reconcile_days.h"
#include "payments/service/reconcile_review.h"
#include "payments/service/reconcile_service.h"

namespace anxin::routes {
namespace {

using payments::ReconcileDays;
using payments::ReconcileReport;
using payments::ReconcileService;
using payments::ReviewService;

// ---- statements ---------------------------------------------------------------------------------

// A day, a month from its first day to its last, or everything.
Result<payments::RunScope> days_asked(const Call& call) {
  const auto on = call.given().find<Date>("on");
  const auto month = call.given().find<Month>("month");
  if (on && month) return not_as("month", "on-or-month");
  payments::RunScope scope{call.word("project"), on, on};
  if (month) scope = {call.word("project"), first_day(*month), last_day(*month)};
  return scope;
}

bool is_within(const payments::RunScope& scope, Date day) {
  return !scope.first || (*scope.first <= day && day <= *scope.last);
}

// One day must have a statement; a month may be without.
Result<std::vector<ReconcileReport>> reports_asked(Call& call, const payments::RunScope& scope) {
  const ReconcileService service(call.book());
  if (scope.first && *scope.first == *scope.last) return service.show(scope.contract, scope.first);
  auto reports = LEDGER_TRY(service.show(scope.contract));
  std::erase_if(reports, [&](const auto& report) { return !is_within(scope, report.on); });
  return reports;
}

// Without the year's holidays no age can be told; the statements are shown all the same.
Result<http::Response> show_reconciliation(Call& call) {
  const auto scope = LEDGER_TRY(days_asked(call));
  const auto reports = LEDGER_TRY(reports_asked(call, scope));
  auto items = ReconcileDays(call.book()).open_items(scope.contract);
  if (!items && items.error().reason != kCalendarYearUnknown) {
    return tl::make_unexpected(items.error());
  }
  return json_response(
      views::reconcile_view(reports, items ? std::optional(std::move(*items)) : std::nullopt));
}

// Each statement is an entry of its own; the request's tells where they stand, for ever.
Result<http::Response> run_reconciliation(Call& call) {
  const auto scope = LEDGER_TRY(days_asked(call));
  ReconcileService service(call.book());
  return call.receipt(LEDGER_TRY(service.run_once(call.caller(), scope)));
}

// 银行存款余额调节表 of the day's last statement on one account.
Result<http::Response> download_adjustment(Call& call) {
  const auto on = call.given().get<Date>("on");
  const auto account = call.given().text("account");
  auto reports = LEDGER_TRY(ReconcileService(call.book()).show(call.word("project"), on));
  const auto accounts = paper::accounts_of(reports);
  if (account.empty() && accounts.size() > 1) return not_as("account", join(accounts, ", "));
  const auto report = paper::last_report(std::move(reports), account);
  if (!report) {
    return fail(payments::kStatementMissing,
                {{"contract", call.word("project")}, {"on", to_string(on)}});
  }
  const auto named = LEDGER_TRY(paper::adjusted_account(call.book(), *report));
  const auto paper = paper::adjustment_paper(paper::speaker_of(call.voice()), named, *report);
  const auto name = report->contract + "-" + report->wage_account + "-" + to_string(on);
  return paper_response(call, name, paper);
}

Result<http::Response> list_open_items(Call& call) {
  const ReconcileDays days(call.book());
  return json_response(views::open_items_view(LEDGER_TRY(days.open_items(call.word("project")))));
}

// ---- what persons say of an entry ---------------------------------------------------------------

// "contract/account/statement/number": its parts are words of the path.
Result<std::string> entry_named(Call& call) {
  const auto contract = LEDGER_TRY(call.book().contract(call.reader(), call.word("project")));
  return contract.value.id + "/" + call.word("wage_account") + "/" + call.word("statement") + "/" +
         call.word("number");
}

Result<http::Response> list_suggestions(Call& call) {
  const ReviewService service(call.book());
  return json_response(
      views::suggestions_view(LEDGER_TRY(service.suggestions(call.word("project")))));
}

Result<http::Response> confirm_entry(Call& call) {
  const auto entry = LEDGER_TRY(entry_named(call));
  ReviewService service(call.book());
  return call.receipt(
      LEDGER_TRY(service.confirm(call.caller(), entry, call.given().text("target"))));
}

Result<http::Response> unmatch_entry(Call& call) {
  const auto entry = LEDGER_TRY(entry_named(call));
  ReviewService service(call.book());
  return call.receipt(
      LEDGER_TRY(service.unmatch(call.caller(), entry, call.given().text("reason"))));
}

Result<http::Response> show_entry_history(Call& call) {
  const auto entry = LEDGER_TRY(entry_named(call));
  return json_response(views::history_view(LEDGER_TRY(ReviewService(call.book()).history(entry))));
}

// ---- days and alarms ----------------------------------------------------------------------------

Result<http::Response> list_statement_days(Call& call) {
  const ReconcileDays days(call.book());
  return json_response(views::days_view(
      LEDGER_TRY(days.days(call.word("project"), call.given().find<Month>("month")))));
}

Result<http::Response> sign_statement_day(Call& call) {
  const payments::SignRequest request{call.word("project"), call.given().get<Date>("on"),
                                      call.given().text("account")};
  ReconcileDays days(call.book());
  return call.receipt(LEDGER_TRY(days.sign(call.caller(), request)));
}

Result<http::Response> list_alarms(Call& call) {
  const ReconcileDays days(call.book());
  return json_response(views::alarms_view(LEDGER_TRY(days.alarms(call.word("project")))));
}

const std::vector<Field> kDaysAsked{{"on", FieldKind::date, {}, "2026-11-12"},
                                    {"month", FieldKind::month, {}, ""}};

}  // namespace

std::vector<Route> reconcile_routes() {
  using enum http::Method;
  using enum Concern;
  static constexpr Roles kReconcilers{Role::bank, Role::clerk, Role::approver, Role::regulator};
  return {
      {"show-reconciliation", get, "/v1/projects/{project}/reconciliation", contract, kBookReaders,
       show_reconciliation, Effect::reads, kDaysAsked},
      {"run-reconciliation",
       post,
       "/v1/projects/{project}/reconciliation/run",
       contract,
       kReconcilers,
       run_reconciliation,
       Effect::changes,
       {},
       BodyKind::fields,
       kDaysAsked},
      {"download-adjustment",
       get,
       "/v1/projects/{project}/reconciliation/statement",
       contract,
       kBookReaders,
       download_adjustment,
       Effect::reads,
       {{"on", FieldKind::date, Need::required, "2026-11-12"},
        {"account", FieldKind::text, {}, "ccb"},
        paper_format_field()}},
      {"list-open-items", get, "/v1/projects/{project}/reconciliation/items", contract,
       kBookReaders, list_open_items},
      {"list-suggestions", get, "/v1/projects/{project}/reconciliation/suggestions", contract,
       kReconcilers, list_suggestions},
      {"list-statement-days",
       get,
       "/v1/projects/{project}/reconciliation/days",
       contract,
       kBookReaders,
       list_statement_days,
       Effect::reads,
       {{"month", FieldKind::month, {}, "2026-11"}}},
      {"sign-statement-day",
       post,
       "/v1/projects/{project}/reconciliation/days/sign",
       contract,
       kPersonReaders,
       sign_statement_day,
       Effect::changes,
       {},
       BodyKind::fields,
       {{"on", FieldKind::date, Need::required, "2026-11-12"},
        {"account", FieldKind::text, {}, "ccb"}}},
      {"list-alarms", get, "/v1/projects/{project}/reconciliation/alarms", contract, kBookReaders,
       list_alarms},
      {"show-entry-history", get, "/v1/bank-entries/{project}/{wage_account}/{statement}/{number}",
       contract, kBookReaders, show_entry_history},
      {"confirm-entry",
       post,
       "/v1/bank-entries/{project}/{wage_account}/{statement}/{number}/confirm",
       contract,
       kReconcilers,
       confirm_entry,
       Effect::changes,
       {},
       BodyKind::fields,
       {{"target", FieldKind::text, Need::required, "QH01-202610-01-0001"}}},
      {"unmatch-entry",
       post,
       "/v1/bank-entries/{project}/{wage_account}/{statement}/{number}/unmatch",
       contract,
       kReconcilers,
       unmatch_entry,
       Effect::changes,
       {},
       BodyKind::fields,
       {{"reason", FieldKind::text, Need::required, "银行更正了摘要"}}},
  };
}

}  // namespace anxin::routes
