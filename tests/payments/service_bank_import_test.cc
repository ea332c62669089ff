// What the books make of bank files other than pain.002 and a plain camt.053: returns that the bank
// passes on, result tables, tables of movements, notices.
#include <gtest/gtest.h>

#include "payments/service/bank_service.h"
#include "payments/service/suspense_service.h"
#include "tests/support/arrears_books.h"
#include "tests/support/bank_corpus.h"

namespace anxin::payments {
namespace {

using ledger::Receipt;
using tests::ArrearsBook;
using tests::CountyBook;
using tests::field;
using tests::Movement;
using tests::reason;
using tests::yuan;

const std::string kBackLine = "QH02-202610-01-0001";  // 7,262.25 to 肖友祥
const std::string kBackBank = "c:QH02:wage_bank:icbc";
const std::string kBackSuspense = "c:QH02:suspense_in";

std::string payment_return(const std::string& id, const std::string& line,
                           const std::string& amount) {
  return "<Document "
         "xmlns=\"urn:iso:std:iso:20022:tech:xsd:pacs.004.001.09\"><PmtRtr><GrpHdr><MsgId>" +
         id + "</MsgId></GrpHdr><TxInf><OrgnlEndToEndId>" + line +
         "</OrgnlEndToEndId><RtrdIntrBkSttlmAmt Ccy=\"CNY\">" + amount +
         "</RtrdIntrBkSttlmAmt><IntrBkSttlmDt>2026-11-18</IntrBkSttlmDt><RtrRsnInf><Rsn>"
         "<Cd>AC04</Cd></Rsn></RtrRsnInf></TxInf></PmtRtr></Document>";
}

class ReturnedBook : public ArrearsBook {
 public:
  /// Everybody is paid, 532.17 is left at the bank; the morning of 18 November.
  ReturnedBook() : ArrearsBook("reconcile-2d") { now("2026-11-18 09:00"); }

  Result<Receipt> advise(const std::string& id, const std::string& amount = "7262.25") {
    return import(by("bank.icbc"), payment_return(id, kBackLine, amount));
  }
  /// The statement of the 18th, reconciled the same night.
  void statement(const std::string& closing, const std::vector<Movement>& movements) {
    now("2026-11-18 23:00");
    (void)import(by("bank.icbc"),
                 tests::statement_file(
                     {"ST-B18", "1502099909300000026", "2026-11-18", "532.17", closing, movements}))
        .value();
    (void)reconcile(by("chen.clerk"), "QH02").value();
    EXPECT_EQ(broken(), "");
  }
  std::string matches() {
    std::string text;
    const auto prefix = reports("QH02").back().statement + "/";
    for (const auto& one : find_all(reader(), kBankEntries, prefix)) {
      text += std::string(to_word(one.value.match)) + ";";
    }
    return text;
  }
  std::string transit() {
    std::string text;
    const auto last = reports("QH02").back();
    for (const auto& one : last.in_transit) {
      text += one.what + " " + one.id + " " + to_string(one.amount) + ";";
    }
    return text;
  }
  bool adds_up() {
    const auto report = reports("QH02").back();
    return report.balances() && report.entries_add_up();
  }
};

// ---- returns that the bank passes on
// -------------------------------------------------------------

TEST(PaymentReturns, TakeTheWageBackAtOnceAndTheStatementOnlyProvesIt) {
  ReturnedBook book;
  const auto taken = book.advise("RT-1").value();
  EXPECT_EQ(
      field(taken, "kind") + " " + field(taken, "returned") + " " + field(taken, "returned_sum"),
      "returns 1 7262.25");
  EXPECT_EQ(book.state(kBackLine), "returned");
  EXPECT_EQ(book.balance(kBackBank), "7794.42");  // 532.17 and the wage
  EXPECT_EQ(book.broken(), "");
  book.statement("7794.42", {{"B-1", "CRDT", "7262.25", kBackLine}});
  EXPECT_EQ(book.matches(), "return;");
  EXPECT_EQ(book.balance(kBackBank), "7794.42");
  EXPECT_EQ(book.transit(), "");
  EXPECT_TRUE(book.adds_up());
}

TEST(PaymentReturns, AreInTransitUntilAStatementShowsThem) {
  ReturnedBook book;
  (void)book.advise("RT-1").value();
  book.statement("533.17", {{"B-1", "CRDT", "1.00"}});
  EXPECT_EQ(book.transit(), "return-advice " + kBackLine + " -7262.25;");
  EXPECT_TRUE(book.adds_up());
}

TEST(PaymentReturns, AreTakenOnce) {
  ReturnedBook book;
  (void)book.advise("RT-1").value();
  const auto again = book.advise("RT-2").value();
  EXPECT_EQ(field(again, "returned") + " " + field(again, "known"), "0 1");
  EXPECT_EQ(reason(book.advise("RT-1")), "payments.duplicate-file");
  EXPECT_EQ(book.balance(kBackBank), "7794.42");
}

TEST(PaymentReturns, OfAWageThatAStatementBroughtBackAreKnown) {
  ReturnedBook book;
  book.statement("7794.42", {{"B-1", "CRDT", "7262.25", kBackLine}});
  ASSERT_EQ(book.state(kBackLine), "returned");
  EXPECT_EQ(field(book.advise("RT-1").value(), "known"), "1");
  EXPECT_EQ(book.balance(kBackBank), "7794.42");
}

TEST(PaymentReturns, OfAnotherAmountAreLeftToAPerson) {
  for (const std::string amount : {"7262.24", "7262.26"}) {
    ReturnedBook book;
    const auto taken = book.advise("RT-1", amount).value();
    EXPECT_EQ(field(taken, "exception_lines"), "bank.amount-differs " + kBackLine);
    EXPECT_EQ(book.state(kBackLine), "paid");
    EXPECT_EQ(book.balance(kBackBank), "532.17");
  }
}

TEST(PaymentReturns, OfALineThatIsNotOursAreRefused) {
  ReturnedBook book;
  EXPECT_EQ(reason(book.import(book.by("bank.icbc"), payment_return("RT-1", "QH09-1", "1.00"))),
            "payments.bank-file-refused");
  EXPECT_EQ(reason(book.import(book.by("bank.ccb"), payment_return("RT-1", kBackLine, "7262.25"))),
            "access.not-permitted");
}

// The statement shows the money without the line, before or after the bank tells of it.
void prove_from_suspense(ReturnedBook& book) {
  EXPECT_EQ(book.balance(kBackSuspense), "7262.25");
  EXPECT_EQ(book.balance(kBackBank), "15056.67");  // booked twice, and shown so
  EXPECT_EQ(book.transit(), "return-advice " + kBackLine + " -7262.25;");
  SuspenseRequest asked;
  asked.way = SuspenseWay::booked_already;
  asked.entry = book.reports("QH02").back().statement + "/000001";
  asked.reference = kBackLine;
  asked.document = "待查说明-1";
  SuspenseService papers(*book.book);
  const auto proposed = papers.propose(book.by("chen.clerk"), asked).value();
  (void)papers.approve(book.by("qian.regulator"), field(proposed, "paper")).value();
  EXPECT_EQ(book.balance(kBackSuspense), "0.00");
  EXPECT_EQ(book.balance(kBackBank), "7794.42");
  EXPECT_EQ(book.matches() + book.transit() + book.broken(), "return;");
  EXPECT_TRUE(book.adds_up());
}

TEST(PaymentReturns, ThatAStatementShowsLaterWithoutTheLineAreProvedFromSuspense) {
  ReturnedBook book;
  (void)book.advise("RT-1").value();
  book.statement("7794.42", {{"B-1", "CRDT", "7262.25"}});
  prove_from_suspense(book);
}

TEST(PaymentReturns, ThatAStatementHasShownWithoutTheLineAreProvedFromSuspense) {
  ReturnedBook book;
  book.statement("7794.42", {{"B-1", "CRDT", "7262.25"}});
  (void)book.advise("RT-1").value();
  prove_from_suspense(book);
}

// ---- result tables ------------------------------------------------------------------------------

Result<Receipt> take_table(CountyBook& book, const std::string& rows,
                           const std::string& file = "QH02-202610-02-F1") {
  const std::string bytes = "序号,账户,户名,金额,状态,失败原因\n" + rows;
  return BankService(*book.book)
      .import(book.by("bank.icbc"), BankFiles{{bytes}, "return-same-file", file});
}

const std::string kTableLine = "QH02-202610-02-0001";  // 7,506.18 to 宋大宝

class TableBook : public CountyBook {
 public:
  TableBook() {
    through("instruct-rest-2");
    now("2026-11-17 16:00");
  }
};

TEST(ResultTables, MoveLinesForwardByPlaceOrByContent) {
  for (const std::string row : {"1,6236991026058556705,宋大宝,7506.18,成功,\n",
                                ",6236991026058556705,宋大宝,7506.18,成功,\n",
                                ",623699******6705,宋大宝,7506.18,成功,\n"}) {
    TableBook book;
    EXPECT_EQ(field(take_table(book, row).value(), "paid"), "1") << row;
    EXPECT_EQ(book.state(kTableLine), "paid");
    EXPECT_EQ(book.broken(), "");
  }
}

TEST(ResultTables, SayThatAWageFailedWhoseMoneyAGrossBankStillHas) {
  TableBook book;
  (void)take_table(book, "1,6236991026058556705,宋大宝,7506.18,失败,账号户名不符\n").value();
  EXPECT_EQ(book.state(kTableLine), "failed-money-out");
  EXPECT_EQ(book.broken(), "");
}

TEST(ResultTables, LeaveAWageUnknownThatMayHaveBeenPaid) {
  TableBook book;
  (void)take_table(book, "1,6236991026058556705,宋大宝,7506.18,失败,通讯超时\n").value();
  EXPECT_EQ(book.state(kTableLine), "unknown");
}

TEST(ResultTables, WithARowThatFitsNoLineAreRefusedWhole) {
  for (const std::string row : {"1,6236991026058556705,宋大宝,7506.17,成功,\n",
                                "1,6236991026058556705,宋小宝,7506.18,成功,\n",
                                "1,6236991026058556706,宋大宝,7506.18,成功,\n"}) {
    TableBook book;
    EXPECT_EQ(reason(take_table(book, row)), "payments.bank-file-refused") << row;
    EXPECT_EQ(book.state(kTableLine), "in-flight");
  }
}

TEST(ResultTables, AreTakenOnceAndAnswerAFileOfOurs) {
  TableBook book;
  const std::string row = "1,6236991026058556705,宋大宝,7506.18,成功,\n";
  EXPECT_EQ(reason(take_table(book, row, "QH02-202610-09-F1")), "payments.file-unknown");
  (void)take_table(book, row).value();
  EXPECT_EQ(reason(take_table(book, row)), "payments.duplicate-file");
}

// ---- tables of movements
// -------------------------------------------------------------------------

TEST(MovementTables, AreBookedAsAStatementAndFindTheLineInTheirText) {
  ReturnedBook book;
  book.now("2026-11-18 23:00");
  const std::string bytes =
      "账号：1502099909300000026\n\n"
      "交易日期,借贷标志,交易金额,余额,对方户名,摘要,流水号\n"
      "2026-11-18,贷,7262.25,7794.42,肖友祥,退汇 " +
      kBackLine + ",A1\n";
  const BankFiles files{{bytes}, "statement-direction"};
  const auto taken = BankService(*book.book).import(book.by("bank.icbc"), files).value();
  EXPECT_EQ(field(taken, "opening") + " " + field(taken, "closing"), "532.17 7794.42");
  (void)book.reconcile(book.by("chen.clerk"), "QH02").value();
  EXPECT_EQ(book.matches(), "return;");
  EXPECT_EQ(book.state(kBackLine), "returned");
  EXPECT_EQ(book.broken(), "");
  EXPECT_EQ(reason(BankService(*book.book).import(book.by("bank.icbc"), files)),
            "payments.duplicate-file");
}

// ---- what is not taken --------------------------------------------------------------------------

TEST(BankImport, NeverBooksReportsAndNotices) {
  ReturnedBook book;
  for (const auto& file : tests::bank_corpus()) {
    if (!file.name.starts_with("iso20022~camt.052") &&
        !file.name.starts_with("iso20022~camt.054")) {
      continue;
    }
    EXPECT_EQ(reason(book.import(book.by("bank.icbc"), file.bytes)),
              "payments.only-statements-booked")
        << file.name;
  }
}

TEST(BankImport, KnowsItsProfiles) {
  ReturnedBook book;
  EXPECT_EQ(reason(BankService(*book.book)
                       .import(book.by("bank.icbc"), BankFiles{{"x"}, "return-of-nobody"})),
            "payments.incoming-profile-unknown");
}

}  // namespace
}  // namespace anxin::payments
