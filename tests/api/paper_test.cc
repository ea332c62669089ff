// Papers as pages and as workbooks.
#include "api/paper/paper.h"

#include <gtest/gtest.h>

namespace anxin::paper {
namespace {

Paper small_paper() {
  Paper paper;
  paper.title = "工资清单";
  paper.subtitle = "<周小满>";
  paper.facts = {{"项目", "A & B"}};
  paper.tables = {{"",
                   {{"姓名", Align::left, 50}, {"金额", Align::right, 50}},
                   {{"周小满", "1.00"}},
                   {{"合计", "1.00"}}}};
  paper.sums = {{"大写", "人民币壹元整"}};
  paper.footer = "脚\"}body{x";
  return paper;
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST(PaperPage, EscapesWhatItIsGiven) {
  const auto html = to_html(small_paper(), "zh-CN");
  EXPECT_TRUE(has(html, "&lt;周小满&gt;"));
  EXPECT_TRUE(has(html, "A &amp; B"));
  EXPECT_FALSE(has(html, "<周小满>"));
}

TEST(PaperPage, AFooterCannotLeaveItsQuotes) {
  EXPECT_TRUE(has(to_html(small_paper(), "zh-CN"), "content:\"脚}body{x\""));
}

TEST(PaperPage, RunsNothingAndAsksNobody) {
  const auto html = to_html(small_paper(), "zh-CN");
  EXPECT_TRUE(has(html, "default-src 'none'"));
  for (const char* never : {"<script", "http:", "https:", "src=", "@import", "url("}) {
    EXPECT_FALSE(has(html, never)) << never;
  }
}

TEST(PaperPage, RepeatsHeadsAndNumbersPages) {
  const auto html = to_html(small_paper(), "en");
  EXPECT_TRUE(has(html, "table-header-group"));
  EXPECT_TRUE(has(html, "counter(page)"));
  EXPECT_TRUE(has(html, "size:A4;"));
  auto wide = small_paper();
  wide.page = Page::landscape;
  EXPECT_TRUE(has(to_html(wide, "en"), "size:A4 landscape;"));
}

TEST(PaperPage, TotalsComeOnceBelowTheRows) {
  const auto html = to_html(small_paper(), "zh-CN");
  EXPECT_LT(html.find("周小满</td>"), html.find("合计"));
  EXPECT_FALSE(has(html, "<tfoot"));
}

TEST(PaperPage, TotalsStayWithTheLastRows) {
  auto paper = small_paper();
  paper.tables[0].rows = {{"甲", "1"}, {"乙", "2"}, {"丙", "3"}, {"丁", "4"}};
  const auto html = to_html(paper, "zh-CN");
  const auto kept = html.find("<tbody class=\"last\">");
  EXPECT_LT(html.find("甲</td>"), kept);
  EXPECT_GT(html.find("乙</td>"), kept);
  EXPECT_EQ(html.find("</tbody>", kept), html.rfind("</tbody>"));
  EXPECT_TRUE(has(html, ".last{break-inside:avoid}"));
}

TEST(PaperPage, SumsAndSignaturesStayWithTheLastRows) {
  auto paper = small_paper();
  paper.signatures = {"班组长签字："};
  const auto html = to_html(paper, "zh-CN");
  const auto kept = html.find("<tbody class=\"last\">");
  const auto ends = html.find("</tbody>", kept);
  for (const char* text : {"人民币壹元整", "班组长签字："}) {
    EXPECT_GT(html.find(text), kept) << text;
    EXPECT_LT(html.find(text), ends) << text;
  }
}

TEST(PaperPage, TheUnitStandsAboveTheTable) {
  auto paper = small_paper();
  EXPECT_FALSE(has(to_html(paper, "zh-CN"), "class=\"unit\""));
  paper.unit = "单位：元";
  const auto html = to_html(paper, "zh-CN");
  EXPECT_LT(html.find("单位：元"), html.find("<table>"));
}

TEST(PaperWorkbook, HasEveryCellAsTextAndTheSameBytesTwice) {
  const auto workbook = to_workbook(small_paper());
  std::string all;
  for (const auto& cell : workbook.cells) all += cell.text + "|";
  for (const char* text : {"工资清单", "A & B", "姓名", "1.00", "合计", "人民币壹元整"}) {
    EXPECT_TRUE(has(all, text)) << text;
  }
  EXPECT_TRUE(bank::write_workbook(workbook).value() == bank::write_workbook(workbook).value());
}

}  // namespace
}  // namespace anxin::paper
