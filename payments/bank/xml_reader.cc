#include "payments/bank/xml_reader.h"

#include <libxml/parser.h>
#include <libxml/xmlreader.h>

#include <algorithm>

#include "ledger/base/invariant.h"
#include "ledger/base/text.h"
#include "payments/bank/bank_reasons.h"

namespace anxin::bank {
namespace {

using payments::Finding;
using payments::Severity;

// Never NOENT, DTDLOAD, HUGE, XINCLUDE or RECOVER. The last two keep the library silent.
// COMPACT keeps short texts inside their nodes.
constexpr int kOptions =
    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT;

// libxml2 keeps line numbers of nodes in 16 bits; beyond it the parser's own position serves.
constexpr long kNodeLineMax = 65'535;

std::string_view to_view(const xmlChar* text) {
  if (text == nullptr) return {};
  return reinterpret_cast<const char*>(text);  // xmlChar is UTF-8 in unsigned char
}

void ignore_error(void* /*context*/, xmlErrorPtr /*error*/) {}

// A file may fail before its first element is reported, because the parser runs ahead of the
// reader.
Reason early_failure(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const bool utf16 = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
  if (!utf16 && !trim(bytes).starts_with('<')) return kNotXml;
  return bytes.find("<!DOCTYPE") == std::string_view::npos ? kXmlMalformed : kDoctype;
}

Finding refusal(Reason code, std::uint32_t line, Fields details = {}) {
  return Finding{line, "", "", Severity::refuse, code, std::move(details)};
}

}  // namespace

const XmlElement* XmlElement::find(std::string_view path) const {
  const XmlElement* at = this;
  for (const auto step : split(path, '/')) {
    const auto child = std::find_if(at->children.begin(), at->children.end(),
                                    [&](const XmlElement& c) { return c.name == step; });
    if (child == at->children.end()) return nullptr;
    at = &*child;
  }
  return at;
}

std::string_view XmlElement::text_at(std::string_view path) const {
  const auto* element = find(path);
  return element == nullptr ? std::string_view() : std::string_view(element->text);
}

std::string_view XmlElement::attribute(std::string_view attribute_name) const {
  for (const auto& [known, value] : attributes) {
    if (known == attribute_name) return value;
  }
  return {};
}

struct XmlReader::State {
  std::unique_ptr<xmlTextReader, decltype(&xmlFreeTextReader)> reader{nullptr, xmlFreeTextReader};
  std::string_view bytes;
  std::optional<Finding> problem;
  bool any_element = false;
  bool ended = false;

  int node_type = XML_READER_TYPE_NONE;  // of the node that was read last

  [[nodiscard]] int type() const { return node_type; }
  [[nodiscard]] int depth() const { return xmlTextReaderDepth(reader.get()); }
  [[nodiscard]] bool is_empty() const { return xmlTextReaderIsEmptyElement(reader.get()) == 1; }
  [[nodiscard]] bool is_element() const { return type() == XML_READER_TYPE_ELEMENT; }
  [[nodiscard]] bool at_end_of(int parent_depth) const;
  [[nodiscard]] std::uint32_t line() const;

  bool advance();
  void check_node();
  void refuse(Reason code, Fields details = {});
  void append_text(std::string& text);
  [[nodiscard]] XmlElement element_here();
};

bool XmlReader::State::at_end_of(int parent_depth) const {
  if (depth() != parent_depth) return false;
  return type() == XML_READER_TYPE_END_ELEMENT || (is_element() && is_empty());
}

std::uint32_t XmlReader::State::line() const {
  const auto* node = xmlTextReaderCurrentNode(reader.get());
  long line = node == nullptr ? 0 : xmlGetLineNo(node);
  if (line <= 0 || line >= kNodeLineMax) line = xmlTextReaderGetParserLineNumber(reader.get());
  return line > 0 ? static_cast<std::uint32_t>(line) : 0;
}

void XmlReader::State::refuse(Reason code, Fields details) {
  if (!problem) problem = refusal(code, line(), std::move(details));
}

// Reads one node; false at the end of the file and on any problem.
bool XmlReader::State::advance() {
  if (problem || ended) return false;
  const int answer = xmlTextReaderRead(reader.get());
  if (answer == 1) {
    node_type = xmlTextReaderNodeType(reader.get());
    check_node();
    return !problem.has_value();
  }
  ended = true;
  if (answer < 0) refuse(any_element ? kXmlMalformed : early_failure(bytes));
  return false;
}

void XmlReader::State::check_node() {
  switch (type()) {
    case XML_READER_TYPE_DOCUMENT_TYPE:
      return refuse(kDoctype);
    case XML_READER_TYPE_ENTITY_REFERENCE:  // cannot be defined without a document type
      return refuse(kXmlMalformed);
    case XML_READER_TYPE_ELEMENT:
      any_element = true;
      if (depth() >= kXmlDepthMax) {
        refuse(kXmlLimit, {{"limit", "depth"}, {"max", std::to_string(kXmlDepthMax)}});
      }
      return;
    default:
      return;
  }
}

void XmlReader::State::append_text(std::string& text) {
  text += to_view(xmlTextReaderConstValue(reader.get()));
  if (text.size() > kXmlTextBytesMax) {
    refuse(kXmlLimit, {{"limit", "text"}, {"max", std::to_string(kXmlTextBytesMax)}});
  }
}

XmlElement XmlReader::State::element_here() {
  XmlElement element;
  element.name = to_view(xmlTextReaderConstLocalName(reader.get()));
  element.line = line();
  while (xmlTextReaderMoveToNextAttribute(reader.get()) == 1) {
    element.attributes.push_back(
        {std::string(to_view(xmlTextReaderConstLocalName(reader.get()))),
         std::string(trim(to_view(xmlTextReaderConstValue(reader.get()))))});
  }
  xmlTextReaderMoveToElement(reader.get());
  return element;
}

XmlReader::XmlReader(std::string_view bytes) : state_(std::make_unique<State>()) {
  static const bool initialised = (xmlInitParser(), true);
  LEDGER_INVARIANT(initialised);
  if (bytes.size() > kXmlBytesMax) {
    state_->problem = refusal(kFileTooLarge, 0, {{"max", std::to_string(kXmlBytesMax)}});
    return;
  }
  state_->bytes = bytes;
  state_->reader.reset(
      xmlReaderForMemory(bytes.data(), static_cast<int>(bytes.size()), nullptr, nullptr, kOptions));
  if (!state_->reader) {
    state_->problem = refusal(kNotXml, 0);
    return;
  }
  xmlTextReaderSetStructuredErrorHandler(state_->reader.get(), ignore_error, nullptr);
  // What an encoder says has no reader to say it to, and would stand on stderr.
  xmlSetStructuredErrorFunc(nullptr, ignore_error);
}

XmlReader::~XmlReader() = default;

bool XmlReader::next_element() {
  while (state_->advance()) {
    if (state_->is_element()) return true;
  }
  return false;
}

bool XmlReader::next_child(int parent_depth) {
  if (state_->problem || state_->at_end_of(parent_depth)) return false;
  while (state_->advance()) {
    if (state_->at_end_of(parent_depth)) return false;
    if (state_->is_element() && state_->depth() == parent_depth + 1) return true;
  }
  return false;
}

XmlElement XmlReader::take() {
  XmlElement root = state_->element_here();
  if (state_->is_empty()) return root;
  const int root_depth = state_->depth();
  std::size_t elements = 1;
  // A pointer stays valid: only the innermost open element gets new children.
  std::vector<XmlElement*> open{&root};
  while (!open.empty() && state_->advance()) {
    switch (state_->type()) {
      case XML_READER_TYPE_ELEMENT:
        if (++elements > kXmlSubtreeElementsMax) {
          state_->refuse(kXmlLimit,
                         {{"limit", "elements"}, {"max", std::to_string(kXmlSubtreeElementsMax)}});
        }
        open.back()->children.push_back(state_->element_here());
        if (!state_->is_empty()) open.push_back(&open.back()->children.back());
        break;
      case XML_READER_TYPE_END_ELEMENT:
        open.back()->text = trim(open.back()->text);
        open.pop_back();
        break;
      case XML_READER_TYPE_TEXT:
      case XML_READER_TYPE_CDATA:
      case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
        state_->append_text(open.back()->text);
        break;
      default:  // comments and processing instructions say nothing
        break;
    }
  }
  LEDGER_INVARIANT(state_->problem || state_->depth() == root_depth);
  return root;
}

XmlNode XmlReader::next_node() {
  while (state_->advance()) {
    switch (state_->type()) {
      case XML_READER_TYPE_ELEMENT:
        return XmlNode::begin;
      case XML_READER_TYPE_END_ELEMENT:
        return XmlNode::end;
      case XML_READER_TYPE_TEXT:
      case XML_READER_TYPE_CDATA:
      case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
      case XML_READER_TYPE_WHITESPACE:
        return XmlNode::text;
      default:
        break;
    }
  }
  return XmlNode::none;
}

bool XmlReader::is_empty() const { return state_->is_empty(); }

// Straight from the node: moving the cursor over the attributes takes longer than reading them.
std::string_view XmlReader::attribute(std::string_view local_name) const {
  const auto* node = xmlTextReaderCurrentNode(state_->reader.get());
  for (const auto* known = node->properties; known != nullptr; known = known->next) {
    if (to_view(known->name) != local_name) continue;
    const auto* value = known->children;
    const bool whole = value != nullptr && value->type == XML_TEXT_NODE && value->next == nullptr;
    return whole ? to_view(value->content) : std::string_view();
  }
  return {};
}

std::string_view XmlReader::text() const {
  return to_view(xmlTextReaderConstValue(state_->reader.get()));
}

int XmlReader::depth() const { return state_->depth(); }

std::string_view XmlReader::name() const {
  return to_view(xmlTextReaderConstLocalName(state_->reader.get()));
}

std::string_view XmlReader::space() const {
  return to_view(xmlTextReaderConstNamespaceUri(state_->reader.get()));
}

std::uint32_t XmlReader::line() const { return state_->line(); }

void XmlReader::stop(Finding problem) {
  if (!state_->problem) state_->problem = std::move(problem);
}

const std::optional<Finding>& XmlReader::problem() const { return state_->problem; }

}  // namespace anxin::bank
