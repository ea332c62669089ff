// The figures of a report as pictures: each takes numbers in the unit that its captions name, and
// words in the reader's language, and gives one SVG.
//
// Role: simulation_report.h fills them. Nothing here knows what is simulated.
// Requires: everywhere: at least one row, series or panel; finite numbers; as many hints as points
//           where there are hints.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "api/report/axes.h"

namespace anxin::report {

// ---- a fan: quantiles over time -----------------------------------------------------------------

/// 5, 25, 50, 75 and 95 %.
using Fan = std::array<double, 5>;

struct FanPanel {
  std::string title;  ///< may be empty where there is one panel
  std::vector<Fan> months;
  std::vector<std::string> hints;  ///< one a month
};

struct FanChart {
  std::string name;
  std::string unit;
  std::vector<FanPanel> panels;            ///< all to the same scale; two stand side by side
  std::vector<std::string> months;         ///< "2026-01"
  std::vector<std::size_t> marks;          ///< months that are marked, such as Spring Festival
  std::string outer, inner, middle, mark;  ///< what the legend calls them
};
[[nodiscard]] std::string draw(const FanChart& chart);

// ---- curves over a number -----------------------------------------------------------------------

enum class CurveShape : std::uint8_t {
  line,
  dots  ///< joined by a line, each with a dot and, where given, its interval
};

/// Both ends of an interval in the unit of y.
struct Span {
  double low = 0;
  double high = 0;
};

struct Curve {
  std::string name;  ///< empty: not in the legend
  CurveShape shape = CurveShape::line;
  std::vector<Point> points;
  std::vector<Span> spans;          ///< of y; empty or one a point
  std::vector<std::string> labels;  ///< beside the dots; empty or one a point
  std::vector<std::string> hints;   ///< empty or one a point
};

struct Marker {
  double at = 0;
  std::string label;
};

struct CurveChart {
  std::string name;
  Axis x, y;
  std::vector<Curve> curves;
  std::vector<Marker> verticals;    ///< a line across the frame at a value of x
  std::vector<Marker> horizontals;  ///< and at a value of y
};
[[nodiscard]] std::string draw(const CurveChart& chart);

// ---- bars ---------------------------------------------------------------------------------------

struct StackedRow {
  std::string label;
  std::vector<double> parts;       ///< not below zero
  std::vector<std::string> hints;  ///< one a part
  std::string total;               ///< behind the bar
};

struct StackedBars {
  std::string name;
  std::string title;
  std::string unit;
  std::vector<std::string> parts;  ///< what the legend calls them
  std::size_t first_colour = 0;    ///< of the first part: the same part, the same colour
  std::vector<StackedRow> rows;
};
[[nodiscard]] std::string draw(const StackedBars& chart);

/// A difference with half the width of its interval.
struct Difference {
  double mean = 0;
  double half = 0;
};

struct TornadoRow {
  std::string label;
  std::string range;  ///< both ends of what is assumed
  Difference low;     ///< where the assumption lies at its lower end
  Difference high;
  std::string hint;
};

struct TornadoChart {
  std::string name;
  std::string unit;
  std::string low, high;  ///< what the legend calls them
  std::vector<TornadoRow> rows;
};
[[nodiscard]] std::string draw(const TornadoChart& chart);

struct ForestRow {
  std::size_t series = 0;
  Difference difference;
  std::string text;  ///< the same in figures, at the right
  std::string hint;
};

struct ForestGroup {
  std::string label;
  std::vector<ForestRow> rows;
};

struct ForestChart {
  std::string name;
  std::string unit;
  std::vector<std::string> series;  ///< what the legend calls them
  std::vector<ForestGroup> groups;
};
[[nodiscard]] std::string draw(const ForestChart& chart);

// ---- a heat map ---------------------------------------------------------------------------------

struct HeatMap {
  std::string name;
  std::string title;
  std::string row_caption, column_caption;
  std::vector<std::string> rows, columns;
  std::vector<std::vector<double>> values;      ///< by row, then by column
  std::vector<std::vector<std::string>> texts;  ///< the same in figures
  std::vector<std::vector<std::string>> hints;
};
/// Half as wide as the page: two stand side by side.
[[nodiscard]] std::string draw(const HeatMap& chart);

}  // namespace anxin::report
