#include "api/routes/fields.h"

#include <algorithm>
#include <array>
#include <utility>

#include "api/http/head.h"
#include "api/routes/reasons.h"
#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/bank/utf8.h"
#include "payments/rules/region_code.h"

namespace anxin::routes {
namespace {

using json::Json;

constexpr std::size_t kTextBytesMax = 4'000;  // a reason, an explanation: a page at most
constexpr std::size_t kTextsMax = 10'000;     // lines of a batch that are answered one by one

const Field* find_field(const std::vector<Field>& fields, std::string_view name) {
  const auto found = std::find_if(fields.begin(), fields.end(),
                                  [&](const Field& field) { return field.name == name; });
  return found == fields.end() ? nullptr : &*found;
}

template <class T>
std::optional<Value> valued(std::optional<T> value) {
  if (!value) return std::nullopt;
  return Value(std::move(*value));
}

std::size_t text_bytes_max(FieldKind kind) {
  return is_file(kind) ? kFieldFileBytesMax : kTextBytesMax;
}

std::optional<Value> bounded(FieldKind kind, std::string_view text) {
  if (text.size() > text_bytes_max(kind) || !is_utf8(text)) return std::nullopt;
  return Value(std::string(text));
}

std::optional<Value> read_integer(std::string_view text) {
  const auto number = parse_number(text);
  if (!number || *number > INT64_MAX) return std::nullopt;
  return Value(static_cast<std::int64_t>(*number));
}

std::optional<Value> read_flag(std::string_view text) {
  if (text == "true") return Value(true);
  if (text == "false") return Value(false);
  return std::nullopt;
}

std::optional<Value> read_region(std::string_view text) {
  const auto region = payments::RegionCode::parse(text);
  return region ? Value(region->text()) : std::optional<Value>();
}

std::optional<Value> read_texts(std::string_view text) {
  std::vector<std::string> texts;
  for (const auto part : split(text, ',')) texts.emplace_back(trim(part));
  return Value(std::move(texts));
}

// A value written as text: all of a query, most of a body.
std::optional<Value> read_text(FieldKind kind, std::string_view text) {
  switch (kind) {
    case FieldKind::text:
    case FieldKind::file:
      return bounded(kind, text);
    case FieldKind::region:
      return read_region(text);
    case FieldKind::amount:
      return valued(parse_yuan(text));
    case FieldKind::date:
      return valued(parse_date(text));
    case FieldKind::month:
      return valued(parse_month(text));
    case FieldKind::instant:
      return valued(parse_instant(text));
    case FieldKind::integer:
      return read_integer(text);
    case FieldKind::flag:
      return read_flag(text);
    case FieldKind::texts:
      return read_texts(text);
    case FieldKind::file_list:
      break;  // in bodies alone
  }
  return std::nullopt;
}

// {"amount":"12.50","currency":"CNY"} and nothing else.
std::optional<Value> read_amount(const Json& json) {
  const auto* members = json.members();
  const auto* amount = json.find("amount");
  const auto* currency = json.find("currency");
  if (members == nullptr || amount == nullptr || currency == nullptr) return std::nullopt;
  const bool plain = members->size() == 2 && amount->text() != nullptr;
  if (!plain || currency->text() == nullptr || *currency->text() != "CNY") return std::nullopt;
  return valued(parse_yuan(*amount->text()));
}

std::optional<Value> read_array(FieldKind kind, const Json& json) {
  const auto* items = json.items();
  if (items == nullptr || items->size() > kTextsMax) return std::nullopt;
  std::vector<std::string> texts;
  for (const auto& item : *items) {
    if (item.text() == nullptr || item.text()->size() > text_bytes_max(kind)) return std::nullopt;
    texts.push_back(*item.text());
  }
  return Value(std::move(texts));
}

std::optional<Value> read_json(FieldKind kind, const Json& json) {
  if (kind == FieldKind::amount) return read_amount(json);
  if (kind == FieldKind::texts || kind == FieldKind::file_list) return read_array(kind, json);
  if (kind == FieldKind::flag)
    return json.boolean() ? std::optional<Value>(*json.boolean()) : std::nullopt;
  if (kind == FieldKind::integer) {
    const bool counts = json.integer() != nullptr && *json.integer() >= 0;
    return counts ? std::optional<Value>(*json.integer()) : std::nullopt;
  }
  return json.text() != nullptr ? read_text(kind, *json.text()) : std::nullopt;
}

bool is_one_of(std::string_view words, std::string_view word) {
  const auto known = split(words, ',');
  return std::any_of(known.begin(), known.end(), [&](auto one) { return trim(one) == word; });
}

// Of a field with a closed set of words, each of them.
bool is_known(const Field& field, const Value& value) {
  if (field.words.empty()) return true;
  const auto* texts = std::get_if<std::vector<std::string>>(&value);
  if (texts == nullptr) return is_one_of(field.words, std::get<std::string>(value));
  return std::all_of(texts->begin(), texts->end(),
                     [&](const std::string& one) { return is_one_of(field.words, one); });
}

// An amount stands alone in a query, and with its currency in a body.
std::string kind_shown(const std::string& pointer, const Field& field) {
  if (!field.words.empty()) return field.words;
  const bool plain = field.kind == FieldKind::amount && !pointer.starts_with('/');
  return plain ? "plain-amount" : std::string(to_word(field.kind));
}

void take(const std::string& pointer, const Field& field, std::optional<Value> value,
          Parsed& into) {
  const bool good = value && is_known(field, *value);
  if (good) return into.arguments.set(field.name, std::move(*value));
  into.faults.push_back({pointer, kFieldMalformed, {{"kind", kind_shown(pointer, field)}}});
}

bool has_field(const Route& route, std::string_view name) {
  const auto among = [&](const auto& fields) { return find_field(fields, name) != nullptr; };
  return among(route.query) || among(route.body) || among(route.headers);
}

// What the books call otherwise than some request does.
constexpr std::array<std::pair<std::string_view, std::string_view>, 13> kOwnNames{
    {{"effective_on", "on"},
     {"entry", "after"},
     {"login", "actor"},
     {"first", "on"},
     {"first", "month"},
     {"last", "month"},
     {"last", "on"},
     {"source", "from"},
     {"other", "with"},
     {"verdict", "refused_for"},
     {"incident", "incident_feared"},
     {"remitted", "remitted_stays"},
     {"on_shortfall", "shortfall"}}};

// Of several names the one that was given; empty where the request has no such field.
std::string_view name_in_request(const Route& route, std::string_view name,
                                 const Arguments& given) {
  if (has_field(route, name)) return name;
  std::string_view likely;
  for (const auto& [known, own] : kOwnNames) {
    if (known != name || !has_field(route, own)) continue;
    if (given.has(own)) return own;
    if (likely.empty()) likely = own;
  }
  return likely;
}

void miss(const std::vector<Field>& fields, std::string_view prefix, Parsed& into) {
  for (const auto& field : fields) {
    const auto pointer = std::string(prefix) + std::string(field.name);
    const bool seen =
        into.arguments.has(field.name) ||
        std::any_of(into.faults.begin(), into.faults.end(),
                    [&](const FieldFault& fault) { return fault.pointer == pointer; });
    if (field.need == Need::required && !seen) into.faults.push_back({pointer, kFieldMissing, {}});
  }
}

}  // namespace

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    if (!bank::take_code_point(text)) return false;
  }
  return true;
}

std::string header_of(const Field& field) { return "anxin-" + std::string(field.name); }

std::string place_of(const Route& route, std::string_view field, const Arguments& given) {
  if (!field.starts_with('/')) return std::string(field);
  const auto end = field.find('/', 1);
  const auto name = name_in_request(route, field.substr(1, end - 1), given);
  const bool has_places = route.body_kind == BodyKind::lines || route.body_kind == BodyKind::file;
  if (name.empty()) return has_places ? std::string(field) : "";
  if (find_field(route.query, name) != nullptr) return "?" + std::string(name);
  if (const auto* header = find_field(route.headers, name)) return header_of(*header);
  return "/" + std::string(name) +
         std::string(end == std::string_view::npos ? "" : field.substr(end));
}

std::string_view to_word(FieldKind kind) {
  constexpr std::array<std::string_view, 11> kWords{"text",  "region",  "amount",  "date",
                                                    "month", "instant", "integer", "flag",
                                                    "texts", "file",    "files"};
  return kWords.at(static_cast<std::size_t>(kind));
}

void parse_query(const std::vector<Field>& fields,
                 const std::vector<std::pair<std::string, std::string>>& query, Parsed& into) {
  for (const auto& [name, text] : query) {
    const auto pointer = "?" + name;
    const auto* field = find_field(fields, name);
    if (field == nullptr || into.arguments.has(name)) {
      into.faults.push_back({pointer, kFieldUnknown, {}});
    } else {
      take(pointer, *field, read_text(field->kind, text), into);
    }
  }
  miss(fields, "?", into);
}

void parse_headers(const std::vector<Field>& fields, const http::Headers& headers, Parsed& into) {
  for (const auto& field : fields) {
    const auto name = header_of(field);
    const auto given = http::find(headers, name);
    if (!given) continue;
    const auto text = http::decode_escapes(*given);
    take(name, field, text ? read_text(field.kind, *text) : std::nullopt, into);
  }
}

void parse_members(const std::vector<Field>& fields, const Json& object, Parsed& into) {
  for (const auto& [name, json] : *object.members()) {
    const auto pointer = "/" + name;
    const auto* field = find_field(fields, name);
    if (field == nullptr) {
      into.faults.push_back({pointer, kFieldUnknown, {}});
    } else if (!json.is_null()) {
      take(pointer, *field, read_json(field->kind, json), into);
    }
  }
  miss(fields, "/", into);
}

}  // namespace anxin::routes
