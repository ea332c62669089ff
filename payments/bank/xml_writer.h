// A small XML writer: the same calls always give the same bytes.
//
// Role: every message that we send to a bank. What is written here is read back by schema
//       validation in the tests; nothing else in the program writes XML.
// Shape: UTF-8, no indentation; line_break() decides where a line ends, so that two messages can be
//        compared line by line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace anxin::bank {

/// True when every byte may stand in XML 1.0: well-formed UTF-8 without control characters other
/// than TAB, CR and LF, without surrogates, U+FFFE and U+FFFF.
[[nodiscard]] bool is_xml_text(std::string_view text);

class XmlWriter {
 public:
  /// Begins with the XML declaration.
  XmlWriter();

  /// Makes room, so that a long document is not copied while it grows.
  void reserve(std::size_t bytes) { out_.reserve(bytes); }

  /// Opens an element. Requires: a name of ASCII letters and digits.
  XmlWriter& open(std::string_view name);
  /// Adds an attribute. Requires: directly after open(); is_xml_text(value).
  XmlWriter& attribute(std::string_view name, std::string_view value);
  /// Adds text to the open element. Requires: is_xml_text(text).
  XmlWriter& text(std::string_view text);
  /// Closes the innermost open element. Requires: there is one.
  XmlWriter& close();
  /// open, text, close.
  XmlWriter& element(std::string_view name, std::string_view text);
  /// A line end between elements.
  XmlWriter& line_break();

  /// The document. Requires: every element is closed.
  [[nodiscard]] std::string take();

 private:
  void end_start_tag();

  struct Name {  // a place in out_, where its start tag has it
    std::size_t begin = 0, size = 0;
  };
  std::string out_;
  std::vector<Name> open_;
  bool in_start_tag_ = false;
};

}  // namespace anxin::bank
