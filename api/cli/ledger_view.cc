#include "api/cli/ledger_view.h"

#include <fmt/format.h>
#include <unistd.h>

#include <ostream>

#include "api/cli/open_book.h"
#include "api/views/book.h"
#include "ledger/base/bytes.h"
#include "ledger/service/reader.h"
#include "payments/service/identities.h"

namespace anxin::cli {
namespace {

constexpr std::string_view kDoneFile = "last-done.json";

}  // namespace

ProgressLine::ProgressLine(Context& context)
    : context_(context),
      terminal_(::isatty(STDERR_FILENO) == 1 && !context.options().json),
      begun_(context.world().clock.now()) {}

ProgressLine::~ProgressLine() {
  if (shown_) context_.world().err << "\r\x1b[K" << std::flush;
}

void ProgressLine::show(book::EntryNumber done, book::EntryNumber all) {
  if (!terminal_ || done == 0 || all == 0) return;
  shown_ = true;
  const auto passed =
      std::chrono::duration_cast<std::chrono::milliseconds>(context_.world().clock.now() - begun_);
  const auto left = passed.count() * static_cast<std::int64_t>(all - std::min(done, all)) /
                    static_cast<std::int64_t>(done) / 1'000;
  context_.world().err << '\r'
                       << context_.say("cli.progress",
                                       {{"done", std::to_string(done)},
                                        {"all", std::to_string(all)},
                                        {"percent", std::to_string(100 * done / all)},
                                        {"left", std::to_string(left)}})
                       << "\x1b[K" << std::flush;
}

Result<ledger::VerifyReport> verify_all(Context& context, const store::Store& store, Instant now) {
  ledger::VerifyReport report;
  {
    ProgressLine line(context);
    report = LEDGER_TRY(ledger::verify(store, [&](auto done, auto all) { line.show(done, all); }));
  }
  if (!report.ok()) return report;  // on a damaged book the identities say nothing more
  const auto reader = LEDGER_TRY(ledger::Reader::open(store, now));
  for (auto& broken : payments::broken_identities(reader)) {
    report.findings.push_back(std::move(broken));
  }
  return report;
}

void print_report(Context& context, const ledger::VerifyReport& report) {
  if (context.options().json) return context.print(views::verify_view(report));
  for (const auto& finding : report.findings) {
    context.out() << "  " << finding.place << ": " << context.say(finding.code.word()) << " ["
                  << finding.code.word() << "]\n";
  }
  context.out() << context.say(report.ok() ? "cli.verify.ok" : "cli.verify.damaged",
                               {{"entries", std::to_string(report.head.entry)},
                                {"postings", std::to_string(report.head.postings)},
                                {"head", report.head.digest.hex()},
                                {"findings", std::to_string(report.findings.size())}})
                << '\n';
}

Json last_done(Context& context) {
  const auto folder = context.data_folder();
  const auto text = folder ? read_file(context, (*folder / kDoneFile).string())
                           : Result<std::string>(tl::make_unexpected(folder.error()));
  auto json = text ? json::parse(*text) : std::nullopt;
  if (!json || json->members() == nullptr) return Json::object();
  return *json;
}

void note_done(Context& context, std::string_view what, const book::Head& head) {
  const auto folder = context.data_folder();
  if (!folder) return;
  Json done = Json::object();
  const auto before = last_done(context);
  for (const auto& [name, value] : *before.members()) {
    if (name != what) done.set(name, value);
  }
  Json one = Json::object();
  one.set("at", to_string(context.world().clock.now())).set("entry", head.entry);
  one.set("head", head.digest.hex());
  done.set(what, std::move(one));
  [[maybe_unused]] const auto kept = write_file((*folder / kDoneFile).string(), done.dump() + "\n");
}

}  // namespace anxin::cli
