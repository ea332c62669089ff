#include "api/report/axes.h"

#include <algorithm>

namespace anxin::report {
namespace {

constexpr double kLegendLine = 22;
constexpr double kLegendKey = 26;
constexpr double kLegendGap = 22;
constexpr double kTickGap = 7;
constexpr double kAboveFrame = 24;  // the caption of y
constexpr double kBelowFrame = 42;  // labels and the caption of x
constexpr double kLineHeight = 1.3;

double widest(const std::vector<std::string>& labels) {
  double width = 0;
  for (const auto& label : labels) width = std::max(width, text_width(label, kSmallText));
  return width;
}

// Every how many ticks are labelled, so that no label meets the next one.
std::size_t label_every(const Ticks& ticks, double width) {
  const double room = widest(ticks.labels) + 14;
  const auto count = static_cast<double>(ticks.at.size());
  std::size_t every = 1;
  while (count / static_cast<double>(every) * room > width + room) ++every;
  return every;
}

// Where each entry of a legend begins, and how many lines there are.
struct LegendPlaces {
  std::vector<Point> at;
  std::vector<std::string> names;  // as far as they have room
  double height = 0;
};

LegendPlaces legend_places(double width, const std::vector<LegendEntry>& entries) {
  LegendPlaces places;
  double x = 0;
  double y = 0;
  for (const auto& entry : entries) {
    const auto lines = first_lines(entry.name, {width - kLegendKey - 12, kTextSize, 1});
    places.names.push_back(lines.empty() ? "" : lines.front());
    const double taken = kLegendKey + text_width(places.names.back(), kTextSize) + kLegendGap;
    if (x > 0 && x + taken > width + kLegendGap) {
      x = 0;
      y += kLegendLine;
    }
    places.at.push_back({x, y});
    x += taken;
  }
  places.height = entries.empty() ? 0 : y + kLegendLine;
  return places;
}

void draw_key(Svg& svg, Point at, const LegendEntry& entry, std::size_t place) {
  switch (entry.key) {
    case LegendKey::line:
      svg.line({at.x, at.y}, {at.x + 20, at.y}, entry.pen);
      return;
    case LegendKey::box:
      svg.bar({at.x, at.y - 6, at.x + 18, at.y + 6}, entry.pen.colour);
      return;
    case LegendKey::mark:
      svg.line({at.x, at.y}, {at.x + 20, at.y}, entry.pen);
      draw_mark(svg, {at.x + 10, at.y}, place);
      return;
  }
}

void draw_y_axis(Svg& svg, const Frame& frame, const Axis& y) {
  for (std::size_t i = 0; i < y.ticks.at.size(); ++i) {
    const double at = frame.y(y.ticks.at[i]);
    svg.line({frame.plot.left, at}, {frame.plot.right, at}, {kGrid, 1, {}});
    svg.text({frame.plot.left - kTickGap, at + 4}, y.ticks.labels[i],
             {Anchor::end, kSmallText, kMuted, {}, {}});
  }
}

void draw_x_axis(Svg& svg, const Frame& frame, const Axis& x) {
  const auto& box = frame.plot;
  svg.line({box.left, box.bottom}, {box.right, box.bottom}, {kMuted, 1, {}});
  const auto every = label_every(x.ticks, box.width());
  for (std::size_t i = 0; i < x.ticks.at.size(); ++i) {
    if (x.ticks.labels[i].empty()) continue;
    const double at = frame.x(x.ticks.at[i]);
    svg.line({at, box.bottom}, {at, box.bottom + 4}, {kMuted, 1, {}});
    if (i % every != 0) continue;
    svg.text({at, box.bottom + 18}, x.ticks.labels[i],
             {Anchor::middle, kSmallText, kMuted, {}, {}});
  }
}

}  // namespace

std::string_view series_colour(std::size_t series) {
  return kSeriesColours.at(series % kSeriesColours.size());
}

std::string_view series_dash(std::size_t series) {
  return kSeriesDashes.at(series % kSeriesDashes.size());
}

void draw_mark(Svg& svg, Point at, std::size_t series) {
  const auto colour = series_colour(series);
  switch (series % 3) {
    case 0:
      svg.dot(at, 4.5, colour);
      break;
    case 1:
      svg.bar({at.x - 4, at.y - 4, at.x + 4, at.y + 4}, colour);
      break;
    default:
      svg.area({{at.x, at.y - 5.5}, {at.x + 5.5, at.y}, {at.x, at.y + 5.5}, {at.x - 5.5, at.y}},
               colour);
  }
}

Frame frame_in(const Box& whole, const Axis& x, const Axis& y) {
  const double right = text_width(x.ticks.labels.back(), kSmallText) / 2 + 4;
  const Box plot{whole.left + widest(y.ticks.labels) + kTickGap + 4, whole.top + kAboveFrame,
                 whole.right - right, whole.bottom - kBelowFrame};
  return {plot, Scale(x.ticks, plot.left, plot.right), Scale(y.ticks, plot.bottom, plot.top)};
}

void draw_frame(Svg& svg, const Frame& frame, const Axis& x, const Axis& y) {
  const auto& box = frame.plot;
  draw_y_axis(svg, frame, y);
  draw_x_axis(svg, frame, x);
  const Lettering caption{Anchor::start, kSmallText, kMuted, {}, {}};
  svg.text({std::max(2.0, box.left - 40), box.top - 11}, y.caption, caption);
  svg.text({box.right, box.bottom + 37}, x.caption, {Anchor::end, kSmallText, kMuted, {}, {}});
}

double draw_legend(Svg& svg, const Box& whole, const std::vector<LegendEntry>& entries) {
  const auto places = legend_places(whole.width(), entries);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Point at{whole.left + places.at[i].x, whole.top + places.at[i].y + 11};
    draw_key(svg, at, entries[i], i);
    svg.text({at.x + kLegendKey, at.y + 4.5}, places.names[i]);
  }
  return places.height;
}

double legend_height(double width, const std::vector<LegendEntry>& entries) {
  return legend_places(width, entries).height;
}

void draw_label(Svg& svg, Point at, const std::vector<std::string>& lines,
                const Lettering& lettering) {
  const double step = lettering.size * kLineHeight;
  double y = at.y - step * (static_cast<double>(lines.size()) - 1) / 2 + lettering.size * 0.36;
  for (const auto& line : lines) {
    svg.text({at.x, y}, line, lettering);
    y += step;
  }
}

}  // namespace anxin::report
