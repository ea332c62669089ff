#include "api/cli/deposit_views.h"

#include <algorithm>
#include <ostream>

#include "api/cli/deposit_totals.h"
#include "api/cli/table.h"
#include "api/cli/views.h"
#include "api/views/receipt.h"
#include "api/views/values.h"
#include "ledger/base/amount.h"
#include "ledger/base/text.h"

namespace anxin::cli {
namespace {

using payments::Deposit;
using payments::DepositNotice;
using payments::DepositView;
using payments::to_word;

using payments::DutyDay;
using payments::OpenPayments;

// A duty's day, with whether its calendar is confirmed beside it.
void set_day(Json& json, std::string_view name, const DutyDay& day) {
  json.set(name, to_string(day.date)).set("calendar_confirmed", day.calendar_confirmed);
}

std::string day_text(const Context& context, const DutyDay& day) {
  const auto date = to_string(day.date);
  return day.calendar_confirmed ? date : date + context.say("cli.deposit.calendar");
}

// The day of a duty that has not been done.
std::string due_text(const Context& context, const DutyDay& day, Date today) {
  const auto text = day_text(context, day);
  return day.date < today ? text + context.say("cli.deposit.passed") : text;
}

// covered, exempt, not-covered, not-assessed, refunded, released
std::string cover_word(const DepositView& view) {
  if (!view.deposit) return "not-assessed";
  if (view.deposit->refunded_on) return "refunded";
  if (view.deposit->released_on) return "released";
  if (view.deposit->terms.exempt) return "exempt";
  return view.covered() ? "covered" : "not-covered";
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
  Json rules = Json::array();
  for (const auto& rule : terms.rules) rules.push(rule);
  json.set("amount", to_string(terms.required)).set("exempt", terms.exempt);
  json.set("unconfirmed", terms.unconfirmed).set("rules", std::move(rules));
  json.set("facts", facts_view(terms.facts));
  json.set("counted_from", to_string(terms.counted_from));
  set_day(json, "store_by", terms.store_by);
  json.set("bank", terms.bank);
}

Json required_view(const DepositView& view) {
  if (!view.deposit) return Json();
  Json json = Json::object();
  set_terms(json, view.deposit->terms);
  json.set("refunded_on", views::text_or_null(view.deposit->refunded_on));
  json.set("released_on", views::text_or_null(view.deposit->released_on));
  return json;
}

Json open_view(const OpenPayments& open) {
  Json payments = Json::array();
  for (const auto& one : open) {
    Json json = Json::object();
    json.set("amount", to_string(one.amount)).set("paid_on", to_string(one.on));
    set_day(json, "replenish_by", one.by);
    payments.push(std::move(json));
  }
  return payments;
}

std::vector<std::string> letters_in(const DepositView& view, std::string_view word, Date today) {
  std::vector<std::string> ids;
  for (const auto& letter : view.papers) {
    if (payments::standing(letter, today) == word) ids.push_back(letter.id);
  }
  return ids;
}

// Letters that run and that the contractor is to be reminded of.
std::vector<std::string> ending(const DepositView& view, Date today) {
  std::vector<std::string> ids;
  for (const auto& letter : view.papers) {
    const bool runs = payments::standing(letter, today) == "active";
    if (runs && letter.remind_on <= today) ids.push_back(letter.id);
  }
  return ids;
}

Json list_of(const std::vector<std::string>& texts) {
  Json list = Json::array();
  for (const auto& text : texts) list.push(text);
  return list;
}

Json row_view(const DepositView& view) {
  Json json = Json::object();
  json.set("contract", view.contract).set("region", view.region);
  json.set("required", required_view(view));
  json.set("cash", to_string(view.cash)).set("held", to_string(view.held));
  json.set("interest", to_string(view.interest)).set("letters", to_string(view.letters));
  json.set("cover", to_string(view.cover())).set("state", cover_word(view));
  json.set("to_replenish", to_string(payments::sum_of(view.to_replenish)));
  return json;
}

Json notice_view(const DepositNotice& notice) {
  Json lines = Json::array();
  for (const auto& line : notice.lines) {
    Json one = Json::object();
    one.set("line", line.line).set("amount", to_string(line.amount));
    one.set("outcome", to_word(line.outcome));
    if (!line.reason.empty()) one.set("reason", line.reason);
    lines.push(std::move(one));
  }
  const auto* with_bank = std::get_if<payments::notice_state::WithBank>(&notice.state);
  Json json = Json::object();
  json.set("notice", notice.id).set("decision", notice.decision);
  json.set("order_expired_on", to_string(notice.order_expired_on));
  json.set("letter", notice.letter.empty() ? Json() : Json(notice.letter));
  json.set("payer", notice.payer).set("sum", to_string(notice.sum));
  json.set("state", to_word(notice.state));
  if (with_bank != nullptr) set_day(json, "execute_by", with_bank->execute_by);
  return json.set("lines", std::move(lines));
}

Json last_refund(const DepositView& view) {
  return view.refunds.empty() ? Json() : Json(to_word(view.refunds.back().state));
}

Json letter_view(const payments::GuaranteeLetter& letter, Date today) {
  Json json = Json::object();
  json.set("letter", letter.id).set("kind", to_word(letter.kind)).set("issuer", letter.issuer);
  json.set("number", letter.number).set("amount", to_string(letter.amount));
  json.set("valid_from", to_string(letter.valid_from)).set("valid_to", to_string(letter.valid_to));
  json.set("remind_on", to_string(letter.remind_on)).set("state", standing(letter, today));
  return json;
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
  json.set("principal", to_string(refund.principal)).set("interest", to_string(refund.interest));
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

Json movements_view(const std::vector<payments::DepositMovement>& booked) {
  Json movements = Json::array();
  for (const auto& one : booked) {
    Json json = Json::object();
    json.set("reference", one.reference).set("kind", to_word(one.kind));
    json.set("amount", to_string(one.amount)).set("on", to_string(one.on));
    movements.push(std::move(json));
  }
  return movements;
}

Json whole_view(const DepositView& view, Date today) {
  Json notices = Json::array();
  for (const auto& one : view.notices) notices.push(notice_view(one));
  Json letters = Json::array();
  for (const auto& one : view.papers) letters.push(letter_view(one, today));
  Json refunds = Json::array();
  for (const auto& one : view.refunds) refunds.push(refund_view(one));
  Json assessments = Json::array();
  for (const auto& one : view.assessments) assessments.push(assessment_view(one));
  Json json = row_view(view);
  json.set("open_payments", open_view(view.to_replenish));
  json.set("assessments", std::move(assessments));
  json.set("movements", movements_view(view.movements)).set("notices", std::move(notices));
  json.set("guarantees", std::move(letters)).set("refunds", std::move(refunds));
  return json;
}

std::string store_by(const Context& context, const DepositView& view, Date today) {
  if (!view.deposit) return "-";
  const auto& day = view.deposit->terms.store_by;
  return view.covered() ? day_text(context, day) : due_text(context, day, today);
}

Fields head_of(const Context& context, const DepositView& view, Date today) {
  const auto* deposit = view.deposit ? &*view.deposit : nullptr;
  return {{"contract", view.contract},
          {"required", deposit != nullptr ? to_grouped_string(deposit->terms.required) : "-"},
          {"store_by", store_by(context, view, today)},
          {"rules", deposit != nullptr ? join(deposit->terms.rules, ", ") : "-"},
          {"cash", to_grouped_string(view.cash)},
          {"held", to_grouped_string(view.held)},
          {"interest", to_grouped_string(view.interest)},
          {"letters", to_grouped_string(view.letters)},
          {"state", context.say("deposit.cover." + cover_word(view))}};
}

void print_line(Context& context, std::string_view key, const Fields& details) {
  context.out() << context.say(key, details) << '\n';
}

void print_assessments(Context& context, const DepositView& view) {
  for (const auto& one : view.assessments) {
    print_line(context, "cli.deposit.assessment-line",
               {{"assessment", one.id},
                {"required", to_grouped_string(one.terms.required)},
                {"state", context.say("assessment." + std::string(to_word(one.state)))}});
  }
}

void print_duty(Context& context, const DepositView& view, Date today) {
  if (view.deposit && view.deposit->terms.unconfirmed) {
    print_line(context, "cli.deposit.unconfirmed", {});
  }
  for (const auto& one : view.to_replenish) {
    print_line(context, "cli.deposit.replenish",
               {{"amount", to_grouped_string(one.amount)},
                {"replenish_by", due_text(context, one.by, today)}});
  }
}

void print_movements(Context& context, const DepositView& view) {
  if (view.movements.empty()) return;
  Table table({{context.say("cli.col.date")},
               {context.say("cli.col.kind")},
               {context.say("cli.col.amount"), Align::right},
               {context.say("cli.col.reference")}});
  for (const auto& one : view.movements) {
    table.add({to_string(one.on), context.say("deposit.money." + std::string(to_word(one.kind))),
               to_grouped_string(one.amount), one.reference});
  }
  table.print(context.out());
}

std::string notice_state(const Context& context, const DepositNotice& notice, Date today) {
  const auto word = context.say("notice." + std::string(to_word(notice.state)));
  const auto* with_bank = std::get_if<payments::notice_state::WithBank>(&notice.state);
  if (with_bank == nullptr) return word;
  return word + context.say("cli.deposit.until",
                            {{"day", due_text(context, with_bank->execute_by, today)}});
}

void print_notices(Context& context, const DepositView& view, Date today) {
  for (const auto& notice : view.notices) {
    print_line(context, "cli.deposit.notice",
               {{"notice", notice.id},
                {"decision", notice.decision},
                {"order_expired_on", to_string(notice.order_expired_on)},
                {"sum", to_grouped_string(notice.sum)},
                {"state", notice_state(context, notice, today)}});
    Table table({{context.say("cli.col.line")},
                 {context.say("cli.col.amount"), Align::right},
                 {context.say("cli.col.state")}});
    for (const auto& line : notice.lines) {
      const auto word = context.say("outcome." + std::string(to_word(line.outcome)));
      table.add({line.line, to_grouped_string(line.amount),
                 line.reason.empty() ? word : word + " " + line.reason});
    }
    table.print(context.out());
  }
}

void print_letters(Context& context, const DepositView& view, Date today) {
  for (const auto& letter : view.papers) {
    print_line(context, "cli.deposit.letter-line",
               {{"letter", letter.id},
                {"number", letter.number},
                {"amount", to_grouped_string(letter.amount)},
                {"valid_to", to_string(letter.valid_to)},
                {"remind_on", to_string(letter.remind_on)},
                {"state", context.say("letter." + std::string(standing(letter, today)))}});
  }
}

std::string refund_state(const Context& context, const payments::DepositRefund& refund,
                         Date today) {
  struct Telling {
    const Context& context;
    Date today;
    std::string until(const DutyDay& day) const {
      return context.say("cli.deposit.until", {{"day", due_text(context, day, today)}});
    }
    std::string operator()(const payments::refund_state::Applied& state) const {
      return until(state.audit_by);
    }
    std::string operator()(const payments::refund_state::Passed& state) const {
      return until(state.confirm_by);
    }
    std::string operator()(const payments::refund_state::Confirmed& state) const {
      return " " + to_string(state.on);
    }
    std::string operator()(const payments::refund_state::Refused& state) const {
      return context.say("cli.deposit.refused-for", {{"why", state.why}});
    }
  };
  return context.say("refund." + std::string(to_word(refund.state))) +
         std::visit(Telling{context, today}, refund.state);
}

void print_refunds(Context& context, const DepositView& view, Date today) {
  for (const auto& refund : view.refunds) {
    print_line(context, "cli.deposit.refund-line",
               {{"refund", refund.id}, {"state", refund_state(context, refund, today)}});
  }
}

// ---- receipts -----------------------------------------------------------------------------------

bool is_flag(const Field& field) {
  return field.name == "exempt" || field.name == "unconfirmed" ||
         field.name == "calendar_confirmed";
}

Json flag_view(const std::string& value) { return value == "-" ? Json() : Json(value == "true"); }

Json change_view(std::string_view text) {
  const auto parts = split(text, '|');
  return Json::object().set("what", parts[0]).set("from", parts[1]).set("to", parts[2]);
}

Json rules_view(const std::string& text) {
  Json rules = Json::array();
  for (const auto rule : split(text, ',')) rules.push(rule);
  return rules;
}

// The answer's texts first, then its flags and lists.
Json typed_view(const Context& context, const ledger::Receipt& receipt) {
  const auto is_typed = [](const Field& field) {
    return is_flag(field) || field.name == "rules" || field.name == "changed";
  };
  auto plain = receipt;
  std::erase_if(plain.answer, is_typed);
  Json json = views::receipt_view(plain, context.options().key);
  Json changed = Json::array();
  bool assessed = false;
  for (const auto& field : receipt.answer) {
    if (is_flag(field)) json.set(field.name, flag_view(field.value));
    if (field.name == "changed") changed.push(change_view(field.value));
    if (field.name != "rules") continue;
    json.set("rules", rules_view(field.value));
    assessed = true;
  }
  if (assessed) json.set("changed", std::move(changed));
  return json;
}

bool says(const ledger::Receipt& receipt, std::string_view name, std::string_view value) {
  return std::any_of(receipt.answer.begin(), receipt.answer.end(), [&](const Field& field) {
    return field.name == name && field.value == value;
  });
}

void print_change(Context& context, std::string_view text) {
  const auto parts = split(text, '|');
  const auto word = [&](std::string_view value) {
    const auto key = "deposit.flag." + std::string(value);
    return value == "yes" || value == "no" ? context.say(key) : std::string(value);
  };
  print_line(context, "cli.deposit.changed",
             {{"what", context.say("deposit.fact." + std::string(parts[0]))},
              {"from", word(parts[1])},
              {"to", word(parts[2])}});
}

std::string_view assessment_key(const ledger::Receipt& receipt) {
  const bool exempt = says(receipt, "exempt", "true");
  if (says(receipt, "state", "proposed")) {
    return exempt ? "cli.deposit.exempt-proposed" : "cli.deposit.less-proposed";
  }
  return exempt ? "cli.deposit.assessed-exempt" : "cli.deposit.assessed";
}

}  // namespace

void print_deposit_receipt(Context& context, const ledger::Receipt& receipt, std::string_view key) {
  if (context.options().json) return context.print(typed_view(context, receipt));
  print_receipt(context, receipt, key);
  if (says(receipt, "unconfirmed", "true")) print_line(context, "cli.deposit.unconfirmed", {});
  if (says(receipt, "calendar_confirmed", "false")) {
    print_line(context, "cli.deposit.calendar-unconfirmed", {});
  }
}

void print_assessment(Context& context, const ledger::Receipt& receipt) {
  print_deposit_receipt(context, receipt, assessment_key(receipt));
  if (context.options().json) return;
  for (const auto& field : receipt.answer) {
    if (field.name == "changed") print_change(context, field.value);
  }
}

void print_deposit(Context& context, const DepositView& view, Date today) {
  if (context.options().json) return context.print(whole_view(view, today));
  print_line(context, "cli.deposit.show", head_of(context, view, today));
  print_duty(context, view, today);
  print_assessments(context, view);
  print_movements(context, view);
  print_notices(context, view, today);
  print_letters(context, view, today);
  print_refunds(context, view, today);
}

void print_deposits(Context& context, const std::vector<DepositView>& views, Date today) {
  if (context.options().json) {
    Json rows = Json::array();
    for (const auto& view : views) {
      Json row = row_view(view);
      row.set("letters_ending", list_of(ending(view, today)));
      row.set("letters_over", list_of(letters_in(view, "over", today)));
      row.set("refund", last_refund(view));
      rows.push(std::move(row));
    }
    Json json = Json::object();
    json.set("on", to_string(today)).set("deposits", std::move(rows));
    return context.print(json.set("totals", totals_view(totals_of(views))));
  }
  Table table({{context.say("cli.col.project")},
               {context.say("cli.col.required"), Align::right},
               {context.say("cli.col.cash"), Align::right},
               {context.say("cli.col.letters"), Align::right},
               {context.say("cli.col.interest"), Align::right},
               {context.say("cli.col.state")},
               {context.say("cli.col.ending")},
               {context.say("letter.over")}});
  for (const auto& view : views) {
    table.add({view.contract,
               view.deposit ? to_grouped_string(view.deposit->terms.required) : std::string("-"),
               to_grouped_string(view.cash), to_grouped_string(view.letters),
               to_grouped_string(view.interest), context.say("deposit.cover." + cover_word(view)),
               join(ending(view, today), " "), join(letters_in(view, "over", today), " ")});
  }
  table.print(context.out());
  print_totals(context, totals_of(views));
}

}  // namespace anxin::cli
