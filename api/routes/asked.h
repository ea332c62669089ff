// What the fields of a request say beyond their kind: words, places, counts, a payer's answers.
//
// Role: the last step of reading a request; what does not fit is named with what would.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "api/routes/call.h"
#include "api/routes/reasons.h"
#include "payments/rules/words.h"
#include "payments/service/line_answers.h"

namespace anxin::routes {

/// request.field-malformed at the field, with what it may say: words, or a kind of the catalogue.
[[nodiscard]] tl::unexpected<Fault> not_as(std::string_view field, std::string known);

/// The value that the word stands for. Refuses: request.field-malformed.
template <payments::HasWords E>
[[nodiscard]] Result<E> asked_word(const Call& call, std::string_view field) {
  const auto value = payments::find_word<E>(call.given().text(field));
  if (value) return *value;
  return not_as(field, payments::every_word<E>());
}

/// The words of some values of an enumeration, for Field::words.
template <class Values>
[[nodiscard]] std::string words_in(const Values& values) {
  std::string known;
  for (const auto& value : values) known.append(known.empty() ? "" : ", ").append(to_word(value));
  return known;
}

/// The words of every state that a variant knows, for Field::words.
template <class State, std::size_t... index>
[[nodiscard]] std::string every_state(std::string_view (*word_of)(const State&),
                                      std::index_sequence<index...> /*all*/) {
  std::string known;
  for (const auto& state : {State(std::in_place_index<index>)...}) {
    known.append(known.empty() ? "" : ", ").append(word_of(state));
  }
  return known;
}
template <class State>
[[nodiscard]] std::string every_state(std::string_view (*word_of)(const State&)) {
  return every_state<State>(word_of, std::make_index_sequence<std::variant_size_v<State>>());
}

/// The same of an enumeration without a list of words: one of an array of them.
template <class Values>
[[nodiscard]] Result<typename Values::value_type> asked_one_of(const Call& call,
                                                               std::string_view field,
                                                               const Values& values) {
  const auto word = call.given().text(field);
  for (const auto value : values) {
    if (to_word(value) == word) return value;
  }
  return not_as(field, words_in(values));
}
template <class E>
[[nodiscard]] Result<E> asked_one_of(const Call& call, std::string_view field,
                                     std::initializer_list<E> values) {
  return asked_one_of<std::initializer_list<E>>(call, field, values);
}

/// Each word of an array. Refuses: request.field-malformed.
template <payments::HasWords E>
[[nodiscard]] Result<std::vector<E>> asked_words(const Call& call, std::string_view field) {
  std::vector<E> values;
  for (const auto& word : call.given().texts(field)) {
    const auto value = payments::find_word<E>(word);
    if (!value) return not_as(field, payments::every_word<E>());
    values.push_back(*value);
  }
  return values;
}

/// Refuses: request.field-malformed.
[[nodiscard]] Result<payments::RegionCode> asked_region(const Call& call, std::string_view field);
/// Today where it was left out.
[[nodiscard]] Date asked_day(Call& call, std::string_view field);
/// Nothing where it was left out.
[[nodiscard]] Money asked_amount(const Call& call, std::string_view field);

struct CountRange {
  std::int32_t least;
  std::int32_t most;
};
/// Nothing where it was left out. Refuses: request.field-malformed.
[[nodiscard]] Result<std::optional<std::int32_t>> asked_count(const Call& call,
                                                              std::string_view field,
                                                              CountRange range);

/// What a payer says of lines: paid, failed and returned ("<line>=AC04"), rest_paid, on.
[[nodiscard]] std::vector<Field> line_answer_fields();
/// Refuses: request.field-malformed.
[[nodiscard]] Result<payments::LineAnswers> asked_line_answers(const Call& call);

/// A paper of a contract, and the party that pays it.
struct PaidPaper {
  std::string contract;
  std::string payer;
};
/// Its payer answers for it, though the contract may otherwise be none of its business; so may who
/// sees the contract. Requires: the path's first word is the paper. Refuses: that it is unknown.
[[nodiscard]] Result<void> check_may_answer(Call& call, std::string_view word,
                                            const std::optional<PaidPaper>& paper);

}  // namespace anxin::routes
