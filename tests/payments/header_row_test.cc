// Captions, choices, and headers of two rows: how each column is understood, and why.
#include "payments/bank/header_row.h"

#include <gtest/gtest.h>

#include "payments/bank/open_table.h"
#include "payments/bank/wage_table.h"
#include "tests/support/test_captions.h"

namespace anxin::bank {
namespace {

using payments::Column;

HeaderRow header_of(const std::string& text, const ColumnChoices& choices = {}) {
  const auto opened = open_cells(text, "").value();
  return find_header(opened.cells, CaptionIndex(tests::test_captions()), choices).value();
}

std::string header_refusal(const std::string& text, const ColumnChoices& choices) {
  const auto opened = open_cells(text, "").value();
  const auto header = find_header(opened.cells, CaptionIndex(tests::test_captions()), choices);
  return header ? "none" : std::string(header.error().reason.word());
}

/// "B name caption" for each column that is read, "B - repeated" for each that is not.
std::vector<std::string> understood(const HeaderRow& header) {
  std::vector<std::string> lines;
  for (const auto& match : header.columns) {
    lines.push_back(column_name(match.index) + " " + std::string(to_word(match.column)) + " " +
                    std::string(to_word(match.by)));
  }
  for (const auto& unread : header.unread) {
    lines.push_back(column_name(unread.index) + " - " + std::string(to_word(unread.why)));
  }
  return lines;
}

using Strings = std::vector<std::string>;

TEST(HeaderRow, SaysHowItUnderstoodEachColumnAndWhy) {
  EXPECT_EQ(
      understood(header_of("姓名,项目名称,银行卡号,卡号,金额,农民工应发工资,上月实发工资,宗教\n")),
      (Strings{"A name caption", "C account caption", "E net only-amount", "F gross part",
               "B - unknown", "D - repeated", "G - another", "H - unknown"}));
}

TEST(HeaderRow, FoldsUnitsBracketsAndColons) {
  for (const auto* caption : {"实发工资〔元〕", "实发工资【元】", "实发工资[元]：",
                              "实发工资(人民币)", "＊实发工资（必填）", "实 发\n工 资"}) {
    EXPECT_EQ(header_of(std::string("姓名,卡号,\"") + caption + "\"\n").find(Column::net), 2U)
        << caption;
  }
}

TEST(HeaderRow, TakesChoicesBeforeCaptions) {
  const auto header = header_of("姓名,卡号,实发工资,实得\n", {{"实发工资", "D"}});
  EXPECT_EQ(understood(header),
            (Strings{"A name caption", "B account caption", "D net choice", "C - repeated"}));
  EXPECT_TRUE(header.repeated.empty());
  EXPECT_EQ(header_of("姓名,卡号,实发工资,实得\n", {{"net", "实得"}}).find(Column::net), 3U);
  EXPECT_EQ(header_of("姓名,卡号,实发工资,实得\n", {{"net", "d"}}).find(Column::net), 3U);
}

TEST(HeaderRow, ReadsATableWithoutCaptionsByChoices) {
  const ColumnChoices choices{{"姓名", "B"}, {"银行卡号", "C"}, {"实发工资", "D"}};
  const auto bare = header_of("1,甄一,6217,3000\n2,甄二,6217,3000\n", choices);
  EXPECT_EQ(bare.row, 0U);
  EXPECT_EQ(bare.first_row, 1U);
  const auto titled = header_of("标题\n号,谁,卡,钱\n1,甄一,6217,3000\n", choices);
  EXPECT_EQ(titled.row, 2U);
  EXPECT_EQ(titled.first_row, 3U);
  EXPECT_EQ(titled.columns.at(0).caption, "谁");
}

TEST(HeaderRow, RefusesChoicesThatNameNothing) {
  const std::string table = "姓名,卡号,金额\n";
  EXPECT_EQ(header_refusal(table, {{"姓", "A"}}), "payroll.choice-field-unknown");
  EXPECT_EQ(header_refusal(table, {{"姓名", "没有"}}), "payroll.choice-column-unknown");
  EXPECT_EQ(header_refusal(table, {{"姓名", "A"}, {"户名", "B"}}), "payroll.choice-repeated");
  EXPECT_EQ(header_refusal(table, {{"姓名", "A"}, {"卡号", "A"}}), "payroll.choice-repeated");
  EXPECT_EQ(header_refusal("姓名,卡号,金额,罚,餐\n", {{"罚款", "D"}, {"餐费", "E"}}), "none");
  EXPECT_EQ(header_refusal("1,2,3\n", {{"工种", "A"}}), "payroll.header-missing");
}

TEST(HeaderRow, JoinsTwoRowsOfCaptions) {
  EXPECT_EQ(
      understood(header_of("姓名,卡号,应发工资,,,扣款,,实发工资\n,,计时,加班,小计,借支,工具,\n")),
      (Strings{"A name caption", "B account caption", "D overtime caption", "E gross group-sum",
               "F advance caption", "G deduction group-part", "H net caption", "C - group-part"}));
  const auto months = header_of("姓名,卡号,上月,,本月,\n,,应发工资,实发工资,应发工资,实发工资\n");
  EXPECT_EQ(months.find(Column::net), 5U);
  EXPECT_EQ(months.find(Column::gross), 4U);
  EXPECT_EQ(months.first_row, 3U);
}

TEST(HeaderRow, IsFoundForEveryKindOfTableThatOfficesSend) {
  const Strings rows{
      "序号,姓名,身份证,工种,累计工作量,本月工作量,单价/"
      "天,加班工资,本月应发工资,实发工资,农民工签字",
      "序号,姓名,银行卡号,工资卡类别,身份证,电话,本月应发工资,建行开户行,备注",
      "序号,姓名,身份证,出勤天数,单价/天,应领工资,扣个税,实发工资,个人确认签字",
      "序号,姓名,性别,出生日期,工种,身份证号,工作天数,日薪(元),应发工资(元)",
      "序号,账户,户名,金额,跨行标识,行名,联行行号,摘要,备注",
      "编号,收款方账号,收款方户名,金额,备注（附言）",
      "币种,日期,明细标志,顺序号,付款账号开户行,付款账号/卡号,付款账号名称/卡名称,收款账号开户行,"
      "收款账号省份,收款账号地市,收款账号地区码,收款账号,收款账号名称,金额,汇款用途,备注信息,"
      "汇款方式,"
      "收款账户短信通知手机号码,自定义序号"};
  for (const auto& row : rows) {
    const auto header = header_of(row + "\n");
    EXPECT_TRUE(header.has(Column::name)) << row;
    EXPECT_TRUE(header.has(Column::net) || header.has(Column::gross)) << row;
  }
  EXPECT_EQ(header_of(rows.back() + "\n").find(Column::account), 11U);
  EXPECT_EQ(header_of(rows.back() + "\n").find(Column::name), 12U);
}

TEST(ColumnsInOrder, NameTheColumnsFromTheFirst) {
  const auto choices = columns_in_order(" 姓名，身份证号,,银行卡号、实发工资");
  ASSERT_EQ(choices.size(), 4U);
  EXPECT_EQ(choices[0].field, "姓名");
  EXPECT_EQ(choices[1].place, "B");
  EXPECT_EQ(choices[2].place, "D");
  EXPECT_EQ(choices[3].place, "E");
  EXPECT_TRUE(columns_in_order("").empty());
  EXPECT_TRUE(columns_in_order(" ,，").empty());
}

TEST(ColumnsInOrder, MakeATableWithoutCaptionsReadable) {
  const auto header = header_of("甄一,6217,3000\n", columns_in_order("name,account,net"));
  EXPECT_EQ(header.row, 0U);
  EXPECT_EQ(header.first_row, 1U);
  EXPECT_EQ(header.find(Column::net), 2U);
  EXPECT_EQ(header_refusal("甄一,6217\n", columns_in_order("姓名,血型")),
            "payroll.choice-field-unknown");
  EXPECT_EQ(header_refusal("甄一,6217\n", columns_in_order("姓名,户名")),
            "payroll.choice-repeated");
}

TEST(ColumnsInOrder, TitlesAboveThePeopleAreNoCaptions) {
  const auto choices = columns_in_order("name,account,net");
  const auto titled = header_of("工资表\n2026年10月\n甄一,6217,3000\n", choices);
  EXPECT_EQ(titled.row, 0U);
  EXPECT_EQ(titled.first_row, 3U);
  const auto strange = header_of("工资表\n甲,乙,丙\n甄一,6217,3000\n", choices);
  EXPECT_EQ(strange.row, 2U);
  EXPECT_EQ(strange.first_row, 3U);
}

TEST(HeaderRow, CaptionsAreComparedInOneForm) {
  const auto header = header_of("姓\u200B名,身份证\u2060号,银行卡号,实发\u2F2F资\n");
  EXPECT_EQ(header.find(Column::name), 0U);
  EXPECT_EQ(header.find(Column::id_no), 1U);
  EXPECT_EQ(header.find(Column::net), 3U);
}

TEST(HeaderRow, OfJsonIsItsKeys) {
  const auto header = header_of(R"([{"name": "甄一", "银行卡号": "6217", "net": 1, "x": 2}])");
  EXPECT_EQ(header.row, 0U);
  EXPECT_EQ(header.first_row, 1U);
  EXPECT_EQ(understood(header),
            (Strings{"A name caption", "B account caption", "C net caption", "D - unknown"}));
  const auto chosen =
      header_of(R"([{"谁": "甄一", "银行卡号": "6217", "net": 1}])", {{"姓名", "谁"}});
  EXPECT_EQ(chosen.find(Column::name), 0U);
}

TEST(WageTable, IsReadByChoicesAlone) {
  const TableChoices choices{{{"姓名", "B"}, {"银行卡号", "C"}, {"实发工资", "D"}}, ""};
  const auto table =
      read_wage_table("1,甄一,,3000.00\n2,甄二,,2000.005\n", tests::test_captions(), choices);
  ASSERT_EQ(table.rows.size(), 1U);
  EXPECT_EQ(table.rows[0].row, 1U);
  EXPECT_EQ(table.rows[0].net, Money::from_minor(300'000));
  EXPECT_EQ(table.refused_rows, 1U);
}

}  // namespace
}  // namespace anxin::bank
