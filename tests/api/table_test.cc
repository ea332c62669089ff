// Tables for people: columns line up on a terminal, Chinese characters counted as two.
#include "api/cli/table.h"

#include <gtest/gtest.h>

#include <sstream>

namespace anxin::cli {
namespace {

std::string printed(const Table& table) {
  std::ostringstream out;
  table.print(out);
  return out.str();
}

TEST(DisplayWidth, CountsChineseCharactersAsTwoColumns) {
  EXPECT_EQ(display_width(""), 0U);
  EXPECT_EQ(display_width("abc"), 3U);
  EXPECT_EQ(display_width("青禾县"), 6U);
  EXPECT_EQ(display_width("QH01 青禾"), 9U);
  EXPECT_EQ(display_width("（，。）"), 8U);
  EXPECT_EQ(display_width("𠮷"), 2U);  // beyond the basic plane
  EXPECT_EQ(display_width("é"), 1U);
}

TEST(Table, LinesUpLeftAndRight) {
  Table table({{"项目"}, {"n", Align::right}});
  table.add({"a", "1"});
  table.add({"青禾县", "1,000.00"});
  EXPECT_EQ(printed(table),
            "  项目           n\n"
            "  ------  --------\n"
            "  a              1\n"
            "  青禾县  1,000.00\n");
}

TEST(Table, EveryLineOfATableHasItsNumbersAtTheSameColumn) {
  Table table({{"a"}, {"金额", Align::right}});
  for (const char* name : {"x", "张三", "混 mixed 文"}) table.add({name, "5"});
  std::istringstream lines(printed(table));
  std::string line;
  std::getline(lines, line);
  const auto width = display_width(line);
  std::getline(lines, line);
  while (std::getline(lines, line)) EXPECT_EQ(display_width(line), width) << line;
}

TEST(Table, LeavesNoSpaceAtTheEndOfALine) {
  Table table({{"a"}, {"b"}});
  table.add({"1", ""});
  EXPECT_EQ(printed(table).find(" \n"), std::string::npos);
}

TEST(Table, WithoutRowsHasItsCaptions) {
  const Table table({{"a"}});
  EXPECT_TRUE(table.empty());
  EXPECT_EQ(printed(table), "  a\n  -\n");
}

}  // namespace
}  // namespace anxin::cli
