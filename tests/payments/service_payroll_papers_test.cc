// Sheets for signature, vouchers and slips of the county's month: who is on them, what they add up
// to.
#include "payments/service/payroll_papers.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/support/county_books.h"

namespace anxin::payments {
namespace {

using tests::county_after;
using tests::CountyBook;
using tests::reason;

const std::string kPaperBatch = "QH01-202610-01";

PayrollPaperService papers(CountyBook& book) { return PayrollPaperService(*book.book); }

TEST(TeamSheets, HaveEveryLineOfTheDraftOnce) {
  const auto book = county_after("submit-1");
  const auto sheets = papers(*book).sheets(book->by("li.clerk"), kPaperBatch).value();
  std::size_t lines = 0;
  PaperSums sums;
  for (const auto& team : sheets.teams) {
    EXPECT_FALSE(team.lines.empty());
    lines += team.lines.size();
    sums.gross += sums_of(team.lines).gross;
    sums.net += sums_of(team.lines).net;
  }
  const auto batch = book->batch(kPaperBatch).batch;
  EXPECT_EQ(lines, batch.lines);
  EXPECT_EQ(sums.gross, batch.gross);
  EXPECT_EQ(sums.net, batch.net);
  EXPECT_EQ(sheets.head.content, batch.content);
}

TEST(TeamSheets, ShowNoNumberInFull) {
  const auto book = county_after("submit-1");
  const auto sheets = papers(*book).sheets(book->by("li.clerk"), kPaperBatch).value();
  for (const auto& team : sheets.teams) {
    for (const auto& line : team.lines) {
      EXPECT_NE(line.id_no.find('*'), std::string::npos);
      EXPECT_TRUE(line.card.empty() || line.card.size() == 4);
      EXPECT_FALSE(line.name.empty());
    }
  }
}

TEST(TeamSheets, AreForTheContractorsStaffAndTheBank) {
  const auto book = county_after("submit-1");
  EXPECT_EQ(reason(papers(*book).sheets(book->by("wu.manager"), kPaperBatch)),
            "access.not-permitted");
  EXPECT_EQ(reason(papers(*book).sheets(book->by("bank.ccb"), kPaperBatch)), "ok");
  EXPECT_EQ(reason(papers(*book).sheets(book->by("bank.ccb"), "QH01-202610-09")),
            "payments.batch-unknown");
}

TEST(Vouchers, AreRefusedBeforeTheBankHasPaid) {
  const auto book = county_after("instruct-1");
  EXPECT_EQ(reason(papers(*book).vouchers(book->by("li.clerk"), kPaperBatch)),
            "payments.voucher-empty");
}

TEST(Vouchers, AddUpToWhatTheBankHasPaid) {
  const auto book = county_after("result-1");
  const auto vouchers = papers(*book).vouchers(book->by("li.clerk"), kPaperBatch).value();
  Money paid;
  Money unpaid;
  std::set<std::string> named;  // an employer of whose workers nobody was paid has no voucher
  for (const auto& one : vouchers.employers) {
    named.insert(one.employer);
    paid += sums_of(one.paid).net;
    unpaid += one.unpaid_sum;
  }
  Money expected;
  Money owed;
  for (const auto& line : book->batch(kPaperBatch).lines) {
    if (std::holds_alternative<line_state::Paid>(line.state)) expected += line.net;
    if (is_owed(line.state) && named.contains(line.employer)) owed += line.net;
  }
  EXPECT_GT(paid, Money());
  EXPECT_EQ(paid, expected);
  EXPECT_EQ(unpaid, owed);
}

// Once every voucher of a month was one paper, without an employer's name: whoever was handed it
// saw the other companies' workers.
TEST(Vouchers, HoldOneEmployersWorkersAlone) {
  const auto book = county_after("result-1");
  const auto vouchers = papers(*book).vouchers(book->by("li.clerk"), kPaperBatch).value();
  EXPECT_GT(vouchers.employers.size(), 1U);
  for (const auto& one : vouchers.employers) {
    EXPECT_FALSE(one.employer_name.empty());
    for (const auto& line : one.paid) EXPECT_EQ(line.line.employer, one.employer);
  }
}

TEST(WorkerSlips, AreThoseOfEachWorkerAlone) {
  const auto book = county_after("result-1");
  const auto slips = papers(*book).slips(book->by("li.clerk"), kPaperBatch).value();
  EXPECT_EQ(slips.workers.size(), book->batch(kPaperBatch).lines.size());
  const WithholdingService service(*book->book);
  for (const std::size_t at : {std::size_t{0}, slips.workers.size() - 1}) {
    const auto& worker = slips.workers[at];
    const auto alone = service.slip("QH01", worker.slip.month, worker.slip.worker).value();
    EXPECT_EQ(worker.slip.net, alone.net);
    EXPECT_EQ(worker.slip.paid, alone.paid);
    EXPECT_EQ(worker.slip.lines.size(), alone.lines.size());
    EXPECT_EQ(worker.slip.payments.size(), alone.payments.size());
  }
}

TEST(WorkerSlips, AreRefusedBeforeApproval) {
  const auto book = county_after("submit-1");
  EXPECT_EQ(reason(papers(*book).slips(book->by("li.clerk"), kPaperBatch)),
            "withholding.slip-empty");
}

}  // namespace
}  // namespace anxin::payments
