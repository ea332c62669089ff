// Results: pain.002, every status of its table, contradictions and repetitions.
#include "tests/support/bank_messages.h"

namespace anxin::bank {
namespace {

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

}  // namespace
}  // namespace anxin::bank
