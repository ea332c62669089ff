// A key that is used again for something else, and files that are loaded again.
#include <gtest/gtest.h>

#include "tests/support/county_requests.h"

namespace anxin::payments {
namespace {

using ledger::Receipt;
using tests::county_after;
using tests::CountyBook;
using tests::field;
using tests::reason;
using tests::replaced;

// ---- keys used again ----------------------------------------------------------------------------

struct Reuse {
  std::string name;
  std::string after;
  std::string actor;
  std::string field;
  std::function<Result<Receipt>(CountyBook&, const Caller&)> first;
  std::function<Result<Receipt>(CountyBook&, const Caller&)> second;
};
std::ostream& operator<<(std::ostream& out, const Reuse& reuse) { return out << reuse.name; }

std::vector<Reuse> reuses() {
  const auto receive = [](ReceiveRequest request) {
    return [request](CountyBook& b, const Caller& c) { return b.receive(c, request); };
  };
  const auto submit = [](SubmitRequest request) {
    return [request](CountyBook& b, const Caller& c) { return b.submit(c, request); };
  };
  const auto one = money("QH01", "1.00", "R1");
  auto other_source = one;
  other_source.source = FundingSource::owner;
  auto other_day = one;
  other_day.on = day("2026-11-01");
  auto other_month = sheet_of("QH01");
  other_month.month = Month(kOctober - std::chrono::months(1));
  auto other_bytes = sheet_of("QH01");
  other_bytes.bytes += "\n";
  auto other_reason = sheet_of("QH01");
  other_reason.reason = "x";
  const auto instruct = [](ShortfallChoice choice) {
    return [choice](CountyBook& b, const Caller& c) { return b.instruct(c, kBatch2, choice); };
  };
  const auto load = [](const std::string& from, const std::string& to) {
    return [from, to](CountyBook& b, const Caller& c) {
      auto files = CountyBook::county_files();
      if (!from.empty()) files[0].bytes = replaced(files[0].bytes, from, to);
      return b.load(c, files);
    };
  };
  const auto import = [](const std::string& file) {
    return [file](CountyBook& b, const Caller& c) { return b.import(c, county_file(file)); };
  };
  return {
      {"AnotherAmount", "load", "bank.ccb", "/amount", receive(one),
       receive(money("QH01", "1.01", "R1"))},
      {"AnotherReference", "load", "bank.ccb", "/reference", receive(one),
       receive(money("QH01", "1.00", "R2"))},
      {"AnotherSource", "load", "bank.ccb", "/from", receive(one), receive(other_source)},
      {"AnotherDay", "load", "bank.ccb", "/on", receive(one), receive(other_day)},
      {"AnotherContract", "load", "bank.ccb", "/contract", receive(one),
       receive(money("QH02", "1.00", "R1"))},
      {"AnotherMonth", "load", "li.clerk", "/month", submit(sheet_of("QH01")), submit(other_month)},
      {"AnotherTable", "load", "li.clerk", "/file", submit(sheet_of("QH01")), submit(other_bytes)},
      {"AnotherReason", "load", "li.clerk", "/reason", submit(sheet_of("QH01")),
       submit(other_reason)},
      {"AnotherConfirmation", "load", "li.clerk", "/confirmed", submit(sheet_of("QH01")),
       submit(unconfirmed("QH01"))},
      {"AnotherChoice", "approve-2", "wu.manager", "/on_shortfall", instruct(shortfall::Wait{}),
       instruct(shortfall::EqualShares{})},
      {"AnotherTeam", "approve-2", "wu.manager", "/on_shortfall",
       instruct(shortfall::Teams{{"土方一班"}}), instruct(shortfall::Teams{{"绿化二班"}})},
      {"AnotherBankFile", "instruct-1", "bank.ccb", "/file", import("result-QH01-202610-01-F1.xml"),
       import("statement-QH01-20261106.xml")},
      {"AnotherParty", "due-1", "zhao.regulator", "/files", load("", ""),
       load("青禾众筑劳务有限公司", "青禾众筑劳务公司")},
      {"AnotherProjectName", "due-1", "zhao.regulator", "/files", load("", ""),
       load("name = \"青禾河生态修复工程\"", "name = \"青禾河生态修复二期\"")},
      {"AnotherAccountNumber", "due-1", "zhao.regulator", "/files", load("", ""),
       load("36050199999900000017", "36050199999900000025")},
      {"AnotherRegion", "due-1", "zhao.regulator", "/files", load("", ""),
       load("青禾县（虚构）", "青禾市（虚构）")},
  };
}

class KeyReuse : public testing::TestWithParam<Reuse> {};

TEST_P(KeyReuse, IsRefusedAndNamesTheFieldThatDiffers) {
  const auto& reuse = GetParam();
  const auto book = county_after(reuse.after);
  const Caller caller{reuse.actor, "one-key", Mode::commit};
  ASSERT_EQ(reason(reuse.first(*book, caller)), "ok");
  const auto head = book->head();
  const auto second = reuse.second(*book, caller);
  ASSERT_EQ(reason(second), "ledger.key-reused");
  EXPECT_EQ(second.error().field, reuse.field);
  EXPECT_EQ(book->head(), head);
}

INSTANTIATE_TEST_SUITE_P(EachField, KeyReuse, testing::ValuesIn(reuses()),
                         [](const auto& test) { return test.param.name; });

TEST(KeyReuseByAnotherActor, IsRefused) {
  const auto book = county_after("load");
  ASSERT_EQ(reason(book->due({"li.clerk", "k", Mode::commit}, "QH01")), "ok");
  const auto second = book->due({"zhang.manager", "k", Mode::commit}, "QH01");
  ASSERT_EQ(reason(second), "ledger.key-reused");
  EXPECT_EQ(second.error().field, "/actor");
}

// ---- loading ------------------------------------------------------------------------------------

TEST(Loading, TheSameFilesAgainStoresNothingNew) {
  const auto book = county_after("load");
  const auto again = book->load(book->by("zhao.regulator")).value();
  for (const auto& one : again.answer) EXPECT_EQ(one.value, "0") << one.name;
  EXPECT_EQ(book->broken(), "");
}

TEST(Loading, CountsWhatItStored) {
  CountyBook book;
  const auto first = book.load(book.by("zhao.regulator")).value();
  EXPECT_EQ(field(first, "parties"), "10");
  EXPECT_EQ(field(first, "staff"), "8");
  EXPECT_EQ(field(first, "contracts"), "2");
  EXPECT_EQ(field(first, "wage_accounts"), "2");
  EXPECT_EQ(field(first, "workers"), "345");
  EXPECT_EQ(field(first, "roster_entries"), "345");
}

TEST(Loading, AWorkerOnTheRostersOfTwoContractsIsOnePerson) {
  CountyBook book;
  auto files = CountyBook::county_files();
  files[2].bytes +=
      "W10001,宋其定,999999200309289434,10016655858,6236991056433566236,105999900012,钢筋工,"
      "土方一班,LW3,是,2026-04-30,\n";
  const auto loaded = book.load(book.by("zhao.regulator"), files);
  ASSERT_EQ(reason(loaded), "ok");
  EXPECT_EQ(field(*loaded, "workers"), "345");
  EXPECT_EQ(field(*loaded, "roster_entries"), "346");
  EXPECT_TRUE(book.verified().ok());
}

// "QH01-" begins both the batches of QH01 and those of a contract that is called QH01-A.
TEST(Loading, AContractWhoseIdBeginsLikeAnothersKeepsItsOwnSums) {
  const auto book = county_after("approve-2");
  const std::string more =
      "[[project]]\nid = \"QH01-A\"\nname = \"附楼\"\nregion = \"360799\"\n"
      "[[contract]]\nid = \"QH01-A\"\nproject = \"QH01-A\"\nowner = \"OW1\"\ncontractor = "
      "\"GC1\"\nsubcontractors = [\"LW1\"]\nsigned_on = 2026-03-01\namount = \"1000000.00\"\n"
      "labour_share = \"25 %\"\nmonths = 10\nfunding_day = 5\npay_day = 15\n"
      "[[wage_account]]\nid = \"ccb2\"\ncontract = \"QH01-A\"\nbank = \"BK1\"\nbank_code = "
      "\"105999900012\"\nnumber = \"36050199999900000033\"\nname = \"附楼专户\"\nprofile = "
      "\"ccb\"\nopened_on = 2026-03-20\n";
  const auto files = std::vector<NamedFile>{{"county.toml", county_file("county.toml") + more}};
  const auto loaded = book->load(book->by("zhao.regulator"), files);
  ASSERT_EQ(reason(loaded), "ok");
  auto request = sheet_of("QH02");
  request.contract = "QH01-A";
  ASSERT_EQ(reason(book->submit(book->by("li.clerk"), request)), "ok");
  ASSERT_EQ(reason(book->approve(book->by("zhang.manager"), "QH01-A-202610-01")), "ok");
  EXPECT_EQ(book->broken(), "");
  EXPECT_EQ(book->overview("QH01").workers, 300U);
}

}  // namespace
}  // namespace anxin::payments
