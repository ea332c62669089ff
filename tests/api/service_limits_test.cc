// What the service bounds, counts and traces, and what stands in no URL.
#include <gtest/gtest.h>

#include <sstream>

#include "api/json/journal_json.h"
#include "api/routes/reasons.h"
#include "api/routes/service.h"
#include "payments/service/records.h"
#include "tests/support/service_books.h"

namespace anxin::tests {
namespace {

using json::Json;

// ---- what is dear, and how often ----------------------------------------------------------------

routes::ServiceOptions silent() {
  routes::ServiceOptions options(text::Voice::builtin(text::Language::english),
                                 [](const routes::RequestNote&) {});
  options.rate = options.strangers = options.open = {};
  return options;
}

int open_page(routes::Service& service, const std::string& peer,
              const http::Headers& headers = {}) {
  http::Request request;
  request.head = {Method::get, "/healthz", {}, headers, peer};
  return service.answer(request).status;
}

TEST(Limits, OfWhatAsksForNoKeyAreKeptByAddress) {
  auto& book = shared_service();
  auto options = silent();
  options.open = {1, 3};
  routes::Service service(book.ground, routes::all_routes(), options);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(open_page(service, "192.0.2.1"), 200) << i;
  EXPECT_EQ(open_page(service, "192.0.2.1"), 429);
  EXPECT_EQ(open_page(service, "192.0.2.1", {{"x-forwarded-for", "198.51.100.1"}}), 429);
  EXPECT_EQ(open_page(service, "192.0.2.2"), 200);
}

TEST(Limits, BehindANamedProxyAreThoseOfItsCallers) {
  auto& book = shared_service();
  auto options = silent();
  options.open = {1, 1};
  options.proxies = {"127.0.0.1"};
  routes::Service service(book.ground, routes::all_routes(), options);
  for (const std::string caller : {"198.51.100.1", "198.51.100.2"}) {
    EXPECT_EQ(open_page(service, "127.0.0.1", {{"x-forwarded-for", caller}}), 200) << caller;
    EXPECT_EQ(open_page(service, "127.0.0.1", {{"x-forwarded-for", caller}}), 429) << caller;
  }
}

TEST(Limits, RememberSoManyCallersAndGiveTheRestOneShare) {
  using std::chrono::seconds;
  routes::RateLimiter limiter({1, 1});
  for (std::size_t i = 0; i < routes::kBucketsMax; ++i) {
    ASSERT_TRUE(limiter.take(std::to_string(i), seconds(0)));
  }
  EXPECT_TRUE(limiter.take("one more", seconds(0)));
  EXPECT_FALSE(limiter.take("and another", seconds(0)));
  EXPECT_FALSE(limiter.take("0", seconds(0)));           // who is remembered is
  EXPECT_TRUE(limiter.take("and another", seconds(2)));  // all have been forgotten
  EXPECT_TRUE(limiter.take("one more", seconds(2)));
}

TEST(Limits, GiveALoginOneExportAtOnceAndBackWithItsEnd) {
  auto& book = shared_service();
  const auto ask = [&](const std::string& role) {
    return book.ask(book.keys.at(role),
                    {Method::get, "/v1/audit/export", "", {{"format", "csv"}}, {}});
  };
  {
    const auto first = ask("auditor");
    EXPECT_EQ(first.status, 200);
    const auto second = ask("auditor");
    EXPECT_EQ(second.status, 429);
    EXPECT_EQ(code_of(second), "request.own-busy");
    EXPECT_TRUE(http::find(second.headers, "retry-after"));
    EXPECT_EQ(ask("regulator").status, 200);
  }
  EXPECT_EQ(ask("auditor").status, 200);
}

TEST(Limits, GiveAllTogetherSoManyPlaces) {
  for (const std::size_t most : {1U, 2U, 3U}) {
    const routes::Places places({most, 1});
    std::vector<routes::Place> taken;
    for (std::size_t i = 0; i < most; ++i) {
      taken.push_back(places.take("login " + std::to_string(i)).value());
    }
    EXPECT_EQ(places.take("another").error().reason, routes::kAllBusy) << most;
    EXPECT_EQ(places.take("login 0").error().reason, routes::kOwnBusy) << most;
    taken.pop_back();
    EXPECT_TRUE(places.take("another")) << most;
  }
}

TEST(Limits, LetFewLargeBodiesOfLinesInAndAllSmallOnes) {
  auto& book = shared_service();
  const std::string small(256U << 10, '\n');
  const auto ask = [&](const std::string& body) {
    return book.post("clerk", "/v1/ledger/lines", "l", body);
  };
  std::vector<routes::Place> taken;
  for (int i = 0; i < 4; ++i) {
    taken.push_back(book.ground.gates.large_lines.take("li.clerk").value());
  }
  EXPECT_EQ(code_of(ask(small + "\n")), "request.own-busy");
  EXPECT_EQ(code_of(ask(small)), "request.too-many-lines");
  taken.pop_back();
  EXPECT_EQ(code_of(ask(small + "\n")), "request.too-many-lines");
}

TEST(Limits, EndASliceOfTheJournalWithTheEntryThatReachesItsBytes) {
  auto& book = shared_service();
  const auto reader = book.county().reader();
  ASSERT_GT(reader.head().entry, 3U);
  const auto lines = [&](std::size_t bytes) {
    json::JournalFeed feed(0);
    std::ostringstream out;
    EXPECT_TRUE(feed.write(reader.snapshot(), {100, bytes}, out));
    return std::move(out).str();
  };
  const auto first = lines(1);
  EXPECT_EQ(std::count(first.begin(), first.end(), '\n'), 1);
  EXPECT_EQ(lines(first.size()), first);
  const auto two = lines(first.size() + 1);
  EXPECT_EQ(std::count(two.begin(), two.end(), '\n'), 2);
}

TEST(Limits, RefuseJsonThatIsTooMuchAndSayWhere) {
  auto& book = shared_service();
  std::string body = R"({"actor":"a","projects":[)" + std::string(100'001 * 2, '1');
  for (std::size_t i = body.find('['); i + 2 < body.size(); i += 2) body[i + 2] = ',';
  body.back() = '1';
  const auto response = book.post("admin", "/v1/keys", "much", body + "]}");
  EXPECT_EQ(response.status, 413);
  EXPECT_EQ(code_of(response), "json.too-much");
  EXPECT_NE(response.body.find(R"("field":"/projects")"), std::string::npos) << response.body;
}

// ---- what is counted and traced -----------------------------------------------------------------

// A file cannot be sent in parts: what it may have at most is what helps.
TEST(Limits, OfABodyAreToldWithTheirMeasure) {
  auto& book = shared_service();
  const auto said = [&](const std::string& path) {
    return book.service.refuse(http::kBodyTooLarge, {Method::post, path, {}, {}, "192.0.2.1"}).body;
  };
  EXPECT_NE(said("/v1/keys").find("256 KiB"), std::string::npos) << said("/v1/keys");
  EXPECT_NE(said("/v1/ledger/lines").find("64 MiB"), std::string::npos);
  EXPECT_NE(said("/v1/projects/QH01/payrolls").find("128 MiB"), std::string::npos);
}

TEST(Traces, GoOnWithASpanOfOurOwnAndStandInTheLog) {
  auto& book = shared_service();
  std::vector<routes::RequestNote> notes;
  auto options = silent();
  options.log = [&](const routes::RequestNote& note) { notes.push_back(note); };
  routes::Service service(book.ground, routes::all_routes(), options);
  const auto traced = [&](const std::string& parent) {
    http::Request request;
    request.head = {Method::get, "/healthz", {}, {{"traceparent", parent}}, "192.0.2.1"};
    return std::string(http::find(service.answer(request).headers, "traceparent").value_or(""));
  };
  const std::string trace(32, 'a');
  const auto answered = traced("00-" + trace + "-00f067aa0ba902b7-01");
  EXPECT_EQ(answered, "00-" + trace + "-" + notes.back().span + "-01");
  EXPECT_EQ(notes.back().trace, trace);
  EXPECT_EQ(notes.back().span.size(), 16U);
  EXPECT_NE(traced("00-" + trace + "-00f067aa0ba902b7-01"), answered);
  EXPECT_NE(traced("01-" + trace + "-00f067aa0ba902b7-00-more"), "");
  for (const auto& parent : std::vector<std::string>{
           "", "00", "00-" + trace, "00-" + std::string(32, '0') + "-00f067aa0ba902b7-01",
           "00-" + trace + "-0000000000000000-01", "ff-" + trace + "-00f067aa0ba902b7-01",
           "00-" + std::string(32, 'A') + "-00f067aa0ba902b7-01",
           "00-" + trace + "-00f067aa0ba902b7-01-more", "00-" + trace + "-00f067aa0ba902b7-0x"}) {
    EXPECT_EQ(traced(parent), "") << parent;
    EXPECT_EQ(notes.back().trace, "") << parent;
  }
}

// Of which nothing can be read, for a reason of its own.
class RefusingStore final : public store::Store {
 public:
  explicit RefusingStore(Reason reason) : reason_(reason) {}
  Result<std::unique_ptr<store::Snapshot>> snapshot(store::Patience /*patience*/) const override {
    return fail(reason_);
  }
  Result<void> copy_to(const std::filesystem::path& /*folder*/) const override {
    return fail(reason_);
  }
  store::StoreStatus status() const override { return {}; }
  Result<void> commit(const store::WriteBatch& /*batch*/) override { return fail(reason_); }

 private:
  Reason reason_;
};

TEST(Log, TellsWhyAnExportBrokeOffAndOfDamageOnlyWhereThereIsSome) {
  auto& book = shared_service();
  for (const auto why : {store::kUnavailable, store::kReadTooLong, store::kDamaged}) {
    const RefusingStore store(why);
    const auto& known = book.ground;
    const routes::Ground ground{known.writer,  store,         known.clock,  known.vault, known.data,
                                known.entropy, known.workers, known.ending, known.verify};
    std::vector<routes::RequestNote> notes;
    auto options = silent();
    options.log = [&](const routes::RequestNote& note) { notes.push_back(note); };
    routes::Service service(ground, routes::all_routes(), options);
    for (const std::string format : {"ndjson", "csv"}) {
      notes.clear();
      http::Request request;
      request.head = {Method::get,
                      "/v1/audit/export",
                      {{"format", format}},
                      {{"authorization", "Bearer " + book.keys.at("auditor")}},
                      "192.0.2.1"};
      const auto response = service.answer(request);
      ASSERT_TRUE(response.stream) << response.body;
      EXPECT_THROW(response.stream([](std::string_view) { return true; }), std::exception);
      ASSERT_EQ(notes.size(), 2U);
      EXPECT_EQ(notes.back().code, why.word()) << format;
    }
  }
}

TEST(Metrics, CountRequestsByKindAndStatusWithTheirBytes) {
  ServiceBook book;
  (void)book.get("clerk", "/v1/me");
  (void)book.ask("", {Method::get, "/v1/me"});
  (void)book.ask(book.keys["clerk"], submission("s"));
  (void)book.ask("", {Method::get, "/nowhere"});
  const auto text = book.get("admin", "/metrics").body;
  for (const std::string line :
       {"anxin_http_requests_total{class=\"read\",status=\"200\"} 1\n",
        "anxin_http_requests_total{class=\"read\",status=\"401\"} 1\n",
        "anxin_http_requests_total{class=\"change\",status=\"201\"} 1\n",
        "anxin_http_requests_total{class=\"unrouted\",status=\"404\"} 1\n",
        "anxin_http_request_seconds_count{class=\"change\"} 1\n",
        "anxin_http_request_seconds_bucket{class=\"change\",le=\"+Inf\"} 1\n"}) {
    EXPECT_NE(text.find(line), std::string::npos) << line << text;
  }
  const auto bytes = county_file("wages-2026-10-QH01.csv").size();
  const auto came = "anxin_http_request_bytes_total{class=\"change\"} " + std::to_string(bytes);
  EXPECT_NE(text.find(came), std::string::npos) << came;
}

// ---- what stands in no URL ----------------------------------------------------------------------

TEST(SubmitPayroll, TakesItsReasonFromAHeaderAndNotFromTheQuery) {
  ServiceBook book;
  auto asked = submission("s");
  asked.query.push_back({"reason", "because"});
  EXPECT_EQ(book.ask(book.keys["clerk"], asked).status, 400);
  const std::string long_one(4'001, 'x');
  for (const auto& wrong : std::vector<std::string>{"%E5%A4", "%zz", "%FF", long_one}) {
    auto header = submission("w");
    header.headers.push_back({"anxin-reason", wrong});
    const auto response = book.ask(book.keys["clerk"], header);
    EXPECT_EQ(response.status, 400) << wrong;
    EXPECT_NE(response.body.find("\"anxin-reason\""), std::string::npos) << response.body;
  }
  auto header = submission("s");
  header.headers.push_back({"anxin-reason", "%E5%A4%8D%E6%A0%B8"});
  ASSERT_EQ(book.ask(book.keys["clerk"], header).status, 201);
  const auto batch = payments::find(book.county().reader(), payments::kBatches, "QH01-202610-01");
  EXPECT_EQ(batch->value.reason, "复核");
}

}  // namespace
}  // namespace anxin::tests
