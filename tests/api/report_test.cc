// Pictures and pages of reports: in their frame, well-formed, with nothing that a text can break.
#include <gtest/gtest.h>

#include <regex>

#include "api/report/charts.h"
#include "api/report/page.h"
#include "payments/bank/xml_reader.h"

namespace anxin::report {
namespace {

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

std::vector<double> values_of(const std::string& svg, const std::string& attribute) {
  std::vector<double> values;
  const std::regex pattern(" " + attribute + "=\"(-?[0-9.]+)\"");
  for (std::sregex_iterator at(svg.begin(), svg.end(), pattern), end; at != end; ++at) {
    values.push_back(std::stod((*at)[1]));
  }
  return values;
}

std::vector<Point> points_of(const std::string& svg) {
  std::vector<Point> points;
  const std::regex pattern("[\" ](-?[0-9.]+),(-?[0-9.]+)(?=[\" ])");
  for (std::sregex_iterator at(svg.begin(), svg.end(), pattern), end; at != end; ++at) {
    points.push_back({std::stod((*at)[1]), std::stod((*at)[2])});
  }
  return points;
}

std::string attribute_of(const std::string& tag, const std::string& name) {
  std::smatch found;
  return std::regex_search(tag, found, std::regex(" " + name + "=\"([^\"]*)\"")) ? found[1].str()
                                                                                 : "";
}

// Each text, with where it begins and ends by its own width.
void expect_words_inside(const std::string& svg, double width) {
  const std::regex pattern("<text( [^>]*)>([^<]*)</text>");
  for (std::sregex_iterator at(svg.begin(), svg.end(), pattern), end; at != end; ++at) {
    const auto tag = (*at)[1].str();
    const auto size = attribute_of(tag, "font-size");
    const double taken = text_width((*at)[2].str(), size.empty() ? kTextSize : std::stod(size));
    const auto anchor = attribute_of(tag, "text-anchor");
    const double shift = anchor == "end" ? taken : anchor == "middle" ? taken / 2 : 0;
    const double left = std::stod(attribute_of(tag, "x")) - shift;
    EXPECT_GE(left, -1) << (*at)[2];
    EXPECT_LE(left + taken, width + 1) << (*at)[2];
  }
}

bool well_formed(const std::string& svg) {
  bank::XmlReader reader(svg);
  while (reader.next_node() != bank::XmlNode::none) continue;
  return contains(svg, "</svg>") && !reader.problem();
}

// Everything lies within the view box, every number is one, and it is well-formed XML.
void expect_sound(const std::string& svg, double width) {
  const std::regex box("viewBox=\"0 0 ([0-9.]+) ([0-9.]+)\"");
  std::smatch size;
  ASSERT_TRUE(std::regex_search(svg, size, box));
  EXPECT_EQ(std::stod(size[1]), width);
  const double height = std::stod(size[2]);
  for (const char* attribute : {"x", "x1", "x2", "cx"}) {
    for (const auto x : values_of(svg, attribute)) EXPECT_TRUE(x >= 0 && x <= width) << x;
  }
  for (const char* attribute : {"y", "y1", "y2", "cy"}) {
    for (const auto y : values_of(svg, attribute)) EXPECT_TRUE(y >= 0 && y <= height) << y;
  }
  for (const auto& point : points_of(svg)) {
    EXPECT_TRUE(point.x >= -1 && point.x <= width + 1 && point.y >= -1 && point.y <= height + 1)
        << point.x << "," << point.y;
  }
  for (const char* never : {"nan", "inf", "NaN"}) EXPECT_FALSE(contains(svg, never)) << never;
  for (const auto length : values_of(svg, "width")) EXPECT_GE(length, 0);
  expect_words_inside(svg, width);
  EXPECT_TRUE(well_formed(svg));
}

// ---- scales -------------------------------------------------------------------------------------

TEST(ReportTicks, AreOneTwoOrFiveTimesAPowerOfTenAndCoverBothEnds) {
  const auto ticks = nice_ticks(0, 1264, 5);
  EXPECT_EQ(ticks.labels, (std::vector<std::string>{"0", "500", "1,000", "1,500"}));
  EXPECT_EQ(nice_ticks(-1.2, 0.7, 4).labels,
            (std::vector<std::string>{"−1.5", "−1.0", "−0.5", "0.0", "0.5", "1.0"}));
  EXPECT_EQ(nice_ticks(0, 0.02, 2).labels, (std::vector<std::string>{"0.00", "0.01", "0.02"}));
}

TEST(ReportTicks, AnIntervalWithoutLengthIsWidened) {
  EXPECT_EQ(nice_ticks(0, 0, 5).low(), 0);
  EXPECT_GT(nice_ticks(0, 0, 5).high(), 0);
  EXPECT_LE(nice_ticks(7, 7, 5).low(), 0);
  EXPECT_GE(nice_ticks(7, 7, 5).high(), 7);
  EXPECT_LE(nice_ticks(-7, -7, 5).low(), -7);
}

TEST(ReportTicks, DecadesAreExact) {
  EXPECT_EQ(decade_ticks(0.3, 1000).labels,
            (std::vector<std::string>{"0.1", "1", "10", "100", "1,000"}));
  EXPECT_EQ(decade_ticks(1, 1).labels, (std::vector<std::string>{"1", "10"}));
}

TEST(ReportScale, WhatLiesOutsideStandsAtTheNearerEnd) {
  const Scale scale(nice_ticks(0, 10, 5), 100, 200);
  EXPECT_EQ(scale(0), 100);
  EXPECT_EQ(scale(5), 150);
  EXPECT_EQ(scale(10), 200);
  EXPECT_EQ(scale(-1), 100);
  EXPECT_EQ(scale(11), 200);
  const Scale decades(decade_ticks(1, 100), 0, 100);
  EXPECT_NEAR(decades(10), 50, 1e-9);
  EXPECT_EQ(decades(0), 0);
}

TEST(ReportNumbers, AreGroupedAndNeverMinusZero) {
  EXPECT_EQ(number_text(1234567.891, 2), "1,234,567.89");
  EXPECT_EQ(number_text(-999.6, 0), "−1,000");
  EXPECT_EQ(number_text(-0.004, 2), "0.00");
  EXPECT_EQ(number_text(999, 0), "999");
  EXPECT_EQ(coordinate(-0.04), "0");
}

// ---- words --------------------------------------------------------------------------------------

TEST(ReportWords, AreBrokenAtSpacesAndBetweenChineseCharacters) {
  EXPECT_EQ(wrapped("how long wages wait", 60, 10),
            (std::vector<std::string>{"how long ", "wages wait"}));
  EXPECT_EQ(wrapped("保证金基准比例", 40, 10), (std::vector<std::string>{"保证金基", "准比例"}));
  EXPECT_EQ(wrapped("保证金，基准", 30, 10), (std::vector<std::string>{"保证", "金，基", "准"}));
  EXPECT_TRUE(wrapped("", 40, 10).empty());
}

TEST(ReportWords, ThatHaveNoRoomEndInAnEllipsis) {
  EXPECT_EQ(first_lines("保证金", {30, 10, 1}), (std::vector<std::string>{"保证金"}));
  EXPECT_EQ(first_lines("保证金基", {30, 10, 1}), (std::vector<std::string>{"保证…"}));
  EXPECT_EQ(first_lines("保证金基准比例", {30, 10, 2}),
            (std::vector<std::string>{"保证", "金基…"}));
}

TEST(ReportWords, CannotBecomeElements) {
  Svg svg({100, 20}, "a\"b<c>");
  svg.text({0, 10}, "<script>&");
  svg.bar({0, 0, 10, 10}, kInk, "</title><b>");
  const auto text = svg.finish();
  EXPECT_TRUE(contains(text, "aria-label=\"a&quot;b&lt;c&gt;\""));
  EXPECT_TRUE(contains(text, "&lt;script&gt;&amp;"));
  EXPECT_TRUE(contains(text, "<title>&lt;/title&gt;&lt;b&gt;</title>"));
  EXPECT_TRUE(well_formed(text));
}

// ---- charts -------------------------------------------------------------------------------------

FanChart fan_of(std::size_t panels, std::size_t months) {
  FanChart chart{"fan", "万元", {}, {}, {1}, "5 % 至 95 %", "25 % 至 75 %", "中位数", "春节"};
  for (std::size_t t = 0; t < months; ++t) chart.months.push_back("2026-01");
  for (std::size_t p = 0; p < panels; ++p) {
    FanPanel panel{
        "保证金基准比例提高到3%（差异化存储不变），并且还有更长的标题一二三四五六七", {}, {}};
    for (std::size_t t = 0; t < months; ++t) {
      const auto up = static_cast<double>(t);
      panel.months.push_back({0, up, 2 * up, 5 * up, 40 * up});
      panel.hints.push_back("month");
    }
    chart.panels.push_back(std::move(panel));
  }
  return chart;
}

TEST(ReportCharts, AFanStaysInItsFrameForOneMonthOrMany) {
  expect_sound(draw(fan_of(1, 36)), kPictureWidth);
  expect_sound(draw(fan_of(3, 120)), kPictureWidth);
  expect_sound(draw(fan_of(1, 2)), kPictureWidth);
  expect_sound(draw(fan_of(1, 1)), kPictureWidth);
}

TEST(ReportCharts, AFanSaysEachMonthToWhoPointsAtIt) {
  const auto svg = draw(fan_of(2, 12));
  std::size_t hints = 0;
  for (auto at = svg.find("<title>"); at != std::string::npos; at = svg.find("<title>", at + 1)) {
    ++hints;
  }
  EXPECT_EQ(hints, 24U);
}

TEST(ReportCharts, CurvesStayInTheirFrame) {
  CurveChart chart;
  chart.name = "curves";
  chart.x = {decade_ticks(0.1, 1000), "万元"};
  chart.y = {nice_ticks(0, 100, 5), "路径（%）"};
  Curve dots{"a",
             CurveShape::dots,
             {{0.1, 100}, {1000, 0}},
             {{90, 100}, {0, 10}},
             {"1 %", "3 %"},
             {"first", "last"}};
  chart.curves = {dots, {"b", CurveShape::line, {{1, 50}, {2'000, 20}}, {}, {}, {}}};
  chart.verticals = {{300, "周转金规模 300 万元"}, {999, "周转金规模 600 万元"}};
  chart.horizontals = {{50, "一半路径"}};
  expect_sound(draw(chart), kPictureWidth);
}

TEST(ReportCharts, BarsOfNothingAreNotDrawn) {
  StackedBars chart;
  chart.name = chart.title = "who paid";
  chart.unit = "万元";
  chart.parts = {"account", "fund"};
  chart.rows = {
      {"现状", {10, 0}, {"ten", "none"}, "10.00 万元"},
      {"保证金基准比例提高到3%（差异化存储不变）", {3, 4}, {"three", "four"}, "7.00 万元"}};
  const auto svg = draw(chart);
  expect_sound(svg, kPictureWidth);
  EXPECT_FALSE(contains(svg, "none"));
  EXPECT_TRUE(contains(svg, "<title>four</title>"));
}

TornadoRow tornado_row(std::string label, double low, double high) {
  return {std::move(label), "0.5 to 6 months", {low, 1}, {high, 2}, "hint"};
}

TEST(ReportCharts, ATornadoHoldsLongNamesOnTwoLines) {
  TornadoChart chart{
      "tornado", "change of mean arrears (万元)", "at its low end", "at its high end", {}};
  chart.rows = {
      tornado_row("how much longer the wait is for each standard deviation that times are worse",
                  -12, 90),
      tornado_row("短名称", 4, 3)};
  expect_sound(draw(chart), kPictureWidth);
}

TEST(ReportCharts, ADifferenceBeyondTheAxisIsAnArrow) {
  ForestChart chart{"forest", "%", {"a", "b"}, {}};
  ForestGroup group{"有很长很长名称的指标，放不进一行里，需要两行", {}};
  group.rows = {{0, {5, 1}, "+5 ± 1 万元", "hint"}, {1, {900, 20}, "+900 ± 20 万元", "hint"}};
  chart.groups = {group};
  const auto svg = draw(chart);
  expect_sound(svg, kPictureWidth);
  EXPECT_TRUE(contains(svg, "+900 ± 20 万元"));
  EXPECT_TRUE(contains(svg, "<polygon"));
}

std::string forest_of(double mean, double half) {
  return draw(ForestChart{"forest", "%", {"a"}, {{"cases", {{0, {mean, half}, "text", "hint"}}}}});
}

std::size_t arrows_in(const std::string& svg) {
  std::size_t count = 0;
  for (auto at = svg.find("<polygon"); at != std::string::npos; at = svg.find("<polygon", at + 1)) {
    ++count;
  }
  return count;
}

TEST(ReportCharts, AnIntervalThatGoesOnBeyondTheAxisEndsInAnArrow) {
  EXPECT_EQ(arrows_in(forest_of(-149, 1)), 0U);
  EXPECT_EQ(arrows_in(forest_of(-149, 2)), 1U);
  EXPECT_EQ(arrows_in(forest_of(-155, 1)), 1U);
  EXPECT_EQ(arrows_in(forest_of(20, 300)), 2U);
}

// Of two sizes side by side, the smaller one's words stand to the left.
TEST(ReportCharts, WordsOfALineKeepClearOfTheNextOne) {
  CurveChart chart;
  chart.x = {decade_ticks(1, 1'000), "万元"};
  chart.y = {nice_ticks(0, 100, 5), "%"};
  chart.curves = {{"a", CurveShape::line, {{1, 50}, {1'000, 20}}, {}, {}, {}}};
  const auto stands_at_its_left = [&](const std::string& words) {
    return std::regex_search(draw(chart),
                             std::regex("<text[^>]*text-anchor=\"end\"[^>]*>" + words + "<"));
  };
  chart.verticals = {{30, "fund: 3 million"}};
  EXPECT_FALSE(stands_at_its_left("fund: 3 million"));
  chart.verticals.push_back({35, "fund: 4 million"});
  EXPECT_TRUE(stands_at_its_left("fund: 3 million"));
  EXPECT_FALSE(stands_at_its_left("fund: 4 million"));
}

TEST(ReportCharts, TitlesOfAnyLengthStayInside) {
  std::string title;
  for (int i = 0; i < 30; ++i) title += "很长的情景名称";
  ForestChart forest{
      "forest", "%", {title, title}, {{title, {{0, {5, 1}, "+5 ± 1 万元", "hint"}}}}};
  expect_sound(draw(forest), kPictureWidth);
  StackedBars bars;
  bars.name = bars.title = "who paid";
  bars.parts = {title};
  bars.rows = {{title, {1}, {"one"}, "1.00 万元"}};
  expect_sound(draw(bars), kPictureWidth);
}

TEST(ReportCharts, AHeatMapOfEqualValuesIsLight) {
  HeatMap map{"map",
              "map",
              "fund",
              "coverage",
              {"1", "2"},
              {"40 %", "60 %"},
              {{5, 5}, {5, 5}},
              {{"5", "5"}, {"5", "5"}},
              {{"a", "b"}, {"c", "d"}}};
  const auto svg = draw(map);
  expect_sound(svg, 420);
  EXPECT_TRUE(contains(svg, "#f1f6fb"));
  EXPECT_FALSE(contains(svg, "#ffffff"));
}

// ---- the page -----------------------------------------------------------------------------------

Edition edition(const std::string& tag) {
  Edition one;
  one.tag = tag;
  one.language = tag;
  one.title = "<" + tag + ">";
  one.figure_prefix = "Figure ";
  one.data_caption = "Data";
  Section section;
  section.heading = "Results";
  section.figures = {{"first", {}, {"<svg></svg>"}, {}, "n = 1"}, {"second", {}, {}, {}, "n = 2"}};
  one.sections = {section, section};
  return one;
}

TEST(ReportPage, ShowsTheFirstEditionAndOffersTheOther) {
  const auto html = to_html({edition("zh-CN"), edition("en")});
  EXPECT_TRUE(contains(html, "id=\"zh-CN\" checked"));
  EXPECT_FALSE(contains(html, "id=\"en\" checked"));
  EXPECT_TRUE(contains(html, "#en:checked~main.en{display:block}"));
  EXPECT_TRUE(contains(html, "<main class=\"en\" lang=\"en\">"));
}

TEST(ReportPage, NumbersItsFiguresThroughAllSections) {
  const auto html = to_html({edition("en")});
  EXPECT_TRUE(contains(html, "Figure 4　second"));
  EXPECT_FALSE(contains(html, "Figure 5"));
}

TEST(ReportPage, RunsNothingAndAsksNobody) {
  const auto html = to_html({edition("zh-CN"), edition("en")});
  EXPECT_TRUE(contains(html, "default-src 'none'"));
  EXPECT_TRUE(contains(html, "&lt;zh-CN&gt;"));
  for (const char* never : {"<script", "http:", "https:", "src=", "@import", "url(", "href="}) {
    EXPECT_FALSE(contains(html, never)) << never;
  }
}

}  // namespace
}  // namespace anxin::report
