// Stage 1: what can be said of a command without looking at the books.
#pragma once

#include "ledger/book/command.h"
#include "ledger/book/reasons.h"

namespace anxin::book {

/// `deadline`: a hold's expires_at must be after it; nothing where the key has been answered
/// before, because the first answer stands for ever, whatever the time. Refuses: malformed,
/// too-large, amount-not-positive, same-account.
[[nodiscard]] Result<void> check_shape(const Command& command, std::optional<Instant> deadline);

/// A fault at a field of posting `index`, with the pointer "/postings/<index><rest>".
[[nodiscard]] tl::unexpected<Fault> fail_at_posting(Reason reason, std::size_t index,
                                                    std::string_view rest);

}  // namespace anxin::book
