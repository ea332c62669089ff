#include "api/routes/etag.h"

#include <algorithm>

#include "api/routes/reasons.h"
#include "ledger/base/digest.h"
#include "ledger/base/text.h"

namespace anxin::routes {

namespace {

constexpr std::size_t kTagDigits = 32;  // of the digest: 128 bits tell any two answers apart
constexpr char kTagJoint = '-';

constexpr std::string_view kWeak = "W/";

// What stands between its quotes, whether weak or not.
std::string_view opaque_of(std::string_view tag) {
  if (tag.starts_with(kWeak)) tag.remove_prefix(kWeak.size());
  return tag.substr(1, tag.size() - 2);
}

void skip_blanks(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
}

// To the next element; empty ones are nothing (RFC 9110, 5.6.1.2).
void skip_blanks_and_commas(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t,"), text.size()));
}

// Cuts `W/"…"` off the front; a comma may stand within the quotes.
std::optional<std::string_view> take_tag(std::string_view& text) {
  const std::size_t quote = text.starts_with(kWeak) ? kWeak.size() : 0;
  if (quote >= text.size() || text[quote] != '"') return std::nullopt;
  const auto end = text.find('"', quote + 1);
  if (end == std::string_view::npos) return std::nullopt;
  const auto tag = text.substr(0, end + 1);
  text.remove_prefix(tag.size());
  return tag;
}

// A header may be given several times: its lists are one.
std::string joined(const http::RequestHead& head, std::string_view name) {
  std::vector<std::string> values;
  for (const auto& header : head.headers) {
    if (header.name == name) values.push_back(header.value);
  }
  return join(values, ",");
}

// Weak comparison: W/"17" is as good as "17".
bool names_tag(const TagList& listed, std::string_view tag) {
  return listed.any || std::any_of(listed.tags.begin(), listed.tags.end(), [&](const auto& one) {
           return opaque_of(one) == opaque_of(tag);
         });
}

// The entry at the front of a tag of ours; a weak one is no version's.
std::optional<book::EntryNumber> version_in(std::string_view tag) {
  if (tag.starts_with(kWeak)) return std::nullopt;
  const auto opaque = opaque_of(tag);
  return parse_number(opaque.substr(0, opaque.find(kTagJoint)));
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
  const auto tag = http::find(response.headers, "etag");
  if (!tag || !knows_tag(head, *tag)) return response;
  http::Response known;
  known.status = 304;
  known.headers.push_back({"etag", std::string(*tag)});
  return known;
}

std::optional<TagList> tags_of(const http::RequestHead& head, std::string_view name) {
  const auto value = joined(head, name);
  TagList listed;
  listed.any = trim(value) == "*";
  if (listed.any) return listed;
  std::string_view rest = value;
  for (skip_blanks_and_commas(rest); !rest.empty(); skip_blanks_and_commas(rest)) {
    const auto tag = take_tag(rest);
    if (!tag) return std::nullopt;
    listed.tags.emplace_back(*tag);
    skip_blanks(rest);
    if (!rest.empty() && rest.front() != ',') return std::nullopt;
  }
  if (listed.tags.empty()) return std::nullopt;
  return listed;
}

bool knows_tag(const http::RequestHead& head, std::string_view tag) {
  const auto listed = tags_of(head, "if-none-match");
  return listed && names_tag(*listed, tag);
}

bool Meant::holds(std::optional<book::EntryNumber> version) const {
  return any || (version && std::find(listed.begin(), listed.end(), *version) != listed.end());
}

Result<Meant> versions_meant(const Call& call) {
  if (!http::find(call.head().headers, "if-match")) return fail(kMatchMissing);
  const auto tags = tags_of(call.head(), "if-match");
  if (!tags) return fail(kMatchNoTag);
  Meant meant{tags->any, {}};
  for (const auto& tag : tags->tags) {
    if (const auto version = version_in(tag)) meant.listed.push_back(*version);
  }
  return meant;
}

}  // namespace anxin::routes
