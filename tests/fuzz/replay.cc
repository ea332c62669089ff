// The fuzz readers as an ordinary program.
//
//   fuzz_replay READER              every seed, then some thousand harmed ones, the same every time
//   fuzz_replay READER --keep FILE  the same; what was read last lies in FILE
//   fuzz_replay READER FILE...      these files: what a fuzzer found
//   fuzz_replay --seeds FOLDER      writes the seeds of every reader, each into a folder of its own
//
// A reader that breaks a promise ends the process.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include "tests/fuzz/mutate.h"
#include "tests/fuzz/readers.h"

namespace {

namespace fs = std::filesystem;
using anxin::fuzz::Reader;
using Words = std::vector<std::string>;

constexpr std::size_t kHarmed = 3'000;  // of a reader: seconds, not minutes, on a slow machine
// Larger seeds hold one fault of size (a long cell, many entries) and are read once, whole.
constexpr std::size_t kHarmedBytesMax = 8 * 1'024;

int write_seeds(const fs::path& folder) {
  for (const auto& reader : anxin::fuzz::readers()) {
    fs::create_directories(folder / reader.name);
    std::size_t number = 0;
    for (const auto& seed : reader.seeds()) {
      const auto path = folder / reader.name / fmt::format("{:04}", ++number);
      std::ofstream(path, std::ios::binary) << seed;
    }
  }
  return 0;
}

int read_files(const Reader& reader, const Words& paths) {
  for (const auto& path : paths) {
    std::ifstream file(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    reader.read(bytes);
  }
  return 0;
}

int replay(const Reader& reader, const std::optional<fs::path>& keep) {
  auto seeds = reader.seeds();
  for (const auto& seed : seeds) reader.read(seed);
  std::erase_if(seeds, [](const auto& seed) { return seed.size() > kHarmedBytesMax; });
  anxin::SeededEntropy chance(seeds.size());
  for (std::size_t i = 0; i < kHarmed; ++i) {
    const auto bytes = anxin::fuzz::harmed(seeds[i % seeds.size()], chance);
    if (keep) std::ofstream(*keep, std::ios::binary) << bytes;
    reader.read(bytes);
  }
  fmt::print("{}: {} seeds, {} harmed\n", reader.name, seeds.size(), kHarmed);
  return 0;
}

int usage() {
  fmt::print(stderr, "usage: fuzz_replay READER [--keep FILE | FILE...] | --seeds FOLDER\n");
  return 2;
}

}  // namespace

int main(int count, char** given) {
  const Words words(given + 1, given + count);
  if (words.empty()) return usage();
  if (words[0] == "--seeds") return words.size() == 2 ? write_seeds(words[1]) : usage();
  const auto* reader = anxin::fuzz::find_reader(words[0]);
  if (reader == nullptr) return usage();
  if (words.size() == 1) return replay(*reader, std::nullopt);
  if (words[1] == "--keep") return words.size() == 3 ? replay(*reader, words[2]) : usage();
  return read_files(*reader, {words.begin() + 1, words.end()});
}
