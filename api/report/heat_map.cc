// A value for each pair of settings, the darker the larger.
#include <algorithm>

#include <fmt/format.h>

#include "api/report/charts.h"

namespace anxin::report {
namespace {

constexpr double kHeatWidth = 420;
constexpr double kHeatLabels = 96;
constexpr double kHeatTop = 26;
constexpr double kHeatRow = 46;
constexpr double kHeatFoot = 42;
// From nearly white to a dark blue: lightness alone carries the value.
constexpr std::array<double, 3> kLight{241, 246, 251};
constexpr std::array<double, 3> kDark{0, 62, 110};
constexpr double kDarkFrom = 0.5;  // above it the figures are white

std::string shade(double share) {
  std::array<int, 3> parts{};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    parts.at(i) = static_cast<int>(kLight.at(i) + (kDark.at(i) - kLight.at(i)) * share);
  }
  return fmt::format("#{:02x}{:02x}{:02x}", parts[0], parts[1], parts[2]);
}

Span span_of(const std::vector<std::vector<double>>& values) {
  Span span{values.front().front(), values.front().front()};
  for (const auto& row : values) {
    for (const auto value : row) {
      span.low = std::min(span.low, value);
      span.high = std::max(span.high, value);
    }
  }
  return span;
}

struct HeatPlace {
  std::size_t row = 0;
  std::size_t column = 0;
  Box box;
};

void draw_cell(Svg& svg, const HeatMap& chart, const Span& span, const HeatPlace& place) {
  const double value = chart.values[place.row][place.column];
  const double share = span.high > span.low ? (value - span.low) / (span.high - span.low) : 0;
  const auto& box = place.box;
  svg.bar({box.left + 1, box.top + 1, box.right - 1, box.bottom - 1}, shade(share),
          chart.hints[place.row][place.column]);
  svg.text({(box.left + box.right) / 2, box.middle() + 4.5}, chart.texts[place.row][place.column],
           {Anchor::middle, kTextSize, share > kDarkFrom ? "#ffffff" : kInk, {}, {}});
}

void draw_heat_row(Svg& svg, const HeatMap& chart, const Span& span, std::size_t row) {
  const double cell = (kHeatWidth - kHeatLabels) / static_cast<double>(chart.columns.size());
  const double top = kHeatTop + kHeatRow * static_cast<double>(row);
  draw_label(svg, {kHeatLabels - 8, top + kHeatRow / 2},
             wrapped(chart.rows[row], kHeatLabels - 10, kSmallText),
             {Anchor::end, kSmallText, kInk, {}, {}});
  for (std::size_t column = 0; column < chart.columns.size(); ++column) {
    const double left = kHeatLabels + cell * static_cast<double>(column);
    draw_cell(svg, chart, span, {row, column, {left, top, left + cell, top + kHeatRow}});
  }
}

}  // namespace

std::string draw(const HeatMap& chart) {
  const double bottom = kHeatTop + kHeatRow * static_cast<double>(chart.rows.size());
  Svg svg({kHeatWidth, bottom + kHeatFoot}, chart.name);
  svg.text({0, 15}, chart.title, {Anchor::start, kTextSize, kInk, "bold", {}});
  const auto span = span_of(chart.values);
  for (std::size_t row = 0; row < chart.rows.size(); ++row) draw_heat_row(svg, chart, span, row);
  const double cell = (kHeatWidth - kHeatLabels) / static_cast<double>(chart.columns.size());
  for (std::size_t column = 0; column < chart.columns.size(); ++column) {
    svg.text({kHeatLabels + cell * (static_cast<double>(column) + 0.5), bottom + 16},
             chart.columns[column], {Anchor::middle, kSmallText, kInk, {}, {}});
  }
  const Lettering caption{Anchor::end, kSmallText, kMuted, {}, {}};
  svg.text({kHeatWidth - 2, bottom + 35}, chart.column_caption, caption);
  svg.text({kHeatLabels - 8, bottom + 16}, chart.row_caption, caption);
  return svg.finish();
}

}  // namespace anxin::report
