#include "payments/bank/pain001.h"

#include <gtest/gtest.h>
#include <libxml/parser.h>
#include <libxml/xmlschemas.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "ledger/base/amount.h"
#include "payments/bank/bank_file.h"

namespace anxin::bank {
namespace {

using payments::CreditTransfer;
using payments::Initiation;
using payments::InitiationSummary;

CreditTransfer transfer(std::string id, std::int64_t fen) {
  CreditTransfer line;
  line.end_to_end_id = std::move(id);
  line.amount = Money::from_minor(fen);
  line.creditor = {"周小满", "6217000000000000019", "105651000017"};
  line.creditor_id_no = "11010519491231002X";
  line.remittance = "2026年10月工资";
  return line;
}

Initiation initiation() {
  Initiation message;
  message.message_id = "GC20261115-PRJ0001-01";
  message.payment_info_id = "GC20261115-PRJ0001-01-P1";
  message.created = *parse_instant("2026-11-15T02:30:00Z");
  message.initiator = "青溪建设集团";
  message.execution = *parse_date("2026-11-16");
  message.debtor = {"青溪建设集团农民工工资专用账户", "36050180000000000017", "105651000017"};
  message.transfers = {transfer("W202611150000001", 307'919), transfer("W202611150000002", 1)};
  return message;
}

Reason refusal(const Initiation& message) { return check_initiation(message).error().reason; }

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

// 1 valid, 0 not valid; -1 when the schema is not there.
int validate(const std::string& bytes, const std::string& message) {
  const char* folder = std::getenv("ANXIN_XSD");
  const auto path = std::filesystem::path(folder == nullptr ? "" : folder) / (message + ".xsd");
  if (folder == nullptr || !std::filesystem::exists(path)) return -1;
  auto* parser = xmlSchemaNewParserCtxt(path.c_str());
  auto* schema = xmlSchemaParse(parser);
  auto* context = xmlSchemaNewValidCtxt(schema);
  auto* document = xmlReadMemory(bytes.data(), static_cast<int>(bytes.size()), nullptr, nullptr,
                                 XML_PARSE_NONET);
  const int answer = xmlSchemaValidateDoc(context, document);
  xmlFreeDoc(document);
  xmlSchemaFreeValidCtxt(context);
  xmlSchemaFree(schema);
  xmlSchemaFreeParserCtxt(parser);
  return answer == 0 ? 1 : 0;
}

void expect_valid(const Initiation& message) {
  const int valid = validate(write_pain001(message), "pain.001.001.09");
  const int older = validate(write_pain001_03(message), "pain.001.001.03");
  if (valid < 0 || older < 0) {
    std::puts("schema validation skipped: ANXIN_XSD names no folder with pain.001.001.09 and .03");
    return;
  }
  EXPECT_EQ(valid, 1);
  EXPECT_EQ(older, 1);
}

TEST(Pain001, IsValidAgainstTheSchema) { expect_valid(initiation()); }

TEST(Pain001, IsValidAtTheEdgesOfItsFacets) {
  auto message = initiation();
  message.message_id = std::string(35, 'M');
  message.payment_info_id = std::string(35, 'P');
  auto& line = message.transfers.front();
  line.end_to_end_id = std::string(35, 'E');
  line.creditor.account = std::string(34, '6');
  line.creditor.bank_code.clear();
  line.creditor_id_no.clear();
  line.remittance.clear();
  std::string name;
  for (int i = 0; i < 140; ++i) name += "周";
  line.creditor.name = name;
  expect_valid(message);
}

TEST(Pain001, WritesTheSameBytesEveryTime) {
  EXPECT_EQ(write_pain001(initiation()), write_pain001(initiation()));
}

TEST(Pain001, CarriesCountAndSumAtBothLevels) {
  const auto bytes = write_pain001(initiation());
  const std::string totals = "<NbOfTxs>2</NbOfTxs><CtrlSum>3079.20</CtrlSum>";
  const auto first = bytes.find(totals);
  ASSERT_NE(first, std::string::npos);
  EXPECT_NE(bytes.find(totals, first + 1), std::string::npos);
}

TEST(Pain001, TheOlderVersionCarriesTheSamePayments) {
  const auto document = read_bank_file(write_pain001_03(initiation()));
  ASSERT_TRUE(std::holds_alternative<InitiationSummary>(document.content));
  const auto& summary = std::get<InitiationSummary>(document.content);
  EXPECT_EQ(summary.message, "pain.001.001.03");
  EXPECT_EQ(to_string(summary.control_sum), "3079.20");
  EXPECT_TRUE(document.findings.empty());
}

TEST(Pain001, SaysSalaryBatchBookingAndShanghaiTime) {
  const auto bytes = write_pain001(initiation());
  EXPECT_TRUE(contains(bytes, "<CreDtTm>2026-11-15T10:30:00+08:00</CreDtTm>"));
  EXPECT_TRUE(contains(bytes, "<BtchBookg>true</BtchBookg>"));
  EXPECT_TRUE(contains(bytes, "<PmtTpInf><CtgyPurp><Cd>SALA</Cd></CtgyPurp></PmtTpInf>"));
  EXPECT_TRUE(contains(bytes, "<Purp><Cd>SALA</Cd></Purp>"));
  EXPECT_TRUE(contains(bytes, "<ReqdExctnDt><Dt>2026-11-16</Dt></ReqdExctnDt>"));
  EXPECT_TRUE(contains(bytes, "<Cd>NIDN</Cd>"));
  EXPECT_TRUE(contains(bytes, "<Cd>CNAPS</Cd>"));
}

TEST(Pain001, LeavesOutAnIdentityNumberItDoesNotHave) {
  auto message = initiation();
  for (auto& line : message.transfers) line.creditor_id_no.clear();
  EXPECT_FALSE(contains(write_pain001(message), "PrvtId"));
}

TEST(Pain001, IsReadBackWithTheSameTotals) {
  const auto document = read_bank_file(write_pain001(initiation()));
  ASSERT_TRUE(std::holds_alternative<InitiationSummary>(document.content));
  const auto& summary = std::get<InitiationSummary>(document.content);
  EXPECT_EQ(summary.message, "pain.001.001.09");
  EXPECT_EQ(summary.message_id, "GC20261115-PRJ0001-01");
  EXPECT_EQ(summary.transactions, 2U);
  EXPECT_EQ(to_string(summary.control_sum), "3079.20");
  EXPECT_TRUE(document.findings.empty());
}

TEST(Initiation, RefusesAnEmptyFile) {
  auto message = initiation();
  message.transfers.clear();
  EXPECT_EQ(refusal(message), kInitiationSize);
}

TEST(Initiation, RefusesIdentifiersOfMoreThan35) {
  for (const std::size_t length : {34U, 35U, 36U}) {
    auto message = initiation();
    message.transfers.back().end_to_end_id = std::string(length, 'E');
    EXPECT_EQ(check_initiation(message).has_value(), length <= 35);
  }
}

TEST(Initiation, RefusesIdentifiersWithOtherCharacters) {
  for (const auto* id : {"", "W 1", "W/1", "W\n", "工1"}) {
    auto message = initiation();
    message.message_id = id;
    EXPECT_EQ(refusal(message), kInitiationIdentifier) << id;
  }
}

TEST(Initiation, RefusesNamesOfMoreThan140Characters) {
  for (const int length : {139, 140, 141}) {
    auto message = initiation();
    message.initiator.clear();
    for (int i = 0; i < length; ++i) message.initiator += "青";
    EXPECT_EQ(check_initiation(message).has_value(), length <= 140);
  }
}

TEST(Initiation, RefusesTextThatXmlCannotHold) {
  auto message = initiation();
  message.transfers.front().remittance = "a\x01";
  EXPECT_EQ(refusal(message), kInitiationText);
}

TEST(Initiation, RefusesAmountsOfNothing) {
  for (const std::int64_t fen : {-1, 0, 1}) {
    auto message = initiation();
    message.transfers.front().amount = Money::from_minor(fen);
    EXPECT_EQ(check_initiation(message).has_value(), fen > 0);
  }
}

TEST(Initiation, RefusesTheSameEndToEndIdTwice) {
  auto message = initiation();
  message.transfers.back().end_to_end_id = message.transfers.front().end_to_end_id;
  EXPECT_EQ(refusal(message), kInitiationDuplicate);
}

TEST(Initiation, NamesTheElementButNeverTheValue) {
  auto message = initiation();
  message.transfers.back().creditor.bank_code = "10565100001";
  const auto fault = check_initiation(message).error();
  EXPECT_EQ(fault.details, (Fields{{"element", "CdtrAgt"}, {"item", "2"}}));
}

}  // namespace
}  // namespace anxin::bank
