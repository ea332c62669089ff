#include "api/paper/markup.h"

namespace anxin::paper {
namespace {

std::string_view class_of(Align align) {
  if (align == Align::right) return "r";
  return align == Align::centre ? "c" : "l";
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

void append_element(std::string& html, std::string_view name, std::string_view kind,
                    std::string_view text) {
  html.append("<").append(name);
  if (!kind.empty()) html.append(" class=\"").append(kind).append("\"");
  html.append(">").append(escaped(text)).append("</").append(name).append(">");
}

void append_row(std::string& html, std::string_view kind, const std::vector<std::string>& cells,
                const Table& table) {
  html.append("<tr").append(kind).append(">");
  for (std::size_t at = 0; at < cells.size(); ++at) {
    append_element(html, "td", class_of(table.columns[at].align), cells[at]);
  }
  html += "</tr>\n";
}

void append_columns(std::string& html, const Table& table) {
  html += "<colgroup>";
  for (const auto& column : table.columns) {
    html += column.width == 0 ? std::string("<col>")
                              : "<col style=\"width:" + std::to_string(column.width) + "%\">";
  }
  html += "</colgroup>\n<thead><tr>";
  for (const auto& column : table.columns) {
    append_element(html, "th", class_of(column.align), column.caption);
  }
  html += "</tr></thead>\n";
}

}  // namespace anxin::paper
