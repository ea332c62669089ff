// Every refusal of postings and openings in stage order, and that the earlier stage wins. What
// corrects entries and keeps accounts is in upkeep_refusals_test.cc.

#include <gtest/gtest.h>

#include <set>

#include "tests/support/refusals.h"

namespace anxin::tests {

using namespace book;  // the reasons

namespace {

class Refused : public ::testing::TestWithParam<Refusal> {};
TEST_P(Refused, WithTheFirstFaultAndNothingLeftBehind) { expect_refused(GetParam()); }

Command conditional(std::string_view key, std::string_view bound) {
  return post(key,
              {only_if(transfer("t:wages", "t:cash", "1.00"), "t:cash", Relation::exactly, bound)});
}

}  // namespace

std::vector<Refusal> post_refusals() {
  const std::string long_key(129, 'k');
  const std::string long_note(1'025, 'n');
  const auto good = transfer("t:wages", "t:cash", "1.00");
  return {
      {"NoPostings", post("k", std::vector<PostingOrder>{}), kMalformed, -1, "/postings"},
      {"NoKey", post("", {good}), kMalformed, -1, "/key"},
      {"LongKey", post(long_key, {good}), kMalformed, -1, "/key"},
      {"LongNote", noted(post("k", {good}), long_note), kTooLarge, -1, "/note"},
      {"TooManyPostings", post("k", std::vector<PostingOrder>(100'001, good)), kTooLarge, -1,
       "/postings"},
      {"ZeroAmount", post("k", two(transfer("t:wages", "t:cash", "0.00"))), kAmountNotPositive, 1,
       "/postings/1/amount"},
      {"NegativeAmount", post("k", "t:wages", "t:cash", "-1.00"), kAmountNotPositive, 0,
       "/postings/0/amount"},
      {"SameAccount", post("k", two(transfer("t:cash", "t:cash", "1.00"))), kSameAccount, 1,
       "/postings/1/credit"},
      {"KeyReused", post("k1", "t:cash", "t:capital", "100.01"), kKeyReused, -1,
       "/postings/0/amount"},
      {"KeyOfAnotherKind", post("h1", {good}), kKeyReused, -1, "/op"},
      {"RecordChanged", reading(post("k", {good}), kStale), kRecordChanged, -1, ""},
      {"DebitReserved", by(Caller::bare_on_payments, post("k", "p:wage", "t:cash", "1.00")),
       kAccountReserved, 0, "/postings/0/debit"},
      {"CreditReserved",
       by(Caller::bare_on_payments, post("k", two(transfer("t:wages", "p:none", "1.00")))),
       kAccountReserved, 1, "/postings/1/credit"},
      {"ConditionReserved",
       by(Caller::bare_on_payments, post("k", {only_if(good, "p:wage", Relation::at_least, "0")})),
       kAccountReserved, 0, "/postings/0/if/account"},
      {"DebitNotFound", post("k", two(transfer("t:none", "t:cash", "1.00"))), kAccountNotFound, 1,
       "/postings/1/debit"},
      {"CreditNotFound", post("k", "t:wages", "t:none", "1.00"), kAccountNotFound, 0,
       "/postings/0/credit"},
      {"ConditionNotFound", post("k", {only_if(good, "t:none", Relation::at_least, "0")}),
       kAccountNotFound, 0, "/postings/0/if/account"},
      {"CurrenciesDiffer", post("k", two(transfer("t:usd", "t:cash", "1.00"))), kCurrencyMismatch,
       1, "/postings/1/credit"},
      {"TooManyDecimals", post("k", "t:wages", "t:cash", "1.001"), kCurrencyMismatch, 0,
       "/postings/0/amount"},
      {"Tomorrow", post("k", {good}, day(kTomorrow)), kEffectiveDateInvalid, 0, "/effective_on"},
      {"BeforeTheDebitsOpening",
       post("k", two(transfer("t:late", "t:cash", "1.00")), day("2026-10-19")),
       kEffectiveDateInvalid, 1, "/effective_on"},
      {"BeforeTheCreditsOpening",
       post("k", {transfer("t:wages", "t:late", "1.00")}, day("2026-10-19")), kEffectiveDateInvalid,
       0, "/effective_on"},
      {"InAClosedPeriod", post("k", {good}, day("2026-10-05")), kPeriodClosed, -1, "/effective_on"},
      {"DebitClosed", post("k", two(transfer("t:closed", "t:cash", "1.00"))), kAccountClosed, 1,
       "/postings/1/debit"},
      {"CreditClosed", post("k", "t:wages", "t:closed", "1.00"), kAccountClosed, 0,
       "/postings/0/credit"},
      {"DebitsFrozen", post("k", two(transfer("t:no-debits", "t:cash", "1.00"))), kAccountFrozen, 1,
       "/postings/1/debit"},
      {"CreditsFrozen", post("k", "t:wages", "t:no-credits", "1.00"), kAccountFrozen, 0,
       "/postings/0/credit"},
      {"ConditionFailed", conditional("k", "1"), kConditionFailed, 0, "/postings/0/if"},
      {"Overflow", post("k", two(transfer("t:full", "t:vault", kHuge))), kOverflow, 1,
       "/postings/1/amount"},
      {"AmountBeyond64Bits", post("k", "t:dinar", "t:fils", kBeyond64Bits), kOverflow, 0,
       "/postings/0/amount"},
      {"ConditionBeyond64Bits",
       post("k", {only_if(good, "t:dinar", Relation::at_most, kBeyond64Bits)}), kOverflow, 0,
       "/postings/0/if"},
      {"InsufficientBalance", post("k", "t:wages", "t:cash", "1000.00"), kInsufficientBalance, 0,
       "/postings/0/amount"},
      {"InsufficientOnTheDebit", post("k", two(transfer("t:owed", "t:vault", "0.01"))),
       kInsufficientBalance, 1, "/postings/1/amount"},
      {"AboveMaximum", post("k", "t:capped", "t:capital", "50.01"), kAboveMaximum, 0,
       "/postings/0/amount"},
      {"AboveMaximumOnTheCredit", post("k", "t:wages", "t:room", "50.01"), kAboveMaximum, 0,
       "/postings/0/amount"},
      {"LaterPostingsSeeEarlierOnes",
       post("k",
            {transfer("t:capped", "t:capital", "30"), transfer("t:capped", "t:capital", "30")}),
       kAboveMaximum, 1, "/postings/1/amount"},
  };
}

// What can be said of a post can be said of a hold, but for the date.
std::vector<Refusal> hold_refusals() {
  std::vector<Refusal> rows{
      {"ExpiryBeforeNow", hold("k", {transfer("t:wages", "t:cash", "1.00")}, ten_o_clock() - kTick),
       kMalformed, -1, "/expires_at"},
      {"ExpiryNow", hold("k", {transfer("t:wages", "t:cash", "1.00")}, ten_o_clock()), kMalformed,
       -1, "/expires_at"},
      {"HeldOverflow",
       hold("k", std::vector<PostingOrder>(9, transfer("t:full", "t:vault", kHuge))), kOverflow, 8,
       "/postings/8/amount"}};
  for (auto row : post_refusals()) {
    auto& post_step = std::get<Post>(row.command.steps.front());
    if (post_step.effective_on || row.name == "Overflow") continue;
    if (row.name == "KeyReused" || row.name == "KeyOfAnotherKind") {
      row.command.key = row.name == "KeyReused" ? "h1" : "k1";
      row.field = row.name == "KeyReused" ? "/postings/0/debit" : "/op";
    }
    row.command.steps.front() = HoldOrder{std::move(post_step.postings), std::nullopt};
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<Refusal> settle_refusals() {
  return {
      {"NoLines", settle("k", "h1", std::vector<SettleLine>{}), kMalformed, -1, "/lines"},
      {"LineTwice", settle("k", "h1", {{line(1), line(0), line(1)}}), kMalformed, -1, "/lines/2"},
      {"ZeroAmount", settle("k", "h1", {{line(0), line(1, "0.00")}}), kAmountNotPositive, -1,
       "/lines/1/amount"},
      {"KeyReused", settle("settling", "h1"), kKeyReused, -1, "/hold"},
      {"UnknownKey", settle("k", "no-such-key"), kHoldNotFound, -1, "/hold"},
      {"UnknownEntry", settle("k", EntryNumber{99'999}), kHoldNotFound, -1, "/hold"},
      {"EntryZero", settle("k", EntryNumber{0}), kHoldNotFound, -1, "/hold"},
      {"KeyOfAPost", settle("k", "k1"), kHoldNotFound, -1, "/hold"},
      {"NoSuchLine", settle("k", "h1", {{line(0), line(2)}}), kHoldNotFound, -1, "/lines/1"},
      {"TooManyDecimals", settle("k", "h1", {{line(0, "1.001")}}), kCurrencyMismatch, -1,
       "/lines/0/amount"},
      {"Tomorrow", settle("k", "h1", std::nullopt, day(kTomorrow)), kEffectiveDateInvalid, -1,
       "/effective_on"},
      {"BeforeAnOpening", settle("k", "h1", std::nullopt, day("2026-10-19")), kEffectiveDateInvalid,
       -1, "/effective_on"},
      {"InAClosedPeriod", settle("k", "h1", {{line(0)}}, day("2026-10-05")), kPeriodClosed, -1,
       "/effective_on"},
      {"AllSettled", settle("k", "h-settled"), kHoldAlreadySettled, -1, "/hold"},
      {"AllVoided", settle("k", "h-voided"), kHoldAlreadyVoided, -1, "/hold"},
      {"AllExpired", settle("k", "h-expired"), kHoldExpired, -1, "/hold"},
      {"LineSettled", settle("k", "h-mixed", {{line(0), line(1)}}), kHoldAlreadySettled, -1,
       "/lines/1"},
      {"LineVoided", settle("k", "h-mixed", {{line(2)}}), kHoldAlreadyVoided, -1, "/lines/0"},
      {"LineExpired", settle("k", "h-expired", {{line(0)}}), kHoldExpired, -1, "/lines/0"},
      {"Exceeded", settle("k", "h1", {{line(1), line(0, "10.01")}}), kHoldExceeded, -1,
       "/lines/1/amount"},
      {"Overflow", settle("k", "h-huge"), kOverflow, -1, "/lines"},
  };
}

std::vector<Refusal> void_refusals() {
  return {
      {"NoLines", void_("k", "h1", std::vector<std::uint32_t>{}), kMalformed, -1, "/lines"},
      {"LineTwice", void_("k", "h1", {{0, 0}}), kMalformed, -1, "/lines/1"},
      {"TooManyLines", void_("k", "h1", std::vector<std::uint32_t>(100'001, 0)), kTooLarge, -1,
       "/lines"},
      {"KeyReused", void_("voiding", "h1"), kKeyReused, -1, "/hold"},
      {"UnknownKey", void_("k", "no-such-key"), kHoldNotFound, -1, "/hold"},
      {"NoSuchLine", void_("k", "h1", {{2}}), kHoldNotFound, -1, "/lines/0"},
      {"AllSettled", void_("k", "h-settled"), kHoldAlreadySettled, -1, "/hold"},
      {"AllVoided", void_("k", "h-voided"), kHoldAlreadyVoided, -1, "/hold"},
      {"AllExpired", void_("k", "h-expired"), kHoldExpired, -1, "/hold"},
      {"LineSettled", void_("k", "h-mixed", {{0, 1}}), kHoldAlreadySettled, -1, "/lines/1"},
      {"LineVoided", void_("k", "h-mixed", {{2}}), kHoldAlreadyVoided, -1, "/lines/0"},
  };
}

std::vector<Refusal> open_refusals() {
  const std::string long_key(129, 'k');
  return {
      {"LongKey", command(long_key, opening("t:new", debit)), kMalformed, -1, "/key"},
      {"MinAboveMax", open("t:new", debit, {.min = "1.01", .max = "1"}), kMalformed, -1, "/max"},
      {"LongNote", noted(open("t:new", debit), std::string(1'025, 'n')), kTooLarge, -1, "/note"},
      {"KeyReused", command("k1", opening("t:new", debit)), kKeyReused, -1, "/op"},
      {"Reserved", by(Caller::bare_on_payments, open("p:new", debit)), kAccountReserved, -1,
       "/account"},
      {"OtherSide", open("t:cash", credit, {.min = "0", .opened_on = "2026-10-01"}), kAccountExists,
       -1, "/normal"},
      {"OtherCurrency",
       open("t:cash", debit, {.min = "0", .currency = "USD", .opened_on = "2026-10-01"}),
       kAccountExists, -1, "/currency"},
      {"OtherMin", open("t:cash", debit, {.min = "0.01", .opened_on = "2026-10-01"}),
       kAccountExists, -1, "/min"},
      {"NoMin", open("t:cash", debit, {.opened_on = "2026-10-01"}), kAccountExists, -1, "/min"},
      {"NewMax", open("t:cash", debit, {.min = "0", .max = "1", .opened_on = "2026-10-01"}),
       kAccountExists, -1, "/max"},
      {"OtherDay", open("t:cash", debit, {.min = "0", .opened_on = "2026-10-02"}), kAccountExists,
       -1, "/opened_on"},
      {"NoDay", open("t:cash", debit, {.min = "0"}), kAccountExists, -1, "/opened_on"},
      {"MinDecimals", open("t:new", debit, {.min = "0.001"}), kCurrencyMismatch, -1, "/min"},
      {"MaxDecimals", open("t:new", debit, {.max = "1.0", .currency = "JPY"}), kCurrencyMismatch,
       -1, "/max"},
      {"MinBeyond64Bits", open("t:new", debit, {.min = kBeyond64Bits, .currency = "KWD"}),
       kOverflow, -1, "/min"},
      {"MaxBeyond64Bits", open("t:new", debit, {.max = kBeyond64Bits, .currency = "KWD"}),
       kOverflow, -1, "/max"},
      {"OtherTermsOfAClosedAccount", open("t:closed", credit, {.opened_on = "2026-10-01"}),
       kAccountExists, -1, "/normal"},
      {"Tomorrow", open("t:new", debit, {.opened_on = kTomorrow}), kEffectiveDateInvalid, -1,
       "/opened_on"},
      {"InAClosedPeriod", open("t:new", debit, {.opened_on = "2026-10-05"}), kPeriodClosed, -1,
       "/opened_on"},
  };
}

namespace {

// ---- two faults at once: the earlier stage speaks ---------------------------------------------

std::vector<Refusal> precedence() {
  const auto huge = transfer("t:full", "t:vault", kHuge);
  const auto poor = transfer("t:wages", "t:cash", "1000.00");
  const auto far = day(kTomorrow);
  const auto closed_day = day("2026-10-05");
  const auto bare = Caller::bare_on_payments;
  return {
      // within the shape
      {"MalformedBeforeTooLarge",
       noted(post("", "t:wages", "t:cash", "1"), std::string(1'025, 'n')), kMalformed, -1, "/key"},
      {"MalformedStepBeforeTooLarge",
       noted(hold("k", {transfer("t:wages", "t:cash", "1")}, ten_o_clock()),
             std::string(1'025, 'n')),
       kMalformed, -1, "/expires_at"},
      {"TooLargeNoteBeforeAmount",
       noted(post("k", "t:wages", "t:cash", "0"), std::string(1'025, 'n')), kTooLarge, -1, "/note"},
      {"TooLargeBeforeAmount",
       post("k", std::vector<PostingOrder>(100'001, transfer("t:wages", "t:cash", "0"))), kTooLarge,
       -1, "/postings"},
      {"AmountBeforeSameAccount", post("k", "t:cash", "t:cash", "0"), kAmountNotPositive, 0,
       "/postings/0/amount"},
      // post
      {"PostShapeBeforeKey", post("k1", "t:cash", "t:cash", "1"), kSameAccount, 0,
       "/postings/0/credit"},
      {"PostKeyBeforeRecords", reading(post("k1", "t:cash", "t:capital", "1"), kStale), kKeyReused,
       -1, "/postings/0/amount"},
      {"PostRecordsBeforeReferences", reading(post("k", "t:none", "t:cash", "1"), kStale),
       kRecordChanged, -1, ""},
      {"PostKeyBeforeReferences", post("k1", "t:none", "t:capital", "100"), kKeyReused, -1,
       "/postings/0/debit"},
      {"PostReservedBeforeNotFound", by(bare, post("k", "p:none", "t:none", "1")), kAccountReserved,
       0, "/postings/0/debit"},
      {"PostDebitBeforeCredit", post("k", "t:none", "t:neither", "1"), kAccountNotFound, 0,
       "/postings/0/debit"},
      {"PostReferencesBeforeCurrency",
       post("k", {transfer("t:usd", "t:cash", "1"), transfer("t:wages", "t:none", "1")}),
       kAccountNotFound, 1, "/postings/1/credit"},
      {"PostCurrencyBeforeDate",
       post("k", {transfer("t:wages", "t:cash", "1"), transfer("t:usd", "t:cash", "1")}, far),
       kCurrencyMismatch, 1, "/postings/1/credit"},
      {"PostDateBeforeCondition",
       post("k", {only_if(transfer("t:wages", "t:cash", "1"), "t:cash", Relation::exactly, "1")},
            far),
       kEffectiveDateInvalid, 0, "/effective_on"},
      {"PostDateBeforeLimits", post("k", {poor}, far), kEffectiveDateInvalid, 0, "/effective_on"},
      {"PostDateBeforePeriod", post("k", two(transfer("t:late", "t:cash", "1")), closed_day),
       kEffectiveDateInvalid, 1, "/effective_on"},
      {"PostCurrencyBeforePeriod", post("k", {transfer("t:usd", "t:cash", "1")}, closed_day),
       kCurrencyMismatch, 0, "/postings/0/credit"},
      {"PostPeriodBeforeAccounts", post("k", {transfer("t:closed", "t:cash", "1")}, closed_day),
       kPeriodClosed, -1, "/effective_on"},
      {"PostDateBeforeAccounts", post("k", {transfer("t:closed", "t:cash", "1")}, far),
       kEffectiveDateInvalid, 0, "/effective_on"},
      {"PostClosedBeforeFrozen", post("k", "t:shut", "t:cash", "1"), kAccountClosed, 0,
       "/postings/0/debit"},
      {"PostClosedBeforeFrozenOnTheCredit", post("k", "t:wages", "t:shut", "1"), kAccountClosed, 0,
       "/postings/0/credit"},
      {"PostFrozenDebitBeforeClosedCredit", post("k", "t:no-debits", "t:closed", "1"),
       kAccountFrozen, 0, "/postings/0/debit"},
      {"PostFrozenFirstBeforeClosedSecond",
       post("k", {transfer("t:wages", "t:no-credits", "1"), transfer("t:closed", "t:cash", "1")}),
       kAccountFrozen, 0, "/postings/0/credit"},
      {"PostAccountsBeforeLimits", post("k", {poor, transfer("t:closed", "t:cash", "1")}),
       kAccountClosed, 1, "/postings/1/debit"},
      {"PostAccountsBeforeCondition",
       post("k",
            {only_if(transfer("t:no-debits", "t:cash", "1"), "t:cash", Relation::exactly, "1")}),
       kAccountFrozen, 0, "/postings/0/debit"},
      {"PostConditionBeforeOverflow", post("k", {only_if(huge, "t:cash", Relation::exactly, "1")}),
       kConditionFailed, 0, "/postings/0/if"},
      {"PostOverflowBeforeLimits", post("k", {transfer("t:full", "t:cash", kHuge)}), kOverflow, 0,
       "/postings/0/amount"},
      {"PostDebitsLimitBeforeCredits", post("k", "t:capped", "t:cash", "1000"), kAboveMaximum, 0,
       "/postings/0/amount"},
      {"PostDebitsMinBeforeCreditsMax", post("k", "t:owed", "t:room", "51"), kInsufficientBalance,
       0, "/postings/0/amount"},
      {"PostPostingByPosting", post("k", {poor, only_if(huge, "t:cash", Relation::exactly, "1")}),
       kInsufficientBalance, 0, "/postings/0/amount"},
      // hold
      {"HoldShapeBeforeKey", hold("h1", {transfer("t:wages", "t:cash", "0")}), kAmountNotPositive,
       0, "/postings/0/amount"},
      {"HoldKeyBeforeReferences", hold("h1", {transfer("t:none", "t:cash", "10")}), kKeyReused, -1,
       "/postings/0/debit"},
      {"HoldReferencesBeforeCurrency",
       hold("k", {transfer("t:usd", "t:cash", "1"), transfer("t:none", "t:cash", "1")}),
       kAccountNotFound, 1, "/postings/1/debit"},
      {"HoldCurrencyBeforeLimits", hold("k", {poor, transfer("t:usd", "t:cash", "1")}),
       kCurrencyMismatch, 1, "/postings/1/credit"},
      {"HoldCurrencyBeforeAccounts",
       hold("k", {transfer("t:closed", "t:cash", "1"), transfer("t:usd", "t:cash", "1")}),
       kCurrencyMismatch, 1, "/postings/1/credit"},
      {"HoldAccountsBeforeLimits", hold("k", {poor, transfer("t:no-debits", "t:cash", "1")}),
       kAccountFrozen, 1, "/postings/1/debit"},
      {"HoldOverflowBeforeLimits",
       hold("k",
            {huge, huge, huge, huge, huge, huge, huge, huge, transfer("t:full", "t:cash", kHuge)}),
       kOverflow, 8, "/postings/8/amount"},
      // settle
      {"SettleShapeBeforeKey", settle("settling", "h1", {{line(0, "0")}}), kAmountNotPositive, -1,
       "/lines/0/amount"},
      {"SettleKeyBeforeReferences", settle("settling", "no-such-key"), kKeyReused, -1, "/hold"},
      {"SettleReferencesBeforeCurrency", settle("k", "h1", {{line(0, "1.001"), line(2)}}),
       kHoldNotFound, -1, "/lines/1"},
      {"SettleCurrencyBeforeDate", settle("k", "h1", {{line(0, "1.001")}}, far), kCurrencyMismatch,
       -1, "/lines/0/amount"},
      {"SettleDateBeforeState", settle("k", "h-settled", std::nullopt, far), kEffectiveDateInvalid,
       -1, "/effective_on"},
      {"SettleDateBeforePeriod", settle("k", "h1", std::nullopt, closed_day), kEffectiveDateInvalid,
       -1, "/effective_on"},
      {"SettleCurrencyBeforePeriod", settle("k", "h1", {{line(0, "1.001")}}, closed_day),
       kCurrencyMismatch, -1, "/lines/0/amount"},
      {"SettlePeriodBeforeState", settle("k", "h-settled", std::nullopt, closed_day), kPeriodClosed,
       -1, "/effective_on"},
      {"SettleStateBeforeExceeded", settle("k", "h-mixed", {{line(1, "9")}}), kHoldAlreadySettled,
       -1, "/lines/0"},
      // void
      {"VoidShapeBeforeKey", void_("voiding", "h1", {{0, 0}}), kMalformed, -1, "/lines/1"},
      {"VoidKeyBeforeReferences", void_("voiding", "no-such-key"), kKeyReused, -1, "/hold"},
      {"VoidReferencesBeforeState", void_("k", "h-settled", {{0, 1}}), kHoldNotFound, -1,
       "/lines/1"},
      // open
      {"OpenShapeBeforeKey", command("k1", opening("t:new", debit, {.min = "2", .max = "1"})),
       kMalformed, -1, "/max"},
      {"OpenKeyBeforeReserved", by(bare, command("k1", opening("p:new", debit))), kKeyReused, -1,
       "/op"},
      {"OpenReservedBeforeExists", by(bare, open("p:wage", credit)), kAccountReserved, -1,
       "/account"},
      {"OpenReservedBeforeReplay",
       by(bare, open("p:wage", debit, {.min = "0.00", .opened_on = "2026-10-01"})),
       kAccountReserved, -1, "/account"},
      {"OpenExistsBeforeCurrency", open("t:cash", debit, {.min = "0.001"}), kAccountExists, -1,
       "/min"},
      {"OpenExistsBeforePeriod", open("t:cash", debit, {.min = "0", .opened_on = "2026-10-05"}),
       kAccountExists, -1, "/opened_on"},
      {"OpenCurrencyBeforePeriod",
       open("t:new", debit, {.min = "0.001", .opened_on = "2026-10-05"}), kCurrencyMismatch, -1,
       "/min"},
      {"OpenCurrencyBeforeDate", open("t:new", debit, {.min = "0.001", .opened_on = kTomorrow}),
       kCurrencyMismatch, -1, "/min"},
  };
}

INSTANTIATE_TEST_SUITE_P(Post, Refused, ::testing::ValuesIn(post_refusals()), named);
INSTANTIATE_TEST_SUITE_P(Hold, Refused, ::testing::ValuesIn(hold_refusals()), named);
INSTANTIATE_TEST_SUITE_P(Settle, Refused, ::testing::ValuesIn(settle_refusals()), named);
INSTANTIATE_TEST_SUITE_P(Void, Refused, ::testing::ValuesIn(void_refusals()), named);
INSTANTIATE_TEST_SUITE_P(Open, Refused, ::testing::ValuesIn(open_refusals()), named);
INSTANTIATE_TEST_SUITE_P(Precedence, Refused, ::testing::ValuesIn(precedence()), named);

// The bare ledger may touch only t: and x: on a payments book, by whatever name it asks.
class BareOnPayments : public ::testing::Test {
 protected:
  std::unique_ptr<TestBook> book = stumbling_book();
};

TEST_F(BareOnPayments, MayNotSettleAHoldOnReservedAccounts) {
  EXPECT_EQ(reason(book->run(by(Caller::bare_on_payments, settle("k", "h-service")))),
            word(kAccountReserved));
}

TEST_F(BareOnPayments, MayNotVoidAHoldOnReservedAccounts) {
  EXPECT_EQ(reason(book->run(by(Caller::bare_on_payments, void_("k", "h-service")))),
            word(kAccountReserved));
}

TEST_F(BareOnPayments, MayNotSettleAHoldThatPaysFromAReservedAccount) {
  book->must(hold("h", "t:wages", "p:wage", "1.00"));
  EXPECT_EQ(reason(book->run(by(Caller::bare_on_payments, settle("k", "h")))),
            word(kAccountReserved));
}

TEST_F(BareOnPayments, MaySettleAndVoidAHoldOnItsOwnAccounts) {
  EXPECT_EQ(reason(book->run(by(Caller::bare_on_payments, settle("s", "h1", {{line(0)}})))), "ok");
  EXPECT_EQ(reason(book->run(by(Caller::bare_on_payments, void_("v", "h1")))), "ok");
  EXPECT_EQ(book->states("h1"), "settled voided");
}

TEST_F(BareOnPayments, MayTouchTestAndExtensionAccounts) {
  EXPECT_EQ(reason(book->run(by(Caller::bare_on_payments, open("x:own", debit)))), "ok");
  EXPECT_EQ(reason(book->run(by(Caller::bare_on_payments, post("k", "x:own", "t:cash", "1")))),
            "ok");
}

TEST(BareOnItsOwnBook, MayTouchEveryAccount) {
  EXPECT_EQ(reason(stumbling_book()->run(by(Caller::bare, post("k", "p:wage", "t:cash", "1")))),
            "ok");
}

TEST(Reasons, EachHasARowInTheTables) {
  std::set<std::string_view> seen;
  for (const auto& rows :
       {post_refusals(), settle_refusals(), void_refusals(), open_refusals(), reverse_refusals(),
        freeze_refusals(), close_refusals(), limits_refusals(), close_period_refusals()}) {
    for (const auto& row : rows) seen.insert(row.expected.word());
  }
  for (const auto& known : book::kReasons) {
    EXPECT_TRUE(seen.contains(known.word())) << known.word();
  }
}

// ---- the boundaries of the shape ---------------------------------------------------------------

TEST(Shape, AKeyHasUpTo128Bytes) {
  const auto book = stumbling_book();
  EXPECT_EQ(reason(book->run(post(std::string(127, 'k'), "t:wages", "t:cash", "0.01"))), "ok");
  EXPECT_EQ(reason(book->run(post(std::string(128, 'k'), "t:wages", "t:cash", "0.01"))), "ok");
}

TEST(Shape, ANoteHasUpTo1024Bytes) {
  const auto book = stumbling_book();
  const auto one = post("k1023", "t:wages", "t:cash", "0.01");
  const auto other = post("k1024", "t:wages", "t:cash", "0.01");
  EXPECT_EQ(reason(book->run(noted(one, std::string(1'023, 'n')))), "ok");
  EXPECT_EQ(reason(book->run(noted(other, std::string(1'024, 'n')))), "ok");
}

TEST(Shape, ACommandHasUpTo100000Postings) {
  const auto book = stumbling_book();
  const std::vector<PostingOrder> many(100'000, transfer("t:wages", "t:capital", "0.01"));
  EXPECT_EQ(reason(book->run(post("many", many))), "ok");
  EXPECT_EQ(book->balance("t:wages"), "1002.00");
}

TEST(Shape, EqualLimitsAreALimit) {
  EXPECT_EQ(reason(stumbling_book()->run(open("t:new", debit, {.min = "1", .max = "1.00"}))), "ok");
}

TEST(Shape, AHoldMayExpireOneTickFromNow) {
  EXPECT_EQ(reason(stumbling_book()->run(
                hold("k", {transfer("t:wages", "t:cash", "0.01")}, ten_o_clock() + kTick))),
            "ok");
}

// The first step moves the account's sums of one day aside for those of another.
TEST(ARefusedCommand, LeavesNoSumsOfTheDaysThatItsFirstStepsPostedTo) {
  const auto book = stumbling_book();
  const auto today = shanghai_date(ten_o_clock());
  const auto wage = transfer("t:wages", "t:cash", "0.01");
  Command several = post("several", {wage}, today);
  several.steps.push_back(book::Post{{wage}, today - std::chrono::days(1)});
  several.steps.push_back(book::Post{{wage}, today});
  auto refused = several;
  refused.key = "refused";
  refused.steps.push_back(book::Post{{transfer("t:wages", "t:cash", "1000")}, today});
  ASSERT_EQ(reason(book->run(refused)), word(kInsufficientBalance));
  ASSERT_EQ(reason(book->run(several)), "ok");
  EXPECT_TRUE(book->verified().ok()) << describe(book->verified());
}

TEST(ARefusedCommand, LeavesNoHoldOfItsFirstSteps) {
  const auto book = stumbling_book();
  const auto before = all_rows(book->store);
  auto several = hold("several", "t:wages", "t:cash", "1.00");
  several.steps.push_back(book::Post{{transfer("t:wages", "t:cash", "1000")}, std::nullopt});
  ASSERT_EQ(reason(book->run(several)), word(kInsufficientBalance));
  EXPECT_EQ(all_rows(book->store), before);
  // The next entry has the number that this one would have had.
  EXPECT_EQ(reason(book->run(hold("h", "t:wages", "t:cash", "2.00"))), "ok");
  EXPECT_EQ(book->hold_of("h").lines.at(0).amount, yuan("2.00"));
}

TEST(ARefusedCommand, LeavesItsKeyFreeForCorrectedContent) {
  const auto book = stumbling_book();
  ASSERT_EQ(reason(book->run(post("k", "t:wages", "t:cash", "1000"))), word(kInsufficientBalance));
  const auto receipt = book->run(post("k", "t:wages", "t:cash", "1"));
  ASSERT_EQ(reason(receipt), "ok");
  EXPECT_FALSE(receipt->replayed);
}

}  // namespace
}  // namespace anxin::tests
