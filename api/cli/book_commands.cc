// init, load, overview
#include <CLI/CLI.hpp>
#include <algorithm>
#include <ostream>

#include "api/cli/commands.h"
#include "api/cli/open_book.h"
#include "api/cli/table.h"
#include "api/cli/views.h"
#include "api/views/book.h"
#include "api/views/overview.h"
#include "api/views/receipt.h"
#include "api/views/refusal.h"
#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/service/master_data_service.h"
#include "payments/service/overview.h"

namespace anxin::cli {
namespace {

namespace fs = std::filesystem;

struct InitOptions {
  std::string region;
  std::string name;
  bool simulated = false;
};

Result<Exit> init(Context& context, const InitOptions& options) {
  if (context.options().dry_run) return fail(kUsageDryRun);
  if (options.region.size() != 6 || !all_digits(options.region)) return fail(kUsageRegion);
  if (context.given_now() && !options.simulated) return fail(kUsageClock);
  store::BookIdentity identity;
  identity.id = to_hex(context.world().entropy.bytes(16));
  identity.region = options.region;
  identity.name = options.name;
  identity.clock = options.simulated ? store::ClockKind::simulated : store::ClockKind::system;
  // A simulated book begins at the beginning of time unless told otherwise.
  identity.created =
      options.simulated ? context.given_now().value_or(Instant{}) : context.world().clock.now();
  const auto folder = LEDGER_TRY(context.data_folder());
  LEDGER_CHECK(make_master_key(context));  // first: a book must never outlive the making of its key
  LEDGER_CHECK(context.world().stores.create(folder, ledger::first_contents(identity)));
  const auto book = LEDGER_TRY(ReadableBook::open(context));
  const auto reader = LEDGER_TRY(book.read());
  if (context.options().json) {
    context.print(views::new_book_view(reader));
  } else {
    context.out() << context.say("cli.init.done", {{"book", identity.id},
                                                   {"path", folder.string()},
                                                   {"key", context.master_key_file().string()}})
                  << '\n';
  }
  return Exit::done;
}

// Files named, and of folders named their *.toml and roster-*.csv, in name order.
Result<std::vector<payments::NamedFile>> collect(Context& context,
                                                 const std::vector<std::string>& paths) {
  std::vector<fs::path> found;
  for (const auto& path : paths) {
    std::error_code error;
    if (!fs::is_directory(path, error)) {
      found.emplace_back(path);
      continue;
    }
    std::vector<fs::path> inside;
    for (const auto& entry : fs::directory_iterator(path, error)) {
      const auto name = entry.path().filename().string();
      const bool wanted =
          name.ends_with(".toml") || (name.starts_with("roster-") && name.ends_with(".csv"));
      if (wanted) inside.push_back(entry.path());
    }
    std::sort(inside.begin(), inside.end());
    found.insert(found.end(), inside.begin(), inside.end());
  }
  std::vector<payments::NamedFile> files;
  files.reserve(found.size());
  for (const auto& path : found) {
    files.push_back({path.filename().string(), LEDGER_TRY(read_file(context, path.string()))});
  }
  return files;
}

void print_load_findings(Context& context, const payments::LoadPlan& plan) {
  for (const auto& file : plan.findings) {
    if (file.findings.empty()) continue;
    context.out() << file.file << '\n';
    print_findings(context, file.findings);
  }
}

Result<Exit> load(Context& context, const std::vector<std::string>& paths) {
  const auto files = LEDGER_TRY(collect(context, paths));
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::write));
  payments::MasterDataService service(book->payments());
  const auto plan = service.plan(files);
  const auto receipt = service.load(context.caller(), plan);
  if (!context.options().json) print_load_findings(context, plan);
  if (!receipt && context.options().json && plan.refused()) {
    context.print(views::load_refusal_view(context.voice(), receipt.error(), plan));
    return Exit::bad_data;
  }
  if (!receipt) return tl::make_unexpected(receipt.error());
  if (context.options().json) {
    context.print(views::receipt_view(*receipt, context.options().key)
                      .set("findings", views::load_findings_view(context.voice(), plan)));
  } else {
    print_receipt(context, *receipt, "cli.load.done");
  }
  return Exit::done;
}

// A court took wages for another purpose: nothing comes before that.
void print_alarms(Context& context, const std::vector<payments::ContractOverview>& views) {
  for (const auto& one : views) {
    if (one.taken_beyond.is_zero()) continue;
    context.out() << "! "
                  << context.say("cli.overview.taken-beyond",
                                 {{"contract", one.contract},
                                  {"amount", to_grouped_string(one.taken_beyond)}})
                  << '\n';
  }
}

Result<Exit> show_overview(Context& context) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::read));
  const auto views = LEDGER_TRY(payments::overview(book->payments()));
  if (context.options().json) {
    context.print(views::overview_view(views));
    return Exit::done;
  }
  print_alarms(context, views);
  Table table({{context.say("cli.col.project")},
               {context.say("cli.col.workers"), Align::right},
               {context.say("cli.col.gross"), Align::right},
               {context.say("cli.col.net"), Align::right},
               {context.say("cli.col.paid"), Align::right},
               {context.say("cli.col.unpaid"), Align::right},
               {context.say("cli.col.balance"), Align::right},
               {context.say("cli.col.in-transit"), Align::right},
               {context.say("cli.col.unreconciled"), Align::right},
               {context.say("cli.col.overdue"), Align::right}});
  for (const auto& one : views) {
    table.add({one.contract + " " + one.project_name, std::to_string(one.workers),
               to_grouped_string(one.gross), to_grouped_string(one.net),
               to_grouped_string(one.paid), to_grouped_string(one.unpaid),
               to_grouped_string(one.balance), to_grouped_string(one.in_transit),
               grouped(one.unreconciled), std::to_string(one.overdue_duties)});
  }
  table.print(context.out());
  return Exit::done;
}

}  // namespace

void add_book_commands(CLI::App& root, Context& context, Runner& runner) {
  auto options = std::make_shared<InitOptions>();
  auto& init_verb = add_command(root, context, "init", "cli.help.init");
  init_verb.add_option("--region", options->region, context.say("cli.option.region"))->required();
  init_verb.add_option("--name", options->name, context.say("cli.option.name"));
  init_verb.add_flag("--simulated-clock", options->simulated,
                     context.say("cli.option.simulated-clock"));
  runner.on(init_verb, [options](Context& c) { return init(c, *options); });

  auto paths = std::make_shared<std::vector<std::string>>();
  auto& load_verb = add_command(root, context, "load", "cli.help.load");
  load_verb.add_option("paths", *paths, context.say("cli.option.paths"))->required();
  runner.on(load_verb, [paths](Context& c) { return load(c, *paths); });

  runner.on(add_command(root, context, "overview", "cli.help.overview"), show_overview);
}

}  // namespace anxin::cli
