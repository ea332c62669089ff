// The money of an emergency fund by its commands: what people read, and what is refused.
#include "tests/support/program.h"

namespace anxin::cli {
namespace {

class FundCommands : public Program {
 protected:
  FundCommands() { load(); }
  Ran by_regulator(const std::string& words) {
    return on_book(words + " --actor zhao.regulator --now 2026-11-02T10:00:00+08:00");
  }
  void open() {
    ASSERT_EQ(by_regulator("fund open F1 --region 360799 --name 周转金 --on 2026-10-01").exit, 0);
  }
};

TEST_F(FundCommands, ABookWithoutFundsSaysSo) {
  EXPECT_NE(on_book("fund list --lang en").out.find("No emergency fund is on record."),
            std::string::npos);
  EXPECT_TRUE(on_book("fund list --json").json().items()->empty());
}

TEST_F(FundCommands, OpeningIsRefusedWithASentenceForEachCause) {
  const auto code = [&](const std::string& words) {
    return error_code(by_regulator("fund open --json " + words));
  };
  EXPECT_EQ(code("F1 --region 36079 --name x"), "usage.region");
  EXPECT_EQ(code("F1 --region 999999 --name x"), "usage.region-unknown");
  EXPECT_EQ(code("F:1 --region 360799 --name x"), "fund.id-invalid");
  EXPECT_EQ(code("F1 --region 360799 --name " + std::string(101, 'x')), "fund.name-invalid");
  EXPECT_EQ(code("F1 --region 360799 --name x --on 2026-11-03"), "fund.opens-later");
  open();
  EXPECT_EQ(code("F1 --region 360799 --name x"), "fund.exists");
}

TEST_F(FundCommands, ATrialNeverReadsAsIfItHadBooked) {
  const auto opening = by_regulator("fund open F1 --region 360799 --name x --dry-run --lang en");
  EXPECT_TRUE(opening.out.starts_with("Fund F1 could be opened.")) << opening.out;
  open();
  const auto given =
      by_regulator("fund appropriate F1 --amount 5.00 --document D1 --dry-run --lang en");
  EXPECT_TRUE(given.out.starts_with("Movement F1/0001: 5.00 yuan would pass.")) << given.out;
  ASSERT_EQ(by_regulator("fund appropriate F1 --amount 5.00 --document D1").exit, 0);
  const auto back =
      by_regulator("fund give-back F1 --amount 1.00 --document D2 --dry-run --lang en");
  EXPECT_NE(back.out.find("could be proposed"), std::string::npos) << back.out;
  ASSERT_EQ(by_regulator("fund give-back F1 --amount 1.00 --document D2").exit, 0);
  const auto taken = by_regulator("fund withdraw F1/0002 --dry-run --lang en");
  EXPECT_NE(taken.out.find("could be taken back"), std::string::npos) << taken.out;
}

TEST_F(FundCommands, ADocumentIsBookedOnceAndTheRefusalNamesItsMovement) {
  open();
  const std::string given = "fund appropriate F1 --amount 5.00 --document D1 ";
  ASSERT_EQ(by_regulator(given).exit, 0);
  const auto again = by_regulator(given + "--lang en");
  EXPECT_EQ(again.exit, 1);
  EXPECT_NE(again.err.find("The document D1 stands for movement F1/0001 already"),
            std::string::npos)
      << again.err;
}

TEST_F(FundCommands, AnAmountBeyondTheMaximumIsToldTheMaximum) {
  open();
  const auto refused =
      by_regulator("fund appropriate F1 --amount 100000000000.01 --document D1 --lang en");
  EXPECT_EQ(refused.exit, 1);
  EXPECT_NE(refused.err.find("at most 100,000,000,000.00 yuan"), std::string::npos) << refused.err;
  const auto funding = on_book(
      "funding receive --project QH01 --amount 100000000000.01 --reference FD --actor bank.ccb "
      "--now 2026-11-02T10:00:00+08:00 --lang en");
  EXPECT_NE(funding.err.find("at most 100,000,000,000.00 yuan"), std::string::npos) << funding.err;
}

TEST_F(FundCommands, AProposalIsTakenBackAndShownAsWithdrawn) {
  open();
  ASSERT_EQ(by_regulator("fund appropriate F1 --amount 5.00 --document D1").exit, 0);
  ASSERT_EQ(by_regulator("fund give-back F1 --amount 1.00 --document D2 --on 2026-10-01").exit, 0);
  const auto taken = by_regulator("fund withdraw F1/0002 --lang en");
  EXPECT_NE(taken.out.find("taken back; nothing was booked."), std::string::npos) << taken.out;
  const auto shown = on_book("fund show F1 --json").json();
  EXPECT_EQ(text(shown, "held"), "5.00");
  const auto& movement = item(shown, "movements", 1);
  EXPECT_EQ(names_of(movement),
            (Names{"id", "kind", "amount", "on", "debtor", "booked_on", "document", "state"}));
  EXPECT_EQ(text(movement, "state"), "withdrawn");
  EXPECT_EQ(text(movement, "on"), "2026-10-01");
  EXPECT_TRUE(movement.find("booked_on")->is_null());
  EXPECT_EQ(text(item(shown, "movements", 0), "booked_on"), "2026-11-02");
  const auto again = by_regulator("fund approve F1/0002 --lang en");
  EXPECT_NE(again.err.find("does not wait for approval: withdrawn."), std::string::npos)
      << again.err;
}

}  // namespace
}  // namespace anxin::cli
