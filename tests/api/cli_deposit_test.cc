// The guarantee deposit on the command line, from the assessment to the bank's answer.
#include "tests/support/program.h"

namespace anxin::cli {
namespace {

class DepositProgram : public Program {
 protected:
  // October's wages of QH01 are owed, and there are two regulators.
  void begin() {
    approved();
    const auto staff = write("second.toml",
                             "[[staff]]\nactor = \"qian.regulator\"\nperson = \"S008\"\n"
                             "name = \"钱秉衡\"\nparty = \"HRSS\"\nrole = \"regulator\"\n");
    ASSERT_EQ(on_book("load " + staff + " --actor zhao.regulator" + when_).exit, 0);
  }
  Ran by(const std::string& actor, const std::string& command) {
    return on_book("deposit " + command + " --actor " + actor + when_);
  }
  void stored() {
    begin();
    ASSERT_EQ(by("zhao.regulator", "assess QH01 --permit-on 2026-03-16").exit, 0);
    ASSERT_EQ(by("bank.ccb", "store QH01 --amount 2520000.00 --reference DP-1").exit, 0);
  }
  void with_bank() {
    stored();
    const auto proposed = by("zhao.regulator", "notice QH01 --decision D-2026-7 --lines " + kLines);
    ASSERT_EQ(proposed.exit, 0) << proposed.err;
    ASSERT_EQ(by("qian.regulator", "approve QH01-N01").exit, 0);
  }

  const std::string kLines = "QH01-202610-01-0001,QH01-202610-01-0002";
  const std::string when_ = " --now 2026-11-12T10:00:00+08:00";
};

TEST_F(DepositProgram, AssessesByTheRulesAndSaysWhich) {
  begin();
  const auto json = by("zhao.regulator", "assess QH01 --permit-on 2026-03-16 --json").json();
  EXPECT_EQ(text(json, "required"), "2520000.00");
  EXPECT_EQ(text(json, "store_by"), "2026-04-14");
  EXPECT_EQ(text(json, "rules"), "national.deposit.base");
}

TEST_F(DepositProgram, ShowsWhatIsStoredAndHeld) {
  with_bank();
  const auto json = on_book("deposit show QH01 --json").json();
  EXPECT_EQ(text(json, "cash"), "2520000.00");
  EXPECT_EQ(text(json, "state"), "covered");
  const auto& notice = json.find("notices")->items()->front();
  EXPECT_EQ(text(notice, "state"), "with-bank");
  EXPECT_EQ(text(notice, "sum"), text(json, "held"));
  EXPECT_EQ(text(notice, "execute_by"), "2026-11-19");
  EXPECT_NE(on_book("deposit show QH01").out.find("QH01-202610-01-0001"), std::string::npos);
}

TEST_F(DepositProgram, TakesTheBanksAnswerLineByLine) {
  with_bank();
  const auto json =
      by("bank.ccb", "result QH01-N01 --failed QH01-202610-01-0002=AC01 --rest-paid --json").json();
  EXPECT_EQ(text(json, "paid_sum"), "8463.13");
  EXPECT_EQ(text(json, "failed"), "1");
  EXPECT_EQ(text(json, "replenish_by"), "2026-11-26");
  const auto returned = by("bank.ccb", "result QH01-N01 --returned QH01-202610-01-0001=AC04");
  EXPECT_EQ(returned.exit, 0) << returned.err;
  EXPECT_NE(returned.out.find("returned 1 lines 8463.13"), std::string::npos) << returned.out;
  EXPECT_EQ(text(on_book("ledger verify --json").json(), "ok"), "true");
}

TEST_F(DepositProgram, RefusesTheProposersApproval) {
  stored();
  ASSERT_EQ(by("zhao.regulator", "notice QH01 --decision D-7 --lines " + kLines).exit, 0);
  const auto refused = by("zhao.regulator", "approve QH01-N01 --json");
  EXPECT_EQ(refused.exit, static_cast<int>(Exit::not_permitted));
  EXPECT_EQ(text(*refused.json().find("error"), "code"), "access.same-person");
  EXPECT_EQ(by("zhao.regulator", "withdraw QH01-N01").exit, 0);
}

TEST_F(DepositProgram, SaysWhatAResultShouldLookLike) {
  with_bank();
  const auto refused = by("bank.ccb", "result QH01-N01 --failed QH01-202610-01-0002");
  EXPECT_EQ(refused.exit, static_cast<int>(Exit::usage));
  EXPECT_NE(refused.err.find("LINE=CODE"), std::string::npos) << refused.err;
}

TEST_F(DepositProgram, ListsTheRegisterOfARegion) {
  stored();
  ASSERT_EQ(by("bank.ccb", "interest QH01 --amount 10.00 --reference I-1").exit, 0);
  ASSERT_EQ(by("zhang.manager", "interest QH01 --amount 4.00 --reference I-2 --taken-out").exit, 0);
  const auto json = on_book("deposit list --region 360000 --json").json();
  const auto& rows = *json.find("deposits")->items();
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(text(rows[0], "interest"), "6.00");
  EXPECT_EQ(text(rows[0], "state"), "covered");
  EXPECT_EQ(text(rows[1], "state"), "not-assessed");
  EXPECT_NE(on_book("deposit list").out.find("2,520,000.00"), std::string::npos);
}

TEST_F(DepositProgram, TakesALetterAndListsItWhenItsReminderIsDue) {
  begin();
  ASSERT_EQ(by("zhao.regulator", "assess QH01").exit, 0);
  const auto taken = by("zhao.regulator",
                        "letter QH01 --issuer BK2 --number G-88 --amount 2520000.00 "
                        "--from 2026-11-12 --to 2027-11-12");
  ASSERT_EQ(taken.exit, 0) << taken.err;
  const auto shown = on_book("deposit show QH01 --json").json();
  EXPECT_EQ(text(shown, "letters"), "2520000.00");
  EXPECT_EQ(text(shown.find("guarantees")->items()->front(), "remind_on"), "2027-10-12");
  const auto rows = [&](const std::string& day) {
    return on_book("deposit list --json --now " + day + "T10:00:00+08:00").json();
  };
  const auto soon = [&](const std::string& day) {
    return text(rows(day).find("deposits")->items()->front(), "letters_ending");
  };
  EXPECT_EQ(soon("2027-10-11"), "[]");
  EXPECT_EQ(soon("2027-10-12"), "[\"QH01-G01\"]");
  EXPECT_EQ(by("zhao.regulator", "letter-end QH01-G01 --how lapsed").exit, 1);
}

TEST_F(DepositProgram, PassesNoRefundWhileWagesAreOwed) {
  stored();
  const auto applied =
      by("li.clerk", "refund QH01 --completed-on 2026-10-01 --public-from 2026-10-01");
  ASSERT_EQ(applied.exit, 0) << applied.err;
  const auto passed = by("zhao.regulator", "audit QH01-R01 --json");
  EXPECT_EQ(text(*passed.json().find("error"), "code"), "deposit.refund-arrears");
  EXPECT_EQ(by("zhao.regulator", "audit QH01-R01 --refuse owed").exit, 0);
  EXPECT_EQ(by("qian.regulator", "confirm QH01-R01").exit, 1);
  const auto shown = on_book("deposit show QH01 --json").json();
  EXPECT_EQ(text(shown.find("refunds")->items()->front(), "refused_for"), "owed");
}

}  // namespace
}  // namespace anxin::cli
