// What the commands tell of a month that has been paid.
#include "tests/support/program.h"

namespace anxin::cli {
namespace {

TEST_F(Program, TheDemoEndsWithVerifyOkAndAgainWithTheSameHead) {
  const auto first = demo();
  ASSERT_EQ(first.exit, 0) << first.err;
  EXPECT_NE(first.out.find("verify: ok"), std::string::npos);
  const auto head = on_book("ledger head --json").out;
  const auto second = demo();
  EXPECT_EQ(second.exit, 0) << second.err;
  EXPECT_EQ(on_book("ledger head --json").out, head);
}

TEST_F(Program, ShowsTheMonthsSumsInItsAccounts) {
  ASSERT_EQ(demo().exit, 0);
  const auto overview = on_book("overview --json").json();
  const auto& contracts = *overview.find("contracts")->items();
  ASSERT_EQ(contracts.size(), 2U);
  EXPECT_EQ(text(contracts[0], "contract"), "QH01");
  EXPECT_EQ(text(contracts[0], "workers"), "300");
  EXPECT_EQ(text(contracts[0], "gross"), "1972776.13");
  EXPECT_EQ(text(contracts[0], "net"), "1947166.68");
  EXPECT_EQ(text(contracts[0], "paid"), "1947166.68");
  EXPECT_EQ(text(contracts[0], "unpaid"), "0.00");
  EXPECT_EQ(text(contracts[0], "balance"), "152851.69");
  EXPECT_EQ(text(contracts[1], "net"), "267467.83");
  EXPECT_EQ(text(contracts[1], "balance"), "532.17");
  EXPECT_EQ(text(contracts[1], "funding_due"), "52000.00");

  const auto bank = on_book("account show c:QH01:wage_bank:ccb --json").json();
  EXPECT_EQ(text(bank, "balance"), "152851.69");
  EXPECT_EQ(text(bank, "available"), "152851.69");
  EXPECT_EQ(text(bank, "credits_pending"), "0.00");
  const auto then =
      on_book("account show c:QH01:wage_bank:ccb --effective 2026-11-12 --json").json();
  EXPECT_EQ(text(then, "balance"), "184682.04");
  EXPECT_EQ(then.find("available"), nullptr);
  const auto before =
      on_book("account show c:QH01:wage_bank:ccb --as-of 2026-11-06T06:00:00Z --json").json();
  EXPECT_EQ(text(before, "balance"), "0.00");
}

TEST_F(Program, TheTrialBalanceSumsToZero) {
  ASSERT_EQ(demo().exit, 0);
  for (const char* more : {"", "--all", "--effective 2026-10-31", "--as-of 2026-11-12T00:00:00Z"}) {
    const auto json = on_book(std::string("account trial --json ") + more).json();
    const auto& currency = json.find("currencies")->items()->front();
    EXPECT_EQ(text(currency, "difference"), "0.00") << more;
    EXPECT_EQ(text(currency, "debit"), text(currency, "credit")) << more;
  }
}

TEST_F(Program, AnAccountStatementRunsFromOpeningToClosing) {
  ASSERT_EQ(demo().exit, 0);
  const auto whole = on_book("account statement c:QH02:wage_bank:icbc --json").json();
  EXPECT_EQ(text(whole, "opening"), "0.00");
  EXPECT_EQ(text(whole, "closing"), "532.17");
  EXPECT_EQ(text(whole.find("lines")->items()->back(), "balance"), "532.17");
  const auto part = on_book(
                        "account statement c:QH02:wage_bank:icbc --from 2026-11-13 --to "
                        "2026-11-13 --json")
                        .json();
  EXPECT_EQ(text(part, "opening"), "55310.97");
  EXPECT_EQ(text(part, "closing"), "115310.97");
  ASSERT_EQ(part.find("lines")->items()->size(), 1U);
  EXPECT_EQ(text(part.find("lines")->items()->front(), "amount"), "60000.00");
}

TEST_F(Program, ListsAccountsByTheirPrefix) {
  load();
  const auto json = on_book("account list c:QH01:suspense --json").json();
  ASSERT_EQ(json.find("accounts")->items()->size(), 2U);
  EXPECT_EQ(text(json.find("accounts")->items()->front(), "account"), "c:QH01:suspense_in");
  EXPECT_EQ(text(json.find("accounts")->items()->front(), "normal"), "credit");
}

TEST_F(Program, VerifyAnswersInTheAgreedShape) {
  load();
  const auto json = on_book("ledger verify --json").json();
  EXPECT_EQ(text(json, "ok"), "true");
  EXPECT_EQ(text(json, "entries"), "1");
  EXPECT_NE(json.find("postings")->integer(), nullptr);
  EXPECT_EQ(text(json, "head").size(), 64U);
  EXPECT_EQ(text(json, "findings"), "[]");
}

TEST_F(Program, ReconcileShowsEveryStatementInBalance) {
  ASSERT_EQ(demo().exit, 0);
  const auto json = on_book("reconcile show --project QH01 --json").json();
  EXPECT_EQ(text(json, "balances"), "true");
  ASSERT_EQ(json.find("statements")->items()->size(), 4U);
  for (const auto& one : *json.find("statements")->items()) {
    EXPECT_EQ(text(one, "state"), "reconciled");
    EXPECT_EQ(text(one, "entries_add_up"), "true");
  }
}

TEST_F(Program, ReconcileOfADayWithoutAStatementSaysSo) {
  ASSERT_EQ(demo().exit, 0);
  for (const char* command : {"reconcile show", "reconcile run --actor li.clerk"}) {
    const auto ran = on_book(std::string(command) + " --project QH01 --on 2026-11-08 --json");
    EXPECT_EQ(ran.exit, 1) << command;
    EXPECT_EQ(text(*ran.json().find("error"), "code"), "payments.statement-missing") << command;
  }
}

TEST_F(Program, ReconcileWithoutAnyStatementIsNotInBalance) {
  load();
  const auto ran = on_book("reconcile show --project QH01 --json");
  EXPECT_EQ(text(ran.json(), "balances"), "null");
  EXPECT_NE(on_book("reconcile show --project QH01").out.find("No statement"), std::string::npos);
}

TEST_F(Program, AStatementWithSuspenseIsNotCalledReconciled) {
  load();
  auto bytes = read(county("statement-QH02-20261106.xml"));
  bytes.replace(bytes.find("FD-QH02-202610"), 14, "FD-OF-NOBODY-1");
  const auto statement = write("credit.xml", bytes);
  const std::string by = " --actor chen.clerk --now 2026-11-06T23:00:00+08:00";
  ASSERT_EQ(on_book("bank import " + statement + by).exit, 0);
  const auto ran = on_book("reconcile run --project QH02" + by);
  EXPECT_NE(ran.out.find("(2026-11-06): 1 in suspense: 208000.00\n"), std::string::npos) << ran.out;
}

TEST_F(Program, ShowsABatchWithItsLinesAndFiles) {
  ASSERT_EQ(demo().exit, 0);
  const auto json = on_book("payroll show QH02-202610-01 --json").json();
  EXPECT_EQ(text(json, "state"), "closed");
  EXPECT_EQ(json.find("items")->items()->size(), 40U);
  EXPECT_EQ(json.find("files")->items()->size(), 2U);
  const auto list = on_book("payroll list --project QH02 --json").json();
  EXPECT_EQ(list.find("batches")->items()->size(), 2U);
}

}  // namespace
}  // namespace anxin::cli
