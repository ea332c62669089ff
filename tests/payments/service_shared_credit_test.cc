// One credit of the bank on an account number that several contracts share is booked once,
// whichever contract it belongs to and whether the receipt or the statement comes first.
#include <gtest/gtest.h>

#include <random>

#include "payments/service/suspense_service.h"
#include "tests/support/shared_books.h"

namespace anxin::payments {
namespace {

using tests::day;
using tests::kSharedNumber;
using tests::reason;
using tests::SharedBook;
using tests::StatementText;
using tests::yuan;

// 30.00 under the reference FD-3 on the first day, and nothing on the second.
StatementText day_of_credit(const std::string& amount = "30.00") {
  return {"ST-1", kSharedNumber, "2026-11-06", "0.00", amount, {{"R-1", "CRDT", amount, "FD-3"}}};
}
StatementText quiet_day() { return {"ST-2", kSharedNumber, "2026-11-07", "30.00", "30.00", {}}; }

// Everything that must be true of a sub-book, at any time.
void expect_sound(const SharedBook& book, const std::vector<std::string>& contracts) {
  EXPECT_EQ(book.broken(), "");
  for (const auto& contract : contracts) {
    for (const auto& report : book.reports(contract)) {
      EXPECT_TRUE(report.balances()) << contract << " " << report.bank_statement;
      EXPECT_TRUE(report.entries_add_up()) << contract << " " << report.bank_statement;
      Money closing = report.opening;
      for (const auto& entry : report.entries) {
        closing += entry.direction == Direction::credit ? entry.amount : -entry.amount;
      }
      EXPECT_EQ(closing, report.closing) << contract << " " << report.bank_statement;
    }
  }
}

TEST(SharedCredit, GoesFromTheFirstContractsSuspenseToTheOneThatBooksIt) {
  SharedBook book;
  (void)book.take(day_of_credit()).value();
  (void)book.take(quiet_day()).value();
  book.explain();
  ASSERT_EQ(book.balance("c:QH02:suspense_in"), "30.00");
  ASSERT_EQ(book.of("QH02"), "30.00");
  (void)book.fund("QH03", "30.00", "FD-3", "2026-11-08").value();
  EXPECT_EQ(book.balance("c:QH02:suspense_in"), "0.00");
  EXPECT_EQ(book.of("QH02"), "0.00");
  EXPECT_EQ(book.balance("c:QH02:escrow"), "0.00");
  EXPECT_EQ(book.of("QH03"), "30.00");
  EXPECT_EQ(book.balance("c:QH03:escrow"), "30.00");
  expect_sound(book, {"QH02", "QH03"});
}

TEST(SharedCredit, IsThenTheOtherContractsOnEveryDayOfItsStatements) {
  SharedBook book;
  (void)book.take(day_of_credit()).value();
  (void)book.take(quiet_day()).value();
  book.explain();
  (void)book.fund("QH03", "30.00", "FD-3").value();
  for (const auto& [contract, closing] : {std::pair("QH02", "0.00"), std::pair("QH03", "30.00")}) {
    for (const auto& report : book.reports(contract)) {
      EXPECT_EQ(to_string(report.closing), closing) << contract << " " << report.bank_statement;
      EXPECT_EQ(report.state, StatementState::reconciled);
    }
  }
  EXPECT_TRUE(book.reports("QH02").front().entries.empty());
  EXPECT_EQ(to_word(book.reports("QH03").front().entries.front().match), "reference");
  // The day the money came is the bank's, whatever the clerk wrote.
  const auto receipt = find(book.reader(), kReceipts, "QH03/FD-3")->value;
  EXPECT_EQ(receipt.on, day("2026-11-06"));
  EXPECT_EQ(receipt.wage_account, "icbc-3");
}

TEST(SharedCredit, LaterStatementsGoOnFromTheRestatedBalances) {
  SharedBook book;
  (void)book.take(day_of_credit()).value();
  book.explain();
  (void)book.fund("QH03", "30.00", "FD-3").value();
  EXPECT_EQ(reason(book.take(day_of_credit())), "payments.duplicate-file");
  (void)book
      .take({"ST-2", kSharedNumber, "2026-11-07", "30.00", "37.00", {{"R-2", "CRDT", "7.00"}}})
      .value();
  book.explain();
  EXPECT_EQ(to_string(book.reports("QH02").back().closing), "7.00");
  EXPECT_EQ(to_string(book.reports("QH03").back().closing), "30.00");
  expect_sound(book, {"QH02", "QH03"});
}

TEST(SharedCredit, IsMatchedByTheReceiptThatWasBookedBetweenImportAndReconciliation) {
  SharedBook book;
  (void)book.take(day_of_credit()).value();
  (void)book.fund("QH03", "30.00", "FD-3").value();
  expect_sound(book, {"QH02", "QH03"});
  book.explain();
  EXPECT_EQ(book.balance("c:QH02:suspense_in"), "0.00");
  EXPECT_EQ(book.of("QH02"), "0.00");
  EXPECT_EQ(book.of("QH03"), "30.00");
  EXPECT_EQ(book.reports("QH02").front().state, StatementState::reconciled);
  EXPECT_FALSE(find(book.reader(), kReceipts, "QH03/FD-3")->value.matched_by.empty());
  expect_sound(book, {"QH02", "QH03"});
}

TEST(SharedCredit, BalancesOnEveryDayWhereTheReceiptWasBookedForALaterOne) {
  SharedBook book;
  (void)book.fund("QH03", "30.00", "FD-3", "2026-11-08").value();
  (void)book.take(day_of_credit()).value();
  book.explain();
  expect_sound(book, {"QH02", "QH03"});
  ASSERT_EQ(book.reports("QH03").front().in_transit.size(), 1U);
  EXPECT_EQ(to_string(book.reports("QH03").front().in_transit.front().amount), "30.00");
}

TEST(SharedCredit, OfAnotherAmountOrReferenceStaysInSuspense) {
  for (const char* amount : {"29.99", "30.01"}) {
    SharedBook book;
    (void)book.take(day_of_credit(amount)).value();
    (void)book.fund("QH03", "30.00", "FD-3").value();
    book.explain();
    EXPECT_EQ(book.balance("c:QH02:suspense_in"), amount);
    EXPECT_EQ(book.of("QH03"), "30.00");
  }
  SharedBook book;
  (void)book.take(day_of_credit()).value();
  book.explain();
  (void)book.fund("QH03", "30.00", "FD-4").value();
  EXPECT_EQ(book.balance("c:QH02:suspense_in"), "30.00");
}

TEST(SharedCredit, IsNotBookedByASecondContract) {
  SharedBook book;
  (void)book.fund("QH02", "30.00", "FD-3").value();
  EXPECT_EQ(reason(book.fund("QH03", "30.00", "FD-3")), "payments.funding-exists");
  (void)book.take(day_of_credit()).value();
  EXPECT_EQ(reason(book.fund("QH03", "30.00", "FD-3")), "payments.funding-exists");
  book.explain();
  EXPECT_EQ(reason(book.fund("QH03", "30.00", "FD-3")), "payments.funding-exists");
  EXPECT_EQ(book.of("QH03"), "0.00");
  // Another amount is another transfer; so is a second credit that the bank has shown.
  EXPECT_EQ(reason(book.fund("QH03", "30.01", "FD-3")), "ok");
  SharedBook twice;
  (void)twice.fund("QH02", "30.00", "FD-3").value();
  auto both = day_of_credit();
  both.closing = "60.00";
  both.movements.push_back({"R-2", "CRDT", "30.00", "FD-3"});
  (void)twice.take(both).value();
  twice.explain();
  (void)twice.fund("QH03", "30.00", "FD-3").value();
  EXPECT_EQ(twice.of("QH02"), "30.00");
  EXPECT_EQ(twice.of("QH03"), "30.00");
  EXPECT_EQ(twice.balance("c:QH02:suspense_in"), "0.00");
  expect_sound(twice, {"QH02", "QH03"});
}

TEST(SharedCredit, FindsTheContractOfItsAmountWhereTwoHaveTheReference) {
  SharedBook book;
  (void)book.fund("QH02", "31.00", "FD-3").value();
  (void)book.fund("QH03", "30.00", "FD-3").value();
  (void)book.take(day_of_credit()).value();
  book.explain();
  EXPECT_EQ(book.balance("c:QH02:suspense_in"), "0.00");
  EXPECT_FALSE(find(book.reader(), kReceipts, "QH03/FD-3")->value.matched_by.empty());
  expect_sound(book, {"QH02", "QH03"});
}

TEST(SharedCredit, ReachesAContractThatWasLoadedAfterTheStatement) {
  SharedBook book;
  (void)book.take(day_of_credit()).value();
  (void)book.take(quiet_day()).value();
  book.explain();
  (void)book.more(tests::sharing_contract("QH04", "icbc-4")).value();
  (void)book.fund("QH04", "30.00", "FD-3").value();
  EXPECT_EQ(book.of("QH04"), "30.00");
  ASSERT_EQ(book.reports("QH04").size(), 1U);
  EXPECT_EQ(to_string(book.reports("QH04").front().closing), "30.00");
  EXPECT_EQ(book.reports("QH04").front().state, StatementState::reconciled);
  (void)book.take({"ST-3", kSharedNumber, "2026-11-08", "30.00", "30.00", {}}).value();
  expect_sound(book, {"QH02", "QH03", "QH04"});
}

TEST(SharedCredit, ThatLeftWithTheFirstContractsBalanceIsRefused) {
  SharedBook book;
  (void)book.take(day_of_credit()).value();
  book.explain();
  book.now("2026-11-18 10:00");
  (void)book.more(tests::kSecondAccount).value();
  (void)book.move("chen.clerk").value();
  (void)book.agree("zhao.regulator", "QH02-M01").value();
  EXPECT_EQ(reason(book.fund("QH03", "30.00", "FD-3")), "payments.credit-moved-on");
  EXPECT_EQ(book.of("QH03"), "0.00");
  EXPECT_EQ(book.balance("c:QH02:suspense_in"), "30.00");
}

// ---- any order ----------------------------------------------------------------------------------

struct Credit {
  std::string contract;
  std::string reference;
  Money amount;
  bool is_known = true;  // somebody books it
};

// One play: two or three contracts, a credit or two a day, and receipts, imports and
// reconciliations in an order of chance.
class SharedPlay {
 public:
  explicit SharedPlay(std::uint64_t seed) : random_(seed) {
    if (roll(2) == 0) {
      (void)book_.more(tests::sharing_contract("QH04", "icbc-4")).value();
      contracts_.push_back("QH04");
    }
    for (std::size_t i = 0; i < 4; ++i) {
      credits_.push_back({contracts_[roll(contracts_.size())], "FD-" + std::to_string(i),
                          Money::from_minor(static_cast<std::int64_t>(100 + roll(3))),
                          roll(5) != 0});
    }
  }

  void run() {
    std::vector<std::size_t> receipts;
    for (std::size_t i = 0; i < credits_.size(); ++i) {
      if (credits_[i].is_known) receipts.push_back(i);
    }
    std::shuffle(receipts.begin(), receipts.end(), random_);
    while (!receipts.empty() || days_ < 2) {
      const auto choice = roll(3);
      if (choice == 0 && !receipts.empty()) {
        book(credits_[receipts.back()]);
        receipts.pop_back();
      } else if (choice == 1 && days_ < 2) {
        next_day();
      } else if (choice == 2) {
        book_.explain(contracts_[roll(contracts_.size())]);
      }
      expect_sound(book_, contracts_);
    }
    for (const auto& contract : contracts_) book_.explain(contract);
  }

  void expect_the_end() const {
    Money bank;
    Money books;
    for (const auto& contract : contracts_) {
      const auto known = sum_of(contract);
      const auto strange = contract == "QH02" ? unknown() : Money();
      EXPECT_EQ(book_.of(contract), to_string(known + strange)) << contract;
      EXPECT_EQ(book_.balance("c:" + contract + ":escrow"), to_string(known)) << contract;
      EXPECT_EQ(book_.balance("c:" + contract + ":suspense_in"), to_string(strange)) << contract;
      EXPECT_EQ(to_string(book_.reports(contract).back().closing), book_.of(contract));
      books += yuan(book_.of(contract));
    }
    for (const auto& credit : credits_) bank += credit.amount;
    EXPECT_EQ(books, bank);
    expect_sound(book_, contracts_);
  }

 private:
  std::size_t roll(std::size_t count) {
    return std::uniform_int_distribution<std::size_t>(0, count - 1)(random_);
  }

  void book(const Credit& credit) {
    const std::string on = "2026-11-0" + std::to_string(6 + roll(3));
    (void)book_.fund(credit.contract, to_string(credit.amount), credit.reference, on).value();
  }

  // The 6th and the 7th show two credits each.
  void next_day() {
    StatementText text{"ST-" + std::to_string(days_),
                       kSharedNumber,
                       "2026-11-0" + std::to_string(6 + days_),
                       to_string(bank_),
                       "",
                       {}};
    for (std::size_t i = 2 * days_; i < 2 * days_ + 2; ++i) {
      const auto& credit = credits_[i];
      text.movements.push_back(
          {"R-" + std::to_string(i), "CRDT", to_string(credit.amount), credit.reference});
      bank_ += credit.amount;
    }
    text.closing = to_string(bank_);
    (void)book_.take(text).value();
    ++days_;
  }

  [[nodiscard]] Money sum_of(const std::string& contract) const {
    Money sum;
    for (const auto& credit : credits_) {
      if (credit.is_known && credit.contract == contract) sum += credit.amount;
    }
    return sum;
  }
  [[nodiscard]] Money unknown() const {
    Money sum;
    for (const auto& credit : credits_) {
      if (!credit.is_known) sum += credit.amount;
    }
    return sum;
  }

  SharedBook book_;
  std::mt19937_64 random_;
  std::vector<std::string> contracts_{"QH02", "QH03"};
  std::vector<Credit> credits_;
  std::size_t days_ = 0;
  Money bank_;
};

TEST(SharedCredit, EndsInTheSameBalancesInWhicheverOrderReceiptsAndStatementsCome) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    SharedPlay play(seed);
    play.run();
    play.expect_the_end();
    ASSERT_FALSE(::testing::Test::HasFailure()) << "seed " << seed;
  }
}

// Whose credit it is, is not clear: nobody books it a second time.
TEST(SharedCredit, ThatWaitsInAnothersSuspenseIsNoRestitutionToCome) {
  SharedBook book;
  (void)book
      .take({"ST-1",
             kSharedNumber,
             "2026-11-06",
             "0.00",
             "10.00",
             {{"R-1", "CRDT", "10.00", "RST-1"}}})
      .value();
  book.explain();
  ASSERT_EQ(book.balance("c:QH02:suspense_in"), "10.00");
  SuspenseRequest asked;
  asked.contract = "QH03";
  asked.way = SuspenseWay::restitution;
  asked.party = "BK2";
  asked.amount = yuan("10.00");
  asked.document = "说明-1";
  const auto propose = [&](const std::string& reference) {
    asked.reference = reference;
    return reason(SuspenseService(*book.book).propose(book.by("chen.clerk"), asked));
  };
  EXPECT_EQ(propose("RST-1"), "payments.funding-exists");
  EXPECT_EQ(propose("RST-2"), "suspense.beyond");
}

}  // namespace
}  // namespace anxin::payments
