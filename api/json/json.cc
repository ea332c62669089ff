#include "api/json/json.h"

#include <algorithm>
#include <boost/json.hpp>
#include <boost/json/basic_parser_impl.hpp>

namespace anxin::json {

// Builds values from the parser's events, so that repeated members are seen.
class JsonParser {
 public:
  static constexpr std::size_t max_object_size = std::size_t(-1);
  static constexpr std::size_t max_array_size = std::size_t(-1);
  static constexpr std::size_t max_key_size = std::size_t(-1);
  static constexpr std::size_t max_string_size = std::size_t(-1);

  using Error = boost::json::error_code;

  bool on_document_begin(Error&) { return true; }
  bool on_document_end(Error&) { return true; }
  bool on_object_begin(Error&) {
    open_.push_back(Json::object());
    return true;
  }
  bool on_object_end(std::size_t, Error& error) { return close(error); }
  bool on_array_begin(Error&) {
    open_.push_back(Json::array());
    return true;
  }
  bool on_array_end(std::size_t, Error& error) { return close(error); }
  bool on_key_part(boost::json::string_view part, std::size_t, Error&) {
    part_.append(part.data(), part.size());
    return true;
  }
  bool on_key(boost::json::string_view part, std::size_t, Error&) {
    part_.append(part.data(), part.size());
    keys_.push_back(std::exchange(part_, {}));
    return true;
  }
  bool on_string_part(boost::json::string_view part, std::size_t, Error&) {
    part_.append(part.data(), part.size());
    return true;
  }
  bool on_string(boost::json::string_view part, std::size_t, Error& error) {
    part_.append(part.data(), part.size());
    return add(Json(std::exchange(part_, {})), error);
  }
  bool on_number_part(boost::json::string_view, Error&) { return true; }
  bool on_int64(std::int64_t v, boost::json::string_view, Error& error) {
    return add(Json(v), error);
  }
  bool on_uint64(std::uint64_t, boost::json::string_view, Error& error) {
    return add(Json(Json::Value(Json::Fraction{})), error);
  }
  bool on_double(double, boost::json::string_view, Error& error) {
    return add(Json(Json::Value(Json::Fraction{})), error);
  }
  bool on_bool(bool v, Error& error) { return add(Json(v), error); }
  bool on_null(Error& error) { return add(Json(), error); }
  bool on_comment_part(boost::json::string_view, Error&) { return true; }
  bool on_comment(boost::json::string_view, Error&) { return true; }

  Json take() { return std::move(done_); }

 private:
  bool close(Error& error) {
    Json value = std::move(open_.back());
    open_.pop_back();
    return add(std::move(value), error);
  }

  bool add(Json value, Error& error) {
    if (open_.empty()) {
      done_ = std::move(value);
      return true;
    }
    Json& parent = open_.back();
    if (parent.items() != nullptr) {
      parent.push(std::move(value));
      return true;
    }
    if (parent.find(keys_.back()) != nullptr) {
      error = boost::json::error::syntax;
      return false;
    }
    parent.set(keys_.back(), std::move(value));
    keys_.pop_back();
    return true;
  }

  std::vector<Json> open_;
  std::vector<std::string> keys_;
  std::string part_;
  Json done_;
};

const Json* Json::find(std::string_view name) const {
  const auto* object = members();
  if (object == nullptr) return nullptr;
  for (const auto& [key, value] : *object) {
    if (key == name) return &value;
  }
  return nullptr;
}

namespace {

bool needs_escapes(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
  });
}

}  // namespace

struct Json::Writer {
  std::string& out;
  AmountForm form;

  void operator()(std::monostate) const { out += "null"; }
  void operator()(bool v) const { out += v ? "true" : "false"; }
  void operator()(std::int64_t v) const { out += std::to_string(v); }
  void operator()(const Fraction&) const { out += "null"; }
  void operator()(std::string_view v) const {
    if (needs_escapes(v)) {
      out += boost::json::serialize(boost::json::string_view(v.data(), v.size()));
      return;
    }
    out += '"';
    out += v;
    out += '"';
  }
  void operator()(const std::string& v) const { (*this)(std::string_view(v)); }
  void operator()(const Amount& v) const {
    if (form == AmountForm::text) return (*this)(v.text);
    out += "{\"amount\":";
    (*this)(v.text);
    out += ",\"currency\":";
    (*this)(v.currency.code());
    out += '}';
  }
  void operator()(const Array& items) const {
    out += '[';
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (i > 0) out += ',';
      std::visit(*this, items[i].value_);
    }
    out += ']';
  }
  void operator()(const Object& object) const {
    out += '{';
    for (std::size_t i = 0; i < object.size(); ++i) {
      if (i > 0) out += ',';
      (*this)(object[i].first);
      out += ':';
      std::visit(*this, object[i].second.value_);
    }
    out += '}';
  }
};

std::string Json::dump(AmountForm form) const {
  std::string out;
  std::visit(Writer{out, form}, value_);
  return out;
}

std::optional<Json> parse(std::string_view text) {
  boost::json::parse_options options;
  options.max_depth = kJsonDepthMax;
  boost::json::basic_parser<JsonParser> parser(options);
  boost::json::error_code error;
  const auto used = parser.write_some(false, text.data(), text.size(), error);
  if (error) return std::nullopt;
  const bool rest_is_space =
      std::all_of(text.begin() + static_cast<std::ptrdiff_t>(used), text.end(),
                  [](char c) { return c == ' ' || c == '\t' || c == '\r'; });
  if (!rest_is_space || !parser.done()) return std::nullopt;
  return parser.handler().take();
}

}  // namespace anxin::json
