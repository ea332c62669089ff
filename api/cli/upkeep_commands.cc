// ledger status / backup / restore / compact / migrate
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <filesystem>
#include <ostream>

#include "api/cli/backup.h"
#include "api/cli/beside.h"
#include "api/cli/commands.h"
#include "api/cli/ledger_view.h"
#include "api/cli/open_book.h"
#include "api/cli/table.h"
#include "api/views/book.h"
#include "ledger/service/rebuild.h"
#include "ledger/store/book_rows.h"

namespace anxin::cli {
namespace {

namespace fs = std::filesystem;

struct UpkeepOptions {
  std::string folder;
  bool check = false;
};

std::string mebibytes(std::uint64_t bytes) {
  constexpr std::uint64_t kMebibyte = std::uint64_t{1} << 20U;
  return fmt::format("{}.{} MiB", bytes / kMebibyte, bytes % kMebibyte * 10 / kMebibyte);
}

std::string done_text(const Context& context, const Json& done, std::string_view name) {
  const auto* one = done.find(name);
  const auto* at = one != nullptr ? one->find("at") : nullptr;
  const auto* entry = one != nullptr ? one->find("entry") : nullptr;
  if (at == nullptr || at->text() == nullptr || entry == nullptr || entry->integer() == nullptr) {
    return context.say("cli.status.never");
  }
  return context.say("cli.status.done",
                     {{"at", *at->text()}, {"entry", std::to_string(*entry->integer())}});
}

void print_status(Context& context, const ledger::Reader& reader, const store::StoreStatus& store) {
  Table table({{context.say("cli.col.what")}, {context.say("cli.col.value")}});
  const auto row = [&](std::string_view what, const std::string& value) {
    table.add({context.say("cli.status." + std::string(what)), value});
  };
  const auto done = last_done(context);
  row("book", reader.book().id);
  row("head", fmt::format("{} {}", reader.head().entry, reader.head().digest.hex()));
  row("postings", std::to_string(reader.head().postings));
  row("accounts", std::to_string(reader.head().accounts));
  row("writer", store.writer.empty() ? context.say("cli.status.nobody") : store.writer);
  row("file", fmt::format("{} / {}", mebibytes(store.live_bytes), mebibytes(store.file_bytes)));
  row("room", fmt::format("{} / {}", mebibytes(store.disk_free_bytes),
                          mebibytes(store.map_bytes - store.live_bytes)));
  row("reserve", mebibytes(store.reserve_bytes));
  row("readers", fmt::format("{} ({})", store.readers, store.oldest_reader_commits));
  row("backup", done_text(context, done, "backup"));
  row("verify", done_text(context, done, "verify"));
  table.print(context.out());
}

Result<Exit> status(Context& context, const UpkeepOptions&) {
  const auto book = LEDGER_TRY(ReadableBook::open(context));
  const auto store = book.store().status();
  const auto reader = LEDGER_TRY(book.read());
  if (context.options().json) {
    context.print(views::status_view(reader, store, last_done(context)));
  } else {
    print_status(context, reader, store);
  }
  return Exit::done;
}

void print_copied(Context& context, const Json& manifest, std::string_view key,
                  const std::string& folder) {
  if (context.options().json) return context.print(manifest);
  context.out() << context.say(key, {{"path", folder},
                                     {"entry", std::to_string(*manifest.find("entry")->integer())},
                                     {"head", *manifest.find("head")->text()}})
                << '\n';
}

Result<Exit> backup(Context& context, const UpkeepOptions& options) {
  if (context.options().dry_run) return fail(kUsageDryRun);
  const auto book = LEDGER_TRY(ReadableBook::open(context));
  const auto manifest = LEDGER_TRY(make_backup(context, book.store(), options.folder));
  book::Head head;
  head.entry = static_cast<book::EntryNumber>(*manifest.find("entry")->integer());
  head.digest = Digest::from_hex(*manifest.find("head")->text()).value_or(Digest{});
  note_done(context, "backup", head);
  print_copied(context, manifest, "cli.backup.done", options.folder);
  const bool webhooks_damaged = manifest.find("webhooks")->find("damaged") != nullptr;
  if (webhooks_damaged && !context.options().json) {
    const auto folder = webhook_folder(LEDGER_TRY(context.data_folder())).string();
    context.out() << context.say("cli.backup.webhooks-damaged", {{"path", folder}}) << '\n';
  }
  return Exit::done;
}

Result<Exit> restore(Context& context, const UpkeepOptions& options) {
  if (context.options().dry_run) return fail(kUsageDryRun);
  const auto folder = LEDGER_TRY(context.data_folder());
  const auto manifest = LEDGER_TRY(restore_backup(context, options.folder, folder));
  print_copied(context, manifest, "cli.restore.done", folder.string());
  return Exit::done;
}

Result<Exit> compact(Context& context, const UpkeepOptions&) {
  if (context.options().dry_run) return fail(kUsageDryRun);
  const auto folder = LEDGER_TRY(context.data_folder());
  std::error_code ignored;
  const auto before = fs::file_size(folder / "data.mdb", ignored);
  LEDGER_CHECK(context.world().stores.compact(folder));
  const auto after = fs::file_size(folder / "data.mdb", ignored);
  if (context.options().json) {
    context.print(views::compacted_view(before, after));
  } else {
    context.out() << context.say("cli.compact.done",
                                 {{"before", mebibytes(before)}, {"after", mebibytes(after)}})
                  << '\n';
  }
  return Exit::done;
}

Result<Exit> tell_migrated(Context& context, std::string_view key, int from,
                           const std::string& kept) {
  if (context.options().json) {
    context.print(views::migrated_view(from, kept));
  } else {
    context.out() << context.say(key, {{"from", std::to_string(from)},
                                       {"to", std::to_string(store::kStoreFormat)},
                                       {"path", kept}})
                  << '\n';
  }
  return Exit::done;
}

Result<store::AnyBook> any_book(const store::Store& store) {
  const auto snapshot = LEDGER_TRY(store.snapshot());
  return store::read_any_book(*snapshot);
}

// The book is built anew beside the old one, verified, and only then put in its place.
Result<Exit> migrate(Context& context, const UpkeepOptions& options) {
  if (context.options().dry_run && !options.check) return fail(kUsageDryRun);
  const auto& stores = context.world().stores;
  const auto folder = LEDGER_TRY(context.data_folder());
  const auto old = LEDGER_TRY(stores.open(folder, store::Access::write));
  const auto before = LEDGER_TRY(any_book(*old));
  if (options.check) {
    const bool older = before.store_format < store::kStoreFormat;
    const auto* key = older ? "cli.migrate.needed" : "cli.migrate.check";
    return tell_migrated(context, key, before.store_format, "");
  }
  const fs::path building = unused(folder.string() + ".migrated");  // nothing there is deleted
  LEDGER_CHECK(stores.create(building, ledger::first_contents(before.identity)));
  {
    const auto fresh = LEDGER_TRY(stores.open(building, store::Access::write));
    ProgressLine line(context);
    LEDGER_CHECK(ledger::rebuild(*old, *fresh, [&](auto done, auto all) { line.show(done, all); }));
  }
  LEDGER_TRY(verified_head(context, building));
  LEDGER_CHECK(stores.exchange(building, folder));  // now `building` is the book as it was
  const fs::path kept = unused(folder.string() + ".before-migration");
  std::error_code error;
  fs::rename(building, kept, error);
  if (error) return fail(store::kUnavailable, {{"cause", error.message()}});
  return tell_migrated(context, "cli.migrate.done", before.store_format, kept.string());
}

}  // namespace

void add_upkeep_commands(CLI::App& ledger, Context& context, Runner& runner) {
  auto options = std::make_shared<UpkeepOptions>();
  const auto verb = [&](const std::string& name,
                        Result<Exit> (*work)(Context&, const UpkeepOptions&)) -> CLI::App& {
    auto& added = add_command(ledger, context, name, "cli.help.ledger." + name);
    runner.on(added, [options, work](Context& c) { return work(c, *options); });
    return added;
  };
  verb("status", status);
  verb("backup", backup)
      .add_option("folder", options->folder, context.say("cli.option.backup-to"))
      ->required();
  verb("restore", restore)
      .add_option("folder", options->folder, context.say("cli.option.backup-from"))
      ->required();
  verb("compact", compact);
  verb("migrate", migrate).add_flag("--check", options->check, context.say("cli.option.check"));
}

}  // namespace anxin::cli
