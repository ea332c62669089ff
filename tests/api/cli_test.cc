// The whole program in process: arguments in, streams and an exit code out, as scripts see it.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <map>
#include <sstream>

#include "api/app/lmdb_stores.h"
#include "api/cli/commands.h"
#include "api/json/json.h"
#include "payments/rules/builtin_data.h"
#include "tests/support/book_builder.h"

namespace anxin::cli {
namespace {

namespace fs = std::filesystem;

std::string fixture(const std::string& name) { return std::string(ANXIN_FIXTURES) + "/" + name; }
std::string county(const std::string& name) { return fixture("county/" + name); }

// What a run of the program left behind.
struct Ran {
  int exit = -1;
  std::string out;
  std::string err;
  [[nodiscard]] Json json() const {
    const auto parsed = json::parse(out.substr(0, out.find_last_not_of('\n') + 1));
    if (!parsed) ADD_FAILURE() << "not one JSON value: " << out << err;
    return parsed.value_or(Json::object());
  }
};

std::string text(const Json& json, std::string_view name) {
  const auto* found = json.find(name);
  if (found == nullptr) return "(absent)";
  return found->text() != nullptr ? *found->text() : found->dump();
}

std::vector<std::string> names_of(const Json& json) {
  std::vector<std::string> names;
  for (const auto& [name, value] : *json.members()) names.push_back(name);
  return names;
}

// A folder, an environment, a clock; every run begins where the last ended.
class Program : public testing::Test {
 protected:
  Program()
      : data_{payments::builtin_captions(), payments::builtin_bank_profiles(),
              payments::builtin_calendar()} {}

  Ran run(std::vector<std::string> arguments) {
    std::ostringstream out;
    if (output_is_lost) out.setstate(std::ios::badbit);  // as after a write to a full disk
    std::ostringstream err;
    const int input = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    World world{out, err, input, clock_, entropy_, stores_, data_, [this](const char* name) {
                  const auto found = environment.find(name);
                  return found == environment.end() ? std::optional<std::string>()
                                                    : std::optional(found->second);
                }};
    const auto exit = cli::run(world, arguments);
    ::close(input);
    return {static_cast<int>(exit), out.str(), err.str()};
  }
  // The words of a line, --data appended.
  Ran on_book(const std::string& line) {
    std::vector<std::string> words;
    std::istringstream parts(line);
    for (std::string word; parts >> word;) words.push_back(word);
    words.insert(words.end(), {"--data", book()});
    return run(std::move(words));
  }
  Ran line(const std::string& words) {
    std::vector<std::string> all;
    std::istringstream parts(words);
    for (std::string word; parts >> word;) all.push_back(word);
    return run(std::move(all));
  }
  void init() { ASSERT_EQ(on_book("init --region 360799 --simulated-clock").exit, 0); }
  void load() {
    init();
    ASSERT_EQ(on_book("load " + fixture("county") +
                      " --actor zhao.regulator --key load --now "
                      "2026-11-02T09:30:00+08:00")
                  .exit,
              0);
  }
  Ran demo() { return run({"demo", "--fixtures", fixture("county"), "--data", book()}); }
  std::string write(const std::string& name, const std::string& bytes) {
    const auto path = (folder_.path() / name).string();
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }
  // Up to the approval of QH01's October wages.
  void approved() {
    load();
    const std::string when = " --now 2026-11-10T10:00:00+08:00";
    const auto submit = "payroll submit " + county("wages-2026-10-QH01.csv") +
                        " --project QH01 --month 2026-10 --confirmed --actor li.clerk";
    for (const std::string& command :
         {std::string("funding receive --project QH01 --amount 2100000.00 --reference FD --actor "
                      "bank.ccb"),
          submit, std::string("payroll approve --actor zhang.manager QH01-202610-01")}) {
      ASSERT_EQ(on_book(command + when).exit, 0) << command;
    }
  }
  static std::string read(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  [[nodiscard]] std::string book() const { return (folder_.path() / "book").string(); }

  std::map<std::string, std::string> environment{{"LANG", "en_US.UTF-8"}};
  ManualClock clock_{tests::at("2026-11-02T01:00:00Z")};
  SeededEntropy entropy_{3};
  bool output_is_lost = false;

 private:
  app::LmdbStores stores_;
  tests::TempFolder folder_;
  payments::PaymentsData data_;
};

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

// ---- a whole month ------------------------------------------------------------------------------

TEST_F(Program, TheDemoEndsWithVerifyOkAndAgainWithTheSameHead) {
  const auto first = demo();
  ASSERT_EQ(first.exit, 0) << first.err;
  EXPECT_NE(first.out.find("verify: ok"), std::string::npos);
  const auto head = on_book("ledger head --json").out;
  const auto second = demo();
  EXPECT_EQ(second.exit, 0) << second.err;
  EXPECT_EQ(on_book("ledger head --json").out, head);
}

TEST_F(Program, ShowsTheMonthsSumsInItsAccounts) {
  ASSERT_EQ(demo().exit, 0);
  const auto overview = on_book("overview --json").json();
  const auto& contracts = *overview.find("contracts")->items();
  ASSERT_EQ(contracts.size(), 2U);
  EXPECT_EQ(text(contracts[0], "contract"), "QH01");
  EXPECT_EQ(text(contracts[0], "workers"), "300");
  EXPECT_EQ(text(contracts[0], "gross"), "1972776.13");
  EXPECT_EQ(text(contracts[0], "net"), "1947166.68");
  EXPECT_EQ(text(contracts[0], "paid"), "1947166.68");
  EXPECT_EQ(text(contracts[0], "unpaid"), "0.00");
  EXPECT_EQ(text(contracts[0], "balance"), "152851.69");
  EXPECT_EQ(text(contracts[1], "net"), "267467.83");
  EXPECT_EQ(text(contracts[1], "balance"), "532.17");
  EXPECT_EQ(text(contracts[1], "funding_due"), "52000.00");

  const auto bank = on_book("account show c:QH01:wage_bank:ccb --json").json();
  EXPECT_EQ(text(bank, "balance"), "152851.69");
  EXPECT_EQ(text(bank, "available"), "152851.69");
  EXPECT_EQ(text(bank, "credits_pending"), "0.00");
  const auto then =
      on_book("account show c:QH01:wage_bank:ccb --effective 2026-11-12 --json").json();
  EXPECT_EQ(text(then, "balance"), "184682.04");
  EXPECT_EQ(then.find("available"), nullptr);
  const auto before =
      on_book("account show c:QH01:wage_bank:ccb --as-of 2026-11-06T06:00:00Z --json").json();
  EXPECT_EQ(text(before, "balance"), "0.00");
}

TEST_F(Program, TheTrialBalanceSumsToZero) {
  ASSERT_EQ(demo().exit, 0);
  for (const char* more : {"", "--all", "--effective 2026-10-31", "--as-of 2026-11-12T00:00:00Z"}) {
    const auto json = on_book(std::string("account trial --json ") + more).json();
    const auto& currency = json.find("currencies")->items()->front();
    EXPECT_EQ(text(currency, "difference"), "0.00") << more;
    EXPECT_EQ(text(currency, "debit"), text(currency, "credit")) << more;
  }
}

TEST_F(Program, AnAccountStatementRunsFromOpeningToClosing) {
  ASSERT_EQ(demo().exit, 0);
  const auto whole = on_book("account statement c:QH02:wage_bank:icbc --json").json();
  EXPECT_EQ(text(whole, "opening"), "0.00");
  EXPECT_EQ(text(whole, "closing"), "532.17");
  EXPECT_EQ(text(whole.find("lines")->items()->back(), "balance"), "532.17");
  const auto part = on_book(
                        "account statement c:QH02:wage_bank:icbc --from 2026-11-13 --to "
                        "2026-11-13 --json")
                        .json();
  EXPECT_EQ(text(part, "opening"), "55310.97");
  EXPECT_EQ(text(part, "closing"), "115310.97");
  ASSERT_EQ(part.find("lines")->items()->size(), 1U);
  EXPECT_EQ(text(part.find("lines")->items()->front(), "amount"), "60000.00");
}

TEST_F(Program, ListsAccountsByTheirPrefix) {
  load();
  const auto json = on_book("account list c:QH01:suspense --json").json();
  ASSERT_EQ(json.find("accounts")->items()->size(), 2U);
  EXPECT_EQ(text(json.find("accounts")->items()->front(), "account"), "c:QH01:suspense_in");
  EXPECT_EQ(text(json.find("accounts")->items()->front(), "normal"), "credit");
}

TEST_F(Program, VerifyAnswersInTheAgreedShape) {
  load();
  const auto json = on_book("ledger verify --json").json();
  EXPECT_EQ(text(json, "ok"), "true");
  EXPECT_EQ(text(json, "entries"), "1");
  EXPECT_NE(json.find("postings")->integer(), nullptr);
  EXPECT_EQ(text(json, "head").size(), 64U);
  EXPECT_EQ(text(json, "findings"), "[]");
}

TEST_F(Program, ReconcileShowsEveryStatementInBalance) {
  ASSERT_EQ(demo().exit, 0);
  const auto json = on_book("reconcile show --project QH01 --json").json();
  EXPECT_EQ(text(json, "balances"), "true");
  ASSERT_EQ(json.find("statements")->items()->size(), 4U);
  for (const auto& one : *json.find("statements")->items()) {
    EXPECT_EQ(text(one, "state"), "reconciled");
    EXPECT_EQ(text(one, "entries_add_up"), "true");
  }
}

TEST_F(Program, ReconcileOfADayWithoutAStatementSaysSo) {
  ASSERT_EQ(demo().exit, 0);
  for (const char* command : {"reconcile show", "reconcile run --actor li.clerk"}) {
    const auto ran = on_book(std::string(command) + " --project QH01 --on 2026-11-08 --json");
    EXPECT_EQ(ran.exit, 1) << command;
    EXPECT_EQ(text(*ran.json().find("error"), "code"), "payments.statement-missing") << command;
  }
}

TEST_F(Program, ReconcileWithoutAnyStatementIsNotInBalance) {
  load();
  const auto ran = on_book("reconcile show --project QH01 --json");
  EXPECT_EQ(text(ran.json(), "balances"), "null");
  EXPECT_NE(on_book("reconcile show --project QH01").out.find("No statement"), std::string::npos);
}

TEST_F(Program, AStatementWithSuspenseIsNotCalledReconciled) {
  load();
  auto bytes = read(county("statement-QH02-20261106.xml"));
  bytes.replace(bytes.find("FD-QH02-202610"), 14, "FD-OF-NOBODY-1");
  const auto statement = write("credit.xml", bytes);
  const std::string by = " --actor chen.clerk --now 2026-11-06T23:00:00+08:00";
  ASSERT_EQ(on_book("bank import " + statement + by).exit, 0);
  const auto ran = on_book("reconcile run --project QH02" + by);
  EXPECT_NE(ran.out.find("(2026-11-06): 1 in suspense: 208000.00\n"), std::string::npos) << ran.out;
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

TEST_F(Program, ShowsABatchWithItsLinesAndFiles) {
  ASSERT_EQ(demo().exit, 0);
  const auto json = on_book("payroll show QH02-202610-01 --json").json();
  EXPECT_EQ(text(json, "state"), "closed");
  EXPECT_EQ(json.find("items")->items()->size(), 40U);
  EXPECT_EQ(json.find("files")->items()->size(), 2U);
  const auto list = on_book("payroll list --project QH02 --json").json();
  EXPECT_EQ(list.find("batches")->items()->size(), 2U);
}

TEST_F(Program, TellsItsVersionsAndLibraries) {
  const auto json = line("version --json").json();
  EXPECT_EQ(names_of(json),
            (std::vector<std::string>{"version", "commit", "compiler", "formats", "libraries"}));
  EXPECT_NE(json.find("libraries")->find("lmdb"), nullptr);
}

}  // namespace
}  // namespace anxin::cli
