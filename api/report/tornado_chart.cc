// What a result does where each assumption lies at the ends of its range.
#include <algorithm>
#include <cmath>

#include "api/report/charts.h"

namespace anxin::report {
namespace {

constexpr double kTornadoLabels = 330;
constexpr double kTornadoRow = 38;
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

void draw_tornado_row(Svg& svg, const Scale& x, const TornadoRow& row, double top) {
  auto lines = wrapped(row.label, kTornadoLabels - 14, kSmallText);
  auto range = wrapped(row.range, kTornadoLabels - 14, kSmallText);
  if (lines.size() > 2) lines.resize(2);
  const double middle = top + kTornadoRow / 2;
  const bool joined =
      lines.size() == 1 && text_width(row.label + row.range, kSmallText) + 12 < kTornadoLabels - 14;
  const Lettering label{Anchor::end, kSmallText, kInk, {}, {}};
  if (joined) {
    const double gap = text_width(row.range, kSmallText) + 8;
    draw_label(svg, {kTornadoLabels - 8 - gap, middle}, lines, label);
    draw_label(svg, {kTornadoLabels - 8, middle}, range, {Anchor::end, kSmallText, kMuted, {}, {}});
  } else if (lines.size() == 1) {
    draw_label(svg, {kTornadoLabels - 8, middle - 8}, lines, label);
    draw_label(svg, {kTornadoLabels - 8, middle + 8}, range,
               {Anchor::end, kSmallText, kMuted, {}, {}});
  } else {
    lines.back() += "　" + row.range;
    draw_label(svg, {kTornadoLabels - 8, middle}, lines, label);
  }
  draw_tornado_bar(svg, x, {row.low, kLowColour, middle - kTornadoBar - 0.5});
  draw_tornado_bar(svg, x, {row.high, kHighColour, middle + 0.5});
  svg.hover({kTornadoLabels, top, kPictureWidth, top + kTornadoRow}, row.hint);
}

}  // namespace

std::string draw(const TornadoChart& chart) {
  const std::vector<LegendEntry> legend{{chart.low, {kLowColour, 1, {}}, LegendKey::box},
                                        {chart.high, {kHighColour, 1, {}}, LegendKey::box}};
  const double top = legend_height(kPictureWidth, legend) + 6;
  const double bottom = top + kTornadoRow * static_cast<double>(chart.rows.size());
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
    draw_tornado_row(svg, x, chart.rows[i], top + kTornadoRow * static_cast<double>(i));
  }
  svg.text({kPictureWidth - 4, bottom + 35}, chart.unit, {Anchor::end, kSmallText, kMuted, {}, {}});
  return svg.finish();
}

}  // namespace anxin::report
