// Letters of guarantee in place of cash, and the refund of a deposit.
#include <gtest/gtest.h>

#include "tests/support/deposit_books.h"

namespace anxin::payments {
namespace {

using tests::deposit_at;
using tests::DepositBook;
using tests::field;
using tests::kNotice;
using tests::kOwnLine;
using tests::kSubsLine;
using tests::Stage;

const std::string kLetter = "QH02-G01";
const std::string kLetterAccount = "c:QH02:guarantee_letter:QH02-G01";

LetterRequest second_letter(const std::string& amount) {
  auto request = DepositBook::letter_of(amount);
  request.number = "G-2026-99";
  return request;
}

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
  auto second = second_letter("400000.00");
  second.replaces = kLetter;
  (void)book->take(second).value();
  EXPECT_EQ(book->balance(kLetterAccount), "0.00");
  EXPECT_EQ(to_string(book->deposit().letters), "400000.00");
  EXPECT_EQ(to_word(book->deposit().papers.front().state), "replaced");
  EXPECT_EQ(book->broken(), "");
}

TEST(GuaranteeLetters, AreGivenBackWhereCashCovers) {
  const auto book = deposit_at(Stage::stored);
  book->clear_wages();
  (void)book->take(DepositBook::letter_of("390000.00")).value();
  (void)book->end(kLetter, LetterEnd::given_back).value();
  EXPECT_TRUE(book->deposit().covered());
  EXPECT_EQ(book->broken(), "");
}

// The letter pays the lines of a notice: its issuer then has a claim on the contractor.
std::unique_ptr<DepositBook> letter_with_notice() {
  auto book = deposit_at(Stage::assessed);
  (void)book->take(DepositBook::letter_of("390000.00")).value();
  (void)book->propose(DepositBook::notice_of({kSubsLine, kOwnLine}, kLetter)).value();
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
  auto second = second_letter("390000.00");
  second.replaces = kLetter;
  (void)book->take(second).value();
  EXPECT_TRUE(book->deposit().to_replenish.empty());
  EXPECT_TRUE(book->deposit().covered());
}

// 退汇 after the letter has ended: the wage and the claim are as before, but nothing comes onto it.
TEST(GuaranteeLetters, TakeNothingBackOnceTheyHaveEnded) {
  const auto book = letter_with_notice();
  (void)book->answer("bank.ccb", DepositBook::paid({kSubsLine, kOwnLine})).value();
  auto second = second_letter("390000.00");
  second.replaces = kLetter;
  (void)book->take(second).value();
  (void)book->answer("bank.ccb", DepositBook::returned(kSubsLine, "AC04")).value();
  EXPECT_EQ(book->balance(kLetterAccount), "0.00");
  EXPECT_EQ(book->balance("c:QH02:guarantee_contra:QH02-G01"), "0.00");
  EXPECT_EQ(book->balance("c:QH02:claim:BK1:GC2"), "5633.73");
  EXPECT_EQ(book->state(kSubsLine), "returned");
  EXPECT_EQ(book->broken(), "");
}

TEST(GuaranteeLetters, TakeNothingBackAfterTheirLastDayNorEndTheDuty) {
  const auto book = letter_with_notice();
  (void)book->answer("bank.ccb", DepositBook::paid({kSubsLine, kOwnLine})).value();
  book->now("2027-11-11 10:00");
  (void)book->answer("bank.ccb", DepositBook::returned(kSubsLine, "AC04")).value();
  EXPECT_EQ(book->balance(kLetterAccount), "377104.02");
  EXPECT_EQ(to_string(sum_of(book->deposit().to_replenish)), "12895.98");
  EXPECT_EQ(book->broken(), "");
}

TEST(GuaranteeLetters, PutNothingBackBeforeTheirFirstDay) {
  const auto book = deposit_at(Stage::paid);
  auto later = DepositBook::letter_of("390000.00");
  later.valid_from = tests::day("2026-11-17");
  later.valid_to = tests::day("2027-11-17");
  (void)book->take(later).value();
  EXPECT_EQ(to_string(sum_of(book->deposit().to_replenish)), "12895.98");
  book->now("2026-11-17 09:00");
  EXPECT_TRUE(book->deposit().to_replenish.empty());
}

TEST(GuaranteeLetters, StandAsTheirTermSays) {
  auto letter = GuaranteeLetter{};
  letter.valid_from = tests::day("2026-11-10");
  letter.valid_to = tests::day("2027-11-10");
  EXPECT_EQ(standing(letter, tests::day("2026-11-09")), "not-begun");
  EXPECT_EQ(standing(letter, tests::day("2026-11-10")), "active");
  EXPECT_EQ(standing(letter, tests::day("2027-11-10")), "active");
  EXPECT_EQ(standing(letter, tests::day("2027-11-11")), "over");
  letter.state = letter_state::Lapsed{};
  EXPECT_EQ(standing(letter, tests::day("2027-11-11")), "lapsed");
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
  EXPECT_EQ(field(book->refuse_refund("尚有工资争议").value(), "state"), "refused");
  EXPECT_EQ(book->balance("c:QH02:deposit_bank"), "390012.30");
  EXPECT_EQ(field(book->apply("2026-11-16").value(), "refund"), "QH02-R02");
}

// 退汇 after the refund: the money is back at the bank, and somebody is owed a wage again.
TEST(DepositRefunds, AreMadeAgainOfWhatCameBackAfterThem) {
  const auto book = deposit_at(Stage::stored);
  book->refund();
  (void)book->answer("bank.icbc", DepositBook::returned(kSubsLine, "AC04")).value();
  EXPECT_EQ(book->balance("c:QH02:deposit_bank"), "7262.25");
  EXPECT_TRUE(book->deposit().to_replenish.empty());
  EXPECT_FALSE(book->deposit().deposit->refunded_on);
  EXPECT_TRUE(book->deposit().covered());
  EXPECT_EQ(book->broken(), "");
  // The wage is paid from the wage account; then the rest goes back.
  const auto row = kSubsLine + ",肖友祥,999999197002249425,6236991023885496759,102999900015\n";
  (void)book->receive(book->by("bank.icbc"), money("QH02", "300000.00", "FD")).value();
  (void)book->repair(book->by("chen.clerk"), {"QH02", kOctober, repair_rows(row)}).value();
  (void)book->approve(book->by("wu.manager"), "QH02-202610-02").value();
  (void)book->instruct(book->by("wu.manager"), "QH02-202610-02").value();
  const auto result = tests::result_file("M1", "QH02-202610-02-F1",
                                         {{"QH02-202610-02-0001", "ACSC", "7262.25", ""}});
  (void)book->import(book->by("bank.icbc"), result).value();
  (void)book->apply("2026-11-16").value();
  (void)book->audit("zhao.regulator", "QH02-R02").value();
  EXPECT_EQ(field(book->confirm_refund("qian.regulator", "QH02-R02").value(), "principal"),
            "7262.25");
  EXPECT_EQ(book->balance("c:QH02:deposit_bank"), "0.00");
  EXPECT_EQ(book->broken(), "");
}

TEST(DepositRefunds, LetTheCashThatCameBackPayTheWorkerAgain) {
  const auto book = deposit_at(Stage::stored);
  book->refund();
  (void)book->answer("bank.icbc", DepositBook::returned(kSubsLine, "AC04")).value();
  (void)book->propose("zhao.regulator", {kSubsLine}).value();
  (void)book->approve_notice("qian.regulator", "QH02-N02").value();
  NoticeAnswer rest;
  rest.notice = "QH02-N02";
  rest.rest_paid = true;
  (void)book->answer("bank.icbc", rest).value();
  EXPECT_TRUE(book->deposit().to_replenish.empty());
  EXPECT_EQ(book->state(kSubsLine), "discharged");
  EXPECT_EQ(book->broken(), "");
}

TEST(DepositRefunds, ChangedAfterTheAuditAreAuditedAgain) {
  const auto book = finished();
  (void)book->apply("2026-11-16").value();
  (void)book->audit().value();
  (void)book->money("bank.icbc", "0.01", "IN-2", DepositMoney::interest).value();
  EXPECT_EQ(tests::reason(book->confirm_refund("qian.regulator")), "deposit.refund-changed");
  (void)book->audit().value();
  EXPECT_EQ(field(book->confirm_refund("qian.regulator").value(), "interest"), "12.31");
}

}  // namespace
}  // namespace anxin::payments
