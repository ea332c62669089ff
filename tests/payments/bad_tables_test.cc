// Whole wage tables with faults, each with the findings that must come out: none missed, none
// invented. The tables and their expected findings are written by tests/tools/make_tables.py.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "payments/bank/wage_table.h"
#include "tests/support/test_captions.h"

namespace anxin::bank {
namespace {

namespace fs = std::filesystem;

std::string read_bytes(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

fs::path expected_path(fs::path table) { return table.replace_extension(".expected.tsv"); }

bool is_expectation(const fs::path& path) { return path.string().ends_with(".expected.tsv"); }

std::vector<std::string> tables_in(const std::string& folder) {
  std::vector<std::string> tables;
  for (const auto& entry : fs::directory_iterator(fs::path(ANXIN_FIXTURES) / folder)) {
    if (!is_expectation(entry.path()))
      tables.push_back(folder + "/" + entry.path().filename().string());
  }
  std::sort(tables.begin(), tables.end());
  return tables;
}

std::string write_findings(const payments::Findings& findings) {
  std::ostringstream text;
  for (const auto& finding : findings) {
    text << finding.row << '\t' << finding.cell << '\t' << finding.field << '\t'
         << to_word(finding.severity) << '\t' << finding.code.word() << '\n';
  }
  return text.str();
}

std::string test_name(const testing::TestParamInfo<std::string>& info) {
  std::string name = fs::path(info.param).stem().string();
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
}

class TableFile : public testing::TestWithParam<std::string> {
 protected:
  TableFile()
      : path_(fs::path(ANXIN_FIXTURES) / GetParam()),
        table_(read_wage_table(read_bytes(path_), tests::test_captions())) {}

  fs::path path_;
  WageTable table_;
};

class BadTable : public TableFile {};
class GoodTable : public TableFile {};

TEST_P(BadTable, GivesExactlyTheExpectedFindings) {
  EXPECT_EQ(write_findings(table_.findings), read_bytes(expected_path(path_)));
}

TEST_P(BadTable, KeepsNoRefusedRowAndSumsTheOthers) {
  Total total = 0;
  for (const auto& row : table_.rows) {
    EXPECT_NE(row.severity, payments::Severity::refuse) << "row " << row.row;
    EXPECT_GT(row.net, Money()) << "row " << row.row;
    EXPECT_FALSE(row.name.empty()) << "row " << row.row;
    total += to_total(row.net);
  }
  EXPECT_EQ(table_.total, total);
}

TEST_P(BadTable, PutsNoNumberOrNameIntoTheDetails) {
  for (const auto& finding : table_.findings) {
    for (const auto& detail : finding.details) {
      EXPECT_EQ(detail.value.find("6217"), std::string::npos) << detail.value;
      EXPECT_EQ(detail.value.find("999999"), std::string::npos) << detail.value;
      EXPECT_EQ(detail.value.find("甄"), std::string::npos) << detail.value;
    }
  }
}

TEST_P(GoodTable, IsAcceptedWithExactlyTheExpectedFindings) {
  EXPECT_EQ(write_findings(table_.findings), read_bytes(expected_path(path_)));
  EXPECT_TRUE(table_.accepted());
  EXPECT_EQ(table_.refused_rows, 0U);
  EXPECT_GE(table_.rows.size(), 2U);
}

INSTANTIATE_TEST_SUITE_P(Fixtures, BadTable, testing::ValuesIn(tables_in("bad-tables")), test_name);
INSTANTIATE_TEST_SUITE_P(Fixtures, GoodTable, testing::ValuesIn(tables_in("good-tables")),
                         test_name);

TEST(TableFixtures, AreAllThere) {
  EXPECT_GE(tables_in("bad-tables").size(), 16U);
  EXPECT_GE(tables_in("good-tables").size(), 5U);
}

}  // namespace
}  // namespace anxin::bank
