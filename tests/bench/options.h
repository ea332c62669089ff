// What the benchmark is asked on its command line.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace anxin::bench {

struct Options {
  std::string only;                ///< id of a row; empty for all
  std::size_t accounts = 100'000;  ///< in the book of L2; the design's figure is 1 000 000
  std::size_t runs = 5;
  bool json = false;
  std::filesystem::path folder = "bench";  ///< on the disk that is to be measured
};

inline constexpr std::string_view kUsage =
    "usage: anxin_bench [--only ID] [--accounts N] [--runs N] [--folder PATH] [--json]\n";

/// Nothing for arguments that are not in the usage.
[[nodiscard]] std::optional<Options> parse_options(const std::vector<std::string>& arguments);

}  // namespace anxin::bench
