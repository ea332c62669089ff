// Quantiles over time, as bands about a middle line.
#include <algorithm>

#include "api/report/charts.h"

namespace anxin::report {
namespace {

constexpr double kPanelHeight = 300;
constexpr double kSmallPanelHeight = 240;
constexpr double kPanelTitle = 22;
constexpr double kPanelGap = 20;
constexpr double kMonthLabelRoom = 74;
constexpr std::string_view kOuterBand = "#cfe3f1";
constexpr std::string_view kInnerBand = "#8fbfe0";
constexpr std::string_view kMiddleLine = "#00466e";
constexpr std::string_view kMarkLine = "#b0531a";

double highest(const FanChart& chart) {
  double high = 0;
  for (const auto& panel : chart.panels) {
    for (const auto& fan : panel.months) high = std::max(high, fan.back());
  }
  return high;
}

// Every third, sixth, twelfth … month is labelled, so that the labels have room.
Ticks month_ticks(const std::vector<std::string>& months, double width) {
  const auto labels = std::max(1.0, width / kMonthLabelRoom);
  std::size_t step = 12;
  for (const std::size_t months_apart : {1U, 3U, 6U, 12U, 24U}) {
    step = months_apart;
    if (static_cast<double>(months.size()) / static_cast<double>(step) <= labels) break;
  }
  Ticks ticks;
  for (std::size_t t = 0; t < months.size(); t += step) {
    ticks.at.push_back(static_cast<double>(t));
    ticks.labels.push_back(months[t]);
  }
  const auto last = std::max<std::size_t>(1, months.size() - 1);
  if (ticks.high() < static_cast<double>(last)) {
    ticks.at.push_back(static_cast<double>(last));
    ticks.labels.emplace_back();
  }
  return ticks;
}

void draw_band(Svg& svg, const Frame& frame, const FanPanel& panel, std::size_t low) {
  const auto high = panel.months.front().size() - 1 - low;
  std::vector<Point> outline;
  for (std::size_t t = 0; t < panel.months.size(); ++t) {
    outline.push_back({frame.x(static_cast<double>(t)), frame.y(panel.months[t].at(high))});
  }
  for (auto t = panel.months.size(); t-- > 0;) {
    outline.push_back({frame.x(static_cast<double>(t)), frame.y(panel.months[t].at(low))});
  }
  svg.area(outline, low == 0 ? kOuterBand : kInnerBand);
}

void draw_middle(Svg& svg, const Frame& frame, const FanPanel& panel) {
  std::vector<Point> points;
  for (std::size_t t = 0; t < panel.months.size(); ++t) {
    points.push_back({frame.x(static_cast<double>(t)), frame.y(panel.months[t][2])});
  }
  svg.curve(points, {kMiddleLine, 2, {}});
}

void draw_hints(Svg& svg, const Frame& frame, const FanPanel& panel) {
  const auto count = static_cast<double>(panel.hints.size());
  const double half = frame.plot.width() / std::max(1.0, count - 1) / 2;
  for (std::size_t t = 0; t < panel.hints.size(); ++t) {
    const double at = frame.x(static_cast<double>(t));
    svg.hover({std::max(frame.plot.left, at - half), frame.plot.top,
               std::min(frame.plot.right, at + half), frame.plot.bottom},
              panel.hints[t]);
  }
}

void draw_panel(Svg& svg, Box box, const FanChart& chart, const FanPanel& panel) {
  if (!panel.title.empty()) {
    const auto lines = first_lines(panel.title, {box.width() - 12, kTextSize, 1});
    svg.text({box.left, box.top + 13}, lines.front(), {Anchor::start, kTextSize, kInk, "bold", {}});
    box.top += kPanelTitle;
  }
  const Axis x{month_ticks(chart.months, box.width()), ""};
  const Axis y{nice_ticks(0, highest(chart), 5), chart.unit};
  const auto frame = frame_in(box, x, y);
  draw_frame(svg, frame, x, y);
  draw_band(svg, frame, panel, 0);
  draw_band(svg, frame, panel, 1);
  for (const auto mark : chart.marks) {
    const double at = frame.x(static_cast<double>(mark));
    svg.line({at, frame.plot.top}, {at, frame.plot.bottom}, {kMarkLine, 1, "2 3"});
  }
  draw_middle(svg, frame, panel);
  draw_hints(svg, frame, panel);
}

std::vector<LegendEntry> legend_of(const FanChart& chart) {
  std::vector<LegendEntry> entries{{chart.middle, {kMiddleLine, 2, {}}, LegendKey::line},
                                   {chart.inner, {kInnerBand, 1, {}}, LegendKey::box},
                                   {chart.outer, {kOuterBand, 1, {}}, LegendKey::box}};
  if (!chart.marks.empty()) entries.push_back({chart.mark, {kMarkLine, 1, "2 3"}, LegendKey::line});
  return entries;
}

}  // namespace

std::string draw(const FanChart& chart) {
  const bool alone = chart.panels.size() == 1;
  const double height = alone ? kPanelHeight : kSmallPanelHeight + kPanelTitle;
  const double width = alone ? kPictureWidth : (kPictureWidth - kPanelGap) / 2;
  const auto lines = alone ? 1 : (chart.panels.size() + 1) / 2;
  const auto legend = legend_of(chart);
  const double top = legend_height(kPictureWidth, legend) + 6;
  Svg svg({kPictureWidth, top + height * static_cast<double>(lines)}, chart.name);
  draw_legend(svg, {0, 0, kPictureWidth, top}, legend);
  for (std::size_t i = 0; i < chart.panels.size(); ++i) {
    const double left = static_cast<double>(i % 2) * (width + kPanelGap);
    const double panel_top = top + static_cast<double>(i / 2) * height;
    draw_panel(svg, {left, panel_top, left + width, panel_top + height}, chart, chart.panels[i]);
  }
  return svg.finish();
}

}  // namespace anxin::report
