// Rules as data, what they make of a tax, and identifiers that check themselves.
#include <array>

#include "api/http/transport.h"
#include "api/routes/asked.h"
#include "api/routes/page.h"
#include "api/routes/problem.h"
#include "api/routes/route_tables.h"
#include "api/views/findings.h"
#include "api/views/identifiers.h"
#include "api/views/rules.h"
#include "api/views/withholding.h"
#include "payments/domain/identifiers.h"
#include "payments/rules/rule_sides.h"
#include "payments/rules/rule_values.h"
#include "payments/rules/tax_withholding.h"
#include "payments/service/withholding_service.h"

namespace anxin::routes {
namespace {

using payments::Rule;

// ---- rules --------------------------------------------------------------------------------------

// Which file an operator's rule comes from is the operator's business.
std::string no_file(const std::string&) { return {}; }

// With `all` also those of other days, and of the places within the region.
std::vector<const Rule*> rules_chosen(const payments::RuleSet& rules,
                                      std::optional<payments::RegionCode> region, Date on,
                                      bool all) {
  if (region && !all) return rules.all_in_force(*region, on);
  std::vector<const Rule*> found;
  for (const auto& rule : rules.rules()) {
    const auto& head = head_of(rule);
    const bool here = !region || region->lies_in(head.region);
    if (here && (all || head.in_force(on))) found.push_back(&rule);
  }
  return found;
}

Result<http::Response> list_rules(Call& call) {
  std::optional<payments::RegionCode> region;
  if (call.given().has("region")) region = LEDGER_TRY(asked_region(call, "region"));
  const auto on = asked_day(call, "on");
  auto rules = rules_chosen(call.ground().data.rules, region, on, call.given().flag("all"));
  const auto kind = call.given().text("kind");
  std::erase_if(
      rules, [&](const Rule* rule) { return !kind.empty() && payments::kind_of(*rule) != kind; });
  return json_response(views::rules_view(rules, on, no_file));
}

Result<http::Response> show_rule(Call& call) {
  const auto* rule = LEDGER_TRY(call.ground().data.rules.find(call.word("rule")));
  return json_response(views::rule_view(*rule, asked_day(call, "on"), no_file));
}

// ---- files of rules -----------------------------------------------------------------------------

payments::Loaded<payments::RuleFile> rule_file_asked(const Call& call, const std::string& text) {
  const auto& used = call.ground().data.rules.rules();
  return payments::parse_rules(text, payments::OtherRules{nullptr, &used});
}

// Over what is in use, so that what they say about the same thing is found.
Result<http::Response> check_rule_file(Call& call) {
  if (call.body().size() > kFieldFileBytesMax) return body_too_large(kFieldFileBytesMax);
  return json_response(
      views::rule_files_view(call.voice(), {{"", rule_file_asked(call, call.body())}}));
}

// A region's code, or a file's own text.
payments::Loaded<payments::RuleSide> side_asked(const Call& call, std::string_view field) {
  const auto text = call.given().text(field);
  if (const auto region = payments::RegionCode::parse(text)) {
    return {payments::side_of_region(call.ground().data.rules, *region), {}};
  }
  auto file = rule_file_asked(call, text);
  return {{std::move(file.value.rules), true}, std::move(file.findings)};
}

http::Response faulty_rules(const Call& call, std::string_view field,
                            const payments::Findings& findings) {
  const Fault refused{payments::kRulesRefused, -1, {}, {{"file", std::string(field)}}};
  return problem_with(refused, call.problem_context(), "findings",
                      views::findings_view(call.voice(), findings));
}

Result<http::Response> compare_rules(Call& call) {
  auto before = side_asked(call, "before");
  if (before.refused()) return faulty_rules(call, "before", before.findings);
  auto after = side_asked(call, "after");
  if (after.refused()) return faulty_rules(call, "after", after.findings);
  return json_response(views::rule_changes_view(payments::compare_sides(
      call.ground().data.rules, std::move(before.value), std::move(after.value))));
}

// ---- tax ----------------------------------------------------------------------------------------

constexpr CountRange kMonthsOfYear{1, 12};

Result<payments::WageIncome> wage_income_asked(const Call& call) {
  payments::WageIncome facts;
  facts.income = call.given().get<Money>("income");
  facts.months = LEDGER_TRY(asked_count(call, "month_count", kMonthsOfYear)).value_or(1);
  facts.prior_income = asked_amount(call, "prior_income");
  facts.prior_tax = asked_amount(call, "prior_tax");
  facts.deductions = asked_amount(call, "deductions");
  facts.prior_deductions = asked_amount(call, "prior_deductions");
  facts.last_year_income = call.given().find<Money>("last_year_income");
  if (call.given().flag("whole_year_deduction")) {
    facts.basic = payments::BasicDeduction::whole_year;
  }
  // What came before this month takes a second one; without it the deduction would be too small.
  const bool has_prior = !facts.prior_income.is_zero() || !facts.prior_tax.is_zero() ||
                         !facts.prior_deductions.is_zero();
  if (has_prior && facts.months == 1) return not_as("month_count", "2..12");
  const bool whole_year = facts.basic == payments::BasicDeduction::whole_year;
  if (facts.last_year_income && !whole_year) return not_as("whole_year_deduction", "true");
  return facts;
}

Result<http::Response> quote_wage_tax(Call& call) {
  const auto facts = LEDGER_TRY(wage_income_asked(call));
  const auto on = asked_day(call, "on");
  const auto done = LEDGER_TRY(payments::withhold_on_wages(facts, call.ground().data.rules, on));
  return json_response(views::withholding_view(call.voice(), done, "wages", on));
}

Result<http::Response> quote_labour_tax(Call& call) {
  const auto income = call.given().get<Money>("income");
  const auto on = asked_day(call, "on");
  const auto done = LEDGER_TRY(payments::withhold_on_labour(income, call.ground().data.rules, on));
  return json_response(views::withholding_view(call.voice(), done, "labour", on));
}

Result<http::Response> list_withheld(Call& call) {
  const payments::WithholdingService service(call.book());
  return json_response(views::withheld_view(LEDGER_TRY(service.list(call.word("project")))));
}

Result<http::Response> remit_withheld(Call& call) {
  using enum payments::WithheldKind;
  payments::RemitRequest request;
  request.contract = call.word("project");
  request.kind = LEDGER_TRY(asked_one_of(call, "kind", {tax, social, other}));
  request.withholder = call.given().text("withholder");
  request.amount = call.given().get<Money>("amount");
  request.period = call.given().get<Month>("period");
  request.voucher = call.given().text("voucher");
  request.on = call.given().get<Date>("on");
  payments::WithholdingService service(call.book());
  return call.receipt(LEDGER_TRY(service.remit(call.caller(), request)), 201);
}

// ---- identifiers --------------------------------------------------------------------------------

struct IdentifierKind {
  std::string_view word;
  payments::IdentifierCheck (*check)(std::string_view value);
};
constexpr std::array kIdentifierKinds{IdentifierKind{"resident-id", payments::check_resident_id},
                                      IdentifierKind{"uscc", payments::check_uscc},
                                      IdentifierKind{"card", payments::check_card},
                                      IdentifierKind{"cnaps", payments::check_cnaps}};

// The number is in the body, and nowhere in the answer.
Result<http::Response> check_identifier(Call& call) {
  const auto word = call.given().text("kind");
  for (const auto& kind : kIdentifierKinds) {
    if (kind.word != word) continue;
    const auto checked = kind.check(call.given().text("value"));
    return json_response(views::identifier_view(call.voice(), word, checked));
  }
  return not_as("kind", "resident-id, uscc, card, cnaps");
}

// ---- the table ----------------------------------------------------------------------------------

// Those who prepare another rule, and those who hand it in.
constexpr Roles kRuleWriters{Role::policy, Role::regulator, Role::auditor, Role::admin};
constexpr Roles kRemitters{Role::clerk, Role::approver, Role::subcontractor};

std::vector<Route> tax_routes() {
  using enum http::Method;
  using enum Concern;
  return {
      {"quote-wage-tax",
       post,
       "/v1/tax-quotes/wages",
       login,
       kAllRoles,
       quote_wage_tax,
       Effect::reads,
       {},
       BodyKind::fields,
       {{"income", FieldKind::amount, Need::required, "8000.00"},
        {"month_count", FieldKind::integer, Need::optional, "5"},
        {"prior_income", FieldKind::amount, Need::optional, "32000.00"},
        {"prior_tax", FieldKind::amount, Need::optional, "210.00"},
        {"deductions", FieldKind::amount, Need::optional, "0.00"},
        {"prior_deductions", FieldKind::amount, Need::optional, "0.00"},
        {"last_year_income", FieldKind::amount, Need::optional, ""},
        {"whole_year_deduction", FieldKind::flag, Need::optional, ""},
        {"on", FieldKind::date, Need::optional, "2026-05-31"}}},
      {"quote-labour-tax",
       post,
       "/v1/tax-quotes/labour",
       login,
       kAllRoles,
       quote_labour_tax,
       Effect::reads,
       {},
       BodyKind::fields,
       {{"income", FieldKind::amount, Need::required, "5000.00"},
        {"on", FieldKind::date, Need::optional, "2026-05-31"}}},
      {"list-withheld", get, "/v1/projects/{project}/withheld", contract, kBookReaders,
       list_withheld},
      {"remit-withheld",
       post,
       "/v1/projects/{project}/remittances",
       contract,
       kRemitters,
       remit_withheld,
       Effect::changes,
       {},
       BodyKind::fields,
       {{"kind", FieldKind::text, Need::required, "tax", {}, "tax, social, other"},
        {"withholder", FieldKind::text, Need::required, "P-GC"},
        {"amount", FieldKind::amount, Need::required, "310.00"},
        {"period", FieldKind::month, Need::required, "2026-10"},
        {"voucher", FieldKind::text, Need::required, "SP-2026-11-0031"},
        {"on", FieldKind::date, Need::required, "2026-11-14"}}},
  };
}

}  // namespace

std::vector<Route> rule_routes() {
  using enum http::Method;
  using enum Concern;
  std::vector<Route> all{
      {"list-rules",
       get,
       "/v1/rules",
       login,
       kAllRoles,
       list_rules,
       Effect::reads,
       {{"region", FieldKind::region, Need::optional, "360781"},
        {"on", FieldKind::date, Need::optional, "2026-11-01"},
        {"kind",
         FieldKind::text,
         Need::optional,
         "deadline",
         {},
         every_state<Rule>(payments::kind_of)},
        {"all", FieldKind::flag, Need::optional, "false"}}},
      {"show-rule",
       get,
       "/v1/rules/{rule}",
       login,
       kAllRoles,
       show_rule,
       Effect::reads,
       {{"on", FieldKind::date, Need::optional, "2026-11-01"}}},
      {"check-rule-file",
       post,
       "/v1/rules/check",
       login,
       kRuleWriters,
       check_rule_file,
       Effect::reads,
       {},
       BodyKind::file},
      {"compare-rules",
       post,
       "/v1/rules/diff",
       login,
       kRuleWriters,
       compare_rules,
       Effect::reads,
       {},
       BodyKind::fields,
       {{"before", FieldKind::file, Need::required, "360000"},
        {"after", FieldKind::file, Need::required, "350000"}}},
      {"check-identifier",
       post,
       "/v1/identifiers/check",
       login,
       kAllRoles,
       check_identifier,
       Effect::reads,
       {},
       BodyKind::fields,
       {{"kind", FieldKind::text, Need::required, "cnaps", {}, "resident-id, uscc, card, cnaps"},
        {"value", FieldKind::text, Need::required, "102100099996"}}},
  };
  const auto tax = tax_routes();
  all.insert(all.end(), tax.begin(), tax.end());
  return all;
}

}  // namespace anxin::routes
