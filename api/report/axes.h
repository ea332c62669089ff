// What charts have in common: a frame with two axes, a legend, the colours of series.
//
// Source: the colours are those of Okabe and Ito, which people see apart whatever their colour
//         vision; every series has a dash of its own besides, for printers without colour.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "api/report/scale.h"
#include "api/report/svg.h"

namespace anxin::report {

/// Of a picture across the page.
inline constexpr double kPictureWidth = 860;

inline constexpr std::array<std::string_view, 7> kSeriesColours{
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#222222"};
inline constexpr std::array<std::string_view, 7> kSeriesDashes{"",    "8 4",  "2 3", "10 3 2 3",
                                                               "5 2", "12 4", "3 6"};
/// They come again after the last one.
[[nodiscard]] std::string_view series_colour(std::size_t series);
[[nodiscard]] std::string_view series_dash(std::size_t series);

struct Axis {
  Ticks ticks;
  std::string caption;  ///< what is measured, and its unit
};

/// A frame that leaves room for its ticks, and the scales of its axes.
struct Frame {
  Box plot;
  Scale x;
  Scale y;
};
/// The frame within `whole`. The caption of y stands above it, that of x below.
[[nodiscard]] Frame frame_in(const Box& whole, const Axis& x, const Axis& y);
/// Grid lines, tick labels, captions.
void draw_frame(Svg& svg, const Frame& frame, const Axis& x, const Axis& y);

/// How an entry of a legend is shown.
enum class LegendKey : std::uint8_t {
  line,
  box,
  mark  ///< as draw_mark draws the series of the entry's place
};

struct LegendEntry {
  std::string name;
  Pen pen;
  LegendKey key = LegendKey::line;
};

/// A disc, a square, a diamond and so on: series told apart without colour.
void draw_mark(Svg& svg, Point at, std::size_t series);

/// In as many lines as it takes. Returns the height that they take.
double draw_legend(Svg& svg, const Box& whole, const std::vector<LegendEntry>& entries);
/// The same without drawing.
[[nodiscard]] double legend_height(double width, const std::vector<LegendEntry>& entries);

/// Words in lines that end or begin at `at.x`, in the middle about `at.y`.
void draw_label(Svg& svg, Point at, const std::vector<std::string>& lines,
                const Lettering& lettering);

}  // namespace anxin::report
