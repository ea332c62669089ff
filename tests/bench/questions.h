// L6: questions to a large book, in process.
#pragma once

#include "tests/bench/large_book.h"

namespace anxin::bench {

/// Refuses: what the store refuses.
[[nodiscard]] Result<Rows> measure_questions(const LargeBook& book, std::size_t samples);

}  // namespace anxin::bench
