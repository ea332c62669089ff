#include "tests/bench/options.h"

#include "ledger/base/text.h"

namespace anxin::bench {
namespace {

constexpr std::size_t kAccountsMax = 10'000'000;  // payrolls beyond that need another disk
constexpr std::size_t kRunsMax = 99;

bool set_number(std::size_t& number, std::size_t max, std::string_view text) {
  const auto parsed = parse_number(text);
  if (!parsed || *parsed < 1 || *parsed > max) return false;
  number = *parsed;
  return true;
}

bool set(Options& options, std::string_view name, const std::string& value) {
  if (name == "--accounts") return set_number(options.accounts, kAccountsMax, value);
  if (name == "--runs") return set_number(options.runs, kRunsMax, value);
  if (name == "--only") options.only = value;
  if (name == "--folder") options.folder = value;
  return name == "--only" || name == "--folder";
}

}  // namespace

std::optional<Options> parse_options(const std::vector<std::string>& arguments) {
  Options options;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--json") {
      options.json = true;
      continue;
    }
    if (i + 1 == arguments.size() || !set(options, arguments[i], arguments[i + 1])) {
      return std::nullopt;
    }
    ++i;
  }
  return options;
}

}  // namespace anxin::bench
