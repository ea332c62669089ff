// The status of a refusal: stated for every reason, the same for what is alike.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "api/routes/problem.h"
#include "ledger/base/text.h"
#include "tests/support/every_reason.h"
#include "tests/support/sources.h"

namespace anxin::tests {
namespace {

// The table itself: the words with their statuses, in order.
std::vector<std::pair<std::string, int>> stated_lines() {
  std::ifstream file(std::filesystem::path(ANXIN_SOURCE) / "api/routes/statuses.tsv");
  std::vector<std::pair<std::string, int>> lines;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) continue;
    const auto cells = split(line, '\t');
    lines.emplace_back(cells.front(), std::stoi(std::string(cells.back())));
  }
  return lines;
}

TEST(Statuses, AreStatedForEveryReasonOfTheProgram) {
  for (const auto& word : every_reason()) {
    EXPECT_TRUE(routes::stated_status(word)) << word << ": a line in api/routes/statuses.tsv";
  }
}

TEST(Statuses, AreStatedOnceAndOfReasonsOnly) {
  std::set<std::string> seen;
  const auto text = sources();
  for (const auto& [word, status] : stated_lines()) {
    EXPECT_TRUE(seen.insert(word).second) << word;
    EXPECT_NE(text.find("\"" + word + "\""), std::string::npos) << word << " is no reason";
    EXPECT_TRUE(status >= 400 && status < 600) << word;
  }
  EXPECT_GT(seen.size(), 600U);
}

// What was done before, or is under way, or has ended: asked for at another time it would stand.
TEST(Statuses, OfWhatTheStateIsAlreadySoAre409) {
  const std::set<std::string> of_content{
      "csv.quote-open",        // a file that ends within a quote
      "bank.outcome-open",     // a finding: the bank has not decided
      "usage.open-listen",     // of the command line
      "price.more-than-open",  // an amount above what is open
      "ledger.key-reused",     // 422 by contract: another content
      "access.key-refused"};   // 401
  for (const auto& [word, status] : stated_lines()) {
    if (of_content.contains(word)) continue;
    for (const std::string end : {"-already",         "-used",           "-open",
                                  "-exists",          ".exists",         "-taken",
                                  "-closed",          ".closed",         "-state",
                                  ".state",           "-signed",         ".done",
                                  "-overtaken",       ".overtaken",      "already-submitted",
                                  "already-reversed", "already-settled", "already-voided",
                                  "-not-open",        "-frozen"}) {
      EXPECT_TRUE(!word.ends_with(end) || status == 409) << word << " " << status;
    }
  }
}

TEST(Statuses, OfTheDoorAreWhatTheDoorItselfAnswers) {
  for (const auto& reason : http::kTransportReasons) {
    EXPECT_EQ(routes::stated_status(reason.word()), http::status_of(reason)) << reason.word();
  }
}

TEST(Statuses, OfAnUnknownThingTellWhetherThePathNamedIt) {
  const Fault fault{payments::kLineUnknown, -1, {}, {{"line", "QH01-1"}}};
  EXPECT_EQ(routes::status_of(fault, {"QH01-1"}), 404);
  EXPECT_EQ(routes::status_of(fault, {"QH01"}), 422);
  EXPECT_EQ(routes::status_of({routes::kRouteUnknown, -1, {}, {}}, {}), 404);
}

}  // namespace
}  // namespace anxin::tests
