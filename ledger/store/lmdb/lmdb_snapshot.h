// A read transaction as a snapshot with a deadline.
#pragma once

#include <chrono>
#include <memory>

#include "ledger/store/lmdb/lmdb_val.h"

namespace anxin::store {

class LmdbSnapshot final : public Snapshot {
 public:
  /// Takes the transaction over and ends it.
  LmdbSnapshot(MDB_txn* txn, const LmdbTables& tables, Patience patience);
  ~LmdbSnapshot() override { mdb_txn_abort(txn_); }
  LmdbSnapshot(const LmdbSnapshot&) = delete;
  LmdbSnapshot& operator=(const LmdbSnapshot&) = delete;

  [[nodiscard]] std::optional<std::string_view> get(Table table,
                                                    std::string_view key) const override;
  [[nodiscard]] std::unique_ptr<Cursor> cursor(Table table) const override;

  /// Throws ReadTooLong past the deadline. Looks at the clock now and then only.
  void check_deadline() const;

 private:
  MDB_txn* txn_;
  const LmdbTables& tables_;
  std::optional<std::chrono::steady_clock::time_point> deadline_;
  mutable std::uint32_t reads_ = 0;
};

}  // namespace anxin::store
