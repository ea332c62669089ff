// What an XML file consists of, from front to back: the begins, texts and ends of its elements.
//
// Role: under xml_reader.h, which gives them to the readers of messages and workbooks. libxml2
//       stays inside: its parser is fed a chunk at a time and calls back; what it says waits in a
//       queue of that chunk's size (decision 0022).
// Shape: names are local names, so that subset namespaces, missing namespaces and prefixes read
//        alike; a prefix that nobody declared stays before its name. Every element ends. Text
//        between two tags is one text, whatever comments, CDATA and references it is made of.
// Safety: no network, no DTD, no entities; bounded depth, text and tag. Nothing is repaired.
// Threads: one.
// Source: formats.md section 4, row XML.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "payments/domain/finding.h"

namespace anxin::bank {

/// Rich and indented, 100 000 payments take 119 MB; a larger file is not a payroll.
inline constexpr std::size_t kXmlBytesMax = std::size_t{128} << 20U;
/// ISO 20022 messages nest about 15 deep, envelopes add a few.
inline constexpr int kXmlDepthMax = 48;
/// As much as libxml2 itself takes for one text; what a reader keeps is bounded closer.
inline constexpr std::size_t kXmlRunBytesMax = 10'000'000;
/// One tag or comment; that of the largest message is a few hundred bytes. libxml2 compares every
/// attribute of a tag with every other: without a bound, 5 MB of them take minutes. Counted in
/// chunks.
inline constexpr std::size_t kXmlTokenBytesMax = std::size_t{256} << 10U;

enum class XmlNode : std::uint8_t { none, begin, text, end };

struct XmlAttribute {
  std::string_view name;  ///< local name
  std::string_view value;
};

/// Valid until the next one. Names and spaces live as long as the queue.
struct XmlEvent {
  XmlNode node = XmlNode::none;
  int depth = 0;           ///< of the element that begins or ends; the root has 0
  std::uint32_t line = 0;  ///< where its tag ends; of a text, where the tag behind it does
  std::string_view name;
  std::string_view space;  ///< namespace URI, may be empty
  // Places in the texts and the attributes of the queue.
  std::size_t text_begin = 0, text_size = 0;
  std::size_t attributes_begin = 0, attributes_size = 0;
};

class XmlEvents {
 public:
  /// Requires: `bytes` outlives it.
  explicit XmlEvents(std::string_view bytes);
  ~XmlEvents();
  XmlEvents(const XmlEvents&) = delete;
  XmlEvents& operator=(const XmlEvents&) = delete;

  /// Goes to the next event; false at the end of the file and where it breaks off.
  [[nodiscard]] bool next();
  /// The event that next() went to; none before the first and after the last.
  [[nodiscard]] const XmlEvent& event() const;
  /// Of the text that the cursor is on.
  [[nodiscard]] std::string_view text() const;
  /// Of the begin that the cursor is on, in the file's order; namespaces are none.
  [[nodiscard]] std::size_t attributes() const { return event().attributes_size; }
  /// Requires: index < attributes().
  [[nodiscard]] XmlAttribute attribute(std::size_t index) const;

  /// Why the events ended before the end of the file; nothing before they have.
  /// Codes: bank.file-too-large, bank.not-xml, bank.xml-malformed, bank.doctype, bank.xml-limit.
  [[nodiscard]] const std::optional<payments::Finding>& problem() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace anxin::bank
