// Levels 3 and 5: what a card explains by itself, and what only a person may say.
#include <gtest/gtest.h>

#include "tests/support/reconcile_books.h"

namespace anxin::payments {
namespace {

using tests::field;
using tests::kOtherCard;
using tests::kOtherLine;
using tests::kPaidCard;
using tests::kPaidLine;
using tests::kPaidName;
using tests::kRefusedLine;
using tests::paid_by;
using tests::paid_to;
using tests::reason;
using tests::StatementBook;
using tests::Words;

const std::string kFirstEntry = StatementBook::entry_id(2, 1);
const std::string kSecondEntry = StatementBook::entry_id(2, 2);

// ---- level 3 ------------------------------------------------------------------------------------

TEST(CardLevel, TheOnlyPaymentOfACardAndAmountIsMatched) {
  StatementBook book;
  book.explained("2026-11-12", {paid_to("B1", "7262.25", kPaidName, kPaidCard)});
  EXPECT_EQ(book.match_of(kFirstEntry), "card");
  EXPECT_EQ(book.seen_as(kFirstEntry), "matched");
  EXPECT_EQ(book.balance("c:QH02:suspense_out"), "0.00");
  book.expect_in_balance();
}

TEST(CardLevel, AFenMoreOrLessIsAnotherPayment) {
  for (const char* amount : {"7262.24", "7262.26"}) {
    StatementBook book;
    book.explained("2026-11-12", {paid_to("B1", amount, kPaidName, kPaidCard)});
    EXPECT_EQ(book.match_of(kFirstEntry), "suspense") << amount;
    EXPECT_EQ(book.seen_as(kFirstEntry), "unmatched") << amount;
    book.expect_in_balance();
  }
}

TEST(CardLevel, LooksThreeWorkingDaysAhead) {
  // Instructed on Wednesday the 11th: the third working day after it is Monday the 16th.
  const std::vector<std::pair<std::string, std::string>> days{
      {"2026-11-13", "card"}, {"2026-11-16", "card"}, {"2026-11-17", "suspense"}};
  for (const auto& [day, match] : days) {
    StatementBook book;
    ASSERT_EQ(to_string(find(book.reader(), kFiles, "QH02-202610-01-F1")->value.execution),
              "2026-11-11");
    book.now("2026-11-18 09:00");
    book.explained(day, {paid_to("B1", "7262.25", kPaidName, kPaidCard)});
    EXPECT_EQ(book.match_of(kFirstEntry), match) << day;
  }
}

TEST(CardLevel, TwoDebitsOfOneWageAreForAPerson) {
  StatementBook book;
  book.explained("2026-11-12", {paid_to("B1", "7262.25", kPaidName, kPaidCard),
                                paid_to("B2", "7262.25", kPaidName, kPaidCard)});
  for (const auto& entry : {kFirstEntry, kSecondEntry}) {
    EXPECT_EQ(book.match_of(entry), "suspense");
    EXPECT_EQ(book.seen_as(entry), "ambiguous: " + kPaidLine + " by card");
  }
  const auto report = book.reports("QH02").back();
  EXPECT_EQ(report.ambiguous.count, 2U);
  EXPECT_EQ(to_string(report.ambiguous.sum), "14524.50");
  book.expect_in_balance();
}

TEST(CardLevel, ARefusedPaymentThatLeftAllTheSameIsForAPerson) {
  StatementBook book;
  const auto sealed = find(book.reader(), kPersons, book.line(kRefusedLine).worker)->value;
  const auto person = book.vault.open_person(sealed).value();
  book.explained("2026-11-12", {paid_to("B1", "7506.18", person.name, person.card)});
  EXPECT_EQ(book.match_of(kFirstEntry), "suspense");
  EXPECT_EQ(book.seen_as(kFirstEntry), "ambiguous: " + kRefusedLine + " by card");
}

TEST(CardLevel, NeverSpeaksAgainstAReferenceOfOurs) {
  StatementBook book;
  auto debit = paid_to("B1", "7262.25", kPaidName, kPaidCard);
  debit.end_to_end = kOtherLine;  // of 5,633.73
  book.explained("2026-11-12", {debit});
  EXPECT_EQ(book.match_of(kFirstEntry), "suspense");
  EXPECT_EQ(book.alarm_words().front(), "paid-differs " + kFirstEntry);
}

TEST(CardLevel, WaitsForTheAnswerToALineInFlight) {
  StatementBook book("instruct-2");
  book.explained("2026-11-12", {paid_to("B1", "7262.25", kPaidName, kPaidCard)});
  EXPECT_EQ(book.match_of(kFirstEntry), "open");
  (void)book.import(book.by("bank.icbc"), tests::county_file("result-QH02-202610-01-F1.xml"))
      .value();
  book.run_levels();
  EXPECT_EQ(book.match_of(kFirstEntry), "card");
  book.expect_in_balance();
}

TEST(CardLevel, GivesTheSameInAnyOrderOfTheEntries) {
  std::vector<tests::Movement> movements{paid_to("B1", "7262.25", kPaidName, kPaidCard),
                                         paid_to("B2", "7262.25", kPaidName, kPaidCard),
                                         paid_to("B3", "5633.73", "", kOtherCard)};
  const auto by_reference = [](const tests::Movement& a, const tests::Movement& b) {
    return a.reference < b.reference;
  };
  do {
    StatementBook book;
    book.explained("2026-11-12", movements);
    std::map<std::string, std::string> matches;
    const auto report = book.reports("QH02").back();
    for (const auto& entry : report.entries) {
      matches[entry.reference] = to_word(entry.match);
    }
    EXPECT_EQ(matches, (std::map<std::string, std::string>{
                           {"B1", "suspense"}, {"B2", "suspense"}, {"B3", "card"}}));
    book.expect_in_balance();
  } while (std::next_permutation(movements.begin(), movements.end(), by_reference));
}

// ---- level 5 ------------------------------------------------------------------------------------

TEST(Suggestion, ComparesNameAndLastDigitsAndNothingElse) {
  const std::vector<std::pair<tests::Movement, std::string>> cases{
      {paid_to("B1", "7262.25", "肖 友·祥", "6200000000000000759"), "name"},
      {paid_to("B1", "7262.25", "肖友祥", "6200000000000006759"), "name-and-digits"},
      {paid_to("B1", "7262.25", "X", "6200000000000006759"), "digits"},
      {paid_to("B1", "7262.25", "肖友", "6200000000000000000"), "-"},
      {paid_to("B1", "7262.26", "肖友祥", "6200000000000006759"), "-"}};
  for (const auto& [movement, by] : cases) {
    StatementBook book;
    book.explained("2026-11-12", {movement});
    EXPECT_EQ(book.match_of(kFirstEntry), "suspense");
    const auto expected =
        by == "-" ? std::string("unmatched") : "suggested: " + kPaidLine + " by " + by;
    EXPECT_EQ(book.seen_as(kFirstEntry), expected);
    book.expect_in_balance();
  }
}

TEST(Suggestion, IsConfirmedByAPersonWhoDidNotInstruct) {
  StatementBook book;
  book.explained("2026-11-12", {paid_to("B1", "7262.25", "肖友祥", "")});
  ASSERT_EQ(book.balance("c:QH02:suspense_out"), "7262.25");
  const auto head = book.head();
  EXPECT_EQ(reason(book.confirm("wu.manager", kFirstEntry, kPaidLine)), "access.same-person");
  EXPECT_EQ(reason(book.confirm("bank.ccb", kFirstEntry, kPaidLine)), "access.not-permitted");
  EXPECT_EQ(book.head(), head);
  const auto done = book.confirm("chen.clerk", kFirstEntry, kPaidLine).value();
  EXPECT_EQ(field(done, "match"), "confirmed");
  EXPECT_EQ(book.balance("c:QH02:suspense_out"), "0.00");
  EXPECT_EQ(book.seen_as(kFirstEntry), "matched");
  EXPECT_EQ(book.reports("QH02").back().matched.count, 1U);
  book.expect_in_balance();
  EXPECT_EQ(reason(book.confirm("bank.icbc", kFirstEntry, kPaidLine)), "reconcile.entry-not-open");
}

TEST(Suggestion, ThatDoesNotFitIsRefused) {
  StatementBook book;
  book.explained("2026-11-12", {paid_to("B1", "7262.25", "肖友祥", "")});
  EXPECT_EQ(reason(book.confirm("chen.clerk", kFirstEntry, kOtherLine)),
            "reconcile.target-differs");
  EXPECT_EQ(reason(book.confirm("chen.clerk", kFirstEntry, "nothing")), "reconcile.target-unknown");
  EXPECT_EQ(reason(book.confirm("chen.clerk", "nothing", kPaidLine)), "reconcile.entry-unknown");
  EXPECT_EQ(reason(book.confirm("chen.clerk", kFirstEntry, "FD-QH02-202610")),
            "reconcile.target-differs");
}

TEST(Suggestion, OfAWageThatCameBackMakesItOwedAgain) {
  StatementBook book;
  book.explained("2026-11-12", {paid_by("B1", "7262.25", "肖友祥")});
  EXPECT_EQ(book.seen_as(kFirstEntry), "suggested: " + kPaidLine + " by name");
  EXPECT_EQ(field(book.confirm("bank.icbc", kFirstEntry, kPaidLine).value(), "match"), "return");
  EXPECT_EQ(book.state(kPaidLine), "returned");
  EXPECT_EQ(book.balance("c:QH02:suspense_in"), "0.00");
  book.expect_in_balance();
}

TEST(Suggestion, OfARefusedPaymentWhoseMoneyCameBackFreesIt) {
  StatementBook book;
  const auto sealed = find(book.reader(), kPersons, book.line(kRefusedLine).worker)->value;
  const auto name = book.vault.open_person(sealed).value().name;
  book.explained("2026-11-12", {paid_by("B1", "7506.18", name)});
  EXPECT_EQ(book.seen_as(kFirstEntry), "suggested: " + kRefusedLine + " by name");
  EXPECT_EQ(reason(book.confirm("chen.clerk", kFirstEntry, kRefusedLine)), "ok");
  EXPECT_EQ(book.state(kRefusedLine), "failed");
  book.expect_in_balance();
}

TEST(Suggestion, OfAReceiptIsConfirmedByAnotherPersonThanItsBooker) {
  StatementBook book("statement-2a");
  book.now("2026-11-12 23:00");
  book.run_levels();
  (void)book
      .receive(book.by("chen.clerk"), {"QH02", FundingSource::contractor, tests::yuan("60000.00"),
                                       tests::day("2026-11-12"), "TU"})
      .value();
  const auto contract = find(book.reader(), kContracts, "QH02")->value;
  const auto payer = find(book.reader(), kParties, contract.contractor)->value.name;
  book.explained("2026-11-12", {paid_by("B1", "60000.00", payer)});
  EXPECT_EQ(book.seen_as(kFirstEntry), "suggested: TU by name");
  EXPECT_EQ(reason(book.confirm("chen.clerk", kFirstEntry, "TU")), "access.same-person");
  EXPECT_EQ(reason(book.confirm("wu.manager", kFirstEntry, "TU")), "ok");
  EXPECT_EQ(book.balance("c:QH02:suspense_in"), "0.00");
  book.expect_in_balance();
}

TEST(Suggestion, ShowsNoPersonalData) {
  StatementBook book;
  book.explained("2026-11-12", {paid_to("B1", "7262.25", "肖友祥", "6200000000000006759")});
  const auto suggestions = book.reviews().suggestions("QH02").value();
  ASSERT_EQ(suggestions.size(), 1U);
  for (const auto& one : suggestions) {
    for (const auto& canary : tests::roster_canaries()) {
      EXPECT_EQ(encode_record(one.entry).find(canary), std::string::npos);
    }
  }
}

TEST(PlainName, ReadsOneNameInItsWritings) {
  const std::string plain = plain_name("买买提·艾力");
  for (const char* other : {"买买提艾力", "买买提•艾力", "买买提・艾力", "买买提 艾力",
                            "买买提．艾力", "买买提\u3000·艾力"}) {
    EXPECT_EQ(plain_name(other), plain) << other;
  }
  EXPECT_EQ(plain_name("Ａbc　Ｄ．１"), "ABCD1");
  EXPECT_EQ(last_four("123"), "");
  EXPECT_EQ(last_four("1234"), "1234");
  EXPECT_EQ(last_four("51234"), "1234");
}

// ---- taking back --------------------------------------------------------------------------------

TEST(Unmatch, PutsAnEntryIntoSuspenseAndKeepsItsHistory) {
  StatementBook book;
  book.explained("2026-11-12", {paid_to("B1", "7262.25", kPaidName, kPaidCard)});
  EXPECT_EQ(field(book.unmatch(kFirstEntry, "卡号是别人的").value(), "was"), "card");
  EXPECT_EQ(book.balance("c:QH02:suspense_out"), "7262.25");
  EXPECT_EQ(book.seen_as(kFirstEntry), "unmatched");  // what was taken back is not suggested again
  book.expect_in_balance();
  const auto head = book.head();
  book.run_levels();
  EXPECT_EQ(book.head(), head);
  ASSERT_EQ(reason(book.confirm("bank.icbc", kFirstEntry, kPaidLine)), "ok");
  const auto history = book.reviews().history(kFirstEntry).value().changes;
  ASSERT_EQ(history.size(), 2U);
  EXPECT_EQ(history.front().reason, "卡号是别人的");
  EXPECT_EQ(history.front().person, "S003");
  EXPECT_EQ(std::string(to_word(history.front().before)), "card");
  EXPECT_EQ(std::string(to_word(history.back().after)), "confirmed");
  EXPECT_EQ(history.back().person, "S006");
  book.expect_in_balance();
}

TEST(Unmatch, OfABatchIsConfirmedAgainByItsFile) {
  StatementBook book("reconcile-2b");
  const std::string file = "QH02-202610-01-F1";
  ASSERT_EQ(book.match_of(kFirstEntry), "batch");
  ASSERT_EQ(reason(book.unmatch(kFirstEntry)), "ok");
  EXPECT_EQ(book.balance("c:QH02:suspense_out"), "160195.21");
  EXPECT_EQ(reason(book.confirm("wu.manager", kFirstEntry, file)), "access.same-person");
  // The credit gave refused wages back, which were free to be paid again.
  EXPECT_EQ(reason(book.unmatch(kSecondEntry)), "reconcile.line-went-on");
  EXPECT_EQ(reason(book.confirm("chen.clerk", kSecondEntry, file)), "reconcile.entry-not-open");
  EXPECT_EQ(reason(book.confirm("chen.clerk", kFirstEntry, file)), "ok");
  EXPECT_EQ(book.match_of(kFirstEntry), "batch");
  EXPECT_EQ(book.balance("c:QH02:suspense_out"), "0.00");
  book.expect_in_balance();
}

TEST(Unmatch, OfEveryKindKeepsTheBalances) {
  StatementBook book("reconcile-2d");
  book.now("2026-11-18 09:00");
  std::size_t undone = 0;
  for (const auto& report : book.reports("QH02")) {
    for (const auto& entry : report.entries) {
      const auto taken = book.unmatch(entry.id);
      if (reason(taken) == "ok") ++undone;
      book.expect_in_balance();
    }
  }
  EXPECT_GT(undone, 3U);
  EXPECT_TRUE(book.verified().ok());
}

TEST(Unmatch, OfInterestTakesItFromTheContract) {
  StatementBook book("statement-2a");
  book.run_levels();
  book.explained("2026-11-12", {{"B1", "CRDT", "3.21", "", "", "ACMT/INTR"}});
  ASSERT_EQ(book.match_of(kFirstEntry), "interest");
  const auto escrow = book.balance("c:QH02:escrow");
  ASSERT_EQ(reason(book.unmatch(kFirstEntry)), "ok");
  EXPECT_EQ(tests::yuan(book.balance("c:QH02:escrow")), tests::yuan(escrow) - tests::yuan("3.21"));
  EXPECT_EQ(book.balance("c:QH02:suspense_in"), "3.21");
  book.expect_in_balance();
}

TEST(Unmatch, OfAReturnPaysTheWageAgainInTheBooks) {
  StatementBook book;
  book.explained("2026-11-12", {{"B1", "CRDT", "7262.25", kPaidLine, "", "ICDT/RRTN"}});
  ASSERT_EQ(book.state(kPaidLine), "returned");
  EXPECT_EQ(reason(book.unmatch(kFirstEntry)), "access.not-permitted");
  ASSERT_EQ(reason(book.reviews().unmatch(book.by("bank.icbc"), kFirstEntry, "x")), "ok");
  EXPECT_EQ(book.state(kPaidLine), "paid");
  EXPECT_EQ(book.balance("c:QH02:suspense_in"), "7262.25");
  book.expect_in_balance();
}

TEST(Unmatch, IsRefusedWithoutAReasonOrAnExplanation) {
  StatementBook book;
  book.explained("2026-11-12",
                 {paid_to("B1", "7262.25", kPaidName, kPaidCard), paid_to("B2", "1.00", "X", "")});
  EXPECT_EQ(reason(book.unmatch(kFirstEntry, " ")), "reconcile.reason-missing");
  EXPECT_EQ(reason(book.unmatch(kFirstEntry, std::string(kWhyBytesMax + 1, 'x'))),
            "reconcile.reason-missing");
  EXPECT_EQ(reason(book.unmatch(kSecondEntry)), "reconcile.entry-not-matched");
  EXPECT_EQ(reason(book.unmatch("nothing")), "reconcile.entry-unknown");
  EXPECT_EQ(reason(book.unmatch(kFirstEntry, std::string(kWhyBytesMax, 'x'))), "ok");
}

TEST(Unmatch, OfAReturnThatWasPaidAgainIsRefused) {
  StatementBook book("reconcile-2d");
  book.now("2026-11-18 09:00");
  const auto returned = book.reviews().history("QH01/ccb/000003/000001");
  ASSERT_EQ(reason(returned), "ok");
  ASSERT_EQ(std::string(to_word(returned->entry.match)), "return");
  EXPECT_EQ(reason(book.reviews().unmatch(book.by("bank.ccb"), "QH01/ccb/000003/000001", "x")),
            "reconcile.line-went-on");
}

}  // namespace
}  // namespace anxin::payments
