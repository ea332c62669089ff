// Payment files in the layouts of banks: encodings, separators, totals, and what they refuse.
#include "payments/bank/outgoing_file.h"

#include <gtest/gtest.h>

#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/bank/csv.h"
#include "payments/bank/decode.h"
#include "payments/bank/pain001.h"
#include "payments/rules/builtin_data.h"
#include "payments/rules/outgoing_profiles.h"

namespace anxin::bank {
namespace {

using payments::Carrier;
using payments::Initiation;
using payments::OutgoingProfile;

Initiation two_wages() {
  Initiation message;
  message.message_id = message.payment_info_id = "QH01-202610-01-F1";
  message.created = *parse_instant("2026-11-15T02:30:00Z");
  message.initiator = "青溪建设集团";
  message.execution = *parse_date("2026-11-16");
  message.debtor = {"青溪建设集团农民工工资专用账户", "36050180000000000017", "105651000017"};
  message.transfers = {{"QH01-202610-01-0001",
                        Money::from_minor(307'919),
                        {"周小满", "6217000000000000019", "105651000017"},
                        "11010519491231002X",
                        "2026年10月工资"},
                       {"QH01-202610-01-0002",
                        Money::from_minor(1),
                        {"吴弢", "6217000000000000027", ""},
                        "",
                        "2026年10月工资"}};
  return message;
}

OutgoingProfile shipped(std::string_view id) {
  const auto profiles = payments::builtin_outgoing_profiles();
  const auto* found = payments::find_outgoing(profiles, id);
  if (found == nullptr) throw std::runtime_error("no profile " + std::string(id));
  return *found;
}

Initiation named(const std::string& name) {
  auto message = two_wages();
  message.transfers.back().creditor.name = name;
  return message;
}

Fault outgoing_fault(std::string_view id, const Initiation& message) {
  return check_outgoing(shipped(id), message).error();
}

std::string utf8_of(std::string_view id) {
  return decode_text(write_outgoing(shipped(id), two_wages()).value()).value().text;
}

TEST(OutgoingFile, CcbHasNineColumnsWithCardsAsText) {
  EXPECT_EQ(utf8_of("ccb-9"),
            "序号,账户,户名,金额,跨行标识,行名,联行行号,摘要,备注\r\n"
            "1,\t6217000000000000019,周小满,3079.19,,,105651000017,2026年10月工资,"
            "QH01-202610-01-0001\r\n"
            "2,\t6217000000000000027,吴弢,0.01,,,,2026年10月工资,QH01-202610-01-0002\r\n");
}

TEST(OutgoingFile, IcbcHasThreeColumns) {
  EXPECT_EQ(utf8_of("icbc-3"),
            "账户,户名,金额\r\n\t6217000000000000019,周小满,3079.19\r\n"
            "\t6217000000000000027,吴弢,0.01\r\n");
}

TEST(OutgoingFile, IcbcHasNineteenColumnsWithOurLineInTheLast) {
  const auto text = utf8_of("icbc-19");
  const auto rows = split(text, '\n');
  EXPECT_EQ(split(rows[0], ',').size(), 19U);
  EXPECT_EQ(rows[1],
            "RMB,20261116,,1,,\t36050180000000000017,青溪建设集团农民工工资专用账户,,,,,"
            "\t6217000000000000019,周小满,3079.19,2026年10月工资,,,,QH01-202610-01-0001\r");
}

TEST(OutgoingFile, BocAndCmbHaveTheirColumns) {
  EXPECT_EQ(utf8_of("boc-5"),
            "账号,户名,金额,用途,附言\r\n6217000000000000019,周小满,3079.19,ev,2026年10月工资\r\n"
            "6217000000000000027,吴弢,0.01,ev,2026年10月工资\r\n");
  EXPECT_EQ(utf8_of("cmb-4").substr(0, 41), std::string("账号,户名,金额,汇款备注\r\n\t62170"));
}

TEST(OutgoingFile, APipeFileBeginsWithItsTotalsAndEndsEachLineWithASeparator) {
  EXPECT_EQ(utf8_of("pipe"),
            "QH01-202610-01-F1|20261116|36050180000000000017|2|3079.20|\r\n"
            "1|6217000000000000019|周小满|3079.19|2026年10月工资|QH01-202610-01-0001|\r\n"
            "2|6217000000000000027|吴弢|0.01|2026年10月工资|QH01-202610-01-0002|\r\n");
}

TEST(OutgoingFile, ASeparatorInsideAGbkCharacterIsNoSeparator) {
  const auto bytes = write_outgoing(shipped("pipe"), two_wages()).value();
  EXPECT_NE(bytes.find("\x8F\x7C"), std::string::npos);  // 弢: its second byte is '|'
  EXPECT_EQ(decode_text(bytes).value().encoding, "GB18030");
}

TEST(OutgoingFile, WritesTheSameBytesEveryTime) {
  for (const auto& profile : payments::builtin_outgoing_profiles()) {
    const auto first = write_outgoing(profile, two_wages()).value();
    EXPECT_TRUE(write_outgoing(profile, two_wages()).value() == first) << profile.id;
    EXPECT_FALSE(first.empty());
  }
}

TEST(OutgoingFile, WorkbooksAreZipFilesWithoutEmptyCells) {
  const auto bytes = write_outgoing(shipped("ccb-9-xlsx"), two_wages()).value();
  EXPECT_TRUE(bytes.starts_with("PK\x03\x04"));
  EXPECT_EQ(bytes.find("inlineStr"), std::string::npos);
}

TEST(OutgoingFile, ACharacterThatGbkCannotHoldNamesItsLine) {
  for (const char* name : {"李䶮", "吴𠮷", "王㑇"}) {
    const auto fault = outgoing_fault("pipe", named(name));
    EXPECT_EQ(fault.reason, kOutgoingCharacter) << name;
    EXPECT_EQ(fault.details, (Fields{{"element", "户名"},
                                     {"lines", "QH01-202610-01-0002"},
                                     {"count", "1"},
                                     {"encoding", "gbk"}}));
  }
}

TEST(OutgoingFile, Gb18030HoldsRareNames) {
  for (const char* name : {"李䶮", "吴𠮷", "王㑇", "阿卜杜·热合曼"}) {
    const auto message = named(name);
    ASSERT_TRUE(check_outgoing(shipped("ccb-9"), message).has_value()) << name;
    const auto bytes = write_outgoing(shipped("ccb-9"), message).value();
    EXPECT_EQ(bytes.find('?'), std::string::npos);
    EXPECT_NE(decode_text(bytes).value().text.find(name), std::string::npos) << name;
  }
}

TEST(OutgoingFile, EveryLineWithTheFirstFaultIsNamedUpToTwenty) {
  for (const std::size_t lines : {19U, 20U, 21U}) {
    auto message = two_wages();
    const auto wage = message.transfers.front();
    message.transfers.clear();
    for (std::size_t at = 0; at < lines; ++at) {
      auto one = wage;
      one.end_to_end_id = "L" + std::to_string(at);
      one.creditor.name = "李䶮";
      message.transfers.push_back(one);
    }
    const auto fault = outgoing_fault("pipe", message);
    EXPECT_EQ(fault.details[2].value, std::to_string(lines));
    EXPECT_EQ(split(fault.details[1].value, ',').size(), std::min<std::size_t>(lines, 20));
  }
}

TEST(OutgoingFile, ASeparatorIsRefusedWhereTheReaderKnowsNoQuotes) {
  EXPECT_EQ(outgoing_fault("pipe", named("吴|弢")).reason, kOutgoingSeparator);
  EXPECT_EQ(outgoing_fault("boc-5", named("吴,弢")).reason, kOutgoingSeparator);
  EXPECT_TRUE(check_outgoing(shipped("ccb-9"), named("吴,弢")).has_value());
}

TEST(OutgoingFile, ASeparatorIsQuotedWhereTheReaderKnowsQuotes) {
  const auto bytes = write_outgoing(shipped("ccb-9"), named("吴,\"弢\"")).value();
  const auto text = decode_text(bytes).value().text;
  EXPECT_NE(text.find(",\"吴,\"\"弢\"\"\",0.01"), std::string::npos);
}

TEST(OutgoingFile, ATextThatLooksLikeAFormulaIsMarkedOrRefused) {
  for (const char* name : {"=1+1", "+86", "-吴", "@吴"}) {
    EXPECT_EQ(outgoing_fault("pipe", named(name)).reason, kOutgoingFormula) << name;
    const auto bytes = write_outgoing(shipped("ccb-9"), named(name)).value();
    EXPECT_NE(decode_text(bytes).value().text.find(std::string(",\t") + name + ",0.01"),
              std::string::npos);
  }
  EXPECT_TRUE(check_outgoing(shipped("pipe"), named("吴=")).has_value());
}

TEST(OutgoingFile, WhatNoBankCanTakeIsRefusedFirst) {
  auto message = named("李䶮");
  message.transfers.front().amount = Money();
  EXPECT_EQ(outgoing_fault("pipe", message).reason, kInitiationAmount);
}

TEST(OutgoingFile, TheOlderMessageHasAPlainDate) {
  const auto bytes = write_outgoing(shipped("pain.001.001.03"), two_wages()).value();
  EXPECT_NE(bytes.find("pain.001.001.03"), std::string::npos);
  EXPECT_NE(bytes.find("<ReqdExctnDt>2026-11-16</ReqdExctnDt>"), std::string::npos);
  EXPECT_EQ(write_outgoing(shipped("pain.001.001.09"), two_wages()).value(),
            write_pain001(two_wages()));
}

// ---- the data file ------------------------------------------------------------------------------

constexpr std::string_view kLayout =
    "[[profile]]\nid = \"x\"\nname = \"x\"\ncarrier = \"text\"\nlines_max = 2\nsource = \"x\"\n";

payments::Loaded<std::vector<OutgoingProfile>> layout(const std::string& more) {
  return payments::parse_outgoing_profiles(std::string(kLayout) + more);
}

TEST(OutgoingProfiles, ShipWithoutFindingsEachPayingAccountNameAndAmount) {
  const auto profiles = payments::builtin_outgoing_profiles();
  EXPECT_EQ(profiles.size(), 12U);
  EXPECT_EQ(shipped("cdbank-xlsx").lines_max, 3'000U);
  EXPECT_EQ(shipped("cmb-4-xlsx").caption_row, 6U);
  EXPECT_EQ(shipped("pain.001.001.03").carrier, Carrier::pain001_03);
}

TEST(OutgoingProfiles, EveryBankNamesOneThatExists) {
  const auto profiles = payments::builtin_outgoing_profiles();
  for (const auto& bank : payments::builtin_bank_profiles()) {
    EXPECT_NE(payments::find_outgoing(profiles, bank.outgoing), nullptr) << bank.id;
  }
}

TEST(OutgoingProfiles, ALayoutWithoutAnAmountIsRefused) {
  EXPECT_TRUE(layout("columns = [\"账户 = account\", \"户名 = name\"]\n").refused());
  EXPECT_FALSE(
      layout("columns = [\"账户 = account\", \"户名 = name\", \"金额 = amount\"]\n").refused());
}

TEST(OutgoingProfiles, AnAmountTwiceIsRefused) {
  EXPECT_TRUE(layout("columns = [\"账户 = account\", \"户名 = name\", \"金额 = amount\", "
                     "\"合计 = amount\"]\n")
                  .refused());
}

TEST(OutgoingProfiles, UnknownWordsAreNamed) {
  const std::string columns = "columns = [\"A = account\", \"B = name\", \"C = amount\"]\n";
  for (const char* line : {"encoding = \"big5\"\n", "separator = \"~\"\n", "line_end = \"cr\"\n",
                           "head = [\"total\"]\n", "text_mark = \"tab\"\nseparator = \"\\t\"\n"}) {
    EXPECT_TRUE(layout(columns + line).refused()) << line;
  }
  EXPECT_TRUE(layout("columns = [\"A = card\"]\n").refused());
  EXPECT_TRUE(layout("columns = [\"account\"]\n").refused());
}

TEST(OutgoingProfiles, AFixedTextWithASeparatorOrLikeAFormulaIsRefused) {
  const std::string columns = "columns = [\"A = account\", \"B = name\", \"C = amount\", \"D = ";
  EXPECT_FALSE(layout(columns + "'RMB'\"]\n").refused());
  EXPECT_TRUE(layout(columns + "'R,B'\"]\n").refused());
  EXPECT_TRUE(layout(columns + "'=1'\"]\n").refused());
}

}  // namespace
}  // namespace anxin::bank
