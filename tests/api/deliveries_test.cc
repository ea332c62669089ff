// Webhooks without a network: what is sent, in which order, how often, and to whom it is not.
#include "api/routes/deliveries.h"

#include <gtest/gtest.h>

#include "ledger/base/hmac.h"
#include "tests/support/webhook_books.h"

namespace anxin::tests {
namespace {

// ---- what is sent -------------------------------------------------------------------------------

TEST(Webhook, IsToldOfWhatHappensAfterItWasMadeInTheBooksOrder) {
  WebhookBook book;
  book.happen();
  book.make_by("auditor");
  const auto made = static_cast<std::int64_t>(book.service.county().reader().head().entry);
  const auto first = book.happen();
  const auto second = book.happen();
  book.deliver();
  EXPECT_EQ(book.sent(), (Entries{made, first, second}));
  EXPECT_EQ(type_in(book.post.requests.back()), "access-key-create");
  EXPECT_EQ(book.number("W0001", "position"), second);
  EXPECT_EQ(book.notes.back(), "W0001 receiver.example delivered");
}

TEST(Webhook, SignsAsStandardWebhooksSay) {
  WebhookBook book;
  const auto response = book.ask(book.service.keys.at("auditor"), "/v1/webhooks",
                                 R"({"url":"https://receiver.example/"})");
  const auto secret = *json::parse(response.body)->find("secret")->text();
  book.deliver();
  const auto& request = book.post.requests.at(0);
  const auto signed_text = header(request, "webhook-id") + "." +
                           header(request, "webhook-timestamp") + "." + request.body;
  // The test knows the secret as text alone; what it stands for is looked for by its encoding.
  const auto grant = book.service.county().reader();
  const auto stored = payments::find(grant, payments::kWebhooks, "W0001")->value;
  const auto raw = payments::webhook_secrets(book.service.county().vault, stored,
                                             book.service.county().clock.now())
                       .value();
  ASSERT_EQ(raw.size(), 1U);
  EXPECT_EQ("whsec_" + to_base64(raw[0]), secret);
  EXPECT_EQ(header(request, "webhook-signature"),
            "v1," + to_base64(hmac_sha256(raw[0], signed_text)));
}

TEST(Webhook, HearsOfItsKindsAlone) {
  WebhookBook book;
  book.make_by("auditor", R"(,"kinds":["payroll.submit"])");
  const auto last = book.happen();
  book.deliver();
  EXPECT_TRUE(book.post.requests.empty());
  EXPECT_EQ(book.happen(), last + 1);
}

TEST(Webhook, HearsOfWhatItsKeySeesAndOfNothingElse) {
  WebhookBook book;
  auto& county = book.service.county();
  const auto narrow = book.service.key_of({"zhao.regulator", {}, {}, {"QH02"}, {}, {}});
  const auto wide = book.service.key_of({"zhao.regulator", {}, {}, {"QH01"}, {}, {}});
  book.make(narrow);
  book.make(wide);
  book.make_by("clerk");
  book.make_by("bank");
  book.happen();
  book.deliver();
  EXPECT_TRUE(book.post.requests.empty()) << "what is about no contract";
  const auto due = county.due(county.by("li.clerk"), "QH01");
  ASSERT_TRUE(due) << due.error().reason.word();
  book.deliver();
  std::set<std::string> told;
  for (const auto& note : book.notes) told.insert(note.substr(0, 5));
  EXPECT_EQ(told, (std::set<std::string>{"W0002", "W0003", "W0004"}));
  EXPECT_EQ(book.post.requests.front().body.find("QH02"), std::string::npos);
}

TEST(Webhook, EndsWithItsKey) {
  WebhookBook book;
  const auto key = book.service.key_of({"yu.auditor", {}, {}, {}, {}, {}});
  book.make(key);
  ASSERT_EQ(book.service.revoke(key).status, 200);
  book.deliver();
  EXPECT_TRUE(book.post.requests.empty());
  EXPECT_EQ(book.state("W0001"), "key-ended");
  ASSERT_EQ(book.act("W0001", "enable").status, 200);  // by another key of the same login
  book.deliver();
  EXPECT_EQ(book.state("W0001"), "enabled");
  EXPECT_FALSE(book.post.requests.empty());
}

TEST(Webhook, IsUnknownToOthersAndToNarrowerKeysOfItsLogin) {
  WebhookBook book;
  book.make_by("regulator");
  const auto narrow = book.service.key_of({"zhao.regulator", {}, {}, {"QH01"}, {}, {}});
  for (const auto& secret : {narrow, book.service.keys.at("auditor")}) {
    EXPECT_EQ(code_of(book.service.ask(secret, {Method::get, "/v1/webhooks/W0001"})),
              "webhook.unknown");
    for (const std::string verb : {"enable", "disable", "delete", "rotate", "test"}) {
      const auto response = book.ask(secret, "/v1/webhooks/W0001/" + verb);
      EXPECT_EQ(response.status, 404) << verb;
      EXPECT_EQ(code_of(response), "webhook.unknown") << verb;
    }
  }
  const auto listed = book.service.ask(narrow, {Method::get, "/v1/webhooks"});
  EXPECT_EQ(listed.body.find("W0001"), std::string::npos);
}

TEST(Webhook, IsOneOfTenOfItsLoginAtMost) {
  WebhookBook book;
  for (std::size_t i = 0; i < payments::kWebhooksPerLogin; ++i) book.make_by("auditor");
  const std::string body = R"({"url":"https://receiver.example/"})";
  const auto more = book.ask(book.service.keys.at("auditor"), "/v1/webhooks", body);
  EXPECT_EQ(code_of(more), "webhook.too-many");
  ASSERT_EQ(book.act("W0001", "delete").status, 200);
  EXPECT_EQ(book.make_by("auditor"), "W0011");
}

TEST(Webhook, ShowsItsSecretOnce) {
  WebhookBook book;
  const Asked asked{Method::post,
                    "/v1/webhooks",
                    R"({"url":"https://receiver.example/"})",
                    {},
                    {{"idempotency-key", "once"}}};
  const auto& key = book.service.keys.at("auditor");
  EXPECT_NE(book.service.ask(key, asked).body.find("whsec_"), std::string::npos);
  const auto again = book.service.ask(key, asked);
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.body.find("whsec_"), std::string::npos);
  EXPECT_EQ(book.service.get("auditor", "/v1/webhooks").body.find("whsec_"), std::string::npos);
}

// ---- again and again ----------------------------------------------------------------------------

TEST(Webhook, TriesAgainWhenItsTimeHasComeAndHoldsWhatFollows) {
  WebhookBook book;
  book.make_by("auditor", R"(,"kinds":["access-key-create"])");
  book.post.plan = {answering(500), answering(500)};
  const auto first = book.happen();
  const auto second = book.happen();
  book.deliver();
  EXPECT_EQ(book.sent(), Entries{first});
  book.later(std::chrono::seconds(4));
  book.deliver();
  EXPECT_EQ(book.sent(), Entries{first}) << "4 s: less than 5 s and a tenth less";
  book.later(std::chrono::seconds(1));
  book.deliver();
  EXPECT_EQ(book.sent(), (Entries{first, first}));
  book.later(std::chrono::minutes(5));
  book.deliver();
  EXPECT_EQ(book.sent(), (Entries{first, first, first, second}));
  EXPECT_EQ(header(book.post.requests[0], "webhook-id"),
            header(book.post.requests[2], "webhook-id"));
  EXPECT_EQ(book.post.requests[0].body, book.post.requests[2].body);
  EXPECT_NE(header(book.post.requests[0], "webhook-timestamp"),
            header(book.post.requests[2], "webhook-timestamp"));
}

TEST(Webhook, IsGivenUpWithinADayAndGoesOn) {
  WebhookBook book;
  book.make_by("auditor", R"(,"kinds":["access-key-create"])");
  const auto first = book.happen();
  const auto second = book.happen();
  const auto begun = book.service.county().clock.now();
  for (std::size_t i = 0; i <= routes::kRetryDelays.size(); ++i) {
    book.post.plan.push_back(answering(500));
  }
  book.pass_a_day();
  EXPECT_LT(book.service.county().clock.now() - begun, std::chrono::hours(24));
  EXPECT_EQ(book.sent().size(), routes::kRetryDelays.size() + 2);
  EXPECT_EQ(book.sent().back(), second);
  EXPECT_EQ(book.number("W0001", "dead"), 1);
  const auto dead =
      book.service.ask(book.service.keys.at("auditor"),
                       {Method::get, "/v1/webhooks/W0001/deliveries", "", {{"state", "dead"}}});
  EXPECT_NE(dead.body.find("\"entry\":" + std::to_string(first)), std::string::npos);
  ASSERT_EQ(book.act("W0001", "deliveries/" + std::to_string(first) + "/replay").status, 200);
  book.deliver();
  EXPECT_EQ(book.sent().back(), first);
  EXPECT_EQ(book.number("W0001", "dead"), 0);
}

TEST(Webhook, StopsAfterThreeDeadOnesAndLosesNothing) {
  WebhookBook book;
  book.make_by("auditor", R"(,"kinds":["access-key-create"])");
  for (int i = 0; i < 3; ++i) book.happen();
  const auto fourth = book.happen();
  book.post.otherwise = answering(500);
  book.pass_a_day();
  book.pass_a_day();
  EXPECT_EQ(book.state("W0001"), "enabled");
  book.pass_a_day();
  EXPECT_EQ(book.state("W0001"), "failing");
  const auto sent = book.post.requests.size();
  book.later(std::chrono::hours(48));
  book.deliver();
  EXPECT_EQ(book.post.requests.size(), sent);
  EXPECT_EQ(book.number("W0001", "dead"), 3);
  book.post.otherwise = answering(200);
  ASSERT_EQ(book.act("W0001", "enable").status, 200);
  EXPECT_EQ(book.state("W0001"), "enabled");
  book.deliver();
  EXPECT_EQ(book.sent().back(), fourth);
  EXPECT_TRUE(book.show("W0001").find("failing_since")->is_null());
}

TEST(Webhook, StopsAtGoneAndAtNoRedirect) {
  WebhookBook book;
  book.make_by("auditor", R"(,"kinds":["access-key-create"])");
  book.happen();
  book.post.plan = {answering(301)};
  book.deliver();
  EXPECT_EQ(book.notes.back(), "W0001 receiver.example redirected");
  EXPECT_EQ(book.state("W0001"), "enabled");
  book.post.plan = {answering(410)};
  book.later(std::chrono::seconds(5));
  book.deliver();
  EXPECT_EQ(book.state("W0001"), "gone");
}

TEST(Webhook, IsTriedAtOnceWhereItsAddressHasChanged) {
  WebhookBook book;
  book.make_by("auditor", R"(,"kinds":["access-key-create"])");
  const auto entry = book.happen();
  book.post.plan = {{PostOutcome::target_refused, 0, {}}};
  book.deliver();
  ASSERT_EQ(book.act("W0001", "change", R"({"url":"https://other.example/"})").status, 200);
  book.deliver();
  EXPECT_EQ(book.sent(), (Entries{entry, entry}));
  EXPECT_EQ(book.post.requests.back().url, "https://other.example/");
}

// ---- after a restart ----------------------------------------------------------------------------

TEST(Webhook, GoesOnAfterARestartWhereItWas) {
  WebhookBook book;
  book.make_by("auditor", R"(,"kinds":["access-key-create"])");
  const auto first = book.happen();
  book.deliver();
  book.begin();
  const auto second = book.happen();
  book.post.plan = {answering(500)};
  book.deliver();
  book.begin();
  book.deliver();
  EXPECT_EQ(book.sent(), (Entries{first, second})) << "not before its time";
  book.later(std::chrono::seconds(5));
  book.deliver();
  EXPECT_EQ(book.sent(), (Entries{first, second, second}));
}

TEST(Webhook, SendsAgainWhatWasUnderWayWhenTheServiceEnded) {
  WebhookBook book;
  book.make_by("auditor", R"(,"kinds":["access-key-create"])");
  const auto entry = book.happen();
  for (int i = 0; i < 50; ++i) book.post.plan.push_back({PostOutcome::abandoned, 0, {}});
  // Every look would try again: one is enough.
  book.service.ground.deliveries->step();
  book.service.ground.deliveries->settle();
  EXPECT_TRUE(book.notes.empty());
  book.post.plan.clear();
  book.begin();
  book.deliver();
  EXPECT_EQ(book.sent(), (Entries{entry, entry}));
  EXPECT_EQ(header(book.post.requests[0], "webhook-id"),
            header(book.post.requests[1], "webhook-id"));
}

TEST(Webhook, BeginsAnewWhereTheBookWasPutBack) {
  WebhookBook book;
  book.make_by("auditor", R"(,"kinds":["access-key-create"])");
  const auto first = book.happen();
  const auto second = book.happen();
  book.deliver();
  auto progress = book.kept().progress("W0001").value().value();
  EXPECT_EQ(progress.position, second);
  progress.at = sha256("an entry that this book does not have");
  routes::WebhookStore::Changes changes;
  changes.put("W0001", progress);
  ASSERT_TRUE(book.kept().save(changes));
  book.begin();
  book.deliver();
  EXPECT_EQ(book.sent(), (Entries{first, second, first, second}));
  EXPECT_EQ(header(book.post.requests[0], "webhook-id"),
            header(book.post.requests[2], "webhook-id"));
}

// ---- replay, rotation, tests --------------------------------------------------------------------

TEST(Webhook, ReplaysFromAPositionWithTheSameIds) {
  WebhookBook book;
  book.make_by("auditor", R"(,"kinds":["access-key-create"])");
  const auto first = book.happen();
  const auto second = book.happen();
  book.deliver();
  const auto body = "{\"after\":" + std::to_string(first - 1) + "}";
  ASSERT_EQ(book.act("W0001", "replay", body).status, 200);
  book.deliver();
  EXPECT_EQ(book.sent(), (Entries{first, second, first, second}));
  EXPECT_EQ(header(book.post.requests[1], "webhook-id"),
            header(book.post.requests[3], "webhook-id"));
  const auto head = book.service.county().reader().head().entry;
  EXPECT_EQ(book.act("W0001", "replay", "{\"after\":" + std::to_string(head) + "}").status, 200);
  EXPECT_EQ(code_of(book.act("W0001", "replay", "{\"after\":" + std::to_string(head + 2) + "}")),
            "webhook.entry");
}

TEST(Webhook, SignsWithBothSecretsForADay) {
  WebhookBook book;
  book.make_by("auditor", R"(,"kinds":["tax.remit"])");
  ASSERT_EQ(book.act("W0001", "rotate").status, 200);
  const auto signatures = [&] {
    EXPECT_EQ(book.act("W0001", "test").status, 200);
    book.deliver();
    return split(header(book.post.requests.back(), "webhook-signature"), ' ').size();
  };
  EXPECT_EQ(signatures(), 2U);
  EXPECT_EQ(type_in(book.post.requests.back()), "test");
  book.later(std::chrono::hours(24) - std::chrono::seconds(1));
  EXPECT_EQ(signatures(), 2U);
  book.later(std::chrono::seconds(1));
  EXPECT_EQ(signatures(), 1U);
  EXPECT_EQ(*book.show("W0001").find("last_test")->find("state")->text(), "delivered");
}

TEST(Webhook, HoldsUpNobodyElse) {
  WebhookBook book;
  book.make_by("auditor", R"(,"kinds":["access-key-create"])");
  book.make_by("regulator", R"(,"kinds":["access-key-create"])");
  const auto entry = book.happen();
  book.post.slow_until = 2;
  book.post.plan = {{PostOutcome::timed_out, 0, {}}};
  book.service.ground.deliveries->step();
  book.service.ground.deliveries->settle();
  EXPECT_EQ(book.sent(), (Entries{entry, entry})) << "one waits, the other is sent";
  const auto metrics = book.service.ground.deliveries->metrics();
  EXPECT_EQ(metrics.tries[static_cast<std::size_t>(routes::TryOutcome::timed_out)], 1U);
  EXPECT_EQ(metrics.tries[static_cast<std::size_t>(routes::TryOutcome::delivered)], 1U);
}

TEST(Webhook, KeepsSoManyDeliveriesAndEveryDeadOne) {
  store::MemoryStore store;
  routes::WebhookStore kept(store);
  routes::WebhookStore::Changes changes;
  for (std::int64_t entry = 1; entry <= 3; ++entry) {
    const auto state = entry == 1 ? routes::DeliveryState::dead : routes::DeliveryState::delivered;
    changes.put("W0001", routes::Delivery{entry, "msg", "kind", state, {}});
  }
  changes.put("W0002", routes::Delivery{1, "msg", "kind", routes::DeliveryState::dead, {}});
  ASSERT_TRUE(kept.save(changes));
  EXPECT_EQ(kept.oldest("W0001").value().value().entry, 2);
  EXPECT_EQ(kept.oldest("W0002").value(), std::nullopt);
  EXPECT_EQ(kept.deliveries({"W0001", 1, std::nullopt, 10}).value().size(), 2U);
  ASSERT_TRUE(kept.forget("W0001"));
  EXPECT_TRUE(kept.deliveries({"W0001", 0, std::nullopt, 10}).value().empty());
  EXPECT_EQ(kept.deliveries({"W0002", 0, std::nullopt, 10}).value().size(), 1U);
  ASSERT_TRUE(kept.begin("another book"));
  EXPECT_TRUE(kept.deliveries({"W0002", 0, std::nullopt, 10}).value().empty());
}

}  // namespace
}  // namespace anxin::tests
