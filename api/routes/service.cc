#include "api/routes/service.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <optional>

#include "api/routes/docs_page.h"
#include "api/routes/reasons.h"
#include "api/routes/subject.h"
#include "ledger/base/entropy.h"
#include "ledger/base/text.h"

namespace anxin::routes {
namespace {

constexpr std::size_t kKeyBytesMax = 64;  // a UUID is 36; with the login it fits the ledger's 128

// The first language that both know; Chinese where nothing is said.
text::Language language_of(const http::RequestHead& head) {
  const auto wanted = http::find(head.headers, "accept-language").value_or("zh");
  const auto chinese = wanted.find("zh");
  const auto english = wanted.find("en");
  return english < chinese ? text::Language::english : text::Language::chinese;
}

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
  const bool usable = key && !key->empty() && key->size() <= kKeyBytesMax && is_printable(*key);
  if (!usable) return fail(kKeyMissing);
  return {};
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

// "00-<trace>-<parent>-01"
std::string trace_of(const http::RequestHead& head) {
  const auto parts = split(http::find(head.headers, "traceparent").value_or(""), '-');
  const bool whole = parts.size() == 4 && parts[1].size() == 32 && from_hex(parts[1]);
  return whole ? std::string(parts[1]) : "";
}

Result<Arguments> read_arguments(const Route& route, const http::Request& request,
                                 std::vector<FieldFault>& faults) {
  Parsed parsed;
  parse_query(route.query, request.head.query, parsed);
  if (route.body_kind == BodyKind::fields) {
    const auto json = request.body.empty() ? json::Json::object() : json::parse(request.body);
    if (!json || json->members() == nullptr) return fail(kNoJson);
    parse_members(route.body, *json, parsed);
  }
  if (parsed.faults.empty()) return std::move(parsed.arguments);
  faults = std::move(parsed.faults);
  return fail(kFieldsRefused, {{"count", std::to_string(faults.size())}});
}

}  // namespace

/// A request on its way through the service.
struct Service::Visit {
  Visit(const http::RequestHead& request_head, const text::Voice& spoken)
      : head(request_head), voice(spoken) {}

  const http::RequestHead& head;
  text::Voice voice;
  std::string request_id{};
  std::optional<std::chrono::nanoseconds> begun{};
  bool counted = false;  ///< against the rate, when its body was let in
  Match match{};
  std::optional<ledger::Reader> reader{};
  payments::AccessGrant grant{};
  std::vector<FieldFault> faults{};
  std::string code{};
};

Service::Service(const Ground& ground, const std::vector<Route>& routes, ServiceOptions options)
    : ground_(ground),
      router_(routes),
      options_(std::move(options)),
      known_(options_.rate),
      strangers_(options_.strangers),
      run_id_(to_hex(ground.entropy.bytes(4))) {}

std::string Service::next_request_id() {
  return fmt::format("req_{}{:08x}", run_id_, requests_.fetch_add(1));
}

// A body is let in only once it is known whose it is. Without one there is nothing to keep out:
// answer() asks the same questions.
http::Admission Service::admit(const http::RequestHead& head) {
  if (!brings_body(head)) return std::size_t{0};
  Visit visit(head, options_.voice.in(language_of(head)));
  visit.request_id = next_request_id();
  const auto in = let_in(visit);
  if (!in) return told(visit, finish(visit, tl::make_unexpected(in.error())));
  return body_bytes_max(*visit.match.route);
}

http::Response Service::answer(const http::Request& request) {
  Visit visit(request.head, options_.voice.in(language_of(request.head)));
  visit.request_id = next_request_id();
  visit.begun = ground_.clock.elapsed();
  visit.counted = brings_body(request.head);
  return told(visit, finish(visit, carry_out(visit, request)));
}

http::Response Service::told(const Visit& visit, http::Response response) const {
  const auto begun = visit.begun.value_or(ground_.clock.elapsed());
  options_.log({visit.request_id, trace_of(visit.head), name_of(visit.head.method),
                visit.match.route != nullptr ? visit.match.route->path : "", response.status,
                ground_.clock.elapsed() - begun, visit.grant.staff.actor, visit.code});
  return response;
}

http::Response Service::refuse(Reason reason, const http::RequestHead& head) {
  Visit visit(head, options_.voice.in(language_of(head)));
  visit.request_id = next_request_id();
  return told(visit, finish(visit, fail(reason)));
}

Result<void> Service::let_in(Visit& visit) {
  LEDGER_CHECK(find_route(visit));
  LEDGER_CHECK(know(visit));
  LEDGER_CHECK(check_dry_run(visit.head));
  return check_idempotency(*visit.match.route, visit.head);
}

Result<void> Service::find_route(Visit& visit) const {
  visit.match = router_.find(visit.head.method, visit.head.path);
  if (visit.match.route != nullptr) return {};
  return fail(visit.match.allowed.empty() ? kRouteUnknown : kMethodUnknown);
}

// Who is it, and is this for them? The key, then the rate, then the role.
Result<void> Service::know(Visit& visit) {
  const auto& route = *visit.match.route;
  if (route.concern == Concern::nobody) return {};
  const payments::PaymentsBook book(ground_.writer, ground_.store, ground_.clock, ground_.vault,
                                    ground_.data);
  // What changes the books decides on a snapshot of its own: here it waits for no commit.
  const bool reads = route.effect == Effect::reads;
  visit.reader = LEDGER_TRY(reads ? book.read() : book.read_records());
  auto grant = payments::grant_of(book, *visit.reader, secret_of(visit.head));
  const auto now = ground_.clock.elapsed();
  if (!grant) {
    const bool first_tries = strangers_.take(visit.head.peer, now);
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

Result<http::Response> Service::carry_out(Visit& visit, const http::Request& request) {
  try {
    LEDGER_CHECK(let_in(visit));
    LEDGER_CHECK(check_subject(visit));
    LEDGER_CHECK(set_clock(ground_, visit.head, *visit.match.route));
    auto arguments = LEDGER_TRY(read_arguments(*visit.match.route, request, visit.faults));
    Call call(
        {ground_, request, visit.match, visit.voice, visit.reader, visit.grant, visit.request_id},
        std::move(arguments));
    return visit.match.route->work(call);
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

http::Response Service::refused(const Visit& visit, const Fault& fault) const {
  const ProblemContext context{visit.voice, visit.request_id, words_of_path(visit.match)};
  return problem(fault, context, visit.faults);
}

http::Response Service::finish(Visit& visit, Result<http::Response> result) {
  if (!result) visit.code = result.error().reason.word();
  auto response = result ? std::move(*result) : refused(visit, result.error());
  response.headers.push_back({"x-request-id", visit.request_id});
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
