// The service: who gets in, to what, and how often a change happens.
#include "api/routes/service.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <sstream>
#include <thread>

#include "api/json/journal_json.h"
#include "api/routes/meant_port.h"
#include "api/routes/openapi.h"
#include "api/routes/reasons.h"
#include "ledger/base/text.h"
#include "payments/service/attachment_service.h"
#include "payments/service/records.h"
#include "tests/support/service_books.h"

namespace anxin::tests {
namespace {

using json::Json;

// One book for the tests that change nothing of it: loading 345 workers takes longest.
ServiceBook& shared_service() {
  static ServiceBook book;
  return book;
}

Json document() {
  return routes::openapi_document(routes::all_routes(),
                                  text::Voice::builtin(text::Language::english));
}

// "/v1/projects/{project}/payrolls" with something in every brace: QH01 for a project, and for the
// rest what is not there.
std::string filled(std::string_view path) {
  std::string text;
  for (const auto part : split(path.substr(1), '/')) {
    const bool word = part.starts_with('{');
    text += "/";
    text += word ? (part == "{project}"  ? "QH01"
                    : part == "{region}" ? "360799"
                                         : "none")
                 : std::string(part);
  }
  return text;
}

struct Operation {
  std::string id, method, path, concern, effect;
  std::set<std::string> roles;
};

// As the description tells it, so that the description is what is tested.
std::vector<Operation> operations() {
  std::vector<Operation> all;
  const auto described = document();
  for (const auto& [path, methods] : *described.find("paths")->members()) {
    for (const auto& [method, operation] : *methods.members()) {
      Operation one{*operation.find("operationId")->text(),
                    method,
                    path,
                    *operation.find("x-concern")->text(),
                    *operation.find("x-effect")->text(),
                    {}};
      for (const auto& role : *operation.find("x-roles")->items()) one.roles.insert(*role.text());
      all.push_back(std::move(one));
    }
  }
  return all;
}

Method method_of(const std::string& word) {
  if (word == "get") return Method::get;
  if (word == "put") return Method::put;
  if (word == "patch") return Method::patch;
  return word == "delete" ? Method::remove : Method::post;
}

Response ask_operation(ServiceBook& book, const std::string& secret, const Operation& operation) {
  return book.ask(secret, {method_of(operation.method),
                           filled(operation.path),
                           "",
                           {},
                           {{"idempotency-key", "matrix"}, {"anxin-dry-run", "true"}}});
}

// ---- who gets in --------------------------------------------------------------------------------

TEST(Service, LetsEveryRoleIntoItsOwnOperationsAndIntoNoOther) {
  auto& book = shared_service();
  std::size_t asked = 0;
  for (const auto& operation : operations()) {
    if (operation.concern == "nobody") continue;
    for (const auto& [role, login] : logins_by_role()) {
      const auto response = ask_operation(book, book.keys.at(role), operation);
      const bool kept_out = code_of(response) == "access.not-permitted" && response.status == 403;
      if (!operation.roles.contains(role)) {
        EXPECT_TRUE(kept_out) << role << " " << operation.id << " " << response.body;
      } else {
        EXPECT_NE(response.status, 401) << role << " " << operation.id;
        EXPECT_NE(response.status, 500) << role << " " << operation.id << " " << response.body;
      }
      ++asked;
    }
  }
  EXPECT_GE(asked, 12U * 20U);
}

TEST(Service, AnswersNobodyWithoutAKey) {
  auto& book = shared_service();
  for (const auto& operation : operations()) {
    if (operation.concern == "nobody") continue;
    EXPECT_EQ(ask_operation(book, "", operation).status, 401) << operation.id;
    EXPECT_EQ(ask_operation(book, "axk_" + std::string(64, '0'), operation).status, 401);
  }
}

TEST(Service, SaysOfAContractOutsideTheScopeWhatItSaysOfOneThatIsNotThere) {
  auto& book = shared_service();
  for (const std::string role : {"clerk", "approver", "subcontractor", "bank", "supervisor"}) {
    const auto foreign = book.get(role, "/v1/projects/QH02/payrolls");
    const auto unknown = book.get(role, "/v1/projects/QH77/payrolls");
    EXPECT_EQ(foreign.status, 404) << role;
    EXPECT_EQ(code_of(foreign), code_of(unknown)) << role;
    EXPECT_EQ(book.get(role, "/v1/projects/QH01/payrolls").status, 200) << role;
  }
}

TEST(Service, KeepsANarrowedKeyToItsProjectsInEveryOperationOfAContract) {
  auto& book = shared_service();
  const auto narrow = book.key_of({"zhao.regulator", {}, {}, {"QH02"}, {}, {}});
  std::size_t asked = 0;
  for (const auto& operation : operations()) {
    if (operation.concern != "contract" || !operation.roles.contains("regulator")) continue;
    EXPECT_EQ(ask_operation(book, narrow, operation).status, 404) << operation.id;
    ++asked;
  }
  EXPECT_GE(asked, 5U);
  EXPECT_EQ(book.ask(narrow, {Method::get, "/v1/projects/QH02/payrolls"}).status, 200);
}

TEST(Service, KeepsARegionsKeyToItsRegion) {
  auto& book = shared_service();
  const auto asks = [&](const std::string& region) {
    const auto key = book.key_of({"zhao.regulator", {}, {}, {}, {region}, {}});
    return book.ask(key, {Method::get, "/v1/projects/QH01/payrolls"}).status;
  };
  EXPECT_EQ(asks("360799"), 200);
  EXPECT_EQ(asks("360700"), 200);  // the prefecture above it
  EXPECT_EQ(asks("360000"), 200);  // the province
  EXPECT_EQ(asks("360798"), 404);
  EXPECT_EQ(asks("360800"), 404);
}

TEST(Service, OpensNothingWithAKeyThatIsRevokedOrExpired) {
  ServiceBook book;
  const auto until = book.key_of({"li.clerk", {}, {}, {}, {}, day("2026-11-03")});
  EXPECT_EQ(book.ask(until, {Method::get, "/v1/me"}).status, 200);
  book.county().now("2026-11-03 23:59");
  EXPECT_EQ(book.ask(until, {Method::get, "/v1/me"}).status, 200);
  book.county().now("2026-11-04 00:00");
  EXPECT_EQ(book.ask(until, {Method::get, "/v1/me"}).status, 401);

  const auto key = book.key_of({"li.clerk", {}, {}, {}, {}, {}});
  const auto me = json::parse(book.ask(key, {Method::get, "/v1/me"}).body);
  const auto revoked = "/v1/keys/" + *me->find("key")->text() + "/revoke";
  EXPECT_EQ(book.post("admin", revoked, "r1").status, 200);
  EXPECT_EQ(book.ask(key, {Method::get, "/v1/me"}).status, 401);
}

TEST(Service, BoundsHowMuchOneKeyAsksAndHowOftenAStrangerTries) {
  routes::RateLimiter limiter({2, 3});
  using std::chrono::milliseconds;
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(limiter.take("a", milliseconds(0)));
  EXPECT_FALSE(limiter.take("a", milliseconds(0)));
  EXPECT_TRUE(limiter.take("b", milliseconds(0)));
  EXPECT_FALSE(limiter.take("a", milliseconds(499)));
  EXPECT_TRUE(limiter.take("a", milliseconds(500)));
  EXPECT_FALSE(limiter.take("a", milliseconds(500)));
}

TEST(Service, CountsARequestOnceAgainstTheRateOfItsKeyWithABodyOrWithout) {
  ServiceBook book;
  routes::ServiceOptions options(text::Voice::builtin(text::Language::english),
                                 [](const routes::RequestNote&) {});
  options.rate = {1, 3};
  routes::Service tight(book.ground, routes::all_routes(), options);
  http::Request request;
  request.head = {Method::post,
                  "/v1/keys",
                  {},
                  {{"authorization", "Bearer " + book.keys["admin"]},
                   {"idempotency-key", "k"},
                   {"content-length", "2"}},
                  "192.0.2.1"};
  request.body = "{}";
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(std::holds_alternative<std::size_t>(tight.admit(request.head))) << i;
    EXPECT_EQ(tight.answer(request).status, 400) << i;  // the actor is missing
  }
  const auto fourth = tight.admit(request.head);
  ASSERT_TRUE(std::holds_alternative<Response>(fourth));
  EXPECT_EQ(std::get<Response>(fourth).status, 429);
  EXPECT_TRUE(http::find(std::get<Response>(fourth).headers, "retry-after"));
}

// ---- how it refuses -----------------------------------------------------------------------------

TEST(Service, NamesEveryFaultOfARequestAtOnceWithItsPlace) {
  auto& book = shared_service();
  const auto response =
      book.post("admin", "/v1/keys", "f1", R"({"expires_on":"soon","projects":"QH01","colour":1})");
  EXPECT_EQ(response.status, 400);
  for (const std::string part : {"/expires_on", "/projects", "/colour", "/actor"}) {
    EXPECT_NE(response.body.find("\"" + part + "\""), std::string::npos) << part;
  }
}

TEST(Service, RefusesABodyWithAKeyGivenTwice) {
  auto& book = shared_service();
  const auto response = book.post("admin", "/v1/keys", "f2", R"({"actor":"a","actor":"b"})");
  EXPECT_EQ(code_of(response), "request.no-json");
}

TEST(Service, SpeaksTheLanguageThatIsAskedFor) {
  auto& book = shared_service();
  const auto said = [&](const std::string& wanted) {
    const auto response =
        book.ask("", {Method::get, "/v1/me", "", {}, {{"accept-language", wanted}}});
    return std::string(http::find(response.headers, "content-language").value_or(""));
  };
  EXPECT_EQ(said("en-GB,en;q=0.9"), "en");
  EXPECT_EQ(said("zh-CN,zh;q=0.9,en;q=0.8"), "zh-CN");
  EXPECT_EQ(said("fr"), "zh-CN");
}

TEST(Service, SaysWhichMethodsAPathTakes) {
  auto& book = shared_service();
  const auto response = book.ask(book.keys["clerk"], {Method::put, "/v1/projects/QH01/payrolls"});
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(http::find(response.headers, "allow"), "POST, GET");
}

// ---- changes ------------------------------------------------------------------------------------

Asked submission(const std::string& key, const std::string& file = "wages-2026-10-QH01.csv") {
  return {Method::post,
          "/v1/projects/QH01/payrolls",
          county_file(file),
          {{"month", "2026-10"}, {"confirmed", "true"}},
          {{"idempotency-key", key}}};
}

TEST(Service, NeedsAnIdempotencyKeyForEveryChange) {
  auto& book = shared_service();
  for (const auto& operation : operations()) {
    if (operation.effect != "changes") continue;
    const auto role = *operation.roles.begin();
    const auto response =
        book.ask(book.keys.at(role), {method_of(operation.method), filled(operation.path)});
    EXPECT_EQ(code_of(response), "request.idempotency-key") << operation.id;
  }
}

TEST(Service, AnswersARepeatedChangeAsTheFirstTimeAndBooksItOnce) {
  ServiceBook book;
  const auto first = book.ask(book.keys["clerk"], submission("s1"));
  ASSERT_EQ(first.status, 201) << first.body;
  const auto entries = book.county().reader().head().entry;
  const auto again = book.ask(book.keys["clerk"], submission("s1"));
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(http::find(again.headers, "idempotency-replayed"), "true");
  EXPECT_EQ(http::find(first.headers, "idempotency-replayed"), std::nullopt);
  EXPECT_EQ(*json::parse(again.body)->find("entry")->integer(),
            *json::parse(first.body)->find("entry")->integer());
  EXPECT_EQ(book.county().reader().head().entry, entries);

  const auto other = book.ask(book.keys["clerk"], submission("s1", "wages-2026-10-QH02.csv"));
  EXPECT_EQ(other.status, 422);
  EXPECT_EQ(code_of(other), "ledger.key-reused");
}

TEST(Service, ChangesOnlyTheVersionThatIfMatchNames) {
  ServiceBook book;
  ASSERT_EQ(book.ask(book.keys["clerk"], submission("s")).status, 201);
  const std::string path = "/v1/payrolls/QH01-202610-01";
  const auto read = std::string(*http::find(book.get("clerk", path).headers, "etag"));
  const auto asks = [&](const std::string& key, const std::string& tag) {
    return book.ask(
        book.keys["clerk"],
        {Method::post, path + "/withdraw", "", {}, {{"idempotency-key", key}, {"if-match", tag}}});
  };
  const auto entries = book.county().entries();
  for (const auto* stale : {"\"1\"", "1", "W/\"1\"", ""}) {
    EXPECT_EQ(asks("stale", stale).status, 412) << stale;
  }
  EXPECT_EQ(book.county().entries(), entries);
  EXPECT_EQ(asks("w", read).status, 200);
  EXPECT_EQ(asks("w", read).status, 200) << "a repeated change is answered, whatever has gone on";
  EXPECT_EQ(code_of(asks("any", "*")), "payments.batch-state") << "any version will do";
  EXPECT_NE(http::find(book.get("clerk", path).headers, "etag"), read);
}

TEST(Service, HoldsBackWhatWasMeantForAVersionThatHasGoneOnMeanwhile) {
  ServiceBook book;
  routes::MeantPort port(book.writer, book.county().clock);
  bool holds = true;
  port.mean([&](const ledger::Reader&) -> Result<void> {
    return holds ? Result<void>() : fail(routes::kChangedSince);
  });
  book::Command command;
  command.key = "meant";
  command.actor = "li.clerk";
  command.steps.push_back(
      book::OpenAccount{name("t:cash"), book::Side::debit, Currency::cny(), {}, {}, {}});
  holds = false;
  EXPECT_EQ(reason(port.execute(command)), "request.changed-since");
  EXPECT_EQ(reason(port.judge(command)), "request.changed-since");
  holds = true;
  const auto first = port.execute(command).value();
  holds = false;
  EXPECT_EQ(port.execute(command).value().entry, first.entry) << "it was answered before";
}

TEST(Service, SaysThatNothingIsNew) {
  auto& book = shared_service();
  const auto asks = [&](const std::string& path, const std::string& tag) {
    return book.ask(book.keys.at("regulator"),
                    {Method::get, path, "", {}, {{"if-none-match", tag}}});
  };
  for (const std::string path :
       {"/v1/contracts/QH01", "/v1/projects/QH01/deposit", "/v1/contracts"}) {
    const auto read = book.get("regulator", path);
    const auto tag = std::string(http::find(read.headers, "etag").value_or("none"));
    const auto known = asks(path, tag);
    EXPECT_EQ(known.status, 304) << path;
    EXPECT_EQ(known.body, "") << path;
    EXPECT_EQ(http::find(known.headers, "etag"), tag) << path;
    EXPECT_EQ(asks(path, "\"x\", " + tag).status, 304) << path;
    EXPECT_EQ(asks(path, "*").status, 304) << path;
    EXPECT_EQ(asks(path, "\"x\"").status, 200) << path;
  }
}

TEST(Service, SaysWhatIsNewInTheSameVersionOfAThing) {
  auto& book = shared_service();
  const std::string path = "/v1/contracts/QH01";
  const auto tag = std::string(*http::find(book.get("regulator", path).headers, "etag"));
  ASSERT_NE(tag.find('-'), std::string::npos) << "the version and the bytes: " << tag;
  const auto other = tag.substr(0, tag.find('-')) + "-00000000000000000000000000000000\"";
  const auto read =
      book.ask(book.keys.at("regulator"), {Method::get, path, "", {}, {{"if-none-match", other}}});
  EXPECT_EQ(read.status, 200) << "other bytes of the same version";
}

TEST(Service, WantsOneIdempotencyKeyOfAChange) {
  auto& book = shared_service();
  const auto asks = [&](const http::Headers& headers) {
    return code_of(
        book.ask(book.keys.at("clerk"), {Method::post, "/v1/ledger/entries", "{}", {}, headers}));
  };
  EXPECT_EQ(asks({}), "request.idempotency-key");
  EXPECT_NE(asks({{"idempotency-key", "d1"}}), "request.idempotency-key");
  EXPECT_EQ(asks({{"idempotency-key", "d1"}, {"idempotency-key", "d2"}}),
            "request.idempotency-key");
}

TEST(Service, KnowsNoPathThatIsNoText) {
  auto& book = shared_service();
  EXPECT_EQ(book.get("regulator", "/v1/payrolls/W\xff").status, 404);
  EXPECT_EQ(book.get("regulator", "/v1/payrolls/W\xff").body.find('\xff'), std::string::npos);
}

TEST(Service, BooksLinesThatFollowEachOtherAsOneEntryEachOnItsDay) {
  ServiceBook book;
  const std::string accounts =
      R"({"op":"open","account":"t:a","normal":"debit","currency":"CNY","opened_on":"2026-10-01"})"
      "\n"
      R"({"op":"open","account":"t:b","normal":"credit","currency":"CNY","opened_on":"2026-10-01"})"
      "\n";
  ASSERT_EQ(book.post("clerk", "/v1/ledger/entries", "open", accounts).status, 201);
  const auto line = [](const std::string& amount, const std::string& day) {
    return R"({"op":"post","key":"k","postings":[{"debit":"t:a","credit":"t:b","amount":")" +
           amount + "\"}]" + (day.empty() ? "" : ",\"effective_on\":\"" + day + "\"") + "}\n";
  };
  const auto lines = line("1.00", "") + line("2.00", "") + line("4.00", "2026-10-05");
  const auto entries = book.county().entries();
  ASSERT_EQ(book.post("clerk", "/v1/ledger/entries", "lines", lines).status, 201);
  EXPECT_EQ(book.county().entries(), entries + 1);
  const auto reader = book.county().reader();
  const auto account = reader.account(name("t:a")).value();
  EXPECT_EQ(to_string(account.balance()), "7.00");
  EXPECT_EQ(to_string(reader.posted_effective(account, day("2026-10-05")).debits), "4.00");
}

TEST(Service, BooksOnceWhatManyAskAtOnceUnderOneKey) {
  ServiceBook book;
  std::vector<std::thread> threads;
  std::atomic<int> fresh{0};
  for (int i = 0; i < 6; ++i) {
    threads.emplace_back([&] {
      const auto response = book.ask(book.keys["clerk"], submission("same"));
      EXPECT_EQ(response.status, 201) << response.body;
      fresh += http::find(response.headers, "idempotency-replayed") ? 0 : 1;
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(fresh, 1);
}

TEST(Service, KeepsTheKeysOfTwoLoginsApart) {
  ServiceBook book;
  EXPECT_EQ(book.ask(book.keys["clerk"], submission("k")).status, 201);
  EXPECT_EQ(book.post("approver", "/v1/payrolls/QH01-202610-01/approve", "k").status, 200);
}

TEST(Service, NeedsTwoPersonsForAPayrollWhateverTheLogin) {
  ServiceBook book;
  ASSERT_EQ(book.ask(book.keys["clerk"], submission("s")).status, 201);
  const auto second = book.key_of({"li.second", {}, {}, {}, {}, {}});
  const auto own = book.ask(
      second,
      {Method::post, "/v1/payrolls/QH01-202610-01/approve", "", {}, {{"idempotency-key", "a"}}});
  EXPECT_EQ(own.status, 403);
  EXPECT_EQ(code_of(own), "access.same-person");
}

TEST(Service, ChangesNothingInADryRun) {
  ServiceBook book;
  auto asked = submission("dry");
  asked.headers.push_back({"anxin-dry-run", "true"});
  const auto entries = book.county().reader().head().entry;
  const auto response = book.ask(book.keys["clerk"], asked);
  EXPECT_EQ(response.status, 200) << response.body;
  EXPECT_EQ(book.county().reader().head().entry, entries);
}

// ---- personal data ------------------------------------------------------------------------------

TEST(Service, LogsNothingOfAPersonAndNoKey) {
  ServiceBook book;
  (void)book.ask(book.keys["clerk"], submission("s"));
  (void)book.ask("axk_wrong-secret", {Method::get, "/v1/projects/肖友祥/payrolls"});
  (void)book.ask(book.keys["clerk"], {Method::get, "/v1/accounts/6217000000000000000"});
  std::string all;
  for (const auto& note : book.notes) all += note + "\n";
  for (const std::string canary : {"axk_", "肖友祥", "6217", "li.clerk\""}) {
    EXPECT_EQ(all.find(canary), std::string::npos) << canary;
  }
}

// ---- a worker's own wages -----------------------------------------------------------------------

const std::string kWorkerCode = "/v1/projects/QH01/workers/W10001/code";

std::string text_in(const Response& response, std::string_view name) {
  const auto json = json::parse(response.body);
  const auto* found = json ? json->find(name) : nullptr;
  return found != nullptr && found->text() != nullptr ? *found->text() : "";
}

std::string card_end_of(ServiceBook& book, const std::string& worker) {
  const auto sealed = payments::find(book.county().reader(), payments::kPersons, worker).value();
  const auto card = book.county().vault.open_person(sealed.value).value().card;
  return card.substr(card.size() - 4);
}

Response open_view(ServiceBook& book, const std::string& code, const std::string& card_end) {
  return book.ask("", {Method::post, "/v1/worker/views",
                       R"({"code":")" + code + R"(","card_end":")" + card_end + R"("})"});
}

TEST(WorkerView, ShowsTheOwnWagesAndNothingOfAnybodyElse) {
  ServiceBook book;
  ASSERT_EQ(book.ask(book.keys["clerk"], submission("s")).status, 201);
  const auto code = text_in(book.post("clerk", kWorkerCode, "c"), "code");
  const auto view = open_view(book, code, card_end_of(book, "W10001"));
  ASSERT_EQ(view.status, 201) << view.body;
  const auto wages = book.ask(text_in(view, "token"), {Method::get, "/v1/worker/wages"});
  const auto json = json::parse(wages.body);
  ASSERT_EQ(json->find("wages")->items()->size(), 1U) << wages.body;
  EXPECT_NE(wages.body.find("8463.13"), std::string::npos);  // the first line of the table
  for (const std::string path : {"/v1/me", "/v1/projects/QH01/payrolls", "/v1/keys"}) {
    EXPECT_EQ(book.ask(text_in(view, "token"), {Method::get, path}).status, 401) << path;
  }
}

TEST(WorkerView, OpensOnceAndOnlyForTheCardOfTheCode) {
  ServiceBook book;
  const auto right = card_end_of(book, "W10001");
  const auto wrong = right == "0000" ? "0001" : "0000";
  const auto code = text_in(book.post("clerk", kWorkerCode, "c"), "code");
  EXPECT_EQ(open_view(book, code, wrong).status, 401);
  EXPECT_EQ(open_view(book, code, right).status, 201);
  EXPECT_EQ(open_view(book, code, right).status, 401);
}

TEST(WorkerView, TriesACodeFiveTimesAndNoMore) {
  for (const int wrong_tries : {3, 4, 5}) {
    ServiceBook book;
    const auto right = card_end_of(book, "W10001");
    const auto wrong = right == "0000" ? "0001" : "0000";
    const auto code = text_in(book.post("clerk", kWorkerCode, "c"), "code");
    for (int i = 0; i < wrong_tries; ++i) (void)open_view(book, code, wrong);
    EXPECT_EQ(open_view(book, code, right).status, wrong_tries < 5 ? 201 : 401) << wrong_tries;
  }
}

TEST(WorkerView, IsOnlyForAWorkerOfTheProject) {
  auto& book = shared_service();
  EXPECT_EQ(book.post("clerk", "/v1/projects/QH01/workers/W20001/code", "c").status, 404);
  EXPECT_EQ(book.post("clerk", "/v1/projects/QH02/workers/W20001/code", "c").status, 404);
}

// ---- what a request names -----------------------------------------------------------------------

// Fields that name nothing of a contract: words, numbers and papers of the world outside; what a
// new thing is to be called; what lies in the contract of the path by its own key (account, worker,
// reference); places, whose rules anybody may ask; parties, who stand in a register that whoever
// takes a letter or opens a case must be able to name from.
const std::set<std::string> kPlainFields{
    "a",         "account",      "actor",       "arrears",    "b",        "bank",    "bank_no",
    "by",        "card",         "card_end",    "category",   "cause",    "channel", "code",
    "columns",   "confirmation", "court",       "creditor",   "cursor",   "debtor",  "decision",
    "deposit",   "description",  "document",    "employer",   "format",   "from",    "fund_cause",
    "how",       "issuer",       "kind",        "kinds",      "month",    "name",    "number",
    "of",        "office",       "order",       "outcome",    "paper",    "papers",  "party",
    "payer",     "phone",        "profile",     "project",    "projects", "promise", "purpose",
    "reason",    "reference",    "refused_for", "region",     "regions",  "share",   "sheet",
    "shortfall", "state",        "step",        "target",     "teams",    "to",      "url",
    "value",     "voucher",      "way",         "withholder", "worker"};

TEST(NamedThings, EveryTextOfARequestNamesAThingInSightOrIsKnownToNameNone) {
  for (const auto& route : routes::all_routes()) {
    for (const auto* fields : {&route.query, &route.body, &route.headers}) {
      for (const auto& field : *fields) {
        const bool text =
            field.kind == routes::FieldKind::text || field.kind == routes::FieldKind::texts;
        // A new fund's own id is no fund yet.
        const bool is_new = route.id == "open-fund" && field.name == "fund";
        if (!text || !field.thing.empty() || is_new) continue;
        EXPECT_TRUE(kPlainFields.contains(std::string(field.name)))
            << route.id << " " << field.name;
      }
    }
  }
}

// Things of QH01 that paths and examples lead to, and of QH03, which lies in another region.
template <class T, const payments::RecordTable<T>& table>
void put(payments::CommandDraft& draft, const std::string& id, const std::string& contract) {
  T record;
  if constexpr (requires { record.id; }) record.id = id;
  record.contract = contract;
  draft.create(table, id, record);
}

// The contract QH03 and the fund F3 of a region, beside the fund QH of the county's own.
void put_place(payments::CommandDraft& draft, const std::string& region) {
  payments::Project project;
  project.id = "QH03";
  project.region = region;
  draft.create(payments::kProjects, project.id, project);
  payments::Contract contract;
  contract.id = contract.project = "QH03";
  draft.create(payments::kContracts, contract.id, contract);
  const std::map<std::string, std::string> places{{"F3", region}, {"QH", "360799"}};
  for (const auto& [id, place] : places) {
    payments::EmergencyFund fund;
    fund.id = id;
    fund.region = place;
    draft.create(payments::kFunds, fund.id, fund);
  }
}

void put_things(ServiceBook& book) {
  payments::PaymentsBook books(book.writer, book.county().store, book.county().clock,
                               book.county().vault, book.county().data);
  const auto decide = [](const ledger::Reader&) -> Result<payments::CommandDraft> {
    payments::CommandDraft draft;
    put<payments::AttachmentCase, payments::kAttachments>(draft, "QH01-Q01", "QH01");
    put<payments::DepositNotice, payments::kNotices>(draft, "QH01-N01", "QH01");
    put<payments::FundPayment, payments::kFundPayments>(draft, "F1-P0001", "QH01");
    put<payments::PayrollLine, payments::kLines>(draft, "QH01-202610-01-0001", "QH01");
    put<payments::PayrollLine, payments::kLines>(draft, "QH01-202610-01-0002", "QH01");
    put<payments::PayrollLine, payments::kLines>(draft, "QH03-202610-01-0001", "QH03");
    put<payments::GuaranteeLetter, payments::kLetters>(draft, "QH03-G01", "QH03");
    put<payments::DischargeCase, payments::kCases>(draft, "QH03-D01", "QH03");
    put<payments::InstructionFile, payments::kFiles>(draft, "QH03-202610-01-F1", "QH03");
    put<payments::BankStatement, payments::kStatements>(draft, "QH03/ccb/000001", "QH03");
    payments::BankEntry entry;
    entry.statement = "QH03/ccb/000001";
    draft.create(payments::kBankEntries, "QH03/ccb/000001/000001", entry);
    put_place(draft, "360798");
    return draft;
  };
  ASSERT_TRUE(books.perform(book.county().by("zhao.regulator"), {{"/op", "put"}}, decide));
}

// thing → one of QH03, and one of the same form that is not there.
const std::map<std::string, std::pair<std::string, std::string>>& foreign_things() {
  static const std::map<std::string, std::pair<std::string, std::string>> kThings{
      {"line", {"QH03-202610-01-0001", "QH03-202610-01-9999"}},
      {"letter", {"QH03-G01", "QH03-G99"}},
      {"case", {"QH03-D01", "QH03-D99"}},
      {"file", {"QH03-202610-01-F1", "QH03-202610-01-F9"}},
      {"item", {"QH03/ccb/000001/000001", "QH03/ccb/000001/000009"}},
      {"contract", {"QH03", "QH99"}},
      {"fund", {"F3", "F9"}}};
  return kThings;
}

std::string path_with_things(const std::string& path) {
  std::string text;
  const std::map<std::string, std::string> things{{"{project}", "QH01"},
                                                  {"{attachment}", "QH01-Q01"},
                                                  {"{notice}", "QH01-N01"},
                                                  {"{payment}", "F1-P0001"}};
  for (const auto part : split(std::string_view(path).substr(1), '/')) {
    const auto found = things.find(std::string(part));
    text += "/" + (found == things.end() ? std::string(part) : found->second);
  }
  return text;
}

// The example's body with this field naming that thing.
std::string body_naming(const Json& operation, const std::string& field, const Json& value) {
  auto body = Json::object();
  const auto* content = operation.find("requestBody")->find("content")->find("application/json");
  for (const auto& [name, example] : *content->find("example")->members()) {
    if (name != field) body.set(name, example);
  }
  return body.set(field, value).dump();
}

struct Naming {
  std::string operation, thing, field, path;
  std::set<std::string> roles;
  Json described;
  bool in_query = false;
  bool many = false;
};

std::vector<Naming> fields_that_name() {
  std::vector<Naming> all;
  const auto described = document();
  for (const auto& [path, methods] : *described.find("paths")->members()) {
    for (const auto& [method, operation] : *methods.members()) {
      std::set<std::string> roles;
      for (const auto& role : *operation.find("x-roles")->items()) roles.insert(*role.text());
      const auto id = *operation.find("operationId")->text();
      const auto add = [&](const std::string& field, const Json& schema, bool query, bool many) {
        const auto* thing = schema.find("x-names");
        if (thing == nullptr) return;
        all.push_back({id, *thing->text(), field, path, roles, operation, query, many});
      };
      for (const auto& one : *operation.find("parameters")->items()) {
        add(*one.find("name")->text(), one, true, false);
      }
      const auto* body = operation.find("requestBody");
      const auto* json = body ? body->find("content")->find("application/json") : nullptr;
      if (json == nullptr) continue;
      for (const auto& [name, schema] : *json->find("schema")->find("properties")->members()) {
        const auto* type = schema.find("type");
        add(name, schema, false, type != nullptr && *type->text() == "array");
      }
    }
  }
  return all;
}

// Status, code and details, with the thing's name left out.
std::string answer_without(const Response& response, const std::string& thing) {
  const auto json = json::parse(response.body).value_or(Json::object());
  auto text = std::to_string(response.status) + " " + code_of(response) + " " +
              (json.find("details") ? json.find("details")->dump() : "");
  for (auto at = text.find(thing); at != std::string::npos; at = text.find(thing)) {
    text.replace(at, thing.size(), "?");
  }
  return text;
}

TEST(NamedThings, OutsideOfTheScopeAreAsUnknownAsThoseThatAreNotThere) {
  ServiceBook book;
  put_things(book);
  std::set<std::string> things;
  for (const auto& one : fields_that_name()) {
    const auto& [foreign, missing] = foreign_things().at(one.thing);
    for (const auto& role : one.roles) {
      const auto key = book.key_of({logins_by_role().at(role), {}, {}, {}, {"360799"}, {}});
      const auto ask = [&](const std::string& thing) {
        const Json value = one.many ? Json::array().push(thing) : Json(thing);
        Asked asked{one.described.find("x-effect")->text()->starts_with("changes") ||
                            one.described.find("requestBody") != nullptr
                        ? Method::post
                        : Method::get,
                    path_with_things(one.path)};
        asked.headers = {{"idempotency-key", one.operation + role + thing}};
        if (one.in_query) asked.query = {{one.field, thing}};
        if (!one.in_query) asked.body = body_naming(one.described, one.field, value);
        return answer_without(book.ask(key, asked), thing);
      };
      const auto answer = ask(foreign);
      EXPECT_EQ(answer, ask(missing)) << one.operation << " " << one.field << " " << role;
      EXPECT_TRUE(answer.starts_with("4")) << one.operation << " " << answer;
      if (answer.find("unknown") != std::string::npos) things.insert(one.thing);
    }
  }
  EXPECT_EQ(things.size(), foreign_things().size());  // each was refused as unknown somewhere
}

TEST(NamedThings, InSightGoOnToTheService) {
  ServiceBook book;
  put_things(book);
  const auto key = book.key_of({"zhao.regulator", {}, {}, {}, {"360799"}, {}});
  const auto ask = [&](const std::string& fund) {
    return code_of(
        book.ask(key, {Method::post,
                       "/v1/projects/QH01/discharge-cases",
                       R"({"cause":"subcontractor","document":"D1","fund":")" + fund + "\"}",
                       {},
                       {{"idempotency-key", "c" + fund}}}));
  };
  EXPECT_EQ(ask("F3"), "fund.unknown");
  EXPECT_NE(ask("QH"), "fund.unknown");
  EXPECT_NE(ask(""), "fund.unknown");
}

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

// ---- the description ----------------------------------------------------------------------------

TEST(OpenApi, SaysEachRouteOnceAndInWords) {
  std::set<std::string> ids;
  for (const auto& operation : operations()) {
    EXPECT_TRUE(ids.insert(operation.id).second) << operation.id;
  }
  EXPECT_EQ(ids.size(), routes::all_routes().size());
  const auto text = document().dump();
  EXPECT_EQ(text.find("\"summary\":\"route."), std::string::npos);
}

}  // namespace
}  // namespace anxin::tests
