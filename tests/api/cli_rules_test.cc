// Rules, deposit quotes and tax: what scripts read and what people see.
#include <set>

#include "ledger/base/text.h"
#include "payments/rules/discharge_plan.h"
#include "payments/rules/rule_kinds.h"
#include "tests/support/program.h"

namespace anxin::cli {
namespace {

// ---- rules list and show ------------------------------------------------------------------------

std::vector<std::string> ids(const Json& json) {
  std::vector<std::string> found;
  for (const auto& rule : *json.find("rules")->items()) found.push_back(text(rule, "id"));
  return found;
}

bool holds(const std::vector<std::string>& list, const std::string& id) {
  return std::find(list.begin(), list.end(), id) != list.end();
}

TEST_F(Program, ListsWhatCountsInAPlaceOnADay) {
  const auto json = line("rules list --region 350521 --on 2026-03-01 --json").json();
  EXPECT_EQ(names_of(json), (Names{"on", "rules"}));
  EXPECT_EQ(names_of(item(json, "rules", 0)),
            (Names{"id", "kind", "region", "valid_from", "valid_to", "source", "article", "grade",
                   "note", "file", "in_force", "ends_soon", "values"}));
  const auto here = ids(json);
  EXPECT_TRUE(holds(here, "fujian.deposit.base"));
  EXPECT_FALSE(holds(here, "national.deposit.base"));
  EXPECT_TRUE(holds(here, "national.deadline.store-deposit"));
  EXPECT_FALSE(holds(here, "hebei.deposit.base"));
  const auto before = ids(line("rules list --region 350521 --on 2024-06-30 --json").json());
  EXPECT_FALSE(holds(before, "fujian.deposit.base"));
  EXPECT_TRUE(holds(before, "national.deposit.base"));
}

TEST_F(Program, ListsEveryPlaceAndOnRequestEveryTime) {
  const auto now = ids(line("rules list --json").json());
  EXPECT_TRUE(holds(now, "hebei.deposit.base"));
  EXPECT_FALSE(holds(now, "beijing.minimum-wage.2023"));
  EXPECT_TRUE(holds(ids(line("rules list --all --json").json()), "beijing.minimum-wage.2023"));
  const auto of_place = ids(line("rules list --all --region 110000 --json").json());
  EXPECT_TRUE(holds(of_place, "beijing.minimum-wage.2023"));
  EXPECT_FALSE(holds(of_place, "hebei.deposit.base"));
}

TEST_F(Program, MarksRulesThatEndWithinNinetyDays) {
  const auto soon = [&](const char* on) {
    const auto json = line(std::string("rules list --region 440400 --json --on ") + on).json();
    for (const auto& rule : *json.find("rules")->items()) {
      if (text(rule, "id") == "zhuhai.labour-cost") return text(rule, "ends_soon");
    }
    return std::string("(absent)");
  };
  EXPECT_EQ(soon("2027-02-23"), "false");
  EXPECT_EQ(soon("2027-02-24"), "true");
  EXPECT_EQ(soon("2027-02-25"), "true");
  EXPECT_EQ(soon("2027-05-25"), "true");
  EXPECT_EQ(soon("2027-05-26"), "(absent)");
  const auto shown = line("rules list --region 440400 --on 2027-03-01").out;
  EXPECT_NE(shown.find("2027-05-25 !"), std::string::npos) << shown;
  EXPECT_NE(shown.find("1 rules marked ! end within 90 days."), std::string::npos) << shown;
}

TEST_F(Program, ShowsARuleWithAllItsFields) {
  const auto json = line("rules show anhui.deposit.base --json").json();
  EXPECT_EQ(text(json, "region"), "340000");
  EXPECT_EQ(text(json, "grade"), "summary");
  const auto& values = *json.find("values");
  EXPECT_EQ(text(values, "tiers.1.below"), "300000000.00");
  EXPECT_EQ(text(values, "tiers.2.rate"), "1 %");
  const auto shown = line("rules show anhui.deposit.base").out;
  EXPECT_NE(shown.find("  tier 1 cap  3000000.00\n"), std::string::npos) << shown;
  EXPECT_EQ(error_code(line("rules show no.such --json")), "rules.unknown");
  EXPECT_EQ(line("rules show no.such").exit, 1);
}

TEST_F(Program, AListKeepsTheUnitOfANumberAndWritesRatesAsTheFilesDo) {
  const auto listed = line("rules list --region 350521 --on 2026-03-01 --lang en").out;
  EXPECT_EQ(listed.find("; value 3 …"), std::string::npos) << listed;
  EXPECT_NE(listed.find("at most; value 20 working days"), std::string::npos) << listed;
  EXPECT_NE(listed.find("tier 1 rate 1.5 %"), std::string::npos) << listed;
}

TEST_F(Program, ARuleThatDoesNotCountOnTheDaySaysSo) {
  const std::string show = "rules show zhuhai.labour-cost --lang en --on ";
  const std::string sentence = "Does not count on ";
  EXPECT_NE(line(show + "2022-05-25").out.find(sentence + "2022-05-25"), std::string::npos);
  EXPECT_EQ(line(show + "2022-05-26").out.find(sentence), std::string::npos);
  EXPECT_EQ(line(show + "2027-05-25").out.find(sentence), std::string::npos);
  EXPECT_NE(line(show + "2027-05-26").out.find(sentence + "2027-05-26"), std::string::npos);
}

TEST_F(Program, EveryFieldAndWordOfARuleIsSaidInBothLanguages) {
  const auto catalogue = text::Catalogue::builtin();
  const auto json = line("rules list --all --json").json();
  std::set<std::string> names;
  for (const auto& rule : *json.find("rules")->items()) {
    EXPECT_TRUE(catalogue.has("rule_kind." + text(rule, "kind"))) << text(rule, "kind");
    for (const auto& [name, value] : *rule.find("values")->members()) {
      for (const auto part : split(name, '.')) {
        if (!all_digits(part)) names.insert(std::string(part));
      }
    }
  }
  EXPECT_GT(names.size(), 40U);
  for (const auto& name : names) EXPECT_TRUE(catalogue.has("rule_field." + name)) << name;
}

template <class E>
void expect_said() {
  for (const auto& known : words_of(E{})) {
    EXPECT_TRUE(text::Catalogue::builtin().has("rule_word." + std::string(known.word)))
        << known.word;
  }
}

TEST(RuleWords, EveryWordOfAnEnumerationIsSaid) {
  expect_said<payments::Duty>();
  expect_said<payments::TermSense>();
  expect_said<payments::TermUnit>();
  expect_said<payments::WagePeriod>();
  expect_said<payments::LabourCase>();
  expect_said<payments::ProjectCategory>();
  expect_said<payments::DepositOrder>();
  expect_said<payments::DepositPast>();
  expect_said<payments::FundCause>();
  expect_said<payments::FundConstruction>();
  expect_said<payments::DischargeCause>();
  expect_said<payments::DischargeParty>();
  expect_said<payments::DischargeGround>();
  expect_said<payments::DischargeMeans>();
  expect_said<payments::DischargeNeed>();
  expect_said<payments::DischargePaper>();
  expect_said<payments::DischargeOrder>();
  expect_said<payments::SheetCheck>();
  expect_said<payments::CheckAnswer>();
}

TEST_F(Program, PeopleReadFieldsAndWordsInTheirLanguage) {
  const auto chinese = line("rules show national.deadline.store-deposit --lang zh").out;
  EXPECT_NE(chinese.find("  单位  工作日\n"), std::string::npos) << chinese;
  EXPECT_NE(chinese.find("  等级  原文\n"), std::string::npos) << chinese;
  const auto english = line("rules show national.deadline.store-deposit --lang en").out;
  EXPECT_NE(english.find("  unit  working days\n"), std::string::npos) << english;
}

// ---- rules check and diff -----------------------------------------------------------------------

std::string shipped(const std::string& name) {
  return std::string(ANXIN_SOURCE) + "/payments/rules/data/rules/" + name;
}

TEST_F(Program, ChecksFilesAndTakesGoodOnes) {
  const auto ran = line("rules check " + shipped("national.toml") + " " +
                        shipped("350000-fujian.toml") + " --json");
  EXPECT_EQ(ran.exit, 0) << ran.out;
  const auto json = ran.json();
  EXPECT_EQ(names_of(json), (Names{"accepted", "files"}));
  const auto& file = item(json, "files", 1);
  EXPECT_EQ(names_of(file), (Names{"file", "region", "name", "rules", "accepted", "findings"}));
  EXPECT_EQ(text(file, "region"), "350000");
  EXPECT_EQ(text(file, "rules"), "7");
  EXPECT_TRUE(file.find("findings")->items()->empty());
}

TEST_F(Program, EveryFaultOfAFileIsToldWithItsLine) {
  const auto bad = write("bad.toml",
                         "region = \"350000\"\nname = \"福建省\"\n[[rule]]\nid = \"x\"\nkind = "
                         "\"deadline\"\nvalid_from = \"2026-02-30\"\nsource = \"x\"\narticle = "
                         "\"3\"\ngrade = \"summary\"\nduty = \"store-deposit\"\nsense = "
                         "\"at-most\"\nvalue = 20\nunit = \"week\"\n");
  const auto ran = line("rules check " + bad + " --json");
  EXPECT_EQ(ran.exit, 65);
  EXPECT_EQ(text(ran.json(), "accepted"), "false");
  const auto file = ran.json().find("files")->items()->front();
  std::vector<std::string> found;
  for (const auto& finding : *file.find("findings")->items()) {
    found.push_back(text(finding, "row") + " " + text(finding, "field") + " " +
                    text(finding, "code"));
  }
  EXPECT_EQ(found,
            (Names{"6 rule.valid_from data.bad-value", "8 rule.article rules.article-needs-statute",
                   "13 rule.unit data.unknown-word"}));
  const auto shown = line("rules check " + bad);
  EXPECT_EQ(shown.exit, 65);
  EXPECT_NE(shown.out.find("3 findings; not to be used."), std::string::npos) << shown.out;
  EXPECT_NE(shown.out.find("day, working-day, month, year"), std::string::npos) << shown.out;
}

std::string fujian_rule(const std::string& id, const std::string& fields) {
  return "region = \"350000\"\nname = \"福建省\"\n[[rule]]\nid = \"" + id +
         "\"\nvalid_from = \"2027-01-01\"\nsource = \"x\"\ngrade = \"summary\"\n" + fields;
}

const std::string kStoreInFifteen =
    "kind = \"deadline\"\nduty = \"store-deposit\"\nsense = \"at-most\"\nvalue = 15\nunit = "
    "\"working-day\"\n";

TEST_F(Program, RatesBeyondTheNationalLimitsAreFoundWithTheirLine) {
  const auto file = write("high.toml", fujian_rule("fujian.deposit.base",
                                                   "kind = \"deposit-base\"\ntiers = [\n{ rate = "
                                                   "\"3.5 %\" }]\n"));
  const auto ran = line("rules check " + file + " --json");
  EXPECT_EQ(ran.exit, 65);
  const auto json = ran.json();
  const auto& found = item(item(json, "files", 0), "findings", 0);
  EXPECT_EQ(text(found, "row"), "10");
  EXPECT_EQ(text(found, "code"), "rules.beyond-limits");
  EXPECT_EQ(text(found, "message"),
            "rule.tiers.rate: outside the limits of national.deposit.limits, from 1 % to 3 %");
}

TEST_F(Program, AFileIsCheckedOverWhatShips) {
  const auto added =
      write("added.toml", fujian_rule("fujian.deadline.store-deposit", kStoreInFifteen));
  EXPECT_EQ(line("rules check " + added).exit, 0);
  // Another rule of the province for the same table, on the same days.
  const auto twice = write("twice.toml", fujian_rule("fujian.second",
                                                     "kind = \"deposit-base\"\n"
                                                     "tiers = [{ rate = \"1 %\" "
                                                     "}]\n"));
  const auto ran = line("rules check " + twice + " --json");
  EXPECT_EQ(ran.exit, 65);
  EXPECT_EQ(text(item(item(ran.json(), "files", 0), "findings", 0), "code"), "rules.overlap");
}

TEST_F(Program, FilesAreCheckedBesideEachOther) {
  const auto copy = write("copy.toml", read(shipped("350000-fujian.toml")));
  const auto ran = line("rules check " + shipped("350000-fujian.toml") + " " + copy + " --json");
  EXPECT_EQ(ran.exit, 65);
  EXPECT_EQ(text(item(ran.json(), "files", 0), "accepted"), "true");
  EXPECT_EQ(text(item(item(ran.json(), "files", 1), "findings", 0), "code"), "data.duplicate");
}

TEST_F(Program, AFileThatIsNotThereCannotBeChecked) {
  EXPECT_EQ(line("rules check /no/such.toml --json").exit, 69);
  EXPECT_EQ(line("rules check").exit, 2);
}

TEST_F(Program, ComparesAFileWithWhatShips) {
  auto bytes = read(shipped("350000-fujian.toml"));
  const std::string from = "cap = \"5000000.00\"";
  const auto file =
      write("new.toml", bytes.replace(bytes.find(from), from.size(), "cap = \"6000000.00\""));
  const auto json = line("rules diff 350000 " + file + " --json").json();
  EXPECT_EQ(names_of(json), (Names{"added", "removed", "changed"}));
  EXPECT_TRUE(json.find("added")->items()->empty());
  EXPECT_TRUE(json.find("removed")->items()->empty());
  const auto& changed = item(json, "changed", 0);
  EXPECT_EQ(text(changed, "id"), "fujian.deposit.base");
  const auto& field = item(changed, "fields", 0);
  EXPECT_EQ(text(field, "name"), "tiers.1.cap");
  EXPECT_EQ(text(field, "before"), "5000000.00");
  EXPECT_EQ(text(field, "after"), "6000000.00");
  EXPECT_NE(line("rules diff 350000 " + file).out.find("tiers.1.cap: 5000000.00 → 6000000.00"),
            std::string::npos);
}

// Seven other rules of the province stay as they are.
TEST_F(Program, AFileThatAddsARuleTakesNoneAway) {
  const auto file =
      write("one.toml", fujian_rule("fujian.deadline.store-deposit", kStoreInFifteen));
  EXPECT_EQ(line("rules diff 350000 " + file).out, "+ fujian.deadline.store-deposit\n");
  EXPECT_EQ(line("rules diff " + file + " 350000").out, "- fujian.deadline.store-deposit\n");
  // What it replaces may ship for another place.
  auto national = fujian_rule("national.deadline.serve-document",
                              "kind = \"deadline\"\nduty = \"serve-document\"\nsense = "
                              "\"at-most\"\nvalue = 6\nunit = \"day\"\n");
  national.replace(national.find("350000"), 6, "000000");
  const auto changed = line("rules diff 350000 " + write("n.toml", national)).out;
  EXPECT_TRUE(changed.starts_with("~ national.deadline.serve-document\n")) << changed;
  EXPECT_EQ(line("rules diff " + file + " " + file).out, "No difference.\n");
}

TEST_F(Program, ComparesTwoPlacesAndFindsThemDifferent) {
  const auto json = line("rules diff 350000 130000 --json").json();
  EXPECT_EQ(json.find("removed")->items()->size(), 7U);
  EXPECT_EQ(json.find("added")->items()->size(), 7U);
  EXPECT_EQ(line("rules diff 350000 350000").out, "No difference.\n");
}

TEST_F(Program, AFaultyFileIsNotCompared) {
  const auto bad = write("bad.toml", "region = \"350000\"\n");
  for (const auto& sides : {"350000 " + bad, bad + " 350000"}) {
    const auto ran = line("rules diff " + sides + " --json");
    EXPECT_EQ(ran.exit, 65) << sides;
    EXPECT_EQ(error_code(ran), "file.rules-refused");
    const auto json = ran.json();
    EXPECT_EQ(json.find("error")->find("details")->find("findings")->items()->size(), 1U);
  }
}

// ---- the operator's own files -------------------------------------------------------------------

std::string fujian_base(const std::string& rate) {
  return fujian_rule("fujian.deposit.base",
                     "kind = \"deposit-base\"\ntiers = [{ rate = \"" + rate + "\" }]\n");
}

TEST_F(Program, FilesOfTheOperatorCountForEveryCommandThatUsesRules) {
  const auto file = write("own.toml", fujian_base("2.5 %"));
  const std::string quote =
      "deposit quote --region 350000 --on 2027-03-01 --contract-amount 10000000.00 --json";
  EXPECT_EQ(text(line(quote).json(), "amount"), "150000.00");
  EXPECT_EQ(text(line(quote + " --rules " + file).json(), "amount"), "250000.00");
  EXPECT_EQ(text(line("--rules " + file + " " + quote).json(), "amount"), "250000.00");
}

TEST_F(Program, AListTellsWhichRulesComeFromTheOperatorsFiles) {
  const auto file = write("own.toml", fujian_base("2.5 %"));
  const auto other =
      write("other.toml", fujian_rule("fujian.deadline.store-deposit", kStoreInFifteen));
  const std::string list =
      "rules list --region 350000 --on 2027-03-01 --rules " + file + " --rules " + other;
  std::map<std::string, std::string> files;
  const auto json = line(list + " --json").json();
  for (const auto& rule : *json.find("rules")->items()) {
    if (!rule.find("file")->is_null()) files[text(rule, "id")] = text(rule, "file");
  }
  EXPECT_EQ(files, (std::map<std::string, std::string>{{"fujian.deposit.base", file},
                                                       {"fujian.deadline.store-deposit", other}}));
  const auto shown = line(list + " --lang en").out;
  EXPECT_NE(shown.find("fujian.deposit.base  " + file), std::string::npos) << shown;
  EXPECT_TRUE(line("rules show fujian.deposit.base --rules " + file)
                  .out.starts_with("fujian.deposit.base  " + file));
}

TEST_F(Program, EveryFaultOfEveryOperatorsFileIsToldBeforeACommandBegins) {
  const auto high = write("high.toml", fujian_base("4 %"));
  const auto bad = write("bad.toml", "region = \"350000\"\n");
  const auto ran = line("rules list --json --rules " + high + " --rules " + bad);
  EXPECT_EQ(ran.exit, 65);
  EXPECT_EQ(error_code(ran), "file.rules-refused");
  const auto json = ran.json();
  const auto& details = *json.find("error")->find("details");
  EXPECT_EQ(text(details, "file"), high + ", " + bad);
  ASSERT_EQ(details.find("findings")->items()->size(), 2U);
  EXPECT_EQ(text(item(details, "findings", 0), "cell"), high);
  EXPECT_EQ(text(item(details, "findings", 0), "row"), "9");
  EXPECT_EQ(text(item(details, "findings", 1), "cell"), bad);
  EXPECT_EQ(line("rules list --rules /no/such.toml").exit, 69);
}

}  // namespace
}  // namespace anxin::cli
