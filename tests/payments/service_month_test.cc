// The month of October 2026 in the invented county, from the first file to the last statement:
// every sum is the one that fixtures/county/expected/totals.toml gives.
#include <gtest/gtest.h>

#include <map>

#include "payments/bank/bank_file.h"
#include "payments/domain/chart.h"
#include "payments/rules/toml_document.h"
#include "tests/support/county_books.h"

namespace anxin::payments {
namespace {

using tests::county_after;
using tests::county_file;
using tests::county_month;
using tests::CountyBook;
using tests::field;
using tests::reason;
using tests::yuan;

// ---- expected/totals.toml -----------------------------------------------------------------------

struct ExpectedStep {
  std::string on;
  std::string after;
  std::int64_t paid_lines = 0;
  Money paid;
  Money unpaid;
};
struct ExpectedInstruction {
  std::string file;
  std::int64_t lines = 0;
  std::int64_t paid_lines = 0;
  Money amount;
  Money paid;
};
struct ExpectedStatement {
  std::string on;
  Money opening;
  Money closing;
};
struct ExpectedContract {
  std::int64_t lines = 0;
  Money due, gross, advances, taxes, deductions, net, funded, top_up, interest;
  std::vector<std::string> parked, failed, returned;
  std::vector<ExpectedInstruction> instructions;
  std::vector<ExpectedStep> steps;
  std::vector<ExpectedStatement> statements;
};

ExpectedContract read_contract(TomlTable table) {
  ExpectedContract expected;
  expected.lines = table.integer("lines", {0, 1'000});
  expected.due = table.amount("due");
  expected.gross = table.amount("gross_total");
  expected.advances = table.amount("advances");
  expected.taxes = table.amount("taxes");
  expected.deductions = table.amount("deductions");
  expected.net = table.amount("net_total");
  expected.funded = table.amount("funded");
  expected.top_up = table.amount_if("top_up").value_or(Money());
  expected.interest = table.amount_if("interest").value_or(Money());
  expected.parked = table.texts("parked");
  expected.failed = table.texts("failed");
  expected.returned = table.texts("returned");
  for (auto& one : table.tables("instruction")) {
    expected.instructions.push_back({one.text("file"), one.integer("lines", {0, 1'000}),
                                     one.integer("paid_lines", {0, 1'000}), one.amount("amount"),
                                     one.amount("paid")});
  }
  for (auto& one : table.tables("step")) {
    expected.steps.push_back({to_string(one.date("on")), one.text("after"),
                              one.integer("paid_lines", {0, 1'000}), one.amount("paid"),
                              one.amount("unpaid")});
  }
  for (auto& one : table.tables("statement")) {
    expected.statements.push_back(
        {to_string(one.date("on")), one.amount("opening"), one.amount("closing")});
  }
  return expected;
}

std::map<std::string, ExpectedContract> expected_totals() {
  Findings findings;
  TomlDocument document(county_file("expected/totals.toml"), findings);
  auto root = document.root().value();
  std::map<std::string, ExpectedContract> expected;
  for (const std::string contract : {"QH01", "QH02"}) {
    expected[contract] = read_contract(root.table(contract));
  }
  return expected;
}

// ---- what the book says -------------------------------------------------------------------------

struct PaidSum {
  std::int64_t lines = 0;
  Money sum;
};
PaidSum paid_of(const CountyBook& book, const std::string& contract) {
  PaidSum paid;
  for (const auto& line : find_all(book.reader(), kLines, contract + "-")) {
    if (!std::holds_alternative<line_state::Paid>(line.value.state)) continue;
    ++paid.lines;
    paid.sum += line.value.net;
  }
  return paid;
}

std::vector<std::string> lines_in(const CountyBook& book, const std::string& batch,
                                  const std::string& state) {
  std::vector<std::string> found;
  for (const auto& line : book.batch(batch).lines) {
    if (to_word(line.state) == state) found.push_back(line.id);
  }
  return found;
}

// After which step of ours the step of totals.toml is done.
const std::map<std::string, std::string>& our_steps() {
  static const std::map<std::string, std::string> kSteps{
      {"QH01 2026-11-06 funding", "approve-1"},   {"QH01 2026-11-12 results", "result-1"},
      {"QH01 2026-11-13 return", "reconcile-1c"}, {"QH01 2026-11-17 results", "result-repair-1"},
      {"QH02 2026-11-06 funding", "approve-2"},   {"QH02 2026-11-12 results", "reconcile-2b"},
      {"QH02 2026-11-13 top-up", "statement-2c"}, {"QH02 2026-11-17 results", "result-rest-2"},
  };
  return kSteps;
}

// ---- the month ----------------------------------------------------------------------------------

TEST(CountyMonth, EveryStepGivesTheSumsOfTheExpectedTotals) {
  const auto expected = expected_totals();
  CountyBook book;
  std::size_t compared = 0;
  for (const auto& step : county_month()) {
    book.must(step);
    for (const auto& [contract, totals] : expected) {
      for (const auto& one : totals.steps) {
        if (our_steps().at(contract + " " + one.on + " " + one.after) != step.name) continue;
        SCOPED_TRACE(contract + " after " + step.name);
        const auto paid = paid_of(book, contract);
        EXPECT_EQ(paid.lines, one.paid_lines);
        EXPECT_EQ(to_string(paid.sum), to_string(one.paid));
        EXPECT_EQ(to_string(book.overview(contract).unpaid), to_string(one.unpaid));
        ++compared;
      }
    }
  }
  EXPECT_EQ(compared, our_steps().size());
}

TEST(CountyMonth, TheBatchesCarryTheSumsOfTheSheets) {
  const auto book = county_after("approve-2");
  for (const auto& [contract, totals] : expected_totals()) {
    SCOPED_TRACE(contract);
    const auto view = book->batch(contract + "-202610-01");
    EXPECT_EQ(view.batch.lines, totals.lines);
    EXPECT_EQ(view.batch.gross, totals.gross);
    EXPECT_EQ(view.batch.deductions, totals.deductions);
    EXPECT_EQ(view.batch.net, totals.net);
    Money advances;
    Money taxes;
    for (const auto& line : view.lines) {
      advances += line.advance;
      taxes += line.tax;
    }
    EXPECT_EQ(advances, totals.advances);
    EXPECT_EQ(taxes, totals.taxes);
    EXPECT_EQ(lines_in(*book, view.batch.id, "parked"), totals.parked);
    EXPECT_EQ(to_string(view.batch.due_on), "2026-11-13");  // the 15th is a Sunday
  }
}

TEST(CountyMonth, FundingFallsDueAsTheContractSays) {
  const auto book = county_after("due-2");
  const auto expected = expected_totals();
  EXPECT_EQ(book->overview("QH01").funding_due, expected.at("QH01").due);
  EXPECT_EQ(book->overview("QH02").funding_due, expected.at("QH02").due);
  book->through("fund-2");
  EXPECT_EQ(book->overview("QH01").funding_due, Money());
  EXPECT_EQ(to_string(book->overview("QH02").funding_due), "52000.00");
}

TEST(CountyMonth, EachPaymentFileHasTheLinesAndSumsExpected) {
  const auto book = county_after("reconcile-2d");
  for (const auto& [contract, totals] : expected_totals()) {
    for (const auto& one : totals.instructions) {
      SCOPED_TRACE(one.file);
      const auto file = find(book->reader(), kFiles, one.file).value().value;
      EXPECT_EQ(file.lines.size(), static_cast<std::size_t>(one.lines));
      EXPECT_EQ(file.sum, one.amount);
      Money paid;
      std::int64_t paid_lines = 0;
      for (const auto& outcome : file.outcomes) {
        paid += outcome.paid;
        paid_lines += outcome.paid_lines;
      }
      EXPECT_EQ(paid, one.paid);
      EXPECT_EQ(paid_lines, one.paid_lines);
    }
  }
}

TEST(CountyMonth, TheLinesThatFailAndReturnAreTheOnesExpected) {
  const auto book = county_after("reconcile-2c");
  for (const auto& [contract, totals] : expected_totals()) {
    SCOPED_TRACE(contract);
    const auto batch = contract + "-202610-01";
    EXPECT_EQ(lines_in(*book, batch, "failed"), totals.failed);
    EXPECT_EQ(lines_in(*book, batch, "returned"), totals.returned);
  }
}

TEST(CountyMonth, EveryStatementBalancesWithTheBooks) {
  const auto book = county_after("reconcile-2d");
  for (const auto& [contract, totals] : expected_totals()) {
    const auto reports = book->reports(contract);
    ASSERT_EQ(reports.size(), totals.statements.size());
    for (std::size_t i = 0; i < reports.size(); ++i) {
      SCOPED_TRACE(contract + " " + totals.statements[i].on);
      EXPECT_EQ(to_string(reports[i].on), totals.statements[i].on);
      EXPECT_EQ(reports[i].opening, totals.statements[i].opening);
      EXPECT_EQ(reports[i].closing, totals.statements[i].closing);
      EXPECT_EQ(reports[i].state, StatementState::reconciled);
      EXPECT_TRUE(reports[i].entries_add_up());
      EXPECT_TRUE(reports[i].balances());
      EXPECT_EQ(reports[i].unmatched_bank.count, 0U);
    }
    const auto& last = reports.back();
    EXPECT_EQ(last.book, last.closing);
    EXPECT_TRUE(last.in_transit.empty());
  }
}

TEST(CountyMonth, AtTheEndNobodyIsOwedAndEveryBatchIsClosed) {
  const auto book = county_after("reconcile-2d");
  for (const auto& [contract, totals] : expected_totals()) {
    SCOPED_TRACE(contract);
    const auto view = book->overview(contract);
    EXPECT_EQ(view.workers, static_cast<std::size_t>(totals.lines));
    EXPECT_EQ(view.gross, totals.gross);
    EXPECT_EQ(view.net, totals.net);
    EXPECT_EQ(view.paid, totals.net);
    EXPECT_EQ(view.unpaid, Money());
    EXPECT_EQ(view.in_transit, Money());
    EXPECT_EQ(to_string(view.unreconciled), "0.00");
    EXPECT_EQ(view.balance, totals.statements.back().closing);
    EXPECT_EQ(view.balance, totals.funded + totals.top_up + totals.interest - totals.net);
    EXPECT_EQ(book->batch_state(contract + "-202610-01"), "closed");
    EXPECT_EQ(book->batch_state(contract + "-202610-02"), "closed");
  }
  EXPECT_EQ(yuan(book->balance("c:QH01:deduction_payable:tax:LW1")) +
                yuan(book->balance("c:QH01:deduction_payable:tax:LW2")),
            yuan("1909.45"));
}

TEST(CountyMonth, TheIdentitiesHoldAfterEveryEntry) {
  CountyBook book;
  for (const auto& step : county_month()) {
    book.must(step);
    EXPECT_EQ(book.broken(), "") << "after " << step.name;
  }
  EXPECT_EQ(identities(book.reader()).size(), 16U);
  EXPECT_TRUE(broken_identities(book.reader()).empty());
}

TEST(CountyMonth, VerifyProvesTheBookAtTheEnd) {
  const auto book = county_after("reconcile-2d");
  const auto report = book->verified();
  EXPECT_TRUE(report.ok()) << tests::describe(report);
  EXPECT_EQ(report.head.entry, book->entries());
}

TEST(CountyMonth, AWageIsOwedFromTheLastDayOfItsMonth) {
  const auto book = county_after("approve-1");
  const auto reader = book->reader();
  const auto payable =
      reader.account(chart::wage_payable("QH01", tests::kOctober, "LW1", "W10001")).value();
  EXPECT_EQ(reader.posted_effective(payable, tests::day("2026-10-30")).credits, Money());
  EXPECT_EQ(to_string(reader.posted_effective(payable, tests::day("2026-10-31")).credits),
            "8570.24");
  EXPECT_EQ(to_string(payable.balance()), "8463.13");  // gross less the tax withheld
}

// ---- repeating and trying -----------------------------------------------------------------------

TEST(Idempotency, EveryStepRepeatedWithItsKeyGivesTheSameAnswerAndBooksNothing) {
  CountyBook book;
  for (const auto& step : county_month()) {
    SCOPED_TRACE(step.name);
    const auto first = book.must(step);
    const auto head = book.head();
    const auto again = step.act(book, {step.actor, step.name, Mode::commit});
    ASSERT_EQ(reason(again), "ok");
    EXPECT_EQ(book.head(), head);
    EXPECT_EQ(again->entry, first.entry);
    if (step.name.starts_with("reconcile")) continue;  // answers what it worked on: nothing is left
    EXPECT_TRUE(again->replayed);
    EXPECT_FALSE(first.replayed);
    EXPECT_EQ(again->answer, first.answer);
    EXPECT_EQ(again->digest, first.digest);
  }
}

TEST(Idempotency, TheWholeMonthRunAgainBooksNothing) {
  const auto book = county_after("reconcile-2d");
  const auto head = book->head();
  for (const auto& step : county_month()) {
    const auto again = step.act(*book, {step.actor, step.name, Mode::commit});
    EXPECT_EQ(reason(again), "ok") << step.name;
  }
  EXPECT_EQ(book->head(), head);
}

TEST(Idempotency, AReconciliationRunAgainWorksOnNothing) {
  const auto book = county_after("reconcile-1b");
  const auto again = book->reconcile(book->by("li.clerk"), "QH01");
  EXPECT_EQ(field(again.value(), "worked"), "0");
}

TEST(Idempotency, AKeyUsedForAnotherRequestIsRefusedAtEveryStep) {
  CountyBook book;
  for (const auto& step : county_month()) {
    book.must(step);
    if (step.name.starts_with("reconcile")) continue;  // derives a key of its own per statement
    const auto other = book.confirm({step.actor, step.name, Mode::commit}, "another request");
    ASSERT_EQ(reason(other), "ledger.key-reused") << step.name;
    EXPECT_EQ(other.error().field, "/op") << step.name;
  }
}

TEST(DryRun, ChangesNothingAtAnyStepAndAnswersWhatWouldBeAnswered) {
  CountyBook book;
  for (const auto& step : county_month()) {
    SCOPED_TRACE(step.name);
    book.now(step.when);
    const auto before = tests::all_rows(book.store);
    const auto tried = step.act(book, {step.actor, step.name + "-dry", Mode::dry_run});
    ASSERT_EQ(reason(tried), "ok");
    EXPECT_TRUE(tests::all_rows(book.store) == before);
    const auto meant = book.must(step);
    EXPECT_EQ(tried->answer, meant.answer);
  }
}

TEST(DryRun, RefusesWhatWouldBeRefused) {
  const auto book = county_after("submit-1");
  const Caller caller{"li.second", "dry", Mode::dry_run};
  EXPECT_EQ(reason(book->approve(caller, "QH01-202610-01")), "access.same-person");
}

TEST(DryRun, RefusesWhatTheLedgerWouldRefuse) {
  const auto book = county_after("load");
  const ReceiveRequest tomorrow{"QH01", FundingSource::owner, tests::yuan("1.00"),
                                tests::day("2026-11-03"), "R1"};
  EXPECT_EQ(reason(book->receive({"bank.ccb", "meant", Mode::commit}, tomorrow)),
            "ledger.effective-date-invalid");
  EXPECT_EQ(reason(book->receive({"bank.ccb", "tried", Mode::dry_run}, tomorrow)),
            "ledger.effective-date-invalid");
}

// ---- one book, twice ----------------------------------------------------------------------------

TEST(Determinism, TwoRunsWithTheSameEntropyHaveTheSameHeadAndTheSameBytes) {
  CountyBook first(7);
  CountyBook second(7);
  first.through("reconcile-2d");
  second.through("reconcile-2d");
  EXPECT_EQ(first.head(), second.head());
  EXPECT_TRUE(tests::all_rows(first.store) == tests::all_rows(second.store));
}

TEST(Determinism, OtherEntropyGivesOtherSealsAndTheSameSums) {
  CountyBook first(7);
  CountyBook second(8);
  first.through("reconcile-1b");
  second.through("reconcile-1b");
  EXPECT_NE(first.head(), second.head());
  EXPECT_EQ(first.overview("QH01").unpaid, second.overview("QH01").unpaid);
}

// ---- personal data ------------------------------------------------------------------------------

std::size_t canaries_in(const std::string& bytes, const std::vector<std::string>& canaries) {
  return static_cast<std::size_t>(std::count_if(
      canaries.begin(), canaries.end(),
      [&](const std::string& canary) { return bytes.find(canary) != std::string::npos; }));
}

TEST(PersonalData, StandsInNoByteOfTheStoreAfterTheWholeMonth) {
  const auto book = county_after("reconcile-2d");
  const auto canaries = tests::roster_canaries();
  ASSERT_GT(canaries.size(), 1'300U);
  for (const auto& rows : tests::all_rows(book->store)) {
    std::string bytes;
    for (const auto& [key, value] : rows) bytes += key + "\n" + value + "\n";
    EXPECT_EQ(canaries_in(bytes, canaries), 0U);
  }
}

TEST(PersonalData, StandsInNoAnswerOfAnyStep) {
  CountyBook book;
  const auto canaries = tests::roster_canaries();
  for (const auto& step : county_month()) {
    std::string text;
    for (const auto& one : book.must(step).answer) text += one.name + "=" + one.value + "\n";
    EXPECT_EQ(canaries_in(text, canaries), 0U) << step.name;
  }
}

TEST(PersonalData, OfCardsOnARepairIsSealedToo) {
  const auto book = county_after("reconcile-2d");
  std::vector<std::string> cards;
  const auto text = county_file("repair-QH01.csv");
  const auto rows = split(text, '\n');
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const auto cells = split(rows[i], ',');
    if (cells.size() > 4) cards.emplace_back(cells[4]);
  }
  ASSERT_EQ(cards.size(), 6U);
  std::string bytes;
  for (const auto& table : tests::all_rows(book->store)) {
    for (const auto& [key, value] : table) bytes += key + value;
  }
  EXPECT_EQ(canaries_in(bytes, cards), 0U);
}

TEST(PersonalData, OfSomebodyWhoIsNotOnTheRosterIsSealedToo) {
  const auto book = county_after("submit-1");
  const auto stranger = book->line("QH01-202610-01-0213");
  EXPECT_EQ(stranger.worker.front(), 'U');
  EXPECT_EQ(book->state(stranger.id), "drafted");
  std::string bytes;
  for (const auto& table : tests::all_rows(book->store)) {
    for (const auto& [key, value] : table) bytes += key + value;
  }
  EXPECT_EQ(canaries_in(bytes, {"吴顺运", "999999199309236986"}), 0U);
}

// ---- the bank's files ---------------------------------------------------------------------------

TEST(InstructionFile, HasTheSameBytesAtEveryCallWhateverIsRepairedLater) {
  const auto book = county_after("instruct-1");
  const PayrollService service(*book->book);
  const auto first = service.file_bytes(book->by("li.clerk"), "QH01-202610-01-F1").value();
  EXPECT_TRUE(service.file_bytes(book->by("li.clerk"), "QH01-202610-01-F1").value() == first);
  book->through("reconcile-2d");
  EXPECT_TRUE(service.file_bytes(book->by("li.clerk"), "QH01-202610-01-F1").value() == first);
}

// A person is not changed by loading: that needs two persons, and would change the file.
TEST(InstructionFile, KeepsItsBytesBecauseAWorkerIsNotRenamedByLoading) {
  const auto book = county_after("instruct-1");
  const PayrollService service(*book->book);
  const auto first = service.file_bytes(book->by("li.clerk"), "QH01-202610-01-F1").value();
  auto files = CountyBook::county_files();
  files[1].bytes = tests::replaced(files[1].bytes, "W10001,宋其定", "W10001,宋其安");
  EXPECT_EQ(reason(book->load(book->by("zhao.regulator"), files)),
            "payments.change-needs-approval");
  EXPECT_TRUE(service.file_bytes(book->by("li.clerk"), "QH01-202610-01-F1").value() == first);
}

TEST(InstructionFile, IsReadBackWithTheSumsThatWereHeld) {
  const auto book = county_after("instruct-1");
  const auto bytes =
      PayrollService(*book->book).file_bytes(book->by("li.clerk"), "QH01-202610-01-F1").value();
  const auto document = bank::read_bank_file(bytes);
  ASSERT_FALSE(document.refused());
  const auto& summary = std::get<InitiationSummary>(document.content);
  EXPECT_EQ(summary.transactions, 298U);
  EXPECT_EQ(to_string(summary.control_sum), "1935241.96");
  EXPECT_EQ(book->available("c:QH01:wage_bank:ccb"), "164758.04");
}

TEST(InstructionFile, IsSplitWhereTheBanksLimitIs) {
  auto data = tests::shipped_data();
  for (auto& profile : data.profiles) profile.lines_max = 100;
  CountyBook book(1, data);
  book.through("approve-2");
  book.now("2026-11-11 10:00");
  const auto receipt = book.instruct(book.by("zhang.manager"), "QH01-202610-01").value();
  EXPECT_EQ(field(receipt, "files"), "QH01-202610-01-F1,QH01-202610-01-F2,QH01-202610-01-F3");
  const auto files = book.batch("QH01-202610-01").files;
  ASSERT_EQ(files.size(), 3U);
  EXPECT_EQ(files[0].lines.size(), 100U);
  EXPECT_EQ(files[2].lines.size(), 98U);
  EXPECT_EQ(files[0].sum + files[1].sum + files[2].sum, tests::yuan("1935241.96"));
  EXPECT_EQ(book.broken(), "");
}

}  // namespace
}  // namespace anxin::payments
