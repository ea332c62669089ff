// Every word with which the services of payments refuse has a test here or in
// service_conduct_test.cc, and a refusal changes nothing in the books.
#include <gtest/gtest.h>

#include <set>

#include "payments/service/reasons.h"
#include "tests/support/county_requests.h"

namespace anxin::payments {
namespace {

using ledger::Receipt;
using tests::county_after;
using tests::CountyBook;
using tests::field;
using tests::reason;
using tests::replaced;

// ---- the table ----------------------------------------------------------------------------------

struct ServiceRefusal {
  std::string name;
  std::string after;  ///< the month's step before it
  std::string expected;
  std::function<Result<Receipt>(CountyBook&)> act;
};

std::ostream& operator<<(std::ostream& out, const ServiceRefusal& refusal) {
  return out << refusal.name;
}

ServiceRefusal import_refusal(const std::string& name, const std::string& after,
                              const std::string& expected, const std::string& actor,
                              const std::string& bytes) {
  return {name, after, expected,
          [actor, bytes](CountyBook& b) { return b.import(b.by(actor), bytes); }};
}

std::vector<ServiceRefusal> service_access_refusals() {
  return {
      {"NobodyIsNamed", "load", "access.actor-missing",
       [](CountyBook& b) { return b.due(b.by(""), "QH01"); }},
      {"AnUnknownActor", "load", "access.actor-unknown",
       [](CountyBook& b) { return b.due(b.by("wang.nobody"), "QH01"); }},
      {"TheBankMakesNothingDue", "load", "access.not-permitted",
       [](CountyBook& b) { return b.due(b.by("bank.ccb"), "QH01"); }},
      {"AnotherProjectsClerkMakesNothingDue", "load", "access.not-permitted",
       [](CountyBook& b) { return b.due(b.by("chen.clerk"), "QH01"); }},
      {"AnotherProjectsBankReceivesNothing", "load", "access.not-permitted",
       [](CountyBook& b) { return b.receive(b.by("bank.icbc"), money("QH01", "1.00", "R")); }},
      {"AnApproverDoesNotSubmit", "load", "access.not-permitted",
       [](CountyBook& b) { return b.submit(b.by("zhang.manager"), sheet_of("QH01")); }},
      {"AnotherProjectsClerkDoesNotSubmit", "load", "access.not-permitted",
       [](CountyBook& b) { return b.submit(b.by("chen.clerk"), sheet_of("QH01")); }},
      {"AnotherProjectsClerkDoesNotConfirm", "submit-2", "access.not-permitted",
       [](CountyBook& b) { return b.confirm(b.by("li.clerk"), kBatch2); }},
      {"AClerkDoesNotApprove", "submit-2", "access.not-permitted",
       [](CountyBook& b) { return b.approve(b.by("li.clerk"), kBatch1); }},
      {"AnotherProjectsManagerDoesNotApprove", "submit-2", "access.not-permitted",
       [](CountyBook& b) { return b.approve(b.by("wu.manager"), kBatch1); }},
      {"TheMakerDoesNotApproveByAnotherLogin", "submit-2", "access.same-person",
       [](CountyBook& b) { return b.approve(b.by("li.second"), kBatch1); }},
      {"AClerkDoesNotInstruct", "approve-2", "access.not-permitted",
       [](CountyBook& b) { return b.instruct(b.by("li.clerk"), kBatch1); }},
      {"AnApproverDoesNotRepair", "reconcile-1c", "access.not-permitted",
       [](CountyBook& b) {
         return b.repair(b.by("zhang.manager"), {"QH01", kOctober, county_file("repair-QH01.csv")});
       }},
      {"AnotherProjectsManagerDoesNotInstruct", "approve-2", "access.not-permitted",
       [](CountyBook& b) { return b.instruct(b.by("wu.manager"), kBatch1); }},
      {"TheOwnPersonDoesNotApproveARepair", "repair-2", "access.same-person",
       [](CountyBook& b) { return b.approve(b.by("li.second"), "QH01-202610-02"); }},
      {"AnotherBankDoesNotReconcile", "statement-1b", "access.not-permitted",
       [](CountyBook& b) { return b.reconcile(b.by("bank.icbc"), "QH01"); }},
      import_refusal("AnotherBankDoesNotImportAResult", "instruct-1", "access.not-permitted",
                     "bank.icbc", county_file("result-QH01-202610-01-F1.xml")),
      import_refusal("AnotherBankDoesNotImportAStatement", "load", "access.not-permitted",
                     "bank.icbc", county_file("statement-QH01-20261106.xml")),
      import_refusal("TheRegulatorDoesNotImport", "load", "access.not-permitted", "zhao.regulator",
                     county_file("statement-QH01-20261106.xml")),
  };
}

std::vector<ServiceRefusal> unknown_refusals() {
  return {
      {"AnUnknownContractOfFunding", "load", "payments.contract-unknown",
       [](CountyBook& b) { return b.due(b.by("li.clerk"), "QH99"); }},
      {"AnUnknownContractOfASheet", "load", "payments.contract-unknown",
       [](CountyBook& b) {
         auto request = sheet_of("QH01");
         request.contract = "QH99";
         return b.submit(b.by("li.clerk"), request);
       }},
      {"AnUnknownContractOfAReconciliation", "load", "payments.contract-unknown",
       [](CountyBook& b) { return b.reconcile(b.by("li.clerk"), "QH99"); }},
      {"AnUnknownBatchConfirmed", "load", "payments.batch-unknown",
       [](CountyBook& b) { return b.confirm(b.by("li.clerk"), kBatch1); }},
      {"AnUnknownBatchApproved", "load", "payments.batch-unknown",
       [](CountyBook& b) { return b.approve(b.by("zhang.manager"), kBatch1); }},
      {"AnUnknownBatchInstructed", "load", "payments.batch-unknown",
       [](CountyBook& b) { return b.instruct(b.by("zhang.manager"), kBatch1); }},
      import_refusal("AResultOfAFileNobodySent", "approve-1", "payments.file-unknown", "bank.ccb",
                     county_file("result-QH01-202610-01-F1.xml")),
      import_refusal("AStatementOfAnUnknownAccount", "load", "payments.wage-account-unknown",
                     "bank.ccb",
                     replaced(county_file("statement-QH01-20261106.xml"), "36050199999900000017",
                              "36050199999900000025")),
      {"AProfileThatIsNotOnRecord", "load", "payments.bank-profile-unknown",
       [](CountyBook& b) {
         b.data.profiles.clear();
         return b.receive(b.by("li.clerk"), money("QH01", "1.00", "R"));
       }},
      {"MasterDataWithAFault", "load", "payments.data-refused",
       [](CountyBook& b) {
         return b.load(b.by("zhao.regulator"), {{"more.toml", "[[party]]\nid = \"X1\"\n"}});
       }},
      {"ARosterWithAFault", "load", "payments.data-refused",
       [](CountyBook& b) {
         auto files = CountyBook::county_files();
         files[2].bytes = replaced(files[2].bytes, "W20002", "W20001");
         return b.load(b.by("zhao.regulator"), files);
       }},
  };
}

std::vector<ServiceRefusal> month_refusals() {
  return {
      {"ASheetWithFaults", "load", "payments.sheet-refused",
       [](CountyBook& b) {
         auto request = sheet_of("QH01");
         request.bytes = county_file("wages-2026-10-QH01-refused.csv");
         return b.submit(b.by("li.clerk"), request);
       }},
      {"AFileThatIsNoTable", "load", "payments.sheet-refused",
       [](CountyBook& b) {
         auto request = sheet_of("QH01");
         request.bytes = "not a table";
         return b.submit(b.by("li.clerk"), request);
       }},
      {"TheSameFileTwice", "submit-1", "payments.file-already-submitted",
       [](CountyBook& b) { return b.submit(b.by("li.clerk"), sheet_of("QH01")); }},
      {"TheTableOfLastMonth", "submit-1", "payments.file-of-another-month",
       [](CountyBook& b) {
         auto request = sheet_of("QH01");
         request.month = Month(std::chrono::year(2026), std::chrono::November);
         return b.submit(b.by("li.clerk"), request);
       }},
      {"AMonthThatHasNotBegun", "load", "payments.month-ahead",
       [](CountyBook& b) {
         auto request = sheet_of("QH01");
         request.month = Month(std::chrono::year(2026), std::chrono::December);
         return b.submit(b.by("li.clerk"), request);
       }},
      {"AMonthBeforeTheContract", "load", "payments.month-before-contract",
       [](CountyBook& b) {
         auto request = sheet_of("QH01");
         request.month = Month(std::chrono::year(2026), std::chrono::February);
         return b.submit(b.by("li.clerk"), request);
       }},
      {"AnUnconfirmedBatchApproved", "load", "payments.batch-state",
       [](CountyBook& b) {
         (void)b.submit(b.by("li.clerk"), unconfirmed("QH01"));
         return b.approve(b.by("zhang.manager"), kBatch1);
       }},
      {"AConfirmedBatchConfirmed", "submit-1", "payments.batch-state",
       [](CountyBook& b) { return b.confirm(b.by("li.clerk"), kBatch1); }},
      {"AnApprovedBatchApproved", "approve-1", "payments.batch-state",
       [](CountyBook& b) { return b.approve(b.by("zhang.manager"), kBatch1); }},
      {"AnApprovedBatchConfirmed", "approve-1", "payments.batch-state",
       [](CountyBook& b) { return b.confirm(b.by("li.clerk"), kBatch1); }},
      {"AnUnapprovedBatchInstructed", "submit-1", "payments.batch-state",
       [](CountyBook& b) { return b.instruct(b.by("zhang.manager"), kBatch1); }},
      {"AnAnsweredBatchInstructed", "result-1", "payments.batch-state",
       [](CountyBook& b) { return b.instruct(b.by("zhang.manager"), kBatch1); }},
      {"AClosedBatchInstructed", "reconcile-2d", "payments.batch-state",
       [](CountyBook& b) { return b.instruct(b.by("zhang.manager"), kBatch1); }},
      {"EveryLineIsWithTheBank", "instruct-1", "payments.nothing-to-instruct",
       [](CountyBook& b) { return b.instruct(b.by("zhang.manager"), kBatch1); }},
      {"ARepairOfAPaidLine", "reconcile-1c", "payments.line-not-repairable",
       [](CountyBook& b) {
         return b.repair(
             b.by("li.clerk"),
             {"QH01", kOctober,
              repair_rows("QH01-202610-01-0001,宋其定,999999200309289434,6236991022345270689,\n")});
       }},
      {"ARepairOfALineInFlight", "instruct-1", "payments.line-not-repairable",
       [](CountyBook& b) {
         return b.repair(
             b.by("li.clerk"),
             {"QH01", kOctober,
              repair_rows("QH01-202610-01-0001,宋其定,999999200309289434,6236991022345270689,\n")});
       }},
      {"ARepairOfAnUnknownLine", "reconcile-1c", "payments.line-not-repairable",
       [](CountyBook& b) {
         return b.repair(
             b.by("li.clerk"),
             {"QH01", kOctober,
              repair_rows("QH01-202610-01-9999,宋其定,999999200309289434,6236991022345270689,\n")});
       }},
      {"ARepairOfAnotherContractsLine", "reconcile-2c", "payments.line-not-repairable",
       [](CountyBook& b) {
         return b.repair(b.by("li.clerk"), {"QH01", kOctober, county_file("repair-QH02.csv")});
       }},
      {"ARepairToACardThatIsNone", "reconcile-1c", "payments.repair-invalid",
       [](CountyBook& b) {
         return b.repair(
             b.by("li.clerk"),
             {"QH01", kOctober,
              repair_rows("QH01-202610-01-0031,宋其定,999999200309289434,6236991022345270680,\n")});
       }},
      {"ARepairWithoutRows", "reconcile-1c", "payments.repair-invalid",
       [](CountyBook& b) {
         return b.repair(b.by("li.clerk"), {"QH01", kOctober, repair_rows("")});
       }},
      {"ALineRepairedByAnotherBatchMeanwhile", "repair-1", "payments.line-not-repairable",
       [](CountyBook& b) {
         const RepairRequest one{
             "QH01", kOctober,
             repair_rows("QH01-202610-01-0031,龚䶮,999999198304259105,6236991022345270689,\n")};
         const auto second = b.repair(b.by("li.clerk"), one).value();
         (void)b.approve(b.by("zhang.manager"), "QH01-202610-02").value();
         return b.approve(b.by("zhang.manager"), field(second, "batch"));
       }},
      {"ShortOfMoneyWithoutAChoice", "approve-2", "payments.cover-short",
       [](CountyBook& b) { return b.instruct(b.by("wu.manager"), kBatch2); }},
      {"ATeamThatIsNotInTheBatch", "approve-2", "payments.team-unknown",
       [](CountyBook& b) {
         return b.instruct(b.by("wu.manager"), kBatch2, shortfall::Teams{{"土方一班", "木工组"}});
       }},
      {"TeamsThatCostMoreThanThereIs", "approve-2", "payments.part-too-large",
       [](CountyBook& b) {
         return b.instruct(b.by("wu.manager"), kBatch2, shortfall::Teams{{"土方一班", "绿化二班"}});
       }},
  };
}

std::vector<ServiceRefusal> funding_and_file_refusals() {
  const auto statement = county_file("statement-QH01-20261106.xml");
  const auto result = county_file("result-QH01-202610-01-F1.xml");
  return {
      {"AMonthMadeDueTwice", "due-1", "payments.funding-exists",
       [](CountyBook& b) { return b.due(b.by("zhang.manager"), "QH01"); }},
      {"MoneyWithoutAReference", "load", "payments.reference-missing",
       [](CountyBook& b) {
         return FundingService(*b.book).receive(b.by("chen.clerk"), money("QH02", "1.00", " "));
       }},
      {"AReferenceReceivedTwice", "fund-1", "payments.funding-exists",
       [](CountyBook& b) {
         return b.receive(b.by("bank.ccb"), money("QH01", "1.00", "FD-QH01-202610"));
       }},
      {"NothingReceived", "load", "payments.amount-invalid",
       [](CountyBook& b) { return b.receive(b.by("bank.ccb"), money("QH01", "0.00", "R")); }},
      {"LessThanNothingReceived", "load", "payments.amount-invalid",
       [](CountyBook& b) { return b.receive(b.by("bank.ccb"), money("QH01", "-1.00", "R")); }},
      {"MoreReceivedThanAnyBookingMoves", "load", "payments.amount-too-large",
       [](CountyBook& b) {
         return b.receive(b.by("bank.ccb"), money("QH01", "100000000000.01", "R"));
       }},
      import_refusal("AFileThatIsNoMessage", "load", "payments.bank-file-refused", "bank.ccb",
                     "<Document/>"),
      import_refusal("AStatementThatDoesNotAddUp", "load", "payments.bank-file-refused", "bank.ccb",
                     replaced(statement,
                              ">2100000.00</Amt>\n    <CdtDbtInd>CRDT</CdtDbtInd>\n    "
                              "<Sts>",
                              ">2100000.01</Amt>\n    <CdtDbtInd>CRDT</CdtDbtInd>\n    <Sts>")),
      {"AnInstructionTakenForAnAnswer", "instruct-1", "payments.nothing-to-import",
       [](CountyBook& b) {
         const auto bytes =
             PayrollService(*b.book).file_bytes(b.by("bank.ccb"), "QH01-202610-01-F1").value();
         return b.import(b.by("bank.ccb"), bytes);
       }},
      import_refusal("AResultTwice", "result-1", "payments.duplicate-file", "bank.ccb", result),
      import_refusal("AResultWithOtherContentUnderTheSameMessage", "result-1",
                     "payments.duplicate-file", "bank.ccb", replaced(result, "RJCT", "PDNG")),
      import_refusal("AStatementTwice", "statement-1a", "payments.duplicate-file", "bank.ccb",
                     statement),
      import_refusal("AStatementWithADayMissingBeforeIt", "reconcile-1b", "payments.statement-gap",
                     "bank.ccb", county_file("statement-QH01-20261117.xml")),
      import_refusal("AnEarlierStatementThatDoesNotLeadToTheLaterOne", "reconcile-1b",
                     "payments.statement-gap-after", "bank.ccb",
                     tests::statement_file({.id = "S1",
                                            .account = "36050199999900000017",
                                            .day = "2026-11-02",
                                            .opening = "0.00",
                                            .closing = "1.00",
                                            .movements = {{"X1", "CRDT", "1.00"}}})),
      {"AReconciliationOfADayWithoutAStatement", "statement-1a", "payments.statement-missing",
       [](CountyBook& b) { return b.reconcile(b.by("li.clerk"), "QH01", day("2026-11-05")); }},
      import_refusal("AResultThatCountsOtherPayments", "instruct-1", "payments.bank-file-refused",
                     "bank.ccb", replaced(result, ">298</OrgnlNbOfTxs>", ">299</OrgnlNbOfTxs>")),
      import_refusal("AResultOfAnotherSum", "instruct-1", "payments.bank-file-refused", "bank.ccb",
                     replaced(result, ">1935241.96</Orgnl", ">1935241.97</Orgnl")),
      import_refusal("AResultWithALineThatWasNeverInstructed", "instruct-1",
                     "payments.bank-file-refused", "bank.ccb",
                     replaced(result, "QH01-202610-01-0001<", "QH01-202610-01-9999<")),
  };
}

std::vector<ServiceRefusal> all_service_refusals() {
  std::vector<ServiceRefusal> all;
  for (auto list : {service_access_refusals(), unknown_refusals(), month_refusals(),
                    funding_and_file_refusals()}) {
    all.insert(all.end(), list.begin(), list.end());
  }
  return all;
}

class Service : public testing::TestWithParam<ServiceRefusal> {};

TEST_P(Service, Refuses) {
  const auto book = county_after(GetParam().after);
  EXPECT_EQ(reason(GetParam().act(*book)), GetParam().expected);
  const bool can_be_read = !book->data.profiles.empty();
  EXPECT_EQ(can_be_read ? book->broken() : "", "");
  EXPECT_TRUE(book->verified().ok());
}

INSTANTIATE_TEST_SUITE_P(EachReason, Service, testing::ValuesIn(all_service_refusals()),
                         [](const auto& test) { return test.param.name; });

TEST(RefusalTable, LeavesTheBookAsItWas) {
  // These arrange something of their own before the refused call.
  const std::set<std::string> arranging{"AnUnconfirmedBatchApproved",
                                        "ALineRepairedByAnotherBatchMeanwhile"};
  for (const auto& one : all_service_refusals()) {
    if (arranging.contains(one.name)) continue;
    const auto book = county_after(one.after);
    const auto rows = tests::all_rows(book->store);
    EXPECT_FALSE(one.act(*book)) << one.name;
    EXPECT_TRUE(tests::all_rows(book->store) == rows) << one.name;
  }
}

std::vector<ServiceRefusal> loading_refusals() {
  const auto changed = [](std::size_t file, std::string from, std::string to) {
    return [=](CountyBook& b) {
      auto files = CountyBook::county_files();
      files[file].bytes = replaced(files[file].bytes, from, to);
      return b.load(b.by("zhao.regulator"), files);
    };
  };
  const auto more = [](std::string toml) {
    return [=](CountyBook& b) { return b.load(b.by("zhao.regulator"), {{"more.toml", toml}}); };
  };
  return {
      {"AClerkDoesNotLoadStaff", "load", "access.not-permitted",
       [](CountyBook& b) {
         return b.load(b.by("li.clerk"),
                       {{"more.toml",
                         "[[party]]\nid = \"X1\"\nname = \"X\"\nuscc = \"91350100M000100Y43\"\n"}});
       }},
      {"APersonIsNotChangedByLoading", "load", "payments.change-needs-approval",
       changed(1, "W10001,宋其定", "W10001,宋其安")},
      {"APersonGetsNoSecondWorkerIdByLoading", "load", "payments.change-needs-approval",
       changed(1, "W10001,宋其定", "W99001,宋其定")},
      {"ACardIsNotTakenFromAWorkerByLoading", "load", "payments.change-needs-approval",
       [](CountyBook& b) {
         auto files = CountyBook::county_files();
         files[1].bytes = replaced(files[1].bytes, "W10001,宋其定,999999200309289434",
                                   "W99001,甄一,999999198503121010");
         return b.load(b.by("zhao.regulator"), files);
       }},
      {"AStaffMemberIsNotChangedByLoading", "load", "payments.change-needs-approval",
       changed(0, "person = \"S001\"", "person = \"S099\"")},
      {"APartyIsNotChangedByLoading", "load", "payments.change-needs-approval",
       changed(0, "青禾众筑劳务有限公司", "青禾众筑劳务公司")},
      {"AProjectIsNotChangedByLoading", "load", "payments.change-needs-approval",
       changed(0, "name = \"青禾河生态修复工程\"", "name = \"青禾河生态修复二期\"")},
      {"AContractIsNotChangedByLoading", "load", "payments.change-needs-approval",
       changed(0, "labour_share = \"25 %\"", "labour_share = \"24 %\"")},
      {"ARegionIsNotChangedByLoading", "load", "payments.change-needs-approval",
       changed(0, "青禾县（虚构）", "青禾市（虚构）")},
      {"AWageTableIsNoMasterData", "load", "payments.data-refused",
       [](CountyBook& b) {
         return b.load(b.by("zhao.regulator"),
                       {{"wages-2026-10-QH01.csv", county_file("wages-2026-10-QH01.csv")}});
       }},
      {"AWrongCreditCode", "load", "payments.data-refused",
       more("[[party]]\nid = \"X1\"\nname = \"X\"\nuscc = \"91999999900000225J\"\n")},
      {"AnEmployerOutsideTheContract", "load", "payments.employer-not-in-contract",
       changed(1, ",LW1,", ",LW3,")},
      {"TwoFurtherWageAccountsAtOnce", "load", "payments.second-wage-account",
       more("[[wage_account]]\nid = \"two\"\ncontract = \"QH01\"\nbank = \"BK1\"\n"
            "bank_code = \"105999900012\"\nnumber = \"3605019999990000099\"\nname = \"X\"\n"
            "profile = \"ccb\"\nopened_on = 2026-03-20\n"
            "[[wage_account]]\nid = \"three\"\ncontract = \"QH01\"\nbank = \"BK1\"\n"
            "bank_code = \"105999900012\"\nnumber = \"3605019999990000091\"\nname = \"X\"\n"
            "profile = \"ccb\"\nopened_on = 2026-03-20\n")},
      {"AnAccountNumberOfAnother", "load", "payments.account-number-taken",
       more("[[wage_account]]\nid = \"two\"\ncontract = \"QH01\"\nbank = \"BK1\"\n"
            "bank_code = \"105999900012\"\nnumber = \"36050199999900000017\"\nname = \"X\"\n"
            "profile = \"ccb\"\nopened_on = 2026-03-20\n")},
  };
}

std::vector<ServiceRefusal> correction_refusals() {
  const auto repair = [](std::string row) {
    return [=](CountyBook& b) {
      return b.repair(b.by("li.clerk"), {"QH01", kOctober, repair_rows(row)});
    };
  };
  return {
      {"ARepairForAnotherName", "reconcile-1c", "payments.repair-person-differs",
       repair("QH01-202610-01-0031,路人甲,999999198304259105,6236991022345270689,\n")},
      {"ARepairToAnotherWorkersCard", "reconcile-1c", "payments.repair-card-taken",
       repair("QH01-202610-01-0031,龚䶮,999999198304259105,6236991056433566236,\n")},
      {"ARepairOfAnotherMonth", "reconcile-1c", "payments.repair-month-differs",
       [](CountyBook& b) {
         return b.repair(b.by("li.clerk"), {"QH01", Month(kOctober + std::chrono::months(1)),
                                            county_file("repair-QH01.csv")});
       }},
      import_refusal("AStatementInAnotherCurrency", "load", "payments.statement-currency",
                     "bank.ccb",
                     replaced(county_file("statement-QH01-20261106.xml"), "CNY", "JPY")),
      {"AStatementOfTomorrow", "load", "payments.statement-date",
       [](CountyBook& b) {
         b.now("2026-11-05 09:00");
         return b.import(b.by("bank.ccb"), county_file("statement-QH01-20261106.xml"));
       }},
  };
}

class Correction : public ::testing::TestWithParam<ServiceRefusal> {};
TEST_P(Correction, IsRefused) {
  const auto book = county_after(GetParam().after);
  EXPECT_EQ(reason(GetParam().act(*book)), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(Loading, Correction, ::testing::ValuesIn(loading_refusals()),
                         [](const auto& one) { return one.param.name; });
INSTANTIATE_TEST_SUITE_P(Repairing, Correction, ::testing::ValuesIn(correction_refusals()),
                         [](const auto& one) { return one.param.name; });

TEST(RefusalTable, CoversEveryReasonOfTheServices) {
  std::set<std::string> tested{
      "payments.reason-needed",             // service_conduct_test.cc
      "access.wrong-master-key",            // service_conduct_test.cc
      "payments.batch-of-arrears",          // service_arrears_test.cc
      "payments.line-unknown",              // service_reduction_test.cc
      "payments.line-not-at-hand",          // service_reduction_test.cc
      "payments.credit-moved-on",           // service_shared_credit_test.cc
      "payments.only-statements-booked",    // service_bank_import_test.cc
      "payments.incoming-profile-unknown",  // service_bank_import_test.cc
      "payments.repair-card-waits",         // service_worker_change_test.cc
  };
  for (const auto& one : all_service_refusals()) tested.insert(one.expected);
  for (const auto& one : loading_refusals()) tested.insert(one.expected);
  for (const auto& one : correction_refusals()) tested.insert(one.expected);
  for (const auto& known : kServiceReasons) {
    EXPECT_TRUE(tested.contains(std::string(known.word()))) << known.word();
  }
}

}  // namespace
}  // namespace anxin::payments
