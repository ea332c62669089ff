#include "api/routes/service.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <optional>

#include "api/http/caller.h"
#include "api/http/either_case.h"
#include "api/routes/docs_page.h"
#include "api/routes/etag.h"
#include "api/routes/language.h"
#include "api/routes/reasons.h"
#include "api/routes/stream_broken.h"
#include "api/routes/subject.h"
#include "ledger/base/entropy.h"
#include "ledger/base/text.h"
#include "ledger/book/reasons.h"

namespace anxin::routes {

/// W3C Trace Context: what a request is a part of.
struct TraceParent {
  std::string id;
  std::string flags;
};

namespace {

constexpr std::size_t kKeyBytesMax = 64;  // a UUID is 36; with the login it fits the ledger's 128

bool brings_body(const http::RequestHead& head) {
  return http::find(head.headers, "content-length").value_or("0") != "0";
}

bool is_printable(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~'; });
}

// On a book with a simulated clock a request may say when it happens.
Result<void> set_clock(const Ground& ground, const http::RequestHead& head, const Route& route) {
  const auto text = http::find(head.headers, "anxin-now");
  const bool dry = http::find(head.headers, "anxin-dry-run") == "true";
  if (!text || dry || route.concern == Concern::nobody) return {};
  const auto when = parse_instant(*text);
  const bool set = when && ground.simulated != nullptr && ground.simulated->advance(*when);
  return set ? Result<void>() : fail(kClockRefused, {{"now", to_string(ground.clock.now())}});
}

Result<void> check_idempotency(const Route& route, const http::RequestHead& head) {
  if (route.effect != Effect::changes) return {};
  const auto key = http::find(head.headers, "idempotency-key");
  const auto times =
      std::count_if(head.headers.begin(), head.headers.end(),
                    [](const auto& header) { return header.name == "idempotency-key"; });
  const bool usable =
      times == 1 && !key->empty() && key->size() <= kKeyBytesMax && is_printable(*key);
  if (!usable) return fail(kKeyMissing);
  return {};
}

// Refused before anybody is told whether the thing is there.
Result<void> check_match(const Route& route, const http::RequestHead& head) {
  const bool asked = route.effect == Effect::changes && http::find(head.headers, "if-match");
  return asked && !tags_of(head, "if-match") ? fail(kMatchNoTag) : Result<void>();
}

// A header that was meant to keep something from happening must not be misread.
Result<void> check_dry_run(const http::RequestHead& head) {
  std::size_t times = 0;
  for (const auto& header : head.headers) {
    if (header.name != "anxin-dry-run") continue;
    const bool known = header.value == "true" || header.value == "false";
    if (!known || ++times > 1) return fail(kDryRunUnknown);
  }
  return {};
}

// A form's parts are not the file in one of them; other types are taken by their bytes.
Result<void> check_media(const http::RequestHead& head) {
  const auto type = http::find(head.headers, "content-type").value_or("");
  if (http::begins_in_either_case(type, "multipart/")) return fail(kMediaType);
  return {};
}

bool is_id(std::string_view hex, std::size_t size) {
  const auto lower = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  return hex.size() == size && std::all_of(hex.begin(), hex.end(), lower) &&
         hex.find_first_not_of('0') != std::string_view::npos;
}

// "00-<trace>-<parent>-<flags>"; later versions may say more.
std::optional<TraceParent> trace_of(const http::RequestHead& head) {
  const auto parts = split(http::find(head.headers, "traceparent").value_or(""), '-');
  if (parts.size() < 4 || parts[0].size() != 2 || parts[0] == "ff") return std::nullopt;
  if (parts[0] == "00" && parts.size() != 4) return std::nullopt;
  const bool whole = is_id(parts[1], 32) && is_id(parts[2], 16) && parts[3].size() == 2;
  if (!whole || !from_hex(parts[0]) || !from_hex(parts[3])) return std::nullopt;
  return TraceParent{std::string(parts[1]), std::string(parts[3])};
}

Result<Arguments> read_arguments(const Route& route, const http::Request& request,
                                 std::vector<FieldFault>& faults) {
  Parsed parsed;
  parse_query(route.query, request.head.query, parsed);
  parse_headers(route.headers, request.head.headers, parsed);
  if (route.body_kind == BodyKind::fields) {
    const auto json =
        request.body.empty() ? Result<json::Json>(json::Json::object()) : json::read(request.body);
    const bool too_much = !json && json.error().reason == json::kJsonTooMuch;
    if (too_much) return tl::make_unexpected(json.error());
    if (!json || json->members() == nullptr) return fail(kNoJson);
    parse_members(route.body, *json, parsed);
  }
  if (parsed.faults.empty()) return std::move(parsed.arguments);
  faults = std::move(parsed.faults);
  return fail(kFieldsRefused, {{"count", std::to_string(faults.size())}});
}

// That a repeated request differs is told by the books' own word where the request has none; where
// reading ended is the request's own place.
std::string field_shown(const Route& route, const Fault& fault, const Arguments& given) {
  if (fault.reason == json::kJsonTooMuch) return fault.field;
  auto place = place_of(route, fault.field, given);
  return place.empty() && fault.reason == book::kKeyReused ? fault.field : place;
}

// What the work finds in a field is told as what the reading of fields finds.
Fault among_errors(Fault fault, std::vector<FieldFault>& faults) {
  faults.push_back({fault.field, fault.reason, std::move(fault.details)});
  return {kFieldsRefused, -1, {}, {{"count", std::to_string(faults.size())}}};
}

}  // namespace

/// A request on its way through the service.
struct Service::Visit {
  Visit(const http::RequestHead& request_head, const text::Voice& spoken, std::uint64_t count)
      : head(request_head), voice(spoken), number(count), trace(trace_of(request_head)) {}

  const http::RequestHead& head;
  text::Voice voice;
  std::uint64_t number;  ///< of this start of the service
  std::optional<TraceParent> trace;
  std::string request_id{};
  std::string span{};  ///< where there is a trace
  std::optional<std::chrono::nanoseconds> begun{};
  bool counted = false;  ///< against the rate, when its body was let in
  Match match{};
  std::optional<ledger::Reader> reader{};
  payments::AccessGrant grant{};
  Arguments given{};
  std::vector<FieldFault> faults{};
  std::string code{};
  std::size_t body = 0;  ///< bytes that were read
  std::chrono::nanoseconds commit{0};
};

Service::Service(const Ground& ground, const std::vector<Route>& routes, ServiceOptions options)
    : ground_(ground),
      router_(routes),
      options_(std::move(options)),
      known_(options_.rate),
      strangers_(options_.strangers),
      open_(options_.open),
      run_id_(to_hex(ground.entropy.bytes(4))) {}

Service::Visit Service::visit_of(const http::RequestHead& head) {
  Visit visit(head, options_.voice.in(language_of(head)).at(text::Face::service), ++requests_);
  visit.request_id = fmt::format("req_{}{:08x}", run_id_, visit.number);
  if (visit.trace) visit.span = run_id_ + fmt::format("{:08x}", visit.number & UINT32_MAX);
  return visit;
}

// A body is let in only once it is known whose it is. Without one there is nothing to keep out:
// answer() asks the same questions.
http::Admission Service::admit(const http::RequestHead& head) {
  if (!brings_body(head)) return http::Admitted{};
  auto visit = visit_of(head);
  const auto in = let_in(visit);
  if (!in) return told(visit, finish(visit, tl::make_unexpected(in.error())));
  const auto& login = visit.grant.staff.actor;
  return http::Admitted{body_bytes_max(*visit.match.route),
                        login.empty() ? http::caller_of(head, options_.proxies) : login};
}

http::Response Service::answer(const http::Request& request) {
  auto visit = visit_of(request.head);
  visit.begun = ground_.clock.elapsed();
  visit.body = request.body.size();
  visit.counted = brings_body(request.head);
  return told(visit, finish(visit, carry_out(visit, request)));
}

http::Response Service::told(const Visit& visit, http::Response response) const {
  const auto now = ground_.clock.elapsed();
  const auto took = now - visit.begun.value_or(now);
  const auto* route = visit.match.route;
  count({class_of(route), response.status, took, visit.body, response.body.size()}, response);
  const RequestNote note{visit.request_id,
                         visit.trace ? visit.trace->id : "",
                         visit.span,
                         name_of(visit.head.method),
                         route != nullptr ? route->path : "",
                         response.status,
                         took,
                         visit.commit,
                         visit.grant.staff.actor,
                         visit.code};
  options_.log(note);
  if (response.stream) note_broken_stream(note, response);
  return response;
}

// Its line is written when it begins: of one that breaks off there is another, with the reason.
void Service::note_broken_stream(const RequestNote& note, http::Response& response) const {
  response.stream = [log = options_.log, begun = note,
                     write = std::move(response.stream)](const http::Sink& sink) {
    const auto broken = [&](Reason reason) {
      auto ended = begun;
      ended.status = stated_status(reason.word()).value_or(500);
      ended.code = reason.word();
      log(ended);
    };
    try {
      write(sink);
    } catch (const StreamBroken& refused) {
      broken(refused.reason());
      throw;
    } catch (const store::Unreadable&) {
      broken(store::kDamaged);
      throw;
    } catch (const store::ReadTooLong&) {
      broken(store::kReadTooLong);
      throw;
    } catch (...) {
      broken(kInternalFault);
      throw;
    }
  };
}

void Service::count(const RequestCounts::Request& request, http::Response& response) const {
  ground_.counts->count(request);
  if (!response.stream) return;
  response.stream = [counts = ground_.counts, kind = request.kind,
                     write = std::move(response.stream)](const http::Sink& sink) {
    write([&](std::string_view bytes) {
      counts->add_answer_bytes(kind, bytes.size());
      return sink(bytes);
    });
  };
}

http::Response Service::refuse(Reason reason, const http::RequestHead& head) {
  auto visit = visit_of(head);
  auto fault = fail(reason);
  if (reason == http::kBodyTooLarge && find_route(visit)) {
    fault = body_too_large(body_bytes_max(*visit.match.route));
  }
  return told(visit, finish(visit, std::move(fault)));
}

Result<void> Service::let_in(Visit& visit) {
  LEDGER_CHECK(find_route(visit));
  LEDGER_CHECK(know(visit));
  LEDGER_CHECK(check_dry_run(visit.head));
  LEDGER_CHECK(check_match(*visit.match.route, visit.head));
  return check_idempotency(*visit.match.route, visit.head);
}

Result<void> Service::find_route(Visit& visit) const {
  if (!is_utf8(visit.head.path)) return fail(kRouteUnknown);  // no answer could repeat it
  visit.match = router_.find(visit.head.method, visit.head.path);
  if (visit.match.route != nullptr) return {};
  return fail(visit.match.allowed.empty() ? kRouteUnknown : kMethodUnknown);
}

// Who is it, and is this for them? The key, then the rate, then the role.
Result<void> Service::know(Visit& visit) {
  const auto& route = *visit.match.route;
  const auto now = ground_.clock.elapsed();
  if (route.concern == Concern::nobody) {
    const bool patient =
        visit.counted || open_.take(http::caller_of(visit.head, options_.proxies), now);
    return patient ? Result<void>() : fail(kTooManyRequests);
  }
  const payments::PaymentsBook book(ground_.writer, ground_.store, ground_.clock, ground_.vault,
                                    ground_.data);
  // What changes the books decides on a snapshot of its own: here it waits for no commit.
  const bool reads = route.effect == Effect::reads;
  visit.reader = LEDGER_TRY(reads ? book.read() : book.read_records());
  auto grant = payments::grant_of(book, *visit.reader, secret_of(visit.head));
  if (!grant) {
    const bool first_tries = strangers_.take(http::caller_of(visit.head, options_.proxies), now);
    return first_tries ? tl::make_unexpected(grant.error()) : fail(kTooManyRequests);
  }
  visit.grant = std::move(*grant);
  const bool patient = visit.counted || known_.take(visit.grant.key.id, now);
  if (!patient) return fail(kTooManyRequests);
  const auto role = visit.grant.staff.role;
  if (route.roles.has(role)) return {};
  return fail(payments::kNotPermitted,
              {{"actor", visit.grant.staff.actor}, {"role", std::string(payments::to_word(role))}});
}

// What is outside the scope is as unknown as what is not there.
Result<void> Service::check_subject(const Visit& visit) const {
  const auto& route = *visit.match.route;
  if (route.concern == Concern::nobody || route.concern == Concern::login) return {};
  const auto& [word, value] = visit.match.words.front();
  if (route.concern == Concern::region) {
    const bool seen = payments::sees_region(visit.grant, value);
    return seen ? Result<void>() : fail(kRouteUnknown);
  }
  const payments::PaymentsBook book(ground_.writer, ground_.store, ground_.clock, ground_.vault,
                                    ground_.data);
  const auto contract = LEDGER_TRY(subject_of(book, *visit.reader, word, value));
  if (payments::sees(*visit.reader, visit.grant, contract)) return {};
  return tl::make_unexpected(unknown_subject(word, value));
}

// A thing of its own has the version of its record; everything else the tag of its bytes.
http::Response Service::tagged(const Visit& visit, http::Response response) {
  const auto& route = *visit.match.route;
  if (route.concern == Concern::nobody || response.stream) return response;
  const auto& words = visit.match.words;
  const bool is_thing = words.size() == 1 && route.path.ends_with('}');
  if (is_thing && !http::find(response.headers, "etag")) {
    const auto version = version_of_subject(*visit.reader, words[0].first, words[0].second);
    if (version) tag_version(response, *version);
  }
  tag_by_bytes(response);
  return unless_known(visit.head, std::move(response));
}

Result<http::Response> Service::carry_out(Visit& visit, const http::Request& request) {
  try {
    LEDGER_CHECK(let_in(visit));
    LEDGER_CHECK(check_subject(visit));
    LEDGER_CHECK(set_clock(ground_, visit.head, *visit.match.route));
    LEDGER_CHECK(check_media(visit.head));
    visit.given = LEDGER_TRY(read_arguments(*visit.match.route, request, visit.faults));
    Call call({ground_, request, visit.match, visit.voice, visit.reader, visit.grant, visit.given,
               visit.request_id});
    if (visit.reader) LEDGER_CHECK(check_named(call));
    if (visit.match.route->effect == Effect::changes) LEDGER_CHECK(call.keep_to_version());
    auto response = visit.match.route->work(call);
    visit.commit = call.waited();
    if (!response || visit.head.method != http::Method::get) return response;
    return tagged(visit, std::move(*response));
  } catch (const payments::DamagedRecord& damage) {
    return fail(store::kDamaged, {{"what", damage.what()}});
  } catch (const store::Unreadable&) {
    return fail(store::kDamaged, {{"what", "data.mdb"}});
  } catch (const store::ReadTooLong&) {
    return fail(store::kReadTooLong);
  } catch (const std::exception&) {
    return fail(kInternalFault);  // what it says may name anybody
  }
}

http::Response Service::refused(Visit& visit, Fault fault) const {
  const auto* route = visit.match.route;
  if (route != nullptr) fault.field = field_shown(*route, fault, visit.given);
  if (fault.reason == kFieldMalformed) fault = among_errors(std::move(fault), visit.faults);
  visit.code = fault.reason.word();
  const ProblemContext context{visit.voice, visit.request_id, words_of_path(visit.match)};
  return problem(fault, context, visit.faults);
}

http::Response Service::finish(Visit& visit, Result<http::Response> result) {
  auto response = result ? std::move(*result) : refused(visit, result.error());
  response.headers.push_back({"x-request-id", visit.request_id});
  if (visit.trace) {
    const auto parent = fmt::format("00-{}-{}-{}", visit.trace->id, visit.span, visit.trace->flags);
    response.headers.push_back({"traceparent", parent});
  }
  response.headers.push_back({"anxin-now", to_string(ground_.clock.now())});
  if (!visit.match.allowed.empty() && response.status == 405) {
    std::vector<std::string> names;
    for (const auto method : visit.match.allowed) names.emplace_back(name_of(method));
    response.headers.push_back({"allow", join(names, ", ")});
  }
  if (!http::find(response.headers, "cache-control")) {
    response.headers.push_back({"cache-control", "no-store"});
  }
  response.headers.push_back({"x-content-type-options", "nosniff"});
  return response;
}

}  // namespace anxin::routes
