// Bank files of every dialect, good and broken: what is found in each stands in
// fixtures/golden/bank/findings.tsv, rewritten only with LEDGER_UPDATE_GOLDEN=1.
#include "tests/support/bank_corpus.h"

#include <cstdlib>
#include <set>

#include "payments/bank/statement_pages.h"

namespace anxin::bank {
namespace {

using payments::BankDocument;
using tests::bank_corpus;
using tests::incoming_profile;

std::string golden_path() { return std::string(ANXIN_FIXTURES) + "/golden/bank/findings.tsv"; }

std::string read_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::string findings_of(const BankDocument& document) {
  std::string text;
  for (const auto& finding : document.findings) {
    text += "\t" + std::string(to_word(finding.severity)) + " " + std::string(finding.code.word()) +
            " " + std::to_string(finding.row);
  }
  return text;
}

TEST(BankCorpus, EveryFileHasTheFindingsThatAreExpected) {
  std::string found;
  for (const auto& file : bank_corpus()) {
    const auto document = read_bank_file(file.bytes, incoming_profile(file.profile));
    found += file.name + "\t" + (document.refused() ? "refused" : "taken") + findings_of(document) +
             "\n";
  }
  if (std::getenv("LEDGER_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(golden_path(), std::ios::binary) << found;
  }
  EXPECT_EQ(found, read_text(golden_path()));
}

TEST(BankCorpus, BrokenFilesAreRefusedAndTheOthersTaken) {
  std::size_t broken = 0;
  for (const auto& file : bank_corpus()) {
    const auto document = read_bank_file(file.bytes, incoming_profile(file.profile));
    const bool bad = file.name.find("~bad-") != std::string::npos;
    const bool page = file.name.find("~pages-p") != std::string::npos;
    EXPECT_EQ(document.refused(), bad || page) << file.name;
    broken += bad ? 1U : 0U;
  }
  EXPECT_GE(broken, 40U);
}

TEST(BankCorpus, EveryProfileHasAFile) {
  std::set<std::string> seen;
  for (const auto& file : bank_corpus()) seen.insert(file.profile);
  for (const auto& profile : tests::incoming_profiles()) {
    EXPECT_TRUE(seen.contains(profile.id)) << profile.id;
  }
}

// Whatever a reader is given, cut anywhere.
TEST(BankCorpus, NoReaderFallsOverAnyFile) {
  for (const auto& file : bank_corpus()) {
    for (std::size_t eighths = 0; eighths <= 8; ++eighths) {
      const auto bytes = std::string_view(file.bytes).substr(0, file.bytes.size() * eighths / 8);
      tests::read_as_iso_message(bytes);
      tests::read_as_return_table(bytes);
      tests::read_as_statement_table(bytes);
    }
  }
}

std::vector<std::string> pages(std::initializer_list<int> numbers) {
  std::vector<std::string> files;
  for (const int number : numbers) {
    const auto name = "iso20022~pages-p" + std::to_string(number) + ".xml";
    files.push_back(read_text(std::string(ANXIN_FIXTURES) + "/corpus/bank/" + name));
  }
  return files;
}

BankDocument read_pages(std::initializer_list<int> numbers) {
  return read_bank_files(pages(numbers), incoming_profile("iso20022"));
}

TEST(StatementPages, AreOneStatementInAnyOrder) {
  for (const auto& numbers : {std::initializer_list<int>{1, 2, 3}, {3, 1, 2}, {2, 3, 1}}) {
    const auto document = read_pages(numbers);
    EXPECT_TRUE(document.findings.empty());
    const auto& parsed = std::get<payments::ParsedStatements>(document.content);
    ASSERT_EQ(parsed.statements.size(), 1U);
    const auto& whole = parsed.statements.front();
    EXPECT_EQ(whole.entries.size(), 3U);
    EXPECT_FALSE(whole.page.has_value());
    EXPECT_TRUE(whole.balanced());
    EXPECT_EQ(whole.entries[0].amount, Money::from_minor(5'000'000));
    EXPECT_EQ(whole.entries[2].amount, Money::from_minor(100));
  }
}

TEST(StatementPages, AreRefusedWhileOneIsMissingOrComesTwice) {
  for (const auto& numbers :
       {std::initializer_list<int>{1}, {1, 2}, {1, 3}, {2, 3}, {1, 2, 2, 3}}) {
    const auto document = read_pages(numbers);
    EXPECT_TRUE(document.refused());
    ASSERT_EQ(document.findings.size(), 1U);
    EXPECT_EQ(document.findings.front().code, kStatementPartial);
  }
}

TEST(StatementPages, AreCheckedOnceTheyAreTogether) {
  auto files = pages({1, 2, 3});
  const auto at = files[2].find("44999.00");
  files[2].replace(at, 8, "44999.01");
  const auto document = read_bank_files(files, incoming_profile("iso20022"));
  ASSERT_EQ(document.findings.size(), 1U);
  EXPECT_EQ(document.findings.front().code, kStatementUnbalanced);
}

TEST(StatementPages, SeveralFilesMustBeStatements) {
  auto files = pages({1, 2});
  files.push_back("<Document><CstmrPmtStsRpt/></Document>");
  const auto document = read_bank_files(files, incoming_profile("iso20022"));
  EXPECT_EQ(document.content.index(), 0U);
  EXPECT_EQ(document.findings.front().code, kFilesNoPages);
}

}  // namespace
}  // namespace anxin::bank
