// Bank messages of a few lines, files of fixtures/bank, and what was read from them.
//
// Role: the tests of camt.053, pain.002 and pain.001 files.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "ledger/base/amount.h"
#include "payments/bank/bank_file.h"
#include "payments/bank/iso_values.h"
#include "payments/bank/pain002.h"

namespace anxin::bank {

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
inline std::string fixture(const std::string& name) {
  const auto root = std::filesystem::path(__FILE__).parent_path().parent_path().parent_path();
  std::ifstream file(root / "fixtures" / "bank" / name, std::ios::binary);
  EXPECT_TRUE(file.good()) << name;
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

inline std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

inline std::size_t count(const BankDocument& document, Reason code) {
  return static_cast<std::size_t>(
      std::count_if(document.findings.begin(), document.findings.end(),
                    [&](const Finding& finding) { return finding.code == code; }));
}

inline const Finding& only(const BankDocument& document) {
  EXPECT_EQ(document.findings.size(), 1U);
  return document.findings.front();
}

inline bool has_content(const BankDocument& document) { return document.content.index() != 0; }

inline const Statement& statement_of(const BankDocument& document) {
  return std::get<ParsedStatements>(document.content).statements.front();
}

inline const PaymentResult& result_of(const BankDocument& document) {
  return std::get<PaymentResult>(document.content);
}

// A file that is refused as a whole: no content, one finding.
inline void expect_unusable(std::string_view bytes, Reason code) {
  const auto document = read_bank_file(bytes);
  EXPECT_FALSE(has_content(document)) << code.word();
  EXPECT_EQ(only(document).code, code) << document.findings.front().code.word();
  EXPECT_TRUE(document.refused());
}

inline std::string statement(std::string_view inside, std::string_view group = "") {
  return "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'><BkToCstmrStmt><GrpHdr>"
         "<MsgId>M</MsgId>" +
         std::string(group) + "</GrpHdr><Stmt><Id>S</Id><Acct><Id><Othr><Id>17</Id></Othr></Id>" +
         "<Ccy>CNY</Ccy></Acct>" + std::string(inside) + "</Stmt></BkToCstmrStmt></Document>";
}

inline std::string balance(std::string_view type, std::string_view amount) {
  return "<Bal><Tp><CdOrPrtry><Cd>" + std::string(type) + "</Cd></CdOrPrtry></Tp><Amt Ccy='CNY'>" +
         std::string(amount) +
         "</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-17</Dt></Dt></Bal>";
}

inline std::string entry(std::string_view inside) {
  return "<Ntry>" + std::string(inside) + "<BookgDt><Dt>2026-11-17</Dt></BookgDt></Ntry>";
}

inline std::string credit(std::string_view amount) {
  return entry("<Amt Ccy='CNY'>" + std::string(amount) +
               "</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>");
}

inline std::string result(std::string_view transactions) {
  return "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pain.002.001.10'><CstmrPmtStsRpt><GrpHdr>"
         "<MsgId>R</MsgId></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>M</OrgnlMsgId>"
         "</OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><OrgnlPmtInfId>P</OrgnlPmtInfId>" +
         std::string(transactions) + "</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>";
}

inline std::string transaction(std::string_view id, std::string_view status,
                               std::string_view reason = "") {
  std::string text = "<TxInfAndSts><OrgnlEndToEndId>" + std::string(id) + "</OrgnlEndToEndId>" +
                     "<TxSts>" + std::string(status) + "</TxSts>";
  if (!reason.empty()) {
    text += "<StsRsnInf><Rsn><Cd>" + std::string(reason) + "</Cd></Rsn></StsRsnInf>";
  }
  return text + "</TxInfAndSts>";
}

}  // namespace anxin::bank
