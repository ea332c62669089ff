// JSON in and out: money is text, numbers are whole, and a member stands once.
#include "api/json/json.h"

#include "api/json/toml_text.h"

#include <gtest/gtest.h>

namespace anxin::json {
namespace {

TEST(JsonText, OfOneValueIsReadAndWrittenBackTheSame) {
  for (const std::string text :
       {R"({"a":1,"b":[true,false,null,"x"],"c":{"d":{}}})", R"([])", R"({})", R"("工资")",
        R"([-9223372036854775808,9223372036854775807,0])", R"({"":""})"}) {
    const auto read = parse(text);
    ASSERT_TRUE(read.has_value()) << text;
    EXPECT_EQ(read->dump(), text);
  }
}

TEST(JsonAmount, IsATextForCommandsAndAnObjectForTheService) {
  const auto json = Json::object().set("net", Money::from_minor(-123'450)).set("rows", 2);
  EXPECT_EQ(json.dump(), R"({"net":"-1234.50","rows":2})");
  EXPECT_EQ(json.dump(AmountForm::object),
            R"({"net":{"amount":"-1234.50","currency":"CNY"},"rows":2})");
}

TEST(JsonText, MayHaveSpaceAroundIt) {
  EXPECT_EQ(parse(" \t{ \"a\" : 1 } \r")->dump(), R"({"a":1})");
}

TEST(JsonText, ThatRepeatsAMemberIsNone) {
  EXPECT_FALSE(parse(R"({"a":1,"a":1})").has_value());
  EXPECT_FALSE(parse(R"({"x":{"a":1,"b":2,"a":3}})").has_value());
  EXPECT_FALSE(parse(R"({"a":1,"\u0061":2})").has_value());
  EXPECT_TRUE(parse(R"({"a":{"a":1}})").has_value());
}

TEST(JsonText, ThatIsMoreOrLessThanOneValueIsNone) {
  for (const char* text : {"", " ", "{", "[1", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "[1,]", "1 2",
                           "{} {}", "{}x", "nul", "'a'", "{a:1}", "\"a", "[01]", "// x", "NaN"}) {
    EXPECT_FALSE(parse(text).has_value()) << text;
  }
}

TEST(JsonText, MayBeNestedToTheLimitAndNotBeyond) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  EXPECT_TRUE(parse(nested(kJsonDepthMax - 1)).has_value());
  EXPECT_TRUE(parse(nested(kJsonDepthMax)).has_value());
  EXPECT_FALSE(parse(nested(kJsonDepthMax + 1)).has_value());
  EXPECT_FALSE(parse(nested(100'000)).has_value());
}

// "[1,1,1]" and the like: `inner` so many times.
std::string many(const std::string& inner, std::size_t times) {
  std::string text = "[";
  for (std::size_t i = 0; i < times; ++i) text += (i > 0 ? "," : "") + inner;
  return text + "]";
}

std::string many_members(std::size_t times) {
  std::string text = "{";
  for (std::size_t i = 0; i < times; ++i) {
    text += (i > 0 ? ",\"m" : "\"m") + std::to_string(i) + "\":1";
  }
  return text + "}";
}

std::string refused_at(const std::string& text) {
  const auto value = read(text);
  if (value) return "read";
  return std::string(value.error().reason.word()) + " " + value.error().field;
}

TEST(JsonText, MayHaveSoManyItemsInAnArrayAndNoMore) {
  EXPECT_EQ(refused_at(many("1", kJsonItemsMax - 1)), "read");
  EXPECT_EQ(refused_at(many("1", kJsonItemsMax)), "read");
  EXPECT_EQ(refused_at(many("1", kJsonItemsMax + 1)), "json.too-much ");
}

TEST(JsonText, MayHaveSoManyMembersInAnObjectAndNoMore) {
  EXPECT_EQ(refused_at(many_members(kJsonMembersMax - 1)), "read");
  EXPECT_EQ(refused_at(many_members(kJsonMembersMax)), "read");
  EXPECT_EQ(refused_at(many_members(kJsonMembersMax + 1)), "json.too-much ");
}

TEST(JsonText, MayHaveSoManyValuesInAllAndNoMore) {
  const auto half = kJsonValuesMax / 10 - 1;  // with each array itself: ten of them
  const auto tenth = many("1", half);
  const auto most = many(tenth, 9);
  EXPECT_EQ(refused_at(most), "read");
  const auto nine = most.substr(0, most.size() - 1);
  EXPECT_EQ(refused_at(nine + "," + many("1", half - 1) + "]"), "read");
  EXPECT_EQ(refused_at(nine + "," + tenth + "]"), "json.too-much /9");
}

TEST(JsonText, ThatIsRefusedSaysWhere) {
  EXPECT_EQ(refused_at(R"({"a":[0,{"b":[1,2,}]})"), "json.unreadable /a/1/b");
  EXPECT_EQ(refused_at(R"({"a":{"x":1,"x":2}})"), "json.unreadable /a");
  EXPECT_EQ(refused_at(R"({"lines":)" + many("0", kJsonItemsMax + 1) + "}"),
            "json.too-much /lines");
  EXPECT_EQ(refused_at(R"({"a":)" + std::string(kJsonDepthMax, '[') + "}"),
            "json.too-much /a/0/0/0/0/0/0/0/0/0/0/0/0/0/0");
  EXPECT_EQ(refused_at("{\"" + std::string(65, 'k') + "\":[}"), "json.unreadable /*");
}

TEST(JsonNumber, ThatIsNoWhole64BitNumberIsNoInteger) {
  for (const char* text :
       {"[1.5]", "[1.0]", "[1e2]", "[9223372036854775808]", "[-9223372036854775809]",
        "[18446744073709551616]", "[123456789012345678901234567890]", "[0.1]", "[-0.0]"}) {
    const auto read = parse(text);
    ASSERT_TRUE(read.has_value()) << text;
    EXPECT_EQ(read->items()->front().integer(), nullptr) << text;
    EXPECT_EQ(read->items()->front().text(), nullptr) << text;
    EXPECT_FALSE(read->items()->front().is_null()) << text;
  }
}

TEST(JsonNumber, AtTheEndsOf64BitsIsRead) {
  const auto read = parse("[9223372036854775807,-9223372036854775808,-1,0]");
  EXPECT_EQ(*read->items()->at(0).integer(), INT64_MAX);
  EXPECT_EQ(*read->items()->at(1).integer(), INT64_MIN);
  EXPECT_EQ(*read->items()->at(2).integer(), -1);
  EXPECT_EQ(*read->items()->at(3).integer(), 0);
}

TEST(JsonString, IsEscapedWhereItMustBe) {
  EXPECT_EQ(Json("a\"b\\c\n\t\x01/").dump(), R"("a\"b\\c\n\t\u0001/")");
  EXPECT_EQ(Json("青禾县").dump(), "\"青禾县\"");
}

TEST(JsonString, IsReadWithItsEscapes) {
  EXPECT_EQ(*parse(R"("\u9752\u79be\ud83d\ude00\n\"\/")")->text(), "青禾😀\n\"/");
  EXPECT_FALSE(parse(R"("\ud83d")").has_value());
  EXPECT_FALSE(parse("\"a\nb\"").has_value());
  EXPECT_FALSE(parse("\"\xff\"").has_value());
}

TEST(JsonString, OfAnyBytesThatAreTextSurvivesTheWay) {
  std::string all;
  for (char c = 1; c < 127; ++c) all += c;
  all += "䶮𠮷";
  EXPECT_EQ(*parse(Json(all).dump())->text(), all);
}

TEST(JsonString, LongerThanTheParsersBufferIsRead) {
  const std::string text(3'000'000, 'x');
  EXPECT_EQ(*parse("\"" + text + "\"")->text(), text);
}

TEST(JsonObject, KeepsTheOrderOfItsMembers) {
  EXPECT_EQ(parse(R"({"z":1,"a":2,"m":3})")->dump(), R"({"z":1,"a":2,"m":3})");
  EXPECT_EQ(Json::object().set("z", 1).set("a", "b").dump(), R"({"z":1,"a":"b"})");
}

TEST(JsonObject, FindsAMemberByName) {
  const auto read = parse(R"({"a":1,"b":null})").value();
  EXPECT_EQ(*read.find("a")->integer(), 1);
  EXPECT_TRUE(read.find("b")->is_null());
  EXPECT_EQ(read.find("c"), nullptr);
  EXPECT_EQ(Json(1).find("a"), nullptr);
}

TEST(TomlText, SaysTheSameInTheOtherNotation) {
  EXPECT_EQ(toml_text("{ \"a\": \"x, {y}: \\\"z\\\"\",\n \"b\": [1, {\"c\": true}], \"d\": {} }\n"),
            "\"a\" = \"x, {y}: \\\"z\\\"\"\n\"b\" = [1,{\"c\" = true}]\n\"d\" = {}");
  EXPECT_EQ(toml_text("{}"), "");
}

TEST(TomlText, HasNoValueForNothingAndForFractions) {
  EXPECT_EQ(toml_text(R"({"a":null,"b":0.5})"), "\"a\" = false\n\"b\" = false");
}

TEST(TomlText, IsNoneOfWhatIsNoObject) {
  for (const auto* text : {"", "[]", "1", "{", R"({"a":1,"a":2})", "{} x"}) {
    EXPECT_FALSE(toml_text(text)) << text;
  }
}

}  // namespace
}  // namespace anxin::json
