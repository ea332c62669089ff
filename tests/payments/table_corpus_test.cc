// Wage tables as offices send them, broken and hostile ones among them, in every format: each gives
// exactly the findings of its golden file. Both are written by tests/tools/make_corpus.py.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "payments/bank/wage_table.h"
#include "tests/support/table_entry.h"
#include "tests/support/test_captions.h"

namespace anxin::bank {
namespace {

namespace fs = std::filesystem;

std::string corpus_bytes(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<std::string> corpus_names() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(fs::path(ANXIN_FIXTURES) / "corpus")) {
    if (entry.is_regular_file()) names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string corpus_case(const testing::TestParamInfo<std::string>& info) {
  auto name = info.param;
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
}

std::string as_golden(const WageTable& table) {
  std::string findings;
  for (const auto& finding : table.findings) {
    findings += fmt::format(
        R"({}
  {{"row": {}, "cell": "{}", "field": "{}", "severity": "{}", "code": "{}"}})",
        findings.empty() ? "" : ",", finding.row, finding.cell, finding.field,
        to_word(finding.severity), finding.code.word());
  }
  return fmt::format("{{\"rows\": {}, \"accepted\": {}, \"findings\": [{}{}]}}\n",
                     table.rows.size(), table.accepted(), findings, findings.empty() ? "" : "\n");
}

class CorpusTable : public testing::TestWithParam<std::string> {
 protected:
  CorpusTable() : bytes_(corpus_bytes(fs::path(ANXIN_FIXTURES) / "corpus" / GetParam())) {}
  std::string bytes_;
};

TEST_P(CorpusTable, GivesExactlyItsGoldenFindings) {
  const auto golden = fs::path(ANXIN_FIXTURES) / "golden/tables" / (GetParam() + ".json");
  EXPECT_EQ(as_golden(read_wage_table(bytes_, tests::test_captions())), corpus_bytes(golden));
}

TEST_P(CorpusTable, PutsNoNumberOrNameIntoItsFindings) {
  for (const auto& finding : read_wage_table(bytes_, tests::test_captions()).findings) {
    for (const auto& detail : finding.details) {
      for (const auto* secret : {"6217", "999999", "甄"}) {
        EXPECT_EQ(detail.value.find(secret), std::string::npos) << detail.value;
      }
    }
  }
}

TEST_P(CorpusTable, KeepsEveryReadersPromises) { EXPECT_TRUE(tests::read_as_every_table(bytes_)); }

// What arrives may have been cut anywhere.
TEST_P(CorpusTable, IsReadWithoutHarmWhereverItIsCut) {
  if (bytes_.size() > 8'192) return;
  const std::size_t step = bytes_.size() / 23 + 1;
  for (std::size_t size = 0; size < bytes_.size(); size += step) {
    EXPECT_TRUE(tests::read_as_every_table(std::string_view(bytes_).substr(0, size))) << size;
  }
}

INSTANTIATE_TEST_SUITE_P(Fixtures, CorpusTable, testing::ValuesIn(corpus_names()), corpus_case);

TEST(CorpusTables, HoldMoreThanTwentyFiveThatAreRefused) {
  std::size_t refused = 0;
  for (const auto& name : corpus_names()) {
    const auto bytes = corpus_bytes(fs::path(ANXIN_FIXTURES) / "corpus" / name);
    if (!read_wage_table(bytes, tests::test_captions()).accepted()) ++refused;
  }
  EXPECT_GT(refused, 25U);
}

}  // namespace
}  // namespace anxin::bank
