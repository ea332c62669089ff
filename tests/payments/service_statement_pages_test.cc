// Pages of a statement that come one by one, answers to recalls, and what a person may take back
// of explanations that came from a message, a paper or a contract that shares the number.
#include <gtest/gtest.h>

#include "payments/service/bank_service.h"
#include "payments/service/suspense_service.h"
#include "tests/support/reconcile_books.h"
#include "tests/support/shared_books.h"

namespace anxin::payments {
namespace {

using tests::field;
using tests::Movement;
using tests::reason;
using tests::StatementBook;

/// Page `number` of statement ST-PAGES of 9 November; the last of two says so.
std::string page_file(int number, const std::string& opening, const std::string& closing,
                      const std::vector<Movement>& movements) {
  const auto whole = tests::statement_file({.id = "ST-PAGES",
                                            .day = "2026-11-09",
                                            .opening = opening,
                                            .closing = closing,
                                            .movements = movements});
  return tests::replaced(whole, "<GrpHdr>",
                         "<GrpHdr><MsgPgntn><PgNb>" + std::to_string(number) +
                             "</PgNb><LastPgInd>" + (number == 2 ? "true" : "false") +
                             "</LastPgInd></MsgPgntn>");
}
std::string first_page(const std::string& closing = "208005.00") {
  return page_file(1, "208000.00", closing, {tests::paid_by("G1", "5.00", "NOBODY")});
}
std::string last_page() {
  return page_file(2, "208005.00", "208012.00", {tests::paid_by("G2", "7.00", "NOBODY")});
}

class PagesBook : public StatementBook {
 public:
  PagesBook() : StatementBook("statement-2a") { now("2026-11-10 09:00"); }
  Result<ledger::Receipt> take(const std::string& bytes, const std::string& actor) {
    return BankService(*book).import(by(actor), bytes);
  }
  /// "statement-partial waiting", … in the order in which they came.
  [[nodiscard]] tests::Words kept() {
    tests::Words words;
    const auto files = quarantine().list("QH02").value();
    for (const auto& one : files) words.push_back(one.id + " " + std::string(to_word(one.state)));
    return words;
  }
};

TEST(StatementPages, WaitUntilTheLastOfThemIsHere) {
  for (const bool in_order : {true, false}) {
    PagesBook book;
    const auto kept = book.take(in_order ? first_page() : last_page(), "bank.icbc").value();
    EXPECT_EQ(field(kept, "kind") + field(kept, "page"), in_order ? "page1" : "page2");
    EXPECT_EQ(book.reports("QH02").size(), 1U);
    EXPECT_EQ(book.day_states().back(), "2026-11-09 quarantined");
    const auto whole = book.take(in_order ? last_page() : first_page(), "chen.clerk").value();
    EXPECT_EQ(field(whole, "kind") + " " + field(whole, "entries"), "statement 2");
    EXPECT_EQ(field(whole, "closing"), "208012.00");
    EXPECT_EQ(book.kept(), (tests::Words{"QH02-Z01 replaced"}));
    book.run_levels();
    EXPECT_EQ(book.day_states().back(), "2026-11-09 reconciled");
    book.expect_in_balance();
  }
}

TEST(StatementPages, ComeOnceAndACorrectedOneStandsForTheOther) {
  PagesBook book;
  (void)book.take(first_page("208006.00"), "bank.icbc").value();
  EXPECT_EQ(reason(book.take(first_page("208006.00"), "chen.clerk")), "payments.duplicate-file");
  EXPECT_EQ(reason(book.take(first_page(), "bank.ccb")), "access.not-permitted");
  EXPECT_EQ(field(book.take(first_page(), "bank.icbc").value(), "pages"), "1");
  EXPECT_EQ(book.kept(), (tests::Words{"QH02-Z01 replaced", "QH02-Z02 waiting"}));
  EXPECT_EQ(field(book.take(last_page(), "bank.icbc").value(), "kind"), "statement");
}

TEST(StatementPages, ThatDoNotAddUpWaitForACorrectedOne) {
  PagesBook book;
  (void)book.take(first_page(), "bank.icbc").value();
  const auto wrong = page_file(2, "208005.00", "208012.01", {tests::paid_by("G2", "7.00", "X")});
  EXPECT_EQ(field(book.take(wrong, "bank.icbc").value(), "fault"), "bank.statement-unbalanced");
  EXPECT_EQ(book.reports("QH02").size(), 1U);
  EXPECT_EQ(reason(book.quarantine().release(book.by("chen.clerk"), "QH02-Z01", "x")),
            "quarantine.page");
  EXPECT_EQ(reason(book.quarantine().release(book.by("chen.clerk"), "QH02-Z02", "x")),
            "quarantine.broken");
  EXPECT_EQ(field(book.take(last_page(), "bank.icbc").value(), "kind"), "statement");
  EXPECT_EQ(book.kept(), (tests::Words{"QH02-Z01 replaced", "QH02-Z02 replaced"}));
}

TEST(StatementPages, BehindTheLastOneContradictIt) {
  PagesBook book;
  (void)book.take(last_page(), "bank.icbc").value();
  const auto third = page_file(3, "208012.00", "208012.00", {});
  EXPECT_EQ(reason(book.take(third, "bank.icbc")), "quarantine.pages-contradict");
}

TEST(StatementPages, OfAStatementThatDoesNotJoinTheDayBeforeAreReleasedByTwoPersons) {
  PagesBook book;
  const auto first = page_file(1, "208001.00", "208006.00", {tests::paid_by("G1", "5.00", "X")});
  const auto last = page_file(2, "208006.00", "208013.00", {tests::paid_by("G2", "7.00", "X")});
  (void)book.take(first, "bank.icbc").value();
  EXPECT_EQ(field(book.take(last, "bank.icbc").value(), "fault"), "payments.statement-gap");
  auto quarantine = book.quarantine();
  EXPECT_EQ(reason(quarantine.release(book.by("chen.clerk"), "QH02-Z01", "x")), "quarantine.page");
  (void)quarantine.release(book.by("chen.clerk"), "QH02-Z02", "银行补发").value();
  const auto done = quarantine.release(book.by("zhao.regulator"), "QH02-Z02", "").value();
  EXPECT_EQ(field(done, "entries"), "2");
  EXPECT_EQ(book.kept(), (tests::Words{"QH02-Z01 replaced", "QH02-Z02 released"}));
}

TEST(StatementPages, ThatComeAgainAfterTheStatementAreKnown) {
  PagesBook book;
  (void)book.take(first_page(), "bank.icbc").value();
  (void)book.take(last_page(), "bank.icbc").value();
  EXPECT_EQ(reason(book.take(first_page(), "chen.clerk")), "payments.duplicate-file");
  EXPECT_EQ(reason(book.take(first_page("208005.01"), "chen.clerk")), "payments.duplicate-file");
}

TEST(Quarantine, KnowsTheProfilesOfTheImport) {
  PagesBook book;
  auto quarantine = book.quarantine();
  EXPECT_EQ(reason(quarantine.add(book.by("bank.icbc"), "x", "nobody's")),
            "payments.incoming-profile-unknown");
}

TEST(Quarantine, IsEndedByTheBankWhereTheFileIsNoStatementOfTheAccounts) {
  PagesBook book;
  (void)book.take(first_page(), "bank.icbc").value();
  auto quarantine = book.quarantine();
  const auto reject = [&](const std::string& actor, const std::string& why) {
    return reason(quarantine.reject(book.by(actor), "QH02-Z01", why));
  };
  EXPECT_EQ(reject("chen.clerk", "x"), "access.not-permitted");
  EXPECT_EQ(reject("bank.icbc", "x"), "access.same-person");
  EXPECT_EQ(reject("zhao.regulator", ""), "reconcile.reason-missing");
  EXPECT_EQ(reject("zhao.regulator", "重复下载"), "ok");
  EXPECT_EQ(reject("zhao.regulator", "x"), "quarantine.state");
  EXPECT_EQ(book.kept(), (tests::Words{"QH02-Z01 rejected"}));
  EXPECT_EQ(quarantine.list("QH02").value().front().sealed_file, "");
  EXPECT_EQ(book.day_states().back(), "2026-11-09 missing");
}

TEST(Quarantine, OfTwoStatementsOfADayEndsForEachByItself) {
  PagesBook book;
  const auto of_day = [](const std::string& id, const std::string& opening) {
    return tests::statement_file(
        {.id = id, .day = "2026-11-09", .opening = opening, .closing = opening, .movements = {}});
  };
  auto quarantine = book.quarantine();
  (void)quarantine.add(book.by("bank.icbc"), of_day("ST-7", "208020.00")).value();
  (void)quarantine.add(book.by("bank.icbc"), of_day("ST-8", "208030.00")).value();
  (void)quarantine.release(book.by("chen.clerk"), "QH02-Z01", "x").value();
  (void)quarantine.release(book.by("zhao.regulator"), "QH02-Z01", "").value();
  EXPECT_EQ(book.kept(), (tests::Words{"QH02-Z01 released", "QH02-Z02 waiting"}));
}

// ---- recalls ------------------------------------------------------------------------------------

std::string recall_answer(const std::string& line, const std::string& status) {
  return "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.029.001.09\"><RsltnOfInvstgtn>"
         "<Assgnmt><Id>RC-1</Id></Assgnmt><Sts><Conf>" +
         status + "</Conf></Sts><CxlDtls><TxInfAndSts><OrgnlEndToEndId>" + line +
         "</OrgnlEndToEndId><TxCxlSts>" + status +
         "</TxCxlSts><CxlStsRsnInf><Rsn><Cd>CUST</Cd></Rsn></CxlStsRsnInf></TxInfAndSts></CxlDtls>"
         "</RsltnOfInvstgtn></Document>";
}

TEST(Recalls, AreKeptAndMoveNothing) {
  StatementBook book;
  const auto before = book.state(tests::kPaidLine);
  BankService bank(*book.book);
  const auto taken =
      bank.import(book.by("bank.icbc"), recall_answer(tests::kPaidLine, "CNCL")).value();
  EXPECT_EQ(field(taken, "coming") + field(taken, "refused") + field(taken, "pending"), "100");
  EXPECT_EQ(book.state(tests::kPaidLine), before);
  const auto notes = bank.recalls("QH02").value();
  ASSERT_EQ(notes.size(), 1U);
  EXPECT_EQ(notes.front().line + " " + notes.front().status + " " + notes.front().reason,
            tests::kPaidLine + " CNCL CUST");
  EXPECT_EQ(reason(bank.import(book.by("chen.clerk"), recall_answer(tests::kPaidLine, "CNCL"))),
            "payments.duplicate-file");
  EXPECT_EQ(reason(bank.import(book.by("bank.ccb"), recall_answer(tests::kPaidLine, "RJCR"))),
            "access.not-permitted");
  EXPECT_EQ(reason(bank.import(book.by("bank.icbc"), recall_answer("QH09-1", "RJCR"))),
            "payments.bank-file-refused");
  EXPECT_EQ(reason(bank.recalls("QH99")), "payments.contract-unknown");
}

// ---- taking back --------------------------------------------------------------------------------

TEST(Unmatch, OfAReturnThatAMessageBookedLeavesItBooked) {
  StatementBook book;
  const auto advice = tests::replaced(
      "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pacs.004.001.09\"><PmtRtr><GrpHdr><MsgId>RT"
      "</MsgId></GrpHdr><TxInf><OrgnlEndToEndId>LINE</OrgnlEndToEndId><RtrdIntrBkSttlmAmt Ccy="
      "\"CNY\">7262.25</RtrdIntrBkSttlmAmt><IntrBkSttlmDt>2026-11-12</IntrBkSttlmDt></TxInf>"
      "</PmtRtr></Document>",
      "LINE", tests::kPaidLine);
  ASSERT_EQ(reason(book.import(book.by("bank.icbc"), advice)), "ok");
  book.explained("2026-11-12", {{"B1", "CRDT", "7262.25", tests::kPaidLine, "", "ICDT/RRTN"}});
  const auto entry = StatementBook::entry_id(2, 1);
  ASSERT_EQ(book.match_of(entry), "return");
  EXPECT_EQ(reason(book.unmatch(entry)), "access.not-permitted");
  ASSERT_EQ(reason(book.reviews().unmatch(book.by("bank.icbc"), entry, "x")), "ok");
  EXPECT_EQ(book.state(tests::kPaidLine), "returned");
  EXPECT_EQ(book.balance("c:QH02:suspense_in"), "7262.25");
  book.expect_in_balance();
}

TEST(Unmatch, OfWhatAPaperExplainedIsRefused) {
  StatementBook book;
  book.explained("2026-11-12", {tests::paid_by("B1", "70.00", "NOBODY")});
  SuspenseRequest asked;
  asked.way = SuspenseWay::labour_cost;
  asked.entry = StatementBook::entry_id(2, 1);
  asked.document = "说明-1";
  SuspenseService papers(*book.book);
  const auto paper = papers.propose(book.by("chen.clerk"), asked).value();
  (void)papers.approve(book.by("bank.icbc"), field(paper, "paper")).value();
  EXPECT_EQ(reason(book.unmatch(asked.entry)), "reconcile.explained-by-paper");
  book.expect_in_balance();
}

TEST(Unmatch, OfWhatAnotherContractOfTheNumberReceivedIsRefused) {
  tests::SharedBook book;
  (void)book
      .take({.id = "ST-1",
             .day = "2026-11-06",
             .opening = "0.00",
             .closing = "30.00",
             .movements = {{"B1", "CRDT", "30.00", "FD-3"}}})
      .value();
  book.explain();
  (void)book.fund("QH03", "30.00", "FD-3").value();
  book.explain();
  const auto entries = find_all(book.reader(), kBankEntries);
  const auto carried = std::find_if(entries.begin(), entries.end(), [](const auto& one) {
    return std::holds_alternative<match::CarriedOver>(one.value.match);
  });
  ASSERT_NE(carried, entries.end());
  EXPECT_EQ(reason(ReviewService(*book.book).unmatch(book.by("chen.clerk"), carried->key, "x")),
            "reconcile.explained-by-paper");
}

}  // namespace
}  // namespace anxin::payments
