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
    ASSERT_EQ(on_book("load " + staff + " --actor zhao.regulator" + before_pay_day_).exit, 0);
  }
  // Words as they stand, blanks and all.
  Ran by(const std::string& actor, std::vector<std::string> words) {
    words.insert(words.begin(), "deposit");
    words.insert(words.end(),
                 {"--actor", actor, "--now", "2026-11-16T10:00:00+08:00", "--data", book()});
    return run(std::move(words));
  }
  Ran by(const std::string& actor, const std::string& command) {
    return on_book("deposit " + command + " --actor " + actor + when_);
  }
  // While no wage is overdue.
  Ran early(const std::string& actor, const std::string& command) {
    return on_book("deposit " + command + " --actor " + actor + before_pay_day_);
  }
  void stored() {
    begin();
    ASSERT_EQ(early("zhao.regulator", "assess QH01 --permit-on 2026-03-16").exit, 0);
    ASSERT_EQ(early("bank.ccb", "store QH01 --amount 2520000.00 --reference DP-1").exit, 0);
  }
  void with_bank() {
    stored();
    const auto proposed = by("zhao.regulator", kNotice + " --lines " + kLines);
    ASSERT_EQ(proposed.exit, 0) << proposed.err;
    ASSERT_EQ(by("qian.regulator", "approve QH01-N01").exit, 0);
  }

  const std::string kLines = "QH01-202610-01-0001,QH01-202610-01-0002";
  const std::string kNotice = "notice QH01 --decision D-7 --order-expired-on 2026-11-15";
  const std::string before_pay_day_ = " --now 2026-11-12T10:00:00+08:00";
  const std::string when_ = " --now 2026-11-16T10:00:00+08:00";
};

TEST_F(DepositProgram, AssessesByTheRulesAndSaysWhich) {
  begin();
  const auto json = by("zhao.regulator", "assess QH01 --permit-on 2026-03-16 --json").json();
  EXPECT_EQ(text(json, "required"), "2520000.00");
  EXPECT_EQ(text(json, "store_by"), "2026-04-14");
  EXPECT_EQ(text(json, "rules"), "[\"national.deposit.base\"]");
  EXPECT_TRUE(*json.find("unconfirmed")->boolean());
  EXPECT_FALSE(*json.find("exempt")->boolean());
  EXPECT_NE(json.find("calendar_confirmed")->boolean(), nullptr);
  EXPECT_TRUE(json.find("changed")->items()->empty());
}

TEST_F(DepositProgram, SaysInWordsWhatAnAssessmentRestsOnAndWhatItChanges) {
  begin();
  const auto first = early("zhao.regulator", "assess QH01");
  EXPECT_NE(first.out.find("nobody has confirmed"), std::string::npos) << first.out;
  const auto exempt = early("zhao.regulator", "assess QH01 --clean-years 3");
  EXPECT_EQ(exempt.exit, 0) << exempt.err;
  EXPECT_NE(exempt.out.find("exempt"), std::string::npos) << exempt.out;
  EXPECT_EQ(exempt.out.find("0.00 yuan is to be stored"), std::string::npos) << exempt.out;
  EXPECT_NE(exempt.out.find("clean years 0 → 3"), std::string::npos) << exempt.out;
}

TEST_F(DepositProgram, LetsAnotherRegulatorApproveALowerAssessment) {
  stored();
  const auto proposed =
      early("zhao.regulator", "assess QH01 --permit-on 2026-03-16 --clean-years 2 --json");
  EXPECT_EQ(text(proposed.json(), "state"), "proposed") << proposed.err;
  EXPECT_EQ(early("zhao.regulator", "approve QH01-A01").exit,
            static_cast<int>(Exit::not_permitted));
  const auto approved = early("qian.regulator", "approve QH01-A01 --json");
  EXPECT_EQ(text(approved.json(), "state"), "assessed") << approved.err;
  EXPECT_EQ(text(approved.json(), "required"), "1260000.00");
}

TEST_F(DepositProgram, RefusesOptionsThatAreGivenButEmpty) {
  stored();
  for (const auto& words :
       {std::vector<std::string>{"audit", "QH01-R01", "--refuse", ""},
        std::vector<std::string>{"audit", "QH01-R01", "--refuse", "  "},
        std::vector<std::string>{"notice", "QH01", "--decision", "D-7", "--order-expired-on",
                                 "2026-11-15", "--lines", kLines, "--letter", ""}}) {
    const auto refused = by("zhao.regulator", words);
    EXPECT_EQ(refused.exit, static_cast<int>(Exit::usage)) << words.front();
    EXPECT_NE(refused.err.find("usage.empty"), std::string::npos) << refused.err;
  }
}

TEST_F(DepositProgram, ShowsMovementsReasonsAndDaysThatHavePassed) {
  with_bank();
  ASSERT_EQ(by("bank.ccb", "result QH01-N01 --rest-paid").exit, 0);
  ASSERT_EQ(by("bank.ccb", "interest QH01 --amount 10.00 --reference I-1").exit, 0);
  const auto shown = on_book("deposit show QH01 --now 2026-12-01T10:00:00+08:00").out;
  EXPECT_NE(shown.find("DP-1"), std::string::npos) << shown;
  EXPECT_NE(shown.find("I-1"), std::string::npos) << shown;
  EXPECT_NE(shown.find("2026-11-30 (calendar unconfirmed) (passed)"), std::string::npos) << shown;
}

TEST_F(DepositProgram, ShowsWhatIsStoredAndHeld) {
  with_bank();
  const auto json = on_book("deposit show QH01 --json").json();
  EXPECT_EQ(text(json, "cash"), "2520000.00");
  EXPECT_EQ(text(json, "state"), "covered");
  const auto& notice = json.find("notices")->items()->front();
  EXPECT_EQ(text(notice, "state"), "with-bank");
  EXPECT_EQ(text(notice, "sum"), text(json, "held"));
  EXPECT_EQ(text(notice, "execute_by"), "2026-11-23");
  EXPECT_NE(on_book("deposit show QH01").out.find("QH01-202610-01-0001"), std::string::npos);
}

TEST_F(DepositProgram, TakesTheBanksAnswerLineByLine) {
  with_bank();
  const auto json =
      by("bank.ccb", "result QH01-N01 --failed QH01-202610-01-0002=AC01 --rest-paid --json").json();
  EXPECT_EQ(text(json, "paid_sum"), "8463.13");
  EXPECT_EQ(text(json, "failed"), "1");
  EXPECT_EQ(text(json, "replenish_by"), "2026-11-30");
  const auto returned = by("bank.ccb", "result QH01-N01 --returned QH01-202610-01-0001=AC04");
  EXPECT_EQ(returned.exit, 0) << returned.err;
  EXPECT_NE(returned.out.find("returned 1 lines 8463.13"), std::string::npos) << returned.out;
  EXPECT_EQ(text(on_book("ledger verify --json").json(), "ok"), "true");
}

TEST_F(DepositProgram, RefusesTheProposersApproval) {
  stored();
  ASSERT_EQ(by("zhao.regulator", kNotice + " --lines " + kLines).exit, 0);
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
  ASSERT_EQ(by("bank.ccb", "interest QH01 --amount 4.00 --reference I-2 --taken-out").exit, 0);
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
  EXPECT_EQ(soon("2027-11-13"), "[]");
  const auto over = rows("2027-11-13");
  EXPECT_EQ(text(over.find("deposits")->items()->front(), "letters_over"), "[\"QH01-G01\"]");
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
  EXPECT_NE(on_book("deposit show QH01").out.find("owed"), std::string::npos);
}

}  // namespace
}  // namespace anxin::cli
