// A store that is only read, and counts how often: for promises about cost.
#pragma once

#include "ledger/store/store.h"

namespace anxin::tests {

class CountingStore final : public store::Store {
 public:
  explicit CountingStore(const store::Store& inner) : inner_(inner) {}
  [[nodiscard]] Result<std::unique_ptr<store::Snapshot>> snapshot(
      store::Patience patience) const override {
    return std::make_unique<CountingSnapshot>(inner_.snapshot(patience).value(), moves_);
  }
  [[nodiscard]] Result<void> copy_to(const std::filesystem::path& folder) const override {
    return inner_.copy_to(folder);
  }
  [[nodiscard]] store::StoreStatus status() const override { return inner_.status(); }
  [[nodiscard]] Result<void> commit(const store::WriteBatch&) override {
    return fail(store::kUnavailable);
  }
  /// Look-ups and moves of cursors so far.
  [[nodiscard]] std::size_t moves() const { return moves_; }

 private:
  class CountingCursor final : public store::Cursor {
   public:
    CountingCursor(std::unique_ptr<store::Cursor> inner, std::size_t& moves)
        : inner_(std::move(inner)), moves_(moves) {}
    bool seek(std::string_view key) override { return ++moves_, inner_->seek(key); }
    bool seek_back(std::string_view key) override { return ++moves_, inner_->seek_back(key); }
    bool next() override { return ++moves_, inner_->next(); }
    bool last() override { return ++moves_, inner_->last(); }
    [[nodiscard]] std::string_view key() const override { return inner_->key(); }
    [[nodiscard]] std::string_view value() const override { return inner_->value(); }

   private:
    std::unique_ptr<store::Cursor> inner_;
    std::size_t& moves_;
  };

  class CountingSnapshot final : public store::Snapshot {
   public:
    CountingSnapshot(std::unique_ptr<store::Snapshot> inner, std::size_t& moves)
        : inner_(std::move(inner)), moves_(moves) {}
    [[nodiscard]] std::optional<std::string_view> get(store::Table table,
                                                      std::string_view key) const override {
      ++moves_;
      return inner_->get(table, key);
    }
    [[nodiscard]] std::unique_ptr<store::Cursor> cursor(store::Table table) const override {
      return std::make_unique<CountingCursor>(inner_->cursor(table), moves_);
    }

   private:
    std::unique_ptr<store::Snapshot> inner_;
    std::size_t& moves_;
  };

  const store::Store& inner_;
  mutable std::size_t moves_ = 0;
};

}  // namespace anxin::tests
