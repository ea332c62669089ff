// A bar a row, made of parts.
#include <algorithm>
#include <numeric>

#include "api/report/charts.h"

namespace anxin::report {
namespace {

constexpr double kStackLabels = 190;
constexpr double kStackTotals = 110;
constexpr double kStackRow = 36;
constexpr double kStackBar = 22;
constexpr double kStackTitle = 24;
constexpr double kStackFoot = 42;

double sum_of(const StackedRow& row) {
  return std::accumulate(row.parts.begin(), row.parts.end(), 0.0);
}

double longest(const StackedBars& chart) {
  double length = 0;
  for (const auto& row : chart.rows) length = std::max(length, sum_of(row));
  return length;
}

struct StackPlace {
  double top = 0;
  std::size_t first_colour = 0;
};

void draw_row(Svg& svg, const Scale& x, const StackedRow& row, const StackPlace& place) {
  const double middle = place.top + kStackRow / 2;
  draw_label(svg, {kStackLabels - 8, middle},
             first_lines(row.label, {kStackLabels - 16, kSmallText, 2}),
             {Anchor::end, kSmallText, kInk, {}, {}});
  double before = 0;
  for (std::size_t i = 0; i < row.parts.size(); ++i) {
    const Box box{x(before), middle - kStackBar / 2, x(before + row.parts[i]),
                  middle + kStackBar / 2};
    if (row.parts[i] > 0) svg.bar(box, series_colour(place.first_colour + i), row.hints[i]);
    before += row.parts[i];
  }
  svg.text({x(before) + 6, middle + 4.5}, row.total,
           {Anchor::start, kSmallText, kInk, {}, "#ffffff"});
}

// The axis below the rows, its unit in the corner.
void draw_scale(Svg& svg, const Scale& x, const Ticks& ticks, const Box& rows) {
  for (std::size_t i = 0; i < ticks.at.size(); ++i) {
    const double at = x(ticks.at[i]);
    svg.line({at, rows.top}, {at, rows.bottom}, {kGrid, 1, {}});
    svg.text({at, rows.bottom + 16}, ticks.labels[i], {Anchor::middle, kSmallText, kMuted, {}, {}});
  }
}

}  // namespace

std::string draw(const StackedBars& chart) {
  std::vector<LegendEntry> legend;
  for (std::size_t i = 0; i < chart.parts.size(); ++i) {
    legend.push_back(
        {chart.parts[i], {series_colour(chart.first_colour + i), 1, {}}, LegendKey::box});
  }
  const double top = kStackTitle + legend_height(kPictureWidth, legend) + 4;
  const double bottom = top + kStackRow * static_cast<double>(chart.rows.size());
  const auto ticks = nice_ticks(0, longest(chart), 6);
  const Scale x(ticks, kStackLabels, kPictureWidth - kStackTotals);
  Svg svg({kPictureWidth, bottom + kStackFoot}, chart.name);
  svg.text({0, 15}, chart.title, {Anchor::start, kTextSize, kInk, "bold", {}});
  draw_legend(svg, {0, kStackTitle, kPictureWidth, top}, legend);
  draw_scale(svg, x, ticks, {kStackLabels, top, kPictureWidth - kStackTotals, bottom});
  for (std::size_t i = 0; i < chart.rows.size(); ++i) {
    draw_row(svg, x, chart.rows[i], {top + kStackRow * static_cast<double>(i), chart.first_colour});
  }
  svg.text({kPictureWidth - kStackTotals, bottom + 34}, chart.unit,
           {Anchor::end, kSmallText, kMuted, {}, {}});
  return svg.finish();
}

}  // namespace anxin::report
