// The whole program in process: arguments in, streams and an exit code out, as scripts see it.
//
// Role: the tests of the command line.
#pragma once

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>

#include "api/app/lmdb_stores.h"
#include "api/cli/commands.h"
#include "api/json/json.h"
#include "payments/rules/builtin_data.h"
#include "payments/rules/builtin_rules.h"
#include "tests/support/book_builder.h"

namespace anxin::cli {

namespace fs = std::filesystem;

inline std::string fixture(const std::string& name) {
  return std::string(ANXIN_FIXTURES) + "/" + name;
}
inline std::string county(const std::string& name) { return fixture("county/" + name); }

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

inline std::string text(const Json& json, std::string_view name) {
  const auto* found = json.find(name);
  if (found == nullptr) return "(absent)";
  return found->text() != nullptr ? *found->text() : found->dump();
}

using Names = std::vector<std::string>;

inline std::string error_code(const Ran& ran) {
  const auto json = ran.json();
  const auto* error = json.find("error");
  return error == nullptr ? "(no error)" : text(*error, "code");
}

inline const Json& item(const Json& json, std::string_view list, std::size_t at) {
  return json.find(list)->items()->at(at);
}

inline Names names_of(const Json& json) {
  Names names;
  for (const auto& [name, value] : *json.members()) names.push_back(name);
  return names;
}

// A folder, an environment, a clock; every run begins where the last ended.
class Program : public testing::Test {
 protected:
  Program()
      : data_{payments::builtin_captions(),          payments::builtin_bank_profiles(),
              payments::builtin_calendar(),          payments::builtin_rules(),
              payments::builtin_outgoing_profiles(), payments::builtin_incoming_profiles()} {}

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

}  // namespace anxin::cli
