#include "api/json/json.h"

#include <algorithm>
#include <boost/json.hpp>
#include <boost/json/basic_parser_impl.hpp>

namespace anxin::json {

constexpr std::size_t kNameBytesMax = 64;  // of a member in a pointer; ours are shorter

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
  bool on_object_begin(Error& error) { return open(Json::object(), error); }
  bool on_object_end(std::size_t, Error& error) { return close(error); }
  bool on_array_begin(Error& error) { return open(Json::array(), error); }
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
  [[nodiscard]] bool too_much() const { return too_much_; }
  /// Of the innermost array or object that is open.
  [[nodiscard]] std::string place() const {
    std::string pointer;
    std::size_t key = 0;
    for (std::size_t i = 0; i + 1 < open_.size(); ++i) {
      const auto* items = open_[i].items();
      pointer += "/" + (items != nullptr ? std::to_string(items->size()) : named(keys_[key++]));
    }
    return pointer;
  }

 private:
  bool open(Json value, Error& error) {
    if (!has_room(error)) return false;
    open_.push_back(std::move(value));
    return true;
  }

  // What a caller made up at length is not said back.
  static std::string named(const std::string& key) {
    return key.size() <= kNameBytesMax ? key : "*";
  }

  // For one more value where we are.
  bool has_room(Error& error) {
    const auto* parent = open_.empty() ? nullptr : &open_.back();
    const auto* items = parent != nullptr ? parent->items() : nullptr;
    const auto* members = parent != nullptr ? parent->members() : nullptr;
    too_much_ = ++values_ > kJsonValuesMax ||
                (items != nullptr && items->size() == kJsonItemsMax) ||
                (members != nullptr && members->size() == kJsonMembersMax);
    if (too_much_) error = boost::json::error::array_too_large;
    return !too_much_;
  }

  bool close(Error& error) {
    Json value = std::move(open_.back());
    open_.pop_back();
    return place_in_parent(std::move(value), error);
  }

  bool add(Json value, Error& error) {
    return has_room(error) && place_in_parent(std::move(value), error);
  }

  bool place_in_parent(Json value, Error& error) {
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
  std::size_t values_ = 0;
  bool too_much_ = false;
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

Result<Json> read(std::string_view text) {
  boost::json::parse_options options;
  options.max_depth = kJsonDepthMax;
  boost::json::basic_parser<JsonParser> parser(options);
  boost::json::error_code error;
  const auto used = parser.write_some(false, text.data(), text.size(), error);
  const auto& handler = parser.handler();
  const bool deep = error == boost::json::error::too_deep;
  if (deep || handler.too_much()) return fail_at(kJsonTooMuch, handler.place());
  if (error) return fail_at(kJsonUnreadable, handler.place());
  const bool rest_is_space =
      std::all_of(text.begin() + static_cast<std::ptrdiff_t>(used), text.end(),
                  [](char c) { return c == ' ' || c == '\t' || c == '\r'; });
  if (!rest_is_space || !parser.done()) return fail_at(kJsonUnreadable, handler.place());
  return parser.handler().take();
}

std::optional<Json> parse(std::string_view text) {
  auto value = read(text);
  return value ? std::optional<Json>(std::move(*value)) : std::nullopt;
}

}  // namespace anxin::json
