// camt.052, .053 and .054 in all versions, and the habits of banks that a profile names.
#include "tests/support/bank_corpus.h"
#include "tests/support/bank_messages.h"

namespace anxin::bank {
namespace {

using payments::ReportKind;
using tests::incoming_profile;

std::string corpus(const std::string& name) {
  for (auto& file : tests::bank_corpus()) {
    if (file.name == name) return std::move(file.bytes);
  }
  ADD_FAILURE() << name;
  return "";
}

TEST(AccountReport, EveryVersionSaysTheSame) {
  for (int version = 2; version <= 12; ++version) {
    const auto message =
        std::string("camt.053.001.") + (version < 10 ? "0" : "") + std::to_string(version);
    const auto document = read_bank_file(corpus("iso20022~" + message + ".xml"));
    EXPECT_TRUE(document.findings.empty()) << message;
    const auto& read = statement_of(document);
    EXPECT_EQ(read.message, message);
    EXPECT_EQ(read.servicer, "PCBCCNBJ") << message;
    EXPECT_EQ(read.unbooked, 1U) << message;
    ASSERT_EQ(read.entries.size(), 2U) << message;
    EXPECT_EQ(read.entries[1].payment_info_id, "QH01-202610-01-F1");
    ASSERT_EQ(read.entries[1].details.size(), 3U) << message;
    EXPECT_EQ(read.entries[1].details[1].counterparty, "陈㑇") << message;
    EXPECT_EQ(to_string(*read.entries[1].details[2].amount), "120.80") << message;
  }
}

TEST(AccountReport, ReportsAndNoticesAreReadButAreNoStatements) {
  const auto report = read_bank_file(corpus("iso20022~camt.052.001.08.xml"));
  EXPECT_TRUE(report.findings.empty());
  EXPECT_EQ(std::get<ParsedStatements>(report.content).kind, ReportKind::report);
  EXPECT_EQ(statement_of(report).entries.size(), 2U);
  const auto notice = read_bank_file(corpus("iso20022~camt.054.001.04.xml"));
  EXPECT_TRUE(notice.findings.empty());
  EXPECT_EQ(std::get<ParsedStatements>(notice.content).kind, ReportKind::notice);
}

TEST(AccountReport, AMissingNamespaceIsToldAndRefusedWhereTheProfileSaysSo) {
  const auto bytes = corpus("iso20022~no-namespace.xml");
  EXPECT_EQ(only(read_bank_file(bytes)).code, kNamespaceMissing);
  EXPECT_EQ(only(read_bank_file(bytes)).severity, Severity::note);
  EXPECT_EQ(statement_of(read_bank_file(bytes)).message, "camt.053");
  EXPECT_TRUE(read_bank_file(bytes, incoming_profile("iso20022-strict")).refused());
}

TEST(AccountReport, TheEquationProvesHowReversalsAreSigned) {
  const auto inverted = corpus("iso20022~bad-reversal-inverted.xml");
  const auto as_written = read_bank_file(inverted);
  EXPECT_EQ(count(as_written, kStatementUnbalanced), 1U);
  EXPECT_EQ(count(as_written, kReversalSign), 1U);
  const auto by_profile = read_bank_file(inverted, incoming_profile("iso20022-inverted"));
  EXPECT_TRUE(by_profile.findings.empty());
  EXPECT_TRUE(statement_of(by_profile).balanced());
  EXPECT_TRUE(read_bank_file(corpus("iso20022~reversal.xml"), incoming_profile("iso20022-inverted"))
                  .refused());
}

TEST(AccountReport, NoHintIsGivenWhereReversalsDoNotExplainIt) {
  const auto document = read_bank_file(
      statement(balance("OPBD", "5.00") + balance("CLBD", "15.00") + credit("9.99")));
  EXPECT_EQ(count(document, kReversalSign), 0U);
}

TEST(AccountReport, DetailsThatDoNotAddUpAreToldAndTheEntryCounts) {
  const auto document = read_bank_file(corpus("iso20022~details-differ.xml"));
  EXPECT_EQ(only(document).code, kDetailsDiffer);
  EXPECT_EQ(only(document).details, (Fields{{"count", "1"}, {"item", "1"}}));
  EXPECT_FALSE(document.refused());
  EXPECT_EQ(to_string(statement_of(document).entries[0].amount), "100.00");
}

TEST(AccountReport, TextIsOneAroundCommentsAndInCdata) {
  const auto document = read_bank_file(corpus("iso20022~comments-and-cdata.xml"));
  EXPECT_TRUE(document.findings.empty());
  EXPECT_EQ(to_string(statement_of(document).entries[0].amount), "12.50");
}

TEST(PaymentReturn, IsReadWithAmountReasonAndDay) {
  const auto document = read_bank_file(corpus("iso20022~pacs.004.001.09.xml"));
  EXPECT_TRUE(document.findings.empty());
  const auto& advice = std::get<payments::ReturnAdvice>(document.content);
  EXPECT_EQ(advice.message, "pacs.004.001.09");
  EXPECT_EQ(advice.original_message_id, "QH01-202610-01-F1");
  ASSERT_EQ(advice.returns.size(), 1U);
  EXPECT_EQ(advice.returns[0].end_to_end_id, "QH01-202610-01-0001");
  EXPECT_EQ(to_string(*advice.returns[0].amount), "3079.19");
  EXPECT_EQ(advice.returns[0].reason, "AC04");
  EXPECT_EQ(advice.returns[0].reason_text, "已销户");
  EXPECT_EQ(to_string(*advice.returns[0].settled), "2026-11-18");
}

TEST(PaymentReturn, OnePaymentCannotComeBackTwice) {
  auto bytes = corpus("iso20022~pacs.004.001.09.xml");
  const auto begin = bytes.find("<TxInf>");
  const auto end = bytes.find("</TxInf>") + 8;
  bytes.insert(end, bytes.substr(begin, end - begin));
  EXPECT_EQ(only(read_bank_file(bytes)).code, kResultRepeated);
  EXPECT_EQ(only(read_bank_file(bytes)).severity, Severity::explain);
}

TEST(RecallAnswer, IsReadByTransactionWithItsReason) {
  const auto document = read_bank_file(corpus("iso20022~camt.029.001.09.xml"));
  EXPECT_TRUE(document.findings.empty());
  const auto& recall = std::get<payments::RecallAnswers>(document.content);
  EXPECT_EQ(recall.status, "RJCR");
  ASSERT_EQ(recall.answers.size(), 2U);
  EXPECT_EQ(recall.answers[0].status, "RJCR");
  EXPECT_EQ(recall.answers[0].reason, "CUST");
  EXPECT_EQ(recall.answers[1].status, "PDCR");
  EXPECT_EQ(recall.answers[1].payment_info_id, "QH01-202610-01-F1");
}

TEST(RecallAnswer, AWordThatNobodyKnowsIsTold) {
  const auto document =
      read_bank_file(replaced(corpus("iso20022~camt.029.001.09.xml"), ">PDCR<", ">XXXX<"));
  EXPECT_EQ(only(document).code, kStatusUnknown);
}

TEST(Pain002, ACodeOfALaterVersionIsToldAndCountsAsWhatItMeans) {
  const auto document = read_bank_file(corpus("iso20022~pain.002.foreign-code.xml"));
  EXPECT_EQ(only(document).code, kStatusForeign);
  EXPECT_EQ(result_of(document).statuses[0].outcome, PaymentOutcome::paid);
  const auto unknown = read_bank_file(corpus("iso20022~pain.002.unknown-code.xml"));
  EXPECT_EQ(only(unknown).code, kStatusUnknown);
  EXPECT_EQ(result_of(unknown).statuses[0].outcome, PaymentOutcome::unknown);
}

TEST(Pain002, ADuplicateIsNeverFreeToBePaidAgain) {
  const auto document = read_bank_file(result(transaction("W1", "RJCT", "AM05")));
  EXPECT_EQ(only(document).code, kOutcomeOpen);
  EXPECT_EQ(result_of(document).statuses[0].outcome, PaymentOutcome::unknown);
}

}  // namespace
}  // namespace anxin::bank
