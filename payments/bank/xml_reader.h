// Reads a bank's XML from front to back, one small subtree in memory at a time.
//
// Role: under the message readers (pain001_summary, pain002, account_report). libxml2 stays inside.
// Shape: names are local names, so that subset namespaces, missing namespaces and prefixes read
//        alike. White space around text is dropped; text around a comment is one text.
// Safety: no network, no DTD, no entities, bounded depth, text and subtree size. Nothing is
//         repaired. A file that ends early or is malformed has a problem(), and every walk ends.
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
/// The longest text that we read has 500 characters; banks overrun the schema, but not so far.
inline constexpr std::size_t kXmlTextBytesMax = 16'384;
/// One transaction with everything filled in has some 200 elements.
inline constexpr std::size_t kXmlSubtreeElementsMax = 4'096;

/// An element with everything below it.
struct XmlElement {
  std::string name;  ///< local name
  std::string text;  ///< its own text, trimmed
  Fields attributes;
  std::vector<XmlElement> children;
  std::uint32_t line = 0;

  /// The first element at "A/B/C" below this one; null where there is none.
  [[nodiscard]] const XmlElement* find(std::string_view path) const;
  /// Its text; empty where there is none.
  [[nodiscard]] std::string_view text_at(std::string_view path) const;
  /// The value of an attribute; empty where there is none.
  [[nodiscard]] std::string_view attribute(std::string_view attribute_name) const;
};

/// What the cursor of a walk by nodes stands on.
enum class XmlNode : std::uint8_t { none, begin, text, end };

/// A cursor. It stands on an element after next_element() or next_child() said true.
class XmlReader {
 public:
  /// Requires: `bytes` outlives the reader.
  explicit XmlReader(std::string_view bytes);
  ~XmlReader();
  XmlReader(const XmlReader&) = delete;
  XmlReader& operator=(const XmlReader&) = delete;

  /// Goes to the next element of the file, however deep.
  [[nodiscard]] bool next_element();
  /// Goes to the next child of the element at `parent_depth` that the cursor is in; what was not
  /// read of earlier children is skipped. False at the end of that element.
  [[nodiscard]] bool next_child(int parent_depth);
  /// Reads the element under the cursor with all below it.
  [[nodiscard]] XmlElement take();

  /// Goes to the next element's begin, text or end, for files too rich to take() by element; an
  /// empty element has no end. None at the end of the file and on any problem.
  [[nodiscard]] XmlNode next_node();
  [[nodiscard]] bool is_empty() const;
  /// An attribute of the element that begins here; valid until the cursor moves.
  [[nodiscard]] std::string_view attribute(std::string_view local_name) const;
  /// The text here, not trimmed; valid until the cursor moves.
  [[nodiscard]] std::string_view text() const;

  [[nodiscard]] int depth() const;
  [[nodiscard]] std::string_view name() const;
  [[nodiscard]] std::string_view space() const;  ///< namespace URI, may be empty
  [[nodiscard]] std::uint32_t line() const;

  /// Ends every walk for a reason found by the caller.
  void stop(payments::Finding problem);
  /// Why reading ended before the end of the file; nothing while all is well.
  /// Codes: bank.file-too-large, bank.not-xml, bank.xml-malformed, bank.doctype, bank.xml-limit, or
  /// what stop() was given.
  [[nodiscard]] const std::optional<payments::Finding>& problem() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace anxin::bank
