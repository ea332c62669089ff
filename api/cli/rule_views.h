// How amounts that follow from rules are shown: their steps, and the defaults they rest on.
//
// Role: `deposit quote`, `tax withhold`, `fund quote`, `recourse plan`, and whatever else is worked
//       out by rules.
#pragma once

#include <vector>

#include "api/cli/context.h"
#include "ledger/base/text.h"
#include "payments/rules/rule_step.h"

namespace anxin::cli {

/// Six digits of GB/T 2260, or 000000. Refuses: usage.region, usage.region-unknown.
[[nodiscard]] Result<payments::RegionCode> parse_region_option(const std::string& text);
/// The day in --on, today in Shanghai where it is left out. Refuses: usage.date.
[[nodiscard]] Result<Date> parse_day_option(const Context& context, const std::string& text);

/// The value that a word of an option stands for. Refuses: usage.word.
template <payments::HasWords E>
[[nodiscard]] Result<E> parse_word_option(const std::string& text) {
  const auto value = payments::find_word<E>(text);
  if (value) return *value;
  return fail(kUsageWord, {{"text", text}, {"known", payments::every_word<E>()}});
}

/// The words in the reader's language, one after another; a dash where there are none.
template <payments::HasWords E>
[[nodiscard]] std::string said(const Context& context, const std::vector<E>& values) {
  std::vector<std::string> words;
  for (const auto value : values) {
    words.push_back(context.say("rule_word." + std::string(to_word(value))));
  }
  return words.empty() ? "–" : join(words, context.say("cli.list-separator"));
}

/// Fields of a rule with their names and words as people say them: "档次 1 比例", "20", "工作日".
[[nodiscard]] Fields spoken(const Context& context, const Fields& fields);

/// A table of the steps; under it the unconfirmed rules among them with their notes.
void print_steps(Context& context, const std::vector<payments::RuleStep>& steps);
/// The unconfirmed ones of the rules with their notes, below a line of their own.
void print_defaults(Context& context, const std::vector<payments::RuleHead>& rules);

}  // namespace anxin::cli
