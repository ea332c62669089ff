#include "api/cli/demo.h"

#include <ostream>
#include <vector>

#include "api/cli/commands.h"
#include "ledger/base/text.h"

namespace anxin::cli {
namespace {

namespace fs = std::filesystem;

// A step of the story: what is told, which command runs, how it must end.
struct Step {
  const char* told;  ///< key of the narration, empty for none
  const char* now;   ///< when it happens, Shanghai time; empty where time does not matter
  std::string command;
  Exit expected = Exit::done;
};

// {f} the fixtures, {o} the folder for bank files.
const std::vector<Step>& story() {
  static const std::vector<Step> kStory{
      {"demo.init", "2026-11-02T09:00:00+08:00",
       "init --region 360799 --name 青禾县（虚构） --simulated-clock"},
      {"demo.load", "2026-11-02T09:30:00+08:00", "load {f} --actor zhao.regulator"},
      {"demo.funding-due", "2026-11-05T09:00:00+08:00",
       "funding due --project QH01 --month 2026-10 --actor li.clerk"},
      {"", "2026-11-05T09:05:00+08:00",
       "funding due --project QH02 --month 2026-10 --actor chen.clerk"},
      {"demo.funding", "2026-11-06T15:00:00+08:00",
       "funding receive --project QH01 --amount 2100000.00 --reference FD-QH01-202610 --actor "
       "bank.ccb"},
      {"", "2026-11-06T15:05:00+08:00",
       "funding receive --project QH02 --amount 208000.00 --reference FD-QH02-202610 --actor "
       "bank.icbc"},
      {"", "2026-11-06T23:00:00+08:00",
       "bank import {f}/statement-QH01-20261106.xml --actor bank.ccb"},
      {"", "2026-11-06T23:05:00+08:00",
       "bank import {f}/statement-QH02-20261106.xml --actor bank.icbc"},
      {"", "2026-11-06T23:10:00+08:00",
       "reconcile run --project QH01 --on 2026-11-06 --actor li.clerk"},
      {"", "2026-11-06T23:15:00+08:00",
       "reconcile run --project QH02 --on 2026-11-06 --actor chen.clerk"},
      {"demo.refused", "2026-11-10T09:00:00+08:00",
       "payroll check {f}/wages-2026-10-QH01-refused.csv --project QH01 --month 2026-10",
       Exit::bad_data},
      {"demo.submit", "2026-11-10T10:00:00+08:00",
       "payroll check {f}/wages-2026-10-QH01.csv --project QH01 --month 2026-10"},
      {"", "2026-11-10T10:10:00+08:00",
       "payroll submit {f}/wages-2026-10-QH01.csv --project QH01 --month 2026-10 --confirmed "
       "--actor li.clerk"},
      {"demo.submit-second", "2026-11-10T11:00:00+08:00",
       "payroll submit {f}/wages-2026-10-QH02.csv --project QH02 --month 2026-10 --confirmed "
       "--actor chen.clerk"},
      {"demo.four-eyes", "2026-11-11T09:00:00+08:00",
       "payroll approve QH01-202610-01 --actor li.second", Exit::not_permitted},
      {"demo.approve", "2026-11-11T09:30:00+08:00",
       "payroll approve QH01-202610-01 --actor zhang.manager"},
      {"", "2026-11-11T09:40:00+08:00", "payroll approve QH02-202610-01 --actor wu.manager"},
      {"demo.instruct", "2026-11-11T10:00:00+08:00",
       "payroll instruct QH01-202610-01 --out {o} --actor zhang.manager"},
      {"demo.shortfall", "2026-11-11T10:30:00+08:00",
       "payroll instruct QH02-202610-01 --out {o} --actor wu.manager", Exit::refused},
      {"demo.choice", "2026-11-11T10:40:00+08:00",
       "payroll instruct QH02-202610-01 --on-shortfall teams=土方一班 --out {o} --actor "
       "wu.manager"},
      {"demo.results", "2026-11-12T16:00:00+08:00",
       "bank import {f}/result-QH01-202610-01-F1.xml --actor bank.ccb"},
      {"", "2026-11-12T16:05:00+08:00",
       "bank import {f}/result-QH02-202610-01-F1.xml --actor bank.icbc"},
      {"demo.batch", "2026-11-12T16:10:00+08:00", "payroll show QH01-202610-01"},
      {"demo.statement-net", "2026-11-12T23:00:00+08:00",
       "bank import {f}/statement-QH01-20261112.xml --actor bank.ccb"},
      {"", "2026-11-12T23:10:00+08:00",
       "reconcile run --project QH01 --on 2026-11-12 --actor li.clerk"},
      {"demo.statement-gross", "2026-11-12T23:20:00+08:00",
       "bank import {f}/statement-QH02-20261112.xml --actor bank.icbc"},
      {"", "2026-11-12T23:30:00+08:00",
       "reconcile run --project QH02 --on 2026-11-12 --actor chen.clerk"},
      {"demo.overview", "2026-11-12T23:40:00+08:00", "overview"},
      {"demo.return", "2026-11-13T23:00:00+08:00",
       "bank import {f}/statement-QH01-20261113.xml --actor bank.ccb"},
      {"", "2026-11-13T23:10:00+08:00",
       "reconcile run --project QH01 --on 2026-11-13 --actor li.clerk"},
      {"demo.top-up", "2026-11-13T14:00:00+08:00",
       "funding receive --project QH02 --from contractor --amount 60000.00 --reference "
       "TU-QH02-202610 --on 2026-11-13 --actor chen.clerk"},
      {"", "2026-11-13T23:20:00+08:00",
       "bank import {f}/statement-QH02-20261113.xml --actor bank.icbc"},
      {"", "2026-11-13T23:30:00+08:00",
       "reconcile run --project QH02 --on 2026-11-13 --actor chen.clerk"},
      {"demo.repair", "2026-11-16T09:00:00+08:00",
       "payroll repair {f}/repair-QH01.csv --project QH01 --month 2026-10 --actor li.clerk"},
      {"", "2026-11-16T09:10:00+08:00",
       "payroll repair {f}/repair-QH02.csv --project QH02 --month 2026-10 --actor chen.clerk"},
      {"demo.repair-approve", "2026-11-16T10:00:00+08:00",
       "payroll approve QH01-202610-02 --actor zhang.manager"},
      {"", "2026-11-16T10:05:00+08:00", "payroll approve QH02-202610-02 --actor wu.manager"},
      {"", "2026-11-16T10:10:00+08:00",
       "payroll instruct QH01-202610-02 --out {o} --actor zhang.manager"},
      {"", "2026-11-16T10:15:00+08:00",
       "payroll instruct QH02-202610-02 --out {o} --actor wu.manager"},
      {"", "2026-11-16T10:20:00+08:00",
       "payroll instruct QH02-202610-01 --out {o} --actor wu.manager"},
      {"demo.last-results", "2026-11-17T16:00:00+08:00",
       "bank import {f}/result-QH01-202610-02-F1.xml --actor bank.ccb"},
      {"", "2026-11-17T16:05:00+08:00",
       "bank import {f}/result-QH02-202610-02-F1.xml --actor bank.icbc"},
      {"", "2026-11-17T16:10:00+08:00",
       "bank import {f}/result-QH02-202610-01-F2.xml --actor bank.icbc"},
      {"", "2026-11-17T23:00:00+08:00",
       "bank import {f}/statement-QH01-20261117.xml --actor bank.ccb"},
      {"", "2026-11-17T23:05:00+08:00",
       "bank import {f}/statement-QH02-20261117.xml --actor bank.icbc"},
      {"demo.reconcile-last", "2026-11-17T23:10:00+08:00",
       "reconcile run --project QH01 --on 2026-11-17 --actor li.clerk"},
      {"", "2026-11-17T23:15:00+08:00",
       "reconcile run --project QH02 --on 2026-11-17 --actor chen.clerk"},
      {"demo.end", "2026-11-17T23:30:00+08:00", "overview"},
      {"demo.trial", "", "account trial"},
      {"demo.verify", "", "ledger head"},
      {"", "", "ledger verify"},
  };
  return kStory;
}

class Teller {
 public:
  Teller(Context& context, std::string fixtures, fs::path out)
      : context_(context), fixtures_(std::move(fixtures)), out_(std::move(out)) {}

  Exit tell() {
    std::size_t number = 0;
    for (const auto& step : story()) {
      ++number;
      if (number == 1 && exists_already()) {
        context_.out() << context_.say("demo.again") << "\n";
        continue;
      }
      if (run(step, number) != step.expected) {
        context_.world().err << context_.say("demo.unexpected", {{"step", std::to_string(number)}})
                             << '\n';
        return Exit::refused;
      }
    }
    context_.out() << '\n' << context_.say("demo.done") << '\n';
    return Exit::done;
  }

 private:
  [[nodiscard]] bool exists_already() const {
    std::error_code error;
    return fs::exists(fs::path(context_.options().data) / "data.mdb", error);
  }

  Exit run(const Step& step, std::size_t number) {
    if (*step.told != '\0') {
      context_.out() << '\n' << "── " << context_.say(step.told) << '\n';
    }
    std::string date(step.now);
    context_.out() << '\n'
                   << (date.empty() ? "" : date.substr(0, 10) + "  ") << "$ anxin "
                   << filled(step.command) << '\n';
    context_.out().flush();
    return cli::run(context_.world(), arguments(step, number));
  }

  std::vector<std::string> arguments(const Step& step, std::size_t number) const {
    std::vector<std::string> words;
    for (const auto word : split(step.command, ' ')) words.push_back(filled(std::string(word)));
    const auto& options = context_.options();
    words.insert(words.end(), {"--data", options.data, "--key", "demo-" + std::to_string(number)});
    words.insert(words.end(), {"--lang", context_.language() == Language::english ? "en" : "zh"});
    if (*step.now != '\0') words.insert(words.end(), {"--now", step.now});
    if (!options.master_key.empty())
      words.insert(words.end(), {"--master-key", options.master_key});
    return words;
  }

  [[nodiscard]] std::string filled(std::string text) const {
    const auto replace = [&](const std::string& hole, const std::string& value) {
      for (auto at = text.find(hole); at != std::string::npos; at = text.find(hole)) {
        text.replace(at, hole.size(), value);
      }
    };
    replace("{f}", fixtures_);
    replace("{o}", out_.string());
    return text;
  }

  Context& context_;
  std::string fixtures_;
  fs::path out_;
};

}  // namespace

Result<Exit> run_demo(Context& context, const std::string& fixtures) {
  const auto folder = LEDGER_TRY(context.data_folder());
  std::error_code error;
  if (!fs::exists(fs::path(fixtures) / "county.toml", error)) {
    return fail(kFileUnreadable, {{"path", fixtures}, {"cause", "county.toml"}});
  }
  const auto out = folder.parent_path() / "bank-files";
  fs::create_directories(out, error);
  if (error) return fail(kFileUnreadable, {{"path", out.string()}, {"cause", error.message()}});
  return Teller(context, fixtures, out).tell();
}

}  // namespace anxin::cli
