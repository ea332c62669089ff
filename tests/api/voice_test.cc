// A voice: the catalogue's sentences in one language.
#include "api/text/voice.h"

#include <gtest/gtest.h>

#include "ledger/store/store.h"

namespace anxin::text {
namespace {

TEST(Voice, SaysAKeyInItsLanguage) {
  const auto voice = Voice::builtin(Language::english);
  const auto catalogue = Catalogue::builtin();
  EXPECT_EQ(voice.language(), Language::english);
  EXPECT_EQ(voice.say("cli.trial.sum"), catalogue.text("cli.trial.sum", Language::english));
  EXPECT_EQ(voice.say("cli.key-made", {{"key", "k-7"}}),
            catalogue.text("cli.key-made", Language::english, {{"key", "k-7"}}));
}

TEST(Voice, SpeaksAnotherLanguageWithTheSameSentencesAndStaysAsItIs) {
  auto sentences = std::make_shared<Catalogue>();
  sentences->add("greeting\t您好\thello\n");
  const Voice english(sentences, Language::english);
  const auto chinese = english.in(Language::chinese);
  EXPECT_EQ(chinese.say("greeting"), "您好");
  EXPECT_EQ(english.say("greeting"), "hello");
}

TEST(Voice, SaysAFaultByItsReasonWithItsDetails) {
  auto sentences = std::make_shared<Catalogue>();
  sentences->add("store.busy\t{who}正在写\t{who} is writing\n");
  const Voice voice(sentences, Language::english);
  EXPECT_EQ(voice.sentence({store::kBusy, -1, {}, {{"who", "42"}}}), "42 is writing");
}

TEST(Voice, CallsAnOptionAsTheFaceDoes) {
  auto sentences = std::make_shared<Catalogue>();
  sentences->add(
      "hint\t用 {--in-addition}\tuse {--in-addition}, {--map} or {--on-shortfall} of {x}\n");
  const Voice voice(sentences, Language::english);
  EXPECT_EQ(voice.say("hint", {{"x", "1"}}), "use --in-addition, --map or --on-shortfall of 1");
  const auto served = voice.at(Face::service);
  EXPECT_EQ(served.say("hint", {{"x", "1"}}), "use in_addition, columns or shortfall of 1");
  EXPECT_EQ(served.in(Language::chinese).say("hint"), "用 in_addition");
}

// What speaks outlives whoever made it.
TEST(Voice, KeepsItsCatalogue) {
  const auto made = [] {
    auto sentences = std::make_shared<Catalogue>();
    sentences->add("greeting\t您好\thello\n");
    return Voice(sentences, Language::chinese);
  };
  EXPECT_EQ(made().say("greeting"), "您好");
}

}  // namespace
}  // namespace anxin::text
