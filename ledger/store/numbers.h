// Rows of numbers that a commit can add to.
//
// Role: WriteBatch::add_up, in every store alike.
// Shape: version u8 | i64*, big-endian.
#pragma once

#include <string>
#include <string_view>

namespace anxin::store {

/// The sum, number by number; an empty `before` counts as zeros.
/// Requires: both have the shape, the same length, and every sum fits 64 bits.
[[nodiscard]] std::string add_numbers(std::string_view before, std::string_view more);

}  // namespace anxin::store
