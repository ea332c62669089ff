// Where and of what the measurement was taken: numbers of two machines are not the same numbers.
#pragma once

#include <filesystem>
#include <string>

namespace anxin::bench {

struct Machine {
  std::string processor;
  unsigned cores = 0;
  std::string disk;       ///< device of the folder, "rotating" or "solid"; empty when not known
  double load = 0;        ///< of the last minute, before the benchmark began
  std::string load_note;  ///< empty when nothing else seems to run
};

[[nodiscard]] Machine this_machine(const std::filesystem::path& folder);

}  // namespace anxin::bench
