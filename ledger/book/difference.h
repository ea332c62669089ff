// Whether a command asks for the same as an entry did, for keys that are used again.
#pragma once

#include <optional>
#include <string>

#include "ledger/book/books.h"
#include "ledger/book/command.h"

namespace anxin::book {

/// The JSON pointer of the first field in which the request differs from the one that `entry`
/// answered, in documented field order; nothing when it is the same request. Amounts are compared
/// by value ("1" equals "1.00"), defaults are not filled in.
[[nodiscard]] std::optional<std::string> first_difference(const Command& command,
                                                          const Entry& entry, Books& books);

/// The same for one opening.
[[nodiscard]] std::optional<std::string> first_difference(const OpenAccount& step,
                                                          const Opened& event);

}  // namespace anxin::book
