// What the benchmark is asked on its command line.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace anxin::bench {

struct Options {
  std::vector<std::string> only;         ///< ids as in the design; empty for all
  std::size_t accounts = 1'000'000;      ///< in the books of L1c and L2
  std::size_t run_postings = 1'000'000;  ///< of one run of L1 and L3
  std::size_t postings = 20'000'000;     ///< in the book of L5 to L9
  std::size_t samples = 10'000;          ///< of a commit, of an answer
  std::size_t runs = 5;
  bool json = false;
  std::filesystem::path folder = "bench";  ///< on the disk that is to be measured
  std::string commit = "unknown";          ///< of what is measured

  [[nodiscard]] bool wants(std::string_view id) const;
};

inline constexpr std::string_view kUsage =
    "usage: anxin_bench [--quick] [--only ID,ID…] [--json] [--folder PATH] [--commit ID]\n"
    "                   [--runs N] [--accounts N] [--run-postings N] [--postings N]\n"
    "                   [--samples N]\n"
    "  --quick  everything, small: two minutes; what is given after it stays\n"
    "  --only   L1a L1b L1c L1d L2 L3 L4 L5 L6 L7 L8 L9 W1 W2 W3 B1 B2 R1 S1 S2\n"
    "           H1 H2 H3 H4\n";

/// Nothing for arguments that are not in the usage.
[[nodiscard]] std::optional<Options> parse_options(const std::vector<std::string>& arguments);

}  // namespace anxin::bench
