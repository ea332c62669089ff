// A roster is looked at with its numbers masked, and replaced only by who saw it as it is.
#include "payments/service/roster_list.h"

#include <gtest/gtest.h>

#include "payments/service/master_data_service.h"
#include "tests/support/county_requests.h"
#include "tests/support/refusals.h"

namespace anxin::payments {
namespace {

using tests::CountyBook;
using tests::reason;

class RosterBook : public CountyBook {
 public:
  RosterBook() {
    through("load");
    now("2026-11-02 09:30");
  }
  /// The roster of QH01 with one team renamed, from somebody who saw this version.
  Result<ledger::Receipt> replace(std::optional<book::EntryNumber> seen) {
    auto plan = MasterDataService(*book).plan({county_files()[1]});
    plan.rosters.front().seen = seen;
    plan.rosters.front().entries.front().team = "renamed";
    return MasterDataService(*book).load(by("li.clerk"), plan);
  }
  [[nodiscard]] book::EntryNumber version() const { return roster_version(reader(), "QH01"); }
};

TEST(Roster, IsReplacedByWhoSawItAsItIs) {
  RosterBook book;
  const auto version = book.version();
  EXPECT_EQ(reason(book.replace(version - 1)), kRosterChanged.word());
  EXPECT_EQ(reason(book.replace(version + 1)), kRosterChanged.word());
  EXPECT_TRUE(book.replace(version).has_value());
  EXPECT_GT(book.version(), version);
}

TEST(Roster, IsReplacedByWhoDoesNotSayWhatWasSeen) {
  RosterBook book;
  EXPECT_TRUE(book.replace(std::nullopt).has_value());
}

TEST(Roster, OfAContractWithoutOneHasNoVersion) {
  const CountyBook book;
  EXPECT_EQ(roster_version(book.reader(), "QH01"), 0U);
}

TEST(Roster, ShowsNoNumberInFull) {
  RosterBook book;
  const auto lines = roster_of(*book.book, book.by("li.clerk"), "QH01").value();
  ASSERT_FALSE(lines.empty());
  for (const auto& line : lines) {
    EXPECT_FALSE(line.name.empty());
    EXPECT_NE(line.id_no.find('*'), std::string::npos);
    EXPECT_NE(line.card.find('*'), std::string::npos);
  }
}

TEST(Roster, IsForTheContractorAndItsBank) {
  RosterBook book;
  EXPECT_EQ(reason(roster_of(*book.book, book.by("zhao.regulator"), "QH01")), kNotPermitted.word());
  EXPECT_EQ(reason(roster_of(*book.book, book.by("chen.clerk"), "QH01")), kNotPermitted.word());
  EXPECT_TRUE(roster_of(*book.book, book.by("bank.ccb"), "QH01").has_value());
}

}  // namespace
}  // namespace anxin::payments
