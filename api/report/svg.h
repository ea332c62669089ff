// A picture as SVG text: shapes one over the other, each in a style of its own.
//
// Role: the charts draw with it; they know where things stand, this knows how they are written.
// Units: of the view box, about a pixel each. x grows to the right, y downwards.
// Shape: the same calls give the same bytes; numbers have one decimal; no text can become an
//        element. A hint is what a reader sees who points at a shape (<title>).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace anxin::report {

struct Point {
  double x = 0;
  double y = 0;
};
struct Size {
  double width = 0;
  double height = 0;
};
struct Box {
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;
  [[nodiscard]] double width() const { return right - left; }
  [[nodiscard]] double height() const { return bottom - top; }
  [[nodiscard]] double middle() const { return (top + bottom) / 2; }
};

inline constexpr std::string_view kInk = "#222222";
inline constexpr std::string_view kMuted = "#5f5f5f";
inline constexpr std::string_view kGrid = "#dcdcdc";

struct Pen {
  std::string_view colour = kInk;
  double width = 1;
  std::string_view dash = {};  ///< "6 3": drawn, left out; empty: unbroken
};

enum class Anchor : std::uint8_t { start, middle, end };

inline constexpr double kTextSize = 13;
inline constexpr double kSmallText = 12;

struct Lettering {
  Anchor anchor = Anchor::start;
  double size = kTextSize;
  std::string_view colour = kInk;
  std::string_view weight = {};  ///< "bold"; empty: normal
  std::string_view halo = {};    ///< a colour behind the letters where lines cross them
};

class Svg {
 public:
  /// `name` is read aloud in place of the picture.
  Svg(Size size, std::string_view name);

  void line(Point from, Point to, const Pen& pen);
  void curve(const std::vector<Point>& points, const Pen& pen);
  void area(const std::vector<Point>& outline, std::string_view fill);
  void bar(const Box& box, std::string_view fill, std::string_view hint = {});
  void dot(Point at, double radius, std::string_view fill, std::string_view hint = {});
  /// Nothing to be seen, but a hint to be pointed at.
  void hover(const Box& box, std::string_view hint);
  /// `at` is on the line that the letters stand on.
  void text(Point at, std::string_view words, const Lettering& lettering = {});

  [[nodiscard]] std::string finish() const;

 private:
  std::string body_;
};

/// "12.5", "-3", "0": one decimal, none where it is zero. Requires: finite.
[[nodiscard]] std::string coordinate(double value);

/// About how wide the words are: a Chinese character is as wide as it is high, a Latin one a little
/// more than half.
[[nodiscard]] double text_width(std::string_view utf8, double size);

/// The words in lines no wider than `width`, broken at spaces and between Chinese characters. A
/// single word that is wider stands alone.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view utf8, double width, double size);

/// As many lines as there is room for.
struct LineRoom {
  double width = 0;
  double size = kTextSize;  ///< of the letters
  std::size_t count = 1;
};
/// The words in that room; "…" ends the last line where more was to come.
[[nodiscard]] std::vector<std::string> first_lines(std::string_view utf8, const LineRoom& room);

}  // namespace anxin::report
