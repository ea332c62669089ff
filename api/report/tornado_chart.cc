// What a result does where each assumption lies at the ends of its range.
#include <algorithm>
#include <cmath>

#include "api/report/charts.h"

namespace anxin::report {
namespace {

constexpr double kTornadoLabels = 330;
constexpr double kTornadoLine = 16;
constexpr double kTornadoBar = 11;
constexpr double kTornadoFoot = 42;
constexpr std::string_view kLowColour = "#56B4E9";
constexpr std::string_view kHighColour = "#D55E00";
constexpr Pen kErrorPen{kInk, 1.2, {}};

double reach(const Difference& difference) { return std::abs(difference.mean) + difference.half; }

Ticks tornado_ticks(const TornadoChart& chart) {
  double low = 0;
  double high = 0;
  for (const auto& row : chart.rows) {
    for (const auto& difference : {row.low, row.high}) {
      low = std::min(low, difference.mean - difference.half);
      high = std::max(high, difference.mean + difference.half);
    }
  }
  return nice_ticks(low, high, 7);
}

struct TornadoBar {
  Difference difference;
  std::string_view colour;
  double top = 0;
};

void draw_tornado_bar(Svg& svg, const Scale& x, const TornadoBar& bar) {
  const auto& difference = bar.difference;
  const double zero = x(0);
  const double end = x(difference.mean);
  const double middle = bar.top + kTornadoBar / 2;
  svg.bar({std::min(zero, end), bar.top, std::max(zero, end), bar.top + kTornadoBar}, bar.colour);
  if (reach(difference) == 0) return;
  svg.line({x(difference.mean - difference.half), middle},
           {x(difference.mean + difference.half), middle}, kErrorPen);
}

// What is assumed and its range, which stands behind the words where it has room.
std::vector<std::string> tornado_label(const TornadoRow& row) {
  constexpr double kRoom = kTornadoLabels - 14;
  auto lines = wrapped(row.label, kRoom, kSmallText);
  if (!lines.empty() && text_width(lines.back() + "　" + row.range, kSmallText) <= kRoom) {
    lines.back() += "　" + row.range;
  } else {
    lines.push_back(row.range);
  }
  return lines;
}

// As high as the longest label asks for.
double tornado_row_height(const TornadoChart& chart) {
  std::size_t lines = 2;
  for (const auto& row : chart.rows) lines = std::max(lines, tornado_label(row).size());
  return kTornadoLine * static_cast<double>(lines) + 6;
}

void draw_tornado_row(Svg& svg, const Scale& x, const TornadoRow& row, const Span& place) {
  const double middle = (place.low + place.high) / 2;
  draw_label(svg, {kTornadoLabels - 8, middle}, tornado_label(row),
             {Anchor::end, kSmallText, kInk, {}, {}});
  draw_tornado_bar(svg, x, {row.low, kLowColour, middle - kTornadoBar - 0.5});
  draw_tornado_bar(svg, x, {row.high, kHighColour, middle + 0.5});
  svg.hover({kTornadoLabels, place.low, kPictureWidth, place.high}, row.hint);
}

}  // namespace

std::string draw(const TornadoChart& chart) {
  const std::vector<LegendEntry> legend{{chart.low, {kLowColour, 1, {}}, LegendKey::box},
                                        {chart.high, {kHighColour, 1, {}}, LegendKey::box}};
  const double top = legend_height(kPictureWidth, legend) + 6;
  const double height = tornado_row_height(chart);
  const double bottom = top + height * static_cast<double>(chart.rows.size());
  const auto ticks = tornado_ticks(chart);
  const Scale x(ticks, kTornadoLabels, kPictureWidth - 30);
  Svg svg({kPictureWidth, bottom + kTornadoFoot}, chart.name);
  draw_legend(svg, {kTornadoLabels, 0, kPictureWidth, top}, legend);
  for (std::size_t i = 0; i < ticks.at.size(); ++i) {
    const double at = x(ticks.at[i]);
    svg.line({at, top}, {at, bottom}, {ticks.at[i] == 0 ? kMuted : kGrid, 1, {}});
    svg.text({at, bottom + 16}, ticks.labels[i], {Anchor::middle, kSmallText, kMuted, {}, {}});
  }
  for (std::size_t i = 0; i < chart.rows.size(); ++i) {
    const double begin = top + height * static_cast<double>(i);
    draw_tornado_row(svg, x, chart.rows[i], {begin, begin + height});
  }
  svg.text({kPictureWidth - 4, bottom + 35}, chart.unit, {Anchor::end, kSmallText, kMuted, {}, {}});
  return svg.finish();
}

}  // namespace anxin::report
