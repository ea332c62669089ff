// An independent double-entry program reads our export and must report our balances.

#include "ledger/service/export_journal.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <map>

#include "ledger/base/text.h"
#include "tests/support/golden_book.h"

namespace anxin::tests {
namespace {

// Account and currency → balance, debits positive.
using Balances = std::map<std::pair<std::string, std::string>, std::string>;

std::string output_of(const std::string& command) {
  std::string text;
  FILE* pipe = ::popen(command.c_str(), "r");
  if (pipe == nullptr) return text;
  std::array<char, 4'096> part{};
  while (const auto count = std::fread(part.data(), 1, part.size(), pipe)) {
    text.append(part.data(), count);
  }
  ::pclose(pipe);
  return text;
}

Balances parse_csv(const std::string& csv) {
  Balances balances;
  for (const auto line : split(csv, '\n')) {
    const auto cells = split(line, ',');
    if (cells.size() != 3 || cells[0] == "\"account\"") continue;
    const auto bare = [](std::string_view cell) {
      return std::string(cell.substr(1, cell.size() - 2));
    };
    balances[{bare(cells[0]), bare(cells[1])}] = bare(cells[2]);
  }
  return balances;
}

Balances our_balances(const Reader& reader) {
  Balances balances;
  for (const auto& account : reader.accounts("")) {
    const auto net = account.posted.debits - account.posted.credits;
    if (net.is_zero()) continue;
    balances[{account.name.string(), std::string(account.currency.code())}] =
        to_string(net, account.currency);
  }
  return balances;
}

class HledgerExport : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(std::system("hledger --version >/dev/null 2>&1"), 0)
        << "this test needs hledger (apt install hledger), which checks our balances with its own";
  }
  Balances exported(const TestBook& book) {
    const auto file = (folder.path() / "book.journal").string();
    {
      std::ofstream out(file);
      EXPECT_EQ(reason(ledger::export_journal(book.store, ledger::JournalFormat::hledger, out)),
                "ok");
    }
    return parse_csv(
        output_of("hledger -f '" + file + "' bal --flat -N -O csv --layout=bare 2>&1"));
  }
  TempFolder folder;
};

TEST_F(HledgerExport, HasOurBalances) {
  TestBook book(golden_identity());
  write_golden_book(book);
  const auto ours = our_balances(book.reader());
  ASSERT_FALSE(ours.empty());
  EXPECT_EQ(exported(book), ours);
}

TEST_F(HledgerExport, KeepsTheEffectiveDate) {
  const auto book = BookBuilder{}
                        .account("t:a", debit, {.opened_on = "2026-10-01"})
                        .account("t:b", debit, {.opened_on = "2026-10-01"})
                        .then(post("k1", {transfer("t:a", "t:b", "1")}, day("2026-10-05")))
                        .then(post("k2", {transfer("t:a", "t:b", "2")}, day("2026-10-20")))
                        .build();
  exported(*book);
  const auto file = (folder.path() / "book.journal").string();
  const auto until = parse_csv(
      output_of("hledger -f '" + file + "' bal --flat -N -O csv --layout=bare -e 2026-10-20"));
  EXPECT_EQ(until.at({"t:a", "CNY"}), "1.00");
}

TEST_F(HledgerExport, LeavesHoldsOut) {
  const auto book = BookBuilder{}
                        .account("t:a", debit)
                        .account("t:b", debit)
                        .held("h", "t:a", "t:b", "1")
                        .build();
  EXPECT_EQ(exported(*book), Balances());
}

TEST_F(HledgerExport, OfAnEmptyBookIsEmpty) {
  TestBook book;
  EXPECT_EQ(exported(book), Balances());
}

}  // namespace
}  // namespace anxin::tests
