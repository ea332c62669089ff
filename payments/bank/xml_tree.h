// Elements of a bank's message with all below them, in one block of memory that is used again.
//
// Role: XmlReader::take() fills it; the message readers find their values in it by path.
// Shape: white space around text is dropped; text around an element's children is one text.
// Threads: one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "payments/bank/xml_events.h"

namespace anxin::bank {

class XmlTree;

/// A place in a tree; valid until the tree is changed, and while the reader lives.
class XmlElement {
 public:
  XmlElement(const XmlTree& tree, std::size_t index) : tree_(&tree), index_(index) {}

  [[nodiscard]] std::string_view name() const;  ///< local name
  [[nodiscard]] std::string_view text() const;  ///< its own text, trimmed
  [[nodiscard]] std::uint32_t line() const;
  /// The trimmed value of an attribute; empty where there is none.
  [[nodiscard]] std::string_view attribute(std::string_view attribute_name) const;

  [[nodiscard]] std::optional<XmlElement> first_child() const;
  /// The next child of the same parent.
  [[nodiscard]] std::optional<XmlElement> next() const;
  /// The first child of this name.
  [[nodiscard]] std::optional<XmlElement> child(std::string_view child_name) const;
  /// Steps down "A/B/C", to the first child of the name each time; nothing where there is none.
  [[nodiscard]] std::optional<XmlElement> find(std::string_view path) const;
  /// The text there; empty where there is none.
  [[nodiscard]] std::string_view text_at(std::string_view path) const;

 private:
  const XmlTree* tree_;
  std::size_t index_;
};

/// Elements that were taken one after another, under a root without a name.
class XmlTree {
 public:
  XmlTree() { clear(); }

  void clear();
  [[nodiscard]] XmlElement root() const { return {*this, 0}; }
  /// Besides the root.
  [[nodiscard]] std::size_t elements() const { return nodes_.size() - 1; }

  // What XmlReader says of the elements that it walks through. Texts and attributes are those of
  // the innermost open element.
  void begin(std::string_view name, std::uint32_t line);
  void add_attribute(const XmlAttribute& attribute);
  /// The bytes of its text so far.
  std::size_t append(std::string_view text);
  void end();
  [[nodiscard]] bool any_open() const { return !open_.empty(); }

 private:
  friend class XmlElement;
  struct Span {
    std::size_t begin = 0, size = 0;
  };
  struct Node {
    std::string_view name;
    Span text;             // into texts_
    Span attributes;       // into attributes_
    std::size_t past = 0;  // index behind the last element below it
    std::uint32_t line = 0;
    std::uint32_t depth = 0;
  };
  struct Attribute {
    std::string_view name;
    Span value;  // into texts_
  };
  [[nodiscard]] std::string_view text_of(const Span& span) const {
    return std::string_view(texts_).substr(span.begin, span.size);
  }
  Span keep(std::string_view text);

  std::vector<Node> nodes_;  // parents before their children
  std::vector<Attribute> attributes_;
  std::string texts_;
  std::vector<std::size_t> open_;        // indices of the elements that have not ended
  std::vector<std::string> open_texts_;  // theirs, untrimmed; more than are open, for their memory
};

}  // namespace anxin::bank
