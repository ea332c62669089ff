// payroll sheet / voucher / slips: papers to print
#include <CLI/CLI.hpp>
#include <ostream>

#include "api/cli/commands.h"
#include "api/cli/open_book.h"
#include "api/cli/speaker.h"
#include "api/cli/views.h"
#include "api/paper/wage_papers.h"
#include "api/views/papers.h"

namespace anxin::cli {
namespace {

namespace fs = std::filesystem;

using paper::Paper;
using payments::PayrollPaperService;

constexpr std::size_t kProgressEvery = 100;  // a few seconds of writing

struct PrintOptions {
  std::string batch;
  std::string out;
};

/// A paper and the file that it goes to. No personal data stands in a name.
struct NamedPaper {
  std::string name;
  Paper paper;
};

std::string numbered(std::size_t number) {
  const auto digits = std::to_string(number);
  return std::string(digits.size() < 3 ? 3 - digits.size() : 0, '0') + digits;
}

std::vector<NamedPaper> sheet_papers(const paper::Speaker& say,
                                     const payments::TeamSheets& sheets) {
  std::vector<NamedPaper> papers;
  for (const auto& team : sheets.teams) {
    papers.push_back({sheets.head.batch + "-sheet-" + numbered(papers.size() + 1),
                      paper::team_sheet(say, sheets.head, team)});
  }
  return papers;
}

std::vector<NamedPaper> voucher_papers(const paper::Speaker& say,
                                       const payments::Vouchers& vouchers) {
  std::vector<NamedPaper> papers;
  for (const auto& one : vouchers.employers) {
    papers.push_back({vouchers.head.batch + "-voucher-" + one.employer,
                      paper::voucher_paper(say, vouchers.head, one)});
  }
  return papers;
}

std::vector<NamedPaper> slip_papers(const paper::Speaker& say, const payments::WorkerSlips& slips) {
  std::vector<NamedPaper> papers;
  for (const auto& worker : slips.workers) {
    papers.push_back({slips.head.batch + "-slip-" + worker.slip.worker,
                      paper::slip_paper(say, slips.head, worker)});
  }
  return papers;
}

Result<void> make_folder(const std::string& path) {
  std::error_code fault;
  fs::create_directories(path, fault);
  if (fault) return fail(kFileUnreadable, {{"path", path}, {"cause", fault.message()}});
  return check_writable(path);
}

void tell_progress(Context& context, std::size_t done, std::size_t count) {
  const bool quiet = context.options().json || count <= kProgressEvery;
  if (quiet || done % kProgressEvery != 0) return;
  context.world().err << context.say("cli.paper.progress", {{"done", std::to_string(done)},
                                                            {"count", std::to_string(count)}})
                      << '\n'
                      << std::flush;
}

Result<Exit> write_papers(Context& context, const std::vector<NamedPaper>& papers,
                          const std::string& folder) {
  std::vector<std::string> files;
  const auto tag = speaker_of(context).tag;
  for (std::size_t at = 0; at < papers.size(); ++at) {
    const auto path = (fs::path(folder) / (papers[at].name + ".html")).string();
    LEDGER_CHECK(write_file(path, paper::to_html(papers[at].paper, tag)));
    files.push_back(path);
    tell_progress(context, at + 1, papers.size());
  }
  if (context.options().json) {
    context.print(views::written_view(files));
  } else {
    context.out() << context.say("cli.paper.written",
                                 {{"count", std::to_string(papers.size())}, {"folder", folder}})
                  << '\n';
  }
  return Exit::done;
}

// Opens the book, asks the service, prints what it answers.
template <class Facts>
using Ask = Result<Facts> (PayrollPaperService::*)(const payments::Caller&,
                                                   const std::string&) const;
template <class Facts>
using Compose = std::vector<NamedPaper> (*)(const paper::Speaker&, const Facts&);

template <class Facts, Ask<Facts> ask, Compose<Facts> compose>
Result<Exit> print(Context& context, const PrintOptions& options) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::read));
  const PayrollPaperService service(book->payments());
  const auto facts = LEDGER_TRY((service.*ask)(context.caller(), options.batch));
  LEDGER_CHECK(make_folder(options.out));
  return write_papers(context, compose(speaker_of(context), facts), options.out);
}

}  // namespace

void add_payroll_prints(CLI::App& payroll, Context& context, Runner& runner) {
  auto options = std::make_shared<PrintOptions>();
  const auto verb = [&](const std::string& name,
                        Result<Exit> (*work)(Context&, const PrintOptions&)) {
    auto& added = add_command(payroll, context, name, "cli.help.payroll." + name);
    added.add_option("batch", options->batch, context.say("cli.option.batch"))->required();
    added.add_option("--out", options->out, context.say("cli.option.paper-folder"))->required();
    runner.on(added, [options, work](Context& c) { return work(c, *options); });
  };
  using Service = PayrollPaperService;
  verb("sheet", print<payments::TeamSheets, &Service::sheets, sheet_papers>);
  verb("voucher", print<payments::Vouchers, &Service::vouchers, voucher_papers>);
  verb("slips", print<payments::WorkerSlips, &Service::slips, slip_papers>);
}

}  // namespace anxin::cli
