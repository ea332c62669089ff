// The smallest part of a list that still fails: delta debugging.
//
// Role: turns a failing run of thousands of random commands into the few that matter.
// Source: Zeller and Hildebrandt, Simplifying and Isolating Failure-Inducing Input, 2002.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

namespace anxin::tests {

/// Leaves parts out, halves first and single ones last, as long as what remains still fails and
/// `go_on` agrees.
///
/// Requires: `list` fails.
template <class T>
std::vector<T> shrink(std::vector<T> list, const std::function<bool(const std::vector<T>&)>& fails,
                      const std::function<bool()>& go_on) {
  for (auto part = std::max<std::size_t>(list.size() / 2, 1); go_on();) {
    bool left_out_any = false;
    // From the end, because what matters is mostly what came first.
    for (auto end = list.size(); end > 0 && go_on(); end -= std::min(part, end)) {
      const auto begin = end - std::min(part, end);
      std::vector<T> rest(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(begin));
      const auto after = list.begin() + static_cast<std::ptrdiff_t>(std::min(end, list.size()));
      rest.insert(rest.end(), after, list.end());
      if (!fails(rest)) continue;
      list = std::move(rest);
      left_out_any = true;
    }
    if (part == 1 && !left_out_any) break;
    part = std::max<std::size_t>(part / 2, 1);
  }
  return list;
}

}  // namespace anxin::tests
