#include "ledger/store/memory.h"

#include "ledger/base/invariant.h"
#include "ledger/store/numbers.h"

namespace anxin::store {
namespace {

using Rows = MemoryStore::Rows;
using Tables = MemoryStore::Tables;

const Rows& rows_of(const Tables& tables, Table table) {
  return tables[static_cast<std::size_t>(table)];
}

class MemoryCursor final : public Cursor {
 public:
  explicit MemoryCursor(const Rows& rows) : rows_(rows), at_(rows.end()) {}

  bool seek(std::string_view key) override {
    at_ = rows_.lower_bound(key);
    return at_ != rows_.end();
  }
  bool seek_back(std::string_view key) override {
    at_ = rows_.upper_bound(key);
    return step_back();
  }
  bool next() override {
    if (at_ == rows_.end()) return false;
    return ++at_ != rows_.end();
  }
  bool last() override {
    at_ = rows_.end();
    return step_back();
  }
  [[nodiscard]] std::string_view key() const override { return at_->first; }
  [[nodiscard]] std::string_view value() const override { return at_->second; }

 private:
  bool step_back() {
    if (at_ == rows_.begin()) {
      at_ = rows_.end();
      return false;
    }
    --at_;
    return true;
  }
  const Rows& rows_;
  Rows::const_iterator at_;
};

class MemorySnapshot final : public Snapshot {
 public:
  explicit MemorySnapshot(std::shared_ptr<const Tables> tables) : tables_(std::move(tables)) {}

  [[nodiscard]] std::optional<std::string_view> get(Table table,
                                                    std::string_view key) const override {
    const auto& rows = rows_of(*tables_, table);
    const auto found = rows.find(key);
    if (found == rows.end()) return std::nullopt;
    return found->second;
  }
  [[nodiscard]] std::unique_ptr<Cursor> cursor(Table table) const override {
    return std::make_unique<MemoryCursor>(rows_of(*tables_, table));
  }

 private:
  std::shared_ptr<const Tables> tables_;
};

bool expectations_hold(const WriteBatch& batch, const Tables& tables) {
  for (const auto& op : batch.ops()) {
    if (op.action != WriteBatch::Action::expect) continue;
    const auto& rows = rows_of(tables, op.table);
    const auto found = rows.find(batch.key(op));
    if (found == rows.end() || found->second != batch.value(op)) return false;
  }
  return true;
}

void carry_out(const WriteBatch& batch, const WriteBatch::Op& op, Rows& rows) {
  switch (op.action) {
    case WriteBatch::Action::append:
      LEDGER_INVARIANT(rows.empty() || rows.rbegin()->first < batch.key(op));
      [[fallthrough]];
    case WriteBatch::Action::put:
      rows.insert_or_assign(std::string(batch.key(op)), std::string(batch.value(op)));
      return;
    case WriteBatch::Action::add: {
      auto& row = rows[std::string(batch.key(op))];
      row = add_numbers(row, batch.value(op));
      return;
    }
    case WriteBatch::Action::erase:
      rows.erase(std::string(batch.key(op)));
      return;
    case WriteBatch::Action::expect:
      return;
  }
}

}  // namespace

MemoryStore::MemoryStore(const MemoryStore& other) {
  const std::lock_guard lock(other.mutex_);
  tables_ = other.tables_;
}

Result<std::unique_ptr<Snapshot>> MemoryStore::snapshot(Patience) const {
  const std::lock_guard lock(mutex_);
  return std::make_unique<MemorySnapshot>(tables_);
}

Result<void> MemoryStore::copy_to(const std::filesystem::path&) const {
  return fail(kUnavailable, {{"cause", "memory"}});
}

Result<void> MemoryStore::commit(const WriteBatch& batch) {
  const std::lock_guard lock(mutex_);
  if (!expectations_hold(batch, *tables_)) return fail(kHeadMoved);
  if (tables_.use_count() > 1) tables_ = std::make_shared<Tables>(*tables_);
  for (const auto& op : batch.ops()) {
    carry_out(batch, op, (*tables_)[static_cast<std::size_t>(op.table)]);
  }
  return {};
}

}  // namespace anxin::store
