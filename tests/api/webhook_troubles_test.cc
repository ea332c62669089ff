// Webhooks in trouble: stopped, asked by hand, wanting other kinds, unreadable; and looks without
// end.
#include "payments/service/event_kinds.h"
#include "tests/support/counting_store.h"
#include "tests/support/webhook_books.h"

namespace anxin::tests {
namespace {

const std::string kKeysMade = R"(,"kinds":["access-key-create"])";

// Three events that were given up, and a fourth that waits. Their entries.
Entries failing(WebhookBook& book) {
  book.make_by("auditor", kKeysMade);
  Entries entries;
  for (int i = 0; i < 4; ++i) entries.push_back(book.happen());
  book.post.otherwise = answering(500);
  for (int i = 0; i < 3; ++i) book.pass_a_day();
  EXPECT_EQ(book.state("W0001"), "failing");
  book.post.otherwise = answering(200);
  book.post.requests.clear();
  return entries;
}

// ---- asked for by hand --------------------------------------------------------------------------

TEST(WebhookReplay, ThatIsTakenFreesWhatWaitsBehindIt) {
  WebhookBook book;
  book.make_by("auditor", kKeysMade);
  const auto first = book.happen();
  const auto second = book.happen();
  book.post.plan = {answering(500)};
  book.deliver();
  EXPECT_EQ(book.number("W0001", "pending"), first);
  ASSERT_EQ(book.replay(first).status, 200);
  EXPECT_EQ(book.number("W0001", "requests_waiting"), 1);
  book.deliver();
  EXPECT_EQ(book.sent(), (Entries{first, first, second})) << "before the time of the next try";
  EXPECT_EQ(book.delivery(first), "delivered");
  EXPECT_TRUE(book.is_null("pending"));
  EXPECT_TRUE(book.is_null("next_try_at"));
  EXPECT_TRUE(book.is_null("failing_since"));
  EXPECT_EQ(book.number("W0001", "requests_waiting"), 0);
  book.later(std::chrono::hours(24));
  book.deliver();
  EXPECT_EQ(book.sent().size(), 3U) << "done is done";
}

TEST(WebhookReplay, ThatIsTakenStartsAFailingWebhookAgain) {
  WebhookBook book;
  const auto entries = failing(book);
  ASSERT_EQ(book.replay(entries[1]).status, 200);
  book.deliver();
  EXPECT_EQ(book.sent(), (Entries{entries[1], entries[3]}));
  EXPECT_EQ(book.state("W0001"), "enabled");
  EXPECT_EQ(book.number("W0001", "dead"), 2);
}

TEST(WebhookReplay, ThatFailsLeavesTheScheduleAsItIs) {
  WebhookBook book;
  book.make_by("auditor", kKeysMade);
  const auto entry = book.happen();
  book.post.plan = {answering(500), answering(503)};
  book.deliver();
  const auto due = *book.show("W0001").find("next_try_at")->text();
  ASSERT_EQ(book.replay(entry).status, 200);
  book.deliver();
  EXPECT_EQ(*book.show("W0001").find("next_try_at")->text(), due);
  EXPECT_EQ(book.delivery(entry), "pending");
  book.later(std::chrono::seconds(5));
  book.deliver();
  EXPECT_EQ(book.sent(), (Entries{entry, entry, entry}));
  EXPECT_EQ(book.delivery(entry), "delivered");
}

TEST(WebhookReplay, ThatIsTakenLeavesAnotherEventItsSchedule) {
  WebhookBook book;
  book.make_by("auditor", kKeysMade);
  const auto first = book.happen();
  const auto second = book.happen();
  book.post.plan = {answering(200), answering(500)};
  book.deliver();
  const auto waits = book.show("W0001");
  ASSERT_EQ(*waits.find("pending")->integer(), second);
  ASSERT_EQ(book.replay(first).status, 200);
  book.deliver();
  EXPECT_EQ(book.sent(), (Entries{first, second, first})) << "the second one waits for its time";
  for (const auto* name : {"next_try_at", "failing_since"}) {
    ASSERT_FALSE(book.is_null(name)) << name;
    EXPECT_EQ(*book.show("W0001").find(name)->text(), *waits.find(name)->text());
  }
  book.later(std::chrono::seconds(5));
  book.deliver();
  EXPECT_EQ(book.sent(), (Entries{first, second, first, second}));
  EXPECT_TRUE(book.is_null("failing_since"));
}

TEST(WebhookReplay, FromAnEarlierEntryLeavesWhatWaitsWaiting) {
  WebhookBook book;
  book.make_by("auditor", kKeysMade);
  const auto first = book.happen();
  const auto second = book.happen();
  book.post.plan = {answering(200), answering(500), answering(500)};
  book.deliver();
  const auto from = [&](std::int64_t entry) {
    ASSERT_EQ(book.act("W0001", "replay", "{\"after\":" + std::to_string(entry) + "}").status, 200);
    book.deliver();
  };
  from(first - 1);
  EXPECT_EQ(book.sent(), (Entries{first, second, first}));
  EXPECT_EQ(book.delivery(second), "pending") << "it is sent in its turn";
  from(second);
  EXPECT_EQ(book.delivery(first), "skipped");
  EXPECT_EQ(book.delivery(second), "skipped");
}

TEST(WebhookTest, OfAStoppedOneIsTriedAtOnceAndSeen) {
  WebhookBook book;
  failing(book);
  ASSERT_EQ(book.act("W0001", "test").status, 200);
  book.deliver();
  ASSERT_EQ(book.post.requests.size(), 1U) << "the test alone";
  EXPECT_EQ(type_in(book.post.requests[0]), "test");
  EXPECT_EQ(*book.show("W0001").find("last_test")->find("state")->text(), "delivered");
  EXPECT_EQ(book.state("W0001"), "failing") << "a test is no event";
  EXPECT_EQ(book.number("W0001", "requests_waiting"), 0);
}

TEST(WebhookTest, OfOneWhoseKeyHasEndedIsRefused) {
  WebhookBook book;
  const auto key = book.service.key_of({"yu.auditor", {}, {}, {}, {}, {}});
  book.make(key);
  ASSERT_EQ(book.service.revoke(key).status, 200);
  EXPECT_EQ(code_of(book.act("W0001", "test")), "webhook.wrong-state");
}

// ---- wanted no longer ---------------------------------------------------------------------------

TEST(WebhookKinds, ThatAreWantedNoLongerAreSkippedAndTheQueueGoesOn) {
  WebhookBook book;
  book.make_by("auditor", kKeysMade);
  const auto first = book.happen();
  book.post.plan = {answering(500)};
  book.deliver();
  EXPECT_EQ(book.delivery(first), "pending");
  ASSERT_EQ(book.act("W0001", "change", R"({"kinds":["webhook-test"]})").status, 200);
  ASSERT_EQ(book.act("W0001", "test").status, 200);
  book.deliver();
  EXPECT_EQ(book.delivery(first), "skipped");
  EXPECT_TRUE(book.is_null("pending"));
  EXPECT_EQ(type_in(book.post.requests.back()), "webhook-test");
  const auto pending =
      book.service.ask(book.service.keys.at("auditor"),
                       {Method::get, "/v1/webhooks/W0001/deliveries", "", {{"state", "pending"}}});
  EXPECT_TRUE(json::parse(pending.body)->find("deliveries")->items()->empty());
}

TEST(WebhookReplay, FromALaterEntrySkipsWhatWaits) {
  WebhookBook book;
  book.make_by("auditor", kKeysMade);
  const auto first = book.happen();
  const auto second = book.happen();
  book.post.plan = {answering(500)};
  book.deliver();
  const auto body = "{\"after\":" + std::to_string(second) + "}";
  ASSERT_EQ(book.act("W0001", "replay", body).status, 200);
  book.deliver();
  EXPECT_EQ(book.sent(), Entries{first});
  EXPECT_EQ(book.delivery(first), "skipped");
  ASSERT_EQ(book.act("W0001", "replay", "{\"after\":" + std::to_string(first - 1) + "}").status,
            200);
  book.deliver();
  EXPECT_EQ(book.sent(), (Entries{first, first, second})) << "it can be had again";
  EXPECT_EQ(book.delivery(first), "delivered");
}

TEST(WebhookKinds, ThatThereAreNotAreRefusedWithTheNearest) {
  WebhookBook book;
  const auto refused = book.ask(
      book.service.keys.at("auditor"), "/v1/webhooks",
      R"({"url":"https://receiver.example/","kinds":["payroll-approve","post","no.such.kind"]})");
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(code_of(refused), "webhook.kind");
  EXPECT_NE(refused.body.find("payroll-approve, no.such.kind"), std::string::npos);
  EXPECT_NE(refused.body.find("nearest\":\"payroll.approve, -\""), std::string::npos)
      << refused.body;
  const auto listed = book.service.get("clerk", "/v1/event-kinds");
  EXPECT_NE(listed.body.find("\"payroll.approve\""), std::string::npos);
}

// Ends the key of W0001, makes as many webhooks as a login may have, and takes it over.
TEST(Webhook, WhoseKeyHasEndedIsTakenOverOnlyWhereThereIsRoom) {
  WebhookBook book;
  const auto key = book.service.key_of({"yu.auditor", {}, {}, {}, {}, {}});
  book.make(key);
  ASSERT_EQ(book.service.revoke(key).status, 200);
  for (std::size_t i = 0; i < payments::kWebhooksPerLogin; ++i) book.make_by("auditor");
  EXPECT_EQ(code_of(book.act("W0001", "enable")), "webhook.too-many");
  EXPECT_EQ(code_of(book.act("W0001", "change", R"({"description":"ERP"})")), "webhook.too-many");
  EXPECT_EQ(book.act("W0002", "change", R"({"description":"ERP"})").status, 200)
      << "its key stands";
  EXPECT_EQ(book.act("W0001", "disable").status, 200);
  ASSERT_EQ(book.act("W0011", "delete").status, 200);
  EXPECT_EQ(book.act("W0001", "enable").status, 200);
}

TEST(WebhookKinds, AreAHundredAtMost) {
  WebhookBook book;
  const auto known = payments::event_kinds();
  const auto made_with = [&](std::size_t count) {
    const std::vector<std::string> kinds(known.begin(),
                                         known.begin() + static_cast<std::ptrdiff_t>(count));
    return book.ask(
        book.service.keys.at("auditor"), "/v1/webhooks",
        R"({"url":"https://receiver.example/","kinds":[")" + join(kinds, R"(",")") + R"("]})");
  };
  EXPECT_EQ(made_with(payments::kWebhookKindsMax).status, 201);
  const auto more = made_with(payments::kWebhookKindsMax + 1);
  EXPECT_EQ(more.status, 422);
  EXPECT_EQ(code_of(more), "webhook.kinds-too-many");
  EXPECT_NE(more.body.find("100"), std::string::npos);
}

TEST(WebhookKinds, ThatAreLongAreToldInWholeCharacters) {
  WebhookBook book;
  std::string kind = "x";
  for (int i = 0; i < 30; ++i) kind += "薪";
  const auto refused = book.ask(book.service.keys.at("auditor"), "/v1/webhooks",
                                R"({"url":"https://receiver.example/","kinds":[")" + kind + "\"]}");
  EXPECT_EQ(code_of(refused), "webhook.kind");
  EXPECT_NE(refused.body.find(kind.substr(0, 64)), std::string::npos) << "1 + 21 * 3: whole";
  kind.insert(0, "x");
  const auto cut = book.ask(book.service.keys.at("auditor"), "/v1/webhooks",
                            R"({"url":"https://receiver.example/","kinds":[")" + kind + "\"]}");
  EXPECT_NE(cut.body.find('"' + kind.substr(0, 62) + '"'), std::string::npos)
      << "2 + 20 * 3 and no part of a character: " << cut.body;
}

// ---- catching up --------------------------------------------------------------------------------

// The entries that GET /v1/events shows with this key.
Entries caught_up(WebhookBook& book, const std::string& secret) {
  Asked asked{Method::get, "/v1/events"};
  asked.query = {{"limit", "1000"}};
  const auto response = book.service.ask(secret, asked);
  EXPECT_EQ(response.status, 200) << response.body;
  const auto last = http::find(response.headers, "anxin-last-entry");
  EXPECT_EQ(last, std::to_string(book.service.county().reader().head().entry));
  Entries entries;
  for (const auto& line : split(response.body, '\n')) {
    if (!line.empty()) entries.push_back(*json::parse(line)->find("entry")->integer());
  }
  return entries;
}

TEST(Events, ShowAKeyWhatItsWebhookIsToldOfAndNothingElse) {
  WebhookBook book;
  auto& county = book.service.county();
  const auto narrow = book.service.key_of({"zhao.regulator", {}, {}, {"QH02"}, {}, {}});
  const std::vector<std::string> secrets{narrow, book.service.keys.at("clerk"),
                                         book.service.keys.at("bank")};
  for (const auto& secret : secrets) book.make(secret);
  ASSERT_TRUE(county.due(county.by("li.clerk"), "QH01"));
  const auto due = static_cast<std::int64_t>(county.reader().head().entry);
  book.deliver();
  for (std::size_t i = 0; i < secrets.size(); ++i) {
    book.post.requests.clear();
    const auto webhook = payments::webhook_id(i + 1);
    ASSERT_EQ(book.ask(secrets[i], "/v1/webhooks/" + webhook + "/replay", R"({"after":0})").status,
              200);
    const auto shown = caught_up(book, secrets[i]);
    book.deliver();
    EXPECT_EQ(book.sent(), shown) << webhook;
    EXPECT_EQ(std::count(shown.begin(), shown.end(), due), i == 0 ? 0 : 1);
  }
}

// ---- what does not open -------------------------------------------------------------------------

// W0001 with a secret that was sealed by nobody.
void break_seal(WebhookBook& book) {
  auto webhook =
      payments::find(book.service.county().reader(), payments::kWebhooks, "W0001")->value;
  webhook.secret = "sealed by nobody";
  book.spoil(payments::kWebhooks, webhook);
}

TEST(WebhookSeal, ThatIsBrokenIsShownAndToldAndLosesNothing) {
  WebhookBook book;
  book.make_by("auditor", kKeysMade);
  break_seal(book);
  const auto entry = book.happen();
  book.deliver();
  EXPECT_TRUE(book.post.requests.empty());
  EXPECT_EQ(book.notes, std::vector<std::string>{"W0001  seal-broken"}) << "told once";
  EXPECT_EQ(book.state("W0001"), "seal-broken");
  EXPECT_EQ(*book.show("W0001").find("problem")->find("code")->text(), "webhook.seal-broken");
  EXPECT_EQ(book.service.get("auditor", "/v1/webhooks").status, 200);
  EXPECT_EQ(book.service.ground.deliveries->metrics().stopped, 1U);
  ASSERT_EQ(book.act("W0001", "test").status, 200);
  book.deliver();
  const auto test = book.show("W0001");
  const auto& tries = *test.find("last_test")->find("tries")->items();
  EXPECT_EQ(*tries.at(0).find("outcome")->text(), "seal-broken");
  ASSERT_EQ(book.act("W0001", "rotate").status, 200);
  book.deliver();
  EXPECT_EQ(book.sent(), Entries{entry});
  EXPECT_EQ(split(header(book.post.requests[0], "webhook-signature"), ' ').size(), 1U);
  EXPECT_TRUE(book.is_null("problem"));
  EXPECT_EQ(book.state("W0001"), "enabled");
}

TEST(WebhookSeal, ThatIsBrokenIsTriedAgainAfterARestart) {
  WebhookBook book;
  book.make_by("auditor", kKeysMade);
  break_seal(book);
  book.happen();
  book.deliver();
  book.begin();
  book.deliver();
  EXPECT_EQ(book.notes.size(), 2U);
  EXPECT_EQ(book.state("W0001"), "seal-broken");
}

// ---- what does not read -------------------------------------------------------------------------

const std::string kToldOnce = "W0001  unreadable";

TEST(WebhookDamage, OfARecordStopsThatWebhookAlone) {
  WebhookBook book;
  book.make_by("auditor", kKeysMade);
  book.make_by("auditor", kKeysMade);
  book.spoil(payments::RecordTable<payments::WebhookRequest>{"webhook"}, {});
  const auto first = book.happen();
  book.deliver();
  const auto second = book.happen();
  book.deliver();
  EXPECT_EQ(book.sent(), (Entries{first, second})) << "those of W0002";
  EXPECT_EQ(std::count(book.notes.begin(), book.notes.end(), kToldOnce), 1);
  EXPECT_EQ(book.service.ground.deliveries->metrics().stopped, 1U);
  EXPECT_EQ(book.service.ground.deliveries->metrics().enabled, 1U);
}

TEST(WebhookDamage, OfARequestIsShownUntilItReads) {
  WebhookBook book;
  book.make_by("auditor", kKeysMade);
  book.make_by("auditor", kKeysMade);
  ASSERT_EQ(book.act("W0001", "test").status, 200);
  const std::string request = "W0001/00000001";
  book.spoil(payments::RecordTable<payments::Webhook>{"webhook-request"}, {}, request);
  const auto entry = book.happen();
  book.deliver();
  book.deliver();
  EXPECT_EQ(book.sent(), Entries{entry}) << "that of W0002";
  EXPECT_EQ(book.state("W0001"), "unreadable");
  EXPECT_EQ(*book.show("W0001").find("problem")->find("code")->text(), "store.damaged");
  EXPECT_EQ(std::count(book.notes.begin(), book.notes.end(), kToldOnce), 1);
  book.spoil(payments::kWebhookRequests, {}, request);
  book.deliver();
  EXPECT_EQ(book.state("W0001"), "enabled");
  EXPECT_TRUE(book.is_null("problem"));
  EXPECT_EQ(book.sent(), (Entries{entry, 0, entry})) << "the test, and what had waited";
}

TEST(WebhookDamage, OfWhatIsKeptDoesNotFloodAReceiver) {
  WebhookBook book;
  book.unreadable_rest = routes::kUnreadableRest;
  book.begin();
  book.make_by("auditor", kKeysMade);
  const auto entry = book.happen();
  book.service.ground.deliveries->step();
  book.kept_store.before_snapshot = [] { throw store::Unreadable(); };
  for (int i = 0; i < 5; ++i) book.look();
  EXPECT_EQ(book.sent(), Entries{entry});
  EXPECT_EQ(book.notes.back(), kToldOnce);
}

TEST(WebhookDamage, OfAPositionBeginsAnewWithRightCounts) {
  WebhookBook book;
  const auto entries = failing(book);
  ASSERT_EQ(book.number("W0001", "dead"), 3);
  store::WriteBatch damage;
  damage.put(store::Table::records, "s/W0001", "no progress");
  ASSERT_TRUE(book.kept_store.commit(damage));
  book.begin();
  book.deliver();
  EXPECT_EQ(book.sent(), entries);
  EXPECT_EQ(book.number("W0001", "dead"), 0);
  EXPECT_EQ(book.service.ground.deliveries->metrics().dead, 0U);
}

TEST(WebhookDamage, OfAWordOrACountIsFound) {
  store::MemoryStore store;
  routes::WebhookStore kept(store);
  const auto reads = [&](const auto& row) {
    routes::WebhookStore::Changes changes;
    changes.put("W0001", row);
    EXPECT_TRUE(kept.save(changes));
    return std::pair(kept.progress("W0001").value().has_value(),
                     kept.delivery("W0001", 7).value().has_value());
  };
  routes::Progress progress;
  EXPECT_EQ(reads(progress), std::pair(true, false));
  progress.stop = static_cast<routes::StopCause>(4);
  EXPECT_EQ(reads(progress), std::pair(false, false));
  progress.stop = routes::StopCause::seal_broken;
  progress.dead = -1;
  EXPECT_EQ(reads(progress), std::pair(false, false));
  routes::Delivery delivery{7, "msg", "kind", routes::DeliveryState::skipped, {}};
  EXPECT_EQ(reads(delivery), std::pair(false, true));
  delivery.state = static_cast<routes::DeliveryState>(4);
  EXPECT_EQ(reads(delivery), std::pair(false, false));
  delivery.state = routes::DeliveryState::pending;
  delivery.tries = {{{}, static_cast<routes::TryOutcome>(routes::kTryOutcomes), 0, 0}};
  EXPECT_EQ(reads(delivery), std::pair(false, false));
}

TEST(WebhookDamage, OfARequestThatWasNeverMadeBeginsAnew) {
  WebhookBook book;
  book.make_by("auditor", kKeysMade);
  const auto entry = book.happen();
  book.deliver();
  auto progress = book.kept().progress("W0001").value().value();
  progress.requests_done = 2;  // of another history of this book
  routes::WebhookStore::Changes changes;
  changes.put("W0001", progress);
  ASSERT_TRUE(book.kept().save(changes));
  book.begin();
  ASSERT_EQ(book.act("W0001", "test").status, 200);
  book.begin();
  book.deliver();
  EXPECT_EQ(book.number("W0001", "requests_waiting"), 0);
  EXPECT_EQ(book.sent(), (Entries{entry, 0, entry}));
}

// ---- how often and how long it is looked --------------------------------------------------------

TEST(WebhookLook, ReadsADeletedOneNoMore) {
  WebhookBook book;
  book.make_by("auditor", kKeysMade);
  book.make_by("auditor", kKeysMade);
  ASSERT_EQ(book.act("W0001", "delete").status, 200);
  book.deliver();
  book.spoil(payments::RecordTable<payments::WebhookRequest>{"webhook"}, {});
  const auto entry = book.happen();
  book.deliver();
  EXPECT_EQ(book.sent(), Entries{entry});
  EXPECT_EQ(book.notes.size(), 1U) << "a record that is none would be told of";
}

TEST(WebhookLook, ThatEndsInTheMiddleIsDoneOver) {
  WebhookBook book;
  book.make_by("auditor", kKeysMade);
  book.make_by("auditor", R"(,"kinds":["tax.remit"])");
  const auto entry = book.happen();
  book.post.plan = {answering(500)};
  book.deliver();
  ASSERT_EQ(book.act("W0002", "delete").status, 200);
  book.kept_store.fault = store::kFull;
  book.look();  // what is kept of W0002 is still to be forgotten
  book.kept_store.before_snapshot = [] { throw store::Unreadable(); };
  EXPECT_THROW(book.look(), store::Unreadable);
  book.kept_store.before_snapshot = {};
  book.later(std::chrono::seconds(5));
  book.deliver();
  EXPECT_EQ(book.sent(), (Entries{entry, entry})) << "nothing of what was to be done is lost";
  EXPECT_EQ(book.kept().progress("W0002").value(), std::nullopt);
}

TEST(WebhookLook, WithoutAThreadIsATryThatFailed) {
  WebhookBook book;
  int refusals = 1;
  book.start = [&](std::function<void()> work) {
    if (refusals-- > 0) throw std::system_error(std::make_error_code(std::errc::no_child_process));
    return routes::start_thread(std::move(work));
  };
  book.begin();
  book.make_by("auditor", kKeysMade);
  const auto entry = book.happen();
  book.deliver();
  EXPECT_EQ(book.notes.back(), "W0001 receiver.example no-answer");
  EXPECT_EQ(book.delivery(entry), "pending");
  book.later(std::chrono::seconds(5));
  book.deliver();
  EXPECT_EQ(book.sent(), Entries{entry});
}

TEST(WebhookLook, ReadsNothingWhileTheBookStandsStill) {
  WebhookBook book;
  book.make_by("auditor", kKeysMade);
  auto& county = book.service.county();
  const CountingStore counted(county.store);
  const auto reader = ledger::Reader::open_for_records(counted, county.clock.now()).value();
  routes::WebhookList list;
  list.refresh(reader);
  EXPECT_EQ(list.webhooks().size(), 1U);
  const auto moves = counted.moves();
  list.refresh(reader);
  EXPECT_EQ(counted.moves(), moves);
}

TEST(WebhookLook, EndsWhenItsTimeIsOverAndGoesOnWithTheOthers) {
  WebhookBook book;
  book.look_time = std::chrono::milliseconds(0);
  book.begin();
  book.make_by("auditor", R"(,"kinds":["tax.remit"])");
  book.make_by("auditor", R"(,"kinds":["tax.remit"])");
  book.happen();
  const auto head = book.happen();
  const auto begun = book.number("W0001", "position");
  const auto positions = [&] {
    book.begin();  // what is kept is shown
    return std::pair(book.number("W0001", "position"), book.number("W0002", "position"));
  };
  book.look();
  EXPECT_EQ(positions(), std::pair(begun + 1, begun + 1)) << "an entry of the first one";
  for (int i = 0; i < 20; ++i) book.look();
  EXPECT_EQ(positions(), std::pair(head, head)) << "each has its turn";
}

TEST(WebhookStoreForget, WritesNothingWhereNothingIsKept) {
  store::MemoryStore store;
  routes::WebhookStore::Changes changes;
  changes.put("W0002", routes::Progress{});
  ASSERT_TRUE(routes::WebhookStore(store).save(changes));
  CountingStore read_only(store);
  EXPECT_TRUE(routes::WebhookStore(read_only).forget("W0001"));
  EXPECT_FALSE(routes::WebhookStore(read_only).forget("W0002"));
  ASSERT_TRUE(routes::WebhookStore(store).forget("W0002"));
  EXPECT_EQ(routes::WebhookStore(store).progress("W0002").value(), std::nullopt);
}

TEST(Webhooks, AreSoManyThatALoginMayEverMake) {
  WebhookBook book;
  auto& county = book.service.county();
  payments::PaymentsBook books(book.service.writer, county.store, county.clock, county.vault,
                               county.data);
  const auto made = [](const ledger::Reader&) -> Result<payments::CommandDraft> {
    payments::CommandDraft draft;
    for (std::size_t number = 1; number < payments::kWebhooksMadePerLogin; ++number) {
      payments::Webhook webhook;
      webhook.id = payments::webhook_id(number);
      webhook.actor = "yu.auditor";
      webhook.state = payments::WebhookState::deleted;
      draft.create(payments::kWebhooks, webhook.id, webhook);
    }
    return draft;
  };
  ASSERT_TRUE(books.perform(county.by("zhao.regulator"), {{"/op", "made"}}, made));
  EXPECT_EQ(book.make_by("auditor"), "W1000");
  const auto& auditor = book.service.keys.at("auditor");
  const std::string body = R"({"url":"https://receiver.example/"})";
  const auto more = book.ask(auditor, "/v1/webhooks", body);
  EXPECT_EQ(more.status, 409);
  EXPECT_EQ(code_of(more), "webhook.made-too-many");
  EXPECT_EQ(book.make_by("regulator"), "W1001") << "each login has its own";
}

}  // namespace
}  // namespace anxin::tests
