#include "ledger/store/lmdb/lmdb_snapshot.h"

#include "ledger/base/invariant.h"

namespace anxin::store {
namespace {

constexpr std::uint32_t kReadsPerLook = 256;  // a look at the clock costs as much as a read

bool found(int code) {
  if (code != 0 && code != MDB_NOTFOUND) throw Unreadable();
  return code == 0;
}

class LmdbCursor final : public Cursor {
 public:
  LmdbCursor(const LmdbSnapshot& snapshot, MDB_txn* txn, MDB_dbi dbi) : snapshot_(snapshot) {
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
  bool move(MDB_cursor_op op) {
    snapshot_.check_deadline();
    return found(mdb_cursor_get(cursor_, &key_, &value_, op));
  }
  const LmdbSnapshot& snapshot_;
  MDB_cursor* cursor_ = nullptr;
  MDB_val key_{};
  MDB_val value_{};
};

}  // namespace

LmdbSnapshot::LmdbSnapshot(MDB_txn* txn, const LmdbTables& tables, Patience patience)
    : txn_(txn), tables_(tables) {
  if (patience != kEndless) deadline_ = std::chrono::steady_clock::now() + patience;
}

void LmdbSnapshot::check_deadline() const {
  if (!deadline_ || ++reads_ % kReadsPerLook != 0) return;
  if (std::chrono::steady_clock::now() > *deadline_) throw ReadTooLong();
}

std::optional<std::string_view> LmdbSnapshot::get(Table table, std::string_view key) const {
  check_deadline();
  MDB_val wanted = to_val(key);
  MDB_val value{};
  if (!found(mdb_get(txn_, tables_[static_cast<std::size_t>(table)], &wanted, &value))) {
    return std::nullopt;
  }
  return to_view(value);
}

std::unique_ptr<Cursor> LmdbSnapshot::cursor(Table table) const {
  return std::make_unique<LmdbCursor>(*this, txn_, tables_[static_cast<std::size_t>(table)]);
}

}  // namespace anxin::store
