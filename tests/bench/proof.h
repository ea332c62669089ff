// L7 and L9: what verifying a large book costs, and opening it again after kill -9.
#pragma once

#include "tests/bench/large_book.h"

namespace anxin::bench {

/// Verifies in a child process. A finding ends the program.
[[nodiscard]] Rows measure_verify(const LargeBook& book);

/// Refuses: what the store and the writer refuse when the book is opened again.
[[nodiscard]] Result<Row> measure_reopen(const LargeBook& book);

}  // namespace anxin::bench
