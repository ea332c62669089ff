#include "api/routes/page.h"

#include <algorithm>

#include "api/routes/reasons.h"
#include "ledger/base/text.h"

namespace anxin::routes {

Field limit_field() {
  return {"limit", FieldKind::integer, Need::optional, "100", {}, {}, kPageMin};
}

std::vector<Field> paged(std::vector<Field> fields) {
  fields.push_back(limit_field());
  fields.push_back({"cursor", FieldKind::text, Need::optional, ""});
  return fields;
}

std::string to_cursor(std::string_view key) { return "c" + to_hex(key); }

Result<std::string> from_cursor(const std::string& cursor) {
  if (cursor.empty()) return std::string();
  auto key = cursor.starts_with('c') ? from_hex(cursor.substr(1)) : std::nullopt;
  if (!key || key->empty()) return fail(kCursor);
  return std::move(*key);
}

Result<PageAsked> page_asked(const Call& call) {
  const auto limit = call.given().find<std::int64_t>("limit").value_or(kPageDefault);
  if (limit < kPageMin || limit > kPageMax) {
    return fail(kPageLimit, {{"max", std::to_string(kPageMax)}});
  }
  return PageAsked{LEDGER_TRY(from_cursor(call.given().text("cursor"))),
                   static_cast<std::size_t>(limit)};
}

}  // namespace anxin::routes
