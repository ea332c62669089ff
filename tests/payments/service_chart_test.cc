// The chart of accounts and the words of batches and lines: both are stored for ever.
#include <gtest/gtest.h>

#include "payments/domain/chart.h"
#include "payments/domain/payroll.h"
#include "tests/support/book_builder.h"

namespace anxin::payments {
namespace {

constexpr Month kMonth = std::chrono::year(2026) / std::chrono::October;

TEST(Chart, NamesTheAccountsOfAContract) {
  EXPECT_EQ(chart::contract_prefix("Q1"), "c:Q1:");
  EXPECT_EQ(chart::wage_bank("Q1", "ccb").text(), "c:Q1:wage_bank:ccb");
  EXPECT_EQ(chart::escrow("Q1").text(), "c:Q1:escrow");
  EXPECT_EQ(chart::wage_payable("Q1", kMonth, "LW1", "W1").text(),
            "c:Q1:wage_payable:2026-10:LW1:W1");
  EXPECT_EQ(chart::wage_payable_prefix("Q1"), "c:Q1:wage_payable:");
  EXPECT_EQ(chart::wage_payable_prefix("Q1", kMonth), "c:Q1:wage_payable:2026-10:");
  EXPECT_EQ(chart::deduction_payable("Q1", "tax", "LW1").text(), "c:Q1:deduction_payable:tax:LW1");
  EXPECT_EQ(chart::deduction_payable_prefix("Q1"), "c:Q1:deduction_payable:");
  EXPECT_EQ(chart::suspense_in("Q1").text(), "c:Q1:suspense_in");
  EXPECT_EQ(chart::suspense_out("Q1").text(), "c:Q1:suspense_out");
  EXPECT_EQ(chart::funding_due("Q1", "OW1").text(), "c:Q1:funding_due:OW1");
  EXPECT_EQ(chart::funding_contra("Q1", "OW1").text(), "c:Q1:funding_contra:OW1");
  EXPECT_EQ(chart::overpaid("Q1", "W1").text(), "c:Q1:overpaid:W1");
  EXPECT_EQ(chart::restitution_due("Q1", "GC1").text(), "c:Q1:restitution_due:GC1");
  EXPECT_EQ(chart::deposit_bank("Q1").text(), "c:Q1:deposit_bank");
  EXPECT_EQ(chart::deposit_liability("Q1").text(), "c:Q1:deposit_liability");
  EXPECT_EQ(chart::deposit_interest("Q1").text(), "c:Q1:deposit_interest");
  EXPECT_EQ(chart::guarantee_letter("Q1", "L1").text(), "c:Q1:guarantee_letter:L1");
  EXPECT_EQ(chart::guarantee_contra("Q1", "L1").text(), "c:Q1:guarantee_contra:L1");
  EXPECT_EQ(chart::claim("Q1", "GC1", "LW1").text(), "c:Q1:claim:GC1:LW1");
  EXPECT_EQ(chart::claim_contra("Q1", "GC1", "LW1").text(), "c:Q1:claim_contra:GC1:LW1");
  EXPECT_EQ(chart::price_open("Q1", "OW1").text(), "c:Q1:price_open:OW1");
  EXPECT_EQ(chart::price_contra("Q1", "OW1").text(), "c:Q1:price_contra:OW1");
}

TEST(Chart, NamesTheAccountsOfAFund) {
  EXPECT_EQ(chart::fund_prefix("360781"), "f:360781:");
  EXPECT_EQ(chart::fund_bank("360781").text(), "f:360781:fund_bank");
  EXPECT_EQ(chart::fund_capital("360781").text(), "f:360781:fund_capital");
  EXPECT_EQ(chart::fund_receivable("360781", "GC1").text(), "f:360781:fund_receivable:GC1");
}

TEST(Chart, KnowsTheSideAndFloorOfEachKind) {
  struct Expected {
    const char* account;
    book::Side normal;
    bool floor;
  };
  for (const auto& one :
       std::vector<Expected>{{"c:Q1:wage_bank:a", book::Side::debit, false},
                             {"c:Q1:escrow", book::Side::credit, false},
                             {"c:Q1:wage_payable:2026-10:LW1:W1", book::Side::credit, true},
                             {"c:Q1:deduction_payable:tax:LW1", book::Side::credit, true},
                             {"c:Q1:suspense_in", book::Side::credit, true},
                             {"c:Q1:suspense_out", book::Side::debit, true},
                             {"c:Q1:funding_due:OW1", book::Side::debit, false},
                             {"c:Q1:funding_contra:OW1", book::Side::credit, false},
                             {"c:Q1:overpaid:W1", book::Side::debit, true},
                             {"c:Q1:restitution_due:GC1", book::Side::debit, true},
                             {"c:Q1:deposit_bank", book::Side::debit, true},
                             {"c:Q1:deposit_liability", book::Side::credit, true},
                             {"c:Q1:deposit_interest", book::Side::credit, true},
                             {"c:Q1:guarantee_letter:L1", book::Side::debit, true},
                             {"c:Q1:guarantee_contra:L1", book::Side::credit, true},
                             {"c:Q1:claim:GC1:LW1", book::Side::debit, true},
                             {"c:Q1:claim_contra:GC1:LW1", book::Side::credit, true},
                             {"c:Q1:price_open:OW1", book::Side::debit, true},
                             {"c:Q1:price_contra:OW1", book::Side::credit, true},
                             {"f:360781:fund_bank", book::Side::debit, true},
                             {"f:360781:fund_capital", book::Side::credit, false},
                             {"f:360781:fund_receivable:GC1", book::Side::debit, true}}) {
    const auto* kind = chart::kind_of(tests::name(one.account));
    ASSERT_NE(kind, nullptr) << one.account;
    EXPECT_EQ(kind->normal, one.normal) << one.account;
    EXPECT_EQ(kind->floor_at_zero, one.floor) << one.account;
  }
}

TEST(Chart, KnowsNoOtherNames) {
  for (const char* other :
       {"t:cash", "c:Q1", "c:Q1:cash", "x:Q1:escrow", "escrow", "f:Q1:escrow", "c:Q1:fund_bank"}) {
    EXPECT_EQ(chart::kind_of(tests::name(other)), nullptr) << other;
  }
}

TEST(Ids, AreNumberedPerContractMonthBatchAndFile) {
  EXPECT_EQ(batch_id("QH01", kMonth, 1), "QH01-202610-01");
  EXPECT_EQ(batch_id("QH01", kMonth, 100), "QH01-202610-100");
  EXPECT_EQ(line_id("QH01-202610-01", 7), "QH01-202610-01-0007");
  EXPECT_EQ(line_id("QH01-202610-01", 12'345), "QH01-202610-01-12345");
  EXPECT_EQ(file_id("QH01-202610-01", 2), "QH01-202610-01-F2");
}

TEST(LineWords, FollowTheStatesInTheirStoredOrder) {
  using namespace line_state;
  const std::vector<std::pair<LineState, std::string>> states{
      {Drafted{}, "drafted"},
      {Accrued{}, "accrued"},
      {Parked{}, "parked"},
      {InFlight{}, "in-flight"},
      {Paid{}, "paid"},
      {FailedMoneyOut{}, "failed-money-out"},
      {Failed{}, "failed"},
      {Unknown{}, "unknown"},
      {Returned{}, "returned"},
      {Replaced{}, "replaced"},
      {Discharged{}, "discharged"}};
  for (std::size_t i = 0; i < states.size(); ++i) {
    EXPECT_EQ(states[i].first.index(), i);
    EXPECT_EQ(to_word(states[i].first), states[i].second);
  }
}

TEST(LineWords, EverythingButDraftedPaidReplacedAndDischargedIsOwed) {
  using namespace line_state;
  for (const LineState& owed : std::vector<LineState>{
           Accrued{}, Parked{}, InFlight{}, FailedMoneyOut{}, Failed{}, Unknown{}, Returned{}}) {
    EXPECT_TRUE(is_owed(owed)) << to_word(owed);
  }
  for (const LineState& settled :
       std::vector<LineState>{Drafted{}, Paid{}, Replaced{}, Discharged{}}) {
    EXPECT_FALSE(is_owed(settled)) << to_word(settled);
  }
}

TEST(LineWords, OnlyParkedFailedAndReturnedLinesAreRepaired) {
  using namespace line_state;
  for (const LineState& open : std::vector<LineState>{Parked{}, Failed{}, Returned{}}) {
    EXPECT_TRUE(is_repairable(open)) << to_word(open);
  }
  for (const LineState& other :
       std::vector<LineState>{Drafted{}, Accrued{}, InFlight{}, Paid{}, FailedMoneyOut{}, Unknown{},
                              Replaced{}, Discharged{}}) {
    EXPECT_FALSE(is_repairable(other)) << to_word(other);
  }
}

TEST(BatchWords, FollowTheStatesInTheirStoredOrder) {
  using namespace batch_state;
  const std::vector<std::pair<BatchState, std::string>> states{
      {Checked{}, "checked"},       {Confirmed{}, "confirmed"},
      {Approved{}, "approved"},     {AwaitingFunds{}, "awaiting-funds"},
      {Instructed{}, "instructed"}, {Answered{}, "answered"},
      {Closed{}, "closed"}};
  for (std::size_t i = 0; i < states.size(); ++i) {
    EXPECT_EQ(states[i].first.index(), i);
    EXPECT_EQ(to_word(states[i].first), states[i].second);
  }
}

TEST(File, KnowsWhatWasPaidUntilADayAndWhatIsUndecided) {
  InstructionFile file;
  file.lines = {"a", "b", "c", "d"};
  EXPECT_EQ(undecided(file), 4U);
  file.outcomes = {{tests::day("2026-11-12"), 2, tests::yuan("20.00"), 1, tests::yuan("5.00")},
                   {tests::day("2026-11-13"), 1, tests::yuan("7.00"), 0, Money()}};
  EXPECT_EQ(undecided(file), 0U);
  EXPECT_EQ(paid_until(file, tests::day("2026-11-11")), Money());
  EXPECT_EQ(paid_until(file, tests::day("2026-11-12")), tests::yuan("20.00"));
  EXPECT_EQ(paid_until(file, tests::day("2026-11-13")), tests::yuan("27.00"));
}

}  // namespace
}  // namespace anxin::payments
