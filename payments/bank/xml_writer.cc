#include "payments/bank/xml_writer.h"

#include <algorithm>
#include <array>
#include <utility>

#include "ledger/base/invariant.h"
#include "payments/bank/utf8.h"

namespace anxin::bank {
namespace {

// The production Char of XML 1.0, section 2.2; surrogates are no code points of UTF-8.
bool is_xml_char(char32_t c) {
  if (c < 0x20) return c == 0x09 || c == 0x0A || c == 0x0D;
  return c != 0xFFFE && c != 0xFFFF;
}

bool is_xml_name(std::string_view name) {
  if (name.empty() || (name.front() >= '0' && name.front() <= '9')) return false;
  for (const char c : name) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!letter && !(c >= '0' && c <= '9')) return false;
  }
  return true;
}

std::string_view escape_of(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\t':
      return "&#9;";
    case '\n':
      return "&#10;";
    case '\r':
      return "&#13;";  // written bare, a reader would turn it into a line feed
    default:
      return "";
  }
}

constexpr std::array<bool, 256> escaped_bytes() {
  std::array<bool, 256> escaped{};
  for (const char c : std::string_view("&<>\"\t\n\r"))
    escaped[static_cast<unsigned char>(c)] = true;
  return escaped;
}

bool is_escaped(char c) {
  static constexpr auto kEscaped = escaped_bytes();
  return kEscaped[static_cast<unsigned char>(c)];
}

// What needs no escape goes over whole: nearly everything.
void append_escaped(std::string& out, std::string_view text) {
  auto from = text.begin();
  for (;;) {
    const auto at = std::find_if(from, text.end(), is_escaped);
    out.append(from, at);
    if (at == text.end()) return;
    out.append(escape_of(*at));
    from = at + 1;
  }
}

}  // namespace

bool is_xml_text(std::string_view text) {
  while (!text.empty()) {
    const auto byte = static_cast<unsigned char>(text.front());
    if (byte >= 0x20 && byte < 0x80) {
      text.remove_prefix(1);
      continue;
    }
    const auto point = take_code_point(text);
    if (!point || !is_xml_char(*point)) return false;
  }
  return true;
}

XmlWriter::XmlWriter() : out_("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") {}

XmlWriter& XmlWriter::open(std::string_view name) {
  LEDGER_INVARIANT(is_xml_name(name));
  end_start_tag();
  out_ += '<';
  open_.push_back({out_.size(), name.size()});
  out_.append(name);
  in_start_tag_ = true;
  return *this;
}

XmlWriter& XmlWriter::attribute(std::string_view name, std::string_view value) {
  LEDGER_INVARIANT(in_start_tag_ && is_xml_name(name) && is_xml_text(value));
  out_.append(" ").append(name).append("=\"");
  append_escaped(out_, value);
  out_ += '"';
  return *this;
}

XmlWriter& XmlWriter::text(std::string_view text) {
  LEDGER_INVARIANT(!open_.empty() && is_xml_text(text));
  end_start_tag();
  append_escaped(out_, text);
  return *this;
}

XmlWriter& XmlWriter::close() {
  LEDGER_INVARIANT(!open_.empty());
  end_start_tag();
  out_.append("</").append(out_, open_.back().begin, open_.back().size) += '>';
  open_.pop_back();
  return *this;
}

XmlWriter& XmlWriter::element(std::string_view name, std::string_view text_inside) {
  return open(name).text(text_inside).close();
}

XmlWriter& XmlWriter::line_break() {
  end_start_tag();
  out_ += '\n';
  return *this;
}

std::string XmlWriter::take() {
  LEDGER_INVARIANT(open_.empty());
  return std::move(out_);
}

void XmlWriter::end_start_tag() {
  if (in_start_tag_) out_ += '>';
  in_start_tag_ = false;
}

}  // namespace anxin::bank
