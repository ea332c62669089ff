#include "payments/rules/toml_document.h"

#include <gtest/gtest.h>

#include "ledger/base/amount.h"

namespace anxin::payments {
namespace {

struct Read {
  Findings findings;
  TomlDocument document;
  TomlTable root;
  explicit Read(std::string_view text)
      : document(text, findings),
        root(document.root().value_or(TomlTable(nullptr, "", findings))) {}
};

const Finding& only(const Read& read) {
  EXPECT_EQ(read.findings.size(), 1U);
  return read.findings.front();
}

TEST(TomlDocument, ReadsEveryTypeOfValue) {
  Read read(R"(
name = "青溪"
months = 15
open = true
amount = "126000000.00"
share = "25 %"
signed_on = "2026-03-01"
opened_on = 2026-03-02
from = "2026-03"
parties = ["a", "b"]
)");
  EXPECT_EQ(read.root.text("name"), "青溪");
  EXPECT_EQ(read.root.integer("months", {1, 15}), 15);
  EXPECT_TRUE(read.root.flag("open"));
  EXPECT_EQ(to_string(read.root.amount("amount")), "126000000.00");
  EXPECT_EQ(read.root.rate("share"), Rate(1, 4));
  EXPECT_EQ(to_string(read.root.date("signed_on")), "2026-03-01");
  EXPECT_EQ(to_string(read.root.date("opened_on")), "2026-03-02");
  EXPECT_EQ(to_string(read.root.month("from")), "2026-03");
  EXPECT_EQ(read.root.texts("parties"), (std::vector<std::string>{"a", "b"}));
  read.root.finish();
  EXPECT_TRUE(read.findings.empty());
}

TEST(TomlDocument, ReportsEveryMissingKeyInOnePass) {
  Read read("");
  (void)read.root.text("name");
  (void)read.root.integer("months", {1, 15});
  (void)read.root.amount("amount");
  (void)read.root.rate("share");
  (void)read.root.date("signed_on");
  (void)read.root.month("from");
  (void)read.root.flag("open");
  (void)read.root.texts("parties");
  (void)read.root.table("captions");
  EXPECT_EQ(read.findings.size(), 9U);
  for (const auto& finding : read.findings) EXPECT_EQ(finding.code, kDataMissing);
}

TEST(TomlDocument, AnEmptyTextIsMissing) {
  Read read("name = \"\"");
  EXPECT_EQ(read.root.text("name"), "");
  EXPECT_EQ(only(read).code, kDataMissing);
}

TEST(TomlDocument, OptionalValuesMayBeAbsent) {
  Read read("");
  EXPECT_FALSE(read.root.text_if("a").has_value());
  EXPECT_FALSE(read.root.integer_if("b", {0, 1}).has_value());
  EXPECT_FALSE(read.root.amount_if("c").has_value());
  EXPECT_FALSE(read.root.rate_if("d").has_value());
  EXPECT_FALSE(read.root.date_if("e").has_value());
  EXPECT_FALSE(read.root.month_if("f").has_value());
  EXPECT_FALSE(read.root.flag_if("g").has_value());
  EXPECT_TRUE(read.root.texts_if("h").empty());
  EXPECT_FALSE(read.root.table_if("i").has_value());
  EXPECT_TRUE(read.root.tables("j").empty());
  EXPECT_TRUE(read.findings.empty());
}

TEST(TomlDocument, RefusesABinaryFractionForMoney) {
  Read read("amount = 126000000.00");
  EXPECT_EQ(read.root.amount("amount"), Money());
  EXPECT_EQ(only(read).code, kDataWrongType);
}

TEST(TomlDocument, RefusesAmountsFinerThanAFen) {
  for (const auto* text : {"1.0", "1.00", "1.000"}) {
    Read read("amount = \"" + std::string(text) + "\"");
    (void)read.root.amount("amount");
    EXPECT_EQ(read.findings.empty(), std::string_view(text).size() < 5) << text;
  }
}

TEST(TomlDocument, RefusesDaysThatDoNotExist) {
  for (const auto* day : {"2026-02-27", "2026-02-28", "2026-02-29"}) {
    Read read("day = \"" + std::string(day) + "\"");
    (void)read.root.date("day");
    EXPECT_EQ(read.findings.empty(), std::string_view(day) != "2026-02-29") << day;
  }
}

TEST(TomlDocument, BoundsIntegers) {
  for (const int day : {0, 1, 2, 27, 28, 29}) {
    Read read("day = " + std::to_string(day));
    (void)read.root.integer("day", {1, 28});
    EXPECT_EQ(read.findings.empty(), day >= 1 && day <= 28) << day;
  }
}

TEST(TomlDocument, NamesLineAndPathOfAFault) {
  Read read("[[contract]]\nid = \"C1\"\n\n[[contract]]\nid = 7\n");
  for (auto& table : read.root.tables("contract")) (void)table.text("id");
  EXPECT_EQ(only(read).row, 5U);
  EXPECT_EQ(only(read).field, "contract.id");
  EXPECT_EQ(only(read).code, kDataWrongType);
  EXPECT_EQ(only(read).details, (Fields{{"key", "contract.id"}, {"expected", "string"}}));
}

TEST(TomlDocument, ShowsANumberAsItIsWrittenWhereATextWasMeant) {
  Read read("a = \"3 %\"\nb = 36\nc = 1234567.25\nd = true\n");
  EXPECT_EQ(read.root.written("a")->text, "3 %");
  EXPECT_FALSE(read.root.written("a")->is_number);
  EXPECT_EQ(read.root.written("b")->text, "36");
  EXPECT_TRUE(read.root.written("b")->is_number);
  EXPECT_EQ(read.root.written("c")->text, "1234567.25");
  EXPECT_TRUE(read.root.written("c")->is_number);
  EXPECT_TRUE(read.findings.empty());
  EXPECT_FALSE(read.root.written("d"));
  EXPECT_EQ(only(read).code, kDataWrongType);
}

TEST(TomlDocument, NamesTheNearestKnownKey) {
  Read read("[party]\nnmae = \"x\"\nentirely_else = 1\n");
  auto table = read.root.table("party");
  (void)table.text_if("name");
  (void)table.text_if("uscc");
  table.finish();
  ASSERT_EQ(read.findings.size(), 2U);
  EXPECT_EQ(read.findings[0].details,
            (Fields{{"key", "party.entirely_else"}, {"nearest", "name, uscc"}}));
  EXPECT_EQ(read.findings[1].details, (Fields{{"key", "party.nmae"}, {"nearest", "name"}}));
  EXPECT_EQ(read.findings[1].code, kDataUnknownKey);
}

TEST(TomlDocument, RefusesListsOfMixedValues) {
  Read read("parties = [\"a\", 1]");
  EXPECT_TRUE(read.root.texts("parties").empty());
  EXPECT_EQ(only(read).code, kDataWrongType);
}

TEST(TomlDocument, TakesASingleTableForAListOfOne) {
  Read read("[region]\ncode = \"360781\"");
  EXPECT_EQ(read.root.tables("region").size(), 1U);
  EXPECT_TRUE(read.findings.empty());
}

TEST(TomlDocument, RefusesATableThatIsAValue) {
  Read read("region = 3");
  EXPECT_TRUE(read.root.tables("region").empty());
  EXPECT_EQ(only(read).code, kDataWrongType);
}

TEST(TomlDocument, SaysWhereTheSyntaxBreaks) {
  Read read("a = 1\nb = = 2\n");
  EXPECT_EQ(only(read).code, kDataSyntax);
  EXPECT_EQ(only(read).row, 2U);
}

struct BrokenToml {
  const char* name;
  const char* text;
  const char* word;
};
class TomlSyntax : public ::testing::TestWithParam<BrokenToml> {};

TEST_P(TomlSyntax, SaysWhatWasFoundAndQuotesNothing) {
  Read read(GetParam().text);
  const auto& finding = only(read);
  EXPECT_EQ(finding.code, kDataSyntax);
  ASSERT_EQ(finding.details.size(), 2U);
  EXPECT_EQ(finding.details[1].name, "syntax");
  EXPECT_EQ(finding.details[1].value, GetParam().word);
}

INSTANTIATE_TEST_SUITE_P(
    OfFiles, TomlSyntax,
    ::testing::Values(BrokenToml{"BytesOfAnotherEncoding", "a = \"\xD5\xC5\"", "encoding"},
                      BrokenToml{"AKeyTwice", "a = 1\na = 2\n", "twice"},
                      BrokenToml{"ATableTwice", "[run]\na = 1\n[run]\na = 2\n", "twice"},
                      BrokenToml{"NoEqualsSign", "paths 500\n", "equals"},
                      BrokenToml{"AKeyAlone", "paths", "equals"},
                      BrokenToml{"AnOpenText", "a = \"3 %\nb = 1\n", "text"},
                      BrokenToml{"AnUnknownEscape", "a = \"C:\\wages\"\n", "text"},
                      BrokenToml{"AUnitWithoutQuotes", "a = 3 %\n", "after-value"},
                      BrokenToml{"AnOpenHeading", "[run\na = 1\n", "header"},
                      BrokenToml{"AnOpenList", "a = [\"x\", \"y\"\n", "list"},
                      BrokenToml{"NoComma", "a = [\"x\" \"y\"]\n", "list"},
                      BrokenToml{"ADayThatIsNone", "a = 2026-02-31\n", "day"},
                      BrokenToml{"NoValue", "a = \nb = 1\n", "value"},
                      BrokenToml{"ABareWord", "a = county\n", "value"},
                      BrokenToml{"AUnitAtANumber", "a = 36month\n", "value"},
                      BrokenToml{"AnythingElse", "= 3\n", "other"}),
    [](const auto& row) { return row.param.name; });

TEST(TomlDocument, RefusesTheSameKeyTwice) {
  Read read("a = 1\na = 2\n");
  EXPECT_EQ(only(read).code, kDataSyntax);
}

TEST(TomlDocument, RefusesBytesThatAreNotUtf8) {
  Read read("a = \"\xD5\xC5\"");
  EXPECT_EQ(only(read).code, kDataSyntax);
}

TEST(TomlDocument, SurvivesDeepNesting) {
  Read read("a = " + std::string(100'000, '['));
  EXPECT_EQ(only(read).code, kDataSyntax);
}

TEST(TomlDocument, BoundsTheBytes) {
  Read read(std::string(kTomlBytesMax + 1, '\n'));
  EXPECT_EQ(only(read).code, kDataTooLarge);
}

}  // namespace
}  // namespace anxin::payments
