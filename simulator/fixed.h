// Money times a fixed-point number.
//
// Role: the one place where the engine multiplies money.
// Units: fen; factors count 2^-32.
#pragma once

#include <cstdint>

#include "simulator/kernels.h"

namespace anxin::simulator {

using Fen = std::int64_t;
__extension__ using Wide = __int128;

/// amount × factor, rounded down. Requires: the result fits 64 bits.
[[nodiscard]] inline Fen times(Fen amount, std::int64_t factor) {
  // Half by half: a shift of both together is the slowest instruction of many processors.
  const Wide product = Wide{amount} * factor;
  const auto high = static_cast<std::uint64_t>(product >> 64);
  const auto low = static_cast<std::uint64_t>(product);
  return static_cast<Fen>(high << (64 - kFixedBits) | low >> kFixedBits);
}

/// amount × part / whole, rounded down. Requires: whole above zero; 0 ≤ part ≤ whole.
[[nodiscard]] inline Fen pro_rata(Fen amount, Fen part, Fen whole) {
  return static_cast<Fen>(Wide{amount} * part / whole);
}

}  // namespace anxin::simulator
