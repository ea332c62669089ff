// The bare ledger's lines: every operation of the contract is read, and a fault is named by the
// pointer of the first field that has it.
#include <gtest/gtest.h>

#include "api/json/ledger_json.h"
#include "tests/support/book_builder.h"

namespace anxin::json {
namespace {

using tests::reason;

const book::Command& command_of(const ApplyLine& line) {
  return std::get<book::Command>(line.request);
}
template <class T>
const T& question_of(const ApplyLine& line) {
  return std::get<T>(std::get<Question>(line.request));
}
template <class T>
const T& step_of(const ApplyLine& line) {
  return std::get<T>(command_of(line).steps.at(0));
}

TEST(Open, IsRead) {
  const auto line = parse_apply_line(
      R"({"op":"open","account":"t:cash","normal":"debit","currency":"CNY","min":"0.00","max":null,"opened_on":"2026-10-01"})");
  ASSERT_EQ(reason(line), "ok");
  const auto& open = step_of<book::OpenAccount>(*line);
  EXPECT_EQ(open.account.text(), "t:cash");
  EXPECT_EQ(open.normal, book::Side::debit);
  EXPECT_TRUE(open.min.has_value());
  EXPECT_FALSE(open.max.has_value());
  EXPECT_EQ(open.opened_on, tests::day("2026-10-01"));
  EXPECT_EQ(command_of(*line).key, "");
}

TEST(Open, MayHaveAKey) {
  const auto line = parse_apply_line(
      R"({"op":"open","key":"k","account":"t:cash","normal":"credit","currency":"JPY"})");
  ASSERT_EQ(reason(line), "ok");
  EXPECT_EQ(command_of(*line).key, "k");
  EXPECT_EQ(step_of<book::OpenAccount>(*line).normal, book::Side::credit);
}

// Plain postings are read by a quicker reader, which must see what the whole one sees.
TEST(Post, IsReadAlikeHoweverItIsWritten) {
  for (
      const std::string line :
      {R"({"op":"post","key":"k","postings":[{"debit":"t:a","credit":"t:b","amount":"1.5"}],"note":"n"})",
       R"({ "note":"n", "postings" : [ {"amount":"1.5","credit":"t:b","debit":"t:a"} ], "key":"k", "op":"post" } )",
       R"({"op":"p\u006fst","key":"\u006b","postings":[{"debit":"t\u003aa","credit":"t:b","amount":"1.5"}],"note":"n"})"}) {
    const auto read = parse_apply_line(line);
    ASSERT_EQ(reason(read), "ok") << line;
    EXPECT_EQ(command_of(*read).key, "k");
    EXPECT_EQ(command_of(*read).note, "n");
    const auto& posting = step_of<book::Post>(*read).postings.at(0);
    EXPECT_EQ(posting.debit.text(), "t:a");
    EXPECT_EQ(posting.credit.text(), "t:b");
    EXPECT_EQ(posting.amount.whole, 1);
    EXPECT_EQ(posting.amount.ten_thousandths, 5'000);
  }
}

TEST(Post, NamesTheFaultOfALineThatIsAlmostPlain) {
  const auto fault = [](const std::string& line) {
    const auto read = parse_apply_line(line);
    return read ? "ok" : reason(read) + " " + read.error().field;
  };
  EXPECT_EQ(fault(R"({"op":"post","key":"k","postings":[{"debit":"t:a","credit":"t:b"}]})"),
            "ledger.malformed /postings/0/amount");
  EXPECT_EQ(fault(R"({"op":"post","key":"","postings":[]})"), "ledger.malformed /key");
  EXPECT_EQ(fault(R"({"op":"post","key":"k"})"), "ledger.malformed /postings");
  EXPECT_EQ(fault(R"({"op":"post","key":"k","key":"k","postings":[]})"), "ledger.malformed ");
  EXPECT_EQ(
      fault(
          R"({"op":"post","key":"k","postings":[{"debit":"t:a","debit":"t:a","credit":"t:b","amount":"1"}]})"),
      "ledger.malformed ");
  EXPECT_EQ(fault(R"({"op":"post","key":"k","postings":[[]]})"),
            "ledger.malformed /postings/0/debit");
  EXPECT_EQ(fault(R"({"op":"post","key":"k","postings":[]} x)"), "ledger.malformed ");
  EXPECT_EQ(fault(R"({"op":"post","key":"k","postings":"t:a"})"), "ledger.malformed /postings");
}

TEST(Post, IsReadWithItsConditionAndNote) {
  const auto line = parse_apply_line(
      R"({"op":"post","key":"k1","effective_on":"2026-10-31","postings":[{"debit":"t:cash","credit":"t:capital","amount":"100.00","if":{"account":"t:cash","at_least":"10.00"}}],"note":"收到"})");
  ASSERT_EQ(reason(line), "ok");
  EXPECT_EQ(command_of(*line).key, "k1");
  EXPECT_EQ(command_of(*line).note, "收到");
  const auto& post = step_of<book::Post>(*line);
  EXPECT_EQ(post.effective_on, tests::day("2026-10-31"));
  ASSERT_EQ(post.postings.size(), 1U);
  EXPECT_EQ(post.postings[0].debit.text(), "t:cash");
  EXPECT_EQ(post.postings[0].credit.text(), "t:capital");
  EXPECT_EQ(post.postings[0].amount.whole, 100);
  ASSERT_TRUE(post.postings[0].condition.has_value());
  EXPECT_EQ(post.postings[0].condition->relation, book::Relation::at_least);
}

TEST(Post, TakesEachRelationOfACondition) {
  for (const auto relation :
       {book::Relation::at_least, book::Relation::at_most, book::Relation::exactly}) {
    const auto line = parse_apply_line(
        R"({"op":"post","key":"k","postings":[{"debit":"t:a","credit":"t:b","amount":"1","if":{"account":"t:a",")" +
        std::string(to_word(relation)) + R"(":"-5.00"}}]})");
    ASSERT_EQ(reason(line), "ok");
    EXPECT_EQ(step_of<book::Post>(*line).postings[0].condition->relation, relation);
  }
}

TEST(Post, OfMorePostingsThanAnEntryMayHaveIsTooLargeHoweverItIsWritten) {
  const auto post = [](std::size_t count, const std::string& more) {
    std::string text = R"({"op":"post","key":"k",)" + more + R"("postings":[)";
    for (std::size_t i = 0; i < count; ++i) {
      text += i > 0 ? "," : "";
      text += R"({"debit":"t:a","credit":"t:b","amount":"1.00"})";
    }
    return text + "]}";
  };
  for (const std::string more : {"", R"("effective_on":"2026-10-31",)"}) {
    EXPECT_TRUE(parse_apply_line(post(book::kPostingsMax, more))) << more;
    const auto over = parse_apply_line(post(book::kPostingsMax + 1, more));
    ASSERT_FALSE(over) << more;
    EXPECT_EQ(over.error().reason, book::kTooLarge);
    EXPECT_EQ(over.error().field, "/postings");
  }
}

TEST(Line, ThatIsOneLongArrayIsTooLarge) {
  std::string ones = "[1";
  for (int i = 0; i < 2'000'000; ++i) ones += ",1";
  EXPECT_EQ(parse_apply_line(ones + "]").error().reason, book::kTooLarge);
}

TEST(Hold, IsRead) {
  const auto line = parse_apply_line(
      R"({"op":"hold","key":"h1","expires_at":"2026-11-03T00:00:00Z","postings":[{"debit":"t:wages","credit":"t:cash","amount":"30.00"}]})");
  ASSERT_EQ(reason(line), "ok");
  EXPECT_EQ(step_of<book::HoldOrder>(*line).expires_at, tests::at("2026-11-03T00:00:00Z"));
}

TEST(Settle, IsReadWithAndWithoutLines) {
  const auto some = parse_apply_line(
      R"({"op":"settle","key":"s1","hold":"h1","lines":[{"line":0,"amount":"25.00"},{"line":3}],"effective_on":"2026-11-02"})");
  ASSERT_EQ(reason(some), "ok");
  const auto& settle = step_of<book::Settle>(*some);
  EXPECT_EQ(std::get<std::string>(settle.hold), "h1");
  ASSERT_EQ(settle.lines->size(), 2U);
  EXPECT_EQ(settle.lines->at(1).line, 3U);
  EXPECT_FALSE(settle.lines->at(1).amount.has_value());
  const auto all = parse_apply_line(R"({"op":"settle","key":"s1","hold":7})");
  ASSERT_EQ(reason(all), "ok");
  EXPECT_EQ(std::get<book::EntryNumber>(step_of<book::Settle>(*all).hold), 7U);
  EXPECT_FALSE(step_of<book::Settle>(*all).lines.has_value());
}

TEST(Void, IsReadWithAndWithoutLines) {
  const auto some = parse_apply_line(R"({"op":"void","key":"v1","hold":"h1","lines":[0,2]})");
  ASSERT_EQ(reason(some), "ok");
  EXPECT_EQ(*step_of<book::Void>(*some).lines, (std::vector<std::uint32_t>{0, 2}));
  EXPECT_EQ(reason(parse_apply_line(R"({"op":"void","key":"v1","hold":"h1"})")), "ok");
}

TEST(Balance, IsReadNowAndInThePast) {
  const auto now = parse_apply_line(R"({"op":"balance","account":"t:cash"})");
  ASSERT_EQ(reason(now), "ok");
  EXPECT_EQ(question_of<AskBalance>(*now).account, "t:cash");
  const auto as_of = parse_apply_line(
      R"({"op":"balance","account":"t:cash","as_of":"2026-10-31T10:00:00+08:00"})");
  EXPECT_EQ(question_of<AskBalance>(*as_of).as_of, tests::at("2026-10-31T02:00:00Z"));
  const auto effective =
      parse_apply_line(R"({"op":"balance","account":"t:cash","effective":"2026-10-31"})");
  EXPECT_EQ(question_of<AskBalance>(*effective).effective, tests::day("2026-10-31"));
}

TEST(History, IsReadWithLimitAndBefore) {
  const auto plain = parse_apply_line(R"({"op":"history","account":"t:cash"})");
  EXPECT_EQ(question_of<AskHistory>(*plain).limit, 100U);
  const auto page =
      parse_apply_line(R"({"op":"history","account":"t:cash","limit":1000,"before":17})");
  ASSERT_EQ(reason(page), "ok");
  EXPECT_EQ(question_of<AskHistory>(*page).from.before, 17U);
  const auto within =
      parse_apply_line(R"({"op":"history","account":"t:cash","limit":1,"before":"17.3"})");
  ASSERT_EQ(reason(within), "ok");
  EXPECT_EQ(question_of<AskHistory>(*within).from.before, 17U);
  EXPECT_EQ(question_of<AskHistory>(*within).from.before_posting, 3U);
}

TEST(EntryAndHoldState, AreReadByKeyAndByNumber) {
  EXPECT_EQ(std::get<book::EntryNumber>(
                question_of<AskEntry>(*parse_apply_line(R"({"op":"entry","entry":7})")).entry),
            7U);
  EXPECT_EQ(std::get<std::string>(
                question_of<AskEntry>(*parse_apply_line(R"({"op":"entry","key":"k1"})")).entry),
            "k1");
  EXPECT_EQ(std::get<std::string>(
                question_of<AskHold>(*parse_apply_line(R"({"op":"hold_state","hold":"h"})")).hold),
            "h");
  EXPECT_EQ(reason(parse_apply_line(R"({"op":"hold_state","hold":3})")), "ok");
}

TEST(At, IsReadOnEveryOperation) {
  for (const char* text : {R"({"op":"balance","account":"t:a","at":"2026-10-31T02:00:00Z"})",
                           R"({"op":"void","key":"v","hold":"h","at":"2026-10-31T02:00:00Z"})"}) {
    const auto line = parse_apply_line(text);
    ASSERT_EQ(reason(line), "ok");
    EXPECT_EQ(line->at, tests::at("2026-10-31T02:00:00Z"));
  }
}

// ---- faults -------------------------------------------------------------------------------------

struct FieldFault {
  std::string name;
  std::string line;
  std::string pointer;
};
std::ostream& operator<<(std::ostream& out, const FieldFault& one) { return out << one.name; }

FieldFault posting(const std::string& name, const std::string& one, const std::string& pointer) {
  return {name, R"({"op":"post","key":"k","postings":[)" + one + "]}", pointer};
}
FieldFault opening(const std::string& name, const std::string& members,
                   const std::string& pointer) {
  return {name, R"({"op":"open",)" + members + "}", pointer};
}

const std::string kGood = R"("account":"t:a","normal":"debit","currency":"CNY")";
const std::string kPair = R"("debit":"t:a","credit":"t:b","amount":"1")";

std::vector<FieldFault> line_faults() {
  return {
      {"NoJson", "hello", ""},
      {"NoObject", "[1]", ""},
      {"NothingAtAll", "", ""},
      {"ARepeatedMember", R"({"op":"balance","op":"balance","account":"t:a"})", ""},
      {"NoOperation", R"({"account":"t:a"})", "/op"},
      {"AnUnknownOperation", R"({"op":"transfer"})", "/op"},
      {"AnOperationThatIsNoText", R"({"op":1})", "/op"},
      {"AnInstantThatIsNone", R"({"op":"balance","account":"t:a","at":"2026-10-31"})", "/at"},
      {"ALeapSecond", R"({"op":"balance","account":"t:a","at":"2016-12-31T23:59:60Z"})", "/at"},
      {"AnUnknownField", R"({"op":"balance","account":"t:a","colour":"red"})", "/colour"},
      {"AFieldOfAnotherOperation", R"({"op":"balance","account":"t:a","key":"k"})", "/key"},
      opening("AnAccountNameWithASpace", R"("account":"t a","normal":"debit","currency":"CNY")",
              "/account"),
      opening("NoAccount", R"("normal":"debit","currency":"CNY")", "/account"),
      opening("NoSide", R"("account":"t:a","currency":"CNY")", "/normal"),
      opening("AnUnknownSide", R"("account":"t:a","normal":"left","currency":"CNY")", "/normal"),
      opening("AnUnknownCurrency", R"("account":"t:a","normal":"debit","currency":"ABC")",
              "/currency"),
      opening("NoCurrency", R"("account":"t:a","normal":"debit")", "/currency"),
      opening("ABoundThatIsANumber", kGood + R"(,"min":0)", "/min"),
      opening("ABoundThatIsNoAmount", kGood + R"(,"max":"1,000.00")", "/max"),
      opening("ADayThatDoesNotExist", kGood + R"(,"opened_on":"2026-02-29")", "/opened_on"),
      opening("AnEmptyKey", kGood + R"(,"key":"")", "/key"),
      opening("ANullKey", kGood + R"(,"key":null)", "/key"),
      {"NoKey", R"({"op":"post","postings":[{)" + kPair + "}]}", "/key"},
      {"AKeyThatIsANumber", R"({"op":"post","key":1,"postings":[{)" + kPair + "}]}", "/key"},
      {"NoPostings", R"({"op":"post","key":"k"})", "/postings"},
      {"PostingsThatAreNoList", R"({"op":"post","key":"k","postings":{}})", "/postings"},
      {"ANoteThatIsNoText", R"({"op":"post","key":"k","postings":[{)" + kPair + R"(}],"note":1})",
       "/note"},
      {"AnEffectiveDayThatIsAnInstant",
       R"({"op":"post","key":"k","effective_on":"2026-10-31T00:00:00Z","postings":[{)" + kPair +
           "}]}",
       "/effective_on"},
      {"AnExpiryThatIsADay",
       R"({"op":"hold","key":"k","expires_at":"2026-10-31","postings":[{)" + kPair + "}]}",
       "/expires_at"},
  };
}

std::vector<FieldFault> posting_faults() {
  return {
      posting("APostingThatIsNoObject", "1", "/postings/0/debit"),
      posting("NoDebit", R"({"credit":"t:b","amount":"1"})", "/postings/0/debit"),
      posting("NoCredit", R"({"debit":"t:a","amount":"1"})", "/postings/0/credit"),
      posting("NoAmount", R"({"debit":"t:a","credit":"t:b"})", "/postings/0/amount"),
      posting("AnAmountThatIsANumber", R"({"debit":"t:a","credit":"t:b","amount":1})",
              "/postings/0/amount"),
      posting("AFaultInTheSecondPosting",
              "{" + kPair + R"(},{"debit":"t:a","credit":"t:b","amount":"x"})",
              "/postings/1/amount"),
      posting("AnUnknownFieldInAPosting", "{" + kPair + R"(,"memo":"x"})", "/postings/0/memo"),
      posting("AConditionWithoutAccount", "{" + kPair + R"(,"if":{"at_least":"1"}})",
              "/postings/0/if/account"),
      posting("AConditionWithoutRelation", "{" + kPair + R"(,"if":{"account":"t:a"}})",
              "/postings/0/if"),
      posting("AConditionWithTwoRelations",
              "{" + kPair + R"(,"if":{"account":"t:a","at_least":"1","at_most":"2"}})",
              "/postings/0/if"),
      posting("AConditionWithABadAmount", "{" + kPair + R"(,"if":{"account":"t:a","exactly":1}})",
              "/postings/0/if/exactly"),
      posting("AConditionWithAnUnknownField",
              "{" + kPair + R"(,"if":{"account":"t:a","exactly":"1","or":"2"}})",
              "/postings/0/if/or"),
      {"NoHold", R"({"op":"settle","key":"k"})", "/hold"},
      {"AHoldThatIsNegative", R"({"op":"settle","key":"k","hold":-1})", "/hold"},
      {"ALineThatIsNoNumber", R"({"op":"settle","key":"k","hold":"h","lines":[{"line":"0"}]})",
       "/lines/0/line"},
      {"ALineAmountThatIsNone",
       R"({"op":"settle","key":"k","hold":"h","lines":[{"line":0,"amount":"1.23456"}]})",
       "/lines/0/amount"},
      {"AnUnknownFieldInALine",
       R"({"op":"settle","key":"k","hold":"h","lines":[{"line":0,"sum":"1"}]})", "/lines/0/sum"},
      {"AVoidedLineThatIsNoNumber", R"({"op":"void","key":"k","hold":"h","lines":[0,"1"]})",
       "/lines/1"},
      {"AVoidedLineBelowZero", R"({"op":"void","key":"k","hold":"h","lines":[-1]})", "/lines/0"},
      {"AVoidedLineBeyond32Bits", R"({"op":"void","key":"k","hold":"h","lines":[4294967296]})",
       "/lines/0"},
      {"BothKindsOfPast",
       R"({"op":"balance","account":"t:a","as_of":"2026-10-31T00:00:00Z","effective":"2026-10-31"})",
       "/effective"},
      {"ALimitOfNothing", R"({"op":"history","account":"t:a","limit":0})", "/limit"},
      {"ALimitBeyondAPage", R"({"op":"history","account":"t:a","limit":1001})", "/limit"},
      {"ABeforeThatIsNoNumber", R"({"op":"history","account":"t:a","before":"x"})", "/before"},
      {"ABeforeWithTwoPoints", R"({"op":"history","account":"t:a","before":"1.2.3"})", "/before"},
      {"ABeforeWithoutItsPosting", R"({"op":"history","account":"t:a","before":"1."})", "/before"},
      {"AnEntryThatIsMissing", R"({"op":"entry"})", "/entry"},
      {"AnEntryByBothNames", R"({"op":"entry","key":"k","entry":1})", "/entry"},
      {"AnEntryThatIsAFraction", R"({"op":"entry","entry":1.5})", "/entry"},
  };
}

class Malformed : public testing::TestWithParam<FieldFault> {};

TEST_P(Malformed, IsNamedByItsPointer) {
  const auto line = parse_apply_line(GetParam().line);
  ASSERT_EQ(reason(line), "ledger.malformed");
  EXPECT_EQ(line.error().field, GetParam().pointer);
}

INSTANTIATE_TEST_SUITE_P(Line, Malformed, testing::ValuesIn(line_faults()),
                         [](const auto& test) { return test.param.name; });
INSTANTIATE_TEST_SUITE_P(Posting, Malformed, testing::ValuesIn(posting_faults()),
                         [](const auto& test) { return test.param.name; });

TEST(FirstFault, WinsInDocumentedOrderWhateverTheOrderOfTheMembers) {
  const auto line =
      parse_apply_line(R"({"max":1,"currency":"?","normal":"?","account":"?","op":"open"})");
  EXPECT_EQ(line.error().field, "/account");
}

TEST(AmountGrammar, TakesWhatItSaysAndNothingElse) {
  const auto reads = [](const std::string& amount) {
    return reason(parse_apply_line(
               R"({"op":"post","key":"k","postings":[{"debit":"t:a","credit":"t:b","amount":")" +
               amount + R"("}]})")) == "ok";
  };
  for (const char* good : {"0", "1", "1.5", "100.00", "1.2345", "-3", "9999999999999999", "0.01"}) {
    EXPECT_TRUE(reads(good)) << good;
  }
  for (const char* bad : {"", "01", "1.", ".5", "+1", "1e3", "1,000", " 1", "1 ", "1.23456", "--1",
                          "10000000000000000", "0x1", "１", "NaN"}) {
    EXPECT_FALSE(reads(bad)) << bad;
  }
}

}  // namespace
}  // namespace anxin::json
