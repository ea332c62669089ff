#include "api/views/reconcile.h"

#include <algorithm>

#include "api/views/values.h"
#include "ledger/base/amount.h"

namespace anxin::views {
namespace {

using payments::ReconcileReport;
using payments::Tally;

Json candidate_view(const payments::MatchCandidate& candidate) {
  const bool line = candidate.kind == payments::TargetKind::line;
  Json json = Json::object();
  json.set("id", candidate.id).set("kind", line ? "line" : "receipt");
  json.set("by", payments::to_word(candidate.likeness));
  json.set("state", given_or_null(candidate.state));
  return json;
}

Json tally_view(const Tally& tally) {
  return Json::object().set("count", tally.count).set("sum", Json::amount(tally.sum));
}

Json entry_view(const payments::BankEntry& entry, const payments::Review& review) {
  Json json = Json::object();
  json.set("id", entry.id).set("reference", entry.reference);
  json.set("booked", to_string(entry.booked));
  json.set("direction", direction_word(entry));
  json.set("amount", entry.amount).set("match", payments::to_word(entry.match));
  json.set("standing", payments::to_word(review.standing));
  return json.set("candidates", array_of(review.candidates, candidate_view));
}

Json entries_view(const ReconcileReport& report) {
  Json entries = Json::array();
  for (std::size_t i = 0; i < report.entries.size(); ++i) {
    entries.push(entry_view(report.entries[i], review_of(report, i)));
  }
  return entries;
}

Json item_view(const payments::InTransit& item) {
  Json one = Json::object();
  one.set("what", item.what).set("id", item.id);
  return one.set("amount", item.amount);
}

Json items_view(const ReconcileReport& report) { return array_of(report.in_transit, item_view); }

Json transit_view(const ReconcileReport& report) {
  Json transit = Json::array();
  for (const auto& item : report.in_transit) {
    transit.push(item_view(item).set("since", to_string(item.since)));
  }
  return transit;
}

Json report_view(const ReconcileReport& report) {
  Json json = Json::object();
  json.set("statement", report.statement).set("bank_statement", report.bank_statement);
  json.set("on", to_string(report.on));
  json.set("state",
           report.state == payments::StatementState::reconciled ? "reconciled" : "imported");
  json.set("opening", report.opening).set("closing", report.closing);
  json.set("book", report.book).set("adjusted_book", Json::amount(report.adjusted_book()));
  json.set("matched", tally_view(report.matched)).set("suggested", tally_view(report.suggested));
  json.set("ambiguous", tally_view(report.ambiguous));
  json.set("unmatched_bank", tally_view(report.unmatched_bank));
  json.set("unmatched_ours", tally_view(report.unmatched_ours));
  json.set("entries", entries_view(report)).set("in_transit", transit_view(report));
  json.set("entries_add_up", report.entries_add_up()).set("balances", report.balances());
  return json;
}

Json open_item_view(const payments::OpenItem& item) {
  Json one = Json::object();
  one.set("what", item.what).set("id", item.id).set("amount", item.amount);
  one.set("since", to_string(item.since)).set("working_days", item.working_days);
  return one.set("standing", payments::to_word(item.standing));
}

void set_items(Json& json, const std::vector<payments::OpenItem>& items) {
  Json ageing = Json::array();
  for (const auto& [age, tally] : ages_of(items)) {
    ageing.push(tally_view(tally).set("age", payments::to_word(age)));
  }
  json.set("open_items", array_of(items, open_item_view)).set("ageing", std::move(ageing));
}

Json signature_view(const payments::DaySignature& one) {
  Json json = Json::object();
  json.set("side", payments::to_word(one.side)).set("person", one.person);
  return json.set("on", to_string(one.on));
}

Json day_view(const payments::DayView& day) {
  Json json = Json::object();
  json.set("account", day.wage_account).set("day", to_string(day.day));
  json.set("state", payments::to_word(day.state));
  json.set("statements", day.statements).set("entries", day.entries);
  json.set("open", tally_view(day.open)).set("closing", text_or_null(day.closing));
  return json.set("signatures", array_of(day.signatures, signature_view));
}

Json alarm_view(const payments::Alarm& one) {
  Json json = Json::object();
  json.set("kind", payments::to_word(one.kind)).set("id", one.id);
  json.set("amount", one.amount.is_zero() ? Json() : Json(one.amount));
  return json.set("since", to_string(one.since));
}

Json suggestion_view(const payments::EntryReview& one) { return entry_view(one.entry, one.review); }

Json change_view(const payments::MatchChange& change) {
  Json json = Json::object();
  json.set("kind", payments::to_word(change.kind)).set("on", to_string(change.on));
  json.set("person", change.person);
  json.set("reason", given_or_null(change.reason));
  json.set("before", payments::to_word(change.before));
  json.set("before_target", payments::target_of(change.before));
  json.set("after", payments::to_word(change.after));
  return json.set("after_target", payments::target_of(change.after));
}

}  // namespace

Json reconcile_view(const std::vector<ReconcileReport>& reports,
                    const std::optional<std::vector<payments::OpenItem>>& items) {
  Json json = Json::object();
  json.set("statements", array_of(reports, report_view));
  json.set("balances", reports.empty() ? Json() : Json(in_balance(reports)));
  if (items) set_items(json, *items);
  return json;
}

bool in_balance(const std::vector<ReconcileReport>& reports) {
  return std::all_of(reports.begin(), reports.end(), [](const auto& report) {
    return report.balances() && report.entries_add_up();
  });
}

Json open_items_view(const std::vector<payments::OpenItem>& items) {
  Json json = Json::object();
  set_items(json, items);
  return json;
}

Json days_view(const std::vector<payments::DayView>& days) {
  return Json::object().set("days", array_of(days, day_view));
}

Json alarms_view(const std::vector<payments::Alarm>& alarms) {
  return Json::object().set("alarms", array_of(alarms, alarm_view));
}

Json suggestions_view(const std::vector<payments::EntryReview>& reviews) {
  return Json::object().set("suggestions", array_of(reviews, suggestion_view));
}

Json history_view(const payments::EntryHistory& history) {
  const auto& entry = history.entry;
  Json json = Json::object();
  json.set("entry", entry.id).set("amount", entry.amount);
  json.set("booked", to_string(entry.booked));
  json.set("target", payments::target_of(entry.match));
  json.set("match", payments::to_word(entry.match));
  return json.set("changes", array_of(history.changes, change_view));
}

Json adjustment_view(const ReconcileReport& report, const std::string& path) {
  Json json = Json::object();
  json.set("contract", report.contract).set("wage_account", report.wage_account);
  json.set("statement", report.statement).set("on", to_string(report.on));
  json.set("book", report.book).set("in_transit", items_view(report));
  json.set("adjusted_book", Json::amount(report.adjusted_book()));
  json.set("bank", report.closing).set("balances", report.balances());
  json.set("path", given_or_null(path));
  return json;
}

std::string direction_word(const payments::BankEntry& entry) {
  return entry.direction == payments::Direction::credit ? "credit" : "debit";
}

payments::Review review_of(const ReconcileReport& report, std::size_t i) {
  return i < report.reviews.size() ? report.reviews[i] : payments::Review{};
}

std::map<payments::AgeClass, Tally> ages_of(const std::vector<payments::OpenItem>& items) {
  std::map<payments::AgeClass, Tally> ages;
  for (const auto age : payments::kAgeClasses) ages[age];
  for (const auto& item : items) ages[payments::age_class(item.working_days)].add(item.amount);
  return ages;
}

}  // namespace anxin::views
