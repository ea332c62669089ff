#include "payments/bank/xml_events.h"

#include <libxml/parser.h>

#include <utility>

#include "ledger/base/invariant.h"
#include "ledger/base/text.h"
#include "payments/bank/bank_reasons.h"

namespace anxin::bank {
namespace {

using payments::Finding;
using payments::Severity;

// Never NOENT, DTDLOAD, HUGE, XINCLUDE or RECOVER. The last two keep the library silent.
constexpr int kOptions = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;

// The events of a chunk fit into the processor's second cache; larger ones are no faster.
constexpr std::size_t kChunkBytes = std::size_t{16} << 10U;
// From which libxml2 detects UTF-16 and its like.
constexpr std::size_t kEncodingBytes = 4;

std::string_view to_view(const xmlChar* text) {
  if (text == nullptr) return {};
  return reinterpret_cast<const char*>(text);  // xmlChar is UTF-8 in unsigned char
}

std::string_view to_view(const xmlChar* begin, const xmlChar* end) {
  return {reinterpret_cast<const char*>(begin), static_cast<std::size_t>(end - begin)};
}

// A file may break off before its first element.
Reason early_failure(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const bool utf16 = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
  if (!utf16 && !trim(bytes).starts_with('<')) return kNotXml;
  return bytes.find("<!DOCTYPE") == std::string_view::npos ? kXmlMalformed : kDoctype;
}

struct FreeParser {
  void operator()(xmlParserCtxtPtr parser) const { xmlFreeParserCtxt(parser); }
};

// A name under a prefix that nobody declared is not the local name of anything.
std::string_view name_of(xmlParserCtxtPtr parser, const xmlChar* local, const xmlChar* prefix,
                         const xmlChar* space) {
  if (prefix == nullptr || space != nullptr) return to_view(local);
  return to_view(xmlDictQLookup(parser->dict, prefix, local));
}

// Without a document type nothing is substituted; a real & comes as a reference to itself.
void append_value(std::string& text, std::string_view value) {
  constexpr std::string_view kAmpersand = "&#38;";
  for (auto at = value.find('&'); at != std::string_view::npos; at = value.find('&')) {
    text.append(value.substr(0, at + 1));
    value.remove_prefix(at + (value.substr(at).starts_with(kAmpersand) ? kAmpersand.size() : 1));
  }
  text.append(value);
}

// The five pointers by which libxml2 tells an attribute.
struct RawAttribute {
  const xmlChar* local;
  const xmlChar* prefix;
  const xmlChar* space;
  const xmlChar* value;
  const xmlChar* value_end;
};
constexpr std::size_t kRawPointers = 5;

RawAttribute raw_attribute(const xmlChar** pointers, std::size_t index) {
  const auto* at = pointers + index * kRawPointers;
  return {at[0], at[1], at[2], at[3], at[4]};
}

struct KeptAttribute {
  std::string_view name;
  std::size_t value_begin, value_size;
};

void ignore_error(void* /*context*/, xmlErrorPtr /*error*/) {}

}  // namespace

// The parser's calls append events and their texts, the cursor reads them; when all are read, those
// of the next chunk take their place. Nothing is thrown through libxml2: where memory ends, so
// does the program.
struct XmlEvents::State {
  std::unique_ptr<xmlParserCtxt, FreeParser> parser;
  std::string_view bytes;
  std::string_view rest;           // of them, not parsed yet
  bool ended = false;              // nothing more will be parsed
  std::optional<Finding> failure;  // met by the parser, which is ahead of the cursor
  std::optional<Finding> problem;  // the same, once the cursor has come to it

  std::size_t position = 0;  // of the parser: behind the last whole tag, comment or piece of text
  std::size_t waiting = 0;   // bytes given to it since it moved

  bool any_element = false;
  int depth = 0;    // of the next element to begin
  std::string run;  // text since the last tag

  std::vector<XmlEvent> events;
  std::vector<KeptAttribute> attributes;
  std::string texts;
  std::size_t next = 0;  // index of the event that the cursor goes to
  XmlEvent none;         // where there is no event: before the first and at the end
  const XmlEvent* current = &none;

  void open();
  void parse_chunk();
  void bound_token(std::size_t given);
  void refuse(Reason code, Fields details = {});
  void stop(Reason code, Fields details = {});
  [[nodiscard]] std::uint32_t line() const;
  void keep_run();
  void keep_attributes(const xmlChar** raw, int count);
  void append_run(std::string_view text);

  static void on_doctype(void* context, const xmlChar* name, const xmlChar* external,
                         const xmlChar* system) noexcept;
  static void on_begin(void* context, const xmlChar* local, const xmlChar* prefix,
                       const xmlChar* space, int spaces, const xmlChar** declared, int count,
                       int defaulted, const xmlChar** raw) noexcept;
  static void on_end(void* context, const xmlChar* local, const xmlChar* prefix,
                     const xmlChar* space) noexcept;
  static void on_text(void* context, const xmlChar* text, int size) noexcept;
};

void XmlEvents::State::open() {
  xmlSAXHandler calls{};
  calls.initialized = XML_SAX2_MAGIC;
  calls.internalSubset = on_doctype;
  calls.startElementNs = on_begin;
  calls.endElementNs = on_end;
  calls.characters = on_text;
  calls.ignorableWhitespace = on_text;
  calls.cdataBlock = on_text;
  calls.serror = ignore_error;
  const auto first =
      rest.size() < kEncodingBytes ? std::string_view() : rest.substr(0, kEncodingBytes);
  parser.reset(
      xmlCreatePushParserCtxt(&calls, this, first.data(), static_cast<int>(first.size()), nullptr));
  LEDGER_INVARIANT(parser != nullptr);  // memory alone can be missing
  rest.remove_prefix(first.size());
  xmlCtxtUseOptions(parser.get(), kOptions);
}

void XmlEvents::State::parse_chunk() {
  events.clear();
  attributes.clear();
  texts.clear();
  next = 0;
  const auto chunk = rest.substr(0, kChunkBytes);
  rest.remove_prefix(chunk.size());
  ended = chunk.empty();
  xmlParseChunk(parser.get(), chunk.data(), static_cast<int>(chunk.size()), ended ? 1 : 0);
  if (parser->wellFormed == 0) refuse(any_element ? kXmlMalformed : early_failure(bytes));
  bound_token(chunk.size());
  ended = ended || failure.has_value();
}

void XmlEvents::State::bound_token(std::size_t given) {
  const auto& input = *parser->input;
  const auto reached = input.consumed + static_cast<std::size_t>(input.cur - input.base);
  waiting = reached == position ? waiting + given : 0;
  position = reached;
  if (waiting > kXmlTokenBytesMax) {
    stop(kXmlLimit, {{"limit", "tag"}, {"max", std::to_string(kXmlTokenBytesMax)}});
  }
}

void XmlEvents::State::refuse(Reason code, Fields details) {
  if (!failure) failure = Finding{line(), "", "", Severity::refuse, code, std::move(details)};
}

void XmlEvents::State::stop(Reason code, Fields details) {
  refuse(code, std::move(details));
  xmlStopParser(parser.get());
}

std::uint32_t XmlEvents::State::line() const {
  const auto* input = parser ? parser->input : nullptr;
  return input != nullptr && input->line > 0 ? static_cast<std::uint32_t>(input->line) : 0;
}

void XmlEvents::State::keep_run() {
  if (run.empty()) return;
  events.push_back({XmlNode::text, depth, line(), {}, {}, texts.size(), run.size()});
  texts.append(run);
  run.clear();
}

void XmlEvents::State::keep_attributes(const xmlChar** raw, int count) {
  for (std::size_t at = 0; at < static_cast<std::size_t>(count); ++at) {
    const auto one = raw_attribute(raw, at);
    const auto begin = texts.size();
    append_value(texts, to_view(one.value, one.value_end));
    attributes.push_back(
        {name_of(parser.get(), one.local, one.prefix, one.space), begin, texts.size() - begin});
  }
}

void XmlEvents::State::append_run(std::string_view text) {
  run.append(text);
  if (run.size() > kXmlRunBytesMax) {
    stop(kXmlLimit, {{"limit", "text"}, {"max", std::to_string(kXmlRunBytesMax)}});
  }
}

void XmlEvents::State::on_doctype(void* context, const xmlChar* /*name*/,
                                  const xmlChar* /*external*/, const xmlChar* /*system*/) noexcept {
  static_cast<State*>(context)->stop(kDoctype);
}

void XmlEvents::State::on_begin(void* context, const xmlChar* local, const xmlChar* prefix,
                                const xmlChar* space, int /*spaces*/, const xmlChar** /*declared*/,
                                int count, int /*defaulted*/, const xmlChar** raw) noexcept {
  auto& state = *static_cast<State*>(context);
  state.any_element = true;
  if (state.depth >= kXmlDepthMax) {
    return state.stop(kXmlLimit, {{"limit", "depth"}, {"max", std::to_string(kXmlDepthMax)}});
  }
  state.keep_run();
  const auto first = state.attributes.size();
  state.keep_attributes(raw, count);
  state.events.push_back({XmlNode::begin, state.depth, state.line(),
                          name_of(state.parser.get(), local, prefix, space), to_view(space), 0, 0,
                          first, static_cast<std::size_t>(count)});
  ++state.depth;
}

void XmlEvents::State::on_end(void* context, const xmlChar* local, const xmlChar* prefix,
                              const xmlChar* space) noexcept {
  auto& state = *static_cast<State*>(context);
  state.keep_run();
  --state.depth;
  state.events.push_back({XmlNode::end, state.depth, state.line(),
                          name_of(state.parser.get(), local, prefix, space), to_view(space)});
}

void XmlEvents::State::on_text(void* context, const xmlChar* text, int size) noexcept {
  static_cast<State*>(context)->append_run(to_view(text, text + size));
}

XmlEvents::XmlEvents(std::string_view bytes) : state_(std::make_unique<State>()) {
  static const bool initialised = (xmlInitParser(), true);
  LEDGER_INVARIANT(initialised);
  // What an encoder says has no parser to say it to, and would stand on stderr.
  xmlSetStructuredErrorFunc(nullptr, ignore_error);
  state_->bytes = state_->rest = bytes;
  if (bytes.size() > kXmlBytesMax) {
    state_->refuse(kFileTooLarge, {{"max", std::to_string(kXmlBytesMax)}});
    state_->ended = true;
  } else {
    state_->open();
  }
}

XmlEvents::~XmlEvents() = default;

bool XmlEvents::next() {
  auto& state = *state_;
  while (state.next == state.events.size()) {
    if (state.ended) {
      state.problem = state.failure;
      state.none.line = state.line();
      state.current = &state.none;
      return false;
    }
    state.parse_chunk();
  }
  state.current = &state.events[state.next++];
  return true;
}

const XmlEvent& XmlEvents::event() const { return *state_->current; }

std::string_view XmlEvents::text() const {
  return std::string_view(state_->texts).substr(event().text_begin, event().text_size);
}

XmlAttribute XmlEvents::attribute(std::size_t index) const {
  LEDGER_INVARIANT(index < attributes());
  const auto& kept = state_->attributes[event().attributes_begin + index];
  return {kept.name, std::string_view(state_->texts).substr(kept.value_begin, kept.value_size)};
}

const std::optional<Finding>& XmlEvents::problem() const { return state_->problem; }

}  // namespace anxin::bank
