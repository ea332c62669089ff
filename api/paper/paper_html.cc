// A paper as a page for the printer.
#include <algorithm>

#include "api/paper/markup.h"

namespace anxin::paper {

// Made from api/paper/paper.css by anxin_embed (tests/cmake/rooms.cmake).
namespace data {
std::string_view paper_css();
}  // namespace data

namespace {

constexpr std::size_t kRowsWithTotals = 3;

// A text within quotes of a style sheet: nothing of it can end the quotes or the sheet.
std::string css_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\' || c == '<' || c == '\n') continue;
    out += c;
  }
  return out + "\"";
}

void append_facts(std::string& html, std::string_view kind, const std::vector<Fact>& facts) {
  if (facts.empty()) return;
  html.append("<dl class=\"").append(kind).append("\">");
  for (const auto& fact : facts) {
    html += "<div>";
    append_element(html, "dt", "", fact.label);
    append_element(html, "dd", "", fact.value);
    html += "</div>";
  }
  html += "</dl>\n";
}

// The totals share a body with the last rows, and the last table's with the paper's end, which no
// page tears apart: neither a sum nor a signature stands on a page without anybody whose wage it is
// for. In a foot they would be repeated on every page as if they were the page's own.
void append_rows(std::string& html, const Table& table, const std::string& end) {
  const auto kept = table.rows.size() - std::min(table.rows.size(), kRowsWithTotals);
  html += "<tbody>\n";
  for (std::size_t at = 0; at < table.rows.size(); ++at) {
    if (at == kept) html += "</tbody>\n<tbody class=\"last\">\n";
    append_row(html, "", table.rows[at], table);
  }
  for (const auto& row : table.totals) append_row(html, " class=\"total\"", row, table);
  if (!end.empty()) {
    html += "<tr class=\"end\"><td colspan=\"" + std::to_string(table.columns.size()) + "\">\n";
    html += end + "</td></tr>\n";
  }
  html += "</tbody>\n";
}

void append_table(std::string& html, const Table& table, const std::string& end) {
  if (!table.heading.empty()) append_element(html, "h2", "", table.heading);
  html += "<table>\n";
  append_columns(html, table);
  append_rows(html, table, end);
  html += "</table>\n";
}

// What differs from paper to paper: the page and its running foot.
std::string page_style(const Paper& paper) {
  std::string css = "@page{size:A4";
  if (paper.page == Page::landscape) css += " landscape";
  css += ";@bottom-left{content:" + css_string(paper.footer) + "}}\n";
  if (!paper.row_height.empty()) css += "tbody tr{height:" + paper.row_height + "}\n";
  return css;
}

void append_head(std::string& html, const Paper& paper, const std::string& language) {
  html += "<!DOCTYPE html>\n<html lang=\"" + escaped(language) +
          "\">\n<head><meta charset=\"utf-8\">\n"
          "<meta http-equiv=\"Content-Security-Policy\" "
          "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n";
  append_element(html, "title", "", paper.title + " " + paper.subtitle);
  html.append("\n<style>\n").append(data::paper_css()).append(page_style(paper));
  html += "</style></head>\n<body>\n";
}

void append_foot(std::string& html, const Paper& paper) {
  for (const auto& note : paper.notes) append_element(html, "p", "note", note);
  if (!paper.signatures.empty()) {
    html += "<div class=\"signatures\">";
    for (const auto& who : paper.signatures) append_element(html, "div", "", who);
    html += "</div>\n";
  }
}

}  // namespace

std::string to_html(const Paper& paper, const std::string& language) {
  std::string html;
  append_head(html, paper, language);
  append_element(html, "h1", "", paper.title);
  html += "\n";
  if (!paper.subtitle.empty()) append_element(html, "p", "subtitle", paper.subtitle);
  append_facts(html, "facts", paper.facts);
  if (!paper.unit.empty()) append_element(html, "p", "unit", paper.unit);
  std::string end;
  append_facts(end, "sums", paper.sums);
  append_foot(end, paper);
  for (const auto& table : paper.tables) {
    append_table(html, table, &table == &paper.tables.back() ? end : "");
  }
  html += "</body></html>\n";
  return html;
}

}  // namespace anxin::paper
