// The command line: exit codes, errors, languages, keys, the book's own commands, lost output.
#include <sys/stat.h>

#include "tests/support/program.h"

namespace anxin::cli {
namespace {

// ---- exit codes and errors ----------------------------------------------------------------------

TEST_F(Program, WithoutArgumentsOrWithUnknownOnesEndsWithUsage) {
  EXPECT_EQ(run({}).exit, 2);
  EXPECT_EQ(line("frobnicate").exit, 2);
  EXPECT_EQ(line("payroll").exit, 2);
  EXPECT_EQ(line("payroll frobnicate").exit, 2);
  EXPECT_EQ(line("version --frobnicate").exit, 2);
  EXPECT_EQ(line("account statement").exit, 2);
  EXPECT_EQ(line("funding receive --project Q --amount 1.00 --reference R --from nobody").exit, 2);
}

TEST_F(Program, HelpEndsWithDone) {
  for (const char* command : {"--help", "payroll --help", "payroll check --help", "demo --help"}) {
    const auto ran = line(command);
    EXPECT_EQ(ran.exit, 0) << command;
    EXPECT_FALSE(ran.out.empty()) << command;
  }
}

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++count;
  return count;
}

TEST_F(Program, HelpOfServeTellsTheDefaultOfEveryOption) {
  const auto help = line("serve --help --lang en").out;
  EXPECT_GE(count_of(help, "\n  --"), 8U);
  EXPECT_EQ(count_of(help, "default: "), count_of(help, "\n  --")) << help;
  EXPECT_NE(help.find("default: 127.0.0.1:8080"), std::string::npos);
}

TEST_F(Program, UsageFaultsOfItsOwnEndWithTwoAndAWord) {
  load();
  const std::vector<std::pair<std::string, std::string>> faults{
      {"overview --now yesterday", "usage.now"},
      {"init --region 36", "usage.region"},
      {"payroll check " + county("wages-2026-10-QH01.csv") + " --project QH01 --month 10",
       "usage.month"},
      {"funding receive --project QH01 --amount 1,00 --reference R --actor li.clerk",
       "usage.amount"},
      {"funding receive --project QH01 --amount 1.00 --reference R --on 1.11. --actor li.clerk",
       "usage.date"},
      {"payroll instruct B --on-shortfall half --actor wu.manager", "usage.choice"},
      {"id check passport 1", "usage.kind"},
      {"ledger export --format xml", "usage.format"},
      {"payroll instruct B --on-shortfall teams= --actor wu.manager", "usage.choice"},
      {"payroll instruct B --on-shortfall teams=A,,B --actor wu.manager", "usage.choice"},
      {"account statement c:QH01:escrow --from 2026-11-13 --to 2026-11-12", "usage.period"},
  };
  for (const auto& [command, word] : faults) {
    const auto ran = on_book(command + " --json");
    EXPECT_EQ(ran.exit, 2) << command;
    ASSERT_NE(ran.json().find("error"), nullptr) << command;
    EXPECT_EQ(text(*ran.json().find("error"), "code"), word);
  }
}

TEST_F(Program, AnEmptyKeyIsAUsageFaultAndATooLongOneNamesItsField) {
  load();
  const auto due = [&](const std::string& key) {
    return run({"funding", "due", "--project", "QH01", "--month", "2026-10", "--actor", "li.clerk",
                "--json", "--data", book(), "--key", key});
  };
  const auto head = on_book("ledger head --json").out;
  const auto empty = due("");
  EXPECT_EQ(empty.exit, 2);
  EXPECT_EQ(text(*empty.json().find("error"), "code"), "usage.key");
  const auto long_one = due(std::string(129, 'k'));
  EXPECT_EQ(long_one.exit, 1);
  EXPECT_EQ(text(*long_one.json().find("error"), "code"), "ledger.malformed");
  EXPECT_EQ(text(*long_one.json().find("error")->find("details"), "field"), "/key");
  EXPECT_EQ(on_book("ledger head --json").out, head);
  EXPECT_EQ(due(std::string(128, 'k')).exit, 0);
}

TEST_F(Program, AKeyUsedForSomethingElseNamesTheFieldInText) {
  load();
  const std::string due = "funding due --actor li.clerk --key k --project QH01 --month ";
  ASSERT_EQ(on_book(due + "2026-10").exit, 0);
  const auto again = on_book(due + "2026-11");
  EXPECT_EQ(again.exit, 1);
  EXPECT_NE(again.err.find("/month"), std::string::npos) << again.err;
}

TEST_F(Program, TellsTheKeyItMadeOnlyWhenSomethingWasBooked) {
  load();
  const std::string due = "funding due --project QH01 --month 2026-10 --actor ";
  EXPECT_EQ(on_book(due + "nobody").err.find("Key of this command"), std::string::npos);
  EXPECT_EQ(on_book(due + "li.clerk --dry-run").err, "");
  EXPECT_NE(on_book(due + "li.clerk").err.find("Key of this command"), std::string::npos);
}

TEST_F(Program, AnUnknownLanguageIsRefusedInJsonToo) {
  const auto ran = line("overview --lang fr --json");
  EXPECT_EQ(ran.exit, 2);
  ASSERT_NE(ran.json().find("error"), nullptr);
  EXPECT_EQ(text(*ran.json().find("error"), "code"), "usage.language");
}

TEST_F(Program, WithoutABookNamedSaysSo) {
  const auto ran = line("overview --json");
  EXPECT_EQ(ran.exit, 2);
  EXPECT_EQ(text(*ran.json().find("error"), "code"), "usage.data-missing");
}

TEST_F(Program, TakesTheBookFromTheEnvironment) {
  load();
  environment["ANXIN_DATA"] = book();
  EXPECT_EQ(line("overview").exit, 0);
}

TEST_F(Program, ABookThatIsNotThereIsUnavailable) {
  const auto ran = on_book("overview --json");
  EXPECT_EQ(ran.exit, 69);
  EXPECT_EQ(text(*ran.json().find("error"), "code"), "store.not-found");
}

TEST_F(Program, AFileThatIsNotThereIsUnavailable) {
  const auto ran = line("bank parse /no/such/file.xml --json");
  EXPECT_EQ(ran.exit, 69);
  EXPECT_EQ(text(*ran.json().find("error"), "code"), "file.unreadable");
}

TEST_F(Program, AReaderWithAnUnknownNameIsRefused) {
  load();
  for (const char* command : {"overview", "payroll list --project QH01"}) {
    const auto ran = on_book(std::string(command) + " --actor nobody --json");
    EXPECT_EQ(ran.exit, 77) << command;
    EXPECT_EQ(text(*ran.json().find("error"), "code"), "access.actor-unknown") << command;
    EXPECT_EQ(on_book(std::string(command) + " --actor li.clerk").exit, 0) << command;
  }
}

TEST_F(Program, WhoMayNotEndsWithSeventySeven) {
  load();
  EXPECT_EQ(on_book("funding due --project QH01 --month 2026-10").exit, 77);
  EXPECT_EQ(on_book("funding due --project QH01 --month 2026-10 --actor nobody").exit, 77);
  const auto ran = on_book("funding due --project QH01 --month 2026-10 --actor chen.clerk --json");
  EXPECT_EQ(ran.exit, 77);
  const auto error = *ran.json().find("error");
  EXPECT_EQ(names_of(error), (std::vector<std::string>{"code", "message", "details"}));
  EXPECT_EQ(text(error, "code"), "access.not-permitted");
  EXPECT_EQ(text(*error.find("details"), "actor"), "chen.clerk");
}

TEST_F(Program, ARefusalEndsWithOne) {
  load();
  const auto ran = on_book("payroll show NO-SUCH-BATCH --json");
  EXPECT_EQ(ran.exit, 1);
  EXPECT_EQ(text(*ran.json().find("error"), "code"), "payments.batch-unknown");
  EXPECT_TRUE(ran.err.empty()) << ran.err;
}

TEST_F(Program, ARefusalInTextGoesToTheErrorStreamWithItsWord) {
  load();
  const auto ran = on_book("payroll show NO-SUCH-BATCH");
  EXPECT_EQ(ran.exit, 1);
  EXPECT_TRUE(ran.out.empty());
  EXPECT_NE(ran.err.find("[payments.batch-unknown]"), std::string::npos);
}

TEST_F(Program, BadInputDataEndsWithSixtyFive) {
  load();
  const auto refused = county("wages-2026-10-QH01-refused.csv");
  EXPECT_EQ(line("payroll check " + refused).exit, 65);
  EXPECT_EQ(on_book("payroll submit " + refused +
                    " --project QH01 --month 2026-10 --actor li.clerk --json")
                .exit,
            65);
  EXPECT_EQ(line("bank parse " + fixture("bank/initiation.wrong-control-sum.xml")).exit, 65);
  EXPECT_EQ(on_book("load " + write("bad.toml", "[[party]]\n") + " --actor zhao.regulator").exit,
            65);
}

TEST_F(Program, AFileThatIsNoMasterDataIsNotLoaded) {
  load();
  const auto ran =
      on_book("load " + county("wages-2026-10-QH01.csv") + " --actor zhao.regulator --json");
  EXPECT_EQ(ran.exit, 65);
  const auto error = *ran.json().find("error");
  const auto& findings = *error.find("details")->find("findings")->items();
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(text(findings.front(), "file"), "wages-2026-10-QH01.csv");
  EXPECT_EQ(text(findings.front(), "code"), "data.file-kind-unknown");
}

TEST_F(Program, ABookThatIsThereAlreadyIsNotMadeAgain) {
  init();
  const auto again = on_book("init --region 360799 --json");
  EXPECT_EQ(again.exit, 1);
  EXPECT_EQ(text(*again.json().find("error"), "code"), "store.exists");
}

TEST_F(Program, ATimeGivenToABookWithARealClockIsRefused) {
  ASSERT_EQ(on_book("init --region 360799").exit, 0);
  const auto ran = on_book("overview --now 2026-11-02T09:30:00+08:00 --json");
  EXPECT_EQ(ran.exit, 2);
  EXPECT_EQ(text(*ran.json().find("error"), "code"), "usage.clock");
}

TEST_F(Program, DamageFoundEndsWithThree) {
  load();
  const auto file = book() + "/data.mdb";
  std::string bytes;
  {
    std::ifstream in(file, std::ios::binary);
    bytes.assign(std::istreambuf_iterator<char>(in), {});
  }
  const std::string name = "c:QH01:escrow";
  // Every copy of a name in the journal and beside it is turned into another name.
  std::size_t changed = 0;
  for (auto at = bytes.find(name); at != std::string::npos; at = bytes.find(name, at + 1)) {
    bytes[at + name.size() - 1] = 'x';
    ++changed;
  }
  ASSERT_GT(changed, 0U);
  std::ofstream(file, std::ios::binary) << bytes;
  EXPECT_EQ(on_book("ledger verify --json").exit, 3);
}

// ---- language -----------------------------------------------------------------------------------

TEST_F(Program, SpeaksTheLanguageAskedForElseTheLocalesElseChinese) {
  const auto says = [&](const std::string& more) {
    return line("overview " + more).err.find("--data") != std::string::npos &&
                   line("overview " + more).err.find("请") == std::string::npos
               ? "en"
               : "zh";
  };
  EXPECT_STREQ(says("--lang en"), "en");
  EXPECT_STREQ(says("--lang zh"), "zh");
  EXPECT_STREQ(says(""), "en");
  environment = {{"LC_ALL", "zh_CN.UTF-8"}, {"LANG", "en_US.UTF-8"}};
  EXPECT_STREQ(says(""), "zh");
  environment.clear();
  EXPECT_STREQ(says(""), "zh");
}

TEST_F(Program, HelpsInTheLanguageAskedFor) {
  EXPECT_NE(line("--help --lang zh").out.find("账本"), std::string::npos);
  EXPECT_EQ(line("--help --lang en").out.find("账本"), std::string::npos);
}

TEST_F(Program, NamesTheSameWordInBothLanguages) {
  for (const char* language : {"zh", "en"}) {
    const auto ran = line(std::string("overview --lang ") + language);
    EXPECT_NE(ran.err.find("[usage.data-missing]"), std::string::npos);
  }
}

// ---- the book's own commands --------------------------------------------------------------------

TEST_F(Program, InitAnswersTheBookAndItsEmptyHead) {
  const auto json = on_book("init --region 360799 --json").json();
  EXPECT_EQ(names_of(json), (std::vector<std::string>{"book", "head"}));
  EXPECT_EQ(text(json, "book").size(), 32U);
  EXPECT_EQ(text(*json.find("head"), "entry"), "0");
  EXPECT_EQ(text(*json.find("head"), "digest").size(), 64U);
}

TEST_F(Program, TheMasterKeyIsReadableByItsOwnerAloneAndOutsideTheBook) {
  init();
  struct stat found {};
  ASSERT_EQ(::stat((book() + ".master-key").c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777U, 0400U);
  std::ifstream in(book() + ".master-key");
  std::string key;
  in >> key;
  EXPECT_EQ(key.size(), 64U);
  for (const auto& file : fs::directory_iterator(book())) {
    std::ifstream bytes(file.path(), std::ios::binary);
    const std::string all{std::istreambuf_iterator<char>(bytes), {}};
    EXPECT_EQ(all.find(key), std::string::npos);
  }
}

TEST_F(Program, WithAnotherMasterKeyOpensNothing) {
  load();
  const auto other = write("other.key", std::string(64, 'a') + "\n");
  const auto ran = on_book("overview --json --master-key " + other);
  EXPECT_EQ(ran.exit, 77);
  EXPECT_EQ(text(*ran.json().find("error"), "code"), "access.wrong-master-key");
  EXPECT_EQ(on_book("overview --master-key /no/such/key").exit, 69);
  EXPECT_EQ(on_book("overview --master-key " + write("short.key", "ab\n")).exit, 69);
}

TEST_F(Program, MakesAKeyForAChangingCommandAndTellsIt) {
  load();
  const auto made = on_book("funding due --project QH01 --month 2026-10 --actor li.clerk --json");
  ASSERT_EQ(made.exit, 0) << made.out;
  const auto key = text(made.json(), "key");
  EXPECT_EQ(key.size(), 32U);
  const auto again =
      on_book("funding due --project QH01 --month 2026-10 --actor li.clerk --json --key " + key);
  EXPECT_EQ(text(again.json(), "replayed"), "true");
  EXPECT_EQ(text(again.json(), "entry"), text(made.json(), "entry"));
  EXPECT_EQ(text(again.json(), "amount"), "2100000.00");
}

TEST_F(Program, ADryRunBooksNothing) {
  load();
  const auto head = on_book("ledger head --json").out;
  const auto dry =
      on_book("funding due --project QH01 --month 2026-10 --actor li.clerk --json --dry-run");
  EXPECT_EQ(dry.exit, 0);
  EXPECT_EQ(text(dry.json(), "dry_run"), "true");
  EXPECT_EQ(text(dry.json(), "amount"), "2100000.00");
  EXPECT_EQ(on_book("ledger head --json").out, head);
}

// ---- output that is lost ------------------------------------------------------------------------

TEST_F(Program, OutputThatIsLostEndsWithSeventyFourAndASentence) {
  load();
  output_is_lost = true;
  for (const char* command :
       {"overview", "account trial", "ledger head", "ledger verify --json", "--help",
        "ledger export --format hledger",
        "funding due --project QH01 --month 2026-10 --actor li.clerk --json"}) {
    const auto ran = on_book(command);
    EXPECT_EQ(ran.exit, 74) << command;
    EXPECT_NE(ran.err.find("[cli.output-lost]"), std::string::npos) << command;
  }
  output_is_lost = false;
  EXPECT_EQ(text(on_book("ledger head --json").json(), "entry"), "2");  // what was booked stays
}

TEST_F(Program, TellsItsVersionsAndLibraries) {
  const auto json = line("version --json").json();
  EXPECT_EQ(names_of(json),
            (std::vector<std::string>{"version", "commit", "compiler", "formats", "libraries"}));
  EXPECT_NE(json.find("libraries")->find("lmdb"), nullptr);
}

}  // namespace
}  // namespace anxin::cli
