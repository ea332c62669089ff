// The county's service with a webhook's deliveries that a test moves by hand, without a network.
//
// Role: the arrange step of the tests of webhooks.
#pragma once

#include <gtest/gtest.h>

#include <deque>

#include "api/routes/deliveries.h"
#include "tests/support/faulty_store.h"
#include "tests/support/service_books.h"

namespace anxin::tests {

using http::PostAnswer;
using http::PostOutcome;
using http::PostRequest;
using json::Json;
using routes::Deliveries;
using Entries = std::vector<std::int64_t>;

/// Takes what is posted and answers as planned, else 200.
class FakePost final : public http::Post {
 public:
  PostAnswer send(const PostRequest& request) override {
    std::unique_lock lock(mutex_);
    requests.push_back(request);
    come_.notify_all();
    come_.wait_for(lock, std::chrono::seconds(10),
                   [this] { return requests.size() >= slow_until; });
    if (plan.empty()) return otherwise;
    const auto answer = plan.front();
    plan.pop_front();
    return answer;
  }
  std::vector<PostRequest> requests;
  std::size_t slow_until = 0;  ///< no answer before so many have come
  std::deque<PostAnswer> plan;
  PostAnswer otherwise{PostOutcome::answered, 200, std::chrono::microseconds(7)};

 private:
  std::mutex mutex_;
  std::condition_variable come_;
};

inline PostAnswer answering(int status) {
  return {PostOutcome::answered, status, std::chrono::microseconds(7)};
}

inline std::string header(const PostRequest& request, std::string_view name) {
  return std::string(http::find(request.headers, name).value_or(""));
}

inline std::int64_t entry_in(const PostRequest& request) {
  const auto body = json::parse(request.body);
  const auto* entry = body->find("data")->find("entry");
  return entry == nullptr ? 0 : *entry->integer();
}

inline std::string type_in(const PostRequest& request) {
  return *json::parse(request.body)->find("type")->text();
}

/// The county's service with deliveries that a test moves by hand.
class WebhookBook {
 public:
  WebhookBook() { begin(); }

  /// As after a restart: only what is kept is known.
  void begin() {
    deliveries_.reset();
    deliveries_ = std::make_unique<Deliveries>(
        service.ground, kept_store, post,
        routes::DeliveryOptions{{},
                                [this](const routes::DeliveryNote& note) {
                                  notes.push_back(note.webhook + " " + note.host + " " +
                                                  std::string(to_word(note.outcome)));
                                },
                                look_time,
                                unreadable_rest,
                                start});
    service.ground.deliveries = deliveries_.get();
  }
  /// Until a look sends nothing more.
  void deliver() {
    for (std::size_t before = SIZE_MAX; before != post.requests.size();) {
      before = post.requests.size();
      deliveries_->step();
      deliveries_->settle();
    }
  }
  std::string make(const std::string& secret, const std::string& more = "") {
    const auto response = ask(secret, "/v1/webhooks",
                              R"({"url":"https://receiver.example/in?token=hush")" + more + "}");
    EXPECT_EQ(response.status, 201) << response.body;
    const auto made = json::parse(response.body);
    const auto* told = made->find("secret")->text();
    EXPECT_TRUE(told != nullptr && told->starts_with("whsec_"));
    return *made->find("webhook")->text();
  }
  std::string make_by(const std::string& role, const std::string& more = "") {
    return make(service.keys.at(role), more);
  }
  Response ask(const std::string& secret, const std::string& path, const std::string& body = "") {
    return service.ask(
        secret,
        {Method::post, path, body, {}, {{"idempotency-key", "w" + std::to_string(++asked_)}}});
  }
  Response act(const std::string& webhook, const std::string& verb, const std::string& body = "") {
    return ask(service.keys.at("auditor"), "/v1/webhooks/" + webhook + "/" + verb, body);
  }
  Json show(const std::string& webhook, const std::string& role = "auditor") {
    return *json::parse(service.get(role, "/v1/webhooks/" + webhook).body);
  }
  std::string state(const std::string& webhook) { return *show(webhook).find("state")->text(); }
  std::int64_t number(const std::string& webhook, std::string_view name) {
    return *show(webhook).find(name)->integer();
  }
  /// Something happens that is about no contract. Its entry.
  std::int64_t happen() {
    EXPECT_FALSE(service.key_of({"fan.viewer", {}, {}, {}, {}, {}}).empty());
    return static_cast<std::int64_t>(service.county().reader().head().entry);
  }
  routes::WebhookStore kept() { return routes::WebhookStore(kept_store); }
  /// The county's clock.
  void later(std::chrono::seconds by) {
    auto& clock = service.county().clock;
    clock.set(clock.now() + by);
  }
  /// The whole schedule of what is pending.
  void pass_a_day() {
    deliver();
    for (const auto delay : routes::kRetryDelays) {
      later(delay);
      deliver();
    }
  }
  [[nodiscard]] std::vector<std::int64_t> sent() const {
    std::vector<std::int64_t> entries;
    for (const auto& request : post.requests) entries.push_back(entry_in(request));
    return entries;
  }

  /// One look, and what it has sent has ended.
  void look() {
    deliveries_->step();
    deliveries_->settle();
  }
  /// What a webhook of this login is asked for by hand.
  Response replay(std::int64_t entry) {
    return act("W0001", "deliveries/" + std::to_string(entry) + "/replay");
  }
  /// The state of a delivery of W0001.
  std::string delivery(std::int64_t entry) {
    const auto path = "/v1/webhooks/W0001/deliveries/" + std::to_string(entry);
    return *json::parse(service.get("auditor", path).body)->find("state")->text();
  }
  bool is_null(std::string_view name) { return show("W0001").find(name)->is_null(); }
  /// Puts another value in the place of a record, as no service would.
  template <class T>
  void spoil(const payments::RecordTable<T>& table, const T& value,
             const std::string& key = "W0001") {
    auto& county = service.county();
    payments::PaymentsBook book(service.writer, county.store, county.clock, county.vault,
                                county.data);
    const auto decide = [&](const ledger::Reader& reader) -> Result<payments::CommandDraft> {
      const auto stored = reader.record({std::string(table.name), key});
      payments::CommandDraft draft;
      draft.update(table, payments::Versioned<T>{key, stored->version, {}}, value);
      return draft;
    };
    ASSERT_TRUE(book.perform(county.by("zhao.regulator"), {{"/op", "spoil"}}, decide));
  }

  ServiceBook service;
  FakePost post;
  FaultyStore kept_store;
  // Of what begin() makes:
  std::chrono::milliseconds look_time{std::chrono::hours(1)};
  std::chrono::milliseconds unreadable_rest{0};
  routes::ThreadStart start = routes::start_thread;
  std::vector<std::string> notes;

 private:
  std::unique_ptr<Deliveries> deliveries_;
  int asked_ = 0;
};

}  // namespace anxin::tests
