// The files of fixtures/corpus/bank, and one entry for each reader that takes bytes from outside.
//
// Role: the tests of the corpus; the entries are what a fuzzer calls.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "payments/bank/bank_file.h"
#include "payments/rules/builtin_data.h"
#include "payments/rules/incoming_profiles.h"

namespace anxin::tests {

struct CorpusFile {
  std::string name;
  std::string profile;
  std::string bytes;
};

/// In order of their names: <profile>~<case>.
inline std::vector<CorpusFile> bank_corpus() {
  std::vector<CorpusFile> files;
  const auto folder = std::filesystem::path(ANXIN_FIXTURES) / "corpus" / "bank";
  for (const auto& one : std::filesystem::directory_iterator(folder)) {
    std::ifstream file(one.path(), std::ios::binary);
    const auto name = one.path().filename().string();
    files.push_back({name,
                     name.substr(0, name.find('~')),
                     {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()}});
  }
  std::sort(files.begin(), files.end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
  return files;
}

inline const std::vector<payments::IncomingProfile>& incoming_profiles() {
  static const auto profiles = payments::builtin_incoming_profiles();
  return profiles;
}

inline const payments::IncomingProfile& incoming_profile(std::string_view id) {
  const auto* profile = payments::find_profile(incoming_profiles(), id);
  EXPECT_NE(profile, nullptr) << id;
  return *profile;
}

/// Every profile of a shape reads the bytes; nothing may crash, and a file without content is one
/// that was refused.
inline void read_by_shape(std::string_view bytes, payments::IncomingShape shape) {
  for (const auto& profile : incoming_profiles()) {
    if (profile.shape != shape) continue;
    const auto document = bank::read_bank_file(bytes, profile);
    if (document.content.index() == 0 && !document.refused()) std::abort();
  }
}

inline void fuzz_iso_message(std::string_view bytes) {
  read_by_shape(bytes, payments::IncomingShape::iso);
}
inline void fuzz_return_table(std::string_view bytes) {
  read_by_shape(bytes, payments::IncomingShape::returns);
}
inline void fuzz_statement_table(std::string_view bytes) {
  read_by_shape(bytes, payments::IncomingShape::statement);
}

}  // namespace anxin::tests
