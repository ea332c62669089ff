// Wages paid in cash or deposited with a notary, and payees in the worker's place.
#include "payments/service/wage_paper_service.h"

#include <gtest/gtest.h>

#include "payments/service/suspected_arrears.h"
#include "tests/support/arrears_books.h"

namespace anxin::payments {
namespace {

using ledger::Receipt;
using tests::arrears_row;
using tests::ArrearsBook;
using tests::day;
using tests::field;
using tests::kMember;
using tests::reason;
using tests::yuan;

const std::string kPaperLine = "QH02-202610-01-0001";  // 7,262.25
const std::string kOther = "QH02-202610-01-0002";      // 5,633.73
const std::string kHeirsName = "肖承";

constexpr const char* kSecondApprover = R"(
[[staff]]
actor = "zheng.second"
person = "S020"
name = "郑副经理"
party = "GC2"
role = "approver"
)";

class PaperBook : public ArrearsBook {
 public:
  explicit PaperBook(const std::string& step) : ArrearsBook(step) {
    (void)load(by("zhao.regulator"), {{"second.toml", kSecondApprover}}).value();
  }
  WagePaperService papers() { return WagePaperService(*book); }

  static PaidOutsideRequest cash(std::vector<std::string> lines = {kPaperLine}) {
    PaidOutsideRequest request;
    request.how = PaidHow::cash;
    request.lines = std::move(lines);
    request.on = day("2026-11-11");
    request.document = "收据 2026-11";
    request.channel = Channel::hotline;
    request.confirmation = "12333-88";
    return request;
  }
  static PaidOutsideRequest notary() {
    auto request = cash();
    request.how = PaidHow::notary;
    request.confirmation = "";
    request.document = "（2026）青证字第7号";
    request.office = "青禾县公证处";
    return request;
  }
  static PayeeRequest heir(const std::string& line = kPaperLine) {
    return {
        line, PayeeKind::heir, {kHeirsName, tests::invented_card(7), ""}, "（2026）青证字第8号"};
  }
  Result<Receipt> propose(const PaidOutsideRequest& request,
                          const std::string& actor = "chen.clerk") {
    return papers().propose(by(actor), request);
  }
  Result<Receipt> name(const PayeeRequest& request, const std::string& actor = "chen.clerk") {
    return papers().propose_payee(by(actor), request);
  }
  Result<Receipt> accept(const std::string& paper, const std::string& actor = "zhao.regulator") {
    return papers().approve(by(actor), paper);
  }
  Result<Receipt> withdraw(const std::string& paper, const std::string& actor = "chen.clerk") {
    return papers().withdraw(by(actor), paper);
  }
  [[nodiscard]] Person person(const std::string& worker) const {
    return vault.open_person(find(reader(), kPersons, worker)->value).value();
  }
  /// Every account with what it holds and what of it is free.
  [[nodiscard]] std::map<std::string, std::pair<std::string, std::string>> balances() const {
    std::map<std::string, std::pair<std::string, std::string>> all;
    for (const auto& account : reader().accounts("")) {
      all[std::string(account.name.text())] = {to_string(account.balance()),
                                               to_string(account.available())};
    }
    return all;
  }
  /// Puts the line into the state in which a sheet with these findings leaves it.
  void park(const std::string& id, const std::vector<std::string>& codes) {
    const auto stored = find(reader(), kLines, id).value();
    auto changed = stored.value;
    changed.parked_for = codes;
    changed.state = codes.empty() ? LineState(line_state::Accrued{}) : line_state::Parked{};
    CommandDraft draft;
    draft.update(kLines, stored, changed);
    const auto caller = by("test");
    (void)book
        ->perform(caller, {{"/op", "test.park"}},
                  [&](const ledger::Reader&) { return Result<CommandDraft>(std::move(draft)); })
        .value();
  }
  /// The instruction file of a batch, for its bank.
  std::string file(const std::string& id) {
    return PayrollService(*book).file_bytes(by("bank.icbc"), id).value();
  }
};

// ---- paid outside -------------------------------------------------------------------------------

TEST(PaidInCash, DischargesTheLinesWhenARegulatorAcceptsIt) {
  PaperBook book("approve-2");
  const auto bank = book.balance("c:QH02:wage_bank:icbc");
  const auto unpaid = book.overview("QH02").unpaid;
  const auto proposed = book.propose(book.cash({kPaperLine, kOther})).value();
  EXPECT_EQ(field(proposed, "paper"), "QH02-O01");
  EXPECT_EQ(field(proposed, "sum"), "12895.98");
  EXPECT_EQ(book.state(kPaperLine), "accrued");

  ASSERT_EQ(reason(book.accept("QH02-O01")), "ok");
  EXPECT_EQ(book.state(kPaperLine), "discharged");
  EXPECT_EQ(book.state(kOther), "discharged");
  EXPECT_EQ(book.balance("c:QH02:wage_payable:2026-10:LW3:W20001"), "0.00");
  EXPECT_EQ(book.balance("c:QH02:wage_bank:icbc"), bank);
  EXPECT_EQ(to_string(unpaid - book.overview("QH02").unpaid), "12895.98");
  EXPECT_EQ(book.overview("QH02").paid, Money());  // never through the account
  EXPECT_EQ(book.broken(), "");
}

TEST(PaidInCash, StaysAWarning) {
  PaperBook book("approve-2");
  (void)book.propose(book.cash()).value();
  const auto look = [&] {
    return suspected_arrears(*book.book, std::nullopt, day("2026-11-12")).value();
  };
  EXPECT_TRUE(look().empty());
  (void)book.accept("QH02-O01").value();
  ASSERT_EQ(look().size(), 1U);
  const auto warned = look().front().in_cash;
  ASSERT_EQ(warned.size(), 1U);
  EXPECT_EQ(warned.front().paper, "QH02-O01");
  EXPECT_EQ(to_string(warned.front().sum), "7262.25");
}

TEST(PaidInCash, IsNeverAcceptedByTheContractor) {
  PaperBook book("approve-2");
  EXPECT_EQ(reason(book.propose(book.cash(), "li.clerk")), "access.not-permitted");  // of QH01
  EXPECT_EQ(reason(book.propose(book.cash(), "zhao.regulator")), "access.not-permitted");
  (void)book.propose(book.cash()).value();
  EXPECT_EQ(reason(book.accept("QH02-O01", "wu.manager")), "access.not-permitted");
  EXPECT_EQ(reason(book.accept("QH02-O09")), "wage-paper.unknown");
  EXPECT_EQ(reason(book.accept("QH02-O01")), "ok");
  EXPECT_EQ(reason(book.accept("QH02-O01")), "wage-paper.state");
}

TEST(PaidInCash, NeedsItsReceiptAndTheWorkersConfirmation) {
  PaperBook book("approve-2");
  auto request = book.cash();
  request.document = " ";
  EXPECT_EQ(reason(book.propose(request)), "wage-paper.incomplete");
  request = book.cash();
  request.confirmation = "";
  EXPECT_EQ(reason(book.propose(request)), "wage-paper.incomplete");
  request.confirmation = std::string(129, 'x');
  EXPECT_EQ(reason(book.propose(request)), "wage-paper.incomplete");
  request.confirmation = std::string(128, 'x');
  EXPECT_EQ(reason(book.propose(request)), "ok");
  request.on = day("2026-11-12");  // today is the 11th
  EXPECT_EQ(reason(book.propose(request)), "wage-paper.date");
}

TEST(PaidInCash, IsOfADayFromTheFirstOfTheWageMonthUntilToday) {
  PaperBook book("approve-2");  // wages of October, on the 11th of November
  for (const auto& [on, expected] : {std::pair{"2026-09-30", "wage-paper.date"},
                                     {"2026-10-01", "ok"},
                                     {"2026-11-11", "ok"},
                                     {"2026-11-12", "wage-paper.date"}}) {
    auto request = book.cash();
    request.on = day(on);
    EXPECT_EQ(reason(book.propose(request)), expected) << on;
  }
}

TEST(PaidInCash, NamesLinesOfOneContractOnceEach) {
  PaperBook book("approve-2");
  EXPECT_EQ(reason(book.propose(book.cash({}))), "wage-paper.lines");
  EXPECT_EQ(reason(book.propose(book.cash({kPaperLine, kPaperLine}))), "wage-paper.line-twice");
  EXPECT_EQ(reason(book.propose(book.cash({kPaperLine, "QH01-202610-01-0001"}))),
            "wage-paper.lines");
  EXPECT_EQ(reason(book.propose(book.cash({"QH02-202610-01-9999"}))), "payments.line-unknown");
}

TEST(PaidInCash, IsRefusedForLinesWithABankAndForLinesThatHaveChanged) {
  PaperBook book("approve-2");
  (void)book.propose(book.cash()).value();
  (void)book.reduce(kPaperLine, "1.00").value();
  (void)book.decide("QH02-X01").value();
  EXPECT_EQ(reason(book.accept("QH02-O01")), "wage-paper.overtaken");
  (void)book.propose(book.cash()).value();
  book.through("instruct-2");
  EXPECT_EQ(reason(book.accept("QH02-O02")), "payments.line-not-at-hand");
  EXPECT_EQ(reason(book.propose(book.cash())), "payments.line-not-at-hand");
  EXPECT_EQ(book.broken(), "");
}

TEST(NotarialDeposit, DischargesTheLineAndSaysWhereTheWorkerFindsTheMoney) {
  PaperBook book("approve-2");
  auto request = book.notary();
  request.office = "";
  EXPECT_EQ(reason(book.propose(request)), "wage-paper.incomplete");
  ASSERT_EQ(reason(book.propose(book.notary())), "ok");
  ASSERT_EQ(reason(book.accept("QH02-O01")), "ok");
  EXPECT_EQ(book.state(kPaperLine), "discharged");
  EXPECT_EQ(book.papers().list("QH02").value().front().office, "青禾县公证处");
  EXPECT_TRUE(suspected_arrears(*book.book, std::nullopt, day("2026-11-12")).value().empty());
  EXPECT_EQ(book.broken(), "");
}

// ---- a payee ------------------------------------------------------------------------------------

TEST(PayeeOfALine, IsPaidInTheWorkersPlaceOnceAnotherPersonApproves) {
  PaperBook book("approve-2");
  ASSERT_EQ(reason(book.name(book.heir())), "ok");
  const auto accepted = book.accept("QH02-H01", "zheng.second").value();
  EXPECT_EQ(field(accepted, "pays"), kPaperLine);
  EXPECT_EQ(book.state(kPaperLine), "accrued");
  book.through("instruct-2");
  const auto bytes = book.file("QH02-202610-01-F1");
  EXPECT_NE(bytes.find(kHeirsName), std::string::npos);
  EXPECT_NE(bytes.find(tests::invented_card(7)), std::string::npos);
  EXPECT_EQ(bytes.find("999999197002249425"), std::string::npos);  // not the worker's identity
  EXPECT_EQ(book.broken(), "");
}

TEST(PayeeOfALine, ThatWasParkedGetsALineOfARepairBatch) {
  PaperBook book("statement-2a");
  book.owe(arrears_row("甄一," + tests::invented_id(1) + ",", "2026-07", "700"));
  const std::string parked = "QH02-202607-01-0001";
  ASSERT_EQ(reason(book.name(book.heir(parked))), "ok");
  const auto accepted = book.accept("QH02-H01", "wu.manager").value();
  EXPECT_EQ(field(accepted, "pays"), "QH02-202607-02-0001");
  EXPECT_EQ(book.state(parked), "replaced");
  EXPECT_EQ(book.batch_state("QH02-202607-01"), "closed");
  EXPECT_EQ(book.batch_state("QH02-202607-02"), "approved");
  EXPECT_EQ(book.broken(), "");
  ASSERT_EQ(reason(book.instruct(book.by("wu.manager"), "QH02-202607-02")), "ok");
  EXPECT_NE(book.file("QH02-202607-02-F1").find(kHeirsName), std::string::npos);
  EXPECT_EQ(book.broken(), "");
}

TEST(PayeeOfALine, WhosePaymentFailedNeedsPapersAgainAndNoRepairTable) {
  PaperBook book("approve-1");
  const std::string line = "QH01-202610-01-0001";
  (void)book.name(book.heir(line), "li.clerk").value();
  (void)book.accept("QH01-H01", "zhang.manager").value();
  book.through("instruct-1");
  book.now("2026-11-12 16:00");
  const auto answered =
      tests::result_file("RS-1", "QH01-202610-01-F1", {{line, "RJCT", "8463.13", "AC04"}});
  ASSERT_EQ(reason(book.import(book.by("bank.ccb"), answered)), "ok");
  ASSERT_EQ(book.state(line), "failed");
  const auto rows =
      repair_rows(line + ",宋其定,999999200309289434," + tests::invented_card(8) + ",\n");
  EXPECT_EQ(reason(book.repair(book.by("li.clerk"), {"QH01", kOctober, rows})),
            "payments.repair-has-payee");
  (void)book.name(book.heir(line), "li.clerk").value();
  const auto again = book.accept("QH01-H02", "zhang.manager").value();
  EXPECT_EQ(field(again, "pays"), "QH01-202610-02-0001");
  EXPECT_EQ(book.state(line), "replaced");
  EXPECT_EQ(book.broken(), "");
}

TEST(PayeeOfALine, IsApprovedByAnotherPersonOfTheContractor) {
  PaperBook book("approve-2");
  EXPECT_EQ(reason(book.name(book.heir(), "li.clerk")), "access.not-permitted");
  ASSERT_EQ(reason(book.name(book.heir(), "wu.manager")), "ok");
  EXPECT_EQ(reason(book.accept("QH02-H01", "chen.clerk")), "access.not-permitted");
  EXPECT_EQ(reason(book.accept("QH02-H01", "zhao.regulator")), "access.not-permitted");
  EXPECT_EQ(reason(book.accept("QH02-H01", "wu.manager")), "access.same-person");
  EXPECT_EQ(reason(book.accept("QH02-H01", "zheng.second")), "ok");
}

TEST(PayeeOfALine, NeedsPapersANameAndNumbersThatPassTheirChecks) {
  PaperBook book("approve-2");
  auto request = book.heir();
  request.document = "";
  EXPECT_EQ(reason(book.name(request)), "wage-paper.incomplete");
  request = book.heir();
  request.payee.name = " ";
  EXPECT_EQ(reason(book.name(request)), "wage-paper.payee-invalid");
  request = book.heir();
  request.payee.account = "6217999900001000";
  EXPECT_EQ(reason(book.name(request)), "wage-paper.payee-invalid");
  request = book.heir();
  request.payee.bank_no = "1";
  EXPECT_EQ(reason(book.name(request)), "wage-paper.payee-invalid");
  EXPECT_EQ(reason(book.name(book.heir("QH02-202610-01-9999"))), "payments.line-unknown");
  book.through("instruct-2");
  EXPECT_EQ(reason(book.name(book.heir())), "payments.line-not-at-hand");
}

TEST(PayeeOfALine, HasNoCardOfAnotherWorker) {
  PaperBook book("approve-2");
  auto request = book.heir();
  request.payee.account =
      book.vault
          .open_person(find(book.book->read().value(), kPersons, book.line(kOther).worker)->value)
          .value()
          .card;
  EXPECT_EQ(reason(book.name(request)), "payments.repair-card-taken");
  EXPECT_EQ(reason(book.name(book.heir())), "ok");
}

TEST(PayeeOfALine, ThatIsAnHeirHasNotTheWorkersCard) {
  PaperBook book("approve-2");
  auto request = book.heir();
  request.payee.account = book.person(book.line(kPaperLine).worker).card;
  EXPECT_EQ(reason(book.name(request)), "payments.repair-card-taken");
  request.kind = PayeeKind::guardian;
  EXPECT_EQ(reason(book.name(request)), "ok");
}

// The line is parked for these codes, and a payee is approved: what it is parked for then.
std::vector<std::string> parked_with_a_payee(const std::vector<std::string>& codes) {
  PaperBook book("approve-2");
  book.park(kPaperLine, codes);
  (void)book.name(book.heir()).value();
  const auto accepted = book.accept("QH02-H01", "zheng.second").value();
  const auto pays = field(accepted, "pays");
  const auto left = book.line(pays).parked_for;
  EXPECT_EQ(field(accepted, "parked_for"), left.empty() ? "" : left.front());
  EXPECT_EQ(book.state(pays), left.empty() ? "accrued" : "parked");
  EXPECT_EQ(reason(book.instruct(book.by("wu.manager"), book.line(pays).batch)),
            left.empty() ? "ok" : "payments.nothing-to-instruct");
  EXPECT_EQ(book.broken(), "");
  return left;
}

TEST(PayeeOfALine, ClearsWhatConcernsTheAccount) {
  for (const char* code :
       {"payroll.account-missing", "payroll.account-invalid", "payroll.account-shared",
        "payroll.digits-doubtful", "payroll.card-not-registered"}) {
    EXPECT_TRUE(parked_with_a_payee({code}).empty()) << code;
  }
}

TEST(PayeeOfALine, LeavesParkedWhatNoPayeesPapersSayAnythingAbout) {
  for (const char* code : {"payroll.not-registered", "payroll.name-differs", "payroll.id-missing",
                           "payroll.name-damaged", "payroll.signature-disputed"}) {
    EXPECT_EQ(parked_with_a_payee({"payroll.account-missing", code}),
              std::vector<std::string>{code});
  }
}

TEST(PayeeOfALine, KeepsPayeeAndAccountWhereARepairClearsTheRest) {
  PaperBook book("approve-2");
  const auto worker = book.line(kPaperLine).worker;
  const auto own_card = book.person(worker).card;
  book.park(kPaperLine, {"payroll.account-missing", "payroll.name-differs"});
  (void)book.name(book.heir()).value();
  const auto parked = field(book.accept("QH02-H01", "zheng.second").value(), "pays");
  const auto rows = [&](int card) {
    return repair_rows(parked + ",肖友祥,999999197002249425," + tests::invented_card(card) + ",\n");
  };
  EXPECT_EQ(reason(book.repair(book.by("chen.clerk"), {"QH02", kOctober, rows(8)})),
            "payments.repair-has-payee");
  const auto repaired =
      field(book.repair(book.by("chen.clerk"), {"QH02", kOctober, rows(7)}).value(), "batch");
  ASSERT_EQ(reason(book.approve(book.by("wu.manager"), repaired)), "ok");
  EXPECT_EQ(book.state(parked), "replaced");
  EXPECT_EQ(book.state(repaired + "-0001"), "accrued");
  EXPECT_EQ(book.person(worker).card, own_card);  // the payee's card is not the worker's
  ASSERT_EQ(reason(book.instruct(book.by("zheng.second"), repaired)), "ok");
  const auto bytes = book.file(repaired + "-F1");
  EXPECT_NE(bytes.find(kHeirsName), std::string::npos);
  EXPECT_NE(bytes.find(tests::invented_card(7)), std::string::npos);
  EXPECT_EQ(book.broken(), "");
}

TEST(PayeeOfALine, StandsNowhereInTheClear) {
  PaperBook book("approve-2");
  (void)book.name(book.heir()).value();
  (void)book.accept("QH02-H01", "wu.manager").value();
  for (const auto& row : tests::all_rows(book.store)) {
    for (const auto& [key, value] : row) {
      EXPECT_EQ(value.find(kHeirsName), std::string::npos) << key;
      EXPECT_EQ(value.find(tests::invented_card(7)), std::string::npos) << key;
    }
  }
}

// ---- withdrawn ----------------------------------------------------------------------------------

TEST(WagePaper, IsWithdrawnByWhoProposedItAndLeavesNothingBehind) {
  PaperBook book("approve-2");
  const auto before = book.balances();
  (void)book.propose(book.cash({kPaperLine, kOther})).value();
  (void)book.propose(book.notary()).value();
  (void)book.name(book.heir()).value();
  for (const char* paper : {"QH02-O01", "QH02-O02", "QH02-H01"}) {
    const auto withdrawn = book.withdraw(paper).value();
    EXPECT_EQ(field(withdrawn, "paper"), paper);
    EXPECT_EQ(field(withdrawn, "state"), "withdrawn");
  }
  EXPECT_EQ(book.balances(), before);  // what is available too: nothing is held
  EXPECT_EQ(book.state(kPaperLine), "accrued");
  EXPECT_EQ(book.state(kOther), "accrued");
  EXPECT_TRUE(suspected_arrears(*book.book, std::nullopt, day("2026-11-12")).value().empty());
  book.through("instruct-2");
  EXPECT_EQ(book.state(kPaperLine), "in-flight");  // to the worker's own card
  EXPECT_EQ(book.file("QH02-202610-01-F1").find(kHeirsName), std::string::npos);
  EXPECT_EQ(book.broken(), "");
}

TEST(WagePaper, IsNotWithdrawnByAnybodyElse) {
  PaperBook book("approve-2");
  (void)book.propose(book.cash()).value();
  (void)book.name(book.heir()).value();
  for (const char* paper : {"QH02-O01", "QH02-H01"}) {
    EXPECT_EQ(reason(book.withdraw(paper, "wu.manager")), "wage-paper.not-own");
    EXPECT_EQ(reason(book.withdraw(paper, "li.clerk")), "access.not-permitted");
    EXPECT_EQ(reason(book.withdraw(paper, "zhao.regulator")), "access.not-permitted");
    EXPECT_EQ(reason(book.withdraw(paper, "")), "access.actor-missing");
  }
  EXPECT_EQ(reason(book.withdraw("QH02-O09")), "wage-paper.unknown");
  EXPECT_EQ(reason(book.accept("QH02-O01")), "ok");
  EXPECT_EQ(reason(book.accept("QH02-H01", "wu.manager")), "payments.line-not-at-hand");
}

TEST(WagePaper, IsWithdrawnOnceAndNeverAfterItWasAccepted) {
  PaperBook book("approve-2");
  (void)book.propose(book.cash()).value();
  (void)book.withdraw("QH02-O01").value();
  EXPECT_EQ(reason(book.withdraw("QH02-O01")), "wage-paper.state");
  EXPECT_EQ(reason(book.accept("QH02-O01")), "wage-paper.state");
  // Another one for the same line has a number of its own.
  EXPECT_EQ(field(book.propose(book.cash()).value(), "paper"), "QH02-O02");
  (void)book.accept("QH02-O02").value();
  EXPECT_EQ(reason(book.withdraw("QH02-O02")), "wage-paper.state");
  (void)book.name(book.heir(kOther)).value();
  (void)book.withdraw("QH02-H01").value();
  EXPECT_EQ(reason(book.accept("QH02-H01", "wu.manager")), "wage-paper.state");
  EXPECT_EQ(book.state(kOther), "accrued");
  (void)book.name(book.heir(kOther)).value();
  (void)book.accept("QH02-H02", "wu.manager").value();
  EXPECT_EQ(reason(book.withdraw("QH02-H02")), "wage-paper.state");
  EXPECT_EQ(book.broken(), "");
}

}  // namespace
}  // namespace anxin::payments
