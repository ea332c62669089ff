#include "api/cli/line_answers.h"

#include <CLI/CLI.hpp>

#include "ledger/base/text.h"

namespace anxin::cli {
namespace {

using Refused = payments::LineAnswers::Refused;

// "QH01-202610-01-0031=AC01"
Result<std::vector<Refused>> parse_refused(const std::vector<std::string>& texts) {
  std::vector<Refused> refused;
  for (const auto& text : texts) {
    const auto parts = split(text, '=');
    if (parts.size() != 2) return fail(kUsageLineReason, {{"text", text}});
    refused.push_back({std::string(parts[0]), std::string(parts[1])});
  }
  return refused;
}

}  // namespace

void add_line_answers(CLI::App& verb, const Context& context, LineAnswerOptions& options) {
  const auto lines = [&](const char* name, std::vector<std::string>& into, const char* help) {
    verb.add_option(name, into, context.say(help))->delimiter(',');
  };
  lines("--paid", options.paid, "cli.option.paid-lines");
  lines("--failed", options.failed, "cli.option.failed-lines");
  lines("--returned", options.returned, "cli.option.returned-lines");
  verb.add_flag("--rest-paid", options.rest_paid, context.say("cli.option.rest-paid"));
}

Result<payments::LineAnswers> parse_line_answers(const LineAnswerOptions& options) {
  payments::LineAnswers answers;
  answers.paid = options.paid;
  answers.failed = LEDGER_TRY(parse_refused(options.failed));
  answers.returned = LEDGER_TRY(parse_refused(options.returned));
  answers.rest_paid = options.rest_paid;
  return answers;
}

}  // namespace anxin::cli
