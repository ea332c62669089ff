#include "api/json/journal_json.h"

#include <ostream>
#include <sstream>

#include "ledger/base/amount.h"
#include "ledger/store/book_rows.h"

namespace anxin::json {
namespace {

using store::Table;

constexpr std::size_t kSliceEntries = 1'000;   // a fraction of a second on one snapshot
constexpr std::size_t kSliceBytes = 1U << 20;  // held until they are taken

Json pairs(const Fields& fields) {
  Json all = Json::array();
  for (const auto& field : fields) {
    all.push(std::move(Json::array().push(field.name).push(field.value)));
  }
  return all;
}

class EntryWords {
 public:
  explicit EntryWords(const store::Snapshot& snapshot) : loader_(snapshot) {}

  Json entry(const book::Entry& entry, const Digest& digest) {
    Json events = Json::array();
    for (const auto& event : entry.events) events.push(words(event));
    Json records = Json::array();
    for (const auto& record : entry.records) {
      Json one = Json::object();
      one.set("table", record.id.table).set("key", record.id.key);
      one.set("previous", record.previous).set("digest", record.value.hex());
      records.push(std::move(one));
    }
    Json json = Json::object();
    json.set("entry", entry.number)
        .set("format", entry.format)
        .set("recorded_at", to_string(entry.recorded_at));
    json.set("actor", entry.actor).set("key", entry.key).set("note", entry.note);
    json.set("content", pairs(entry.content)).set("answer", pairs(entry.answer));
    json.set("events", std::move(events)).set("records", std::move(records));
    json.set("digest", digest.hex());
    return json;
  }

 private:
  Json words(const book::Event& event) {
    Json json = Json::object();
    json.set("kind", book::kind_of(event));
    std::visit([&](const auto& one) { add(json, one); }, event);
    return json;
  }

  [[nodiscard]] std::string name(book::AccountNumber number) const {
    const auto opening = loader_.opening(number);
    return opening ? std::string(opening->name) : "";
  }
  [[nodiscard]] Currency currency(book::AccountNumber number) const {
    const auto opening = loader_.opening(number);
    return opening ? opening->currency : Currency::cny();
  }
  [[nodiscard]] static Json bound(const std::optional<Money>& amount, Currency currency) {
    return amount ? Json(to_string(*amount, currency)) : Json();
  }
  static void set_effective(Json& json, Date date, bool given) {
    json.set("effective_on", to_string(date)).set("effective_on_given", given);
  }

  Json postings(const std::vector<book::ResolvedPosting>& all) {
    Json array = Json::array();
    for (const auto& one : all) {
      Json json = Json::object();
      json.set("debit", name(one.debit)).set("credit", name(one.credit));
      json.set("amount", to_string(one.amount, currency(one.debit)));
      if (one.condition) {
        const auto& condition = *one.condition;
        Json when = Json::object();
        when.set("account", name(condition.account));
        when.set(to_word(condition.relation),
                 to_string(condition.amount, currency(condition.account)));
        json.set("if", std::move(when));
      }
      array.push(std::move(json));
    }
    return array;
  }
  static Json numbers(const std::vector<std::uint32_t>& lines) {
    Json array = Json::array();
    for (const auto line : lines) array.push(line);
    return array;
  }

  void add(Json& json, const book::Opened& event) {
    json.set("account", event.name.text()).set("normal", to_word(event.normal));
    json.set("currency", event.currency.code());
    json.set("min", bound(event.min, event.currency)).set("max", bound(event.max, event.currency));
    json.set("opened_on", to_string(event.opened_on)).set("opened_on_given", event.opened_on_given);
  }
  void add(Json& json, const book::Posted& event) {
    set_effective(json, event.effective_on, event.effective_on_given);
    json.set("postings", postings(event.postings));
  }
  void add(Json& json, const book::Held& event) {
    json.set("expires_at", event.expires_at ? Json(to_string(*event.expires_at)) : Json());
    json.set("postings", postings(event.lines));
  }
  void add(Json& json, const book::Settled& event) {
    json.set("hold", event.hold).set("lines_given", event.lines_given);
    set_effective(json, event.effective_on, event.effective_on_given);
    const auto hold = loader_.hold(event.hold);
    Json lines = Json::array();
    for (const auto& line : event.lines) {
      const bool known = hold && line.line < hold->lines.size();
      const auto money = known ? currency(hold->lines[line.line].debit) : Currency::cny();
      Json one = Json::object();
      one.set("line", line.line).set("amount", to_string(line.amount, money));
      one.set("amount_given", line.amount_given);
      lines.push(std::move(one));
    }
    json.set("lines", std::move(lines));
  }
  void add(Json& json, const book::Voided& event) {
    json.set("hold", event.hold).set("lines_given", event.lines_given);
    json.set("lines", numbers(event.lines));
  }
  void add(Json& json, const book::Expired& event) {
    json.set("hold", event.hold).set("expired_at", to_string(event.expired_at));
    json.set("lines", numbers(event.lines));
  }
  void add(Json& json, const book::Reversed& event) {
    json.set("entry", event.entry).set("reason", event.reason);
    set_effective(json, event.effective_on, event.effective_on_given);
    json.set("postings", postings(event.postings));
  }
  void add(Json& json, const book::Frozen& event) {
    json.set("account", name(event.account)).set("side", to_word(event.side));
  }
  void add(Json& json, const book::Closed& event) { json.set("account", name(event.account)); }
  void add(Json& json, const book::LimitsSet& event) {
    json.set("account", name(event.account));
    const auto money = currency(event.account);
    if (event.min.given) json.set("min", bound(event.min.bound, money));
    if (event.max.given) json.set("max", bound(event.max.bound, money));
  }
  void add(Json& json, const book::PeriodClosed& event) {
    json.set("through", to_string(event.through));
  }

  ledger::StoreLoader loader_;
};

tl::unexpected<Fault> damaged(std::string what) {
  return fail(store::kDamaged, {{"what", std::move(what)}});
}

}  // namespace

Result<Json> book_json(const store::Snapshot& snapshot) {
  const auto identity = LEDGER_TRY(store::read_identity(snapshot));
  const auto head = LEDGER_TRY(store::read_head(snapshot));
  Json book = Json::object();
  book.set("id", identity.id).set("region", identity.region).set("name", identity.name);
  book.set("clock", identity.clock == store::ClockKind::simulated ? "simulated" : "system");
  book.set("created", to_string(identity.created));
  Json json = Json::object();
  json.set("book", std::move(book)).set("format", identity.format);
  json.set("entry", head.entry).set("head", head.digest.hex());
  return json;
}

Result<void> JournalFeed::write(const store::Snapshot& snapshot, const FeedSlice& slice,
                                std::ostream& out) {
  EntryWords words(snapshot);
  const auto cursor = snapshot.cursor(Table::journal);
  std::size_t written = 0;
  std::size_t bytes = 0;
  const auto takes_more = [&] {
    return written < slice.entries && bytes < slice.bytes && last_ < slice.through;
  };
  for (bool more = cursor->seek(store::entry_key(last_ + 1)); more && takes_more();
       more = cursor->next()) {
    const auto row = store::decode_journal(cursor->value());
    const auto entry = row ? book::decode_entry(row->canonical) : std::nullopt;
    if (!entry || entry->number != last_ + 1) return damaged("entry " + std::to_string(last_ + 1));
    const auto line = words.entry(*entry, row->digest).dump() + '\n';
    out << line;
    bytes += line.size();
    last_ = entry->number;
    ++written;
  }
  return {};
}

Result<void> export_ndjson(const store::Store& store, std::ostream& out) {
  auto snapshot = LEDGER_TRY(store.snapshot());
  out << LEDGER_TRY(book_json(*snapshot)).dump() << '\n';
  const auto head = LEDGER_TRY(store::read_head(*snapshot));
  JournalFeed feed(0);
  while (feed.last() < head.entry && out) {
    const auto before = feed.last();
    std::ostringstream slice;
    LEDGER_CHECK(feed.write(*snapshot, {kSliceEntries, kSliceBytes, head.entry}, slice));
    if (feed.last() == before) return damaged("entry " + std::to_string(before + 1));
    snapshot.reset();
    out << std::move(slice).str();
    snapshot = LEDGER_TRY(store.snapshot());
  }
  return {};
}

}  // namespace anxin::json
