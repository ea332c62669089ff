// Files that people hand in: wage tables, identifiers, bank files; bank files that cannot be
// written.
#include "tests/support/program.h"

namespace anxin::cli {
namespace {

// ---- payroll check ------------------------------------------------------------------------------

// A nine-column bank table of six workers in GB18030: 㐱 is a character that GBK does not have.
std::string ccb_table() {
  const std::string bytes =
      "\xd0\xf2\xba\xc5,\xd5\xcb\xbb\xa7,\xbb\xa7\xc3\xfb,\xbd\xf0\xb6\xee,"
      "\xbf\xe7\xd0\xd0\xb1\xea\xca\xb6,\xd0\xd0\xc3\xfb,\xc1\xaa\xd0\xd0\xd0\xd0\xba\xc5,"
      "\xd5\xaa\xd2\xaa,\xb1\xb8\xd7\xa2\r\n";
  const std::vector<std::pair<std::string, std::string>> rows{
      {"6236991023885496759", "3000.00"}, {"6236991029912300260", "3187.85"},
      {"6236991056433566236", "2500"},    {"6236991056063591751", "3500.00"},
      {"6236991054859987184", "3500.00"}, {"6236991022345270689", "3500.00"}};
  const std::string names[] = {"\xd0\xa4\xd3\xd1", "\xc0\xee\xb3\xa4", "\xcb\xce\xc6\xe4",
                               "\xcb\xef\xcf\xc8", "\xc0\xee\xc0\xb4", "\x81\x39\xee\x39"};
  std::string text = bytes;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    text += std::to_string(i + 1) + "," + rows[i].first + "," + names[i] + "," + rows[i].second +
            ",0,,,\xb9\xa4\xd7\xca,\r\n";
  }
  return text;
}

TEST_F(Program, ChecksABankTableWithoutAnyBook) {
  const auto ran = line("payroll check " + write("ccb.csv", ccb_table()) + " --json");
  EXPECT_EQ(ran.exit, 0) << ran.out;
  const auto json = ran.json();
  EXPECT_EQ(text(json, "rows"), "6");
  EXPECT_EQ(text(json, "total"), "19187.85");
  EXPECT_EQ(text(json, "encoding"), "GB18030");
  EXPECT_EQ(text(json, "header_row"), "1");
  EXPECT_EQ(text(json, "parked"), "0");
  EXPECT_EQ(text(json, "accepted"), "true");
  EXPECT_EQ(text(*json.find("columns"), "name"), "户名");
  EXPECT_EQ(text(*json.find("columns"), "account"), "账户");
  EXPECT_EQ(text(*json.find("columns"), "net"), "金额");
  ASSERT_EQ(json.find("lines")->items()->size(), 6U);
  const auto& first = json.find("lines")->items()->front();
  EXPECT_EQ(text(first, "row"), "2");
  EXPECT_EQ(text(first, "name"), "肖友");
  EXPECT_EQ(text(first, "account"), "623699*********6759");
  EXPECT_EQ(text(first, "net"), "3000.00");
  EXPECT_NE(first.find("id_no"), nullptr);
}

TEST_F(Program, ShowsNumbersUnmaskedOnlyWhenAsked) {
  const auto file = write("ccb.csv", ccb_table());
  EXPECT_EQ(line("payroll check " + file + " --json").out.find("6236991023885496759"),
            std::string::npos);
  EXPECT_NE(line("payroll check " + file + " --json --reveal").out.find("6236991023885496759"),
            std::string::npos);
  EXPECT_EQ(line("payroll check " + file).out.find("6236991023885496759"), std::string::npos);
}

TEST_F(Program, NamesEachFaultAtItsCell) {
  auto table = ccb_table();
  const auto at = table.find("3187.85");
  table.replace(at, 7, "3187.855");
  const auto ran = line("payroll check " + write("ccb.csv", table) + " --json --lang en");
  EXPECT_EQ(ran.exit, 65);
  const auto json = ran.json();
  EXPECT_EQ(text(json, "accepted"), "false");
  EXPECT_EQ(text(json, "rows"), "5");
  EXPECT_EQ(text(json, "total"), "16000.00");
  const auto& finding = json.find("findings")->items()->front();
  EXPECT_EQ(names_of(finding),
            (std::vector<std::string>{"row", "cell", "field", "severity", "code", "message"}));
  EXPECT_EQ(text(finding, "row"), "3");
  EXPECT_EQ(text(finding, "cell"), "D3");
  EXPECT_EQ(text(finding, "field"), "net");
  EXPECT_EQ(text(finding, "severity"), "refuse");
  EXPECT_EQ(text(finding, "code"), "payroll.amount-decimals");
  EXPECT_FALSE(text(finding, "message").empty());
}

TEST_F(Program, CountsParkedLinesWithARosterInHand) {
  load();
  const auto ran = on_book("payroll check " + county("wages-2026-10-QH01.csv") +
                           " --project QH01 --month 2026-10 --json");
  EXPECT_EQ(ran.exit, 0);
  EXPECT_EQ(text(ran.json(), "rows"), "300");
  EXPECT_EQ(text(ran.json(), "total"), "1947166.68");
  EXPECT_EQ(text(ran.json(), "parked"), "2");
  EXPECT_EQ(text(ran.json(), "header_row"), "3");
}

TEST_F(Program, ATableHandedInAgainShowsAFewOfItsRepeatedFindingsInText) {
  load();
  const std::string table = county("wages-2026-10-QH01.csv") + " --project QH01 --month 2026-10";
  ASSERT_EQ(on_book("payroll submit " + table + " --actor li.clerk").exit, 0);
  const auto count = [](const std::string& in) {
    std::size_t found = 0;
    for (auto at = in.find("payroll.second-line"); at != std::string::npos;
         at = in.find("payroll.second-line", at + 1)) {
      ++found;
    }
    return found;
  };
  const auto told = on_book("payroll check " + table);
  EXPECT_EQ(count(told.out), 4U) << told.out;
  EXPECT_NE(told.out.find("… and 297 more rows"), std::string::npos) << told.out;
  EXPECT_EQ(count(on_book("payroll check " + table + " --json").out), 300U);
}

TEST_F(Program, RevealsNumbersFromABookToThoseWhoMaySeeThem) {
  load();
  const std::string check = "payroll check " + county("wages-2026-10-QH01.csv") +
                            " --project QH01 --month 2026-10 --json --reveal";
  EXPECT_EQ(on_book(check).exit, 77);
  EXPECT_EQ(on_book(check + " --actor zhao.regulator").exit, 77);
  EXPECT_EQ(on_book(check + " --actor li.clerk").exit, 0);
}

// ---- id check, bank parse -----------------------------------------------------------------------

TEST_F(Program, ChecksIdentifiersOfEveryKind) {
  const std::vector<std::tuple<std::string, std::string, std::string>> good{
      {"resident-id", "999999197002249425", "birth_date"},
      {"uscc", "9199999990000033XL", "kind"},
      {"card", "6236991023885496759", "kind"},
      {"cnaps", "105999900012", "bank"}};
  for (const auto& [kind, value, fact] : good) {
    const auto ran = line("id check " + kind + " " + value + " --json");
    EXPECT_EQ(ran.exit, 0) << kind;
    EXPECT_EQ(text(ran.json(), "valid"), "true");
    EXPECT_NE(ran.json().find(fact), nullptr) << kind;
    auto wrong = value;
    wrong.back() = wrong.back() == '0' ? '1' : '0';
    const auto refused = line("id check " + kind + " " + wrong + " --json");
    EXPECT_EQ(refused.exit, 1) << kind;
    EXPECT_EQ(text(refused.json(), "valid"), "false");
    EXPECT_EQ(text(refused.json(), "code"), "id.check-digit") << kind;
  }
}

TEST_F(Program, ParsesAStatementToItsSums) {
  const auto json = line("bank parse " + county("statement-QH02-20261112.xml") + " --json").json();
  EXPECT_EQ(text(json, "kind"), "statement");
  EXPECT_EQ(text(json, "message"), "camt.053.001.08");
  const auto& one = json.find("statements")->items()->front();
  EXPECT_EQ(text(one, "id"), "STM-ICBC-20261112");
  EXPECT_EQ(text(one, "account"), "1502099909300000026");
  EXPECT_EQ(text(one, "currency"), "CNY");
  EXPECT_EQ(text(one, "opening"), "208000.00");
  EXPECT_EQ(text(one, "closing"), "55310.97");
  EXPECT_EQ(text(one, "entries"), "2");
  EXPECT_EQ(text(one, "credit_count"), "1");
  EXPECT_EQ(text(one, "debit_count"), "1");
  EXPECT_EQ(text(one, "credit_sum"), "7506.18");
  EXPECT_EQ(text(one, "debit_sum"), "160195.21");
  EXPECT_EQ(text(one, "balanced"), "true");
}

TEST_F(Program, ParsesAResultToItsSums) {
  const auto json = line("bank parse " + county("result-QH01-202610-01-F1.xml") + " --json").json();
  EXPECT_EQ(text(json, "kind"), "result");
  EXPECT_EQ(text(json, "group_status"), "PART");
  EXPECT_EQ(text(json, "paid"), "295");
  EXPECT_EQ(text(json, "paid_sum"), "1915336.33");
  EXPECT_EQ(text(json, "failed"), "3");
  EXPECT_EQ(text(json, "failed_sum"), "19905.63");
  EXPECT_EQ(text(json, "in_flight"), "0");
  EXPECT_NE(json.find("reasons")->members(), nullptr);
}

TEST_F(Program, ParsesAnInitiationToItsSums) {
  const auto json =
      line("bank parse " + fixture("bank/initiation.pain.001.001.09.xml") + " --json").json();
  EXPECT_EQ(text(json, "kind"), "initiation");
  EXPECT_EQ(text(json, "message"), "pain.001.001.09");
  EXPECT_NE(json.find("transactions")->integer(), nullptr);
  EXPECT_NE(text(json, "control_sum").find('.'), std::string::npos);
}

// ---- bank files that cannot be written ----------------------------------------------------------

TEST_F(Program, APathThatCannotBeWrittenIsFoundBeforeAnythingIsBooked) {
  approved();
  const auto head = on_book("ledger head --json").out;
  for (const char* mode : {"", " --dry-run"}) {
    const auto ran = on_book("payroll instruct QH01-202610-01 --actor zhang.manager --json --out " +
                             book() + "/no/such/file.xml" + mode);
    EXPECT_EQ(ran.exit, 69) << mode;
    EXPECT_EQ(text(*ran.json().find("error"), "code"), "file.unreadable") << mode;
  }
  EXPECT_EQ(on_book("ledger head --json").out, head);
}

TEST_F(Program, ABankFileThatFailsAfterBookingSaysHowToGetIt) {
  approved();
  // The folder takes the probe, but the file's own name is taken by a folder.
  const auto out = fs::path(book()).parent_path() / "out";
  fs::create_directories(out / "QH01-202610-01-F1.xml");
  const auto ran =
      on_book("payroll instruct QH01-202610-01 --actor zhang.manager --json --out " + out.string());
  EXPECT_EQ(ran.exit, 74);
  const auto error = *ran.json().find("error");
  EXPECT_EQ(text(error, "code"), "file.bank-file-not-written");
  EXPECT_EQ(text(*error.find("details"), "file"), "QH01-202610-01-F1");
  EXPECT_NE(text(error, "message").find("anxin payroll file QH01-202610-01-F1"), std::string::npos);
  const auto file = on_book("payroll file QH01-202610-01-F1 --actor zhang.manager");
  EXPECT_EQ(file.exit, 0);
  EXPECT_NE(file.out.find("<MsgId>QH01-202610-01-F1</MsgId>"), std::string::npos);
  EXPECT_EQ(on_book("payroll file QH01-202610-01-F1").exit, 77);
}

}  // namespace
}  // namespace anxin::cli
