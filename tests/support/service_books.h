// The invented county behind the service, asked without a network.
//
// Role: the arrange step of the tests of api/routes. Every role has a login with a key.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "api/json/json.h"
#include "api/routes/openapi.h"
#include "api/routes/service.h"
#include "payments/service/access_key_service.h"
#include "tests/support/county_books.h"

namespace anxin::tests {

using http::Method;
using http::Response;
using routes::Route;

/// role → login, one for each role, all with a business in QH01 where the role can have one.
inline const std::map<std::string, std::string>& logins_by_role() {
  static const std::map<std::string, std::string> kLogins{{"clerk", "li.clerk"},
                                                          {"approver", "zhang.manager"},
                                                          {"subcontractor", "ma.sub"},
                                                          {"owner", "gao.owner"},
                                                          {"supervisor", "tang.supervisor"},
                                                          {"bank", "bank.ccb"},
                                                          {"regulator", "zhao.regulator"},
                                                          {"auditor", "yu.auditor"},
                                                          {"policy", "he.policy"},
                                                          {"viewer", "fan.viewer"},
                                                          {"worker", "kiosk.worker"},
                                                          {"admin", "jia.admin"}};
  return kLogins;
}

struct Asked {
  Method method = Method::get;
  std::string path;
  std::string body{};
  std::vector<std::pair<std::string, std::string>> query{};
  http::Headers headers{};
};

class ServiceBook {
 public:
  ServiceBook()
      : workers(county_.clock, county_.entropy),
        writer(*county_.writer),
        ground{writer,        county_.store, county_.clock,
               county_.vault, county_.data,  county_.entropy,
               workers,       ending_,       [] { return std::string("{\"ok\":true}"); }},
        service(ground, routes::all_routes(), options()) {
    must(county_.load(county_.by("zhao.regulator")));
    must(county_.load(county_.by("zhao.regulator"),
                      {{"staff.toml", fixture("service/staff.toml")}}));
    for (const auto& [role, login] : logins_by_role())
      keys[role] = key_of({login, {}, {}, {}, {}, {}});
  }

  /// The secret of a new key.
  std::string key_of(const payments::AccessKeyRequest& asked) {
    auto request = asked;
    const bool supervises = request.actor == "tang.supervisor" && request.projects.empty();
    if (supervises) request.projects = {"QH01"};
    payments::PaymentsBook book(writer, county_.store, county_.clock, county_.vault, county_.data);
    payments::AccessKeyService service_of_keys(book, county_.entropy);
    return service_of_keys.create(county_.by(""), request).value().secret;
  }

  Response ask(const std::string& secret, Asked asked) {
    http::Request request;
    request.head = {asked.method, asked.path, asked.query, asked.headers, "192.0.2.1"};
    if (!secret.empty()) {
      request.head.headers.push_back({"authorization", "Bearer " + secret});
    }
    request.body = std::move(asked.body);
    return service.answer(request);
  }
  Response get(const std::string& role, const std::string& path) {
    return ask(keys.at(role), {Method::get, path});
  }
  Response post(const std::string& role, const std::string& path, const std::string& key,
                std::string body = "") {
    return ask(keys.at(role),
               {Method::post, path, std::move(body), {}, {{"idempotency-key", key}}});
  }
  /// Ends a key, by the administrator.
  Response revoke(const std::string& secret) {
    const auto me = json::parse(ask(secret, {http::Method::get, "/v1/me"}).body);
    const auto& key = *me->find("key")->text();
    return post("admin", "/v1/keys/" + key + "/revoke", "revoke-" + key);
  }
  CountyBook& county() { return county_; }

 private:
  template <class T>
  static void must(const Result<T>& result) {
    if (!result) throw std::runtime_error("refused while arranging: " + reason(result));
  }
  routes::ServiceOptions options() {
    routes::ServiceOptions made(text::Voice::builtin(text::Language::english),
                                [this](const routes::RequestNote& note) {
                                  const std::lock_guard lock(mutex_);
                                  notes.push_back(std::string(note.route) + " " + note.actor + " " +
                                                  note.code + " " + note.trace);
                                });
    made.rate = {};
    made.strangers = {};
    made.open = {};
    return made;
  }

  CountyBook county_;
  std::atomic<bool> ending_{false};

  std::mutex mutex_;

 public:
  routes::WorkerDoor workers;
  ledger::SharedWriter writer;
  routes::Ground ground;
  routes::Service service;
  std::map<std::string, std::string> keys;  ///< role → secret
  std::vector<std::string> notes;           ///< what was logged
};

/// The "code" of a problem; "ok" of an answer.
inline std::string code_of(const Response& response) {
  if (response.status < 400) return "ok";
  const auto json = json::parse(response.body);
  const auto* code = json ? json->find("code") : nullptr;
  return code != nullptr && code->text() != nullptr ? *code->text() : "no problem";
}

inline json::Json document() {
  return routes::openapi_document(routes::all_routes(),
                                  text::Voice::builtin(text::Language::english));
}

// One book for the tests that change nothing of it: loading 345 workers takes longest.
inline ServiceBook& shared_service() {
  static ServiceBook book;
  return book;
}

inline Asked submission(const std::string& key,
                        const std::string& file = "wages-2026-10-QH01.csv") {
  return {Method::post,
          "/v1/projects/QH01/payrolls",
          county_file(file),
          {{"month", "2026-10"}, {"confirmed", "true"}},
          {{"idempotency-key", key}}};
}

}  // namespace anxin::tests
