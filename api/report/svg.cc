#include "api/report/svg.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "api/paper/markup.h"
#include "ledger/base/invariant.h"
#include "ledger/base/text.h"

namespace anxin::report {
namespace {

// Of the height of the letters.
constexpr double kLatinWidth = 0.57;
constexpr double kBroadWidth = 0.92;       // of % and of m
constexpr unsigned char kWideLead = 0xE3;  // UTF-8 lead byte of U+3000: Chinese begins there

std::string attribute(std::string_view name, std::string_view value) {
  return fmt::format(" {}=\"{}\"", name, value);
}

std::string attribute(std::string_view name, double value) {
  return attribute(name, coordinate(value));
}

std::string strokes(const Pen& pen) {
  auto text = attribute("stroke", pen.colour) + attribute("stroke-width", pen.width);
  if (!pen.dash.empty()) text += attribute("stroke-dasharray", pen.dash);
  return text;
}

std::string point_list(const std::vector<Point>& points) {
  std::string text;
  for (const auto& point : points) {
    if (!text.empty()) text += ' ';
    text += coordinate(point.x) + ',' + coordinate(point.y);
  }
  return text;
}

std::string rectangle(const Box& box) {
  return "<rect" + attribute("x", box.left) + attribute("y", box.top) +
         attribute("width", box.width()) + attribute("height", box.height());
}

// What ends a shape: its hint within it, or nothing.
std::string closing(std::string_view element, std::string_view hint) {
  if (hint.empty()) return "/>\n";
  return fmt::format("><title>{}</title></{}>\n", paper::escaped(hint), element);
}

std::string_view word_of(Anchor anchor) {
  switch (anchor) {
    case Anchor::start:
      return "start";
    case Anchor::middle:
      return "middle";
    case Anchor::end:
      return "end";
  }
  return "";
}

std::size_t length_of_character(unsigned char lead) {
  return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

// Characters that begin no line: what closes, and what parts.
bool clings(std::string_view character) {
  for (const std::string_view one : {"，", "。", "、", "）", "；", "：", "》", "〕"}) {
    if (character == one) return true;
  }
  return false;
}

double width_of(unsigned char lead) {
  if (lead >= kWideLead) return 1;
  return lead == '%' || lead == 'm' || lead == 'M' || lead == 'W' ? kBroadWidth : kLatinWidth;
}

// The pieces that a line may end behind: a Chinese character, or letters up to a space.
std::vector<std::string> pieces_of(std::string_view utf8) {
  std::vector<std::string> pieces;
  bool open = false;  // the last piece takes more letters
  while (!utf8.empty()) {
    const auto lead = static_cast<unsigned char>(utf8.front());
    const auto character = utf8.substr(0, length_of_character(lead));
    utf8.remove_prefix(character.size());
    const bool wide = lead >= kWideLead;
    if (!pieces.empty() && ((open && !wide) || clings(character))) {
      pieces.back() += character;
    } else {
      pieces.emplace_back(character);
    }
    open = !wide && character != " ";
  }
  return pieces;
}

}  // namespace

Svg::Svg(Size size, std::string_view name) {
  body_ = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 {} {}\" "
      "aria-label=\"{}\" font-family=\"'Noto Sans CJK SC','Source Han Sans SC','Microsoft "
      "YaHei','PingFang SC',sans-serif\" font-size=\"13\">\n",
      coordinate(size.width), coordinate(size.height), paper::escaped(name));
}

void Svg::line(Point from, Point to, const Pen& pen) {
  body_ += "<line" + attribute("x1", from.x) + attribute("y1", from.y) + attribute("x2", to.x) +
           attribute("y2", to.y) + strokes(pen) + "/>\n";
}

void Svg::curve(const std::vector<Point>& points, const Pen& pen) {
  body_ += "<polyline fill=\"none\" stroke-linejoin=\"round\"" +
           attribute("points", point_list(points)) + strokes(pen) + "/>\n";
}

void Svg::area(const std::vector<Point>& outline, std::string_view fill) {
  body_ += "<polygon" + attribute("points", point_list(outline)) + attribute("fill", fill) + "/>\n";
}

void Svg::bar(const Box& box, std::string_view fill, std::string_view hint) {
  body_ += rectangle(box) + attribute("fill", fill) + closing("rect", hint);
}

void Svg::dot(Point at, double radius, std::string_view fill, std::string_view hint) {
  body_ += "<circle" + attribute("cx", at.x) + attribute("cy", at.y) + attribute("r", radius) +
           attribute("fill", fill) + closing("circle", hint);
}

void Svg::hover(const Box& box, std::string_view hint) {
  body_ += rectangle(box) + " fill=\"none\" pointer-events=\"all\"" + closing("rect", hint);
}

void Svg::text(Point at, std::string_view words, const Lettering& lettering) {
  body_ +=
      "<text" + attribute("x", at.x) + attribute("y", at.y) + attribute("fill", lettering.colour);
  if (lettering.size != kTextSize) body_ += attribute("font-size", lettering.size);
  if (lettering.anchor != Anchor::start) {
    body_ += attribute("text-anchor", word_of(lettering.anchor));
  }
  if (!lettering.halo.empty()) {
    body_ += attribute("stroke", lettering.halo) + " stroke-width=\"4\" paint-order=\"stroke\"";
  }
  if (!lettering.weight.empty()) body_ += attribute("font-weight", lettering.weight);
  body_ += ">" + paper::escaped(words) + "</text>\n";
}

std::string Svg::finish() const { return body_ + "</svg>\n"; }

std::string coordinate(double value) {
  LEDGER_INVARIANT(std::isfinite(value));
  auto text = fmt::format("{:.1f}", value);
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return text == "-0" ? "0" : text;
}

double text_width(std::string_view utf8, double size) {
  double width = 0;
  while (!utf8.empty()) {
    const auto lead = static_cast<unsigned char>(utf8.front());
    width += width_of(lead) * size;
    utf8.remove_prefix(std::min(utf8.size(), length_of_character(lead)));
  }
  return width;
}

std::vector<std::string> wrapped(std::string_view utf8, double width, double size) {
  std::vector<std::string> lines;
  for (const auto& piece : pieces_of(utf8)) {
    if (lines.empty() || text_width(trim(lines.back() + piece), size) > width) {
      lines.push_back(piece);
    } else {
      lines.back() += piece;
    }
  }
  return lines;
}

std::vector<std::string> first_lines(std::string_view utf8, const LineRoom& room) {
  auto lines = wrapped(utf8, room.width, room.size);
  if (lines.size() <= room.count) return lines;
  lines = wrapped(utf8, room.width - room.size, room.size);
  lines.resize(std::min(lines.size(), room.count));
  lines.back() = std::string(trim(lines.back())) + "…";
  return lines;
}

}  // namespace anxin::report
