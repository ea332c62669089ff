#include "api/cli/deposit_views.h"

#include <algorithm>
#include <ostream>

#include "api/cli/deposit_totals.h"
#include "api/cli/table.h"
#include "api/cli/views.h"
#include "ledger/base/amount.h"
#include "ledger/base/text.h"

namespace anxin::cli {
namespace {

using payments::Deposit;
using payments::DepositNotice;
using payments::DepositView;
using payments::to_word;

Json day_or_null(const std::optional<Date>& day) { return day ? Json(to_string(*day)) : Json(); }

// covered, exempt, not-covered, not-assessed, refunded
std::string cover_word(const DepositView& view) {
  if (!view.deposit) return "not-assessed";
  if (view.deposit->refunded_on) return "refunded";
  if (view.deposit->exempt) return "exempt";
  return view.covered() ? "covered" : "not-covered";
}

Json required_view(const std::optional<Deposit>& deposit) {
  if (!deposit) return Json();
  Json rules = Json::array();
  for (const auto& rule : deposit->rules) rules.push(rule);
  Json json = Json::object();
  json.set("amount", to_string(deposit->required)).set("exempt", deposit->exempt);
  json.set("unconfirmed", deposit->unconfirmed).set("rules", std::move(rules));
  json.set("counted_from", to_string(deposit->counted_from));
  json.set("store_by", to_string(deposit->store_by)).set("bank", deposit->bank);
  json.set("to_replenish", to_string(deposit->to_replenish));
  json.set("replenish_by", day_or_null(deposit->replenish_by));
  json.set("refunded_on", day_or_null(deposit->refunded_on));
  return json;
}

// Active letters that the contractor is to be reminded of, or that have ended.
std::vector<std::string> ending(const DepositView& view, Date today) {
  std::vector<std::string> ids;
  for (const auto& letter : view.papers) {
    const bool active = std::holds_alternative<payments::letter_state::Active>(letter.state);
    if (active && letter.remind_on <= today) ids.push_back(letter.id);
  }
  return ids;
}

Json row_view(const DepositView& view) {
  Json json = Json::object();
  json.set("contract", view.contract).set("region", view.region);
  json.set("required", required_view(view.deposit));
  json.set("cash", to_string(view.cash)).set("held", to_string(view.held));
  json.set("interest", to_string(view.interest)).set("letters", to_string(view.letters));
  json.set("cover", to_string(view.cover())).set("state", cover_word(view));
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
  json.set("letter", notice.letter.empty() ? Json() : Json(notice.letter));
  json.set("payer", notice.payer).set("sum", to_string(notice.sum));
  json.set("state", to_word(notice.state));
  json.set("execute_by", with_bank != nullptr ? Json(to_string(with_bank->execute_by)) : Json());
  return json.set("lines", std::move(lines));
}

Json last_refund(const DepositView& view) {
  return view.refunds.empty() ? Json() : Json(to_word(view.refunds.back().state));
}

Json letter_view(const payments::GuaranteeLetter& letter) {
  Json json = Json::object();
  json.set("letter", letter.id).set("kind", to_word(letter.kind)).set("issuer", letter.issuer);
  json.set("number", letter.number).set("amount", to_string(letter.amount));
  json.set("valid_from", to_string(letter.valid_from)).set("valid_to", to_string(letter.valid_to));
  json.set("remind_on", to_string(letter.remind_on)).set("state", to_word(letter.state));
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
  return json;
}

Json whole_view(const DepositView& view) {
  Json movements = Json::array();
  for (const auto& one : view.movements) {
    Json json = Json::object();
    json.set("reference", one.reference).set("kind", to_word(one.kind));
    json.set("amount", to_string(one.amount)).set("on", to_string(one.on));
    movements.push(std::move(json));
  }
  Json notices = Json::array();
  for (const auto& one : view.notices) notices.push(notice_view(one));
  Json letters = Json::array();
  for (const auto& one : view.papers) letters.push(letter_view(one));
  Json refunds = Json::array();
  for (const auto& one : view.refunds) refunds.push(refund_view(one));
  Json json = row_view(view);
  json.set("movements", std::move(movements)).set("notices", std::move(notices));
  json.set("guarantees", std::move(letters)).set("refunds", std::move(refunds));
  return json;
}

Fields head_of(const Context& context, const DepositView& view) {
  return {{"contract", view.contract},
          {"required", view.deposit ? to_grouped_string(view.deposit->required) : "-"},
          {"store_by", view.deposit ? to_string(view.deposit->store_by) : "-"},
          {"rules", view.deposit ? join(view.deposit->rules, ", ") : "-"},
          {"cash", to_grouped_string(view.cash)},
          {"held", to_grouped_string(view.held)},
          {"interest", to_grouped_string(view.interest)},
          {"letters", to_grouped_string(view.letters)},
          {"state", context.say("deposit.cover." + cover_word(view))}};
}

void print_notices(Context& context, const DepositView& view) {
  for (const auto& notice : view.notices) {
    context.out() << context.say(
                         "cli.deposit.notice",
                         {{"notice", notice.id},
                          {"decision", notice.decision},
                          {"sum", to_grouped_string(notice.sum)},
                          {"state", context.say("notice." + std::string(to_word(notice.state)))}})
                  << '\n';
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

void print_papers(Context& context, const DepositView& view) {
  for (const auto& letter : view.papers) {
    context.out() << context.say(
                         "cli.deposit.letter-line",
                         {{"letter", letter.id},
                          {"number", letter.number},
                          {"amount", to_grouped_string(letter.amount)},
                          {"valid_to", to_string(letter.valid_to)},
                          {"remind_on", to_string(letter.remind_on)},
                          {"state", context.say("letter." + std::string(to_word(letter.state)))}})
                  << '\n';
  }
  for (const auto& refund : view.refunds) {
    context.out() << context.say(
                         "cli.deposit.refund-line",
                         {{"refund", refund.id},
                          {"state", context.say("refund." + std::string(to_word(refund.state)))}})
                  << '\n';
  }
}

void print_duty(Context& context, const DepositView& view) {
  if (!view.deposit || !view.deposit->replenish_by) return;
  context.out() << context.say("cli.deposit.replenish",
                               {{"amount", to_grouped_string(view.deposit->to_replenish)},
                                {"replenish_by", to_string(*view.deposit->replenish_by)}})
                << '\n';
}

}  // namespace

void print_deposit(Context& context, const DepositView& view) {
  if (context.options().json) return context.print(whole_view(view));
  context.out() << context.say("cli.deposit.show", head_of(context, view)) << '\n';
  print_duty(context, view);
  print_notices(context, view);
  print_papers(context, view);
}

void print_deposits(Context& context, const std::vector<DepositView>& views, Date today) {
  if (context.options().json) {
    Json rows = Json::array();
    for (const auto& view : views) {
      Json soon = Json::array();
      for (const auto& id : ending(view, today)) soon.push(id);
      Json row = row_view(view);
      row.set("letters_ending", std::move(soon)).set("refund", last_refund(view));
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
               {context.say("cli.col.ending")}});
  for (const auto& view : views) {
    table.add({view.contract,
               view.deposit ? to_grouped_string(view.deposit->required) : std::string("-"),
               to_grouped_string(view.cash), to_grouped_string(view.letters),
               to_grouped_string(view.interest), context.say("deposit.cover." + cover_word(view)),
               join(ending(view, today), " ")});
  }
  table.print(context.out());
  print_totals(context, totals_of(views));
}

}  // namespace anxin::cli
