// What became of payments, in the tables that banks send.
#include "payments/bank/return_table.h"

#include "payments/bank/incoming_table.h"
#include "tests/support/bank_corpus.h"
#include "tests/support/bank_messages.h"

namespace anxin::bank {
namespace {

using tests::incoming_profile;

BankDocument read_corpus(const std::string& name) {
  for (const auto& file : tests::bank_corpus()) {
    if (file.name == name) return read_bank_file(file.bytes, incoming_profile(file.profile));
  }
  ADD_FAILURE() << name;
  return {};
}

BankDocument read_result_rows(std::string_view rows,
                              std::string_view profile = "return-same-file") {
  const auto text = "序号,账户,户名,金额,状态,失败原因\n" + std::string(rows);
  return read_bank_file(text, incoming_profile(profile));
}

std::string row(const std::string& status, const std::string& text) {
  return "1,6217000000000000019,周小满,1.00," + status + "," + text + "\n";
}

PaymentOutcome outcome_of(const std::string& status, const std::string& text) {
  return result_of(read_result_rows(row(status, text))).statuses.at(0).outcome;
}

TEST(ReturnTable, ReadsTheSameFileWithAStatus) {
  const auto document = read_corpus("return-same-file~paid-and-failed.csv");
  EXPECT_TRUE(document.findings.empty());
  const auto& read = result_of(document);
  EXPECT_EQ(read.original_payment_info_id, "QH01-202610-01-F1");
  ASSERT_EQ(read.statuses.size(), 3U);
  EXPECT_EQ(read.statuses[0].outcome, PaymentOutcome::paid);
  EXPECT_EQ(read.statuses[0].sequence, 1U);
  EXPECT_EQ(read.statuses[0].name, "周小满");
  EXPECT_EQ(read.statuses[1].outcome, PaymentOutcome::failed);
  EXPECT_EQ(read.statuses[1].reason, "BE01");
  EXPECT_EQ(read.statuses[2].outcome, PaymentOutcome::in_flight);
}

TEST(ReturnTable, WhatTheBankDoesNotKnowIsNeverAFailure) {
  for (const auto* text : {"通讯超时", "系统忙", "交易结果未知", "收款行故障", "户名不符，通讯超时",
                           "交易重账", "星期三不办理"}) {
    EXPECT_EQ(outcome_of("失败", text), PaymentOutcome::unknown) << text;
  }
}

TEST(ReturnTable, OnlyTheProfilesWordsDecide) {
  EXPECT_EQ(outcome_of("成功", ""), PaymentOutcome::paid);
  EXPECT_EQ(outcome_of("未成功", ""), PaymentOutcome::unknown);
  EXPECT_EQ(outcome_of("成功", "户名不符"), PaymentOutcome::unknown);
  EXPECT_EQ(outcome_of("失败", ""), PaymentOutcome::failed);
  EXPECT_EQ(outcome_of("失败", "该笔账户已销户。"), PaymentOutcome::failed);
  EXPECT_EQ(outcome_of("", ""), PaymentOutcome::unknown);
}

TEST(ReturnTable, TheWholeTextWinsThenTheLongestPart) {
  const std::vector<payments::ReturnText> texts{
      {"冻结", "AC06"}, {"账户已冻结", "AC07"}, {"3008", "AM04"}, {"超时", "FF10"}};
  EXPECT_EQ(find_reason("冻结", texts), "AC06");
  EXPECT_EQ(find_reason("该账户已冻结,请查", texts), "AC07");
  EXPECT_EQ(find_reason("账户已冻结,超时", texts), "FF10");
  EXPECT_EQ(find_reason("3008", texts), "AM04");
  EXPECT_EQ(find_reason("130085", texts), std::nullopt);
  EXPECT_EQ(find_reason("正常", texts), std::nullopt);
  EXPECT_EQ(find_reason("", texts), std::nullopt);
}

TEST(ReturnTable, EveryTextOfTheTableFindsAReason) {
  for (const auto& text : incoming_profile("return-api").texts) {
    EXPECT_TRUE(find_reason(text.text, incoming_profile("return-api").texts)) << text.text;
  }
}

TEST(ReturnTable, TotalsAgreeToTheFenOrTheFileIsRefused) {
  for (const auto* sum : {"0.99", "1.00", "1.01"}) {
    const auto document = read_result_rows(row("成功", "") + "合计,,1笔," + sum + ",,\n");
    const bool agrees = std::string_view(sum) == "1.00";
    EXPECT_EQ(document.refused(), !agrees) << sum;
    EXPECT_EQ(has_content(document), agrees);
    EXPECT_EQ(count(document, kTableTotalsDiffer), agrees ? 0U : 1U);
  }
  EXPECT_TRUE(read_result_rows(row("成功", "") + "合计,,2笔,1.00,,\n").refused());
}

// Found by the fuzzer: the words behind the numbers were read after the line was gone, so that a
// count with 笔 behind it could be taken for none.
TEST(ReturnTable, ACountWithItsWordIsHeldAgainstTheRowsWhateverStandsBesideIt) {
  const std::string long_remark(200, 'x');
  EXPECT_FALSE(
      read_result_rows(row("成功", "") + "合计,,1笔 9," + "1.00," + long_remark + ",\n").refused());
  EXPECT_TRUE(
      read_result_rows(row("成功", "") + "合计,,2笔 1," + "1.00," + long_remark + ",\n").refused());
}

TEST(ReturnTable, TotalsMayStandAboveTheCaptions) {
  const auto above = [](const std::string& totals) {
    return read_bank_file(totals + "\n账户,金额,状态\n6217000000000000019,1.00,成功\n",
                          incoming_profile("return-same-file"));
  };
  EXPECT_FALSE(above("总笔数:1,总金额:1.00").refused());
  EXPECT_TRUE(above("总笔数:2,总金额:1.00").refused());
  EXPECT_TRUE(above("总笔数:1,总金额:1.01").refused());
}

TEST(ReturnTable, ATextThatWasCutInTheMiddleOfACharacterIsStillRead) {
  const auto document = read_corpus("return-two-files~failure-cut.txt");
  EXPECT_TRUE(document.findings.empty());
  EXPECT_EQ(result_of(document).statuses[0].reason, "BE01");
  EXPECT_EQ(result_of(document).statuses[0].name, "欧阳东");  // 東 and others hold a '|' in GBK
  EXPECT_EQ(without_cut_characters("\xBB\xA7\xC3\r\n\xBB|\n"), "\xBB\xA7\r\n\xBB|\n");
  EXPECT_EQ(without_cut_characters("a\x81\x30\x81\n"), "a\n");
}

TEST(ReturnTable, AbsenceMeansSuccessOnlyWhereTheProfileDeclaresIt) {
  EXPECT_EQ(result_of(read_corpus("return-failures~one.csv")).absence,
            payments::Absence::says_nothing);
  const auto declared = read_corpus("return-failures-rest-paid~one.csv");
  EXPECT_EQ(result_of(declared).absence, payments::Absence::success);
  EXPECT_EQ(result_of(declared).statuses.size(), 1U);
  EXPECT_TRUE(result_of(read_corpus("return-failures-rest-paid~none.csv")).statuses.empty());
}

TEST(ReturnTable, SentToTheBankIsNotPaid) {
  const auto statuses = result_of(read_corpus("return-allinpay~codes.csv")).statuses;
  EXPECT_EQ(statuses[0].outcome, PaymentOutcome::paid);
  EXPECT_EQ(statuses[1].outcome, PaymentOutcome::in_flight);
  EXPECT_EQ(statuses[2].outcome, PaymentOutcome::failed);
  EXPECT_EQ(statuses[2].reason, "AM04");
}

TEST(IncomingTable, ReadsAmountsInThreesAroundAFen) {
  using payments::AmountUnit;
  EXPECT_EQ(read_bank_amount("000149.87", AmountUnit::yuan), Money::from_minor(14'987));
  EXPECT_EQ(read_bank_amount("+1,234.50", AmountUnit::yuan), Money::from_minor(123'450));
  EXPECT_EQ(read_bank_amount("-0.01", AmountUnit::yuan), Money::from_minor(-1));
  EXPECT_EQ(read_bank_amount("0.001", AmountUnit::yuan), std::nullopt);
  EXPECT_EQ(read_bank_amount("14987", AmountUnit::fen), Money::from_minor(14'987));
  EXPECT_EQ(read_bank_amount("149.87", AmountUnit::fen), std::nullopt);
  EXPECT_EQ(read_bank_amount("", AmountUnit::yuan), std::nullopt);
}

TEST(IncomingTable, ReadsDaysAsBanksWriteThem) {
  for (const auto* text : {"2026-11-07", "20261107", "2026/11/7", "2026年11月7日",
                           "2026-11-07 10:30:00", "20261107103000"}) {
    ASSERT_TRUE(read_bank_day(text)) << text;
    EXPECT_EQ(to_string(*read_bank_day(text)), "2026-11-07") << text;
  }
  for (const auto* text : {"", "2026-13-01", "11/07/2026", "20261301", "昨天"}) {
    EXPECT_FALSE(read_bank_day(text)) << text;
  }
}

}  // namespace
}  // namespace anxin::bank
