#include "payments/bank/xlsx_parts.h"

#include <map>
#include <optional>

#include "ledger/base/invariant.h"
#include "ledger/base/text.h"
#include "payments/bank/bank_reasons.h"
#include "payments/bank/csv.h"
#include "payments/bank/utf8.h"
#include "payments/bank/xlsx.h"

namespace anxin::bank {
namespace {

constexpr std::size_t kEscapeBytes = 7;  // _xHHHH_

/// The character of "_x000D_…"; nothing where the text does not begin with an escape.
std::optional<char32_t> escape_at(std::string_view text) {
  if (!text.starts_with("_x") || text.size() < kEscapeBytes || text[kEscapeBytes - 1] != '_') {
    return std::nullopt;
  }
  char32_t code_point = 0;
  for (const char c : text.substr(2, 4)) {
    const auto digit = std::string_view("0123456789ABCDEF").find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    code_point = code_point * 16 + static_cast<char32_t>(digit);
  }
  const bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
  if (surrogate || code_point == 0) return std::nullopt;
  return code_point;
}

/// Collects the text of <si> or <is>: runs joined, readings (rPh) left out.
class RichText {
 public:
  void begin(std::string_view name) {
    if (name == "rPh") ++readings_;
    in_text_ = name == "t";
  }
  void end(std::string_view name) {
    if (name == "rPh" && readings_ > 0) --readings_;
    in_text_ = false;
  }
  /// Nothing may begin in a text: what it would make of the rest is a guess.
  [[nodiscard]] bool in_text() const { return in_text_; }
  [[nodiscard]] bool takes_text() const { return in_text_ && readings_ == 0; }

 private:
  int readings_ = 0;
  bool in_text_ = false;
};

}  // namespace

void append_text(std::string& text, std::string_view escaped) {
  while (!escaped.empty()) {
    const auto underscore = escaped.find("_x");
    text.append(escaped.substr(0, underscore));
    if (underscore == std::string_view::npos) return;
    escaped.remove_prefix(underscore);
    const auto code_point = escape_at(escaped);
    if (code_point) {
      append_code_point(text, *code_point);
    } else {
      text += "_x";
    }
    escaped.remove_prefix(code_point ? kEscapeBytes : 2);
  }
}

Result<void> check_part(const XmlReader& xml) {
  if (!xml.problem()) return {};
  return fail(xml.problem()->code == kDoctype ? kXlsxDoctype : kXlsxMalformed);
}

Result<SharedStrings> SharedStrings::read(std::string_view xml_text) {
  SharedStrings strings;
  XmlReader xml(xml_text);
  RichText rich;
  for (auto node = xml.next_node(); node != XmlNode::none; node = xml.next_node()) {
    if (node == XmlNode::text) {
      if (rich.takes_text()) append_text(strings.text_, xml.text());
      continue;
    }
    const auto name = xml.name();
    if (node == XmlNode::begin) {
      if (rich.in_text()) return fail(kXlsxMalformed);
      rich.begin(name);
    } else {
      rich.end(name);
      if (name == "si") strings.ends_.push_back(strings.text_.size());
    }
  }
  LEDGER_CHECK(check_part(xml));
  return strings;
}

std::string_view SharedStrings::at(std::size_t index) const {
  LEDGER_INVARIANT(index < ends_.size());
  const auto begin = index == 0 ? 0 : ends_[index - 1];
  return std::string_view(text_).substr(begin, ends_[index] - begin);
}

Result<CellFormats> read_styles(std::string_view xml_text) {
  CellFormats formats;
  std::map<std::string, NumberFormat, std::less<>> codes;
  XmlReader xml(xml_text);
  bool in_cell_styles = false;
  for (auto node = xml.next_node(); node != XmlNode::none; node = xml.next_node()) {
    if (node == XmlNode::text) continue;
    const auto name = xml.name();
    if (name == "cellXfs") in_cell_styles = node == XmlNode::begin;
    if (node == XmlNode::end) continue;
    if (name == "numFmt") {
      codes.emplace(xml.attribute("numFmtId"), read_format(xml.attribute("formatCode")));
    } else if (name == "xf" && in_cell_styles) {
      const auto id = xml.attribute("numFmtId");
      const auto own = codes.find(id);
      const auto number = parse_number(id);
      const bool known = number && *number < 1'000;
      formats.push_back(own != codes.end() ? own->second
                        : known            ? builtin_format(static_cast<unsigned>(*number))
                                           : NumberFormat{});
    }
  }
  LEDGER_CHECK(check_part(xml));
  return formats;
}

namespace {

// Shared strings can repeat a long text in every cell; what comes of them is bounded like a file.
constexpr std::size_t kSheetTextBytesMax = std::size_t{64} << 20U;
// As many cells as 200,000 rows of 50 columns; blank ones in between count.
constexpr std::size_t kSheetCellsMax = 10'000'000;
constexpr std::size_t kMergedMax = 4'096;
constexpr std::uint32_t kMergedRowsKept = 16;  // the header's; elsewhere nothing is joined

struct Place {
  std::uint32_t row = 0;
  std::uint32_t column = 0;
};

/// "AB12"; nothing for anything else.
std::optional<Place> read_reference(std::string_view text) {
  Place place;
  std::size_t at = 0;
  for (; at < text.size() && at < 3 && text[at] >= 'A' && text[at] <= 'Z'; ++at) {
    place.column = place.column * 26 + static_cast<std::uint32_t>(text[at] - 'A' + 1);
  }
  const auto digits = text.substr(at);
  if (at == 0 || digits.empty() || digits.size() > 7) return std::nullopt;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    place.row = place.row * 10 + static_cast<std::uint32_t>(c - '0');
  }
  if (place.row == 0) return std::nullopt;
  --place.column;
  return place;
}

bool is_blank_text(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// Reads a sheet from front to back; a row is added when it has ended and something stands in it.
class SheetReader {
 public:
  SheetReader(std::string_view xml, const SheetContext& context) : xml_(xml), context_(context) {}

  Result<CellTable> read() {
    for (auto node = xml_.next_node(); node != XmlNode::none; node = xml_.next_node()) {
      if (node == XmlNode::text) {
        take_text();
      } else if (node == XmlNode::begin) {
        LEDGER_CHECK(begin(xml_.name()));
      } else {
        LEDGER_CHECK(end(xml_.name()));
      }
    }
    LEDGER_CHECK(check_part(xml_));
    return table_.take();
  }

 private:
  enum class Kind : std::uint8_t { number, shared, inlined, formula_text, error, truth };
  struct Filled {
    std::uint32_t column;
    std::size_t end;  // into row_text_
  };

  tl::unexpected<Fault> fail_here(Reason reason) const {
    return fail(reason, {{"row", std::to_string(row_)}});
  }

  Result<void> begin(std::string_view name) {
    if (in_cell_) return begin_in_cell(name);
    if (name == "c") return begin_cell();
    if (name == "row") return begin_row();
    if (name == "mergeCell") keep_merged(xml_.attribute("ref"));
    return {};
  }

  Result<void> begin_row() {
    const auto written = xml_.attribute("r");
    const auto number = written.empty() ? row_ + 1 : parse_number(written).value_or(0);
    if (number <= row_ || number > kSheetRowsMax) return fail(kXlsxMalformed);
    row_ = static_cast<std::uint32_t>(number);
    next_column_ = 0;
    row_text_.clear();
    filled_.clear();
    const auto hidden = xml_.attribute("hidden");
    if (hidden == "1" || hidden == "true") table_.mark(row_, 0, CellMark::hidden);
    return {};
  }

  Result<void> begin_cell() {
    const auto written = xml_.attribute("r");
    auto column = next_column_;
    if (!written.empty()) {
      const auto place = read_reference(written);
      if (!place || place->row != row_ || place->column < next_column_) return fail(kXlsxMalformed);
      column = place->column;
    }
    if (row_ == 0) return fail(kXlsxMalformed);
    column_ = column;
    next_column_ = column + 1;
    kind_ = kind_of(xml_.attribute("t"));
    const auto style = xml_.attribute("s");
    style_ = style.empty() ? 0 : parse_number(style).value_or(kNoStyle);
    in_cell_ = true;
    has_formula_ = false;
    is_styled_only_ = true;
    value_.clear();
    return {};
  }

  static Kind kind_of(std::string_view type) {
    if (type == "s") return Kind::shared;
    if (type == "inlineStr") return Kind::inlined;
    if (type == "str" || type == "d") return Kind::formula_text;
    if (type == "e") return Kind::error;
    return type == "b" ? Kind::truth : Kind::number;
  }

  Result<void> begin_in_cell(std::string_view name) {
    if (name == "c" || name == "row" || in_value_ || rich_.in_text()) return fail(kXlsxMalformed);
    is_styled_only_ = false;
    if (name == "f") has_formula_ = true;
    in_value_ = name == "v";
    if (kind_ == Kind::inlined) rich_.begin(name);
    return {};
  }

  void take_text() {
    if (!in_cell_) return;
    if (kind_ == Kind::inlined ? rich_.takes_text() : in_value_) append_text(value_, xml_.text());
  }

  Result<void> end(std::string_view name) {
    if (name == "row") return end_row();
    if (!in_cell_) return {};
    in_value_ = false;
    if (kind_ == Kind::inlined) rich_.end(name);
    return name == "c" ? end_cell() : Result<void>();
  }

  Result<void> end_cell() {
    in_cell_ = false;
    if (is_styled_only_) return {};
    std::string_view text = value_;
    if (kind_ == Kind::shared) {
      const auto index = parse_number(trim(value_));
      if (!index || *index >= context_.strings.size()) return fail(kXlsxMalformed);
      text = context_.strings.at(*index);
    } else if (kind_ == Kind::number) {
      show_number();
      text = value_;
    } else if (kind_ == Kind::truth) {
      text = value_ == "1" ? "TRUE" : "FALSE";
    }
    if (has_formula_) mark(value_.empty() ? CellMark::unsaved : CellMark::formula);
    return fill(text);
  }

  void mark(CellMark mark) {
    if (row_ <= kTableRowsMax && column_ < kTableColumnsMax) table_.mark(row_, column_, mark);
  }

  /// The stored number as the cell's format shows it.
  void show_number() {
    const auto number = read_number(trim(value_));
    if (!number) return;
    value_ = number->text;
    if (number->digits_lost) return mark(CellMark::digits_lost);
    if (style_ >= context_.formats.size()) return;
    const auto& format = context_.formats[style_];
    if (format.shown == Shown::decimals) {
      if (number->decimals > format.decimals) mark(CellMark::shown_rounded);
    } else if (format.shown != Shown::general) {
      if (auto day = show_day(*number, format.shown, context_.dates)) value_ = std::move(*day);
    }
  }

  Result<void> fill(std::string_view text) {
    if (is_blank_text(text)) return {};
    if (column_ >= kTableColumnsMax) return fail_here(kXlsxTooManyColumns);
    if (text.size() > kTableCellBytesMax) return fail_here(kXlsxCellTooLong);
    row_text_.append(text);
    filled_.push_back({column_, row_text_.size()});
    return {};
  }

  Result<void> end_row() {
    if (filled_.empty()) return {};
    if (row_ > kTableRowsMax) {
      return fail(kCsvTooManyRows, {{"limit", std::to_string(kTableRowsMax)}});
    }
    const bool too_much = table_.bytes() + row_text_.size() > kSheetTextBytesMax ||
                          table_.cells() + filled_.back().column >= kSheetCellsMax;
    if (too_much) return fail_here(kXlsxTooMuchText);
    while (table_.row() < row_) table_.end_row();
    std::uint32_t column = 0;
    std::size_t begin = 0;
    for (const auto& cell : filled_) {
      for (; column < cell.column; ++column) table_.end_cell();
      table_.append(std::string_view(row_text_).substr(begin, cell.end - begin));
      table_.end_cell();
      begin = cell.end;
      ++column;
    }
    table_.end_row();
    return {};
  }

  void keep_merged(std::string_view reference) {
    const auto colon = reference.find(':');
    if (colon == std::string_view::npos || merged_ == kMergedMax) return;
    const auto first = read_reference(reference.substr(0, colon));
    const auto last = read_reference(reference.substr(colon + 1));
    if (!first || !last || first->row > kMergedRowsKept) return;
    table_.merge({first->row, last->row, first->column, last->column});
    ++merged_;
  }

  static constexpr std::uint64_t kSheetRowsMax = 1'048'576;  // of the format itself
  static constexpr std::uint64_t kNoStyle = ~std::uint64_t{0};

  XmlReader xml_;
  const SheetContext& context_;
  CellTableBuilder table_{Origin::workbook};
  std::size_t merged_ = 0;

  std::uint32_t row_ = 0, column_ = 0, next_column_ = 0;
  std::string row_text_;
  std::vector<Filled> filled_;  // cells of the row with something in them

  bool in_cell_ = false, in_value_ = false, has_formula_ = false;
  bool is_styled_only_ = true;  // nothing stands in the cell
  Kind kind_ = Kind::number;
  std::uint64_t style_ = 0;
  std::string value_;
  RichText rich_;
};

}  // namespace

Result<CellTable> read_sheet(std::string_view xml, const SheetContext& context) {
  return SheetReader(xml, context).read();
}

}  // namespace anxin::bank
