#include "api/views/deposits.h"

#include "api/views/deposit_totals.h"
#include "api/views/values.h"
#include "ledger/base/amount.h"

namespace anxin::views {
namespace {

using payments::DepositNotice;
using payments::DepositView;
using payments::DutyDay;
using payments::to_word;

// A duty's day, with whether its calendar is confirmed beside it.
void set_day(Json& json, std::string_view name, const DutyDay& day) {
  json.set(name, to_string(day.date)).set("calendar_confirmed", day.calendar_confirmed);
}

Json facts_view(const payments::AssessedFacts& facts) {
  Json json = Json::object();
  json.set("category", facts.category).set("duration_months", facts.duration_months);
  json.set("live_projects", facts.live_projects).set("clean_years", facts.clean_years);
  json.set("arrears_within_two_years", facts.arrears_within_two_years);
  json.set("blacklisted", facts.blacklisted).set("duties_kept", facts.duties_kept);
  return json;
}

void set_terms(Json& json, const payments::DepositTerms& terms) {
  json.set("amount", terms.required).set("exempt", terms.exempt);
  json.set("unconfirmed", terms.unconfirmed).set("rules", list_of(terms.rules));
  json.set("facts", facts_view(terms.facts));
  json.set("counted_from", to_string(terms.counted_from));
  set_day(json, "store_by", terms.store_by);
  json.set("bank", terms.bank);
}

Json required_view(const DepositView& view) {
  if (!view.deposit) return Json();
  Json json = Json::object();
  set_terms(json, view.deposit->terms);
  json.set("refunded_on", text_or_null(view.deposit->refunded_on));
  json.set("released_on", text_or_null(view.deposit->released_on));
  return json;
}

Json open_view(const payments::OpenPayments& open) {
  Json payments = Json::array();
  for (const auto& one : open) {
    Json json = Json::object();
    json.set("amount", one.amount).set("paid_on", to_string(one.on));
    set_day(json, "replenish_by", one.by);
    payments.push(std::move(json));
  }
  return payments;
}

Json row_view(const DepositView& view) {
  Json json = Json::object();
  json.set("contract", view.contract).set("region", view.region);
  json.set("required", required_view(view));
  json.set("cash", view.cash).set("held", view.held);
  json.set("interest", view.interest).set("letters", view.letters);
  json.set("cover", view.cover()).set("state", cover_word(view));
  json.set("to_replenish", payments::sum_of(view.to_replenish));
  return json;
}

Json notice_line_view(const payments::NoticeLine& line) {
  Json one = Json::object();
  one.set("line", line.line).set("amount", line.amount);
  one.set("outcome", to_word(line.outcome));
  if (!line.reason.empty()) one.set("reason", line.reason);
  return one;
}

Json notice_view(const DepositNotice& notice) {
  const auto* with_bank = std::get_if<payments::notice_state::WithBank>(&notice.state);
  Json json = Json::object();
  json.set("notice", notice.id).set("decision", notice.decision);
  json.set("order_expired_on", to_string(notice.order_expired_on));
  json.set("letter", given_or_null(notice.letter));
  json.set("payer", notice.payer).set("sum", notice.sum);
  json.set("state", to_word(notice.state));
  if (with_bank != nullptr) set_day(json, "execute_by", with_bank->execute_by);
  return json.set("lines", array_of(notice.lines, notice_line_view));
}

Json last_refund(const DepositView& view) {
  return view.refunds.empty() ? Json() : Json(to_word(view.refunds.back().state));
}

Json letter_view(const payments::GuaranteeLetter& letter, Date today) {
  Json json = Json::object();
  json.set("letter", letter.id).set("kind", to_word(letter.kind)).set("issuer", letter.issuer);
  json.set("number", letter.number).set("amount", letter.amount);
  json.set("valid_from", to_string(letter.valid_from)).set("valid_to", to_string(letter.valid_to));
  json.set("remind_on", to_string(letter.remind_on)).set("state", standing(letter, today));
  return json;
}

Json letters_view(const std::vector<payments::GuaranteeLetter>& papers, Date today) {
  Json letters = Json::array();
  for (const auto& one : papers) letters.push(letter_view(one, today));
  return letters;
}

Json assessment_view(const payments::DepositAssessment& assessment) {
  Json json = Json::object();
  json.set("assessment", assessment.id).set("state", to_word(assessment.state));
  set_terms(json, assessment.terms);
  return json;
}

Json refund_view(const payments::DepositRefund& refund) {
  Json json = Json::object();
  json.set("refund", refund.id).set("state", to_word(refund.state));
  json.set("completed_on", to_string(refund.completed_on));
  json.set("public_from", to_string(refund.public_from));
  json.set("applied_on", to_string(refund.applied_on));
  json.set("principal", refund.principal).set("interest", refund.interest);
  if (const auto* refused = std::get_if<payments::refund_state::Refused>(&refund.state)) {
    json.set("refused_for", refused->why);
  }
  if (const auto* applied = std::get_if<payments::refund_state::Applied>(&refund.state)) {
    set_day(json, "audit_by", applied->audit_by);
  }
  if (const auto* passed = std::get_if<payments::refund_state::Passed>(&refund.state)) {
    set_day(json, "confirm_by", passed->confirm_by);
  }
  return json;
}

Json movement_view(const payments::DepositMovement& one) {
  Json json = Json::object();
  json.set("reference", one.reference).set("kind", to_word(one.kind));
  return json.set("amount", one.amount).set("on", to_string(one.on));
}

Json register_row_view(const DepositView& view, Date today) {
  Json row = row_view(view);
  row.set("letters_ending", list_of(letters_ending(view, today)));
  row.set("letters_over", list_of(letters_in(view, "over", today)));
  return row.set("refund", last_refund(view));
}

Json clearing_row_view(const payments::ClearingRow& row) {
  Json json = Json::object();
  json.set("contract", row.view.contract).set("region", row.view.region);
  json.set("ground", payments::to_word(row.ground)).set("since", to_string(row.since));
  json.set("cash", row.view.cash).set("interest", row.view.interest);
  json.set("letters", row.view.letters).set("owed", row.owed);
  return json.set("missing", words_view(row.missing));
}

}  // namespace

Json deposit_view(const DepositView& view, Date today) {
  Json json = row_view(view);
  json.set("open_payments", open_view(view.to_replenish));
  json.set("assessments", array_of(view.assessments, assessment_view));
  json.set("movements", array_of(view.movements, movement_view))
      .set("notices", array_of(view.notices, notice_view));
  json.set("guarantees", letters_view(view.papers, today))
      .set("refunds", array_of(view.refunds, refund_view));
  return json;
}

Json deposits_view(const std::vector<DepositView>& views, Date today) {
  Json rows = Json::array();
  for (const auto& view : views) rows.push(register_row_view(view, today));
  Json json = Json::object();
  json.set("on", to_string(today)).set("deposits", std::move(rows));
  return json.set("totals", totals_view(totals_of(views)));
}

Json clearing_view(const std::vector<payments::ClearingRow>& rows, Date on) {
  Json json = Json::object().set("on", to_string(on));
  return json.set("deposits", array_of(rows, clearing_row_view));
}

std::string cover_word(const DepositView& view) {
  if (!view.deposit) return "not-assessed";
  if (view.deposit->refunded_on) return "refunded";
  if (view.deposit->released_on) return "released";
  if (view.deposit->terms.exempt) return "exempt";
  return view.covered() ? "covered" : "not-covered";
}

std::vector<std::string> letters_in(const DepositView& view, std::string_view word, Date today) {
  std::vector<std::string> ids;
  for (const auto& letter : view.papers) {
    if (payments::standing(letter, today) == word) ids.push_back(letter.id);
  }
  return ids;
}

std::vector<std::string> letters_ending(const DepositView& view, Date today) {
  std::vector<std::string> ids;
  for (const auto& letter : view.papers) {
    const bool runs = payments::standing(letter, today) == "active";
    if (runs && letter.remind_on <= today) ids.push_back(letter.id);
  }
  return ids;
}

}  // namespace anxin::views
