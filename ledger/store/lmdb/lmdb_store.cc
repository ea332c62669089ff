#include "ledger/store/lmdb/lmdb_store.h"

#include <fcntl.h>
#include <lmdb.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "ledger/base/invariant.h"
#include "ledger/store/numbers.h"

namespace anxin::store {
namespace {

namespace fs = std::filesystem;

constexpr unsigned kReadersMax = 510;  // processes × threads that look at once
constexpr mode_t kFileMode = 0600;     // wages are nobody else's business

MDB_val to_val(std::string_view bytes) { return {bytes.size(), const_cast<char*>(bytes.data())}; }
std::string_view to_view(const MDB_val& val) {
  return {static_cast<const char*>(val.mv_data), val.mv_size};
}

Fields said(int code) { return {{"cause", mdb_strerror(code)}}; }

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

class LmdbCursor final : public Cursor {
 public:
  LmdbCursor(MDB_txn* txn, MDB_dbi dbi) {
    LEDGER_INVARIANT(mdb_cursor_open(txn, dbi, &cursor_) == 0);
  }
  ~LmdbCursor() override { mdb_cursor_close(cursor_); }
  LmdbCursor(const LmdbCursor&) = delete;
  LmdbCursor& operator=(const LmdbCursor&) = delete;

  bool seek(std::string_view key) override {
    key_ = to_val(key);
    return key.empty() ? move(MDB_FIRST) : move(MDB_SET_RANGE);
  }
  bool seek_back(std::string_view key) override {
    if (!seek(key)) return move(MDB_LAST);
    if (to_view(key_) == key) return true;
    return move(MDB_PREV);
  }
  bool next() override { return move(MDB_NEXT); }
  bool last() override { return move(MDB_LAST); }
  [[nodiscard]] std::string_view key() const override { return to_view(key_); }
  [[nodiscard]] std::string_view value() const override { return to_view(value_); }

 private:
  bool move(MDB_cursor_op op) { return mdb_cursor_get(cursor_, &key_, &value_, op) == 0; }
  MDB_cursor* cursor_ = nullptr;
  MDB_val key_{};
  MDB_val value_{};
};

using Tables = std::array<MDB_dbi, kTables>;

class LmdbSnapshot final : public Snapshot {
 public:
  LmdbSnapshot(MDB_txn* txn, const Tables& tables) : txn_(txn), tables_(tables) {}
  ~LmdbSnapshot() override { mdb_txn_abort(txn_); }
  LmdbSnapshot(const LmdbSnapshot&) = delete;
  LmdbSnapshot& operator=(const LmdbSnapshot&) = delete;

  [[nodiscard]] std::optional<std::string_view> get(Table table,
                                                    std::string_view key) const override {
    MDB_val wanted = to_val(key);
    MDB_val value{};
    const int code = mdb_get(txn_, tables_[static_cast<std::size_t>(table)], &wanted, &value);
    if (code != 0) return std::nullopt;
    return to_view(value);
  }
  [[nodiscard]] std::unique_ptr<Cursor> cursor(Table table) const override {
    return std::make_unique<LmdbCursor>(txn_, tables_[static_cast<std::size_t>(table)]);
  }

 private:
  MDB_txn* txn_;
  const Tables& tables_;
};

// One table's operations on one cursor, in key order so that neighbours share pages.
class TableWriter {
 public:
  TableWriter(MDB_txn* txn, MDB_dbi dbi) { code_ = mdb_cursor_open(txn, dbi, &cursor_); }
  ~TableWriter() {
    if (cursor_ != nullptr) mdb_cursor_close(cursor_);
  }
  TableWriter(const TableWriter&) = delete;
  TableWriter& operator=(const TableWriter&) = delete;

  int write(const WriteBatch& batch, const WriteBatch::Op& op) {
    if (code_ != 0) return code_;
    MDB_val key = to_val(batch.key(op));
    MDB_val value = to_val(batch.value(op));
    switch (op.action) {
      case WriteBatch::Action::put:
        return mdb_cursor_put(cursor_, &key, &value, 0);
      case WriteBatch::Action::append:
        return mdb_cursor_put(cursor_, &key, &value, MDB_APPEND);
      case WriteBatch::Action::add:
        return add_up(key, value);
      case WriteBatch::Action::erase:
        return erase(key);
      case WriteBatch::Action::expect:
        return 0;
    }
    return 0;
  }

 private:
  int add_up(MDB_val key, MDB_val more) {
    MDB_val before{};
    MDB_val found_key = key;
    const int found = mdb_cursor_get(cursor_, &found_key, &before, MDB_SET);
    if (found != 0 && found != MDB_NOTFOUND) return found;
    const auto sum = add_numbers(found == 0 ? to_view(before) : "", to_view(more));
    MDB_val value = to_val(sum);
    return mdb_cursor_put(cursor_, &key, &value, found == 0 ? MDB_CURRENT : 0U);
  }
  int erase(MDB_val key) {
    MDB_val value{};
    const int found = mdb_cursor_get(cursor_, &key, &value, MDB_SET);
    if (found == MDB_NOTFOUND) return 0;
    return found != 0 ? found : mdb_cursor_del(cursor_, 0);
  }
  MDB_cursor* cursor_ = nullptr;
  int code_ = 0;
};

std::vector<WriteBatch::Op> in_key_order(const WriteBatch& batch) {
  auto ops = batch.ops();
  std::stable_sort(ops.begin(), ops.end(), [&batch](const auto& a, const auto& b) {
    if (a.table != b.table) return a.table < b.table;
    return batch.key(a) < batch.key(b);
  });
  return ops;
}

int write_all(MDB_txn* txn, const Tables& tables, const WriteBatch& batch) {
  std::unique_ptr<TableWriter> writer;
  std::optional<Table> current;
  for (const auto& op : in_key_order(batch)) {
    if (current != op.table) {
      current = op.table;
      writer = std::make_unique<TableWriter>(txn, tables[static_cast<std::size_t>(op.table)]);
    }
    if (const int code = writer->write(batch, op); code != 0) return code;
  }
  return 0;
}

bool expectations_hold(MDB_txn* txn, const Tables& tables, const WriteBatch& batch) {
  for (const auto& op : batch.ops()) {
    if (op.action != WriteBatch::Action::expect) continue;
    MDB_val key = to_val(batch.key(op));
    MDB_val value{};
    const int code = mdb_get(txn, tables[static_cast<std::size_t>(op.table)], &key, &value);
    if (code != 0 || to_view(value) != batch.value(op)) return false;
  }
  return true;
}

// The lock of the one process that writes; the kernel gives it back when the process ends.
class WriterLock {
 public:
  static std::optional<WriterLock> take(const fs::path& file) {
    WriterLock lock(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kFileMode));
    if (lock.fd_ < 0 || ::flock(lock.fd_, LOCK_EX | LOCK_NB) != 0) return std::nullopt;
    return lock;
  }
  ~WriterLock() {
    if (fd_ >= 0) ::close(fd_);
  }
  WriterLock(WriterLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  WriterLock& operator=(WriterLock&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }

 private:
  explicit WriterLock(int fd) : fd_(fd) {}
  int fd_;
};

Result<void> sync_folder(const fs::path& folder) {
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return fail(kUnavailable, {{"cause", std::strerror(errno)}});
  const int code = ::fsync(fd);
  ::close(fd);
  if (code != 0) return fail(kUnavailable, {{"cause", std::strerror(errno)}});
  return {};
}

}  // namespace

struct LmdbStore::Environment {
  MDB_env* env = nullptr;
  Tables tables{};
  std::optional<WriterLock> lock;

  Environment() = default;
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;
  ~Environment() {
    if (env != nullptr) mdb_env_close(env);
  }

  int open(const fs::path& folder, Access access) {
    if (const int code = mdb_env_create(&env); code != 0) return code;
    mdb_env_set_maxdbs(env, kTables);
    mdb_env_set_maxreaders(env, kReadersMax);
    if (const int code = mdb_env_set_mapsize(env, kMapBytes); code != 0) return code;
    const unsigned flags = MDB_NOTLS | (access == Access::read ? MDB_RDONLY : 0U);
    if (const int code = mdb_env_open(env, folder.c_str(), flags, kFileMode); code != 0) {
      return code;
    }
    return open_tables(access);
  }

  int open_tables(Access access) {
    MDB_txn* txn = nullptr;
    const bool reading = access == Access::read;
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

Result<std::unique_ptr<LmdbStore>> LmdbStore::open(const fs::path& folder, Access access) {
  std::error_code ignored;
  if (!fs::exists(folder / "data.mdb", ignored)) {
    return fail(kNotFound, {{"path", folder.string()}});
  }
  auto environment = std::make_unique<Environment>();
  if (access == Access::write) {
    environment->lock = WriterLock::take(folder / "writer.lock");
    const bool held = errno == EWOULDBLOCK;
    if (!environment->lock && held) return fail(kBusy, {{"path", folder.string()}});
    if (!environment->lock) return fail(kUnavailable, {{"cause", std::strerror(errno)}});
  }
  if (const int code = environment->open(folder, access); code != 0) {
    return fail(kUnavailable, said(code));
  }
  return std::unique_ptr<LmdbStore>(new LmdbStore(std::move(environment)));
}

Result<void> LmdbStore::create(const fs::path& named, const WriteBatch& first) {
  std::error_code error;
  fs::path folder = fs::absolute(named).lexically_normal();
  if (!folder.has_filename()) folder = folder.parent_path();  // "book/" is "book"
  if (fs::exists(folder, error) && !fs::is_empty(folder, error)) {
    return fail(kExists, {{"path", folder.string()}});
  }
  const fs::path parent = folder.parent_path();
  const fs::path building =
      parent / (folder.filename().string() + ".new-" + std::to_string(getpid()));
  fs::create_directories(building, error);
  if (error) return fail(kUnavailable, {{"cause", error.message()}});
  {
    auto environment = std::make_unique<Environment>();
    if (const int code = environment->open(building, Access::write); code != 0) {
      return fail(kUnavailable, said(code));
    }
    LmdbStore store(std::move(environment));
    LEDGER_CHECK(store.commit(first));
  }
  LEDGER_CHECK(sync_folder(building));
  if (fs::exists(folder, error)) fs::remove(folder, error);
  fs::rename(building, folder, error);
  if (error) return fail(kUnavailable, {{"cause", error.message()}});
  return sync_folder(parent);
}

Result<std::unique_ptr<Snapshot>> LmdbStore::snapshot() const {
  MDB_txn* txn = nullptr;
  const int code = mdb_txn_begin(environment_->env, nullptr, MDB_RDONLY, &txn);
  if (code != 0) return fail(kUnavailable, said(code));
  return std::make_unique<LmdbSnapshot>(txn, environment_->tables);
}

Result<void> LmdbStore::commit(const WriteBatch& batch) {
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

}  // namespace anxin::store
