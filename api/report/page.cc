#include "api/report/page.h"

#include "api/paper/markup.h"

namespace anxin::report {

// Made from api/report/page.css by anxin_embed (tests/cmake/rooms.cmake).
namespace data {
std::string_view page_css();
}  // namespace data

namespace {

using paper::append_element;
using paper::escaped;

void append_paragraphs(std::string& html, const std::vector<std::string>& paragraphs) {
  for (const auto& paragraph : paragraphs) {
    append_element(html, "p", "", paragraph);
    html += '\n';
  }
}

void append_points(std::string& html, const std::vector<std::string>& points) {
  if (points.empty()) return;
  html += "<ul>\n";
  for (const auto& point : points) {
    append_element(html, "li", "", point);
    html += '\n';
  }
  html += "</ul>\n";
}

void append_plain_table(std::string& html, const paper::Table& table) {
  if (!table.heading.empty()) append_element(html, "h4", "", table.heading);
  html += "<table>\n";
  append_columns(html, table);
  html += "<tbody>\n";
  for (const auto& row : table.rows) append_row(html, "", row, table);
  html += "</tbody>\n</table>\n";
}

void append_folded(std::string& html, std::string_view caption,
                   const std::vector<paper::Table>& tables) {
  if (tables.empty()) return;
  html += "<details>";
  append_element(html, "summary", "", caption);
  html += '\n';
  for (const auto& table : tables) append_plain_table(html, table);
  html += "</details>\n";
}

void append_page_facts(std::string& html, const std::vector<paper::Fact>& facts) {
  if (facts.empty()) return;
  html += "<dl>\n";
  for (const auto& fact : facts) {
    html += "<div>";
    append_element(html, "dt", "", fact.label);
    append_element(html, "dd", "", fact.value);
    html += "</div>\n";
  }
  html += "</dl>\n";
}

void append_figure(std::string& html, const Edition& edition, const Figure& figure,
                   std::size_t number) {
  html += "<figure>\n";
  append_element(html, "h3", "",
                 edition.figure_prefix + std::to_string(number) + "　" + figure.title);
  html += '\n';
  append_paragraphs(html, figure.paragraphs);
  html += "<div class=\"pictures\">\n";
  for (const auto& picture : figure.pictures) html += picture;
  html += "</div>\n<figcaption>" + escaped(figure.source) + "</figcaption>\n";
  append_folded(html, edition.data_caption, figure.tables);
  html += "</figure>\n";
}

void append_section(std::string& html, const Edition& edition, const Section& section,
                    std::size_t& number) {
  html += "<section>\n";
  append_element(html, "h2", "", section.heading);
  html += '\n';
  append_paragraphs(html, section.paragraphs);
  append_points(html, section.points);
  append_page_facts(html, section.facts);
  for (const auto& table : section.tables) append_plain_table(html, table);
  append_folded(html, section.folded_caption, section.folded);
  for (const auto& figure : section.figures) append_figure(html, edition, figure, ++number);
  html += "</section>\n";
}

void append_edition(std::string& html, const Edition& edition) {
  html += "<main class=\"" + escaped(edition.tag) + "\" lang=\"" + escaped(edition.tag) + "\">\n";
  append_element(html, "h1", "", edition.title);
  html += '\n';
  append_element(html, "p", "subtitle", edition.subtitle);
  html += '\n';
  append_element(html, "p", "warning", edition.warning);
  html += '\n';
  std::size_t number = 0;
  for (const auto& section : edition.sections) append_section(html, edition, section, number);
  html += "</main>\n";
}

// One of the buttons is pressed; its edition is the one that is shown.
void append_switch(std::string& html, const std::vector<Edition>& editions) {
  for (const auto& edition : editions) {
    const auto tag = escaped(edition.tag);
    html += "<input type=\"radio\" name=\"language\" id=\"" + tag + "\"";
    if (&edition == &editions.front()) html += " checked";
    html += "><label for=\"" + tag + "\">" + escaped(edition.language) + "</label>\n";
  }
}

std::string switch_style(const std::vector<Edition>& editions) {
  std::string css;
  for (const auto& edition : editions) {
    css += "#" + edition.tag + ":checked~main." + edition.tag + "{display:block}\n";
  }
  return css;
}

}  // namespace

std::string to_html(const std::vector<Edition>& editions) {
  const auto& first = editions.front();
  std::string html = "<!DOCTYPE html>\n<html lang=\"" + escaped(first.tag) +
                     "\">\n<head><meta charset=\"utf-8\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width\">\n"
                     "<meta http-equiv=\"Content-Security-Policy\" "
                     "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n";
  append_element(html, "title", "", first.title);
  html.append("\n<style>\n").append(data::page_css()).append(switch_style(editions));
  html += "</style></head>\n<body>\n";
  append_switch(html, editions);
  for (const auto& edition : editions) append_edition(html, edition);
  html += "</body></html>\n";
  return html;
}

}  // namespace anxin::report
