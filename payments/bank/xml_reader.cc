#include "payments/bank/xml_reader.h"

#include <string>
#include <utility>

#include "ledger/base/invariant.h"
#include "payments/bank/bank_reasons.h"

namespace anxin::bank {

using payments::Finding;
using payments::Severity;

bool XmlReader::advance() {
  if (problem_) return false;
  if (events_.next()) return true;
  problem_ = events_.problem();
  return false;
}

void XmlReader::refuse_limit(std::string_view limit, std::size_t max) {
  stop(Finding{line(),
               "",
               "",
               Severity::refuse,
               kXmlLimit,
               {{"limit", std::string(limit)}, {"max", std::to_string(max)}}});
}

bool XmlReader::next_element() {
  while (advance()) {
    if (node() == XmlNode::begin) return true;
  }
  return false;
}

bool XmlReader::next_child(int parent_depth) {
  const auto at_its_end = [&] { return node() == XmlNode::end && depth() == parent_depth; };
  if (problem_ || at_its_end()) return false;
  while (advance() && !at_its_end()) {
    if (node() == XmlNode::begin && depth() == parent_depth + 1) return true;
  }
  return false;
}

XmlElement XmlReader::take() {
  taken_.clear();
  take_into(taken_);
  return *taken_.root().first_child();
}

void XmlReader::take_into(XmlTree& tree) {
  LEDGER_INVARIANT(node() == XmlNode::begin);
  const auto before = tree.elements();
  begin_in(tree);
  while (tree.any_open() && advance()) {
    if (node() == XmlNode::begin) {
      if (tree.elements() - before == kXmlSubtreeElementsMax) {
        refuse_limit("elements", kXmlSubtreeElementsMax);
      }
      begin_in(tree);
    } else if (node() == XmlNode::end) {
      tree.end();
    } else if (tree.append(text()) > kXmlTextBytesMax) {
      refuse_limit("text", kXmlTextBytesMax);
    }
  }
  while (tree.any_open()) tree.end();  // of a file that breaks off
}

void XmlReader::begin_in(XmlTree& tree) {
  tree.begin(name(), line());
  for (std::size_t at = 0; at < events_.attributes(); ++at) {
    tree.add_attribute(events_.attribute(at));
  }
}

XmlNode XmlReader::next_node() { return advance() ? node() : XmlNode::none; }

std::string_view XmlReader::attribute(std::string_view local_name) const {
  for (std::size_t at = 0; at < events_.attributes(); ++at) {
    const auto attribute = events_.attribute(at);
    if (attribute.name == local_name) return attribute.value;
  }
  return {};
}

void XmlReader::stop(Finding problem) {
  if (!problem_) problem_ = std::move(problem);
}

}  // namespace anxin::bank
