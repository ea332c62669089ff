// What every bank file has to be: hostile and foreign files, and the sums of an instruction.
#include "tests/support/bank_messages.h"

namespace anxin::bank {
namespace {

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
  EXPECT_EQ(read_bank_file(nested(kXmlDepthMax - 1)).findings.back().code, kStatementNone);
  EXPECT_EQ(read_bank_file(nested(kXmlDepthMax)).findings.back().code, kStatementNone);
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
      "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.060.001.05'>"
      "<AcctRptgReq/></Document>");
  EXPECT_EQ(only(notice).code, kMessageUnknown);
  EXPECT_EQ(only(notice).details, (Fields{{"message", "camt.060.001.05"}}));
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
