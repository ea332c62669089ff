// One form of names and captions, and what stands in them unseen.
#include "payments/bank/cell_text.h"

#include <gtest/gtest.h>

namespace anxin::bank {
namespace {

TEST(NormalText, TakesTheCharacterThatARadicalOrACompatibilityFormStandsFor) {
  EXPECT_EQ(normal_text("\u2F08"), "人");
  EXPECT_EQ(normal_text("\uF90A"), "金");
  EXPECT_EQ(normal_text("\U0002F800"), "丽");
  EXPECT_EQ(normal_text("\u2F2F程"), "工程");
  EXPECT_EQ(normal_text("（ＡＢ：１）"), "(AB:1)");
}

TEST(NormalText, LeavesRareCharactersAndTheMiddleDotAsTheyAre) {
  for (const char* name : {"𠮷", "䶮", "㑇", "阿卜杜拉·买买提", "龥", "㐀"}) {
    EXPECT_EQ(normal_text(name), name);
  }
}

TEST(NormalText, ComposesWhatWasTypedInParts) { EXPECT_EQ(normal_text("e\u0301"), "\u00E9"); }

TEST(NormalText, IsTheSameWhenItIsAppliedTwice) {
  for (const char* text : {"\u2F08 \uFF21\u200D", "①㈱㎡", "e\u0301\u202E", "甄 一"}) {
    const auto once = normal_text(text);
    EXPECT_EQ(normal_text(once), once);
  }
}

TEST(TidyName, HasNothingThatNobodySees) {
  for (const char* name : {"甄\u202E一", "甄\u200D一", "\uFEFF甄一", "甄\u200B一", "甄\u2060 一",
                           "甄\u00AD一", "甄\u3000一"}) {
    EXPECT_EQ(tidy_name(name), "甄一");
  }
}

TEST(UnseenIn, TellsWhatTurnsTheOrderFromWhatTakesNoRoom) {
  for (const char* name : {"甄一", "甄 一", "甄\u200B一", "A·B", "甄\u3000一", ""}) {
    EXPECT_EQ(unseen_in(name), Unseen::nothing) << name;
  }
  for (const char* name : {"甄\u200D一", "\u200E甄一", "甄一\u202C", "甄\u2069一"}) {
    EXPECT_EQ(unseen_in(name), Unseen::invisible) << name;
  }
  for (const char* name :
       {"甄\u202E一", "\u202D甄一", "甄\u2066一", "甄\u2068一", "\u200D\u202E"}) {
    EXPECT_EQ(unseen_in(name), Unseen::reversing) << name;
  }
}

// NFKC would make other numbers of these: 100² is not 1002, ① is no amount.
TEST(TidyNumber, FoldsWidthAlone) {
  EXPECT_EQ(tidy_number("６２１７ ９９９９"), "62179999");
  EXPECT_EQ(tidy_number("100\u00B2"), "100\u00B2");
  EXPECT_EQ(tidy_number("\u2460"), "\u2460");
  EXPECT_EQ(tidy_number("\u202E6217"), "\u202E6217");
}

}  // namespace
}  // namespace anxin::bank
