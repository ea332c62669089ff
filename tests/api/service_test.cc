// The service: who gets in, to what, and how often a change happens.
#include "api/routes/service.h"

#include <gtest/gtest.h>

#include <set>
#include <thread>

#include "api/routes/fields.h"
#include "api/routes/meant_port.h"
#include "api/routes/reasons.h"
#include "ledger/base/text.h"
#include "tests/support/service_books.h"

namespace anxin::tests {
namespace {

using json::Json;

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

TEST(Service, ReadsTheSchemeOfAKeyInEitherCaseAndNoOther) {
  auto& book = shared_service();
  for (const auto& [scheme, status] : {std::pair{"Bearer ", 200},
                                       {"bearer ", 200},
                                       {"BEARER ", 200},
                                       {"Bearers ", 401},
                                       {"Bearer", 401},
                                       {"", 401}}) {
    http::Request request;
    request.head = {
        Method::get, "/v1/me", {}, {{"authorization", scheme + book.keys["clerk"]}}, "192.0.2.1"};
    EXPECT_EQ(book.service.answer(request).status, status) << scheme;
  }
}

TEST(Service, TakesAFileAndNotTheFormAroundIt) {
  auto& book = shared_service();
  for (const auto& [type, status] : {std::pair{"multipart/form-data; boundary=x", 415},
                                     {"Multipart/Form-Data", 415},
                                     {"multiparty/x", 200},
                                     {"text/csv", 200}}) {
    const auto answer = book.ask(book.keys["clerk"], {Method::post,
                                                      "/v1/projects/QH01/payrolls/check",
                                                      county_file("wages-2026-10-QH01.csv"),
                                                      {{"month", "2026-10"}},
                                                      {{"content-type", type}}});
    EXPECT_EQ(answer.status, status) << type;
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

// What is about the whole book, and lists that the work itself narrows: a key of QH02 alone, and
// one of another region, learn nothing that names QH01.
TEST(Service, TellsANarrowedKeyOfNothingBeyondItInAnyOperationOfALogin) {
  auto& book = shared_service();
  std::size_t refused = 0;
  for (const std::string role : {"regulator", "auditor"}) {
    const auto login = logins_by_role().at(role);
    for (const auto& key : {book.key_of({login, {}, {}, {"QH02"}, {}, {}}),
                            book.key_of({login, {}, {}, {}, {"360798"}, {}})}) {
      for (const auto& operation : operations()) {
        const bool asked = operation.concern == "login" && operation.method == "get" &&
                           operation.roles.contains(role);
        if (!asked) continue;
        const auto answer = ask_operation(book, key, operation);
        const bool tells = answer.status < 400 && answer.body.find("QH01") != std::string::npos;
        EXPECT_FALSE(tells) << operation.id << " " << role << " " << answer.body;
        if (code_of(answer) == "access.not-permitted") ++refused;
      }
      EXPECT_EQ(code_of(book.ask(key, {Method::get, "/v1/trial-balance"})), "access.not-permitted");
    }
    EXPECT_NE(book.get(role, "/v1/trial-balance").body.find("QH01"), std::string::npos) << role;
  }
  EXPECT_GE(refused, 4U * 2U);
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
  EXPECT_EQ(book.revoke(key).status, 200);
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
    const auto admission = tight.admit(request.head);
    ASSERT_TRUE(std::holds_alternative<http::Admitted>(admission)) << i;
    EXPECT_EQ(std::get<http::Admitted>(admission).caller, "jia.admin");
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

// A pointer names what the request has, wherever the work found the fault.
TEST(Service, NamesAFaultWhereTheRequestHasIt) {
  auto& book = shared_service();
  const auto pointer_of = [](const Response& response) {
    const auto json = json::parse(response.body).value();
    EXPECT_EQ(code_of(response), "request.fields-refused") << response.body;
    EXPECT_EQ(response.status, 400);
    const auto& errors = *json.find("errors")->items();
    return errors.size() == 1 ? *errors.front().find("pointer")->text() : "";
  };
  const auto asks = [&](const std::string& path, const std::string& name,
                        const std::string& value) {
    return book.ask(book.keys.at("regulator"), {Method::get, path, "", {{name, value}}, {}});
  };
  EXPECT_EQ(pointer_of(asks("/v1/rules", "region", "36")), "?region");
  EXPECT_EQ(pointer_of(asks("/v1/projects/QH01/payrolls", "state", "gone")), "?state");
  EXPECT_EQ(pointer_of(asks("/v1/projects/QH01/quarantine", "state", "gone")), "?state");
  EXPECT_EQ(pointer_of(asks("/v1/audit/export", "format", "pdf")), "?format");
}

TEST(Service, CallsAFieldAsTheRequestDoesWhateverTheBooksCallIt) {
  const auto place = [](std::string_view id, std::string_view field, std::string_view given = {}) {
    routes::Arguments arguments;
    if (!given.empty()) arguments.set(given, std::string());
    for (const auto& route : routes::all_routes()) {
      if (route.id == id) return routes::place_of(route, field, arguments);
    }
    return std::string("no such route");
  };
  EXPECT_EQ(place("receive-funding", "/effective_on"), "/on");
  EXPECT_EQ(place("receive-funding", "/source"), "/from");
  EXPECT_EQ(place("receive-funding", "/postings/0/amount"), "") << "it has no postings";
  EXPECT_EQ(place("submit-payroll", "/month"), "?month");
  EXPECT_EQ(place("submit-payroll", "/reason"), "anxin-reason");
  for (const std::string_view bound : {"/first", "/last"}) {
    EXPECT_EQ(place("run-reconciliation", bound, "on"), "/on") << bound;
    EXPECT_EQ(place("run-reconciliation", bound, "month"), "/month") << bound;
    EXPECT_NE(place("run-reconciliation", bound), "") << bound;
  }
  EXPECT_EQ(place("apply-ledger-entry", "/postings/0/amount"), "/postings/0/amount");
}

TEST(Service, SaysInTheAskersLanguageWhatAFieldTakesWithASample) {
  auto& book = shared_service();
  const auto said = [&](const std::string& language) {
    return book
        .ask(book.keys.at("regulator"), {Method::get,
                                         "/v1/rules",
                                         "",
                                         {{"on", "soon"}, {"region", "x"}},
                                         {{"accept-language", language}}})
        .body;
  };
  EXPECT_NE(said("zh").find("日期，如 2026-11-30"), std::string::npos) << said("zh");
  EXPECT_NE(said("zh").find("六位地区代码，如 360781"), std::string::npos);
  EXPECT_NE(said("en").find("a date such as 2026-11-30"), std::string::npos);
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
  EXPECT_EQ(said("en;q=0.1, zh"), "zh-CN");
  EXPECT_EQ(said("zh;q=0.5, EN-us ; q=0.7"), "en");
  EXPECT_EQ(said("en;q=0.499, zh-Hans;q=0.5"), "zh-CN");
  EXPECT_EQ(said("en;q=0"), "zh-CN");
  EXPECT_EQ(said("fr, en;q=0.01"), "en");
  EXPECT_EQ(said("en, zh"), "en") << "the first of equals";
  EXPECT_EQ(said("zh;q=0.5, en;Q=0.7"), "en");
  EXPECT_EQ(said("*"), "zh-CN");
  EXPECT_EQ(said("fr, *;q=0.5"), "zh-CN");
  EXPECT_EQ(said("zh;q=0, *"), "en") << "the one that was not named";
  EXPECT_EQ(said("zh;q=0.5, *"), "en");
  EXPECT_EQ(said("en;q=0.5, *"), "zh-CN");
  EXPECT_EQ(said("*;q=0.1, en;q=0.5"), "en");
  EXPECT_EQ(said("en, *"), "en");
}

TEST(Service, SaysWhichMethodsAPathTakes) {
  auto& book = shared_service();
  const auto response = book.ask(book.keys["clerk"], {Method::put, "/v1/projects/QH01/payrolls"});
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(http::find(response.headers, "allow"), "POST, GET");
}

// ---- changes ------------------------------------------------------------------------------------

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
  for (const auto* stale :
       {"\"1\"", "W/\"1\"", "\"1\", \"x\"", "\"\"", "\"1\",", " ,, \"1\" , ,\"x\""}) {
    EXPECT_EQ(asks("stale", stale).status, 412) << stale;
  }
  EXPECT_EQ(asks("stale", "W/" + read).status, 412) << "a weak tag is no version's";
  for (const auto* none : {"1", "", ",", " , ,", "\"1", "\"1\" \"2\"", "w/\"1\"", "*, \"1\""}) {
    EXPECT_EQ(code_of(asks("none", none)), "request.if-match-no-tag") << none;
    EXPECT_EQ(asks("none", none).status, 400) << none;
  }
  EXPECT_EQ(book.county().entries(), entries);
  EXPECT_EQ(asks("w", "\"1,2\" , " + read).status, 200) << "one of a list";
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
    EXPECT_EQ(asks(path, "\"x,y\"\t,\t" + tag).status, 304) << path;
    EXPECT_EQ(asks(path, "x, " + tag).status, 200) << path << ": no list of tags";
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
