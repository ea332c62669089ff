// Options in which a payer answers for lines: --paid, --failed LINE=CODE, --returned LINE=CODE,
// --rest-paid.
#pragma once

#include <string>
#include <vector>

#include "api/cli/context.h"
#include "payments/service/line_answers.h"

namespace CLI {
class App;
}

namespace anxin::cli {

struct LineAnswerOptions {
  std::vector<std::string> paid;
  std::vector<std::string> failed;
  std::vector<std::string> returned;
  bool rest_paid = false;
};

/// Adds them to a verb. The options must outlive it.
void add_line_answers(CLI::App& verb, const Context& context, LineAnswerOptions& options);
/// Refuses: usage.line-reason.
[[nodiscard]] Result<payments::LineAnswers> parse_line_answers(const LineAnswerOptions& options);

}  // namespace anxin::cli
