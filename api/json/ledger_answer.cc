#include <fmt/format.h>

#include "api/json/ledger_json.h"
#include "ledger/book/reasons.h"

namespace anxin::json {
namespace {

using book::AccountName;

Json ok() { return Json::object().set("ok", true); }

std::optional<book::Account> find(const ledger::Reader& reader, const std::string& name) {
  const auto parsed = AccountName::parse(name);
  return parsed ? reader.account(*parsed) : std::nullopt;
}

std::optional<book::EntryNumber> number_of(const ledger::Reader& reader,
                                           const book::EntryName& name) {
  if (const auto* number = std::get_if<book::EntryNumber>(&name)) return *number;
  return reader.entry_of_key(std::get<std::string>(name));
}

Json posted_json(const book::Account& account, const book::SideSums& posted) {
  Json json = ok();
  json.set("debits_posted", to_string(posted.debits, account.currency));
  json.set("credits_posted", to_string(posted.credits, account.currency));
  return json;
}

Money on_normal_side(const book::Account& account, const book::SideSums& sums) {
  return sums.of(account.normal) - sums.of(book::other(account.normal));
}

class Answerer {
 public:
  Answerer(const ledger::Reader& reader, Instant now) : reader_(reader), now_(now) {}

  Result<Json> operator()(const AskBalance& ask) const {
    const auto account = find(reader_, ask.account);
    if (ask.as_of && *ask.as_of > now_) return fail_at(book::kMalformed, "/as_of");
    if (!account) return fail_at(book::kAccountNotFound, "/account", {{"account", ask.account}});
    if (ask.as_of || ask.effective) return past(*account, ask);
    Json json = posted_json(*account, account->posted);
    json.set("debits_pending", to_string(account->held.debits, account->currency));
    json.set("credits_pending", to_string(account->held.credits, account->currency));
    json.set("balance", to_string(account->balance(), account->currency));
    json.set("available", to_string(account->available(), account->currency));
    return json;
  }

  Result<Json> operator()(const AskHistory& ask) const {
    const auto account = find(reader_, ask.account);
    if (!account) return fail_at(book::kAccountNotFound, "/account", {{"account", ask.account}});
    auto lines = reader_.history(*account, ask.limit + 1, ask.from);
    const bool more = lines.size() > ask.limit;
    if (more) lines.pop_back();
    Json array = Json::array();
    for (const auto& line : lines) array.push(line_json(*account, line));
    Json json = ok();
    json.set("lines", std::move(array));
    json.set("next", more ? next_of(*account, lines.back()) : Json());
    return json;
  }

  Result<Json> operator()(const AskEntry& ask) const {
    const auto number = number_of(reader_, ask.entry);
    const auto entry = number ? reader_.entry(*number) : std::nullopt;
    if (!entry) {
      return fail_at(book::kEntryNotFound,
                     std::holds_alternative<std::string>(ask.entry) ? "/key" : "/entry");
    }
    return entry_json(*entry);
  }

  Result<Json> operator()(const AskHold& ask) const {
    const auto number = number_of(reader_, ask.hold);
    const auto hold = number ? reader_.hold(*number) : std::nullopt;
    if (!hold) return fail_at(book::kHoldNotFound, "/hold");
    Json lines = Json::array();
    for (std::size_t i = 0; i < hold->lines.size(); ++i)
      lines.push(hold_line_json(hold->lines[i], i));
    Json json = ok();
    json.set("entry", hold->entry);
    if (hold->expires_at) json.set("expires_at", to_string(*hold->expires_at));
    json.set("lines", std::move(lines));
    return json;
  }

 private:
  [[nodiscard]] Json past(const book::Account& account, const AskBalance& ask) const {
    const auto sums = ask.as_of ? reader_.posted_as_of(account, *ask.as_of)
                                : reader_.posted_effective(account, *ask.effective);
    Json json = posted_json(account, sums);
    json.set("balance", to_string(on_normal_side(account, sums), account.currency));
    return json;
  }

  // Within an entry with more lines to come the posting index is added.
  [[nodiscard]] Json next_of(const book::Account& account, const ledger::HistoryLine& last) const {
    const auto rest = reader_.history(account, 1, {last.entry, last.posting});
    const bool same_entry = !rest.empty() && rest.front().entry == last.entry;
    if (!same_entry) return Json(last.entry);
    return Json(fmt::format("{}.{}", last.entry, last.posting));
  }

  [[nodiscard]] Json line_json(const book::Account& account,
                               const ledger::HistoryLine& line) const {
    Json json = Json::object();
    json.set("entry", line.entry).set("posting", line.posting).set("kind", to_word(line.kind));
    json.set("recorded_at", to_string(line.recorded_at));
    json.set("effective_on", to_string(line.effective_on));
    json.set("side", to_word(line.side)).set("counter", name_of(line.counter));
    json.set("amount", to_string(line.amount, account.currency));
    json.set("balance", to_string(line.balance, account.currency));
    return json;
  }

  [[nodiscard]] std::string name_of(book::AccountNumber number) const {
    const auto name = reader_.account_name(number);
    return name ? name->string() : "";
  }

  [[nodiscard]] Json posting_json(book::AccountNumber debit, book::AccountNumber credit,
                                  Money amount) const {
    const auto account = reader_.account(debit);
    const auto currency = account ? account->currency : Currency::cny();
    Json json = Json::object();
    json.set("debit", name_of(debit)).set("credit", name_of(credit));
    json.set("amount", to_string(amount, currency));
    return json;
  }

  [[nodiscard]] Json hold_line_json(const book::HoldLine& line, std::size_t index) const {
    const auto account = reader_.account(line.debit);
    const auto currency = account ? account->currency : Currency::cny();
    Json json = Json::object();
    json.set("line", index).set("debit", name_of(line.debit)).set("credit", name_of(line.credit));
    json.set("amount", to_string(line.amount, currency));
    json.set("settled", to_string(line.settled, currency));
    json.set("state", to_word(line.state));
    return json;
  }

  [[nodiscard]] Json entry_json(const book::Entry& entry) const {
    Json json = ok();
    json.set("entry", entry.number);
    json.set("kind", entry.events.empty() ? "records" : book::kind_of(entry.events.front()));
    json.set("key", entry.key.empty() ? Json() : Json(entry.key));
    json.set("actor", entry.actor);
    json.set("recorded_at", to_string(entry.recorded_at));
    if (!entry.note.empty()) json.set("note", entry.note);
    for (const auto& event : entry.events) {
      std::visit([&](const auto& one) { add_dates(json, one); }, event);
    }
    Json postings = Json::array();
    for (const auto& event : entry.events) {
      std::visit([&](const auto& one) { add_postings(postings, one); }, event);
    }
    json.set("postings", std::move(postings));
    if (entry.events.size() > 1) json.set("steps", entry.events.size());
    const auto reversed_by = reader_.reversed_by(entry.number);
    if (reversed_by) json.set("reversed_by", *reversed_by);
    const auto digest = reader_.digest(entry.number);
    json.set("digest", digest ? Json(digest->hex()) : Json());
    return json;
  }

  static void set_once(Json& json, std::string_view name, Json value) {
    if (json.find(name) == nullptr) json.set(name, std::move(value));
  }
  static void add_dates(Json& json, const book::Posted& event) {
    set_once(json, "effective_on", to_string(event.effective_on));
  }
  static void add_dates(Json& json, const book::Settled& event) {
    set_once(json, "effective_on", to_string(event.effective_on));
    set_once(json, "hold", event.hold);
  }
  static void add_dates(Json& json, const book::Voided& event) {
    set_once(json, "hold", event.hold);
  }
  static void add_dates(Json& json, const book::Expired& event) {
    set_once(json, "hold", event.hold);
    set_once(json, "expired_at", to_string(event.expired_at));
  }
  static void add_dates(Json& json, const book::Held& event) {
    if (event.expires_at) set_once(json, "expires_at", to_string(*event.expires_at));
  }
  static void add_dates(Json& json, const book::Opened& event) {
    set_once(json, "account", event.name.text());
    set_once(json, "opened_on", to_string(event.opened_on));
  }

  static void add_dates(Json& json, const book::Reversed& event) {
    set_once(json, "effective_on", to_string(event.effective_on));
    set_once(json, "reverses", event.entry);
    set_once(json, "reason", event.reason);
  }
  void add_dates(Json& json, const book::Frozen& event) const {
    set_once(json, "account", name_of(event.account));
    set_once(json, "side", to_word(event.side));
  }
  void add_dates(Json& json, const book::Closed& event) const {
    set_once(json, "account", name_of(event.account));
  }
  void add_dates(Json& json, const book::LimitsSet& event) const {
    set_once(json, "account", name_of(event.account));
    const auto account = reader_.account(event.account);
    const auto currency = account ? account->currency : Currency::cny();
    const auto bound = [&](std::string_view name, const book::BoundSet& set) {
      if (set.given) json.set(name, set.bound ? Json(to_string(*set.bound, currency)) : Json());
    };
    bound("min", event.min);
    bound("max", event.max);
  }
  static void add_dates(Json& json, const book::PeriodClosed& event) {
    set_once(json, "through", to_string(event.through));
  }

  void add_postings(Json& postings, const book::Posted& event) const {
    for (const auto& one : event.postings) {
      postings.push(posting_json(one.debit, one.credit, one.amount));
    }
  }
  void add_postings(Json& postings, const book::Held& event) const {
    for (const auto& one : event.lines) {
      postings.push(posting_json(one.debit, one.credit, one.amount));
    }
  }
  void add_postings(Json& postings, const book::Settled& event) const {
    const auto hold = reader_.hold(event.hold);
    if (!hold) return;
    for (const auto& one : event.lines) {
      const auto& line = hold->lines[one.line];
      postings.push(posting_json(line.debit, line.credit, one.amount).set("line", one.line));
    }
  }
  void add_postings(Json& postings, const book::Reversed& event) const {
    for (const auto& one : event.postings) {
      postings.push(posting_json(one.debit, one.credit, one.amount));
    }
  }
  template <class Other>
  void add_postings(Json&, const Other&) const {}

  const ledger::Reader& reader_;
  Instant now_;
};

}  // namespace

Result<Json> answer(const ledger::Reader& reader, const Question& question, Instant now) {
  return std::visit(Answerer(reader, now), question);
}

Json receipt_json(const ledger::Receipt& receipt) {
  Json json = ok();
  json.set("entry", receipt.entry).set("replayed", receipt.replayed);
  json.set("digest", receipt.digest.hex());
  return json;
}

Json refusal_json(const Fault& fault, const Sentence& sentence) {
  Json json = Json::object();
  json.set("ok", false).set("code", fault.reason.word());
  if (fault.posting >= 0) json.set("posting", fault.posting);
  if (!fault.field.empty()) json.set("field", fault.field);
  json.set("message", sentence(fault));
  return json;
}

}  // namespace anxin::json
