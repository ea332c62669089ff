// The program's own sources, for tests of what must be said of each of something.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace anxin::tests {

/// Every source of the program in one text.
inline std::string sources() {
  std::string all;
  for (const char* room : {"ledger", "payments", "simulator", "api"}) {
    for (const auto& one : std::filesystem::recursive_directory_iterator(
             std::filesystem::path(ANXIN_SOURCE) / room)) {
      if (one.path().extension() != ".h" && one.path().extension() != ".cc") continue;
      std::ifstream file(one.path(), std::ios::binary);
      all.append(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
  }
  return all;
}

}  // namespace anxin::tests
