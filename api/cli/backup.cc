#include "api/cli/backup.h"

#include <unistd.h>

#include <fstream>

#include "api/cli/beside.h"
#include "api/cli/in_child.h"
#include "api/cli/ledger_view.h"
#include "api/cli/open_book.h"
#include "ledger/service/reader.h"
#include "ledger/store/book_rows.h"

namespace anxin::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kDataFile = "data.mdb";
constexpr std::string_view kWebhooks = "webhooks";
constexpr std::string_view kManifest = "manifest.json";
constexpr std::size_t kPartBytes = std::size_t{1} << 20U;

// A folder beside `to` in which it is built; gone at the end unless it was put in place.
class Building {
 public:
  explicit Building(const fs::path& to)
      : path_(fs::absolute(to).string() + ".new-" + std::to_string(::getpid())) {
    std::error_code ignored;
    fs::create_directories(path_, ignored);
  }
  ~Building() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Building(const Building&) = delete;
  Building& operator=(const Building&) = delete;
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

tl::unexpected<Fault> unreadable(const fs::path& file) {
  return fail(kFileUnreadable, {{"path", file.string()}, {"cause", ""}});
}

Result<Digest> digest_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return unreadable(path);
  Hasher hasher;
  std::string part(kPartBytes, '\0');
  while (file.read(part.data(), static_cast<std::streamsize>(part.size())) || file.gcount() > 0) {
    hasher.add(std::string_view(part).substr(0, static_cast<std::size_t>(file.gcount())));
  }
  if (file.bad()) return unreadable(path);
  return hasher.finish();
}

// What LMDB leaves beside the file when a copy is looked at.
void tidy(const fs::path& folder) {
  std::error_code ignored;
  fs::remove(folder / "lock.mdb", ignored);
}

Result<ledger::Reader> look(Context& context, const store::Store& store) {
  return ledger::Reader::open(store, context.world().clock.now());
}

Result<Json> file_told(const fs::path& file) {
  std::error_code ignored;
  Json json = Json::object().set("bytes", fs::file_size(file, ignored));
  return json.set("sha256", LEDGER_TRY(digest_of(file)).hex());
}

// Every row, so that a damaged page is met.
Result<void> read_rows(const store::Store& store) {
  const auto snapshot = LEDGER_TRY(store.snapshot());
  const auto cursor = snapshot->cursor(store::Table::records);
  Hasher hasher;
  for (bool more = cursor->seek(""); more; more = cursor->next()) {
    hasher.add(cursor->key());
    hasher.add(cursor->value());
  }
  (void)hasher.finish();
  return {};
}

Result<void> copy_and_read(const Stores& stores, const fs::path& from, const fs::path& to) {
  const auto kept = LEDGER_TRY(stores.open(from, store::Access::read));
  LEDGER_CHECK(kept->copy_to(to));
  const auto copy = LEDGER_TRY(stores.open(to, store::Access::read));
  return read_rows(*copy);
}

// In a child: what is damaged can end the process that reads it, and says nothing of the book.
bool copies_whole(Context& context, const fs::path& from, const fs::path& to) {
  const auto exit = run_in_child(context, [&]() -> Result<Exit> {
    try {
      return copy_and_read(context.world().stores, from, to) ? Exit::done : Exit::damaged;
    } catch (const std::exception&) {
      return Exit::damaged;
    }
  });
  return exit == Exit::done;
}

// How far the webhooks have come. A backup without it is still one of the book.
Result<Json> copy_webhooks(Context& context, const fs::path& to) {
  const auto from = webhook_folder(LEDGER_TRY(context.data_folder()));
  std::error_code error;
  if (!fs::exists(from, error)) return Json();
  if (copies_whole(context, from, to)) {
    tidy(to);
    return file_told(to / kDataFile);
  }
  fs::remove_all(to, error);
  return Json::object().set("damaged", true);
}

Result<Json> manifest_of(Context& context, const fs::path& folder, Json webhooks) {
  const auto copy = LEDGER_TRY(context.world().stores.open(folder, store::Access::read));
  const auto reader = LEDGER_TRY(look(context, *copy));
  const auto& head = reader.head();
  const auto file = LEDGER_TRY(file_told(folder / kDataFile));
  Json json = Json::object();
  json.set("format", store::kStoreFormat).set("book", reader.book().id);
  json.set("entry", head.entry).set("head", head.digest.hex());
  json.set("postings", head.postings).set("accounts", head.accounts);
  json.set("bytes", *file.find("bytes")).set("sha256", *file.find("sha256"));
  json.set("webhooks", std::move(webhooks));
  json.set("made_at", to_string(context.world().clock.now()));
  return json;
}

Result<Json> read_manifest(Context& context, const fs::path& folder) {
  const auto text = read_file(context, (folder / kManifest).string());
  auto json = text ? json::parse(*text) : std::nullopt;
  const auto* entry = json ? json->find("entry") : nullptr;
  bool readable = entry != nullptr && entry->integer() != nullptr;
  for (const auto* name : {"book", "head", "sha256"}) {
    const auto* value = json ? json->find(name) : nullptr;
    readable = readable && value != nullptr && value->text() != nullptr;
  }
  if (!readable) return fail(kBackupUnreadable, {{"path", (folder / kManifest).string()}});
  return *json;
}

// Null where the book had none, or the backup is an older one.
const Json* webhooks_told(const Json& manifest) {
  const auto* told = manifest.find(kWebhooks);
  const auto* digest = told != nullptr ? told->find("sha256") : nullptr;
  return digest != nullptr && digest->text() != nullptr ? told : nullptr;
}

// The file in `from`, if it is the one that was told of.
Result<void> copy_told(const Json& told, const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::copy_file(from / kDataFile, to / kDataFile, error);
  if (error) {
    return fail(kFileUnreadable, {{"path", from.string()}, {"cause", error.message()}});
  }
  const auto digest = LEDGER_TRY(digest_of(to / kDataFile));
  if (digest.hex() == *told.find("sha256")->text()) return {};
  return fail(kBackupDiffers, {{"path", from.string()}});
}

// After the book, lest those of a book that is there already are put aside.
Result<void> put_webhooks_aside(const fs::path& folder) {
  std::error_code error;
  if (fs::exists(folder, error)) {
    fs::rename(folder, unused(folder.string() + ".before-restore"), error);
  }
  if (error) return fail(store::kUnavailable, {{"cause", error.message()}});
  return {};
}

// Where a book of an older format ends; verify comes with its migration. Nothing for today's.
Result<std::optional<book::Head>> head_of_older(Context& context, const fs::path& folder) {
  const auto copy = LEDGER_TRY(context.world().stores.open(folder, store::Access::read));
  const auto snapshot = LEDGER_TRY(copy->snapshot());
  const auto identity = store::read_identity(*snapshot);
  if (identity || identity.error().reason != store::kFormatOlder) return std::nullopt;
  return LEDGER_TRY(store::read_head(*snapshot, store::kOldestFormat));
}

}  // namespace

Result<book::Head> verified_head(Context& context, const fs::path& folder) {
  const auto exit = run_in_child(context, [&]() -> Result<Exit> {
    const auto copy = LEDGER_TRY(context.world().stores.open(folder, store::Access::read));
    const auto report = LEDGER_TRY(verify_all(context, *copy, context.world().clock.now()));
    return report.ok() ? Exit::done : Exit::damaged;
  });
  if (exit != Exit::done) return fail(kBackupDamaged, {{"path", folder.string()}});
  const auto copy = LEDGER_TRY(context.world().stores.open(folder, store::Access::read));
  return LEDGER_TRY(look(context, *copy)).head();
}

Result<Json> make_backup(Context& context, const store::Store& book, const fs::path& named) {
  const auto to = without_slash(named);
  const Building building(to);
  // Before the book: what was told of has then happened in the copy too.
  auto webhooks = LEDGER_TRY(copy_webhooks(context, building.path() / kWebhooks));
  LEDGER_CHECK(book.copy_to(building.path()));
  LEDGER_TRY(verified_head(context, building.path()));
  auto manifest = LEDGER_TRY(manifest_of(context, building.path(), std::move(webhooks)));
  tidy(building.path());
  LEDGER_CHECK(write_file((building.path() / kManifest).string(), manifest.dump() + "\n"));
  LEDGER_CHECK(context.world().stores.put_in_place(building.path(), to));
  return manifest;
}

Result<Json> restore_backup(Context& context, const fs::path& from, const fs::path& to) {
  auto manifest = LEDGER_TRY(read_manifest(context, from));
  const auto* webhooks = webhooks_told(manifest);
  const Building building(to);
  const Building beside(webhook_folder(to));
  LEDGER_CHECK(copy_told(manifest, from, building.path()));
  if (webhooks != nullptr) LEDGER_CHECK(copy_told(*webhooks, from / kWebhooks, beside.path()));
  auto head = LEDGER_TRY(head_of_older(context, building.path()));
  if (!head) head = LEDGER_TRY(verified_head(context, building.path()));
  if (head->digest.hex() != *manifest.find("head")->text()) {
    return fail(kBackupDiffers, {{"path", from.string()}});
  }
  tidy(building.path());
  LEDGER_CHECK(context.world().stores.put_in_place(building.path(), to));
  LEDGER_CHECK(put_webhooks_aside(webhook_folder(to)));
  if (webhooks != nullptr) {
    LEDGER_CHECK(context.world().stores.put_in_place(beside.path(), webhook_folder(to)));
  }
  return manifest;
}

}  // namespace anxin::cli
