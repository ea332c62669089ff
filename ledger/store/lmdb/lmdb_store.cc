#include "ledger/store/lmdb/lmdb_store.h"

#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <sstream>
#include <utility>

#include "ledger/base/text.h"
#include "ledger/store/lmdb/durable_files.h"
#include "ledger/store/lmdb/lmdb_snapshot.h"
#include "ledger/store/lmdb/lmdb_write.h"

namespace anxin::store {
namespace {

namespace fs = std::filesystem;

constexpr unsigned kReadersMax = 510;  // processes × threads that look at once
constexpr std::string_view kDataFile = "data.mdb";

// A write transaction that is thrown away unless it is committed.
class Transaction {
 public:
  explicit Transaction(MDB_txn* txn) : txn_(txn) {}
  ~Transaction() {
    if (txn_ != nullptr) mdb_txn_abort(txn_);
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  [[nodiscard]] MDB_txn* get() const { return txn_; }
  int commit() { return mdb_txn_commit(std::exchange(txn_, nullptr)); }

 private:
  MDB_txn* txn_;
};

std::uint64_t disk_free(const fs::path& folder) {
  struct statvfs disk {};
  if (::statvfs(folder.c_str(), &disk) != 0) return 0;
  return std::uint64_t{disk.f_bavail} * disk.f_frsize;
}

/// Absolute, without the slash at the end: "book/" is "book".
fs::path plain(const fs::path& named) {
  fs::path folder = fs::absolute(named).lexically_normal();
  return folder.has_filename() ? folder : folder.parent_path();
}

fs::path beside(const fs::path& folder, std::string_view what) {
  return folder.parent_path() /
         (folder.filename().string() + "." + std::string(what) + "-" + std::to_string(::getpid()));
}

// A line of mdb_reader_list: process, thread, and the commit it reads; "-" for one at rest.
int note_reader(const char* line, void* context) {
  auto& [status, last] = *static_cast<std::pair<StoreStatus&, std::uint64_t>*>(context);
  std::istringstream words(line);
  std::string process, thread, commit;
  words >> process >> thread >> commit;
  const auto read = parse_number(commit);
  if (!parse_number(process) || !read) return 0;
  ++status.readers;
  status.oldest_reader_commits = std::max(status.oldest_reader_commits, last - *read);
  return 0;
}

Result<void> sync_book(const fs::path& folder) {
  LEDGER_CHECK(sync_file(folder / kDataFile));
  return sync_folder(folder);
}

// Bytes that make no sense are damage; what the system refuses may be had another time.
tl::unexpected<Fault> refusal_to_open(int code) {
  constexpr std::array kDamage{MDB_CORRUPTED, MDB_INVALID,          MDB_PAGE_NOTFOUND,
                               MDB_NOTFOUND,  MDB_VERSION_MISMATCH, MDB_INCOMPATIBLE,
                               MDB_BAD_DBI};
  const bool damaged = std::find(kDamage.begin(), kDamage.end(), code) != kDamage.end();
  if (damaged) return fail(kDamaged, {{"what", std::string("data.mdb: ") + mdb_strerror(code)}});
  return fail(kUnavailable, said(code));
}

bool is_taken(const fs::path& folder) {
  std::error_code ignored;
  return fs::exists(folder, ignored) && !fs::is_empty(folder, ignored);
}

}  // namespace

struct LmdbStore::Environment {
  fs::path folder;
  LmdbOptions options;
  MDB_env* env = nullptr;
  LmdbTables tables{};
  std::optional<WriterLock> lock;

  Environment(fs::path where, const LmdbOptions& how) : folder(std::move(where)), options(how) {}
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;
  ~Environment() {
    if (env != nullptr) mdb_env_close(env);
  }

  int open() {
    const bool reading = options.access == Access::read;
    int code = open_env(reading ? MDB_RDONLY : 0U);
    // On a disk that cannot be written there is no writer either, so no lock is needed.
    if (reading && (code == EROFS || code == EACCES)) code = open_env(MDB_RDONLY | MDB_NOLOCK);
    return code != 0 ? code : open_tables();
  }

  [[nodiscard]] std::uint64_t live_bytes() const {
    MDB_envinfo info{};
    MDB_stat stat{};
    mdb_env_info(env, &info);
    mdb_env_stat(env, &stat);
    return (info.me_last_pgno + 1) * std::uint64_t{stat.ms_psize};
  }
  [[nodiscard]] bool has_room(std::size_t bytes) const {
    const auto wanted = options.reserve_bytes + 2 * std::uint64_t{bytes};  // pages are half full
    return disk_free(folder) >= wanted && live_bytes() + wanted <= options.map_bytes;
  }

 private:
  int open_env(unsigned flags) {
    if (env != nullptr) mdb_env_close(env);
    if (const int code = mdb_env_create(&env); code != 0) return code;
    mdb_env_set_maxdbs(env, kTables);
    mdb_env_set_maxreaders(env, kReadersMax);
    if (const int code = mdb_env_set_mapsize(env, options.map_bytes); code != 0) return code;
    return mdb_env_open(env, folder.c_str(), flags | MDB_NOTLS, kFileMode);
  }

  int open_tables() {
    MDB_txn* txn = nullptr;
    const bool reading = options.access == Access::read;
    if (const int code = mdb_txn_begin(env, nullptr, reading ? MDB_RDONLY : 0U, &txn); code != 0) {
      return code;
    }
    Transaction transaction(txn);
    for (std::size_t i = 0; i < kTables; ++i) {
      const std::string name(kTableNames[i]);
      const int code = mdb_dbi_open(txn, name.c_str(), reading ? 0U : MDB_CREATE, &tables[i]);
      if (code != 0) return code;
    }
    return transaction.commit();
  }
};

LmdbStore::LmdbStore(std::unique_ptr<Environment> environment)
    : environment_(std::move(environment)) {}
LmdbStore::~LmdbStore() = default;

Result<std::unique_ptr<LmdbStore>> LmdbStore::open(const fs::path& folder,
                                                   const LmdbOptions& options) {
  std::error_code error;
  const bool found = fs::exists(folder / kDataFile, error);
  if (error) return fail(kUnavailable, {{"cause", error.message()}});
  if (!found) return fail(kNotFound, {{"path", folder.string()}});
  auto environment = std::make_unique<Environment>(folder, options);
  if (options.access == Access::write) environment->lock = LEDGER_TRY(WriterLock::take(folder));
  if (const int code = environment->open(); code != 0) return refusal_to_open(code);
  return std::unique_ptr<LmdbStore>(new LmdbStore(std::move(environment)));
}

Result<void> LmdbStore::create(const fs::path& named, const WriteBatch& first) {
  const auto folder = plain(named);
  if (is_taken(folder)) return fail(kExists, {{"path", folder.string()}});
  const auto building = beside(folder, "new");
  std::error_code error;
  fs::create_directories(building, error);
  if (error) return fail(kUnavailable, {{"cause", error.message()}});
  {
    auto environment =
        std::make_unique<Environment>(building, LmdbOptions{Access::write, 0, kMapBytes});
    if (const int code = environment->open(); code != 0) return fail(kUnavailable, said(code));
    LmdbStore store(std::move(environment));
    LEDGER_CHECK(store.commit(first));
  }
  return put_in_place(building, folder);
}

Result<void> LmdbStore::put_in_place(const fs::path& building, const fs::path& named) {
  const auto folder = plain(named);
  if (is_taken(folder)) return fail(kExists, {{"path", folder.string()}});
  LEDGER_CHECK(sync_book(building));
  std::error_code error;
  if (fs::exists(folder, error)) fs::remove(folder, error);
  fs::rename(building, folder, error);
  if (error) return fail(kUnavailable, {{"cause", error.message()}});
  return sync_folder(folder.parent_path());
}

Result<void> LmdbStore::exchange(const fs::path& building, const fs::path& named) {
  const auto folder = plain(named);
  std::error_code ignored;
  for (const auto& file : fs::directory_iterator(folder, ignored)) {
    const auto name = file.path().filename().string();
    if (name.ends_with(".mdb") || name == "writer.lock") continue;
    fs::copy_file(file.path(), building / name, fs::copy_options::skip_existing, ignored);
  }
  LEDGER_CHECK(sync_book(building));
  // Both names change at once: at no moment is there no book. A folder of its own brings a lock
  // file of its own; readers of the old one keep what they have open.
  if (::renameat2(AT_FDCWD, building.c_str(), AT_FDCWD, folder.c_str(), RENAME_EXCHANGE) != 0) {
    return fail(kUnavailable, {{"cause", std::strerror(errno)}});
  }
  return sync_folder(folder.parent_path());
}

Result<void> LmdbStore::compact(const fs::path& named) {
  const auto folder = plain(named);
  const auto building = beside(folder, "compact");
  const auto store = LEDGER_TRY(open(folder, Access::write));
  LEDGER_CHECK(store->copy_to(building));
  LEDGER_CHECK(exchange(building, folder));
  std::error_code error;
  fs::remove_all(building, error);
  return {};
}

Result<std::unique_ptr<Snapshot>> LmdbStore::snapshot(Patience patience) const {
  MDB_txn* txn = nullptr;
  const int code = mdb_txn_begin(environment_->env, nullptr, MDB_RDONLY, &txn);
  if (code != 0) return fail(kUnavailable, said(code));
  return std::make_unique<LmdbSnapshot>(txn, environment_->tables, patience);
}

Result<void> LmdbStore::commit(const WriteBatch& batch) {
  if (!environment_->has_room(batch.bytes())) return fail(kFull);
  MDB_txn* txn = nullptr;
  if (const int code = mdb_txn_begin(environment_->env, nullptr, 0, &txn); code != 0) {
    return fail(code == MDB_MAP_FULL ? kFull : kUnavailable, said(code));
  }
  Transaction transaction(txn);
  if (!expectations_hold(txn, environment_->tables, batch)) return fail(kHeadMoved);
  int code = write_all(txn, environment_->tables, batch);
  if (code == 0) {
    code = transaction.commit();
    // A commit that failed may or may not be on disk: the caller must not go on (law 3).
    if (code != 0 && code != MDB_MAP_FULL) return fail(kOutcomeUnknown, said(code));
  }
  if (code == MDB_MAP_FULL) return fail(kFull, said(code));
  if (code != 0) return fail(kUnavailable, said(code));
  return {};
}

Result<void> LmdbStore::copy_to(const fs::path& folder) const {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return fail(kUnavailable, {{"cause", error.message()}});
  fs::permissions(folder, fs::perms::owner_all, error);
  const auto file = folder / kDataFile;
  // LMDB would make the copy readable for everybody.
  const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kFileMode);
  if (fd < 0) return fail(kUnavailable, {{"cause", std::strerror(errno)}});
  const int code = mdb_env_copyfd2(environment_->env, fd, MDB_CP_COMPACT);
  ::close(fd);
  if (code != 0) return fail(kUnavailable, said(code));
  return sync_book(folder);
}

StoreStatus LmdbStore::status() const {
  MDB_envinfo info{};
  mdb_env_info(environment_->env, &info);
  StoreStatus status;
  std::error_code ignored;
  status.file_bytes = fs::file_size(environment_->folder / kDataFile, ignored);
  status.live_bytes = environment_->live_bytes();
  status.map_bytes = environment_->options.map_bytes;
  status.disk_free_bytes = disk_free(environment_->folder);
  status.reserve_bytes = environment_->options.reserve_bytes;
  status.commits = info.me_last_txnid;
  status.writer = WriterLock::holder(environment_->folder);
  int dead = 0;
  mdb_reader_check(environment_->env, &dead);
  std::pair<StoreStatus&, std::uint64_t> context(status, info.me_last_txnid);
  mdb_reader_list(environment_->env, note_reader, &context);
  return status;
}

}  // namespace anxin::store
