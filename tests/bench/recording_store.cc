#include "tests/bench/recording_store.h"

#include <algorithm>

#include "ledger/store/numbers.h"

namespace anxin::bench {
namespace {

using store::WriteBatch;
using Action = WriteBatch::Action;
using Ops = std::vector<WriteBatch::Op>;

bool same_row(const WriteBatch& batch, const WriteBatch::Op& a, const WriteBatch::Op& b) {
  return a.table == b.table && batch.key(a) == batch.key(b);
}

bool is_put(const WriteBatch::Op& op) {
  return op.action == Action::put || op.action == Action::append || op.action == Action::add;
}

// The operations that write a row, in key order; those on one row in the order of the batch.
Ops puts_in_key_order(const WriteBatch& batch) {
  Ops ops = batch.ops();
  std::erase_if(ops, [](const auto& op) { return !is_put(op); });
  std::stable_sort(ops.begin(), ops.end(), [&batch](const auto& a, const auto& b) {
    if (a.table != b.table) return a.table < b.table;
    return batch.key(a) < batch.key(b);
  });
  return ops;
}

// The value that a row ends with.
class RowValue {
 public:
  RowValue(const store::Snapshot& before, const WriteBatch& batch)
      : before_(before), batch_(batch) {}

  void apply(const WriteBatch::Op& op) {
    const auto given = batch_.value(op);
    if (op.action != Action::add) {
      value_ = given;
      return;
    }
    if (!value_) value_ = before_.get(op.table, batch_.key(op)).value_or("");
    value_ = store::add_numbers(*value_, given);
  }
  [[nodiscard]] std::string_view view() const { return *value_; }

 private:
  const store::Snapshot& before_;
  const WriteBatch& batch_;
  std::optional<std::string> value_;
};

WriteBatch final_puts(const WriteBatch& batch, const store::Snapshot& before) {
  const Ops ops = puts_in_key_order(batch);
  WriteBatch puts;
  for (auto op = ops.begin(); op != ops.end();) {
    const auto& first = *op;
    RowValue value(before, batch);
    for (; op != ops.end() && same_row(batch, first, *op); ++op) value.apply(*op);
    if (first.action == Action::append) {
      puts.append(first.table, batch.key(first), value.view());
    } else {
      puts.put(first.table, batch.key(first), value.view());
    }
  }
  return puts;
}

}  // namespace

Result<void> RecordingStore::commit(const WriteBatch& batch) {
  {
    const auto before = LEDGER_TRY(inner_.snapshot());
    commits_.push_back(final_puts(batch, *before));
  }
  auto outcome = inner_.commit(batch);
  if (!outcome) commits_.pop_back();
  return outcome;
}

}  // namespace anxin::bench
