// The reference: LMDB and nothing else, fed with batches that are ready and in order.
//
// Role: what a store of this kind can do at most on this machine. Same tables as the real store,
//       default sync mode, one transaction per batch, no ledger.
#pragma once

#include <lmdb.h>

#include <array>
#include <filesystem>

#include "ledger/store/store.h"

namespace anxin::bench {

class BareLmdb {
 public:
  /// Opens a book's environment, or makes one. Any error of LMDB ends the program.
  explicit BareLmdb(const std::filesystem::path& folder);
  ~BareLmdb();
  BareLmdb(const BareLmdb&) = delete;
  BareLmdb& operator=(const BareLmdb&) = delete;

  /// Requires: puts and appends only, in key order.
  void commit(const store::WriteBatch& puts);

 private:
  MDB_env* env_ = nullptr;
  std::array<MDB_dbi, store::kTables> tables_{};
};

}  // namespace anxin::bench
