// Days of an account: their states, their signatures, what waits in quarantine, ages and alarms.
#include <gtest/gtest.h>

#include "tests/support/reconcile_books.h"

namespace anxin::payments {
namespace {

using tests::field;
using tests::kPaidLine;
using tests::paid_by;
using tests::paid_to;
using tests::reason;
using tests::StatementBook;
using tests::Words;

// ---- the calendar -------------------------------------------------------------------------------

TEST(DayStates, JoinedBalancesProveTheDaysBetween) {
  StatementBook book("reconcile-2d");
  book.now("2026-11-19 09:00");
  EXPECT_EQ(book.day_states(),
            (Words{"2026-11-06 reconciled", "2026-11-09 no-movement", "2026-11-10 no-movement",
                   "2026-11-11 no-movement", "2026-11-12 reconciled", "2026-11-13 reconciled",
                   "2026-11-16 no-movement", "2026-11-17 reconciled", "2026-11-18 missing"}));
}

TEST(DayStates, ADayIsMissingOnceItIsOver) {
  StatementBook book("reconcile-2d");
  book.now("2026-11-18 23:59");
  EXPECT_EQ(book.day_states().back(), "2026-11-17 reconciled");
  book.now("2026-11-19 00:00");
  EXPECT_EQ(book.day_states().back(), "2026-11-18 missing");
  // The weekend of the 21st needs no statement.
  book.now("2026-11-23 00:00");
  EXPECT_EQ(book.day_states().back(), "2026-11-20 missing");
}

TEST(DayStates, AMonthIsItsDaysAlone) {
  StatementBook book("reconcile-2d");
  const auto october = std::chrono::year(2026) / std::chrono::October;
  EXPECT_TRUE(book.calendar().days("QH02", october).value().empty());
  const auto november = book.calendar().days("QH02", october + std::chrono::months(1)).value();
  EXPECT_EQ(november.size(), book.day_states().size());
}

TEST(DayStates, AStatementWithoutEntriesIsAValidDay) {
  StatementBook book("statement-2a");
  book.explained("2026-11-09", {});
  const auto day = book.calendar().days("QH02").value().at(1);
  EXPECT_EQ(to_word(day.state), "reconciled");
  EXPECT_EQ(day.entries, 0U);
  EXPECT_EQ(to_string(day.closing.value()), "208000.00");
}

// ---- signing ------------------------------------------------------------------------------------

TEST(SignedDay, NeedsThePersonOfEachSide) {
  StatementBook book("reconcile-2d");
  EXPECT_EQ(reason(book.sign("zhao.regulator", "2026-11-12")), "access.not-permitted");
  EXPECT_EQ(reason(book.sign("bank.ccb", "2026-11-12")), "access.not-permitted");
  EXPECT_EQ(field(book.sign("bank.icbc", "2026-11-12").value(), "state"), "half-signed");
  EXPECT_EQ(reason(book.sign("bank.icbc", "2026-11-12")), "reconcile.side-signed");
  EXPECT_EQ(field(book.sign("chen.clerk", "2026-11-12").value(), "state"), "signed");
  const auto states = book.day_states();
  EXPECT_NE(std::find(states.begin(), states.end(), "2026-11-12 signed"), states.end());
}

TEST(SignedDay, TwoLoginsOfOnePersonAreNotTwoPersons) {
  StatementBook book("reconcile-2d");
  (void)book
      .load(book.by("zhao.regulator"),
            {{"more.toml",
              "[[staff]]\nactor = \"chen.bank\"\nperson = \"S003\"\nname = \"陈小渔\"\n"
              "party = \"BK2\"\nrole = \"bank\"\n"}})
      .value();
  EXPECT_EQ(reason(book.sign("chen.bank", "2026-11-12")), "ok");
  EXPECT_EQ(reason(book.sign("chen.clerk", "2026-11-12")), "access.same-person");
  EXPECT_EQ(reason(book.sign("wu.manager", "2026-11-12")), "ok");
}

TEST(SignedDay, TakesNoFurtherChange) {
  StatementBook book("reconcile-2d");
  const auto entry = StatementBook::entry_id(2, 1);
  (void)book.sign("bank.icbc", "2026-11-12").value();
  (void)book.sign("chen.clerk", "2026-11-12").value();
  const auto head = book.head();
  EXPECT_EQ(reason(book.unmatch(entry)), "reconcile.day-signed");
  const auto more = tests::statement_file(
      {.id = "S9", .day = "2026-11-12", .opening = "55310.97", .closing = "55310.97"});
  EXPECT_EQ(reason(book.import(book.by("bank.icbc"), more)), "reconcile.day-signed");
  EXPECT_EQ(book.head(), head);
}

TEST(SignedDay, IsRefusedWhileAnythingOfItIsOpen) {
  StatementBook book;
  book.day_comes("2026-11-12", {paid_to("B1", "1.00", "X", "")});
  EXPECT_EQ(reason(book.sign("bank.icbc", "2026-11-12")), "reconcile.day-not-reconciled");
  book.run_levels();
  const auto refused = book.sign("bank.icbc", "2026-11-12");
  EXPECT_EQ(reason(refused), "reconcile.day-not-reconciled");
  EXPECT_EQ(field(refused.error().details, "state"), "suspense");
  EXPECT_EQ(reason(book.sign("bank.icbc", "2026-11-11")), "payments.statement-missing");
}

TEST(SignedDay, IsRefusedWhileTheBalancesDiffer) {
  StatementBook book("fund-2");
  const auto file = tests::statement_file(
      {.id = "S1", .day = "2026-11-05", .opening = "100.00", .closing = "100.00"});
  (void)book.import(book.by("bank.icbc"), file).value();
  book.run_levels();
  const auto refused = book.sign("bank.icbc", "2026-11-05");
  ASSERT_EQ(reason(refused), "reconcile.day-differs");
  EXPECT_EQ(field(refused.error().details, "difference"), "100.00");
}

// ---- quarantine ---------------------------------------------------------------------------------

// The 9th does not join to the 6th: 20.00 are missing between them.
std::string gap_file() {
  return tests::statement_file({.id = "ST-GAP",
                                .day = "2026-11-09",
                                .opening = "208020.00",
                                .closing = "208025.00",
                                .movements = {paid_by("G1", "5.00", "NOBODY")}});
}
std::string broken_file() {
  return tests::statement_file({.id = "ST-BROKEN",
                                .day = "2026-11-09",
                                .opening = "208000.00",
                                .closing = "208006.00",
                                .movements = {paid_by("G1", "5.00", "NOBODY")}});
}

TEST(Quarantine, KeepsAStatementWithABrokenEquationUntilACorrectedFileComes) {
  StatementBook book("statement-2a");
  book.now("2026-11-10 09:00");
  EXPECT_EQ(reason(book.import(book.by("bank.icbc"), broken_file())), "payments.bank-file-refused");
  const auto added = book.quarantine().add(book.by("bank.icbc"), broken_file()).value();
  EXPECT_EQ(field(added, "id"), "QH02-Z01");
  EXPECT_EQ(field(added, "fault"), "bank.statement-unbalanced");
  EXPECT_EQ(book.day_states().back(), "2026-11-09 quarantined");
  EXPECT_EQ(reason(book.quarantine().release(book.by("chen.clerk"), "QH02-Z01", "x")),
            "quarantine.broken");
  EXPECT_EQ(book.alarm_words().back(), "gap icbc");

  // A later day comes before the correction: it is provisional, although it joins to nothing.
  const auto later = tests::statement_file(
      {.id = "ST-10", .day = "2026-11-10", .opening = "208005.00", .closing = "208005.00"});
  ASSERT_EQ(reason(book.import(book.by("bank.icbc"), later)), "ok");
  book.run_levels();
  EXPECT_EQ(book.day_states().back(), "2026-11-10 provisional");
  EXPECT_EQ(reason(book.sign("bank.icbc", "2026-11-10")), "reconcile.day-not-reconciled");

  book.day_comes("2026-11-09", {paid_by("G1", "5.00", "NOBODY")});
  book.run_levels();
  EXPECT_EQ(std::string(to_word(book.quarantine().list("QH02").value().front().state)), "replaced");
  EXPECT_EQ(book.day_states(),
            (Words{"2026-11-06 reconciled", "2026-11-09 reconciled", "2026-11-10 reconciled"}));
  book.expect_in_balance();
}

TEST(Quarantine, AGapIsReleasedByTwoPersons) {
  StatementBook book("statement-2a");
  book.now("2026-11-10 09:00");
  EXPECT_EQ(reason(book.import(book.by("bank.icbc"), gap_file())), "payments.statement-gap");
  auto quarantine = book.quarantine();
  (void)quarantine.add(book.by("bank.icbc"), gap_file()).value();
  EXPECT_EQ(reason(quarantine.add(book.by("bank.icbc"), gap_file())), "payments.duplicate-file");
  const std::string id = "QH02-Z01";
  EXPECT_EQ(reason(quarantine.release(book.by("bank.icbc"), id, "x")), "access.not-permitted");
  EXPECT_EQ(reason(quarantine.release(book.by("chen.clerk"), id, "")), "reconcile.reason-missing");
  EXPECT_EQ(field(quarantine.release(book.by("chen.clerk"), id, "银行补发").value(), "state"),
            "proposed");
  EXPECT_EQ(reason(quarantine.release(book.by("wu.manager"), id, "")), "access.not-permitted");
  const auto done = quarantine.release(book.by("bank.icbc"), id, "").value();
  EXPECT_EQ(field(done, "state"), "released");
  EXPECT_EQ(field(done, "entries"), "1");
  for (const auto* side : {"bank.icbc", "chen.clerk"}) {
    EXPECT_EQ(reason(quarantine.release(book.by(side), id, "x")), "quarantine.state") << side;
  }
  EXPECT_EQ(book.day_states().back(), "2026-11-09 imported");  // two persons took it as it is
  EXPECT_EQ(book.broken(), "");
}

TEST(Quarantine, ALookAlikeIsReleasedAsItIs) {
  StatementBook book("statement-2a");
  book.now("2026-11-10 09:00");
  const auto twin = tests::statement_file({.id = "ST-ICBC-20261106",
                                           .day = "2026-11-09",
                                           .opening = "208000.00",
                                           .closing = "208000.00"});
  const auto known = book.reports("QH02").front().bank_statement;
  const auto look_alike = tests::replaced(twin, "ST-ICBC-20261106", known);
  ASSERT_EQ(reason(book.import(book.by("bank.icbc"), look_alike)), "payments.duplicate-file");
  auto quarantine = book.quarantine();
  (void)quarantine.add(book.by("chen.clerk"), look_alike).value();
  (void)quarantine.release(book.by("chen.clerk"), "QH02-Z01", "银行编号重复").value();
  EXPECT_EQ(reason(quarantine.release(book.by("zhao.regulator"), "QH02-Z01", "")), "ok");
  EXPECT_EQ(book.reports("QH02").size(), 2U);
}

TEST(Quarantine, TakesNothingThatTheImportTakes) {
  StatementBook book("statement-2a");
  auto quarantine = book.quarantine();
  const auto good = book.day_file("2026-11-09", {});
  EXPECT_EQ(reason(quarantine.add(book.by("bank.icbc"), good)), "quarantine.not-needed");
  EXPECT_EQ(reason(quarantine.add(book.by("bank.icbc"), "no file")), "payments.bank-file-refused");
  EXPECT_EQ(reason(quarantine.add(book.by("bank.ccb"), gap_file())), "access.not-permitted");
  EXPECT_EQ(reason(quarantine.release(book.by("chen.clerk"), "QH02-Z01", "x")),
            "quarantine.unknown");
  auto two = good;
  const auto begin = two.find("<Stmt>");
  const auto end = two.find("</Stmt>") + std::string("</Stmt>").size();
  two.insert(end, two.substr(begin, end - begin));
  EXPECT_EQ(reason(quarantine.add(book.by("bank.icbc"), two)), "quarantine.one-statement");
  const auto same = tests::county_file("statement-QH02-20261106.xml");
  EXPECT_EQ(reason(quarantine.add(book.by("bank.icbc"), same)), "payments.duplicate-file");
}

// ---- ages and alarms ----------------------------------------------------------------------------

TEST(Ages, BeginAndEndAsTheGuideSays) {
  const std::vector<std::pair<int, std::string>> ages{{0, "0-1"},  {1, "0-1"},   {2, "2-3"},
                                                      {3, "2-3"},  {4, "4-7"},   {7, "4-7"},
                                                      {8, "8-30"}, {30, "8-30"}, {31, ">30"}};
  for (const auto& [days, word] : ages) EXPECT_EQ(to_word(age_class(days)), word) << days;
}

TEST(OpenItems, AgeInWorkingDays) {
  StatementBook book;
  book.explained("2026-11-12", {paid_to("B1", "1.00", "X", "")});
  // Thursday to Monday are two working days.
  book.now("2026-11-16 09:00");
  const auto items = book.calendar().open_items("QH02").value();
  const auto debit = std::find_if(items.begin(), items.end(),
                                  [](const OpenItem& one) { return one.what == "debit"; });
  ASSERT_NE(debit, items.end());
  EXPECT_EQ(debit->working_days, 2);
  EXPECT_EQ(to_string(debit->since), "2026-11-12");
  EXPECT_EQ(to_string(debit->amount), "1.00");
}

TEST(Alarms, ComeInTheOrderOfTheirWeight) {
  StatementBook book;
  tests::Movement other{"B2", "DBIT", "1.00", kPaidLine};
  tests::Movement back{"B3", "CRDT", "5633.73", tests::kOtherLine, "", "ICDT/RRTN"};
  book.explained("2026-11-12",
                 {paid_by("B4", "9.00", "NOBODY"), back, other, paid_to("B1", "2.00", "X", "")});
  book.now("2026-11-14 09:00");
  EXPECT_EQ(book.alarm_words(),
            (Words{"debit-not-instructed " + StatementBook::entry_id(2, 4),
                   "paid-differs " + StatementBook::entry_id(2, 3),
                   "return-not-repaid " + tests::kOtherLine,
                   "unexplained-credit " + StatementBook::entry_id(2, 1), "gap icbc"}));
}

TEST(Alarms, AnAnswerIsLateAfterTheNextWorkingDay) {
  StatementBook book("instruct-2");
  const auto late = [&] {
    const auto words = book.alarm_words();
    return std::find(words.begin(), words.end(), "no-answer QH02-202610-01-F1") != words.end();
  };
  book.now("2026-11-12 23:59");
  EXPECT_FALSE(late());
  book.now("2026-11-13 00:00");
  EXPECT_TRUE(late());
}

TEST(MonthRun, ExplainsEachDayInItsOwnEntryAndTellsIt) {
  StatementBook book;
  book.now("2026-11-16 09:00");
  book.day_comes("2026-11-12", {paid_to("B1", "7262.25", tests::kPaidName, tests::kPaidCard)});
  book.day_comes("2026-11-13", {paid_by("B2", "9.00", "NOBODY")});
  const auto entries = book.entries();
  std::vector<std::string> told;
  const RunScope november{"QH02", tests::day("2026-11-01"), tests::day("2026-11-30")};
  const auto worked =
      ReconcileService(*book.book).run(book.by("chen.clerk"), november, [&](const RunStep& step) {
        told.push_back(std::to_string(step.number) + "/" + std::to_string(step.of) + " " +
                       to_string(step.on));
      });
  EXPECT_EQ(worked.value(), 3U);
  EXPECT_EQ(book.entries(), entries + 3);
  EXPECT_EQ(told, (Words{"1/3 2026-11-06", "2/3 2026-11-12", "3/3 2026-11-13"}));
  book.expect_in_balance();
  const RunScope december{"QH02", tests::day("2026-12-01"), tests::day("2026-12-31")};
  EXPECT_EQ(
      reason(
          ReconcileService(*book.book).run(book.by("chen.clerk"), december, [](const RunStep&) {})),
      "payments.statement-missing");
}

TEST(MonthRun, AsARequestOfItsOwnAnswersForEverWhatItAnsweredFirst) {
  StatementBook book;
  book.now("2026-11-16 09:00");
  book.day_comes("2026-11-13", {paid_by("B2", "9.00", "NOBODY")});
  const RunScope all{"QH02", std::nullopt, std::nullopt};
  auto caller = book.by("chen.clerk");
  ReconcileService service(*book.book);
  const auto first = service.run_once(caller, all).value();
  EXPECT_EQ(tests::field(first, "statements"), "2");
  EXPECT_EQ(tests::field(first, "reconciled"), "2");
  EXPECT_EQ(tests::field(first, "unexplained"), "0");
  book.day_comes("2026-11-14", {paid_by("B3", "8.00", "NOBODY")});
  const auto entries = book.entries();
  const auto again = service.run_once(caller, all).value();
  EXPECT_TRUE(again.replayed);
  EXPECT_EQ(again.entry, first.entry);
  EXPECT_EQ(tests::field(again, "statements"), "2");
  EXPECT_EQ(book.entries(), entries) << "the new day waits for another request";
  const RunScope day{"QH02", tests::day("2026-11-14"), tests::day("2026-11-14")};
  EXPECT_EQ(reason(service.run_once(caller, day)), "ledger.key-reused");
}

}  // namespace
}  // namespace anxin::payments
