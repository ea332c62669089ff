// The movements of an account in a bank's table.
#include "payments/bank/statement_table.h"

#include "tests/support/bank_corpus.h"
#include "tests/support/bank_messages.h"

namespace anxin::bank {
namespace {

using tests::incoming_profile;

BankDocument read_file(const std::string& name) {
  for (const auto& file : tests::bank_corpus()) {
    if (file.name == name) return read_bank_file(file.bytes, incoming_profile(file.profile));
  }
  ADD_FAILURE() << name;
  return {};
}

TEST(StatementTable, EveryShapeSaysTheSame) {
  for (const auto* name :
       {"statement-direction~month.csv", "statement-direction~words.csv",
        "statement-two-columns~month.csv", "statement-signed-newest-first~month.csv"}) {
    const auto document = read_file(name);
    EXPECT_TRUE(document.findings.empty()) << name;
    const auto& read = statement_of(document);
    EXPECT_EQ(read.account, "36050180000000000017") << name;
    EXPECT_EQ(to_string(*read.opening), "1000.00") << name;
    EXPECT_EQ(to_string(*read.closing), "47800.01") << name;
    EXPECT_EQ(to_string(*read.closing_date), "2026-11-18") << name;
    EXPECT_TRUE(read.balanced()) << name;
    ASSERT_EQ(read.entries.size(), 3U) << name;
    EXPECT_EQ(read.entries[0].direction, Direction::credit) << name;
    EXPECT_EQ(read.entries[1].direction, Direction::debit) << name;
    EXPECT_EQ(read.entries[1].reference, "A2") << name;
    EXPECT_TRUE(read.entries[2].details.front().has_return) << name;
    EXPECT_FALSE(read.entries[0].details.front().has_return) << name;
  }
}

TEST(StatementTable, ABalanceThatDoesNotFollowByAFenIsRefused) {
  for (const auto* balance : {"0.99", "1.00", "1.01"}) {
    const auto document =
        read_bank_file("账号,17\n日期,收入,支出,余额\n20261117,2.00,,2.00\n20261117,,1.00," +
                           std::string(balance) + "\n",
                       incoming_profile("statement-two-columns"));
    const bool follows = std::string_view(balance) == "1.00";
    EXPECT_EQ(document.refused(), !follows) << balance;
    EXPECT_EQ(count(document, kBalanceChainBroken), follows ? 0U : 1U);
  }
}

TEST(StatementTable, TheSameBytesAreTheSameStatement) {
  const auto first = read_file("statement-direction~month.csv");
  const auto again = read_file("statement-direction~month.csv");
  EXPECT_EQ(statement_of(first).id, statement_of(again).id);
  EXPECT_NE(statement_of(first).id, statement_of(read_file("statement-two-columns~month.csv")).id);
}

TEST(StatementTable, WithoutBalancesNothingIsProved) {
  const auto document = read_bank_file("账号,17\n日期,收入,支出\n20261117,2.00,\n",
                                       incoming_profile("statement-two-columns"));
  EXPECT_EQ(only(document).code, kStatementBalanceMissing);
  EXPECT_FALSE(statement_of(document).balanced());
}

TEST(StatementTable, AnAccountOverdrawnHasANegativeBalance) {
  const auto document = read_bank_file("账号,17\n日期,收入,支出,余额\n20261117,,2.00,-2.00\n",
                                       incoming_profile("statement-two-columns"));
  EXPECT_TRUE(document.findings.empty());
  EXPECT_EQ(to_string(*statement_of(document).closing), "-2.00");
}

}  // namespace
}  // namespace anxin::bank
