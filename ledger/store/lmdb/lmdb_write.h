// Writes a batch within a transaction.
#pragma once

#include "ledger/store/lmdb/lmdb_val.h"

namespace anxin::store {

/// Whether every key that the batch expects something of holds just that.
[[nodiscard]] bool expectations_hold(MDB_txn* txn, const LmdbTables& tables,
                                     const WriteBatch& batch);
/// Table by table, in key order, so that neighbours share pages. Answers LMDB's code.
[[nodiscard]] int write_all(MDB_txn* txn, const LmdbTables& tables, const WriteBatch& batch);

}  // namespace anxin::store
