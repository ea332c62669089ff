// The JSON that commands print and the service answers with, made from facts alone.
#include <gtest/gtest.h>

#include "api/views/accounts.h"
#include "api/views/receipt.h"
#include "api/views/refusal.h"
#include "api/views/sheet.h"
#include "api/views/trial.h"
#include "ledger/base/date.h"
#include "ledger/store/store.h"
#include "payments/bank/table_reasons.h"

namespace anxin::views {
namespace {

using text::Language;

Voice english() { return Voice::builtin(Language::english); }

ledger::Receipt booked(Fields answer) {
  ledger::Receipt receipt;
  receipt.entry = 7;
  receipt.answer = std::move(answer);
  return receipt;
}

// The refusal of a store that another process writes to.
Fault busy() { return {store::kBusy, -1, "/contract", {{"path", "b"}}}; }

TEST(ReceiptView, TellsTheEntryAndTheKeyToAskAgainWith) {
  const auto json = receipt_view(booked({{"batch", "QH01-01"}}), "k-1");
  EXPECT_EQ(*json.find("entry")->integer(), 7);
  EXPECT_EQ(*json.find("key")->text(), "k-1");
  EXPECT_FALSE(*json.find("replayed")->boolean());
  EXPECT_EQ(*json.find("batch")->text(), "QH01-01");
}

TEST(ReceiptView, OfADryRunTellsNoEntryAndNoKey) {
  const auto json = receipt_view({}, "k-1");
  EXPECT_EQ(json.dump(), R"({"ok":true,"dry_run":true})");
}

TEST(ReceiptView, ShowsCountsAsNumbersAndLongerDigitsAsText) {
  const auto json = receipt_view(
      booked({{"lines", "12345678"}, {"more", "123456789"}, {"reference", "1234567890"}}), "k");
  EXPECT_EQ(*json.find("lines")->integer(), 12345678);
  EXPECT_EQ(*json.find("more")->integer(), 123456789);
  EXPECT_EQ(*json.find("reference")->text(), "1234567890");
}

TEST(RefusalView, TellsTheReasonAndWhatItIsAbout) {
  EXPECT_EQ(refusal_view(english(), busy(), {}, "").dump(),
            R"({"error":{"code":"store.busy","message":"Another process is writing b: try again )"
            R"(later.","details":{"field":"/contract","path":"b"}}})");
}

TEST(RefusalView, TellsTheKeyWhereThereIsSomethingToAskAgain) {
  const auto json = refusal_view(english(), busy(), {}, "k-1");
  EXPECT_EQ(*json.find("error")->find("details")->find("key")->text(), "k-1");
}

TEST(RefusalView, EndsWithTheFindingsThatLedToIt) {
  const payments::Finding finding{3, "H3", "net", payments::Severity::note, bank::kNetComputed, {}};
  const auto json = refusal_view(english(), busy(), {finding}, "");
  const auto& last = json.find("error")->find("details")->members()->back();
  EXPECT_EQ(last.first, "findings");
  EXPECT_EQ(*last.second.items()->front().find("row")->integer(), 3);
}

payments::MatchedSheet sheet_of_one() {
  bank::WageRow row;
  row.row = 2;
  row.name = "张三";
  row.id_no = "11010519491231002X";
  row.account = "6217001234567890019";
  row.net = Money::from_minor(100);
  payments::MatchedSheet sheet;
  sheet.table.rows.push_back(row);
  return sheet;
}

const Json& first_line(const Json& json) { return json.find("lines")->items()->front(); }

TEST(SheetView, MasksPersonalData) {
  const auto json = sheet_view(english(), sheet_of_one(), Reveal::masked);
  EXPECT_EQ(*first_line(json).find("id_no")->text(), "110105********002X");
  EXPECT_EQ(*first_line(json).find("account")->text(), "621700*********0019");
}

TEST(SheetView, ShowsPersonalDataWholeOnlyWhereTheyAreRevealed) {
  const auto json = sheet_view(english(), sheet_of_one(), Reveal::whole);
  EXPECT_EQ(*first_line(json).find("id_no")->text(), "11010519491231002X");
  EXPECT_EQ(*first_line(json).find("account")->text(), "6217001234567890019");
}

// 3.00 out and 10.00 in, on an account whose normal side is debit.
PostedAccount bank_account() {
  book::AccountState state;
  state.opened_on = first_day(std::chrono::year(2026) / std::chrono::March);
  return {{state, *book::AccountName::parse("c:QH01:wage_account:ccb")},
          {Money::from_minor(1000), Money::from_minor(300)}};
}

TEST(AccountView, OfThePastTellsNoHoldsAndNoBounds) {
  const auto json = account_view(bank_account(), AsOf::past);
  EXPECT_EQ(json.members()->back().first, "balance");
}

TEST(TrialView, AddsUpTheAccountsOfOneKindInOneContract) {
  const auto one = bank_account();
  Trial trial;
  add_to(trial, trial_group(one.account), one.account, one.posted);
  add_to(trial, trial_group(one.account), one.account, {{}, Money::from_minor(700)});
  const auto json = trial_view(trial);
  const auto& currency = json.find("currencies")->items()->front();
  EXPECT_EQ(currency.find("rows")->items()->front().dump(),
            R"({"account":"c:QH01:wage_account","accounts":2,"debit":"7.00","credit":"7.00"})");
  EXPECT_EQ(*currency.find("difference")->text(), "0.00");
}

}  // namespace
}  // namespace anxin::views
