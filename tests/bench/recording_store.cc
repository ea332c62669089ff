#include "tests/bench/recording_store.h"

#include <algorithm>

namespace anxin::bench {

using store::WriteBatch;

WriteBatch puts_in_key_order(const WriteBatch& batch) {
  auto ops = batch.ops();
  std::stable_sort(ops.begin(), ops.end(), [&batch](const auto& a, const auto& b) {
    if (a.table != b.table) return a.table < b.table;
    return batch.key(a) < batch.key(b);
  });
  WriteBatch puts;
  for (const auto& op : ops) {
    if (op.action == WriteBatch::Action::put) puts.put(op.table, batch.key(op), batch.value(op));
    if (op.action == WriteBatch::Action::append) {
      puts.append(op.table, batch.key(op), batch.value(op));
    }
  }
  return puts;
}

Result<void> RecordingStore::commit(const WriteBatch& batch) {
  LEDGER_CHECK(inner_.commit(batch));
  commits_.push_back(puts_in_key_order(batch));
  return {};
}

}  // namespace anxin::bench
