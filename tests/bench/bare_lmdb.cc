#include "tests/bench/bare_lmdb.h"

#include <cstdio>
#include <cstdlib>

namespace anxin::bench {
namespace {

constexpr std::size_t kMapBytes = std::size_t{64} << 30U;  // address space, not disk
constexpr mdb_mode_t kFileMode = 0600;

void must(int code) {
  if (code == 0) return;
  std::fprintf(stderr, "anxin_bench: bare LMDB: %s\n", mdb_strerror(code));
  std::exit(EXIT_FAILURE);
}

MDB_val to_val(std::string_view bytes) { return {bytes.size(), const_cast<char*>(bytes.data())}; }

}  // namespace

BareLmdb::BareLmdb(const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  must(mdb_env_create(&env_));
  must(mdb_env_set_maxdbs(env_, store::kTables));
  must(mdb_env_set_mapsize(env_, kMapBytes));
  must(mdb_env_open(env_, folder.c_str(), 0, kFileMode));
  MDB_txn* txn = nullptr;
  must(mdb_txn_begin(env_, nullptr, 0, &txn));
  for (std::size_t i = 0; i < store::kTables; ++i) {
    const std::string name(store::kTableNames[i]);
    must(mdb_dbi_open(txn, name.c_str(), MDB_CREATE, &tables_[i]));
  }
  must(mdb_txn_commit(txn));
}

BareLmdb::~BareLmdb() { mdb_env_close(env_); }

void BareLmdb::commit(const store::WriteBatch& puts) {
  MDB_txn* txn = nullptr;
  must(mdb_txn_begin(env_, nullptr, 0, &txn));
  MDB_cursor* cursor = nullptr;
  std::optional<store::Table> open;
  for (const auto& op : puts.ops()) {
    if (open != op.table) {
      if (cursor != nullptr) mdb_cursor_close(cursor);
      must(mdb_cursor_open(txn, tables_[static_cast<std::size_t>(op.table)], &cursor));
      open = op.table;
    }
    MDB_val key = to_val(puts.key(op));
    MDB_val value = to_val(puts.value(op));
    const bool append = op.action == store::WriteBatch::Action::append;
    must(mdb_cursor_put(cursor, &key, &value, append ? MDB_APPEND : 0U));
  }
  if (cursor != nullptr) mdb_cursor_close(cursor);
  must(mdb_txn_commit(txn));
}

}  // namespace anxin::bench
