// JSON values, light to include; Boost.JSON reads and escapes them in the .cc.
//
// Shape: members keep their order; numbers are 64-bit integers only, because money is a string and
//        nothing else here needs a fraction.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "ledger/base/amount.h"
#include "ledger/base/result.h"

namespace anxin::json {

/// How an amount is written: "12.50" for commands, whose reader knows the currency, or
/// {"amount":"12.50","currency":"CNY"} for the service.
enum class AmountForm : std::uint8_t { text, object };

class Json {
 public:
  using Array = std::vector<Json>;
  using Object = std::vector<std::pair<std::string, Json>>;

  Json() = default;
  Json(std::nullptr_t) {}                               // NOLINT(google-explicit-constructor)
  Json(bool v) : value_(v) {}                           // NOLINT(google-explicit-constructor)
  Json(std::string v) : value_(std::move(v)) {}         // NOLINT(google-explicit-constructor)
  Json(std::string_view v) : value_(std::string(v)) {}  // NOLINT(google-explicit-constructor)
  Json(const char* v) : value_(std::string(v)) {}       // NOLINT(google-explicit-constructor)
  template <class T>
  requires(std::is_integral_v<T> && !std::is_same_v<T, bool>) Json(T v)
      : value_(static_cast<std::int64_t>(v)) {}  // NOLINT(google-explicit-constructor)

  /// An amount of money, written as the face that answers writes it.
  Json(Money v)
      : value_(Amount{to_string(v), Currency::cny()}) {}  // NOLINT(google-explicit-constructor)
  static Json amount(Money v, Currency currency) {
    return Json(Value(Amount{to_string(v, currency), currency}));
  }
  static Json amount(const Total& v, Currency currency = Currency::cny()) {
    return Json(Value(Amount{to_string(v, currency), currency}));
  }

  static Json array() { return Json(Value(Array{})); }
  static Json object() { return Json(Value(Object{})); }

  /// Requires: an object. Appends the member.
  Json& set(std::string_view name, Json value) & {
    std::get<Object>(value_).emplace_back(std::string(name), std::move(value));
    return *this;
  }
  Json&& set(std::string_view name, Json value) && {
    return std::move(set(name, std::move(value)));
  }
  /// Requires: an array.
  Json& push(Json value) {
    std::get<Array>(value_).push_back(std::move(value));
    return *this;
  }

  [[nodiscard]] bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
  /// A text, or an amount as its text.
  [[nodiscard]] const std::string* text() const {
    const auto* amount = std::get_if<Amount>(&value_);
    return amount != nullptr ? &amount->text : std::get_if<std::string>(&value_);
  }
  [[nodiscard]] const std::int64_t* integer() const { return std::get_if<std::int64_t>(&value_); }
  [[nodiscard]] const bool* boolean() const { return std::get_if<bool>(&value_); }
  [[nodiscard]] const Array* items() const { return std::get_if<Array>(&value_); }
  [[nodiscard]] const Object* members() const { return std::get_if<Object>(&value_); }
  /// The member of an object; null where there is none.
  [[nodiscard]] const Json* find(std::string_view name) const;

  /// One line, no spaces.
  [[nodiscard]] std::string dump(AmountForm form = AmountForm::text) const;

 private:
  // A number that is no 64-bit integer: kept apart so that a reader refuses it where it matters.
  struct Fraction {};
  struct Amount {
    std::string text;
    Currency currency;
  };
  using Value = std::variant<std::monostate, bool, std::int64_t, std::string, Amount, Array, Object,
                             Fraction>;
  explicit Json(Value value) : value_(std::move(value)) {}
  friend class JsonParser;
  struct Writer;

  Value value_;
};

inline constexpr std::size_t kJsonDepthMax = 16;  // a posting's condition stands at depth 4

inline constexpr std::size_t kJsonItemsMax = 100'000;  // as many postings as an entry may have
inline constexpr std::size_t kJsonMembersMax = 1'000;  // each is looked for among those before it
// In all. A value read takes 24 times the bytes of "1,": the largest hold, with four of each line.
inline constexpr std::size_t kJsonValuesMax = 500'000;

/// Not one JSON value, or an object with a member given twice.
inline constexpr Reason kJsonUnreadable{"json.unreadable"};
/// Nested deeper, or more items, members or values than the limits above.
inline constexpr Reason kJsonTooMuch{"json.too-much"};
inline constexpr std::array kJsonReasons{kJsonUnreadable, kJsonTooMuch};

/// Refuses, with the pointer of the array or object in which reading ended: json.unreadable,
/// json.too-much.
[[nodiscard]] Result<Json> read(std::string_view text);
/// The same where nobody asks why; nothing for what read() refuses.
[[nodiscard]] std::optional<Json> parse(std::string_view text);

}  // namespace anxin::json
