// A report as one page: sections, figures, tables, in two languages of which one is shown.
//
// Role: simulation_report.h writes its sections; this sets them. The page needs nothing beside
//       itself: no script, no font, no address. Its reader's choice of language is a pair of radio
//       buttons and a style sheet.
// Shape: figures are numbered through the page. What the page says depends on its sections alone.
#pragma once

#include <string>
#include <vector>

#include "api/paper/paper.h"

namespace anxin::report {

struct Figure {
  std::string title;
  std::vector<std::string> paragraphs;  ///< what is to be seen, and how to read it
  std::vector<std::string> pictures;    ///< SVG, in their order; halves stand side by side
  std::vector<paper::Table> tables;     ///< the numbers behind the pictures
  std::string source;                   ///< paths, seed, period, unit
};

struct Section {
  std::string heading;
  std::vector<std::string> paragraphs;
  std::vector<std::string> points;
  std::vector<paper::Fact> facts;
  std::vector<paper::Table> tables;
  std::vector<paper::Table> folded;  ///< behind a caption, `folded_caption`, until it is asked for
  std::string folded_caption;
  std::vector<Figure> figures;
};

/// The report in one language.
struct Edition {
  std::string tag;       ///< "zh-CN"
  std::string language;  ///< its name in itself: "中文"
  std::string title;
  std::string subtitle;
  std::string warning;        ///< what must be known before anything is read
  std::string figure_prefix;  ///< "图 " before a figure's number
  std::string data_caption;   ///< of the tables behind a figure
  std::vector<Section> sections;
};

/// Requires: at least one edition, each with a tag of its own; the first one is shown.
[[nodiscard]] std::string to_html(const std::vector<Edition>& editions);

}  // namespace anxin::report
