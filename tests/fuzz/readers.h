// Every reader of bytes from outside, by name: what a fuzzer calls, and what it begins with.
//
// Role: fuzzer.cc hands libFuzzer one of them; replay.cc runs all within seconds in `make test`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace anxin::fuzz {

struct Reader {
  std::string_view name;
  /// Ends the process where what was read breaks a promise of the reader's contract.
  void (*read)(std::string_view bytes);
  std::vector<std::string> (*seeds)();
};

[[nodiscard]] const std::vector<Reader>& readers();
/// Null where no reader has this name.
[[nodiscard]] const Reader* find_reader(std::string_view name);

}  // namespace anxin::fuzz
