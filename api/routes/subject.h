// The contract that a request is about, by the first word of its path.
#pragma once

#include <string>
#include <string_view>

#include "payments/service/payments_book.h"

namespace anxin::routes {

/// "project" is a contract, or a project with one; "batch", "file" … lead to theirs.
/// Requires: the word is one of those that subject.cc knows.
/// Refuses: as unknown_subject().
[[nodiscard]] Result<payments::Contract> subject_of(const payments::PaymentsBook& book,
                                                    const ledger::Reader& reader,
                                                    std::string_view word,
                                                    const std::string& value);
/// What is said of a thing that is not there, and of one that is not for whoever asks.
[[nodiscard]] Fault unknown_subject(std::string_view word, const std::string& value);

}  // namespace anxin::routes
