#include "api/routes/problem.h"

#include <algorithm>
#include <array>

#include "api/http/transport.h"
#include "api/routes/operations.h"
#include "api/routes/reasons.h"
#include "ledger/book/reasons.h"
#include "ledger/store/store.h"
#include "payments/service/access_key_service.h"
#include "payments/service/master_data_service.h"

namespace anxin::routes {
namespace {

struct ReasonStatus {
  Reason reason;
  int status;
};

constexpr std::array kStatuses{
    ReasonStatus{kRouteUnknown, 404},
    ReasonStatus{kMethodUnknown, 405},
    ReasonStatus{kTooManyRequests, 429},
    ReasonStatus{kKeyMissing, 400},
    ReasonStatus{kMediaType, 415},
    ReasonStatus{kFieldsRefused, 400},
    ReasonStatus{kNoJson, 400},
    ReasonStatus{kCursor, 400},
    ReasonStatus{kDryRunUnknown, 400},
    ReasonStatus{kPageLimit, 400},
    ReasonStatus{kTooManyLines, 413},
    ReasonStatus{kFeedBusy, 503},
    ReasonStatus{kFormatUnknown, 400},
    ReasonStatus{kClockRefused, 400},
    ReasonStatus{kChangedSince, 412},
    ReasonStatus{kMatchMissing, 428},
    ReasonStatus{kInternalFault, 500},
    ReasonStatus{kOperationNoPage, 404},
    ReasonStatus{kOperationsFull, 503},
    ReasonStatus{payments::kRosterChanged, 412},
    ReasonStatus{payments::kKeyRefused, 401},
    ReasonStatus{payments::kActorMissing, 401},
    ReasonStatus{payments::kActorUnknown, 403},
    ReasonStatus{payments::kNotPermitted, 403},
    ReasonStatus{payments::kSamePerson, 403},
    ReasonStatus{payments::kSheetRefused, 422},
    ReasonStatus{book::kMalformed, 400},
    ReasonStatus{book::kKeyReused, 422},
    ReasonStatus{book::kRecordChanged, 409},
    ReasonStatus{store::kFull, 503},
    ReasonStatus{store::kBusy, 503},
    ReasonStatus{store::kReadTooLong, 503},
    ReasonStatus{store::kUnavailable, 503},
    ReasonStatus{store::kOutcomeUnknown, 503},
    ReasonStatus{store::kDamaged, 500},
};

constexpr std::array<std::string_view, 2> kUnknownEnds{"unknown", "not-found"};
// Asked for at the wrong time: another state, or done before.
constexpr std::array<std::string_view, 8> kConflictEnds{"-state",
                                                        ".state",
                                                        "-exists",
                                                        "-taken",
                                                        "already-submitted",
                                                        "-short",
                                                        "-closed",
                                                        "insufficient-balance"};

template <std::size_t N>
bool ends_with_any(std::string_view word, const std::array<std::string_view, N>& ends) {
  return std::any_of(ends.begin(), ends.end(),
                     [&](std::string_view end) { return word.ends_with(end); });
}

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

int status_of(const Fault& fault, const std::vector<std::string>& path_words) {
  for (const auto& known : kStatuses) {
    if (known.reason == fault.reason) return known.status;
  }
  const auto word = fault.reason.word();
  if (word.starts_with("http.")) return http::status_of(fault.reason);
  if (ends_with_any(word, kUnknownEnds) && names_one_of(fault, path_words)) return 404;
  if (ends_with_any(word, kConflictEnds)) return 409;
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
