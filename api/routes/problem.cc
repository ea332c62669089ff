#include "api/routes/problem.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "api/http/transport.h"
#include "api/routes/operations.h"
#include "api/routes/reasons.h"
#include "ledger/base/text.h"

namespace anxin::routes {

namespace data {
std::string_view statuses_tsv();
}

namespace {

// "<word>\t<status>" a line, in order.
std::map<std::string_view, int> read_statuses() {
  std::map<std::string_view, int> statuses;
  for (const auto line : split(data::statuses_tsv(), '\n')) {
    const auto cells = split(line, '\t');
    if (line.empty() || line.starts_with('#')) continue;
    statuses.emplace(cells.front(), static_cast<int>(parse_number(cells.back()).value_or(0)));
  }
  return statuses;
}

// Of a thing that is unknown: 404 is said of what the path names.
constexpr int kUnknown = 404;
// These are of the address itself, whatever its words.
constexpr std::array kAlwaysUnknown{kRouteUnknown, kOperationNoPage};

bool names_one_of(const Fault& fault, const std::vector<std::string>& words) {
  return std::any_of(fault.details.begin(), fault.details.end(), [&](const auto& detail) {
    return std::find(words.begin(), words.end(), detail.value) != words.end();
  });
}

void add_status_headers(http::Response& response) {
  if (response.status == 401) response.headers.push_back({"www-authenticate", "Bearer"});
  const bool again = response.status == 429 || response.status == 503;
  if (again) response.headers.push_back({"retry-after", "1"});
}

std::string_view tag_of(text::Language language) {
  return language == text::Language::chinese ? "zh-CN" : "en";
}

json::Json errors_json(const std::vector<FieldFault>& errors, const text::Voice& voice) {
  json::Json array = json::Json::array();
  for (const auto& error : errors) {
    const auto message = voice.say(error.reason.word(), error.details);
    array.push(json::Json::object()
                   .set("pointer", error.pointer)
                   .set("code", error.reason.word())
                   .set("message", message));
  }
  return array;
}

json::Json problem_json(const Fault& fault, int status, const ProblemContext& context) {
  const auto word = fault.reason.word();
  json::Json json = json::Json::object();
  json.set("type", "/problems/" + std::string(word)).set("title", word).set("status", status);
  json.set("code", word).set("detail", context.voice.sentence(fault));
  json.set("request_id", context.request_id);
  if (!fault.field.empty()) json.set("field", fault.field);
  json::Json details = json::Json::object();
  for (const auto& detail : fault.details) details.set(detail.name, detail.value);
  return std::move(json.set("details", std::move(details)));
}

http::Response as_problem(const json::Json& json, int status, const ProblemContext& context) {
  auto response = json_response(json, status);
  response.headers.front().value = "application/problem+json";
  response.headers.push_back({"content-language", std::string(tag_of(context.voice.language()))});
  add_status_headers(response);
  return response;
}

}  // namespace

tl::unexpected<Fault> body_too_large(std::size_t bytes_max) {
  const auto whole = bytes_max >> 20;
  const auto max =
      whole > 0 ? fmt::format("{} MiB", whole) : fmt::format("{} KiB", bytes_max >> 10);
  return fail(http::kBodyTooLarge, {{"max", max}});
}

std::optional<int> stated_status(std::string_view word) {
  static const auto kStatuses = read_statuses();
  const auto found = kStatuses.find(word);
  return found == kStatuses.end() ? std::nullopt : std::optional(found->second);
}

int status_of(const Fault& fault, const std::vector<std::string>& path_words) {
  const int stated = stated_status(fault.reason.word()).value_or(422);
  const bool always =
      std::find(kAlwaysUnknown.begin(), kAlwaysUnknown.end(), fault.reason) != kAlwaysUnknown.end();
  if (stated != kUnknown || always || names_one_of(fault, path_words)) return stated;
  return 422;
}

http::Response json_response(const json::Json& json, int status) {
  http::Response response;
  response.status = status;
  response.headers.push_back({"content-type", "application/json"});
  response.body = json.dump(json::AmountForm::object) + "\n";
  return response;
}

http::Response problem(const Fault& fault, const ProblemContext& context,
                       const std::vector<FieldFault>& errors) {
  const int status = status_of(fault, context.path_words);
  auto json = problem_json(fault, status, context);
  json.set("errors", errors_json(errors, context.voice));
  return as_problem(json, status, context);
}

http::Response problem_with(const Fault& fault, const ProblemContext& context,
                            std::string_view member, json::Json value) {
  const int status = status_of(fault, context.path_words);
  auto json = problem_json(fault, status, context);
  json.set("errors", json::Json::array()).set(member, std::move(value));
  return as_problem(json, status, context);
}

}  // namespace anxin::routes
