#include "payments/bank/xml_tree.h"

#include "ledger/base/invariant.h"
#include "ledger/base/text.h"

namespace anxin::bank {

std::string_view XmlElement::name() const { return tree_->nodes_[index_].name; }

std::string_view XmlElement::text() const { return tree_->text_of(tree_->nodes_[index_].text); }

std::uint32_t XmlElement::line() const { return tree_->nodes_[index_].line; }

std::string_view XmlElement::attribute(std::string_view attribute_name) const {
  const auto& own = tree_->nodes_[index_].attributes;
  for (auto at = own.begin; at < own.begin + own.size; ++at) {
    const auto& attribute = tree_->attributes_[at];
    if (attribute.name == attribute_name) return tree_->text_of(attribute.value);
  }
  return {};
}

std::optional<XmlElement> XmlElement::first_child() const {
  if (tree_->nodes_[index_].past == index_ + 1) return std::nullopt;
  return XmlElement(*tree_, index_ + 1);
}

std::optional<XmlElement> XmlElement::next() const {
  const auto& nodes = tree_->nodes_;
  const auto past = nodes[index_].past;
  // Behind the last child of a parent stands something less deep.
  if (past == nodes.size() || nodes[past].depth != nodes[index_].depth) return std::nullopt;
  return XmlElement(*tree_, past);
}

std::optional<XmlElement> XmlElement::child(std::string_view child_name) const {
  auto at = first_child();
  while (at && at->name() != child_name) at = at->next();
  return at;
}

std::optional<XmlElement> XmlElement::find(std::string_view path) const {
  std::optional<XmlElement> at = *this;
  for (auto slash = path.find('/'); at && slash != std::string_view::npos; slash = path.find('/')) {
    at = at->child(path.substr(0, slash));
    path.remove_prefix(slash + 1);
  }
  return at ? at->child(path) : at;
}

std::string_view XmlElement::text_at(std::string_view path) const {
  const auto element = find(path);
  return element ? element->text() : std::string_view();
}

void XmlTree::clear() {
  nodes_.assign(1, Node{});
  nodes_.front().past = 1;
  attributes_.clear();
  texts_.clear();
  open_.clear();
}

void XmlTree::begin(std::string_view name, std::uint32_t line) {
  open_.push_back(nodes_.size());
  if (open_texts_.size() < open_.size()) open_texts_.emplace_back();
  open_texts_[open_.size() - 1].clear();
  nodes_.push_back(
      {name, {}, {attributes_.size(), 0}, 0, line, static_cast<std::uint32_t>(open_.size())});
}

void XmlTree::add_attribute(const XmlAttribute& attribute) {
  attributes_.push_back({attribute.name, keep(trim(attribute.value))});
  ++nodes_[open_.back()].attributes.size;
}

std::size_t XmlTree::append(std::string_view text) {
  auto& open_text = open_texts_[open_.size() - 1];
  open_text.append(text);
  return open_text.size();
}

void XmlTree::end() {
  LEDGER_INVARIANT(any_open());
  auto& node = nodes_[open_.back()];
  node.text = keep(trim(open_texts_[open_.size() - 1]));
  node.past = nodes_.size();
  open_.pop_back();
  if (open_.empty()) nodes_.front().past = nodes_.size();
}

XmlTree::Span XmlTree::keep(std::string_view text) {
  const Span span{texts_.size(), text.size()};
  texts_.append(text);
  return span;
}

}  // namespace anxin::bank
