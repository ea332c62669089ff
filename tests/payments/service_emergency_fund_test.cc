// An emergency fund: what is given, recovered, given back and written off, by whom, and that its
// identity holds after each.
#include <gtest/gtest.h>

#include "payments/domain/chart.h"
#include "payments/service/emergency_fund_service.h"
#include "tests/support/county_requests.h"

namespace anxin::payments {
namespace {

using ledger::Receipt;
using tests::CountyBook;
using tests::day;
using tests::field;
using tests::reason;
using tests::yuan;

constexpr const char* kFund = "360799";
constexpr const char* kDebtor = "GC2";

constexpr const char* kSecondRegulator = R"(
[[staff]]
actor = "qian.regulator"
person = "S019"
name = "钱监察"
party = "HRSS"
role = "regulator"

[[staff]]
actor = "zhao.again"
person = "S007"
name = "赵秉禾"
party = "HRSS"
role = "regulator"
)";

class TheFund : public ::testing::Test {
 protected:
  TheFund() {
    must(book.load(book.by("zhao.regulator")));
    must(book.load(book.by("zhao.regulator"), {{"staff.toml", kSecondRegulator}}));
    must(service.open(book.by("zhao.regulator"),
                      {kFund, "360799", "应急周转金", day("2026-10-01")}));
    must(move(FundMovementKind::appropriated, "2000000.00"));
  }
  void must(const Result<Receipt>& result) { ASSERT_EQ(reason(result), "ok"); }
  Result<Receipt> move(FundMovementKind kind, const std::string& amount,
                       const std::string& actor = "zhao.regulator") {
    const std::string debtor = has_debtor(kind) ? kDebtor : "";
    return service.move(book.by(actor), {kFund, kind, debtor, yuan(amount), {}, "财预〔2026〕1号"});
  }
  /// As a payment of wages in the debtor's place would leave it.
  void advance(const std::string& amount) {
    book::Post post;
    post.postings.push_back({chart::fund_receivable(kFund, kDebtor),
                             chart::fund_bank(kFund),
                             to_decimal(yuan(amount), Currency::cny()),
                             {}});
    book::Command command;
    command.key = "advance-" + amount;
    command.actor = "test";
    command.steps = {book::OpenAccount{chart::fund_receivable(kFund, kDebtor),
                                       book::Side::debit,
                                       Currency::cny(),
                                       Decimal{},
                                       {},
                                       {}},
                     std::move(post)};
    ASSERT_EQ(reason(book.writer->execute(std::move(command))), "ok");
  }
  std::string sums() {
    EXPECT_EQ(book.broken(), "");
    const auto view = service.show(kFund).value();
    return to_string(view.held) + " + " + to_string(view.receivable) + " = " +
           to_string(view.capital);
  }

  CountyBook book;
  EmergencyFundService service{*book.book};
};

TEST_F(TheFund, HoldsWhatItWasGivenAndEarned) {
  must(move(FundMovementKind::interest, "1500.00"));
  EXPECT_EQ(sums(), "2001500.00 + 0.00 = 2001500.00");
}

TEST_F(TheFund, RecoversUpToWhatTheDebtorOwes) {
  advance("300.00");
  EXPECT_EQ(sums(), "1999700.00 + 300.00 = 2000000.00");
  const auto more = move(FundMovementKind::recovered, "300.01");
  EXPECT_EQ(reason(more), "fund.more-than-owed");
  EXPECT_EQ(more.error().details, (Fields{{"owed", "300.00"}}));
  must(move(FundMovementKind::recovered, "299.99"));
  EXPECT_EQ(sums(), "1999999.99 + 0.01 = 2000000.00");
  must(move(FundMovementKind::recovered, "0.01"));
  EXPECT_TRUE(service.show(kFund).value().debtors.empty());
}

TEST_F(TheFund, WritesOffWhatTwoPersonsHaveDecided) {
  advance("300.00");
  const auto proposed = move(FundMovementKind::written_off, "300.00").value();
  EXPECT_EQ(field(proposed, "state"), "proposed");
  EXPECT_EQ(sums(), "1999700.00 + 300.00 = 2000000.00");
  const auto id = field(proposed, "movement");
  EXPECT_EQ(reason(service.approve(book.by("zhao.regulator"), id)), "access.same-person");
  EXPECT_EQ(reason(service.approve(book.by("zhao.again"), id)), "access.same-person");
  must(service.approve(book.by("qian.regulator"), id));
  EXPECT_EQ(sums(), "1999700.00 + 0.00 = 1999700.00");
  EXPECT_EQ(reason(service.approve(book.by("qian.regulator"), id)), "fund.movement-state");
}

// The debtor paid between the proposal and its approval.
TEST_F(TheFund, WritesOffNoMoreThanIsOwedWhenItIsApproved) {
  advance("300.00");
  const auto id = field(move(FundMovementKind::written_off, "300.00").value(), "movement");
  must(move(FundMovementKind::recovered, "0.01"));
  EXPECT_EQ(reason(service.approve(book.by("qian.regulator"), id)), "fund.more-than-owed");
}

TEST_F(TheFund, GivesBackToTheTreasuryNoMoreThanItHolds) {
  EXPECT_EQ(reason(move(FundMovementKind::given_back, "2000000.01")), "fund.more-than-held");
  const auto id = field(move(FundMovementKind::given_back, "2000000.00").value(), "movement");
  must(service.approve(book.by("qian.regulator"), id));
  EXPECT_EQ(sums(), "0.00 + 0.00 = 0.00");
}

TEST_F(TheFund, AnswersARetryWithTheFirstMovement) {
  const auto caller = book.by("zhao.regulator");
  const FundMovementRequest request{kFund, FundMovementKind::interest, "", yuan("1.00"), {}, "I-1"};
  const auto first = service.move(caller, request).value();
  const auto again = service.move(caller, request).value();
  EXPECT_TRUE(again.replayed);
  EXPECT_EQ(field(again, "movement"), field(first, "movement"));
  EXPECT_EQ(service.show(kFund).value().movements.size(), 2U);
}

TEST_F(TheFund, IsListedWithItsMovementsInOrder) {
  advance("300.00");
  must(move(FundMovementKind::recovered, "100.00"));
  const auto all = service.list().value();
  ASSERT_EQ(all.size(), 1U);
  ASSERT_EQ(all[0].movements.size(), 2U);
  EXPECT_EQ(all[0].movements[0].id, "360799/0001");
  EXPECT_EQ(to_word(all[0].movements[1].kind), "recovered");
  ASSERT_EQ(all[0].debtors.size(), 1U);
  EXPECT_EQ(to_string(all[0].debtors[0].owed), "200.00");
}

TEST_F(TheFund, RefusesWithAWordOfItsOwn) {
  const auto zhao = [&] { return book.by("zhao.regulator"); };
  const auto given = [&](const FundMovementRequest& request) {
    return reason(service.move(zhao(), request));
  };
  constexpr auto kGiven = FundMovementKind::appropriated;
  EXPECT_EQ(reason(move(kGiven, "1.00", "li.clerk")), "access.not-permitted");
  EXPECT_EQ(reason(move(kGiven, "1.00", "bank.ccb")), "access.not-permitted");
  EXPECT_EQ(reason(service.open(book.by("li.clerk"), {"F2", "360799", "x", {}})),
            "access.not-permitted");
  EXPECT_EQ(reason(service.open(zhao(), {kFund, "360799", "x", {}})), "fund.exists");
  for (const char* id : {"", "a:b", "a b", "周转金", "1234567890123456789012345"}) {
    EXPECT_EQ(reason(service.open(zhao(), {id, "360799", "x", {}})), "fund.id-invalid") << id;
  }
  EXPECT_EQ(given({"F9", kGiven, "", yuan("1.00"), {}, "D"}), "fund.unknown");
  EXPECT_EQ(given({kFund, kGiven, "", yuan("0.00"), {}, "D"}), "payments.amount-invalid");
  EXPECT_EQ(given({kFund, kGiven, "", kFundingMax + yuan("0.01"), {}, "D"}),
            "payments.amount-invalid");
  EXPECT_EQ(given({kFund, kGiven, "", yuan("1.00"), {}, ""}), "fund.document-missing");
  EXPECT_EQ(given({kFund, FundMovementKind::recovered, "NOBODY", yuan("1.00"), {}, "D"}),
            "fund.debtor-unknown");
  EXPECT_EQ(given({kFund, FundMovementKind::recovered, kDebtor, yuan("0.01"), {}, "D"}),
            "fund.more-than-owed");
  EXPECT_EQ(reason(service.approve(zhao(), "360799/0099")), "fund.movement-unknown");
  EXPECT_EQ(reason(service.show("F9")), "fund.unknown");
  EXPECT_EQ(sums(), "2000000.00 + 0.00 = 2000000.00");
}

}  // namespace
}  // namespace anxin::payments
