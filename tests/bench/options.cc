#include "tests/bench/options.h"

#include <algorithm>
#include <array>

#include "ledger/base/text.h"

namespace anxin::bench {
namespace {

constexpr std::array<std::string_view, 24> kIds{"L1a", "L1b", "L1c", "L1d", "L2", "L3", "L4", "L5",
                                                "L6",  "L7",  "L8",  "L9",  "W1", "W2", "W3", "B1",
                                                "B2",  "R1",  "S1",  "S2",  "H1", "H2", "H3", "H4"};

struct Number {
  std::string_view name;
  std::size_t Options::*member;
  std::size_t min;
  std::size_t max;  // beyond that it needs another disk, or more patience
};
constexpr std::array kNumbers{
    Number{"--accounts", &Options::accounts, 2, 10'000'000},
    Number{"--run-postings", &Options::run_postings, 1, 10'000'000},
    Number{"--postings", &Options::postings, 100'000, 200'000'000},
    Number{"--samples", &Options::samples, 100, 1'000'000},
    Number{"--runs", &Options::runs, 1, 99},
};

void make_quick(Options& options) {
  options.accounts = 50'000;
  options.run_postings = 130'000;
  options.postings = 500'000;
  options.samples = 500;
  options.runs = 3;
}

bool set_only(Options& options, std::string_view ids) {
  for (const auto id : split(ids, ',')) {
    if (std::find(kIds.begin(), kIds.end(), id) == kIds.end()) return false;
    options.only.emplace_back(id);
  }
  return true;
}

bool set(Options& options, std::string_view name, const std::string& value) {
  for (const auto& number : kNumbers) {
    if (name != number.name) continue;
    const auto parsed = parse_number(value);
    if (!parsed || *parsed < number.min || *parsed > number.max) return false;
    options.*number.member = *parsed;
    return true;
  }
  if (name == "--only") return set_only(options, value);
  if (name == "--folder") options.folder = value;
  if (name == "--commit") options.commit = value;
  return name == "--folder" || name == "--commit";
}

bool set_flag(Options& options, std::string_view name) {
  if (name == "--json") options.json = true;
  if (name == "--quick") make_quick(options);
  return name == "--json" || name == "--quick";
}

}  // namespace

bool Options::wants(std::string_view id) const {
  return only.empty() || std::find(only.begin(), only.end(), id) != only.end();
}

std::optional<Options> parse_options(const std::vector<std::string>& arguments) {
  Options options;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (set_flag(options, arguments[i])) continue;
    if (i + 1 == arguments.size() || !set(options, arguments[i], arguments[i + 1])) {
      return std::nullopt;
    }
    ++i;
  }
  return options;
}

}  // namespace anxin::bench
