// ledger apply / head / verify / export / feed
#include <fcntl.h>
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <cerrno>
#include <cstring>
#include <ostream>

#include "api/cli/commands.h"
#include "api/cli/in_child.h"
#include "api/cli/ledger_view.h"
#include "api/cli/line_source.h"
#include "api/cli/open_book.h"
#include "api/json/journal_json.h"
#include "api/json/ledger_json.h"
#include "api/views/book.h"
#include "ledger/base/invariant.h"
#include "ledger/base/text.h"
#include "ledger/service/export_journal.h"

namespace anxin::cli {
namespace {

constexpr std::chrono::seconds kMetricsPeriod{5};  // monitoring mostly looks every 15 s

constexpr std::size_t kFeedEntriesMax = 10'000;  // as much as one snapshot should have to give

struct LedgerOptions {
  std::string file;
  std::string clock;
  std::string metrics;
  std::string anchor;
  std::string format;
  std::uint64_t after = 0;
  std::size_t limit = 1'000;
};

// What the writer does, in a file that monitoring reads (a "textfile" of Prometheus).
class MetricsFile {
 public:
  MetricsFile(std::string path, const ledger::Writer& writer, const Clock& clock)
      : path_(std::move(path)), writer_(writer), clock_(clock) {}

  Result<void> write() {
    if (path_.empty()) return {};
    written_ = clock_.elapsed();
    return write_file(path_, ledger::to_prometheus(writer_.metrics(), writer_.store().status()),
                      FileUse::monitoring);
  }
  Result<void> write_if_due() {
    return !written_ || clock_.elapsed() - *written_ >= kMetricsPeriod ? write() : Result<void>();
  }

 private:
  std::string path_;
  const ledger::Writer& writer_;
  const Clock& clock_;
  std::optional<std::chrono::nanoseconds> written_;
};

// One JSON object a line in, one answer a line out, in order.
class ApplyRun {
 public:
  ApplyRun(Context& context, ledger::Writer& writer, ManualClock& clock,
           const LedgerOptions& options)
      : context_(context),
        writer_(writer),
        clock_(clock),
        line_clock_(options.clock == "line"),
        metrics_(options.metrics, writer, context.world().clock) {}

  Result<void> write_metrics() { return metrics_.write(); }

  void answer_all(LineSource& lines) {
    for (;;) {
      if (!lines.ready()) flush();  // nobody waits for an answer while we wait for input
      const auto line = lines.next();
      if (!line) break;
      take(*line);
      if (writer_.stopped()) break;
    }
    flush();
  }

 private:
  void take(const std::string& line) {
    auto parsed = json::parse_apply_line(line);
    if (parsed) {
      if (const auto fault = set_time(parsed->at)) parsed = tl::make_unexpected(*fault);
    }
    if (!parsed) {
      flush();
      return print(json::refusal_json(parsed.error(), sentence()));
    }
    if (auto* command = std::get_if<book::Command>(&parsed->request)) {
      return submit(std::move(*command));
    }
    flush();
    answer(std::get<json::Question>(parsed->request));
  }

  // With --clock line every line says when it happened, never earlier than the one before.
  std::optional<Fault> set_time(const std::optional<Instant>& at) {
    if (at.has_value() != line_clock_ || (at && *at < clock_.now())) {
      return Fault{book::kMalformed, -1, "/at", {}};
    }
    if (at) clock_.set(*at);
    return std::nullopt;
  }

  void submit(book::Command command) {
    command.actor = context_.options().actor;
    command.caller = book::Caller::bare_on_payments;
    if (line_clock_) command.at = clock_.now();
    writer_.submit(std::move(command), [this](Result<ledger::Receipt> result) {
      print(result ? json::receipt_json(*result) : json::refusal_json(result.error(), sentence()));
    });
    if (++queued_ >= ledger::kGroupCommandsMax) flush();
  }

  void answer(const json::Question& question) {
    const auto reader = ledger::Reader::open(writer_, writer_.now());
    auto found = reader ? json::answer(*reader, question, writer_.now())
                        : Result<Json>(tl::make_unexpected(reader.error()));
    print(found ? *found : json::refusal_json(found.error(), sentence()));
  }

  void flush() {
    while (writer_.pump()) {
    }
    queued_ = 0;
    context_.out().flush();
    // Answers go on without it; the last one, at the end, is not forgiven.
    [[maybe_unused]] const auto written = metrics_.write_if_due();
  }

  void print(const Json& json) { context_.print(json); }
  [[nodiscard]] json::Sentence sentence() const {
    return [this](const Fault& fault) { return context_.sentence(fault); };
  }

  Context& context_;
  ledger::Writer& writer_;
  ManualClock& clock_;
  bool line_clock_;
  MetricsFile metrics_;
  std::size_t queued_ = 0;
};

// A descriptor that is closed again, standard input excepted.
class Input {
 public:
  Input(Context& context, const std::string& path)
      : own_(path != "-"),
        descriptor_(own_ ? ::open(path.c_str(), O_RDONLY | O_CLOEXEC) : context.world().input) {}
  ~Input() {
    if (own_ && descriptor_ >= 0) ::close(descriptor_);
  }
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;
  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  bool own_;
  int descriptor_;
};

Result<Exit> apply(Context& context, const LedgerOptions& options) {
  if (context.options().dry_run) return fail(kUsageDryRun);
  const Input input(context, options.file);
  if (input.descriptor() < 0) {
    return fail(kFileUnreadable, {{"path", options.file}, {"cause", std::strerror(errno)}});
  }
  const auto folder = LEDGER_TRY(context.data_folder());
  const auto store = LEDGER_TRY(context.world().stores.open(folder, store::Access::write));
  const bool line_clock = options.clock == "line";
  ManualClock manual(LEDGER_TRY(command_time(context, *store)));
  const auto reader = LEDGER_TRY(ledger::Reader::open(*store, manual.now()));
  const bool simulated = reader.book().clock == store::ClockKind::simulated;
  if (line_clock && !simulated) return fail(kUsageClock);
  const Clock& clock = simulated ? static_cast<const Clock&>(manual) : context.world().clock;
  const auto writer = LEDGER_TRY(ledger::Writer::open(*store, clock, ledger::Overlap::on));
  LineSource lines(input.descriptor());
  ApplyRun run(context, *writer, manual, options);
  LEDGER_CHECK(run.write_metrics());
  run.answer_all(lines);
  // Every line has been answered: a checkpoint that finds no room costs the next opening, no more.
  [[maybe_unused]] const auto kept = writer->stopped() ? Result<void>() : writer->checkpoint();
  const auto written = run.write_metrics();
  if (writer->stopped()) return Exit::outcome_unknown;
  LEDGER_CHECK(written);
  if (lines.failed()) return fail(kFileUnreadable, {{"path", options.file}, {"cause", "read"}});
  return Exit::done;
}

Result<Exit> head(Context& context, const LedgerOptions&) {
  const auto book = LEDGER_TRY(ReadableBook::open(context));
  const auto reader = LEDGER_TRY(book.read());
  const auto& at = reader.head();
  if (context.options().json) {
    context.print(views::head_view(reader));
  } else {
    context.out() << context.say("cli.ledger.head", {{"entry", std::to_string(at.entry)},
                                                     {"digest", at.digest.hex()},
                                                     {"postings", std::to_string(at.postings)}})
                  << '\n';
  }
  return Exit::done;
}

// A head that was printed or mailed earlier: "ENTRY:DIGEST".
struct PrintedHead {
  book::EntryNumber entry = 0;
  Digest digest;
};
Result<PrintedHead> parse_anchor(const std::string& text) {
  const auto parts = split(text, ':');
  const auto entry = parts.size() == 2 ? parse_number(parts[0]) : std::nullopt;
  const auto digest = parts.size() == 2 ? Digest::from_hex(parts[1]) : std::nullopt;
  if (!entry || !digest) return fail(kUsageAnchor, {{"text", text}});
  return PrintedHead{*entry, *digest};
}

// A book that was written anew as a whole proves itself; only an earlier head tells.
Result<void> compare(const store::Store& store, Instant now, const PrintedHead& printed,
                     ledger::VerifyReport& report) {
  const auto reader = LEDGER_TRY(ledger::Reader::open(store, now));
  if (reader.digest(printed.entry) == printed.digest) return {};
  report.findings.push_back({ledger::kAnchorDiffers, "entry " + std::to_string(printed.entry)});
  return {};
}

// A damaged file can end the process that reads it, so a child looks at it.
Result<Exit> verify(Context& context, const LedgerOptions& options) {
  std::optional<PrintedHead> printed;
  if (!options.anchor.empty()) printed = LEDGER_TRY(parse_anchor(options.anchor));
  const auto exit = run_in_child(context, [&]() -> Result<Exit> {
    const auto book = LEDGER_TRY(ReadableBook::open_unread(context));
    auto report = LEDGER_TRY(verify_all(context, book.store(), book.now()));
    if (printed && report.ok()) {
      LEDGER_CHECK(compare(book.store(), book.now(), *printed, report));
    }
    print_report(context, report);
    if (report.ok()) note_done(context, "verify", report.head);
    return report.ok() ? Exit::done : Exit::damaged;
  });
  if (exit) return *exit;
  print_report(context, {{}, {{ledger::kVerifyCrashed, "data.mdb"}}});
  return Exit::damaged;
}

Result<Exit> export_book(Context& context, const LedgerOptions& options) {
  const auto format = ledger::parse_journal_format(options.format);
  const bool ndjson = options.format == "ndjson";
  if (!format && !ndjson) return fail(kUsageFormat, {{"format", options.format}});
  const auto book = LEDGER_TRY(ReadableBook::open(context));
  if (ndjson) {
    LEDGER_CHECK(json::export_ndjson(book.store(), context.out()));
    return Exit::done;
  }
  LEDGER_CHECK(ledger::export_journal(book.store(), *format, context.out()));
  return Exit::done;
}

// Entries after a number: ask again with the last one that was printed.
Result<Exit> feed(Context& context, const LedgerOptions& options) {
  const auto book = LEDGER_TRY(ReadableBook::open(context));
  const auto snapshot = LEDGER_TRY(book.store().snapshot());
  json::JournalFeed entries(options.after);
  LEDGER_CHECK(entries.write(*snapshot, {options.limit}, context.out()));
  return Exit::done;
}

}  // namespace

void add_ledger_commands(CLI::App& root, Context& context, Runner& runner) {
  auto options = std::make_shared<LedgerOptions>();
  auto& noun = add_command(root, context, "ledger", "cli.help.ledger");
  noun.require_subcommand(1);
  const auto verb = [&](const std::string& name,
                        Result<Exit> (*work)(Context&, const LedgerOptions&)) -> CLI::App& {
    auto& added = add_command(noun, context, name, "cli.help.ledger." + name);
    runner.on(added, [options, work](Context& c) { return work(c, *options); });
    return added;
  };
  auto& apply_verb = verb("apply", apply);
  apply_verb.add_option("file", options->file, context.say("cli.option.ndjson"))->required();
  apply_verb.add_option("--clock", options->clock, context.say("cli.option.clock"))
      ->check(CLI::IsMember({"line"}));
  apply_verb.add_option("--metrics", options->metrics, context.say("cli.option.metrics"));
  verb("head", head);
  verb("verify", verify).add_option("--anchor", options->anchor, context.say("cli.option.anchor"));
  auto& export_verb = verb("export", export_book);
  export_verb.add_option("--format", options->format, context.say("cli.option.format"))->required();
  auto& feed_verb = verb("feed", feed);
  feed_verb.add_option("--after", options->after, context.say("cli.option.after"));
  feed_verb.add_option("--limit", options->limit, context.say("cli.option.limit"))
      ->check(CLI::Range(std::size_t{1}, kFeedEntriesMax));
  add_upkeep_commands(noun, context, runner);
}

}  // namespace anxin::cli
