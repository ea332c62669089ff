// The bare ledger's lines over the network: one command or question a line in, one answer a line
// out, in order.
//
// Role: POST /v1/ledger/lines and entries. Only accounts outside payments can be named or seen.
// Source: interfaces.md, "The bare ledger".
#pragma once

#include <string>
#include <string_view>

#include "api/routes/call.h"

namespace anxin::routes {

inline constexpr std::size_t kBareLinesMax = 100'000;  // each keeps a receipt until it is answered

/// Carries out every line by itself; a bad line is answered and the rest goes on.
/// A login's keys are its own, in what the lines name too. In a dry run each line is judged as if
/// it were the only one. Answers NDJSON. Refuses: request.own-busy, request.busy (too many large
/// bodies at once), request.too-many-lines (more than kBareLinesMax).
[[nodiscard]] Result<std::string> answer_lines(Call& call, std::string_view lines);

/// Carries out all lines as one entry under the request's key, or none of them.
/// Refuses: as answer_lines(); ledger.malformed (a line that is no command, or a second note; the
/// field names the line), ledger.account-reserved (a period is not closed from here), and what the
/// ledger refuses.
[[nodiscard]] Result<ledger::Receipt> apply_as_one(Call& call, std::string_view lines);

/// Books a command of the bare ledger, or judges it in a dry run.
[[nodiscard]] Result<ledger::Receipt> book_bare(Call& call, book::Command command);

}  // namespace anxin::routes
