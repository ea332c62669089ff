#include "api/routes/call.h"

#include <algorithm>

#include "api/http/either_case.h"
#include "api/routes/etag.h"
#include "api/routes/reasons.h"
#include "api/routes/subject.h"
#include "api/views/receipt.h"
#include "ledger/base/invariant.h"

namespace anxin::routes {

Result<ledger::Receipt> TimedPort::execute(book::Command command) {
  const auto begun = clock_.elapsed();
  auto receipt = writer_.execute(std::move(command));
  waited_ += clock_.elapsed() - begun;
  return receipt;
}

std::string_view secret_of(const http::RequestHead& head) {
  const auto header = http::find(head.headers, "authorization").value_or("");
  constexpr std::string_view kBearer = "bearer ";  // in any case: RFC 9110, 11.1
  const bool bearer = http::begins_in_either_case(header, kBearer);
  return bearer ? header.substr(kBearer.size()) : std::string_view();
}

const std::string& Call::word(std::string_view name) const {
  const auto& words = parts_.match.words;
  const auto found = std::find_if(words.begin(), words.end(),
                                  [&](const auto& word) { return word.first == name; });
  LEDGER_INVARIANT(found != words.end());
  return found->second;
}

Result<void> Call::keep_to_version() {
  const auto& words = parts_.match.words;
  const bool given = http::find(head().headers, "if-match").has_value();
  if (!given || words.empty()) return {};
  const auto& [word, value] = words.front();
  if (!version_of_subject(reader(), word, value)) return {};
  const auto meant = LEDGER_TRY(versions_meant(*this));
  port_.mean([meant, &word = word, &value = value](const ledger::Reader& now) -> Result<void> {
    return meant.holds(version_of_subject(now, word, value)) ? Result<void>() : fail(kChangedSince);
  });
  // Where only the work knows whether the caller sees the thing, it must be asked first.
  return route().concern == Concern::login ? Result<void>() : port_.check(caller().key);
}

payments::Caller Call::caller() const {
  const auto key = http::find(head().headers, "idempotency-key");
  const auto dry = http::find(head().headers, "anxin-dry-run");
  payments::Caller caller;
  caller.actor = grant().staff.actor;
  if (key) caller.key = ledger_key(caller.actor, *key);
  if (dry == "true") caller.mode = payments::Mode::dry_run;
  return caller;
}

ProblemContext Call::problem_context() const {
  return {voice(), parts_.request_id, words_of_path(parts_.match)};
}

std::string Call::idempotency_key() const {
  return std::string(http::find(head().headers, "idempotency-key").value_or(""));
}

http::Response Call::answered(const ledger::Receipt& receipt, const json::Json& view,
                              int status) const {
  auto response = json_response(view, receipt.entry == 0 ? 200 : status);
  if (receipt.replayed) response.headers.push_back({"idempotency-replayed", "true"});
  return response;
}

http::Response Call::receipt(const ledger::Receipt& receipt, int status) const {
  return answered(receipt, views::receipt_view(receipt, idempotency_key()), status);
}

Result<void> check_whole_key(const Call& call) {
  const auto& [key, staff] = call.grant();
  if (payments::is_whole(key)) return {};
  return fail(payments::kNotPermitted,
              {{"actor", staff.actor}, {"role", std::string(payments::to_word(staff.role))}});
}

std::string ledger_key(std::string_view actor, std::string_view idempotency_key) {
  return "http:" + std::string(actor) + ":" + std::string(idempotency_key);
}

}  // namespace anxin::routes
