// Every word with which the services of payments refuse has a test here, and a refusal changes
// nothing in the books.
#include <gtest/gtest.h>

#include <set>

#include "payments/service/reasons.h"
#include "tests/support/county_books.h"

namespace anxin::payments {
namespace {

using ledger::Receipt;
using tests::county_after;
using tests::county_file;
using tests::CountyBook;
using tests::day;
using tests::field;
using tests::kOctober;
using tests::reason;
using tests::replaced;
using tests::yuan;

const std::string kBatch1 = "QH01-202610-01";
const std::string kBatch2 = "QH02-202610-01";

SubmitRequest sheet_of(const std::string& contract) {
  return {contract, kOctober, county_file("wages-2026-10-" + contract + ".csv"), "", true};
}
SubmitRequest unconfirmed(const std::string& contract) {
  auto request = sheet_of(contract);
  request.confirmed = false;
  return request;
}
ReceiveRequest money(const std::string& contract, const std::string& amount,
                     const std::string& reference) {
  return {contract, FundingSource::contractor, yuan(amount), day("2026-11-02"), reference};
}
std::string repair_rows(const std::string& lines) {
  return "批次行,姓名,身份证号,工资卡号,开户行行号\n" + lines;
}

// ---- the table ----------------------------------------------------------------------------------

struct Refusal {
  std::string name;
  std::string after;  ///< the month's step before it
  std::string expected;
  std::function<Result<Receipt>(CountyBook&)> act;
};

std::ostream& operator<<(std::ostream& out, const Refusal& refusal) { return out << refusal.name; }

Refusal import_refusal(const std::string& name, const std::string& after,
                       const std::string& expected, const std::string& actor,
                       const std::string& bytes) {
  return {name, after, expected,
          [actor, bytes](CountyBook& b) { return b.import(b.by(actor), bytes); }};
}

std::vector<Refusal> access_refusals() {
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

std::vector<Refusal> unknown_refusals() {
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

std::vector<Refusal> month_refusals() {
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

std::vector<Refusal> funding_and_file_refusals() {
  const auto statement = county_file("statement-QH01-20261106.xml");
  const auto result = county_file("result-QH01-202610-01-F1.xml");
  return {
      {"AMonthMadeDueTwice", "due-1", "payments.funding-exists",
       [](CountyBook& b) { return b.due(b.by("zhang.manager"), "QH01"); }},
      {"AReferenceReceivedTwice", "fund-1", "payments.funding-exists",
       [](CountyBook& b) {
         return b.receive(b.by("bank.ccb"), money("QH01", "1.00", "FD-QH01-202610"));
       }},
      {"NothingReceived", "load", "payments.amount-invalid",
       [](CountyBook& b) { return b.receive(b.by("bank.ccb"), money("QH01", "0.00", "R")); }},
      {"LessThanNothingReceived", "load", "payments.amount-invalid",
       [](CountyBook& b) { return b.receive(b.by("bank.ccb"), money("QH01", "-1.00", "R")); }},
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

std::vector<Refusal> all_refusals() {
  std::vector<Refusal> all;
  for (auto list :
       {access_refusals(), unknown_refusals(), month_refusals(), funding_and_file_refusals()}) {
    all.insert(all.end(), list.begin(), list.end());
  }
  return all;
}

class Service : public testing::TestWithParam<Refusal> {};

TEST_P(Service, Refuses) {
  const auto book = county_after(GetParam().after);
  EXPECT_EQ(reason(GetParam().act(*book)), GetParam().expected);
  const bool can_be_read = !book->data.profiles.empty();
  EXPECT_EQ(can_be_read ? book->broken() : "", "");
  EXPECT_TRUE(book->verified().ok());
}

INSTANTIATE_TEST_SUITE_P(EachReason, Service, testing::ValuesIn(all_refusals()),
                         [](const auto& test) { return test.param.name; });

TEST(RefusalTable, LeavesTheBookAsItWas) {
  // These arrange something of their own before the refused call.
  const std::set<std::string> arranging{"AnUnconfirmedBatchApproved",
                                        "ALineRepairedByAnotherBatchMeanwhile"};
  for (const auto& one : all_refusals()) {
    if (arranging.contains(one.name)) continue;
    const auto book = county_after(one.after);
    const auto rows = tests::all_rows(book->store);
    EXPECT_FALSE(one.act(*book)) << one.name;
    EXPECT_TRUE(tests::all_rows(book->store) == rows) << one.name;
  }
}

std::vector<Refusal> loading_refusals() {
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
      {"ASecondWageAccount", "load", "payments.second-wage-account",
       more("[[wage_account]]\nid = \"two\"\ncontract = \"QH01\"\nbank = \"BK1\"\n"
            "bank_code = \"105999900012\"\nnumber = \"36050199999900000099\"\nname = \"X\"\n"
            "profile = \"ccb\"\nopened_on = 2026-03-20\n")},
  };
}

std::vector<Refusal> correction_refusals() {
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

class Correction : public ::testing::TestWithParam<Refusal> {};
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
      "payments.reason-needed",   // SubmittedSheet below
      "access.wrong-master-key",  // MasterKey below
  };
  for (const auto& one : all_refusals()) tested.insert(one.expected);
  for (const auto& one : loading_refusals()) tested.insert(one.expected);
  for (const auto& one : correction_refusals()) tested.insert(one.expected);
  for (const auto& known : kServiceReasons) {
    EXPECT_TRUE(tested.contains(std::string(known.word()))) << known.word();
  }
}

// ---- details ------------------------------------------------------------------------------------

TEST(CoverShort, SaysWhatIsNeededUsableAndShort) {
  const auto book = county_after("approve-2");
  const auto refused = book->instruct(book->by("wu.manager"), kBatch2);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(field(refused.error().details, "needed"), "267467.83");
  EXPECT_EQ(field(refused.error().details, "usable"), "208000.00");
  EXPECT_EQ(field(refused.error().details, "short"), "59467.83");
}

TEST(StatementGap, SaysWhatWasExpectedAndWhatCame) {
  const auto book = county_after("reconcile-1b");
  const auto refused =
      book->import(book->by("bank.ccb"), county_file("statement-QH01-20261117.xml"));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(field(refused.error().details, "expected"), "184682.04");
  EXPECT_EQ(field(refused.error().details, "opening"), "192025.23");
}

TEST(StatementGap, NamesTheStatementsBetweenWhichOneIsMissing) {
  const auto book = county_after("reconcile-1b");
  const auto refused =
      book->import(book->by("bank.ccb"), county_file("statement-QH01-20261117.xml"));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(field(refused.error().details, "before"), "STM-CCB-20261112");
  EXPECT_EQ(field(refused.error().details, "on"), "2026-11-12");
}

TEST(StatementGap, IsMeasuredPerAccount) {
  const auto book = county_after("statement-1a");
  EXPECT_EQ(reason(book->import(book->by("bank.icbc"), county_file("statement-QH02-20261106.xml"))),
            "ok");
}

TEST(BatchState, NamesTheStateThatWasFound) {
  const auto book = county_after("submit-1");
  const auto refused = book->instruct(book->by("zhang.manager"), kBatch1);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(field(refused.error().details, "batch"), kBatch1);
  EXPECT_EQ(field(refused.error().details, "state"), "confirmed");
}

TEST(BatchState, NamesTheNextStepOfTheStateThatWasFound) {
  const auto next = [](const std::string& after, const std::string& actor) {
    const auto book = county_after(after);
    const auto refused = book->confirm(book->by(actor), kBatch1);
    return refused ? "ok" : field(refused.error().details, "next");
  };
  EXPECT_EQ(next("submit-1", "li.clerk"), "approve");
  EXPECT_EQ(next("approve-1", "li.clerk"), "instruct");
  EXPECT_EQ(next("instruct-1", "li.clerk"), "import");
  EXPECT_EQ(next("result-1", "li.clerk"), "repair");
  EXPECT_EQ(next("reconcile-2d", "li.clerk"), "nothing");
}

// ---- personal data ------------------------------------------------------------------------------

TEST(BankFile, IsForTheContractorsStaffAndItsBank) {
  const auto book = county_after("instruct-1");
  const auto asked = [&](const std::string& actor) {
    return reason(PayrollService(*book->book).file_bytes(book->by(actor), kBatch1 + "-F1"));
  };
  EXPECT_EQ(asked(""), "access.actor-missing");
  EXPECT_EQ(asked("wang.nobody"), "access.actor-unknown");
  EXPECT_EQ(asked("zhao.regulator"), "access.not-permitted");
  EXPECT_EQ(asked("chen.clerk"), "access.not-permitted");  // of another contractor
  EXPECT_EQ(asked("bank.icbc"), "access.not-permitted");   // another bank
  for (const char* actor : {"li.clerk", "zhang.manager", "bank.ccb"}) {
    EXPECT_EQ(asked(actor), "ok") << actor;
  }
}

TEST(FourEyes, AnotherPersonOfTheSameFirmMayApprove) {
  const auto book = county_after("submit-1");
  EXPECT_EQ(reason(book->approve(book->by("zhang.manager"), kBatch1)), "ok");
}

TEST(SubmittedSheet, NeedsAReasonWhereSomethingMustBeExplained) {
  const auto book = county_after("due-1");
  auto files = CountyBook::county_files();
  files[1].bytes = replaced(files[1].bytes, "W10003,李来胜,999999200107283691",
                            "W10003,李来胜,"
                            "999999200107283691");
  const auto row = files[1].bytes.find("W10003");
  const auto yes = files[1].bytes.find("是", row);
  files[1].bytes.replace(yes, std::string("是").size(), "否");
  ASSERT_EQ(reason(book->load(book->by("zhao.regulator"), files)), "ok");
  auto request = sheet_of("QH01");
  const auto refused = book->submit(book->by("li.clerk"), request);
  EXPECT_EQ(reason(refused), "payments.reason-needed");
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(field(refused.error().details, "count"), "1");
  request.reason = "合同补签中";
  EXPECT_EQ(reason(book->submit(book->by("li.clerk"), request)), "ok");
  const auto batch = book->batch(kBatch1).batch;
  ASSERT_EQ(batch.explained.size(), 1U);
  EXPECT_EQ(batch.explained.front().code, "payroll.no-contract");
  EXPECT_EQ(batch.reason, "合同补签中");
}

TEST(SubmittedSheet, ConfirmedLaterIsApprovedLikeOneConfirmedAtOnce) {
  const auto book = county_after("due-2");
  (void)book->submit(book->by("chen.clerk"), unconfirmed("QH02")).value();
  EXPECT_EQ(book->batch_state(kBatch2), "checked");
  EXPECT_EQ(reason(book->confirm(book->by("chen.clerk"), kBatch2)), "ok");
  EXPECT_EQ(book->batch_state(kBatch2), "confirmed");
  EXPECT_EQ(reason(book->approve(book->by("wu.manager"), kBatch2)), "ok");
}

// payments.md, step 2: a second line of a worker in the month is explained before it is paid.
TEST(SubmittedSheet, ASecondTableWithTheSameWorkersAndMonthIsNotTakenWithoutAReason) {
  const auto book = county_after("submit-2");
  auto request = sheet_of("QH02");
  request.bytes += "\r\n";  // the same table, saved once more
  EXPECT_EQ(reason(book->submit(book->by("chen.clerk"), request)), "payments.reason-needed");
}

TEST(Repair, OfAnotherMonthThanTheLinesIsRefused) {
  const auto book = county_after("reconcile-1c");
  const Month november = kOctober + std::chrono::months(1);
  EXPECT_EQ(reason(book->repair(book->by("li.clerk"),
                                {"QH01", november, county_file("repair-QH01.csv")})),
            "payments.repair-month-differs");
}

TEST(MasterKey, AnotherOneThanTheBooksIsRefused) {
  const auto book = county_after("load");
  const Vault stranger(SecretKey::generate(book->entropy), book->entropy);
  const PaymentsBook opened(*book->writer, stranger, book->data);
  EXPECT_EQ(reason(opened.read()), "access.wrong-master-key");
  PaymentsBook changing(*book->writer, stranger, book->data);
  EXPECT_EQ(reason(FundingService(changing).make_due(book->by("li.clerk"), "QH01", kOctober)),
            "access.wrong-master-key");
}

// ---- keys used again ----------------------------------------------------------------------------

struct Reuse {
  std::string name;
  std::string after;
  std::string actor;
  std::string field;
  std::function<Result<Receipt>(CountyBook&, const Caller&)> first;
  std::function<Result<Receipt>(CountyBook&, const Caller&)> second;
};
std::ostream& operator<<(std::ostream& out, const Reuse& reuse) { return out << reuse.name; }

std::vector<Reuse> reuses() {
  const auto receive = [](ReceiveRequest request) {
    return [request](CountyBook& b, const Caller& c) { return b.receive(c, request); };
  };
  const auto submit = [](SubmitRequest request) {
    return [request](CountyBook& b, const Caller& c) { return b.submit(c, request); };
  };
  const auto one = money("QH01", "1.00", "R1");
  auto other_source = one;
  other_source.source = FundingSource::owner;
  auto other_day = one;
  other_day.on = day("2026-11-01");
  auto other_month = sheet_of("QH01");
  other_month.month = Month(kOctober - std::chrono::months(1));
  auto other_bytes = sheet_of("QH01");
  other_bytes.bytes += "\n";
  auto other_reason = sheet_of("QH01");
  other_reason.reason = "x";
  const auto instruct = [](ShortfallChoice choice) {
    return [choice](CountyBook& b, const Caller& c) { return b.instruct(c, kBatch2, choice); };
  };
  const auto load = [](const std::string& from, const std::string& to) {
    return [from, to](CountyBook& b, const Caller& c) {
      auto files = CountyBook::county_files();
      if (!from.empty()) files[0].bytes = replaced(files[0].bytes, from, to);
      return b.load(c, files);
    };
  };
  const auto import = [](const std::string& file) {
    return [file](CountyBook& b, const Caller& c) { return b.import(c, county_file(file)); };
  };
  return {
      {"AnotherAmount", "load", "bank.ccb", "/amount", receive(one),
       receive(money("QH01", "1.01", "R1"))},
      {"AnotherReference", "load", "bank.ccb", "/reference", receive(one),
       receive(money("QH01", "1.00", "R2"))},
      {"AnotherSource", "load", "bank.ccb", "/from", receive(one), receive(other_source)},
      {"AnotherDay", "load", "bank.ccb", "/on", receive(one), receive(other_day)},
      {"AnotherContract", "load", "bank.ccb", "/contract", receive(one),
       receive(money("QH02", "1.00", "R1"))},
      {"AnotherMonth", "load", "li.clerk", "/month", submit(sheet_of("QH01")), submit(other_month)},
      {"AnotherTable", "load", "li.clerk", "/file", submit(sheet_of("QH01")), submit(other_bytes)},
      {"AnotherReason", "load", "li.clerk", "/reason", submit(sheet_of("QH01")),
       submit(other_reason)},
      {"AnotherConfirmation", "load", "li.clerk", "/confirmed", submit(sheet_of("QH01")),
       submit(unconfirmed("QH01"))},
      {"AnotherChoice", "approve-2", "wu.manager", "/on_shortfall", instruct(shortfall::Wait{}),
       instruct(shortfall::EqualShares{})},
      {"AnotherTeam", "approve-2", "wu.manager", "/on_shortfall",
       instruct(shortfall::Teams{{"土方一班"}}), instruct(shortfall::Teams{{"绿化二班"}})},
      {"AnotherBankFile", "instruct-1", "bank.ccb", "/file", import("result-QH01-202610-01-F1.xml"),
       import("statement-QH01-20261106.xml")},
      {"AnotherParty", "due-1", "zhao.regulator", "/files", load("", ""),
       load("青禾众筑劳务有限公司", "青禾众筑劳务公司")},
      {"AnotherProjectName", "due-1", "zhao.regulator", "/files", load("", ""),
       load("name = \"青禾河生态修复工程\"", "name = \"青禾河生态修复二期\"")},
      {"AnotherAccountNumber", "due-1", "zhao.regulator", "/files", load("", ""),
       load("36050199999900000017", "36050199999900000025")},
      {"AnotherRegion", "due-1", "zhao.regulator", "/files", load("", ""),
       load("青禾县（虚构）", "青禾市（虚构）")},
  };
}

class KeyReuse : public testing::TestWithParam<Reuse> {};

TEST_P(KeyReuse, IsRefusedAndNamesTheFieldThatDiffers) {
  const auto& reuse = GetParam();
  const auto book = county_after(reuse.after);
  const Caller caller{reuse.actor, "one-key", Mode::commit};
  ASSERT_EQ(reason(reuse.first(*book, caller)), "ok");
  const auto head = book->head();
  const auto second = reuse.second(*book, caller);
  ASSERT_EQ(reason(second), "ledger.key-reused");
  EXPECT_EQ(second.error().field, reuse.field);
  EXPECT_EQ(book->head(), head);
}

INSTANTIATE_TEST_SUITE_P(EachField, KeyReuse, testing::ValuesIn(reuses()),
                         [](const auto& test) { return test.param.name; });

TEST(KeyReuseByAnotherActor, IsRefused) {
  const auto book = county_after("load");
  ASSERT_EQ(reason(book->due({"li.clerk", "k", Mode::commit}, "QH01")), "ok");
  const auto second = book->due({"zhang.manager", "k", Mode::commit}, "QH01");
  ASSERT_EQ(reason(second), "ledger.key-reused");
  EXPECT_EQ(second.error().field, "/actor");
}

// ---- loading ------------------------------------------------------------------------------------

TEST(Loading, TheSameFilesAgainStoresNothingNew) {
  const auto book = county_after("load");
  const auto again = book->load(book->by("zhao.regulator")).value();
  for (const auto& one : again.answer) EXPECT_EQ(one.value, "0") << one.name;
  EXPECT_EQ(book->broken(), "");
}

TEST(Loading, CountsWhatItStored) {
  CountyBook book;
  const auto first = book.load(book.by("zhao.regulator")).value();
  EXPECT_EQ(field(first, "parties"), "10");
  EXPECT_EQ(field(first, "staff"), "8");
  EXPECT_EQ(field(first, "contracts"), "2");
  EXPECT_EQ(field(first, "wage_accounts"), "2");
  EXPECT_EQ(field(first, "workers"), "345");
  EXPECT_EQ(field(first, "roster_entries"), "345");
}

TEST(Loading, AWorkerOnTheRostersOfTwoContractsIsOnePerson) {
  CountyBook book;
  auto files = CountyBook::county_files();
  files[2].bytes +=
      "W10001,宋其定,999999200309289434,10016655858,6236991056433566236,105999900012,钢筋工,"
      "土方一班,LW3,是,2026-04-30,\n";
  const auto loaded = book.load(book.by("zhao.regulator"), files);
  ASSERT_EQ(reason(loaded), "ok");
  EXPECT_EQ(field(*loaded, "workers"), "345");
  EXPECT_EQ(field(*loaded, "roster_entries"), "346");
  EXPECT_TRUE(book.verified().ok());
}

// "QH01-" begins both the batches of QH01 and those of a contract that is called QH01-A.
TEST(Loading, AContractWhoseIdBeginsLikeAnothersKeepsItsOwnSums) {
  const auto book = county_after("approve-2");
  const std::string more =
      "[[project]]\nid = \"QH01-A\"\nname = \"附楼\"\nregion = \"360799\"\n"
      "[[contract]]\nid = \"QH01-A\"\nproject = \"QH01-A\"\nowner = \"OW1\"\ncontractor = "
      "\"GC1\"\nsubcontractors = [\"LW1\"]\nsigned_on = 2026-03-01\namount = \"1000000.00\"\n"
      "labour_share = \"25 %\"\nmonths = 10\nfunding_day = 5\npay_day = 15\n"
      "[[wage_account]]\nid = \"ccb2\"\ncontract = \"QH01-A\"\nbank = \"BK1\"\nbank_code = "
      "\"105999900012\"\nnumber = \"36050199999900000033\"\nname = \"附楼专户\"\nprofile = "
      "\"ccb\"\nopened_on = 2026-03-20\n";
  const auto files = std::vector<NamedFile>{{"county.toml", county_file("county.toml") + more}};
  const auto loaded = book->load(book->by("zhao.regulator"), files);
  ASSERT_EQ(reason(loaded), "ok");
  auto request = sheet_of("QH02");
  request.contract = "QH01-A";
  ASSERT_EQ(reason(book->submit(book->by("li.clerk"), request)), "ok");
  ASSERT_EQ(reason(book->approve(book->by("zhang.manager"), "QH01-A-202610-01")), "ok");
  EXPECT_EQ(book->broken(), "");
  EXPECT_EQ(book->overview("QH01").workers, 300U);
}

}  // namespace
}  // namespace anxin::payments
