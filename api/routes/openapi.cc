#include "api/routes/openapi.h"

#include <algorithm>
#include <array>

#include "api/routes/fields.h"
#include "ledger/base/text.h"

namespace anxin::routes {

namespace data {
std::string_view examples_json();
}

namespace {

using json::Json;

std::string_view verb_of(http::Method method) {
  constexpr std::array<std::string_view, 7> kVerbs{"get",   "head",   "post",   "put",
                                                   "patch", "delete", "options"};
  return kVerbs.at(static_cast<std::size_t>(method));
}

Json ref(std::string_view name) {
  return Json::object().set("$ref", "#/components/schemas/" + std::string(name));
}

Json typed(std::string_view type) { return Json::object().set("type", type); }

Json formatted(std::string_view format) { return typed("string").set("format", format); }

Json schema_of(FieldKind kind) {
  switch (kind) {
    case FieldKind::text:
      return typed("string");
    case FieldKind::region:
      return typed("string").set("pattern", "^[0-9]{6}$");
    case FieldKind::file:
      return typed("string").set("maxLength", static_cast<std::int64_t>(kFieldFileBytesMax));
    case FieldKind::amount:
      return ref("Money");
    case FieldKind::date:
      return formatted("date");
    case FieldKind::month:
      return typed("string").set("pattern", "^[0-9]{4}-[0-9]{2}$");
    case FieldKind::instant:
      return formatted("date-time");
    case FieldKind::integer:
      return typed("integer");
    case FieldKind::flag:
      return typed("boolean");
    case FieldKind::texts:
      return typed("array").set("items", typed("string"));
    case FieldKind::file_list:
      return typed("array").set("items", schema_of(FieldKind::file));
  }
  return Json::object();
}

Json enum_of(const std::string& words) {
  Json known = Json::array();
  for (const auto word : split(words, ',')) known.push(trim(word));
  return typed("string").set("enum", std::move(known));
}

Json schema_of(const Field& field) {
  if (field.kind == FieldKind::integer) return typed("integer").set("minimum", field.least);
  if (field.words.empty()) return schema_of(field.kind);
  auto known = enum_of(field.words);
  if (field.kind != FieldKind::texts) return known;
  return typed("array").set("items", std::move(known));
}

Json parameter(std::string_view name, std::string_view place, Json schema) {
  return Json::object().set("name", name).set("in", place).set("schema", std::move(schema));
}

Json header(std::string_view name, Json schema) {
  return parameter(name, "header", std::move(schema));
}

std::vector<std::string> words_of(std::string_view path) {
  std::vector<std::string> words;
  for (const auto part : split(path, '/')) {
    if (part.starts_with('{')) words.emplace_back(part.substr(1, part.size() - 2));
  }
  return words;
}

Json query_parameter(const Field& field) {
  const bool amount = field.kind == FieldKind::amount;
  auto one = parameter(field.name, "query", amount ? typed("string") : schema_of(field));
  one.set("required", field.need == Need::required);
  if (!field.example.empty()) one.set("example", field.example);
  if (field.kind == FieldKind::texts) one.set("style", "form").set("explode", false);
  if (!field.thing.empty()) one.set("x-names", field.thing);
  return one;
}

// Percent-encoded UTF-8.
Json header_parameter(const Field& field) {
  return header(header_of(field), schema_of(field)).set("required", field.need == Need::required);
}

// What any request may say, whatever its route.
void push_common_headers(const Route& route, Json& all) {
  all.push(header("Accept-Language", typed("string").set("example", "en")));
  all.push(header("Anxin-Now", formatted("date-time")));
  if (route.method == http::Method::get) all.push(header("If-None-Match", typed("string")));
  if (route.effect != Effect::changes) return;
  all.push(header("Idempotency-Key", typed("string")).set("required", true));
  all.push(header("Anxin-Dry-Run", typed("boolean")));
  if (!words_of(route.path).empty()) all.push(header("If-Match", typed("string")));
}

Json parameters_of(const Route& route) {
  Json all = Json::array();
  for (const auto& word : words_of(route.path)) {
    all.push(parameter(word, "path", typed("string")).set("required", true));
  }
  for (const auto& field : route.query) all.push(query_parameter(field));
  for (const auto& field : route.headers) all.push(header_parameter(field));
  push_common_headers(route, all);
  return all;
}

Json fields_schema(const std::vector<Field>& fields) {
  Json members = Json::object();
  Json required = Json::array();
  for (const auto& field : fields) {
    auto member = schema_of(field);
    if (!field.thing.empty()) member.set("x-names", field.thing);
    members.set(field.name, std::move(member));
    if (field.need == Need::required) required.push(field.name);
  }
  Json schema = typed("object").set("properties", std::move(members));
  return std::move(schema.set("required", std::move(required)).set("additionalProperties", false));
}

Json example_of(const Field& field) {
  if (field.kind == FieldKind::amount) {
    return Json::object().set("amount", field.example).set("currency", "CNY");
  }
  if (field.kind == FieldKind::flag) return field.example == "true";
  if (field.kind == FieldKind::integer) return parse_number(field.example).value_or(0);
  if (field.kind == FieldKind::texts || field.kind == FieldKind::file_list) {
    return Json::array().push(field.example);
  }
  return field.example;
}

Json fields_example(const std::vector<Field>& fields) {
  Json example = Json::object();
  for (const auto& field : fields) {
    if (!field.example.empty()) example.set(field.name, example_of(field));
  }
  return example;
}

Json media(std::string_view type, Json content) {
  return Json::object().set(type, std::move(content));
}

Json body_of(const Route& route) {
  if (route.body_kind == BodyKind::fields) {
    return media("application/json", Json::object()
                                         .set("schema", fields_schema(route.body))
                                         .set("example", fields_example(route.body)));
  }
  if (route.body_kind == BodyKind::lines) {
    return media("application/x-ndjson", Json::object().set("schema", typed("string")));
  }
  return media("application/octet-stream", Json::object().set("schema", Json::object()));
}

// What the operation has once answered: {"status":…,"type":…,"body":…} by operationId.
const Json& recorded_examples() {
  static const Json kExamples = json::parse(data::examples_json()).value_or(Json::object());
  return kExamples;
}

Json done_of(const Route& route) {
  Json done = Json::object().set("description", route.id);
  const auto* example = recorded_examples().find(route.id);
  if (example == nullptr) return done;
  Json content = Json::object().set("example", *example->find("body"));
  return std::move(done.set("content", media(*example->find("type")->text(), std::move(content))));
}

Json responses_of(const Route& route) {
  Json problem = Json::object()
                     .set("description", "RFC 9457")
                     .set("content", media("application/problem+json",
                                           Json::object().set("schema", ref("Problem"))));
  return Json::object().set("2XX", done_of(route)).set("default", std::move(problem));
}

std::string_view to_word(Concern concern) {
  constexpr std::array<std::string_view, 4> kWords{"nobody", "login", "contract", "region"};
  return kWords.at(static_cast<std::size_t>(concern));
}

std::string_view to_word(Effect effect) {
  constexpr std::array<std::string_view, 3> kWords{"reads", "changes", "changes-by-line"};
  return kWords.at(static_cast<std::size_t>(effect));
}

Json roles_of(const Route& route) {
  Json roles = Json::array();
  for (unsigned i = 0; i <= static_cast<unsigned>(Role::admin); ++i) {
    const auto role = static_cast<Role>(i);
    if (route.roles.has(role)) roles.push(payments::to_word(role));
  }
  return roles;
}

Json operation_of(const Route& route, const text::Voice& voice) {
  Json operation = Json::object();
  operation.set("operationId", route.id);
  operation.set("summary", voice.say("route." + std::string(route.id)));
  operation.set("parameters", parameters_of(route));
  if (route.body_kind != BodyKind::none) {
    operation.set("requestBody", Json::object().set("content", body_of(route)));
  }
  operation.set("responses", responses_of(route));
  if (route.concern == Concern::nobody) operation.set("security", Json::array());
  operation.set("x-concern", to_word(route.concern)).set("x-roles", roles_of(route));
  operation.set("x-effect", to_word(route.effect));
  return operation;
}

// Paths in the order in which they first come, each with all its methods.
Json paths_of(const std::vector<Route>& routes, const text::Voice& voice) {
  std::vector<std::pair<std::string_view, Json>> paths;
  for (const auto& route : routes) {
    auto at = std::find_if(paths.begin(), paths.end(),
                           [&](const auto& one) { return one.first == route.path; });
    if (at == paths.end()) at = paths.insert(at, {route.path, Json::object()});
    at->second.set(verb_of(route.method), operation_of(route, voice));
  }
  Json json = Json::object();
  for (auto& [path, operations] : paths) json.set(path, std::move(operations));
  return json;
}

Json event_schema() {
  Json data = Json::object();
  data.set("entry", typed("integer"));
  data.set("contract", Json::object().set("type", Json::array().push("string").push("null")));
  data.set("digest", typed("string"));
  Json members = Json::object();
  members.set("type", typed("string")).set("timestamp", formatted("date-time"));
  members.set("data", typed("object").set("properties", std::move(data)));
  return typed("object").set("properties", std::move(members));
}

Json event_example() {
  Json data = Json::object();
  data.set("entry", 17).set("contract", "QH01").set("digest", std::string(64, '0'));
  Json event = Json::object();
  event.set("type", "payroll.approve").set("timestamp", "2026-11-10T02:10:00Z");
  return std::move(event.set("data", std::move(data)));
}

// What the service itself asks of receivers (OpenAPI 3.1, "webhooks").
Json webhooks_of(const text::Voice& voice) {
  Json headers = Json::array();
  for (const auto* name : {"webhook-id", "webhook-timestamp", "webhook-signature"}) {
    headers.push(parameter(name, "header", typed("string")).set("required", true));
  }
  Json content = Json::object().set("schema", event_schema()).set("example", event_example());
  Json operation = Json::object();
  operation.set("operationId", "webhook-event").set("summary", voice.say("route.webhook-event"));
  operation.set("parameters", std::move(headers));
  operation.set("requestBody", Json::object().set("content", media("application/json", content)));
  Json taken = Json::object().set("description", "2xx");
  operation.set("responses", Json::object().set("2XX", std::move(taken)));
  Json post = Json::object().set("post", std::move(operation));
  return Json::object().set("event", std::move(post));
}

Json money_schema() {
  Json members = Json::object();
  members.set("amount", typed("string").set("pattern", "^-?[0-9]+\\.[0-9]{2}$"));
  members.set("currency", typed("string").set("const", "CNY"));
  return typed("object")
      .set("properties", std::move(members))
      .set("required", Json::array().push("amount").push("currency"))
      .set("additionalProperties", false);
}

Json problem_error_schema() {
  Json members = Json::object();
  Json required = Json::array();
  for (const auto* name : {"pointer", "code", "message"}) {
    members.set(name, typed("string"));
    required.push(name);
  }
  return typed("object").set("properties", std::move(members)).set("required", std::move(required));
}

// `field` and `findings` are there where there are some.
Json problem_schema() {
  Json members = Json::object();
  for (const auto* name : {"type", "title", "code", "detail", "request_id"}) {
    members.set(name, typed("string"));
  }
  members.set("status", typed("integer")).set("field", typed("string"));
  members.set("details", typed("object").set("additionalProperties", typed("string")));
  members.set("errors", typed("array").set("items", problem_error_schema()));
  members.set("findings", typed("array").set("items", typed("object")));
  Json required = Json::array();
  for (const auto* name :
       {"type", "title", "status", "code", "detail", "request_id", "details", "errors"}) {
    required.push(name);
  }
  return typed("object").set("properties", std::move(members)).set("required", std::move(required));
}

Json components() {
  Json schemas = Json::object();
  schemas.set("Money", money_schema()).set("Problem", problem_schema());
  Json bearer = typed("http").set("scheme", "bearer");
  return Json::object()
      .set("schemas", std::move(schemas))
      .set("securitySchemes", Json::object().set("key", std::move(bearer)));
}

}  // namespace

Json openapi_document(const std::vector<Route>& routes, const text::Voice& voice) {
  Json info = Json::object().set("title", "Anxin").set("version", "1");
  Json document = Json::object();
  document.set("openapi", "3.1.0").set("info", std::move(info));
  document.set("security", Json::array().push(Json::object().set("key", Json::array())));
  document.set("paths", paths_of(routes, voice)).set("webhooks", webhooks_of(voice));
  document.set("components", components());
  return document;
}

}  // namespace anxin::routes
