// A value, or the reason why there is none.
//
// Role: the return type of everything that can be refused by input or by the outside world.
//       Mistakes of our own are not faults: they are invariants (invariant.h) and end the process.
// Threads: any.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace anxin {

/// A stable word that scripts match on, such as "ledger.account-not-found". Its sentences in
/// Chinese and English stand in the catalogue (api/text).
class Reason {
 public:
  consteval explicit Reason(std::string_view word);
  [[nodiscard]] constexpr std::string_view word() const { return word_; }
  constexpr bool operator==(const Reason&) const = default;

 private:
  std::string_view word_;
};

// Apart from the class: there, coverage counts it as a line that never runs.
consteval Reason::Reason(std::string_view word) : word_(word) {}

/// A name with its value: a detail of a fault, a part of a request or of an answer.
struct Field {
  std::string name;
  std::string value;
  bool operator==(const Field&) const = default;
};
using Fields = std::vector<Field>;

/// Why something was refused. Carries no personal data, ever (law 10).
struct Fault {
  Reason reason;
  int posting = -1;   ///< index of the posting at fault, −1 where none is
  std::string field;  ///< JSON pointer into the request, empty where none fits
  Fields details;     ///< named values that the catalogue's sentence shows

  bool operator==(const Fault&) const = default;
};

template <class T>
using Result = tl::expected<T, Fault>;

/// Builds the refusal for `reason`; converts to any Result.
[[nodiscard]] inline tl::unexpected<Fault> fail(Reason reason, Fields details = {}) {
  return tl::make_unexpected(Fault{reason, -1, {}, std::move(details)});
}

/// The same, pointing at a field of the request.
[[nodiscard]] inline tl::unexpected<Fault> fail_at(Reason reason, std::string field,
                                                   Fields details = {}) {
  return tl::make_unexpected(Fault{reason, -1, std::move(field), std::move(details)});
}

}  // namespace anxin

/// Yields the value of a Result or returns its fault from the enclosing function.
#define LEDGER_TRY(...)                                                           \
  __extension__({                                                                 \
    auto ledger_try_ = (__VA_ARGS__);                                             \
    if (!ledger_try_) return tl::make_unexpected(std::move(ledger_try_.error())); \
    std::move(ledger_try_).value();                                               \
  })

/// The same for a Result<void>.
#define LEDGER_CHECK(...)                                                             \
  do {                                                                                \
    auto ledger_check_ = (__VA_ARGS__);                                               \
    if (!ledger_check_) return tl::make_unexpected(std::move(ledger_check_.error())); \
  } while (false)
