// The duties of the wage account on the command line.
#include "tests/support/program.h"

namespace anxin::cli {
namespace {

class AccountProgram : public Program {
 protected:
  Ran by(const std::string& actor, const std::string& command) {
    return on_book("wage-account " + command + " --actor " + actor + when_);
  }
  Ran look(const std::string& command) { return on_book("wage-account " + command + when_); }
  // Of the duty about this subject.
  const Json& duty(const Json& json, const std::string& subject) {
    for (const auto& one : *json.find("duties")->items()) {
      if (text(one, "of") == subject) return one;
    }
    throw std::runtime_error("no duty of " + subject);
  }
  // As after October's funding: what is due for it, and 2 100 000.00 of the owner's.
  void funded() {
    approved();
    const auto due = on_book("funding due --project QH01 --month 2026-10 --actor li.clerk" + when_);
    ASSERT_EQ(due.exit, 0) << due.err;
  }

  std::string when_ = " --now 2026-11-12T10:00:00+08:00";
};

TEST_F(AccountProgram, ShowsEachDutyWithItsRuleAndItsLastDay) {
  funded();
  const auto json = look("duties QH01 --json").json();
  const auto& opened = duty(json, "QH01");
  EXPECT_EQ(text(opened, "state"), "done");
  EXPECT_EQ(text(opened, "rule"), "national.deadline.open-account");
  EXPECT_EQ(text(opened, "source"), "人社部发〔2021〕53号 第6条");
  const auto& filed = duty(json, "ccb");
  EXPECT_EQ(text(filed, "last_day"), "2026-04-19");
  EXPECT_EQ(text(filed, "state"), "overdue");
  const auto& october = duty(json, "2026-10");
  EXPECT_EQ(text(october, "due"), "2100000.00");
  EXPECT_EQ(text(october, "missing"), "0.00");
  EXPECT_EQ(text(october, "state"), "done-late");
}

// To refuse is to say why: what says nothing does not agree either.
TEST_F(AccountProgram, AgreesToNothingWithAnEmptyRefusal) {
  funded();
  for (const std::string verb : {"agree", "close-confirm"}) {
    for (const std::string why : {"", "  "}) {
      const auto refused =
          run({"wage-account", verb, "QH01-C01", "--refuse", why, "--actor", "zhao.regulator",
               "--now", "2026-11-12T10:00:00+08:00", "--data", book()});
      EXPECT_EQ(refused.exit, static_cast<int>(Exit::usage)) << verb;
      EXPECT_NE(refused.err.find("usage.empty"), std::string::npos) << refused.err;
    }
  }
}

TEST_F(AccountProgram, ShowsPeopleTheSame) {
  funded();
  const auto shown = look("duties QH01");
  EXPECT_EQ(shown.exit, 0);
  EXPECT_NE(shown.out.find("file the account ccb"), std::string::npos) << shown.out;
  EXPECT_NE(shown.out.find("2,100,000.00"), std::string::npos);
  const auto chinese = look("duties QH01 --lang zh");
  EXPECT_NE(chinese.out.find("专户备案"), std::string::npos) << chinese.out;
}

TEST_F(AccountProgram, FilesAnAccount) {
  funded();
  const auto filed =
      by("li.clerk", "file QH01 --account ccb --on 2026-04-19 --document BA-1 --json").json();
  EXPECT_EQ(text(filed, "last_day"), "2026-04-19");
  EXPECT_EQ(text(duty(look("duties QH01 --json").json(), "ccb"), "state"), "done");
}

TEST_F(AccountProgram, ListsTheRegisterWithWhatIsOverdue) {
  funded();
  const auto json = look("list --region 360000 --json").json();
  const auto& first = item(json, "contracts", 0);
  EXPECT_EQ(text(first, "contract"), "QH01");
  EXPECT_EQ(text(first, "overdue"), "1");  // the filing
  EXPECT_EQ(text(item(first, "accounts", 0), "state"), "in-use");
  EXPECT_NE(look("list").out.find("QH02"), std::string::npos);
  const auto overview = on_book("overview --json" + when_).json();
  EXPECT_EQ(text(item(overview, "contracts", 0), "overdue_duties"), "1");
}

TEST_F(AccountProgram, NoticesAMonthThatNobodyPaid) {
  funded();
  const auto noticed = by("bank.icbc", "non-funding QH02 --month 2026-09 --json").json();
  EXPECT_EQ(text(noticed, "missing"), "260000.00");
  EXPECT_EQ(by("chen.clerk", "report QH02 --month 2026-09").exit, 0);
  const auto json = look("duties QH02 --json").json();
  EXPECT_EQ(text(duty(json, "2026-09"), "notice"), "reported");
  EXPECT_EQ(text(duty(json, "2026-09"), "recorded"), "false");
  EXPECT_NE(look("duties QH02").out.find("regulator told"), std::string::npos);
}

TEST_F(AccountProgram, TellsEverythingInTheWayOfAClosing) {
  funded();
  ASSERT_EQ(by("zhao.regulator", "bar QH01 --document AJ-9").exit, 0);
  const std::string apply =
      "close-apply QH01 --completed-on 2026-11-10 --public-from 2026-11-11 --promise CN-1";
  const auto refused = by("li.clerk", apply);
  EXPECT_EQ(refused.exit, 1);
  EXPECT_NE(refused.out.find("[wage-account.bar-publicity]"), std::string::npos) << refused.out;
  EXPECT_NE(refused.out.find("[wage-account.bar-not-due]"), std::string::npos);
  EXPECT_NE(refused.out.find("AJ-9"), std::string::npos);
  const auto json = by("li.clerk", apply + " --json").json();
  const auto& findings = *json.find("error")->find("details")->find("findings")->items();
  EXPECT_EQ(findings.size(), 3U);
}

TEST_F(AccountProgram, ClosesInThreeSteps) {
  load();
  when_ = " --now 2026-11-12T10:00:00+08:00";
  ASSERT_EQ(by("li.clerk",
               "close-apply QH01 --completed-on 2026-10-10 --public-from 2026-10-12 --promise P")
                .exit,
            0);
  ASSERT_EQ(by("zhao.regulator", "close-confirm QH01-C01").exit, 0);
  const auto closed = by("bank.ccb", "close QH01-C01 --json").json();
  EXPECT_EQ(text(closed, "balance"), "0.00");
  const auto late =
      on_book("funding due --project QH01 --month 2026-10 --actor li.clerk --json" + when_);
  EXPECT_EQ(error_code(late), "wage-account.closed");
  EXPECT_EQ(on_book("overview" + when_).exit, 0);
  EXPECT_NE(look("duties QH01").out.find("QH01-C01: closed"), std::string::npos);
}

TEST_F(AccountProgram, AgreesToAnAmendmentOrRefusesIt) {
  funded();
  const auto owner =
      write("owner.toml",
            "[[staff]]\nactor = \"sun.owner\"\nperson = \"S020\"\nname = \"孙望岸\"\n"
            "party = \"OW1\"\nrole = \"owner\"\n");
  ASSERT_EQ(on_book("load " + owner + " --actor zhao.regulator" + when_).exit, 0);
  const auto made =
      by("zhang.manager", "amend QH01 --from-month 2026-11 --share 30% --document S-1 --json")
          .json();
  EXPECT_EQ(text(made, "monthly"), "2520000.00");
  ASSERT_EQ(by("sun.owner", "agree QH01-S01").exit, 0);
  ASSERT_EQ(
      by("zhang.manager", "top-up QH01 --amount 5.00 --month 2026-10 --reason more-labour").exit,
      0);
  ASSERT_EQ(by("sun.owner", "agree QH01-T01 --refuse paid-in-full").exit, 0);
  const auto proposals = look("duties QH01 --json").json();
  EXPECT_EQ(text(item(proposals, "proposals", 0), "refused_for"), "paid-in-full");
  EXPECT_EQ(text(item(proposals, "proposals", 1), "state"), "agreed");
}

}  // namespace
}  // namespace anxin::cli
