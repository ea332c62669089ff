#include "ledger/store/lmdb/lmdb_write.h"

#include <algorithm>

#include "ledger/store/numbers.h"

namespace anxin::store {
namespace {

// One table's operations on one cursor, in key order so that neighbours share pages.
class TableWriter {
 public:
  TableWriter(MDB_txn* txn, MDB_dbi dbi) {
    code_ = mdb_cursor_open(txn, dbi, &cursor_);
    MDB_val key{};
    MDB_val value{};
    if (code_ == 0 && mdb_cursor_get(cursor_, &key, &value, MDB_LAST) == 0) last_ = to_view(key);
  }
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
        return put(key, value);
      case WriteBatch::Action::append:
        last_ = to_view(key);
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
  // Beyond the table's last key a page is filled to its end; elsewhere it is split in the middle.
  int put(MDB_val key, MDB_val value) {
    if (to_view(key) <= last_) return mdb_cursor_put(cursor_, &key, &value, 0);
    last_ = to_view(key);
    return mdb_cursor_put(cursor_, &key, &value, MDB_APPEND);
  }
  int add_up(MDB_val key, MDB_val more) {
    MDB_val before{};
    MDB_val found_key = key;
    const int found = mdb_cursor_get(cursor_, &found_key, &before, MDB_SET);
    if (found != 0 && found != MDB_NOTFOUND) return found;
    const auto sum = add_numbers(found == 0 ? to_view(before) : "", to_view(more));
    MDB_val value = to_val(sum);
    if (found != 0) return put(key, value);
    return mdb_cursor_put(cursor_, &key, &value, MDB_CURRENT);
  }
  int erase(MDB_val key) {
    MDB_val value{};
    const int found = mdb_cursor_get(cursor_, &key, &value, MDB_SET);
    if (found == MDB_NOTFOUND) return 0;
    return found != 0 ? found : mdb_cursor_del(cursor_, 0);
  }
  MDB_cursor* cursor_ = nullptr;
  int code_ = 0;
  std::string last_;  // the table's last key; a copy, for pages move while they are written
};

using Ops = std::vector<WriteBatch::Op>;

// The operations of each table in key order. Most tables are appended to and come in order.
std::array<Ops, kTables> by_table(const WriteBatch& batch) {
  std::array<Ops, kTables> tables;
  for (const auto& op : batch.ops()) {
    if (op.action == WriteBatch::Action::expect) continue;
    tables[static_cast<std::size_t>(op.table)].push_back(op);
  }
  const auto before = [&batch](const auto& a, const auto& b) {
    return batch.key(a) < batch.key(b);
  };
  for (auto& ops : tables) {
    if (!std::is_sorted(ops.begin(), ops.end(), before)) {
      std::stable_sort(ops.begin(), ops.end(), before);
    }
  }
  return tables;
}

}  // namespace

int write_all(MDB_txn* txn, const LmdbTables& tables, const WriteBatch& batch) {
  const auto ordered = by_table(batch);
  for (std::size_t table = 0; table < kTables; ++table) {
    if (ordered[table].empty()) continue;
    TableWriter writer(txn, tables[table]);
    for (const auto& op : ordered[table]) {
      if (const int code = writer.write(batch, op); code != 0) return code;
    }
  }
  return 0;
}

bool expectations_hold(MDB_txn* txn, const LmdbTables& tables, const WriteBatch& batch) {
  for (const auto& op : batch.ops()) {
    if (op.action != WriteBatch::Action::expect) continue;
    MDB_val key = to_val(batch.key(op));
    MDB_val value{};
    const int code = mdb_get(txn, tables[static_cast<std::size_t>(op.table)], &key, &value);
    if (code != 0 || to_view(value) != batch.value(op)) return false;
  }
  return true;
}

}  // namespace anxin::store
