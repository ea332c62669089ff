#include "api/routes/etag.h"

#include "api/routes/reasons.h"
#include "ledger/base/text.h"

namespace anxin::routes {

http::Response tagged_response(const json::Json& json, book::EntryNumber version) {
  auto response = json_response(json);
  response.headers.push_back({"etag", '"' + std::to_string(version) + '"'});
  return response;
}

Result<std::optional<book::EntryNumber>> version_meant(const Call& call) {
  const auto text = http::find(call.head().headers, "if-match");
  if (!text) return fail(kMatchMissing);
  if (*text == "*") return std::optional<book::EntryNumber>();
  const bool quoted = text->size() > 2 && text->starts_with('"') && text->ends_with('"');
  const auto number = quoted ? parse_number(text->substr(1, text->size() - 2)) : std::nullopt;
  if (!number) return fail(kChangedSince);
  return std::optional<book::EntryNumber>(*number);
}

}  // namespace anxin::routes
