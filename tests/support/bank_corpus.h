// The files of fixtures/corpus/bank.
//
// Role: the tests of the corpus, beside the readers' entries in bank_entry.h.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/support/bank_entry.h"

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

inline const payments::IncomingProfile& incoming_profile(std::string_view id) {
  const auto* profile = payments::find_profile(incoming_profiles(), id);
  EXPECT_NE(profile, nullptr) << id;
  return *profile;
}

}  // namespace anxin::tests
