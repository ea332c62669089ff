// The files of the web page, embedded in the program.
//
// Role: api/routes serves them; nothing of the page comes from anywhere else.
// Threads: immutable.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace anxin::web {

struct Asset {
  std::string_view name;  ///< "app.js"
  std::string_view content_type;
  std::string_view bytes;
  std::string etag;  ///< quoted, of the content's digest
};

inline constexpr std::string_view kPageName = "index.html";

[[nodiscard]] const std::vector<Asset>& all_assets();
/// Null where there is none of that name.
[[nodiscard]] const Asset* find_asset(std::string_view name);
/// A strong ETag: the same bytes, the same tag.
[[nodiscard]] std::string etag_of(std::string_view bytes);

}  // namespace anxin::web
