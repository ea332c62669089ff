#include "payments/bank/bank_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "ledger/base/amount.h"
#include "payments/bank/iso_values.h"
#include "payments/bank/pain002.h"

namespace anxin::bank {
namespace {

using payments::BankDocument;
using payments::Direction;
using payments::Finding;
using payments::InitiationSummary;
using payments::ParsedStatements;
using payments::PaymentOutcome;
using payments::PaymentResult;
using payments::Severity;
using payments::Statement;

// The repository's root is found from this file, so that the test runs from any folder.
std::string fixture(const std::string& name) {
  const auto root = std::filesystem::path(__FILE__).parent_path().parent_path().parent_path();
  std::ifstream file(root / "fixtures" / "bank" / name, std::ios::binary);
  EXPECT_TRUE(file.good()) << name;
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

std::size_t count(const BankDocument& document, Reason code) {
  return static_cast<std::size_t>(
      std::count_if(document.findings.begin(), document.findings.end(),
                    [&](const Finding& finding) { return finding.code == code; }));
}

const Finding& only(const BankDocument& document) {
  EXPECT_EQ(document.findings.size(), 1U);
  return document.findings.front();
}

bool has_content(const BankDocument& document) { return document.content.index() != 0; }

const Statement& statement_of(const BankDocument& document) {
  return std::get<ParsedStatements>(document.content).statements.front();
}

const PaymentResult& result_of(const BankDocument& document) {
  return std::get<PaymentResult>(document.content);
}

// A file that is refused as a whole: no content, one finding.
void expect_unusable(std::string_view bytes, Reason code) {
  const auto document = read_bank_file(bytes);
  EXPECT_FALSE(has_content(document)) << code.word();
  EXPECT_EQ(only(document).code, code) << document.findings.front().code.word();
  EXPECT_TRUE(document.refused());
}

std::string statement(std::string_view inside, std::string_view group = "") {
  return "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'><BkToCstmrStmt><GrpHdr>"
         "<MsgId>M</MsgId>" +
         std::string(group) + "</GrpHdr><Stmt><Id>S</Id><Acct><Id><Othr><Id>17</Id></Othr></Id>" +
         "<Ccy>CNY</Ccy></Acct>" + std::string(inside) + "</Stmt></BkToCstmrStmt></Document>";
}

std::string balance(std::string_view type, std::string_view amount) {
  return "<Bal><Tp><CdOrPrtry><Cd>" + std::string(type) + "</Cd></CdOrPrtry></Tp><Amt Ccy='CNY'>" +
         std::string(amount) +
         "</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-17</Dt></Dt></Bal>";
}

std::string entry(std::string_view inside) {
  return "<Ntry>" + std::string(inside) + "<BookgDt><Dt>2026-11-17</Dt></BookgDt></Ntry>";
}

std::string credit(std::string_view amount) {
  return entry("<Amt Ccy='CNY'>" + std::string(amount) +
               "</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>");
}

std::string result(std::string_view transactions) {
  return "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pain.002.001.10'><CstmrPmtStsRpt><GrpHdr>"
         "<MsgId>R</MsgId></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>M</OrgnlMsgId>"
         "</OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><OrgnlPmtInfId>P</OrgnlPmtInfId>" +
         std::string(transactions) + "</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>";
}

std::string transaction(std::string_view id, std::string_view status,
                        std::string_view reason = "") {
  std::string text = "<TxInfAndSts><OrgnlEndToEndId>" + std::string(id) + "</OrgnlEndToEndId>" +
                     "<TxSts>" + std::string(status) + "</TxSts>";
  if (!reason.empty()) {
    text += "<StsRsnInf><Rsn><Cd>" + std::string(reason) + "</Cd></Rsn></StsRsnInf>";
  }
  return text + "</TxInfAndSts>";
}

// --- Statements

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
  const auto document = read_bank_file("<Document><BkToCstmrStmt/></Document>");
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

// --- Results

TEST(Pain002, ReadsTheCurrentVersion) {
  const auto document = read_bank_file(fixture("result.pain.002.001.10.xml"));
  EXPECT_TRUE(document.findings.empty());
  const auto& read = result_of(document);
  EXPECT_EQ(read.message, "pain.002.001.10");
  EXPECT_EQ(read.message_id, "RES20261116-01");
  EXPECT_EQ(read.original_message_id, "GC20261115-PRJ0001-01");
  EXPECT_EQ(read.original_payment_info_id, "GC20261115-P1");
  EXPECT_EQ(read.group_status, "PART");
  ASSERT_EQ(read.statuses.size(), 4U);
  EXPECT_EQ(read.statuses[0].outcome, PaymentOutcome::paid);
  EXPECT_EQ(to_string(*read.statuses[0].amount), "3079.19");
  EXPECT_EQ(read.statuses[2].outcome, PaymentOutcome::failed);
  EXPECT_EQ(read.statuses[2].reason, "BE01");
  EXPECT_EQ(read.statuses[2].reason_text, "户名不符");
  EXPECT_EQ(read.statuses[3].outcome, PaymentOutcome::in_flight);
  EXPECT_FALSE(read.statuses[3].amount.has_value());
}

TEST(Pain002, ReadsTheInstalledVersion) {
  const auto document = read_bank_file(fixture("result.pain.002.001.03.xml"));
  EXPECT_TRUE(document.findings.empty());
  EXPECT_EQ(result_of(document).message, "pain.002.001.03");
  EXPECT_EQ(result_of(document).statuses.size(), 4U);
}

TEST(Pain002, ReadsADocumentInAnEnvelope) {
  const auto document = read_bank_file(fixture("result.envelope.xml"));
  EXPECT_TRUE(document.findings.empty());
  EXPECT_EQ(result_of(document).statuses.size(), 4U);
}

TEST(Pain002, ReadsASubsetNamespaceAndNoneAtAll) {
  const auto plain = fixture("result.pain.002.001.03.xml");
  const std::string_view standard = "urn:iso:std:iso:20022:tech:xsd:pain.002.001.03";
  const auto subset = read_bank_file(
      replaced(plain, standard, "http://www.example.com/de/pain.002.001.03.ch.02.xsd"));
  EXPECT_EQ(result_of(subset).message, "pain.002.001.03");
  const auto none = read_bank_file(replaced(plain, " xmlns=\"" + std::string(standard) + "\"", ""));
  EXPECT_EQ(result_of(none).message, "pain.002");
  EXPECT_EQ(result_of(none).statuses.size(), 4U);
}

TEST(Pain002, ReadsPrefixedNames) {
  const auto document = read_bank_file(
      "<p:Document xmlns:p='urn:iso:std:iso:20022:tech:xsd:pain.002.001.10'><p:CstmrPmtStsRpt>"
      "<p:OrgnlGrpInfAndSts><p:OrgnlMsgId>M</p:OrgnlMsgId><p:GrpSts>ACTC</p:GrpSts>"
      "</p:OrgnlGrpInfAndSts></p:CstmrPmtStsRpt></p:Document>");
  EXPECT_EQ(result_of(document).group_status, "ACTC");
  EXPECT_TRUE(result_of(document).statuses.empty());
}

TEST(Pain002, MapsEveryStatusOfTheTable) {
  for (const auto* status :
       {"RCVD", "ACTC", "ACCP", "ACFC", "ACFW", "ACSP", "ACWC", "PDNG", "PATC"}) {
    EXPECT_EQ(find_outcome(status), PaymentOutcome::in_flight) << status;
  }
  for (const auto* status : {"ACSC", "ACCC", "ACWP"}) {
    EXPECT_EQ(find_outcome(status), PaymentOutcome::paid) << status;
  }
  for (const auto* status : {"RJCT", "CANC"}) {
    EXPECT_EQ(find_outcome(status), PaymentOutcome::failed) << status;
  }
  EXPECT_EQ(find_outcome("BLCK"), PaymentOutcome::unknown);
  EXPECT_FALSE(find_outcome("acsc").has_value());
}

TEST(Pain002, AnUnknownStatusIsNeverPaid) {
  const auto document = read_bank_file(result(transaction("W1", "ACSX")));
  EXPECT_EQ(only(document).code, kStatusUnknown);
  EXPECT_FALSE(document.refused());
  EXPECT_EQ(result_of(document).statuses[0].outcome, PaymentOutcome::unknown);
}

TEST(Pain002, ATechnicalRejectionLeavesTheOutcomeOpen) {
  const auto document = read_bank_file(result(transaction("W1", "RJCT", "FF10")));
  EXPECT_EQ(only(document).code, kOutcomeOpen);
  EXPECT_EQ(result_of(document).statuses[0].outcome, PaymentOutcome::unknown);
}

TEST(Pain002, AStatusIsInheritedFromTheBatch) {
  const auto document = read_bank_file(
      result("<PmtInfSts>RJCT</PmtInfSts><TxInfAndSts><OrgnlEndToEndId>W1</OrgnlEndToEndId>"
             "</TxInfAndSts>"));
  EXPECT_EQ(result_of(document).group_status, "RJCT");
  EXPECT_EQ(result_of(document).statuses[0].outcome, PaymentOutcome::failed);
}

TEST(Pain002, NotesWhyTheWholeWasRejected) {
  const auto document = read_bank_file(
      result("<PmtInfSts>RJCT</PmtInfSts><StsRsnInf><Rsn><Cd>DU02</Cd></Rsn></StsRsnInf>"));
  EXPECT_EQ(only(document).code, kGroupReason);
  EXPECT_EQ(only(document).details, (Fields{{"status", "RJCT"}, {"reason", "DU02"}}));
}

TEST(Pain002, ContradictionsBecomeUnknownOnEitherSide) {
  const auto document = read_bank_file(
      result(transaction("W1", "ACSC") + transaction("W2", "ACSC") + transaction("W1", "RJCT")));
  EXPECT_EQ(only(document).code, kResultContradicted);
  const auto& statuses = result_of(document).statuses;
  EXPECT_EQ(statuses[0].outcome, PaymentOutcome::unknown);
  EXPECT_EQ(statuses[1].outcome, PaymentOutcome::paid);
  EXPECT_EQ(statuses[2].outcome, PaymentOutcome::unknown);
}

TEST(Pain002, RepetitionsAreNotedUnlessNothingWasProvided) {
  const auto twice = read_bank_file(result(transaction("W1", "ACSC") + transaction("W1", "ACCC")));
  EXPECT_EQ(only(twice).code, kResultRepeated);
  const auto none = read_bank_file(
      result(transaction("NOTPROVIDED", "ACSC") + transaction("NOTPROVIDED", "RJCT")));
  EXPECT_TRUE(none.findings.empty());
}

TEST(Pain002, ExplainsATransactionWithoutEndToEndId) {
  const auto document = read_bank_file(result(transaction("", "ACSC")));
  EXPECT_EQ(only(document).code, kElementMissing);
  EXPECT_EQ(only(document).severity, Severity::explain);
}

TEST(Pain002, RefusesMixedCurrenciesAndBadAmounts) {
  const auto line = [](std::string_view id, std::string_view currency, std::string_view amount) {
    return "<TxInfAndSts><OrgnlEndToEndId>" + std::string(id) +
           "</OrgnlEndToEndId><TxSts>ACSC</TxSts><OrgnlTxRef><Amt><InstdAmt Ccy='" +
           std::string(currency) + "'>" + std::string(amount) +
           "</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts>";
  };
  const auto document =
      read_bank_file(result(line("W1", "CNY", "1.00") + line("W2", "EUR", "1.00") +
                            line("W3", "CNY", "1.001") + line("W4", "YUAN", "1.00")));
  EXPECT_EQ(count(document, kCurrencyMismatch), 1U);
  EXPECT_EQ(count(document, kAmountBad), 1U);
  EXPECT_EQ(count(document, kCurrencyUnknown), 1U);
  EXPECT_TRUE(document.refused());
}

// --- Instructions

TEST(Pain001Summary, AgreesWithATrueFile) {
  const auto document = read_bank_file(fixture("initiation.pain.001.001.09.xml"));
  EXPECT_TRUE(document.findings.empty());
  const auto& summary = std::get<InitiationSummary>(document.content);
  EXPECT_EQ(summary.transactions, 3U);
  EXPECT_EQ(to_string(summary.control_sum), "6079.20");
}

TEST(Pain001Summary, ChecksCountAndSumAtBothLevels) {
  const auto document = read_bank_file(fixture("initiation.wrong-control-sum.xml"));
  EXPECT_TRUE(document.refused());
  EXPECT_EQ(count(document, kCountMismatch), 1U);
  EXPECT_EQ(count(document, kControlSumMismatch), 1U);
  EXPECT_EQ(document.findings[1].details,
            (Fields{{"level", "PmtInf"}, {"stated", "6079.19"}, {"counted", "6079.20"}}));
  const auto header = read_bank_file(replaced(fixture("initiation.pain.001.001.09.xml"),
                                              "<CtrlSum>6079.20<", "<CtrlSum>6079.21<"));
  EXPECT_EQ(only(header).code, kControlSumMismatch);
  EXPECT_EQ(only(header).details.front().value, "GrpHdr");
}

TEST(Pain001Summary, SumsOfManyDecimalsAreCompared) {
  const auto bytes = fixture("initiation.pain.001.001.09.xml");
  EXPECT_FALSE(read_bank_file(replaced(bytes, ">6079.20<", ">6079.20000000000000000<")).refused());
  EXPECT_TRUE(read_bank_file(replaced(bytes, ">6079.20<", ">6079.20000000000000001<")).refused());
}

TEST(Pain001Summary, NotesThatThereIsNoSum) {
  const auto document = read_bank_file(
      replaced(fixture("initiation.pain.001.001.09.xml"), "<CtrlSum>6079.20</CtrlSum>", ""));
  EXPECT_EQ(only(document).code, kControlSumMissing);
  EXPECT_FALSE(document.refused());
}

TEST(Pain001Summary, RefusesACountThatIsMissingOrNoNumber) {
  const auto bytes = fixture("initiation.pain.001.001.09.xml");
  EXPECT_EQ(only(read_bank_file(replaced(bytes, "<NbOfTxs>3</NbOfTxs>", ""))).code,
            kElementMissing);
  EXPECT_EQ(only(read_bank_file(replaced(bytes, "<NbOfTxs>3<", "<NbOfTxs>three<"))).code,
            kCountMismatch);
  EXPECT_FALSE(read_bank_file(replaced(bytes, "<NbOfTxs>3<", "<NbOfTxs>0003<")).refused());
}

// --- Hostile and foreign files

TEST(BankFile, RefusesWhatIsNotXml) {
  expect_unusable("", kNotXml);
  expect_unusable("   ", kNotXml);
  expect_unusable("姓名,账号,金额\n", kNotXml);
  expect_unusable("PK\x03\x04", kNotXml);
}

TEST(BankFile, RefusesAFileThatEndsEarlyWhereverItEnds) {
  for (const auto* name : {"statement.camt.053.001.08.xml", "result.pain.002.001.10.xml",
                           "initiation.pain.001.001.09.xml", "result.envelope.xml"}) {
    const auto bytes = fixture(name);
    for (std::size_t length = 0; length + 2 < bytes.size(); length += 37) {
      const auto document = read_bank_file(std::string_view(bytes).substr(0, length));
      EXPECT_FALSE(has_content(document)) << name << " " << length;
      EXPECT_TRUE(document.refused()) << name << " " << length;
    }
  }
}

TEST(BankFile, RefusesWhatFollowsTheDocument) {
  expect_unusable(fixture("result.pain.002.001.10.xml") + "<more/>", kXmlMalformed);
}

TEST(BankFile, RefusesADocumentType) {
  expect_unusable("<!DOCTYPE Document><Document/>", kDoctype);
  expect_unusable(
      "<!DOCTYPE Document SYSTEM 'file:///etc/passwd'><Document><BkToCstmrStmt/></Document>",
      kDoctype);
}

TEST(BankFile, RefusesAnEntityBombWithoutExpandingIt) {
  std::string bomb = "<!DOCTYPE d [<!ENTITY a0 'aaaaaaaaaa'>";
  for (int level = 1; level < 12; ++level) {
    const auto below = "&a" + std::to_string(level - 1) + ";";
    bomb += "<!ENTITY a" + std::to_string(level) + " '";
    for (int i = 0; i < 10; ++i) bomb += below;
    bomb += "'>";
  }
  expect_unusable(bomb + "]><Document>&a11;</Document>", kDoctype);
  const auto in_attribute = read_bank_file(bomb + "]><Document a='&a11;'/>");
  EXPECT_TRUE(in_attribute.refused());
  EXPECT_FALSE(has_content(in_attribute));
}

TEST(BankFile, RefusesAnEntityThatNobodyDefined) {
  expect_unusable("<Document>&chaos;</Document>", kXmlMalformed);
}

TEST(BankFile, BoundsTheDepth) {
  const auto nested = [](int levels) {
    std::string bytes = "<Document><BkToCstmrStmt><GrpHdr>";
    for (int i = 0; i < levels - 3; ++i) bytes += "<a>";
    for (int i = 0; i < levels - 3; ++i) bytes += "</a>";
    return bytes + "</GrpHdr></BkToCstmrStmt></Document>";
  };
  EXPECT_EQ(only(read_bank_file(nested(kXmlDepthMax - 1))).code, kStatementNone);
  EXPECT_EQ(only(read_bank_file(nested(kXmlDepthMax))).code, kStatementNone);
  expect_unusable(nested(kXmlDepthMax + 1), kXmlLimit);
  expect_unusable(nested(100'000), kXmlLimit);
}

TEST(BankFile, BoundsATextAndASubtree) {
  const auto header = [](const std::string& inside) {
    return "<Document><CstmrPmtStsRpt><GrpHdr>" + inside + "</GrpHdr></CstmrPmtStsRpt></Document>";
  };
  const auto text = [&](std::size_t length) { return header(std::string(length, 'x')); };
  EXPECT_TRUE(has_content(read_bank_file(text(kXmlTextBytesMax - 1))));
  EXPECT_TRUE(has_content(read_bank_file(text(kXmlTextBytesMax))));
  expect_unusable(text(kXmlTextBytesMax + 1), kXmlLimit);
  const auto subtree = [&](std::size_t elements) {
    std::string inside;
    for (std::size_t i = 1; i < elements; ++i) inside += "<a/>";
    return header(inside);
  };
  EXPECT_TRUE(has_content(read_bank_file(subtree(kXmlSubtreeElementsMax - 1))));
  EXPECT_TRUE(has_content(read_bank_file(subtree(kXmlSubtreeElementsMax))));
  expect_unusable(subtree(kXmlSubtreeElementsMax + 1), kXmlLimit);
}

TEST(BankFile, BoundsTheLines) {
  const auto lines = [](std::uint64_t number) {
    std::string inside;
    for (std::uint64_t i = 0; i < number; ++i) inside += "<CdtTrfTxInf/>";
    return "<Document><CstmrCdtTrfInitn><PmtInf>" + inside +
           "</PmtInf></CstmrCdtTrfInitn></Document>";
  };
  EXPECT_TRUE(has_content(read_bank_file(lines(kLinesMax))));
  expect_unusable(lines(kLinesMax + 1), kTooManyLines);
}

TEST(BankFile, BoundsTheBytes) {
  expect_unusable(std::string(kXmlBytesMax + 1, ' '), kFileTooLarge);
}

TEST(BankFile, RefusesMessagesItDoesNotKnow) {
  expect_unusable("<html><body/></html>", kMessageUnknown);
  expect_unusable("<Document/>", kMessageUnknown);
  expect_unusable("<Document><Other/></Document>", kMessageUnknown);
  expect_unusable("<Document xmlns='urn:other'><BkToCstmrStmt/></Document>", kMessageUnknown);
  const auto notice = read_bank_file(
      "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.054.001.04'>"
      "<BkToCstmrDbtCdtNtfctn/></Document>");
  EXPECT_EQ(only(notice).code, kMessageUnknown);
  EXPECT_EQ(only(notice).details, (Fields{{"message", "camt.054.001.04"}}));
}

TEST(BankFile, RefusesANamespaceThatContradictsTheMessage) {
  expect_unusable(
      "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pain.002.001.10'><BkToCstmrStmt/>"
      "</Document>",
      kMessageUnknown);
}

TEST(BankFile, RefusesVersionsBeforeTheInstalledOnes) {
  const auto of_version = [](std::string_view message) {
    return "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:" + std::string(message) +
           "'><CstmrPmtStsRpt/></Document>";
  };
  expect_unusable(of_version("pain.002.001.02"), kMessageTooOld);
  EXPECT_TRUE(has_content(read_bank_file(of_version("pain.002.001.03"))));
  EXPECT_TRUE(has_content(read_bank_file(of_version("pain.002.001.14"))));
}

TEST(BankFile, RefusesASecondDocument) {
  expect_unusable(
      "<Envelope><Document><CstmrPmtStsRpt/></Document><Document><CstmrPmtStsRpt/></Document>"
      "</Envelope>",
      kDocumentExtra);
}

TEST(BankFile, ReadsGbkWhereTheFileSaysSo) {
  const auto document = read_bank_file(
      "<?xml version=\"1.0\" encoding=\"GB18030\"?>" +
      result("<TxInfAndSts><OrgnlEndToEndId>W1</OrgnlEndToEndId><TxSts>RJCT</TxSts><StsRsnInf><Rsn>"
             "<Cd>BE01</Cd></Rsn><AddtlInf>\xBB\xA7\xC3\xFB\xB2\xBB\xB7\xFB</AddtlInf></StsRsnInf>"
             "</TxInfAndSts>"));
  EXPECT_EQ(result_of(document).statuses[0].reason_text, "户名不符");
}

TEST(BankFile, FindingsNameTheLineOfTheFile) {
  const auto document =
      read_bank_file(statement("\n\n" + balance("OPBD", "1") + "\n" + balance("CLBD", "1") + "\n" +
                               entry("<Sts><Cd>BOOK</Cd></Sts>")));
  EXPECT_EQ(document.findings.front().row, 5U);
}

TEST(BankFile, EveryReasonIsListedOnce) {
  for (std::size_t a = 0; a < kBankFileReasons.size(); ++a) {
    EXPECT_TRUE(kBankFileReasons[a].word().starts_with("bank."));
    for (std::size_t b = a + 1; b < kBankFileReasons.size(); ++b) {
      EXPECT_NE(kBankFileReasons[a], kBankFileReasons[b]);
    }
  }
}

}  // namespace
}  // namespace anxin::bank
