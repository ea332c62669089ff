// Elements of a page, written so that no text can become an element.
//
// Role: papers (paper_html.cc) and reports (api/report) set their pages with it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/paper/paper.h"

namespace anxin::paper {

/// With & < > " as references: fit for text and for attributes within double quotes.
[[nodiscard]] std::string escaped(std::string_view text);

/// <name class="kind">text</name>; without a class where `kind` is empty.
void append_element(std::string& html, std::string_view name, std::string_view kind,
                    std::string_view text);

/// The widths of the columns and the head of the table.
void append_columns(std::string& html, const Table& table);

/// One row; `kind` is written behind "<tr". Requires: not more cells than the table has columns.
void append_row(std::string& html, std::string_view kind, const std::vector<std::string>& cells,
                const Table& table);

}  // namespace anxin::paper
