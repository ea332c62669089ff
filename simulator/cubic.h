// The cubic that is nearly the best one for a function on [0, 1].
//
// Role: both tables of normal values (normal_table.h, short_normals.h).
// Source: interpolation where Chebyshev's polynomial of degree four vanishes.
#pragma once

#include <array>
#include <functional>

namespace anxin::simulator {

/// Factors by powers, the constant first.
using Cubic = std::array<double, 4>;
[[nodiscard]] Cubic cubic_near(const std::function<double(double)>& function);

}  // namespace anxin::simulator
