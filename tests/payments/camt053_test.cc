// Statements: camt.053 of the present version and of the one that banks have installed.
#include "tests/support/bank_messages.h"

namespace anxin::bank {
namespace {

TEST(Camt053, ReadsTheCurrentVersion) {
  const auto document = read_bank_file(fixture("statement.camt.053.001.08.xml"));
  EXPECT_TRUE(document.findings.empty());
  const auto& read = statement_of(document);
  EXPECT_EQ(read.message, "camt.053.001.08");
  EXPECT_EQ(read.message_id, "STM20261117");
  EXPECT_EQ(read.id, "S20261117-01");
  EXPECT_EQ(read.account, "36050180000000000017");
  EXPECT_EQ(read.currency, "CNY");
  EXPECT_EQ(read.sequence, 17U);
  EXPECT_EQ(to_string(*read.from), "2026-11-17");
  EXPECT_EQ(to_string(*read.opening), "100000.00");
  EXPECT_EQ(to_string(*read.closing), "136891.34");
  EXPECT_EQ(read.entries.size(), 3U);
  EXPECT_EQ(read.unbooked, 1U);
  EXPECT_TRUE(read.balanced());
}

TEST(Camt053, ReadsEntriesWithTheirCodesAndBatch) {
  const auto document = read_bank_file(fixture("statement.camt.053.001.08.xml"));
  const auto& entries = statement_of(document).entries;
  EXPECT_EQ(to_string(entries[0].amount), "50000.00");
  EXPECT_EQ(entries[0].direction, Direction::credit);
  EXPECT_EQ(entries[0].reference, "R0001");
  EXPECT_EQ(entries[0].text, "人工费用拨付");
  EXPECT_EQ(entries[1].direction, Direction::debit);
  EXPECT_EQ(entries[1].transaction_code, "PMNT/ICDT/ESCT");
  EXPECT_EQ(entries[1].payment_info_id, "GC20261115-P1");
  EXPECT_EQ(entries[2].reference, "3");
  EXPECT_EQ(entries[2].transaction_code, "退汇");
  EXPECT_EQ(to_string(entries[2].booked), "2026-11-17");
}

TEST(Camt053, ReversalDoesNotTurnTheSignAround) {
  const auto document = read_bank_file(fixture("statement.camt.053.001.08.xml"));
  const auto& reversal = statement_of(document).entries[2];
  EXPECT_TRUE(reversal.reversal);
  EXPECT_EQ(reversal.direction, Direction::credit);
}

TEST(Camt053, ReadsAReturnWithTheWorkerAsTheOtherSide) {
  const auto document = read_bank_file(fixture("statement.camt.053.001.08.xml"));
  const auto& detail = statement_of(document).entries[2].details.front();
  EXPECT_EQ(detail.end_to_end_id, "W202611150000001");
  EXPECT_EQ(detail.payment_info_id, "GC20261115-P1");
  EXPECT_TRUE(detail.has_return);
  EXPECT_EQ(detail.return_reason, "AC04");
  EXPECT_EQ(detail.counterparty, "周小满");
  EXPECT_EQ(detail.counterparty_account, "6217000000000000019");
  EXPECT_EQ(detail.remittance, "2026年10月工资 退汇");
  EXPECT_EQ(to_string(*detail.amount), "3079.19");
}

TEST(Camt053, ReadsTheInstalledVersion) {
  const auto document = read_bank_file(fixture("statement.camt.053.001.02.xml"));
  EXPECT_TRUE(document.findings.empty());
  const auto& read = statement_of(document);
  EXPECT_EQ(to_string(*read.opening), "-120.00");  // PRCD, in debit
  EXPECT_EQ(read.entries.size(), 1U);
  EXPECT_EQ(read.unbooked, 1U);
  EXPECT_EQ(to_string(read.entries[0].booked), "2026-11-18");  // of the closing balance
  EXPECT_EQ(read.entries[0].details[0].counterparty, "南塘置业");
  EXPECT_EQ(to_string(*read.entries[0].details[0].amount), "3000.00");
  EXPECT_TRUE(read.balanced());
}

TEST(Camt053, OpeningBookedWinsOverPreviouslyClosed) {
  for (const auto& order : {balance("PRCD", "7.00") + balance("OPBD", "5.00"),
                            balance("OPBD", "5.00") + balance("PRCD", "7.00")}) {
    const auto document = read_bank_file(statement(order + balance("CLBD", "5.00")));
    EXPECT_EQ(to_string(*statement_of(document).opening), "5.00");
  }
}

TEST(Camt053, RefusesABrokenEquationByOneFenButShowsTheStatement) {
  for (const auto* amount : {"9.99", "10.00", "10.01"}) {
    const auto document = read_bank_file(
        statement(balance("OPBD", "5.00") + balance("CLBD", "15.00") + credit(amount)));
    const bool holds = std::string_view(amount) == "10.00";
    EXPECT_EQ(document.refused(), !holds);
    EXPECT_EQ(count(document, kStatementUnbalanced), holds ? 0U : 1U);
    EXPECT_EQ(statement_of(document).balanced(), holds);
  }
}

TEST(Camt053, ExplainsAMissingBalance) {
  const auto document = read_bank_file(statement(balance("OPBD", "5.00") + credit("1.00")));
  EXPECT_EQ(only(document).code, kStatementBalanceMissing);
  EXPECT_FALSE(document.refused());
  EXPECT_FALSE(statement_of(document).balanced());
}

TEST(Camt053, RefusesDigitsFinerThanAFen) {
  struct Row {
    const char* amount;
    bool taken;
  };
  for (const auto& [amount, taken] : {Row{"1.00000", true},
                                      {"1.00100", false},
                                      {"1.000000", false},
                                      {"+1", true},
                                      {".5", true},
                                      {"-1.00", false},
                                      {"", false},
                                      {".", false},
                                      {"1e2", false},
                                      {"1,00", false}}) {
    EXPECT_EQ(parse_iso_amount(amount, Currency::cny()).has_value(), taken) << amount;
  }
}

TEST(Camt053, RefusesAmountsThatDoNotFit) {
  EXPECT_TRUE(parse_iso_amount("9999999999999999.99", Currency::cny()).has_value());
  EXPECT_TRUE(parse_iso_amount("000009999999999999999.99", Currency::cny()).has_value());
  EXPECT_FALSE(parse_iso_amount("10000000000000000.00", Currency::cny()).has_value());
}

TEST(Camt053, ReportsEveryEntryAtFaultInOnePass) {
  const auto document = read_bank_file(statement(
      balance("OPBD", "5.00") + balance("CLBD", "15.00") +
      entry("<CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>") +
      entry("<Amt Ccy='CNY'>1.00</Amt><Sts><Cd>BOOK</Cd></Sts>") +
      entry("<Amt Ccy='CNY'>1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>") +
      entry("<Amt Ccy='CNY'>x</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>") +
      entry("<Amt Ccy='CNY'>1</Amt><CdtDbtInd>UP</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>") +
      entry("<Amt Ccy='EUR'>1</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>") +
      entry("<Amt Ccy='QQQ'>1</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>")));
  EXPECT_TRUE(document.refused());
  EXPECT_EQ(count(document, kElementMissing), 3U);
  EXPECT_EQ(count(document, kAmountBad), 1U);
  EXPECT_EQ(count(document, kSignUnknown), 1U);
  EXPECT_EQ(count(document, kCurrencyMismatch), 1U);
  EXPECT_EQ(count(document, kCurrencyUnknown), 1U);
  EXPECT_EQ(count(document, kStatementUnbalanced), 0U);  // it follows from the others
}

TEST(Camt053, RefusesAStatementWithoutAccount) {
  const auto bytes = replaced(statement(balance("OPBD", "1") + balance("CLBD", "1")),
                              "<Id><Othr><Id>17</Id></Othr></Id>", "");
  const auto document = read_bank_file(bytes);
  EXPECT_EQ(only(document).code, kElementMissing);
  EXPECT_EQ(only(document).field, "Acct/Id");
}

TEST(Camt053, RefusesABookedEntryWithoutAnyDate) {
  const auto bytes = statement(
      "<Ntry><Amt Ccy='CNY'>1</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts></Ntry>");
  EXPECT_EQ(count(read_bank_file(bytes), kDateMissing), 1U);
}

TEST(Camt053, CountsAnUnknownEntryStatusAsNotBooked) {
  const auto document = read_bank_file(statement(
      balance("OPBD", "1") + balance("CLBD", "1") +
      entry("<Amt Ccy='CNY'>1</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Prtry>X</Prtry>Q</Sts>")));
  EXPECT_EQ(only(document).code, kEntryStatusUnknown);
  EXPECT_EQ(statement_of(document).unbooked, 1U);
}

TEST(Camt053, RefusesAPageOfAStatement) {
  const std::string balances = balance("OPBD", "1") + balance("CLBD", "1");
  const auto page = [&](std::string_view number, std::string_view last) {
    return statement("<StmtPgntn><PgNb>" + std::string(number) + "</PgNb><LastPgInd>" +
                     std::string(last) + "</LastPgInd></StmtPgntn>" + balances);
  };
  EXPECT_FALSE(read_bank_file(page("1", "true")).refused());
  EXPECT_EQ(only(read_bank_file(page("1", "false"))).code, kStatementPartial);
  EXPECT_EQ(only(read_bank_file(page("00002", "true"))).code, kStatementPartial);
  const auto in_header =
      statement(balances, "<MsgPgntn><PgNb>1</PgNb><LastPgInd>false</LastPgInd></MsgPgntn>");
  EXPECT_EQ(only(read_bank_file(in_header)).code, kStatementPartial);
}

TEST(Camt053, NotesACopy) {
  const auto document = read_bank_file(
      statement("<CpyDplctInd>DUPL</CpyDplctInd>" + balance("OPBD", "1") + balance("CLBD", "1")));
  EXPECT_EQ(only(document).code, kStatementCopy);
  EXPECT_FALSE(document.refused());
}

TEST(Camt053, RefusesAMessageWithoutStatement) {
  const auto document = read_bank_file(
      "<Document "
      "xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'><BkToCstmrStmt/></Document>");
  EXPECT_EQ(only(document).code, kStatementNone);
}

TEST(Camt053, TextAroundACommentIsOneText) {
  const auto document =
      read_bank_file(statement(balance("OPBD", "1.00") + balance("CLBD", "13.50") +
                               credit("1<!-- a comment -->2.5<?pi?>0")));
  EXPECT_TRUE(document.findings.empty());
  EXPECT_EQ(to_string(statement_of(document).entries.front().amount), "12.50");
}

TEST(Camt053, CdataIsText) {
  const auto document = read_bank_file(
      statement(balance("OPBD", "0") + balance("CLBD", "2") + credit("<![CDATA[2.00]]>")));
  EXPECT_TRUE(document.findings.empty());
}

TEST(Camt053, CountsTheDecimalsOfItsOwnCurrency) {
  auto bytes = statement(balance("OPBD", "5") + balance("CLBD", "15") + credit("10"));
  for (std::size_t at = 0; (at = bytes.find("CNY", at)) != std::string::npos;) {
    bytes.replace(at, 3, "JPY");
  }
  const auto document = read_bank_file(bytes);
  EXPECT_TRUE(document.findings.empty());
  EXPECT_EQ(statement_of(document).closing, Money::from_minor(15));
}

}  // namespace
}  // namespace anxin::bank
