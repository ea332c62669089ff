#include "api/routes/etag.h"

#include <algorithm>

#include "api/routes/reasons.h"
#include "ledger/base/digest.h"
#include "ledger/base/text.h"

namespace anxin::routes {

namespace {

constexpr std::size_t kTagDigits = 32;  // of the digest: 128 bits tell any two answers apart
constexpr char kTagJoint = '-';

// Weak comparison: W/"17" is as good as "17".
bool names_tag(std::string_view listed, std::string_view tag) {
  const auto opaque = [](std::string_view one) {
    return one.starts_with("W/") ? one.substr(2) : one;
  };
  const auto named = split(listed, ',');
  return std::any_of(named.begin(), named.end(), [&](std::string_view one) {
    return trim(one) == "*" || opaque(trim(one)) == opaque(tag);
  });
}

std::string digest_of(const http::Response& response) {
  return sha256(response.body).hex().substr(0, kTagDigits);
}

}  // namespace

http::Response tagged_response(const json::Json& json, book::EntryNumber version) {
  auto response = json_response(json);
  tag_version(response, version);
  return response;
}

void tag_version(http::Response& response, book::EntryNumber version) {
  response.headers.push_back(
      {"etag", '"' + std::to_string(version) + kTagJoint + digest_of(response) + '"'});
}

void tag_by_bytes(http::Response& response) {
  const bool json = http::find(response.headers, "content-type") == "application/json";
  if (response.status != 200 || !json || http::find(response.headers, "etag")) return;
  response.headers.push_back({"etag", "W/\"" + digest_of(response) + '"'});
}

http::Response unless_known(const http::RequestHead& head, http::Response response) {
  const auto listed = http::find(head.headers, "if-none-match");
  const auto tag = http::find(response.headers, "etag");
  if (!listed || !tag || !names_tag(*listed, *tag)) return response;
  http::Response known;
  known.status = 304;
  known.headers.push_back({"etag", std::string(*tag)});
  return known;
}

Result<std::optional<book::EntryNumber>> version_meant(const Call& call) {
  const auto text = http::find(call.head().headers, "if-match");
  if (!text) return fail(kMatchMissing);
  if (*text == "*") return std::optional<book::EntryNumber>();
  const bool quoted = text->size() > 2 && text->starts_with('"') && text->ends_with('"');
  const auto opaque = quoted ? text->substr(1, text->size() - 2) : std::string_view();
  const auto number = parse_number(opaque.substr(0, opaque.find(kTagJoint)));
  if (!number) return fail(kChangedSince);
  return std::optional<book::EntryNumber>(*number);
}

}  // namespace anxin::routes
