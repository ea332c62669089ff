#include "payments/bank/wage_table.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "payments/bank/csv.h"
#include "payments/bank/decode.h"
#include "payments/bank/table_reasons.h"
#include "payments/domain/identifiers.h"
#include "tests/support/test_captions.h"

namespace anxin::bank {
namespace {

using payments::Column;
using payments::Severity;

WageTable read(std::string_view text) { return read_wage_table(text, tests::test_captions()); }

std::string card(int serial) {
  std::string digits = "621799990000000000";
  digits.replace(12, 3, std::to_string(100 + serial));
  return digits + payments::luhn_check_digit(digits);
}

std::string resident_id(int serial) {
  const std::string digits = "99999919850312" + std::to_string(100 + serial);
  return digits + payments::resident_id_check_digit(digits);
}

/// "row/field/code" of each finding, which is what most tests care about.
std::vector<std::string> found(const WageTable& table) {
  std::vector<std::string> lines;
  for (const auto& finding : table.findings) {
    lines.push_back(std::to_string(finding.row) + "/" + finding.field + "/" +
                    std::string(finding.code.word()));
  }
  return lines;
}

using Lines = std::vector<std::string>;

std::optional<std::uint32_t> index_of(const WageTable& table, Column column) {
  for (const auto& match : table.columns) {
    if (match.column == column) return match.index;
  }
  return std::nullopt;
}

TEST(WageTable, ReadsEveryFieldThatItsColumnsGive) {
  const auto table = read(
      "姓名,身份证号,卡号,开户行,联行号,工种,班组,用工单位,应发工资,借支,个税,罚款,实发工资,电话,"
      "备注\n"
      "甄 一,'" +
      resident_id(1) + "," + card(1) +
      ",某行,105100000017,木工,一班,某劳务,5000.00,100,20,30,4850.00,19900000000,夜班\n");
  ASSERT_EQ(found(table), Lines{});
  ASSERT_EQ(table.rows.size(), 1U);
  const auto& row = table.rows.front();
  EXPECT_EQ(row.row, 2U);
  EXPECT_EQ(row.name, "甄一");
  EXPECT_EQ(row.id_no, resident_id(1));
  EXPECT_EQ(row.account, card(1));
  EXPECT_EQ(row.bank, "某行");
  EXPECT_EQ(row.bank_no, "105100000017");
  EXPECT_EQ(row.trade, "木工");
  EXPECT_EQ(row.team, "一班");
  EXPECT_EQ(row.employer, "某劳务");
  EXPECT_EQ(row.gross, Money::from_minor(500'000));
  EXPECT_EQ(row.advance, Money::from_minor(10'000));
  EXPECT_EQ(row.tax, Money::from_minor(2'000));
  EXPECT_EQ(row.other_deduction, Money::from_minor(3'000));
  EXPECT_EQ(row.net, Money::from_minor(485'000));
  EXPECT_EQ(row.phone, "19900000000");
  EXPECT_EQ(row.memo, "夜班");
  EXPECT_EQ(row.severity, Severity::note);
  EXPECT_EQ(table.total, Total(485'000));
  EXPECT_TRUE(table.accepted());
}

TEST(WageTable, TakesNameAccountAndAmountAlone) {
  const auto table = read("账户|户名|金额\n" + card(1) + "|甄一|3000\n");
  EXPECT_EQ(found(table), Lines{});
  EXPECT_TRUE(table.accepted());
}

TEST(WageTable, FindsItsHeaderWithinTwelveRows) {
  const auto below = [](std::size_t titles) {
    std::string text;
    for (std::size_t title = 0; title < titles; ++title) text += "标题\n";
    return read(text + "户名,账号,金额\n甄一," + card(1) + ",1.00\n");
  };
  EXPECT_EQ(below(10).header_row, 11U);
  EXPECT_EQ(below(11).header_row, 12U);
  EXPECT_EQ(found(below(12)), Lines{"0//payroll.header-missing"});
  EXPECT_EQ(below(11).rows.at(0).row, 13U);
}

TEST(WageTable, CountsRefusedRowsApartAndParkedRowsIn) {
  const auto table =
      read("姓名,卡号,金额\n甄一," + card(1) + ",1.00\n甄二,,2.00\n甄三," + card(3) + ",0.001\n");
  EXPECT_EQ(table.rows.size(), 2U);
  EXPECT_EQ(table.refused_rows, 1U);
  EXPECT_EQ(table.total, Total(300));
  EXPECT_EQ(table.rows.at(1).severity, Severity::park);
  EXPECT_FALSE(table.accepted());
}

struct CaptionCase {
  std::string name, caption;
  std::optional<Column> column;
};
class Caption : public testing::TestWithParam<CaptionCase> {};

TEST_P(Caption, IsReadAsTheFieldItNames) {
  const auto table = read("姓名x,户名,卡号," + GetParam().caption + "\n,甄一," + card(1) + ",1\n");
  std::optional<Column> column;
  for (const auto& match : table.columns) {
    if (match.index == 3) column = match.column;
  }
  EXPECT_EQ(column, GetParam().column);
}

INSTANTIATE_TEST_SUITE_P(Table, Caption,
                         testing::Values(CaptionCase{"Weak", "金额", Column::net},
                                         CaptionCase{"WeakInYuan", "金额（元）", Column::net},
                                         CaptionCase{"FullWidth", "实　发　工　资（元）",
                                                     Column::net},
                                         CaptionCase{"LineBreak", "\"实发\n工资\"", Column::net},
                                         CaptionCase{"Bracket", "实发工资(必填)", Column::net},
                                         CaptionCase{"Duty", "*实发工资", Column::net},
                                         CaptionCase{"Within", "农民工实发工资", Column::net},
                                         CaptionCase{"English", "ActualAmount", Column::net},
                                         CaptionCase{"Gross", "2026年10月应发工资", Column::gross},
                                         CaptionCase{"Id", "农民工身份证号码", Column::id_no},
                                         CaptionCase{"ForeignId", "班组长身份证号码", std::nullopt},
                                         CaptionCase{"LastMonth", "上月实发工资", std::nullopt},
                                         CaptionCase{"Accrued", "累计实发工资", std::nullopt},
                                         CaptionCase{"IdAddress", "身份证住址", std::nullopt},
                                         CaptionCase{"Project", "项目名称", std::nullopt},
                                         CaptionCase{"Team", "班组名称", Column::team},
                                         CaptionCase{"Advance", "借 支", Column::advance},
                                         CaptionCase{"Tax", "代扣个人所得税", Column::tax},
                                         CaptionCase{"Allowance", "补贴金额", std::nullopt}),
                         [](const auto& test) { return test.param.name; });

TEST(WageTable, NeverTakesProjectOrPayerForThePerson) {
  const auto table = read(
      "项目名称,班组名称,付款账号/卡号,收款账号省份,收款账号,收款账号名称,金额\n"
      "某项目,一班,622,某省," +
      card(1) + ",甄一,5.00\n");
  EXPECT_EQ(index_of(table, Column::name), 5U);
  EXPECT_EQ(index_of(table, Column::account), 4U);
  EXPECT_EQ(found(table), Lines{});
}

TEST(WageTable, PrefersNetToTheWordAmountWhereverItStands) {
  EXPECT_EQ(index_of(read("户名,卡号,金额,实发工资\n"), Column::net), 3U);
  EXPECT_EQ(index_of(read("户名,卡号,实发工资,金额\n"), Column::net), 2U);
}

TEST(WageTable, PaysGrossLessDeductionsWhereThereIsNoNet) {
  const auto plain = read("姓名,卡号,应发工资\n甄一," + card(1) + ",100\n");
  EXPECT_EQ(found(plain), Lines{"1/gross/payroll.net-from-gross"});
  EXPECT_EQ(plain.total, Total(10'000));
  const auto deducted = read("姓名,卡号,应发工资,借支,个税\n甄一," + card(1) + ",100,30,1.50\n");
  EXPECT_EQ(found(deducted), Lines{"1/gross/payroll.net-computed"});
  EXPECT_EQ(deducted.total, Total(6'850));
}

struct RoundingCase {
  std::string name, net;  // gross is 1000.00
  std::optional<Reason> code;
};
class Rounding : public testing::TestWithParam<RoundingCase> {};

TEST_P(Rounding, IsExplainedOnlyAsFarAsItReaches) {
  const auto table = read("姓名,卡号,应发工资,借支,实发工资\n甄一," + card(1) + ",1000.50,0.50," +
                          GetParam().net + "\n");
  std::optional<Reason> code;
  if (!table.findings.empty()) code = table.findings.front().code;
  EXPECT_EQ(code, GetParam().code);
  EXPECT_EQ(table.accepted(), GetParam().code != kNetMismatch);
}

INSTANTIATE_TEST_SUITE_P(Fen, Rounding,
                         testing::Values(RoundingCase{"Equal", "1000.00", std::nullopt},
                                         RoundingCase{"OneFenMore", "1000.01", kNetRounded},
                                         RoundingCase{"OneFenLess", "999.99", kNetRounded},
                                         RoundingCase{"TwoFen", "1000.02", kNetMismatch}),
                         [](const auto& test) { return test.param.name; });

std::optional<Reason> net_finding(const std::string& gross, const std::string& net) {
  const auto table =
      read("姓名,卡号,应发工资,实发工资\n甄一," + card(1) + "," + gross + "," + net + "\n");
  if (table.findings.empty()) return std::nullopt;
  return table.findings.front().code;
}

TEST(Rounding, ReachesFiveFenForJiaoAndFiftyForYuan) {
  EXPECT_EQ(net_finding("1000.14", "1000.10"), kNetRounded);
  EXPECT_EQ(net_finding("1000.15", "1000.10"), kNetRounded);
  EXPECT_EQ(net_finding("1000.16", "1000.10"), kNetMismatch);
  EXPECT_EQ(net_finding("1000.49", "1000.00"), kNetRounded);
  EXPECT_EQ(net_finding("1000.50", "1000.00"), kNetRounded);
  EXPECT_EQ(net_finding("1000.51", "1000.00"), kNetMismatch);
  EXPECT_EQ(net_finding("1000.50", "1001.00"), kNetRounded);
}

TEST(WageTable, AsksForAReasonAboveFiftyThousand) {
  const auto with_net = [](const std::string& net) {
    return found(read("姓名,卡号,金额\n甄一," + card(1) + "," + net + "\n"));
  };
  EXPECT_EQ(with_net("49999.99"), Lines{});
  EXPECT_EQ(with_net("50000.00"), Lines{});
  EXPECT_EQ(with_net("50000.01"), Lines{"2/net/payroll.amount-large"});
}

TEST(WageTable, SubtractsASumOfDeductionsOnce) {
  const auto table = read("姓名,卡号,应发工资,借支,社保,扣款合计,实发工资\n甄一," + card(1) +
                          ",1000,100,20,120,880\n");
  EXPECT_EQ(found(table), Lines{});
  EXPECT_EQ(table.rows.at(0).other_deduction, Money::from_minor(2'000));
}

TEST(WageTable, ComparesATotalAboveThePersonsToo) {
  const auto with_total = [](const std::string& total) {
    return found(read("户名,卡号,金额\n合计,," + total + "\n甄一," + card(1) + ",1.00\n甄二," +
                      card(2) + ",2.00\n"));
  };
  EXPECT_EQ(with_total("2.99"), Lines{"2/net/payroll.total-mismatch"});
  EXPECT_EQ(with_total("3.00"), Lines{});
  EXPECT_EQ(with_total("3.01"), Lines{"2/net/payroll.total-mismatch"});
  EXPECT_EQ(with_total("叁元整"), Lines{"2/net/payroll.total-unreadable"});
}

TEST(WageTable, DoesNotCompareATotalWithARowItCouldNotRead) {
  const auto table = read("户名,卡号,金额\n甄一," + card(1) + ",1.005\n合计,,99.00\n");
  EXPECT_EQ(found(table), Lines{"2/net/payroll.amount-decimals"});
}

TEST(WageTable, EndsAtSignaturesAndPageNumbersButNotAtSubtotals) {
  for (const std::string end : {"签字：", "声明：以上属实", "申明", "制表：甄某", "审核：", "第1页",
                                "第 2 页 共 3 页", "项目经理签字：", "总计"}) {
    const auto table =
        read("序号,户名,卡号,金额\n1,甄一," + card(1) + ",1.00\n小计,,,1.00\n2,甄二," + card(2) +
             ",1.00\n" + end + ",,,\n,说明文字,,\n");
    EXPECT_EQ(found(table), Lines{}) << end;
    EXPECT_EQ(table.rows.size(), 2U) << end;
  }
}

TEST(WageTable, DoesNotLoseAPersonBelowTheEnd) {
  const auto table = read("序号,户名,卡号,金额\n1,甄一," + card(1) + ",1.00\n合计,,,1.00\n2,甄二," +
                          card(2) + ",1.00\n");
  EXPECT_EQ(found(table), Lines{"4//payroll.row-after-end"});
}

TEST(WageTable, JudgesTheSamePersonByIdAndElseByNameAndAccount) {
  const auto by_name = read("户名,卡号,金额\n甄一," + card(1) + ",1\n甄一," + card(1) +
                            ",1\n甄一," + card(2) + ",1\n");
  EXPECT_EQ(found(by_name), Lines{"3/name/payroll.person-repeated"});
  const auto by_id =
      read("姓名,身份证号,卡号,金额\n甄一," + resident_id(1) + "," + card(1) + ",1\n甄一," +
           resident_id(2) + "," + card(2) + ",1\n甄壹," + resident_id(1) + "," + card(3) + ",1\n");
  EXPECT_EQ(found(by_id), Lines{"4/id_no/payroll.person-repeated"});
}

TEST(WageTable, ParksEveryRowOfAnAccountThatTwoPersonsShare) {
  const auto table = read("姓名,身份证号,卡号,金额\n甄一," + resident_id(1) + "," + card(1) +
                          ",1\n甄一," + resident_id(2) + "," + card(1) + ",1\n");
  EXPECT_EQ(found(table),
            (Lines{"2/account/payroll.account-shared", "3/account/payroll.account-shared"}));
  EXPECT_EQ(table.findings.at(0).details, (Fields{{"rows", "2, 3"}}));
  EXPECT_TRUE(table.accepted());
}

TEST(WageTable, OrdersFindingsByRowThenCellFromTheLeft) {
  std::string header(25, ',');
  const auto table =
      read("姓名" + header + "卡号,金额\n" + "?" + header + "1,x\n" + header + "2,y\n");
  EXPECT_EQ(found(table),
            (Lines{"2/name/payroll.name-damaged", "2/account/payroll.account-invalid",
                   "2/net/payroll.amount-text", "3/name/payroll.name-missing",
                   "3/account/payroll.account-invalid", "3/net/payroll.amount-text"}));
}

TEST(WageTable, ReportsAFileThatIsNoTable) {
  EXPECT_EQ(found(read("")), Lines{"0//file.empty"});
  EXPECT_EQ(found(read("PK\x03\x04")), Lines{"0//zip.damaged"});
  EXPECT_EQ(found(read("你好")), Lines{"0//payroll.header-missing"});
  EXPECT_EQ(found(read("姓名,卡号,金额\n")), Lines{"0//payroll.rows-missing"});
  EXPECT_FALSE(read("").accepted());
}

TEST(WageTable, NamesEachReasonOnce) {
  std::set<std::string_view> words;
  std::size_t count = 0;
  const auto add = [&](const auto& reasons) {
    for (const auto& reason : reasons) words.insert(reason.word());
    count += reasons.size();
  };
  add(kDecodeReasons);
  add(kCsvReasons);
  add(kWageTableReasons);
  add(kRosterReasons);
  EXPECT_EQ(words.size(), count);
}

}  // namespace
}  // namespace anxin::bank
