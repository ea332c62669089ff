#include "payments/bank/json_table.h"

#include <gtest/gtest.h>

#include "payments/bank/csv.h"

namespace anxin::bank {
namespace {

std::string json_refusal(std::string_view text) {
  const auto table = read_json_table(text);
  if (table) return "none";
  std::string said(table.error().reason.word());
  for (const auto& detail : table.error().details) said += " " + detail.value;
  return said;
}

TEST(JsonTable, HasAColumnForEachKeyInOrderOfFirstSight) {
  const auto table =
      read_json_table(R"( [ {"b": 1, "a": "x"} , {"a": null, "c": true} ] )").value();
  EXPECT_EQ(table.keys(), (std::vector<std::string>{"b", "a", "c"}));
  EXPECT_EQ(table.rows(), 2U);
  EXPECT_EQ(table.cell(1, 0), "1");
  EXPECT_EQ(table.cell(1, 1), "x");
  EXPECT_EQ(table.cell(2, 0), "");
  EXPECT_EQ(table.cell(2, 1), "");
  EXPECT_EQ(table.cell(2, 2), "TRUE");
}

TEST(JsonTable, NamesPlacesByPointers) {
  const auto array = read_json_table(R"([{"a/b": 1, "m~n": 2}])").value();
  EXPECT_EQ(array.place(1, 0), "/0/a~1b");
  EXPECT_EQ(array.place(1, 1), "/0/m~0n");
  EXPECT_EQ(array.place(0, 1), "/m~0n");
  const auto lines = read_json_table("\n{\"a\": 1}\n").value();
  EXPECT_EQ(lines.place(2, 0), "/a");
}

TEST(JsonTable, CountsLinesAsRowsInNdjson) {
  const auto table = read_json_table("{\"a\": 1}\n\n{\"a\": 3}\r\n\n").value();
  EXPECT_EQ(table.rows(), 3U);
  EXPECT_EQ(table.cell(1, 0), "1");
  EXPECT_EQ(table.cells_in(2), 0U);
  EXPECT_EQ(table.cell(3, 0), "3");
}

TEST(JsonTable, KeepsNumbersAsTheyWereWritten) {
  const auto table = read_json_table(R"([{"a": 3079.195, "b": -0.10, "c": 1.2E+4}])").value();
  EXPECT_EQ(table.cell(1, 0), "3079.195");
  EXPECT_EQ(table.cell(1, 1), "-0.10");
  EXPECT_EQ(table.cell(1, 2), "1.2E+4");
}

TEST(JsonTable, MarksNumbersOfSixteenDigitsAndNumbersInQuotes) {
  const auto table =
      read_json_table(R"([{"a": 999999999999999, "b": 9999999999999999, "c": "12.5", "d": "1a"}])")
          .value();
  EXPECT_FALSE(table.has_mark(1, 0, CellMark::digits_lost));
  EXPECT_TRUE(table.has_mark(1, 1, CellMark::digits_lost));
  EXPECT_TRUE(table.has_mark(1, 2, CellMark::quoted));
  EXPECT_FALSE(table.has_mark(1, 3, CellMark::quoted));
}

TEST(JsonTable, UndoesEscapes) {
  const auto table = read_json_table(R"([{"a": "\u7504\ud842\udfb7\n\"\\\/"}])").value();
  EXPECT_EQ(table.cell(1, 0), "甄𠮷\n\"\\/");
}

TEST(JsonTable, SaysInWhichLineItStopsBeingJson) {
  EXPECT_EQ(json_refusal("[{\"a\": 1},\n{\"a\": }]"), "json.malformed 2");
  EXPECT_EQ(json_refusal("[{\"a\": 1}"), "json.malformed 1");
  EXPECT_EQ(json_refusal("[{\"a\": 1}] x"), "json.malformed 1");
  EXPECT_EQ(json_refusal("[1]"), "json.malformed 1");
  EXPECT_EQ(json_refusal("{\"a\":\n1}"), "json.malformed 2");
  EXPECT_EQ(json_refusal(R"([{"a": .5}])"), "json.malformed 1");
  EXPECT_EQ(json_refusal(R"([{"a": 1.}])"), "json.malformed 1");
  EXPECT_EQ(json_refusal(R"([{'a': 1}])"), "json.malformed 1");
  EXPECT_EQ(json_refusal("[{\"a\": \"x\ty\"}]"), "json.malformed 1");
  EXPECT_EQ(json_refusal(R"([{"a": "\x"}])"), "json.malformed 1");
  EXPECT_EQ(json_refusal(R"([{"a": "\u12"}])"), "json.malformed 1");
  EXPECT_EQ(json_refusal(R"([{"a": "\udc00"}])"), "json.malformed 1");
  EXPECT_EQ(json_refusal(R"([{"a": [}])"), "json.malformed 1");
  EXPECT_EQ(json_refusal(R"([{"a": "\u0000"}])"), "json.malformed 1");
}

TEST(JsonTable, HasItsLimits) {
  const auto nested = [](std::size_t depth) {
    return "[{\"a\": " + std::string(depth, '[') + std::string(depth, ']') + "}]";
  };
  EXPECT_EQ(json_refusal(nested(kJsonDepthMax - 1)), "none");
  EXPECT_EQ(json_refusal(nested(kJsonDepthMax)), "none");
  EXPECT_EQ(json_refusal(nested(kJsonDepthMax + 1)), "json.too-deep 1");
  const auto text = [](std::size_t bytes) {
    return "[{\"a\": \"" + std::string(bytes, 'x') + "\"}]";
  };
  EXPECT_EQ(json_refusal(text(kTableCellBytesMax)), "none");
  EXPECT_EQ(json_refusal(text(kTableCellBytesMax + 1)), "json.value-too-long 1");
}

TEST(JsonTable, IsToldFromTextByItsBeginning) {
  EXPECT_TRUE(looks_like_json(" [\n{\"a\""));
  EXPECT_TRUE(looks_like_json("{ \"a\""));
  EXPECT_TRUE(looks_like_json("[]"));
  EXPECT_FALSE(looks_like_json("[备注],姓名"));
  EXPECT_FALSE(looks_like_json("姓名,金额"));
  EXPECT_FALSE(looks_like_json(""));
}

}  // namespace
}  // namespace anxin::bank
