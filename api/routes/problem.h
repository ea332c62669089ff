// A refusal over the network: application/problem+json (RFC 9457).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/message.h"
#include "api/json/json.h"
#include "api/text/voice.h"
#include "ledger/base/result.h"

namespace anxin::routes {

/// A fault at one place of the request.
struct FieldFault {
  std::string pointer;  ///< "/amount" of the body, "?month" of the query
  Reason reason;
  Fields details{};
};

/// http.body-too-large. Details: max, as "128 MiB".
[[nodiscard]] tl::unexpected<Fault> body_too_large(std::size_t bytes_max);

/// What a problem says besides the fault.
struct ProblemContext {
  const text::Voice& voice;
  std::string request_id;
  std::vector<std::string> path_words;  ///< what is unknown among these is the resource itself: 404
};

/// {"type","title","status","code","detail","request_id","field","details":{…},"errors":[{"pointer","code","message"}]}
/// with Content-Language, and the headers that the status asks for.
[[nodiscard]] http::Response problem(const Fault& fault, const ProblemContext& context,
                                     const std::vector<FieldFault>& errors = {});
/// The same with a member of its own, as "findings".
[[nodiscard]] http::Response problem_with(const Fault& fault, const ProblemContext& context,
                                          std::string_view member, json::Json value);

/// The status that statuses.tsv states of a reason; nothing for a word that is none.
[[nodiscard]] std::optional<int> stated_status(std::string_view word);

/// The status that belongs to a fault: the stated one, but 422 for an unknown thing that the path
/// does not name.
[[nodiscard]] int status_of(const Fault& fault, const std::vector<std::string>& path_words);

[[nodiscard]] http::Response json_response(const json::Json& json, int status = 200);

}  // namespace anxin::routes
