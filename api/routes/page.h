// Pages of a list: stable while others insert, since a page begins after the key of the last one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/routes/call.h"

namespace anxin::routes {

inline constexpr std::int64_t kPageMin = 1;
inline constexpr std::int64_t kPageMax = 1'000;
inline constexpr std::int64_t kPageDefault = 100;

template <class T>
struct Page {
  std::vector<T> items;
  json::Json next;  ///< the cursor of the next page; null after the last one
};

/// How many at once; a number that is none of these is refused by the work (request.limit).
[[nodiscard]] Field limit_field();
/// The fields of a list, with those that every list takes.
[[nodiscard]] std::vector<Field> paged(std::vector<Field> fields);

/// Opaque to callers. Refuses: request.cursor.
[[nodiscard]] std::string to_cursor(std::string_view key);
[[nodiscard]] Result<std::string> from_cursor(const std::string& cursor);
/// Refuses: request.limit (none or too many), request.cursor.
struct PageAsked {
  std::string after;
  std::size_t limit = 0;
};
[[nodiscard]] Result<PageAsked> page_asked(const Call& call);

/// The page that the call asks for of `all`, which are in the order of their keys.
/// Refuses: as page_asked().
template <class T, class Key>
[[nodiscard]] Result<Page<T>> page_of(const Call& call, std::vector<T> all, const Key& key_of) {
  const auto asked = LEDGER_TRY(page_asked(call));
  Page<T> page;
  for (auto& one : all) {
    if (!asked.after.empty() && key_of(one) <= asked.after) continue;
    if (page.items.size() == asked.limit) {
      page.next = to_cursor(key_of(page.items.back()));
      break;
    }
    page.items.push_back(std::move(one));
  }
  return page;
}

}  // namespace anxin::routes
