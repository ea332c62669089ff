// Differences with their intervals, one line each, grouped by what is measured.
#include <algorithm>

#include "api/report/charts.h"

namespace anxin::report {
namespace {

constexpr double kForestLabels = 210;
constexpr double kForestTexts = 190;
constexpr double kForestRow = 20;
constexpr double kForestGap = 10;
constexpr double kForestLabelHeight = 28;  // two lines of words
constexpr double kForestFoot = 42;
// A change of a small figure can be many times its size: beyond this an arrow says so.
constexpr double kForestReach = 150;

double group_height(const ForestGroup& group) {
  const auto rows = static_cast<double>(group.rows.size()) * kForestRow;
  return std::max(rows, kForestLabelHeight) + kForestGap;
}

double clipped(double value) { return std::clamp(value, -kForestReach, kForestReach); }

Ticks forest_ticks(const ForestChart& chart) {
  double low = 0;
  double high = 0;
  for (const auto& group : chart.groups) {
    for (const auto& row : group.rows) {
      low = std::min(low, clipped(row.difference.mean - row.difference.half));
      high = std::max(high, clipped(row.difference.mean + row.difference.half));
    }
  }
  return nice_ticks(low, high, 6);
}

void draw_arrow(Svg& svg, Point at, double way, std::string_view colour) {
  svg.area({{at.x, at.y - 5}, {at.x, at.y + 5}, {at.x + way * 8, at.y}}, colour);
}

/// The axis of a forest: what lies beyond its ends is drawn there as an arrow.
struct ForestAxis {
  Ticks ticks;
  Scale x;
  [[nodiscard]] bool ends_before(double value) const {
    return value < ticks.low() || value > ticks.high();
  }
};

// An interval that goes on beyond the axis says so as a mean there does.
void draw_interval(Svg& svg, const ForestAxis& axis, const ForestRow& row, double middle) {
  const auto& difference = row.difference;
  const auto colour = series_colour(row.series);
  const double low = difference.mean - difference.half;
  const double high = difference.mean + difference.half;
  svg.line({axis.x(low), middle}, {axis.x(high), middle}, {colour, 2, {}});
  if (low < axis.ticks.low()) draw_arrow(svg, {axis.x(low), middle}, -1, colour);
  if (high > axis.ticks.high()) draw_arrow(svg, {axis.x(high), middle}, 1, colour);
  if (!axis.ends_before(difference.mean)) {
    draw_mark(svg, {axis.x(difference.mean), middle}, row.series);
  }
}

void draw_forest_row(Svg& svg, const ForestAxis& axis, const ForestRow& row, double middle) {
  draw_interval(svg, axis, row, middle);
  const double left = kPictureWidth - kForestTexts;
  svg.text({kPictureWidth - 2, middle + 4.3}, row.text, {Anchor::end, kSmallText, kInk, {}, {}});
  svg.hover({kForestLabels, middle - kForestRow / 2, left, middle + kForestRow / 2}, row.hint);
}

void draw_group(Svg& svg, const ForestAxis& axis, const ForestGroup& group, double top) {
  const double bottom = top + group_height(group);
  const auto lines = std::max<std::size_t>(1, static_cast<std::size_t>((bottom - top) / 16));
  svg.line({0, bottom}, {kPictureWidth, bottom}, {kGrid, 1, {}});
  draw_label(svg, {kForestLabels - 10, (top + bottom) / 2},
             first_lines(group.label, {kForestLabels - 14, kSmallText, lines}),
             {Anchor::end, kSmallText, kInk, {}, {}});
  const double rows = kForestRow * static_cast<double>(group.rows.size());
  double middle = (top + bottom - rows + kForestRow) / 2;
  for (const auto& row : group.rows) {
    draw_forest_row(svg, axis, row, middle);
    middle += kForestRow;
  }
}

}  // namespace

std::string draw(const ForestChart& chart) {
  std::vector<LegendEntry> legend;
  for (std::size_t i = 0; i < chart.series.size(); ++i) {
    legend.push_back({chart.series[i], {series_colour(i), 3, {}}, LegendKey::mark});
  }
  const double top = legend_height(kPictureWidth, legend) + 8;
  double bottom = top;
  for (const auto& group : chart.groups) bottom += group_height(group);
  const auto ticks = forest_ticks(chart);
  const Scale x(ticks, kForestLabels + 8, kPictureWidth - kForestTexts - 18);
  const ForestAxis axis{ticks, x};
  Svg svg({kPictureWidth, bottom + kForestFoot}, chart.name);
  draw_legend(svg, {0, 0, kPictureWidth, top}, legend);
  for (std::size_t i = 0; i < ticks.at.size(); ++i) {
    const double at = x(ticks.at[i]);
    svg.line({at, top}, {at, bottom}, {ticks.at[i] == 0 ? kInk : kGrid, 1, {}});
    svg.text({at, bottom + 16}, ticks.labels[i], {Anchor::middle, kSmallText, kMuted, {}, {}});
  }
  double at = top;
  for (const auto& group : chart.groups) {
    draw_group(svg, axis, group, at);
    at += group_height(group);
  }
  svg.text({kPictureWidth - kForestTexts - 18, bottom + 35}, chart.unit,
           {Anchor::end, kSmallText, kMuted, {}, {}});
  return svg.finish();
}

}  // namespace anxin::report
