// Every refusal of what corrects entries and keeps accounts (reverse, freeze, unfreeze, close,
// limits, close_period) in stage order, and that the earlier stage wins.

#include <gtest/gtest.h>

#include "tests/support/refusals.h"

namespace anxin::tests {

using namespace book;  // the reasons

namespace {

const Caller kBare = Caller::bare_on_payments;
const std::string kLongKey(129, 'k');
const std::string kLongText(1'025, 'n');

class RefusedUpkeep : public ::testing::TestWithParam<Refusal> {};
TEST_P(RefusedUpkeep, WithTheFirstFaultAndNothingLeftBehind) { expect_refused(GetParam()); }

}  // namespace

std::vector<Refusal> reverse_refusals() {
  const auto tomorrow = day(kTomorrow);
  return {
      {"NoKey", reverse("", "k1"), kMalformed, -1, "/key"},
      {"LongKey", reverse(kLongKey, "k1"), kMalformed, -1, "/key"},
      {"NoReason", reverse("k", "k1", ""), kMalformed, -1, "/reason"},
      {"LongReason", reverse("k", "k1", kLongText), kTooLarge, -1, "/reason"},
      {"LongNote", noted(reverse("k", "k1"), kLongText), kTooLarge, -1, "/note"},
      {"OtherEntry", reverse("r1", "k1"), kKeyReused, -1, "/entry"},
      {"OtherReason", reverse("r1", "wrong", "another"), kKeyReused, -1, "/reason"},
      {"OtherDay", reverse("r1", "wrong", "wrong", day(kToday)), kKeyReused, -1, "/effective_on"},
      {"KeyOfAnotherKind", reverse("k1", "wrong"), kKeyReused, -1, "/op"},
      {"RecordChanged", reading(reverse("k", "k1"), kStale), kRecordChanged, -1, ""},
      {"Reserved", by(kBare, reverse("k", "service")), kAccountReserved, -1, "/entry"},
      {"UnknownKey", reverse("k", "no-such-key"), kEntryNotFound, -1, "/entry"},
      {"UnknownEntry", reverse("k", EntryNumber{99'999}), kEntryNotFound, -1, "/entry"},
      {"EntryZero", reverse("k", EntryNumber{0}), kEntryNotFound, -1, "/entry"},
      {"AnOpening", reverse("k", "opening"), kEntryNotFound, -1, "/entry"},
      {"AHold", reverse("k", "h1"), kEntryNotFound, -1, "/entry"},
      {"AVoid", reverse("k", "voiding"), kEntryNotFound, -1, "/entry"},
      {"AFreeze", reverse("k", "f1"), kEntryNotFound, -1, "/entry"},
      {"AnUnfreeze", reverse("k", "u1"), kEntryNotFound, -1, "/entry"},
      {"AClosing", reverse("k", "closing"), kEntryNotFound, -1, "/entry"},
      {"AChangeOfLimits", reverse("k", "l1"), kEntryNotFound, -1, "/entry"},
      {"AClosedPeriod", reverse("k", "p1"), kEntryNotFound, -1, "/entry"},
      {"Tomorrow", reverse("k", "k1", "wrong", tomorrow), kEffectiveDateInvalid, 0,
       "/effective_on"},
      {"BeforeAnOpening", reverse("k", "late", "wrong", day("2026-10-19")), kEffectiveDateInvalid,
       0, "/effective_on"},
      {"InAClosedPeriod", reverse("k", "k1", "wrong", day("2026-10-05")), kPeriodClosed, -1,
       "/effective_on"},
      {"DebitClosed", reverse("k", "out"), kAccountClosed, 0, "/postings/0/debit"},
      {"CreditClosed", reverse("k", "in"), kAccountClosed, 0, "/postings/0/credit"},
      {"DebitsFrozen", reverse("k", "before-1"), kAccountFrozen, 0, "/postings/0/debit"},
      {"CreditsFrozen", reverse("k", "before-2"), kAccountFrozen, 0, "/postings/0/credit"},
      {"AlreadyReversed", reverse("k", "wrong"), kAlreadyReversed, -1, "/entry"},
      {"Overflow", reverse("k", "there"), kOverflow, 0, "/postings/0/amount"},
      {"InsufficientBalance", reverse("k", "k1"), kInsufficientBalance, 0, "/postings/0/amount"},
      {"AboveMaximum", reverse("k", "fall"), kAboveMaximum, 0, "/postings/0/amount"},
  };
}

std::vector<Refusal> freeze_refusals() {
  return {
      {"NoKey", freeze("", "t:cash", debit), kMalformed, -1, "/key"},
      {"LongNote", noted(freeze("k", "t:cash", debit), kLongText), kTooLarge, -1, "/note"},
      {"OtherAccount", freeze("f1", "t:cash", debit), kKeyReused, -1, "/account"},
      {"OtherSide", freeze("f1", "t:no-debits", credit), kKeyReused, -1, "/side"},
      {"KeyOfAnUnfreeze", freeze("u1", "t:wages", debit), kKeyReused, -1, "/op"},
      {"KeyOfAnotherKind", freeze("k1", "t:cash", debit), kKeyReused, -1, "/op"},
      {"RecordChanged", reading(freeze("k", "t:cash", debit), kStale), kRecordChanged, -1, ""},
      {"Reserved", by(kBare, freeze("k", "p:wage", debit)), kAccountReserved, -1, "/account"},
      {"NotFound", freeze("k", "t:none", debit), kAccountNotFound, -1, "/account"},
      {"Closed", freeze("k", "t:closed", debit), kAccountClosed, -1, "/account"},
      {"ClosedThoughFrozenToo", freeze("k", "t:shut", debit), kAccountClosed, -1, "/account"},
  };
}

std::vector<Refusal> unfreeze_refusals() {
  return {
      {"NoKey", unfreeze("", "t:cash", debit), kMalformed, -1, "/key"},
      {"OtherAccount", unfreeze("u1", "t:cash", debit), kKeyReused, -1, "/account"},
      {"OtherSide", unfreeze("u1", "t:wages", credit), kKeyReused, -1, "/side"},
      {"KeyOfAFreeze", unfreeze("f1", "t:no-debits", debit), kKeyReused, -1, "/op"},
      {"Reserved", by(kBare, unfreeze("k", "p:wage", debit)), kAccountReserved, -1, "/account"},
      {"NotFound", unfreeze("k", "t:none", debit), kAccountNotFound, -1, "/account"},
      {"Closed", unfreeze("k", "t:shut", debit), kAccountClosed, -1, "/account"},
  };
}

std::vector<Refusal> close_refusals() {
  return {
      {"NoKey", close("", "t:purse"), kMalformed, -1, "/key"},
      {"LongNote", noted(close("k", "t:purse"), kLongText), kTooLarge, -1, "/note"},
      {"OtherAccount", close("closing", "t:purse"), kKeyReused, -1, "/account"},
      {"KeyOfAnotherKind", close("k1", "t:purse"), kKeyReused, -1, "/op"},
      {"RecordChanged", reading(close("k", "t:purse"), kStale), kRecordChanged, -1, ""},
      {"Reserved", by(kBare, close("k", "p:wage")), kAccountReserved, -1, "/account"},
      {"NotFound", close("k", "t:none"), kAccountNotFound, -1, "/account"},
      {"Closed", close("k", "t:closed"), kAccountClosed, -1, "/account"},
      {"WithABalance", close("k", "t:cash"), kAccountNotEmpty, -1, "/account"},
      {"WithABalanceBelowZero", close("k", "t:no-debits"), kAccountNotEmpty, -1, "/account"},
      {"WithAnOpenLine", close("k", "t:pending"), kAccountNotEmpty, -1, "/account"},
  };
}

std::vector<Refusal> limits_refusals() {
  const Bound one{"1"};
  return {
      {"NoKey", limits("", "t:cash", one, {}), kMalformed, -1, "/key"},
      {"NothingToChange", limits("k", "t:cash", {}, {}), kMalformed, -1, "/min"},
      {"MinAboveMax", limits("k", "t:cash", Bound{"1.01"}, one), kMalformed, -1, "/max"},
      {"LongNote", noted(limits("k", "t:cash", one, {}), kLongText), kTooLarge, -1, "/note"},
      {"OtherAccount", limits("l1", "t:cash", Bound{"-1"}, one), kKeyReused, -1, "/account"},
      {"OtherMin", limits("l1", "t:keyed", Bound{"-2"}, one), kKeyReused, -1, "/min"},
      {"NoMin", limits("l1", "t:keyed", Bound{}, one), kKeyReused, -1, "/min"},
      {"MinLeftOut", limits("l1", "t:keyed", {}, one), kKeyReused, -1, "/min"},
      {"OtherMax", limits("l1", "t:keyed", Bound{"-1"}, Bound{"2"}), kKeyReused, -1, "/max"},
      {"KeyOfAnotherKind", limits("k1", "t:cash", one, {}), kKeyReused, -1, "/op"},
      {"RecordChanged", reading(limits("k", "t:cash", one, {}), kStale), kRecordChanged, -1, ""},
      {"Reserved", by(kBare, limits("k", "p:wage", one, {})), kAccountReserved, -1, "/account"},
      {"NotFound", limits("k", "t:none", one, {}), kAccountNotFound, -1, "/account"},
      {"MinDecimals", limits("k", "t:cash", Bound{"0.001"}, {}), kCurrencyMismatch, -1, "/min"},
      {"MaxDecimals", limits("k", "t:cash", {}, Bound{"0.001"}), kCurrencyMismatch, -1, "/max"},
      {"MinBeyond64Bits", limits("k", "t:dinar", Bound{kBeyond64Bits}, {}), kOverflow, -1, "/min"},
      {"MaxBeyond64Bits", limits("k", "t:dinar", {}, Bound{kBeyond64Bits}), kOverflow, -1, "/max"},
      {"Closed", limits("k", "t:closed", one, {}), kAccountClosed, -1, "/account"},
  };
}

std::vector<Refusal> close_period_refusals() {
  return {
      {"NoKey", close_period("", day("2026-10-06")), kMalformed, -1, "/key"},
      {"LongNote", noted(close_period("k", day("2026-10-06")), kLongText), kTooLarge, -1, "/note"},
      {"OtherDay", close_period("p1", day("2026-10-06")), kKeyReused, -1, "/through"},
      {"KeyOfAnotherKind", close_period("k1", day("2026-10-06")), kKeyReused, -1, "/op"},
      {"RecordChanged", reading(close_period("k", day("2026-10-06")), kStale), kRecordChanged, -1,
       ""},
      {"Today", close_period("k", day(kToday)), kEffectiveDateInvalid, -1, "/through"},
      {"Tomorrow", close_period("k", day(kTomorrow)), kEffectiveDateInvalid, -1, "/through"},
      {"Falling", close_period("k", day("2026-10-04")), kPeriodClosed, -1, "/through"},
  };
}

namespace {

// ---- two faults at once: the earlier stage speaks ---------------------------------------------

std::vector<Refusal> upkeep_precedence() {
  const auto far = day(kTomorrow);
  const auto closed_day = day("2026-10-05");
  return {
      {"ReverseMalformedBeforeTooLarge", noted(reverse("k", "k1", ""), kLongText), kMalformed, -1,
       "/reason"},
      {"ReverseShapeBeforeKey", reverse("r1", "wrong", ""), kMalformed, -1, "/reason"},
      {"ReverseKeyBeforeRecords", reading(reverse("r1", "k1"), kStale), kKeyReused, -1, "/entry"},
      {"ReverseKeyBeforeReferences", reverse("r1", "no-such-key"), kKeyReused, -1, "/entry"},
      {"ReverseRecordsBeforeReferences", reading(reverse("k", "no-such-key"), kStale),
       kRecordChanged, -1, ""},
      {"ReverseReservedBeforeDate", by(kBare, reverse("k", "service", "wrong", far)),
       kAccountReserved, -1, "/entry"},
      {"ReverseReferencesBeforeDate", reverse("k", "h1", "wrong", far), kEntryNotFound, -1,
       "/entry"},
      {"ReverseDateBeforePeriod", reverse("k", "late", "wrong", closed_day), kEffectiveDateInvalid,
       0, "/effective_on"},
      {"ReverseDateBeforeAccounts", reverse("k", "in", "wrong", far), kEffectiveDateInvalid, 0,
       "/effective_on"},
      {"ReversePeriodBeforeAccounts", reverse("k", "in", "wrong", closed_day), kPeriodClosed, -1,
       "/effective_on"},
      {"ReversePeriodBeforeAlreadyReversed", reverse("k", "wrong", "wrong", closed_day),
       kPeriodClosed, -1, "/effective_on"},
      {"ReverseAccountsBeforeAlreadyReversed", reverse("k", "before-2"), kAccountFrozen, 0,
       "/postings/0/credit"},
      {"ReverseAlreadyReversedBeforeLimits", reverse("k", "wrong"), kAlreadyReversed, -1, "/entry"},
      {"FreezeKeyBeforeReferences", freeze("f1", "t:none", debit), kKeyReused, -1, "/account"},
      {"FreezeRecordsBeforeReferences", reading(freeze("k", "t:none", debit), kStale),
       kRecordChanged, -1, ""},
      {"FreezeReservedBeforeNotFound", by(kBare, freeze("k", "p:none", debit)), kAccountReserved,
       -1, "/account"},
      {"UnfreezeKeyBeforeReferences", unfreeze("u1", "t:none", debit), kKeyReused, -1, "/account"},
      {"UnfreezeKeyBeforeAccounts", unfreeze("u1", "t:shut", debit), kKeyReused, -1, "/account"},
      {"CloseKeyBeforeReferences", close("closing", "t:none"), kKeyReused, -1, "/account"},
      {"CloseKeyBeforeAccounts", close("f1", "t:closed"), kKeyReused, -1, "/op"},
      {"CloseReservedBeforeNotFound", by(kBare, close("k", "p:none")), kAccountReserved, -1,
       "/account"},
      {"CloseReservedBeforeNotEmpty", by(kBare, close("k", "p:wage")), kAccountReserved, -1,
       "/account"},
      {"LimitsShapeBeforeKey", limits("l1", "t:keyed", Bound{"2"}, Bound{"1"}), kMalformed, -1,
       "/max"},
      {"LimitsKeyBeforeReferences", limits("l1", "t:none", Bound{"-1"}, Bound{"1"}), kKeyReused, -1,
       "/account"},
      {"LimitsReservedBeforeNotFound", by(kBare, limits("k", "p:none", Bound{}, {})),
       kAccountReserved, -1, "/account"},
      {"LimitsReferencesBeforeCurrency", limits("k", "t:none", Bound{"0.001"}, {}),
       kAccountNotFound, -1, "/account"},
      {"LimitsCurrencyBeforeAccounts", limits("k", "t:closed", Bound{"0.001"}, {}),
       kCurrencyMismatch, -1, "/min"},
      {"ClosePeriodKeyBeforeDate", close_period("p1", far), kKeyReused, -1, "/through"},
      {"ClosePeriodRecordsBeforeDate", reading(close_period("k", far), kStale), kRecordChanged, -1,
       ""},
  };
}

INSTANTIATE_TEST_SUITE_P(Reverse, RefusedUpkeep, ::testing::ValuesIn(reverse_refusals()), named);
INSTANTIATE_TEST_SUITE_P(Freeze, RefusedUpkeep, ::testing::ValuesIn(freeze_refusals()), named);
INSTANTIATE_TEST_SUITE_P(Unfreeze, RefusedUpkeep, ::testing::ValuesIn(unfreeze_refusals()), named);
INSTANTIATE_TEST_SUITE_P(Close, RefusedUpkeep, ::testing::ValuesIn(close_refusals()), named);
INSTANTIATE_TEST_SUITE_P(Limits, RefusedUpkeep, ::testing::ValuesIn(limits_refusals()), named);
INSTANTIATE_TEST_SUITE_P(ClosePeriod, RefusedUpkeep, ::testing::ValuesIn(close_period_refusals()),
                         named);
INSTANTIATE_TEST_SUITE_P(Precedence, RefusedUpkeep, ::testing::ValuesIn(upkeep_precedence()),
                         named);

// ---- the boundaries of the shape ---------------------------------------------------------------

TEST(ShapeOfUpkeep, AReasonHasUpTo1024Bytes) {
  const auto book = stumbling_book();
  EXPECT_EQ(reason(book->run(reverse("k1023", "late", std::string(1'023, 'n')))), "ok");
  EXPECT_EQ(reason(book->run(reverse("k1024", "k1023", std::string(1'024, 'n')))), "ok");
}

TEST(ShapeOfUpkeep, EqualLimitsAreALimit) {
  EXPECT_EQ(reason(stumbling_book()->run(limits("k", "t:late", Bound{"1"}, Bound{"1.00"}))), "ok");
}

TEST(ShapeOfUpkeep, APeriodMayEndYesterdayOrWhereItEnds) {
  const auto book = stumbling_book();
  EXPECT_EQ(reason(book->run(close_period("same", day("2026-10-05")))), "ok");
  EXPECT_EQ(reason(book->run(close_period("yesterday", day("2026-10-30")))), "ok");
}

TEST(BareOnPaymentsUpkeep, MayKeepTestAndExtensionAccounts) {
  const auto book = stumbling_book();
  EXPECT_EQ(reason(book->run(by(kBare, freeze("k", "t:cash", debit)))), "ok");
  EXPECT_EQ(reason(book->run(by(kBare, limits("l", "t:cash", Bound{}, {})))), "ok");
  EXPECT_EQ(reason(book->run(by(kBare, reverse("r", "late")))), "ok");
  EXPECT_EQ(reason(book->run(by(kBare, close("c", "t:keyed")))), "ok");
}

TEST(BareOnPaymentsUpkeep, MayNotReverseWhatWasPaidFromAReservedAccount) {
  const auto book = stumbling_book();
  book->must(post("paid", "t:wages", "p:wage", "1"));
  EXPECT_EQ(reason(book->run(by(kBare, reverse("r", "paid")))), word(kAccountReserved));
}

TEST(ARefusedReversal, LeavesItsKeyAndItsEntryFree) {
  const auto book = stumbling_book();
  ASSERT_EQ(reason(book->run(reverse("k", "k1"))), word(kInsufficientBalance));
  book->must(post("more", "t:cash", "t:capital", "1000"));
  const auto receipt = book->run(reverse("k", "k1"));
  ASSERT_EQ(reason(receipt), "ok");
  EXPECT_FALSE(receipt->replayed);
}

}  // namespace
}  // namespace anxin::tests
