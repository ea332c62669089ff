// Letters of guarantee in place of cash, and the refund of a deposit.
#include <gtest/gtest.h>

#include "tests/support/deposit_books.h"

namespace anxin::payments {
namespace {

using tests::deposit_at;
using tests::DepositBook;
using tests::field;
using tests::kDecision;
using tests::kNotice;
using tests::kOwnLine;
using tests::kSubsLine;
using tests::Stage;

const std::string kLetter = "QH02-G01";
const std::string kLetterAccount = "c:QH02:guarantee_letter:QH02-G01";

// ---- letters ------------------------------------------------------------------------------------

TEST(GuaranteeLetters, CoverWhatIsRequiredAndRemindAMonthBeforeTheyEnd) {
  const auto book = deposit_at(Stage::assessed);
  const auto taken = book->take(DepositBook::letter_of("390000.00")).value();
  EXPECT_EQ(field(taken, "letter"), kLetter);
  EXPECT_EQ(field(taken, "remind_on"), "2027-10-10");
  EXPECT_EQ(book->balance(kLetterAccount), "390000.00");
  EXPECT_TRUE(book->deposit().covered());
  EXPECT_EQ(book->broken(), "");
}

TEST(GuaranteeLetters, CoverNothingFromTheDayAfterTheirLast) {
  const auto book = deposit_at(Stage::assessed);
  (void)book->take(DepositBook::letter_of("390000.00")).value();
  book->now("2027-11-10 10:00");
  EXPECT_TRUE(book->deposit().covered());
  book->now("2027-11-11 10:00");
  EXPECT_FALSE(book->deposit().covered());
  (void)book->end(kLetter, LetterEnd::lapsed).value();
  EXPECT_EQ(book->balance(kLetterAccount), "0.00");
  EXPECT_EQ(book->broken(), "");
}

TEST(GuaranteeLetters, CoverNothingBeforeTheirFirstDay) {
  const auto book = deposit_at(Stage::assessed);  // the 16th
  auto later = DepositBook::letter_of("390000.00");
  later.valid_from = tests::day("2026-11-17");
  later.valid_to = tests::day("2027-11-17");
  (void)book->take(later).value();
  EXPECT_FALSE(book->deposit().covered());
  book->now("2026-11-17 09:00");
  EXPECT_TRUE(book->deposit().covered());
}

TEST(GuaranteeLetters, EndWhenAnotherReplacesThem) {
  const auto book = deposit_at(Stage::assessed);
  (void)book->take(DepositBook::letter_of("390000.00")).value();
  auto second = DepositBook::letter_of("400000.00");
  second.replaces = kLetter;
  (void)book->take(second).value();
  EXPECT_EQ(book->balance(kLetterAccount), "0.00");
  EXPECT_EQ(to_string(book->deposit().letters), "400000.00");
  EXPECT_EQ(to_word(book->deposit().papers.front().state), "replaced");
  EXPECT_EQ(book->broken(), "");
}

TEST(GuaranteeLetters, AreGivenBackWhereCashCovers) {
  const auto book = deposit_at(Stage::stored);
  (void)book->take(DepositBook::letter_of("390000.00")).value();
  (void)book->end(kLetter, LetterEnd::given_back).value();
  EXPECT_TRUE(book->deposit().covered());
  EXPECT_EQ(book->broken(), "");
}

// The letter pays the lines of a notice: its issuer then has a claim on the contractor.
std::unique_ptr<DepositBook> letter_with_notice() {
  auto book = deposit_at(Stage::assessed);
  (void)book->take(DepositBook::letter_of("390000.00")).value();
  (void)book->deposits()
      .propose_notice(book->by("zhao.regulator"),
                      {"QH02", kDecision, {kSubsLine, kOwnLine}, kLetter})
      .value();
  (void)book->approve_notice("qian.regulator").value();
  return book;
}

TEST(GuaranteeLetters, PayANoticeAndGiveTheIssuerAClaim) {
  const auto book = letter_with_notice();
  EXPECT_EQ(book->available(kLetterAccount), "377104.02");
  EXPECT_EQ(book->broken(), "");
  const auto taken = book->answer("bank.ccb", DepositBook::paid({kSubsLine, kOwnLine})).value();
  EXPECT_EQ(field(taken, "to_replenish"), "12895.98");
  EXPECT_EQ(book->balance(kLetterAccount), "377104.02");
  EXPECT_EQ(book->balance("c:QH02:claim:BK1:GC2"), "12895.98");
  EXPECT_EQ(book->state(kOwnLine), "discharged");
  EXPECT_EQ(book->broken(), "");
}

TEST(GuaranteeLetters, TakeBackWhatWasReturned) {
  const auto book = letter_with_notice();
  (void)book->answer("bank.ccb", DepositBook::paid({kSubsLine, kOwnLine})).value();
  (void)book->answer("bank.ccb", DepositBook::returned(kSubsLine, "AC04")).value();
  EXPECT_EQ(book->balance(kLetterAccount), "384366.27");
  EXPECT_EQ(book->balance("c:QH02:claim:BK1:GC2"), "5633.73");
  EXPECT_EQ(book->state(kSubsLine), "returned");
  EXPECT_EQ(book->broken(), "");
  EXPECT_TRUE(book->verified().ok());
}

TEST(GuaranteeLetters, ANewOneReplenishesWhatAnotherPaid) {
  const auto book = letter_with_notice();
  (void)book->answer("bank.ccb", DepositBook::paid({kSubsLine, kOwnLine})).value();
  EXPECT_FALSE(book->deposit().covered());
  auto second = DepositBook::letter_of("390000.00");
  second.replaces = kLetter;
  (void)book->take(second).value();
  EXPECT_FALSE(book->deposit().deposit->replenish_by);
  EXPECT_TRUE(book->deposit().covered());
}

// ---- refund -------------------------------------------------------------------------------------

std::unique_ptr<DepositBook> finished() {
  auto book = deposit_at(Stage::stored);
  book->clear_wages();
  (void)book->money("bank.icbc", "12.30", "IN-1", DepositMoney::interest).value();
  book->now("2026-12-17 10:00");
  return book;
}

TEST(DepositRefunds, GoThroughAuditAndConfirmationByTwoPersons) {
  const auto book = finished();
  EXPECT_EQ(field(book->apply("2026-11-16").value(), "audit_by"), "2026-12-24");
  EXPECT_EQ(field(book->audit().value(), "confirm_by"), "2026-12-22");
  const auto confirmed = book->confirm_refund("qian.regulator").value();
  EXPECT_EQ(field(confirmed, "principal"), "390000.00");
  EXPECT_EQ(field(confirmed, "interest"), "12.30");
  EXPECT_EQ(book->balance("c:QH02:deposit_bank"), "0.00");
  EXPECT_EQ(to_string(book->deposit().deposit->refunded_on.value()), "2026-12-17");
  EXPECT_EQ(book->broken(), "");
}

TEST(DepositRefunds, GiveLettersBack) {
  const auto book = finished();
  (void)book->take(DepositBook::letter_of("390000.00")).value();
  (void)book->apply("2026-11-16").value();
  (void)book->audit().value();
  (void)book->confirm_refund("qian.regulator").value();
  EXPECT_EQ(to_word(book->deposit().papers.front().state), "given-back");
  EXPECT_EQ(book->broken(), "");
}

TEST(DepositRefunds, RefusedWithReasonsMayBeAppliedForAgain) {
  const auto book = finished();
  (void)book->apply("2026-11-16").value();
  EXPECT_EQ(field(book->audit("尚有工资争议").value(), "state"), "refused");
  EXPECT_EQ(book->balance("c:QH02:deposit_bank"), "390012.30");
  EXPECT_EQ(field(book->apply("2026-11-16").value(), "refund"), "QH02-R02");
}

}  // namespace
}  // namespace anxin::payments
