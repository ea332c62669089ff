// A worker's own wages: opened by a one-time code and the card's end, and nothing else with it.
#include <gtest/gtest.h>

#include "payments/service/records.h"
#include "tests/support/service_books.h"

namespace anxin::tests {
namespace {

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

}  // namespace
}  // namespace anxin::tests
