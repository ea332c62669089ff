// Tables for people: columns line up with Chinese characters counted as two.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace anxin::cli {

enum class Align { left, right };

/// Columns of a terminal that the text takes.
[[nodiscard]] std::size_t display_width(std::string_view utf8);

class Table {
 public:
  struct Column {
    std::string caption;
    Align align = Align::left;
  };
  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}
  /// Requires: as many cells as columns.
  void add(std::vector<std::string> cells);
  [[nodiscard]] bool empty() const { return rows_.empty(); }
  void print(std::ostream& out) const;

 private:
  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace anxin::cli
