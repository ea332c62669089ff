#include "ledger/service/store_loader.h"

namespace anxin::ledger {

using store::Table;

std::optional<book::Account> StoreLoader::account(const book::AccountName& name) {
  const auto row = snapshot_->get(Table::accounts, name.text());
  return row ? store::decode_account(name.text(), *row) : std::nullopt;
}

std::optional<book::Account> StoreLoader::account(book::AccountNumber number) {
  const auto row = snapshot_->get(Table::account_numbers, store::number_key(number));
  const auto text = row ? store::decode_name(*row) : std::nullopt;
  const auto name = text ? book::AccountName::parse(*text) : std::nullopt;
  return name ? account(*name) : std::nullopt;
}

std::optional<book::Hold> StoreLoader::hold(book::EntryNumber entry) {
  book::Hold hold{entry, std::nullopt, {}};
  std::uint32_t lines_total = 0;
  for (std::uint32_t slice = 0;; ++slice) {
    const auto row = snapshot_->get(Table::holds, store::hold_key(entry, slice));
    const auto part = row ? store::decode_slice(*row) : std::nullopt;
    if (!part) return std::nullopt;
    if (slice == 0) {
      hold.expires_at = part->expires_at;
      lines_total = part->lines_total;
    }
    const bool same_hold = part->expires_at == hold.expires_at && part->lines_total == lines_total;
    if (!same_hold) return std::nullopt;
    hold.lines.insert(hold.lines.end(), part->lines.begin(), part->lines.end());
    if (hold.lines.size() >= lines_total) return hold;
  }
}

std::optional<book::EntryNumber> StoreLoader::key(std::string_view key) {
  if (key.empty()) return std::nullopt;
  const auto row = snapshot_->get(Table::keys, key);
  return row ? store::decode_entry_number(*row) : std::nullopt;
}

std::optional<book::Entry> StoreLoader::entry(book::EntryNumber number) {
  const auto row = snapshot_->get(Table::journal, store::entry_key(number));
  const auto journal = row ? store::decode_journal(*row) : std::nullopt;
  return journal ? book::decode_entry(journal->canonical) : std::nullopt;
}

std::optional<book::EntryNumber> StoreLoader::record_version(const book::RecordId& id) {
  const auto row = snapshot_->get(Table::records, store::record_key(id));
  const auto record = row ? store::decode_record(*row) : std::nullopt;
  if (!record) return std::nullopt;
  return record->version;
}

std::optional<Digest> StoreLoader::digest(book::EntryNumber number) const {
  const auto row = snapshot_->get(Table::journal, store::entry_key(number));
  const auto journal = row ? store::decode_journal(*row) : std::nullopt;
  if (!journal) return std::nullopt;
  return journal->digest;
}

}  // namespace anxin::ledger
