// Reads a bank's XML from front to back, one small subtree in memory at a time.
//
// Role: under the message readers (pain001_summary, pain002, account_report) and xlsx_parts.
// Shape: as xml_events.h.
// Safety: as xml_events.h; bounded size of what is taken at once. A file that ends early or is
//         malformed has a problem(), and every walk ends.
// Threads: one.
// Source: formats.md section 4, row XML.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "payments/bank/xml_events.h"
#include "payments/bank/xml_tree.h"
#include "payments/domain/finding.h"

namespace anxin::bank {

/// The longest text that we read has 500 characters; banks overrun the schema, but not so far.
inline constexpr std::size_t kXmlTextBytesMax = 16'384;
/// One transaction with everything filled in has some 200 elements.
inline constexpr std::size_t kXmlSubtreeElementsMax = 4'096;

/// A cursor. It stands on an element's begin after next_element() or next_child() said true, and on
/// its end when it has been taken.
class XmlReader {
 public:
  /// Requires: `bytes` outlives the reader.
  explicit XmlReader(std::string_view bytes) : events_(bytes) {}

  /// Goes to the next element of the file, however deep.
  [[nodiscard]] bool next_element();
  /// Goes to the next child of the element at `parent_depth` that the cursor is in; what was not
  /// read of earlier children is skipped. False at the end of that element.
  [[nodiscard]] bool next_child(int parent_depth);
  /// Reads the element under the cursor with all below it; valid until the next is taken.
  [[nodiscard]] XmlElement take();
  /// The same, as one more child of the tree's root.
  void take_into(XmlTree& tree);

  /// Goes to the next element's begin, text or end, for files too rich to take() by element. None
  /// at the end of the file and on any problem.
  [[nodiscard]] XmlNode next_node();
  /// An attribute of the element that begins here, not trimmed; valid until the cursor moves.
  [[nodiscard]] std::string_view attribute(std::string_view local_name) const;
  /// The text here, not trimmed; valid until the cursor moves.
  [[nodiscard]] std::string_view text() const { return events_.text(); }

  [[nodiscard]] int depth() const { return events_.event().depth; }
  [[nodiscard]] std::string_view name() const { return events_.event().name; }
  [[nodiscard]] std::string_view space() const { return events_.event().space; }
  [[nodiscard]] std::uint32_t line() const { return events_.event().line; }

  /// Ends every walk for a reason found by the caller; where several are, the first counts.
  void stop(payments::Finding problem);
  /// Why reading ended before the end of the file; nothing while all is well.
  /// Codes: those of xml_events.h, bank.xml-limit, or what stop() was given.
  [[nodiscard]] const std::optional<payments::Finding>& problem() const { return problem_; }

 private:
  [[nodiscard]] XmlNode node() const { return events_.event().node; }
  bool advance();
  void refuse_limit(std::string_view limit, std::size_t max);
  void begin_in(XmlTree& tree);

  XmlEvents events_;
  XmlTree taken_;
  std::optional<payments::Finding> problem_;
};

}  // namespace anxin::bank
