// Which version of a record was read, and which one a change is meant for (RFC 9110, 8.8.3, 13.1).
//
// Shape: the entry that wrote the record, in quotes: "17". What is no one record's, a list or a
//        sum, has a weak tag of its bytes: W/"8f1c…". It tells whether anything is new, and no
//        change is meant for it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/routes/call.h"

namespace anxin::routes {

/// The answer with its ETag: the version, by which a change says what it is meant for, and the
/// digest of the bytes, since an answer may show more than the one record.
[[nodiscard]] http::Response tagged_response(const json::Json& json, book::EntryNumber version);

void tag_version(http::Response& response, book::EntryNumber version);

/// The answer with a tag of its own bytes, where it is JSON and has none.
void tag_by_bytes(http::Response& response);
/// 304 without a body where If-None-Match names the answer's tag.
[[nodiscard]] http::Response unless_known(const http::RequestHead& head, http::Response response);

/// "*", or tags with their quotes: `"17"`, `W/"8f1c…"`.
struct TagList {
  bool any = false;
  std::vector<std::string> tags;
};
/// What a header lists, given once or several times; nothing where it is no list of tags.
[[nodiscard]] std::optional<TagList> tags_of(const http::RequestHead& head, std::string_view name);

/// If-None-Match names the tag, or any: what the asker has is still so.
[[nodiscard]] bool knows_tag(const http::RequestHead& head, std::string_view tag);

/// The versions that a change is meant for.
struct Meant {
  bool any = false;
  std::vector<book::EntryNumber> listed;  ///< of tags that are ours
  [[nodiscard]] bool holds(std::optional<book::EntryNumber> version) const;
};
/// Those that If-Match names. Refuses: request.if-match (not given), request.if-match-no-tag.
[[nodiscard]] Result<Meant> versions_meant(const Call& call);

}  // namespace anxin::routes
