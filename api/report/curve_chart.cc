// Curves over a number, with lines that mark what they are read against.
#include <algorithm>

#include "api/report/charts.h"

namespace anxin::report {
namespace {

constexpr double kCurveHeight = 330;
constexpr double kDotRadius = 4.5;
constexpr double kWhisker = 4;
constexpr double kHoverReach = 9;
constexpr Pen kMarkerPen{"#7a2f00", 1.5, "6 3"};

std::vector<LegendEntry> legend_of_curves(const CurveChart& chart) {
  std::vector<LegendEntry> entries;
  for (std::size_t i = 0; i < chart.curves.size(); ++i) {
    if (chart.curves[i].name.empty()) continue;
    entries.push_back(
        {chart.curves[i].name, {series_colour(i), 2.5, series_dash(i)}, LegendKey::line});
  }
  return entries;
}

void draw_span(Svg& svg, const Frame& frame, Point at, const Span& span, const Pen& pen) {
  const double low = frame.y(span.low);
  const double high = frame.y(span.high);
  svg.line({at.x, low}, {at.x, high}, pen);
  svg.line({at.x - kWhisker, low}, {at.x + kWhisker, low}, pen);
  svg.line({at.x - kWhisker, high}, {at.x + kWhisker, high}, pen);
}

// Beside the dot, on the side that has room.
void draw_dot_label(Svg& svg, const Frame& frame, Point at, const std::string& label) {
  const bool right = at.x + kDotRadius + 6 + text_width(label, kTextSize) < frame.plot.right;
  svg.text({right ? at.x + kDotRadius + 5 : at.x - kDotRadius - 5, at.y - 7}, label,
           {right ? Anchor::start : Anchor::end, kTextSize, kInk, {}});
}

void draw_dots(Svg& svg, const Frame& frame, const Curve& curve, std::size_t series) {
  for (std::size_t i = 0; i < curve.points.size(); ++i) {
    const Point at{frame.x(curve.points[i].x), frame.y(curve.points[i].y)};
    if (!curve.spans.empty()) {
      draw_span(svg, frame, at, curve.spans[i], {series_colour(series), 1.2, {}});
    }
    draw_mark(svg, at, series);
    if (!curve.hints.empty()) {
      svg.hover({at.x - kHoverReach, at.y - kHoverReach, at.x + kHoverReach, at.y + kHoverReach},
                curve.hints[i]);
    }
    if (!curve.labels.empty()) draw_dot_label(svg, frame, at, curve.labels[i]);
  }
}

void draw_curve(Svg& svg, const Frame& frame, const Curve& curve, std::size_t series) {
  std::vector<Point> points;
  for (const auto& point : curve.points) points.push_back({frame.x(point.x), frame.y(point.y)});
  const double width = curve.shape == CurveShape::line ? 2.2 : 1.2;
  svg.curve(points, {series_colour(series), width, series_dash(series)});
  if (curve.shape == CurveShape::dots) draw_dots(svg, frame, curve, series);
}

void draw_markers(Svg& svg, const Frame& frame, const CurveChart& chart) {
  const auto& box = frame.plot;
  for (const auto& marker : chart.verticals) {
    const double at = frame.x(marker.at);
    svg.line({at, box.top}, {at, box.bottom}, kMarkerPen);
  }
  for (const auto& marker : chart.horizontals) {
    const double at = frame.y(marker.at);
    svg.line({box.left, at}, {box.right, at}, kMarkerPen);
  }
}

Lettering marker_lettering(Anchor anchor) {
  return {anchor, kTextSize, kMarkerPen.colour, {}, "#ffffff"};
}

bool meets_marker(const Frame& frame, const CurveChart& chart, const Span& places) {
  return std::any_of(chart.verticals.begin(), chart.verticals.end(), [&](const auto& marker) {
    const double at = frame.x(marker.at);
    return at > places.low && at < places.high;
  });
}

// To the right of its line, unless there is no room, or another line that only the left has not.
bool stands_right(const Frame& frame, const CurveChart& chart, double at, double width) {
  const auto& box = frame.plot;
  if (at + 8 + width >= box.right) return false;
  const bool left_is_free =
      at - 8 - width > box.left && !meets_marker(frame, chart, {at - 8 - width, at});
  return !left_is_free || !meets_marker(frame, chart, {at, at + 8 + width});
}

// Above all lines; one below the other, so that neighbours do not meet.
void draw_marker_labels(Svg& svg, const Frame& frame, const CurveChart& chart) {
  const auto& box = frame.plot;
  double y = box.top + 14;
  for (const auto& marker : chart.verticals) {
    const double at = frame.x(marker.at);
    const bool right = stands_right(frame, chart, at, text_width(marker.label, kTextSize));
    svg.text({right ? at + 6 : at - 6, y}, marker.label,
             marker_lettering(right ? Anchor::start : Anchor::end));
    y += 19;
  }
  for (const auto& marker : chart.horizontals) {
    svg.text({box.right - 4, frame.y(marker.at) - 6}, marker.label, marker_lettering(Anchor::end));
  }
}

}  // namespace

std::string draw(const CurveChart& chart) {
  const auto legend = legend_of_curves(chart);
  const double top = legend_height(kPictureWidth, legend);
  Svg svg({kPictureWidth, top + kCurveHeight}, chart.name);
  draw_legend(svg, {0, 0, kPictureWidth, top}, legend);
  const auto frame = frame_in({0, top, kPictureWidth, top + kCurveHeight}, chart.x, chart.y);
  draw_frame(svg, frame, chart.x, chart.y);
  draw_markers(svg, frame, chart);
  for (std::size_t i = 0; i < chart.curves.size(); ++i) {
    draw_curve(svg, frame, chart.curves[i], i);
  }
  draw_marker_labels(svg, frame, chart);
  return svg.finish();
}

}  // namespace anxin::report
