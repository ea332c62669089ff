// Reads the members of a body and the parameters of a query as a route declares them.
//
// Role: the rim: what comes out is typed, and every fault is found in one pass.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "api/json/json.h"
#include "api/routes/problem.h"
#include "api/routes/route.h"
#include "ledger/base/date.h"
#include "ledger/base/money.h"

namespace anxin::routes {

using Value = std::variant<std::string, Money, Date, Month, Instant, std::int64_t, bool,
                           std::vector<std::string>>;

/// What a request gave, by field.
class Arguments {
 public:
  void set(std::string_view name, Value value) { values_.emplace(name, std::move(value)); }
  [[nodiscard]] bool has(std::string_view name) const { return values_.contains(name); }
  /// Requires: a required field of that kind, or one that has() it.
  template <class T>
  [[nodiscard]] const T& get(std::string_view name) const {
    return std::get<T>(values_.find(name)->second);
  }
  /// Nothing where it was left out.
  template <class T>
  [[nodiscard]] std::optional<T> find(std::string_view name) const {
    const auto found = values_.find(name);
    if (found == values_.end()) return std::nullopt;
    return std::get<T>(found->second);
  }
  /// Empty where it was left out.
  [[nodiscard]] std::string text(std::string_view name) const {
    return find<std::string>(name).value_or("");
  }
  [[nodiscard]] std::vector<std::string> texts(std::string_view name) const {
    return find<std::vector<std::string>>(name).value_or(std::vector<std::string>{});
  }
  [[nodiscard]] bool flag(std::string_view name) const { return find<bool>(name).value_or(false); }

 private:
  std::map<std::string, Value, std::less<>> values_;
};

struct Parsed {
  Arguments arguments;
  std::vector<FieldFault> faults;  ///< in the order of the request, then what is missing
};

void parse_query(const std::vector<Field>& fields,
                 const std::vector<std::pair<std::string, std::string>>& query, Parsed& into);
[[nodiscard]] bool is_utf8(std::string_view text);
/// "anxin-reason"
[[nodiscard]] std::string header_of(const Field& field);
/// Where a request of the route says what the books call "/effective_on": "?on", "anxin-reason" or
/// "/on"; of several names for it the one that was given. Empty where it says nothing of the kind;
/// what is within lines or a file is named as they have it.
[[nodiscard]] std::string place_of(const Route& route, std::string_view field,
                                   const Arguments& given);
/// Each field's header is Anxin-<Name>; other headers are nobody's business.
void parse_headers(const std::vector<Field>& fields, const http::Headers& headers, Parsed& into);
/// Requires: an object.
void parse_members(const std::vector<Field>& fields, const json::Json& object, Parsed& into);

}  // namespace anxin::routes
