// For those who trust nothing: the chain's head, every entry, a proof of the whole, what is new.
#include <algorithm>
#include <atomic>
#include <mutex>
#include <ostream>
#include <set>
#include <sstream>
#include <streambuf>

#include "api/json/journal_json.h"
#include "api/routes/call.h"
#include "api/routes/events.h"
#include "api/routes/page.h"
#include "api/routes/reasons.h"
#include "api/routes/route_tables.h"
#include "api/routes/stream_broken.h"
#include "api/routes/subject.h"
#include "api/views/book.h"
#include "ledger/base/text.h"
#include "ledger/book/reasons.h"
#include "ledger/service/export_journal.h"

namespace anxin::routes {
namespace {

constexpr std::int64_t kWaitSecondsMax = 20;          // proxies cut at 30
constexpr std::chrono::milliseconds kWaitSlice{250};  // until the end of the service is seen
constexpr int kWaitersMax = 16;                       // a quarter of the threads
constexpr std::size_t kEventBytesMax = 4U << 20;      // then the next question goes on from there
constexpr std::size_t kEntriesLookedAt = 10'000;  // for the events of some contracts in one answer

Result<http::Response> show_head(Call& call) {
  return json_response(views::head_view(call.reader()));
}

Result<http::Response> verify_book(Call& call) {
  LEDGER_CHECK(check_whole_key(call));
  // It reads the whole book: one at a time leaves the other core to everybody else.
  static std::mutex under_way;
  const std::unique_lock lock(under_way, std::try_to_lock);
  if (!lock.owns_lock()) return fail(kFeedBusy);
  http::Response response;
  response.body = LEDGER_TRY(call.ground().verify());
  response.headers.push_back({"content-type", "application/json"});
  return response;
}

// Entries of one snapshot as lines.
Result<std::string> entry_lines(const ledger::Reader& reader, book::EntryNumber after,
                                std::size_t limit) {
  std::ostringstream out;
  json::JournalFeed feed(after);
  LEDGER_CHECK(feed.write(reader.snapshot(), {limit, kEventBytesMax}, out));
  return std::move(out).str();
}

http::Response lines_response(std::string lines) {
  http::Response response;
  response.body = std::move(lines);
  response.headers.push_back({"content-type", "application/x-ndjson"});
  return response;
}

Result<http::Response> show_entry(Call& call) {
  LEDGER_CHECK(check_whole_key(call));
  const auto number = parse_number(call.word("entry"));
  const bool there = number && *number > 0 && *number <= call.reader().head().entry;
  if (!there) return fail(book::kEntryNotFound, {{"entry", call.word("entry")}});
  auto response = lines_response(LEDGER_TRY(entry_lines(call.reader(), *number - 1, 1)));
  response.headers.front().value = "application/json";
  return response;
}

// An answer that is written as it is read.
class SinkBuffer final : public std::streambuf {
 public:
  explicit SinkBuffer(const http::Sink& sink) : sink_(sink) {}
  [[nodiscard]] bool gone() const { return gone_; }

 protected:
  std::streamsize xsputn(const char* bytes, std::streamsize count) override {
    if (!gone_) gone_ = !sink_({bytes, static_cast<std::size_t>(count)});
    return gone_ ? 0 : count;
  }
  int_type overflow(int_type one) override {
    const char byte = traits_type::to_char_type(one);
    return xsputn(&byte, 1) == 1 ? one : traits_type::eof();
  }

 private:
  const http::Sink& sink_;
  bool gone_ = false;
};

constexpr auto kExportFormats = "ndjson, csv, hledger, ledger, beancount";

Result<http::Response> export_journal_file(Call& call) {
  LEDGER_CHECK(check_whole_key(call));
  const auto word = call.given().text("format");
  const auto format = ledger::parse_journal_format(word);  // none: ndjson
  const auto place = LEDGER_TRY(call.ground().gates.exports.take(call.grant().staff.actor));
  http::Response response;
  response.headers.push_back({"content-type", "text/plain; charset=utf-8"});
  response.stream = [&store = call.ground().store, format, place](const http::Sink& sink) {
    SinkBuffer buffer(sink);
    std::ostream out(&buffer);
    const auto written =
        format ? ledger::export_journal(store, *format, out) : json::export_ndjson(store, out);
    if (!written) throw StreamBroken(written.error().reason);
  };
  return response;
}

/// One who waits for an entry; at most so many at once.
class Waiter {
 public:
  explicit Waiter(std::atomic<int>& waiters) : waiters_(waiters) { ++waiters_; }
  ~Waiter() { --waiters_; }
  Waiter(const Waiter&) = delete;
  Waiter& operator=(const Waiter&) = delete;
  [[nodiscard]] bool too_many() const { return waiters_ > kWaitersMax; }

 private:
  std::atomic<int>& waiters_;
};

// Until the book goes beyond `entry`, patience ends or the service does.
Result<void> wait_for_entry(const Call& call, book::EntryNumber entry, std::int64_t seconds) {
  static std::atomic<int> waiters{0};
  if (seconds == 0 || call.reader().head().entry > entry) return {};
  const Waiter waiter(waiters);
  if (waiter.too_many()) return fail(kFeedBusy);
  const auto slices = std::chrono::seconds(std::min(seconds, kWaitSecondsMax)) / kWaitSlice;
  for (std::int64_t i = 0; i < slices && !call.ground().ending; ++i) {
    if (call.ground().writer.wait_beyond(entry, kWaitSlice)) break;
  }
  return {};
}

struct EventsAsked {
  book::EntryNumber after = 0;
  std::int64_t wait = 0;
  std::size_t limit = 0;
};

Result<EventsAsked> events_asked(const Call& call) {
  EventsAsked asked;
  asked.after =
      static_cast<book::EntryNumber>(call.given().find<std::int64_t>("after").value_or(0));
  asked.wait = call.given().find<std::int64_t>("wait").value_or(0);
  const auto limit = call.given().find<std::int64_t>("limit").value_or(kPageDefault);
  if (limit < kPageMin || limit > kPageMax)
    return fail(kPageLimit, {{"max", std::to_string(kPageMax)}});
  asked.limit = static_cast<std::size_t>(limit);
  return asked;
}

// Entries of the contracts alone; Anxin-Last-Entry tells how far the book was looked through.
Result<http::Response> events_of(const ledger::Reader& reader, const EventsAsked& asked,
                                 const std::set<std::string, std::less<>>& contracts) {
  const RecordOwners owners(reader);
  const auto last = std::min(reader.head().entry, asked.after + kEntriesLookedAt);
  std::string lines;
  std::size_t found = 0;
  auto number = asked.after;
  while (number < last && found < asked.limit && lines.size() < kEventBytesMax) {
    const auto entry = reader.entry(++number);
    if (!entry || !contracts.contains(contract_of(*entry, owners))) continue;
    lines += LEDGER_TRY(entry_lines(reader, number - 1, 1));
    ++found;
  }
  auto response = lines_response(std::move(lines));
  response.headers.push_back({"anxin-last-entry", std::to_string(number)});
  return response;
}

// As a webhook of the key is told of it (sees_event), with all that the entries say.
Result<http::Response> list_events(Call& call) {
  const auto asked = LEDGER_TRY(events_asked(call));
  LEDGER_CHECK(wait_for_entry(call, asked.after, asked.wait));
  const auto reader = LEDGER_TRY(call.book().read());
  if (sees_whole_book(call.grant())) {
    return lines_response(LEDGER_TRY(entry_lines(reader, asked.after, asked.limit)));
  }
  std::set<std::string, std::less<>> seen;
  for (const auto& contract : contracts_seen(reader, call.grant())) seen.insert(contract.value.id);
  return events_of(reader, asked, seen);
}

Result<http::Response> list_project_events(Call& call) {
  const auto asked = LEDGER_TRY(events_asked(call));
  LEDGER_CHECK(wait_for_entry(call, asked.after, asked.wait));
  const auto reader = LEDGER_TRY(call.book().read());
  const auto contract = LEDGER_TRY(call.book().contract(reader, call.word("project"))).value.id;
  return events_of(reader, asked, {contract});
}

const std::vector<Field> kEventFields{{"after", FieldKind::integer, Need::optional, "0"},
                                      {"wait", FieldKind::integer, Need::optional, "0"},
                                      limit_field()};

}  // namespace

std::vector<Route> audit_routes() {
  using enum http::Method;
  using enum Concern;
  static constexpr Roles kChecking{Role::auditor, Role::regulator};
  return {
      {"show-head", get, "/v1/audit/head", login, kSumReaders, show_head},
      {"show-entry", get, "/v1/audit/entries/{entry}", login, kChecking, show_entry},
      {"verify-book", post, "/v1/audit/verify", login, kChecking, verify_book},
      {"export-journal",
       get,
       "/v1/audit/export",
       login,
       kChecking,
       export_journal_file,
       Effect::reads,
       {{"format", FieldKind::text, Need::required, "hledger", {}, kExportFormats}}},
      {"list-events", get, "/v1/events", login, kBookReaders, list_events, Effect::reads,
       kEventFields},
      {"list-project-events", get, "/v1/projects/{project}/events", contract, kBookReaders,
       list_project_events, Effect::reads, kEventFields},
  };
}

}  // namespace anxin::routes
