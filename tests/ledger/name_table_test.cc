// Names of accounts in memory: found, forgotten, and none taken for another.

#include "ledger/book/name_table.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>

namespace anxin::book {
namespace {

std::string name(std::size_t index) { return "t:name:" + std::to_string(index); }

TEST(NameTable, KnowsWhatWasAddedAndNothingElse) {
  NameTable names;
  EXPECT_EQ(names.find("t:a"), std::nullopt);
  EXPECT_EQ(names.add("t:a", 7), "t:a");
  EXPECT_EQ(names.find("t:a"), 7U);
  EXPECT_EQ(names.find("t:b"), std::nullopt);
  EXPECT_EQ(names.find("t:"), std::nullopt);
  EXPECT_EQ(names.find(""), std::nullopt);
  EXPECT_EQ(names.name_of(7), "t:a");
  EXPECT_EQ(names.name_of(8), std::nullopt);
}

TEST(NameTable, KeepsTheLongestName) {
  NameTable names;
  const std::string longest(kAccountNameBytesMax, 'x');
  names.add(longest, 1);
  EXPECT_EQ(names.find(longest), 1U);
  EXPECT_EQ(names.find(longest.substr(1)), std::nullopt);
}

// A wrong hash at hand finds nothing, or what has that name: never another account.
TEST(NameTable, ComparesTheTextWhereHashesAreEqual) {
  NameTable names;
  names.add("t:a", 1);
  EXPECT_EQ(names.find("t:b", NameTable::hash("t:a")), std::nullopt);
}

TEST(NameTable, FindsEachOfManyWhileItGrows) {
  NameTable names;
  for (std::size_t i = 1; i <= 10'000; ++i) {
    names.add(name(i), static_cast<AccountNumber>(i));
    ASSERT_EQ(names.find(name(i)), i);
    ASSERT_EQ(names.find(name(i / 2 + 1)), i / 2 + 1);
  }
}

TEST(NameTable, AgreesWithAMapOverRandomAdditionsAndRemovals) {
  NameTable names;
  std::map<std::string, AccountNumber> model;
  std::mt19937 draw(20261125);
  for (std::size_t step = 0; step < 50'000; ++step) {
    const auto one = name(draw() % 300);  // many removals from long runs of places
    const auto known = model.find(one);
    if (known == model.end()) {
      const auto number = static_cast<AccountNumber>(step + 1);
      names.add(one, number);
      model[one] = number;
    } else if (draw() % 2 == 0) {
      names.remove(one);
      model.erase(known);
    } else {
      ASSERT_EQ(names.find(one), known->second);
    }
  }
  for (std::size_t i = 0; i < 300; ++i) {
    const auto known = model.find(name(i));
    ASSERT_EQ(names.find(name(i)),
              known == model.end() ? std::nullopt : std::optional(known->second));
  }
}

TEST(NameTable, ACopyAndItsOriginalGoSeparateWays) {
  NameTable names;
  names.add("t:a", 1);
  NameTable copy(names);
  names.add("t:ours", 2);
  copy.add("t:theirs", 2);
  copy.remove("t:a");
  EXPECT_EQ(names.find("t:a"), 1U);
  EXPECT_EQ(names.name_of(2), "t:ours");
  EXPECT_EQ(copy.name_of(2), "t:theirs");
  EXPECT_EQ(copy.find("t:a"), std::nullopt);
}

TEST(NameTableDeathTest, ANameIsAddedOnceAndRemovedWhereItIs) {
  NameTable names;
  names.add("t:a", 1);
  EXPECT_DEATH(names.add("t:a", 2), "place.text == nullptr");
  EXPECT_DEATH(names.remove("t:b"), "text != nullptr");
  EXPECT_DEATH(names.add("", 3), "!name.empty");
}

}  // namespace
}  // namespace anxin::book
