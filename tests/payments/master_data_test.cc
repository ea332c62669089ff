#include "payments/rules/master_data.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "ledger/base/amount.h"
#include "payments/domain/identifiers.h"

namespace anxin::payments {
namespace {

std::string uscc() {
  const std::string digits = "91360781MA0000001";
  return digits + uscc_check_digit(digits);
}

std::string cnaps() {
  const std::string digits = "10543000001";
  return digits + cnaps_check_digit(digits);
}

std::string good() {
  return R"([region]
code = "360781"
name = "青溪县"

[[party]]
id = "QX"
name = "青溪建设集团"
uscc = ")" +
         uscc() + R"("

[[party]]
id = "NT"
name = "南塘置业"
uscc = ")" +
         uscc() + R"("

[[staff]]
actor = "wang"
person = "P1"
name = "王一"
party = "QX"
role = "clerk"

[[project]]
id = "P0001"
name = "南塘一期"
region = "360781"

[[contract]]
id = "C0001"
project = "P0001"
owner = "NT"
contractor = "QX"
subcontractors = ["NT"]
signed_on = "2026-03-01"
amount = "126000000.00"
labour_share = "25 %"
months = 15
funding_day = 5
pay_day = 15

[[wage_account]]
id = "A1"
contract = "C0001"
bank = "NT"
bank_code = ")" +
         cnaps() + R"("
number = "36050180000000000017"
name = "青溪建设集团农民工工资专用账户"
profile = "ccb"
opened_on = "2026-03-10"
)";
}

std::string with(std::string_view from, std::string_view to) {
  auto text = good();
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

// The one finding that the change causes.
Finding finding_of(std::string_view from, std::string_view to) {
  const auto loaded = parse_master_data(with(from, to));
  EXPECT_EQ(loaded.findings.size(), 1U) << to;
  if (loaded.findings.empty()) return Finding{0, "", "", Severity::note, kDataSyntax, {}};
  return loaded.findings.front();
}

void expect_refused(std::string_view from, std::string_view to, Reason code) {
  const auto finding = finding_of(from, to);
  EXPECT_EQ(finding.code, code) << to << ": " << finding.code.word();
  EXPECT_EQ(finding.severity, Severity::refuse);
}

TEST(MasterData, ReadsAWholeFile) {
  const auto loaded = parse_master_data(good());
  EXPECT_TRUE(loaded.findings.empty());
  const auto& data = loaded.value;
  EXPECT_EQ(data.regions.size(), 1U);
  EXPECT_EQ(data.parties.size(), 2U);
  EXPECT_EQ(data.staff.front().role, Role::clerk);
  EXPECT_EQ(data.projects.front().region, "360781");
  const auto& contract = data.contracts.front();
  EXPECT_EQ(to_string(contract.amount), "126000000.00");
  EXPECT_EQ(contract.labour_share, "25 %");
  EXPECT_EQ(contract.subcontractors, std::vector<std::string>{"NT"});
  EXPECT_EQ(contract.pay_day, 15);
  EXPECT_EQ(data.wage_accounts.front().bank_code, cnaps());
}

TEST(MasterData, RefusesReferencesThatNameNothing) {
  expect_refused("region = \"360781\"", "region = \"360782\"", kDataUnknownReference);
  expect_refused("party = \"QX\"", "party = \"XX\"", kDataUnknownReference);
  expect_refused("project = \"P0001\"", "project = \"P0002\"", kDataUnknownReference);
  expect_refused("owner = \"NT\"", "owner = \"XX\"", kDataUnknownReference);
  expect_refused("contractor = \"QX\"", "contractor = \"XX\"", kDataUnknownReference);
  expect_refused("[\"NT\"]", "[\"XX\"]", kDataUnknownReference);
  expect_refused("contract = \"C0001\"", "contract = \"C0002\"", kDataUnknownReference);
  expect_refused("bank = \"NT\"", "bank = \"XX\"", kDataUnknownReference);
}

TEST(MasterData, RefersToWhatIsKnownAlready) {
  const auto known = parse_master_data(good()).value;
  const std::string project = "[[project]]\nid = \"P0002\"\nname = \"二期\"\nregion = \"360781\"\n";
  EXPECT_TRUE(parse_master_data(project).refused());
  EXPECT_TRUE(parse_master_data(project, known).findings.empty());
  EXPECT_TRUE(parse_master_data(good(), known).refused());  // its ids are taken
}

TEST(MasterData, RefusesIdsTakenTwice) {
  expect_refused("[[staff]]",
                 "[[party]]\nid = \"QX\"\nname = \"x\"\nuscc = \"" + uscc() + "\"\n[[staff]]",
                 kDataDuplicate);
  expect_refused("[\"NT\"]", "[\"NT\", \"NT\"]", kDataDuplicate);
}

TEST(MasterData, RefusesTheSameAccountNumberTwice) {
  auto second = good().substr(good().find("[[wage_account]]"));
  second.replace(second.find("A1"), 2, "A2");
  const auto loaded = parse_master_data(good() + second);
  ASSERT_EQ(loaded.findings.size(), 1U);
  EXPECT_EQ(loaded.findings.front().code, kDataDuplicate);
  EXPECT_EQ(loaded.findings.front().field, "wage_account.number");
}

TEST(MasterData, BoundsIds) {
  for (const std::size_t length : {23U, 24U, 25U}) {
    const auto id = "\"" + std::string(length, 'A') + "\"";
    const auto loaded = parse_master_data(with("id = \"A1\"", "id = " + id));
    EXPECT_EQ(loaded.refused(), length > 24) << length;
  }
  expect_refused("id = \"A1\"", "id = \"A_1\"", kDataBadValue);
  expect_refused("id = \"A1\"", "id = \"\"", kDataMissing);
}

TEST(MasterData, ALoginMayHavePointsAndUnderscores) {
  EXPECT_FALSE(parse_master_data(with("\"wang\"", "\"wang_1.clerk\"")).refused());
  expect_refused("\"wang\"", "\"wang clerk\"", kDataBadValue);
}

TEST(MasterData, BoundsTheLabourShare) {
  expect_refused("25 %", "0 %", kDataBadValue);
  EXPECT_FALSE(parse_master_data(with("25 %", "0.01 %")).refused());
  EXPECT_FALSE(parse_master_data(with("25 %", "99.99 %")).refused());
  EXPECT_FALSE(parse_master_data(with("25 %", "100 %")).refused());
  expect_refused("25 %", "100.01 %", kDataBadValue);
  expect_refused("25 %", "a quarter", kDataBadValue);
}

TEST(MasterData, BoundsDaysOfTheMonth) {
  expect_refused("pay_day = 15", "pay_day = 0", kDataOutOfRange);
  EXPECT_FALSE(parse_master_data(with("pay_day = 15", "pay_day = 1")).refused());
  EXPECT_FALSE(parse_master_data(with("pay_day = 15", "pay_day = 28")).refused());
  expect_refused("funding_day = 5", "funding_day = 29", kDataOutOfRange);
}

TEST(MasterData, RefusesNegativeAmountsAndBadDays) {
  expect_refused("126000000.00", "-0.01", kDataBadValue);
  expect_refused("2026-03-01", "2026-02-29", kDataBadValue);
}

TEST(MasterData, RefusesRolesThatDoNotExist) {
  expect_refused("role = \"clerk\"", "role = \"king\"", kDataUnknownWord);
}

TEST(MasterData, RefusesABranchCodeWithAWrongCheckDigit) {
  const char wrong = cnaps().back() == '0' ? '1' : '0';
  expect_refused(cnaps(), cnaps().substr(0, 11) + wrong, kIdCheckDigit);
}

TEST(MasterData, RefusesAWrongCreditCode) {
  const char wrong = uscc().back() == '0' ? '1' : '0';
  const auto finding = finding_of(uscc(), uscc().substr(0, 17) + wrong);
  EXPECT_EQ(finding.code, kIdCheckDigit);
  EXPECT_EQ(finding.severity, Severity::refuse);
  EXPECT_EQ(finding.field, "party.uscc");
}

TEST(MasterData, RefusesUnknownKeysEverywhere) {
  for (const auto* table :
       {"[region]", "[[party]]", "[[staff]]", "[[project]]", "[[contract]]", "[[wage_account]]"}) {
    expect_refused(table, std::string(table) + "\ncolour = \"red\"", kDataUnknownKey);
  }
  expect_refused("[region]", "colour = \"red\"\n[region]", kDataUnknownKey);
}

TEST(MasterData, FindingsNeverShowTheValue) {
  const auto finding = finding_of("number = \"36050180000000000017\"", "number = \"3605 018\"");
  for (const auto& [name, value] : finding.details) {
    EXPECT_EQ(value.find("3605"), std::string::npos) << name;
  }
}

TEST(Role, EveryWordLeadsBackToItsRole) {
  for (const auto* word : {"clerk", "approver", "subcontractor", "owner", "supervisor", "bank",
                           "regulator", "auditor"}) {
    ASSERT_NE(find_role(word), nullptr);
    EXPECT_EQ(to_word(*find_role(word)), word);
  }
  EXPECT_EQ(find_role("king"), nullptr);
}

}  // namespace
}  // namespace anxin::payments
