#include "ledger/service/store_loader.h"

namespace anxin::ledger {

using store::Table;

std::optional<std::string_view> StoreLoader::near(Place& place, Table table,
                                                  std::string_view key) const {
  if (!place) place = snapshot_->cursor(table);
  if (!place->seek(key) || place->key() != key) return std::nullopt;
  return place->value();
}

std::optional<book::AccountNumber> StoreLoader::account_number(std::string_view name) {
  const auto row = near(names_, Table::names, name);
  return row ? store::decode_number(*row) : std::nullopt;
}

std::optional<store::AccountOpening> StoreLoader::opening(book::AccountNumber number) const {
  const auto row = snapshot_->get(Table::account_numbers, store::number_key(number));
  return row ? store::decode_opening(*row) : std::nullopt;
}

std::optional<book::AccountName> StoreLoader::account_name(book::AccountNumber number) {
  const auto found = opening(number);
  return found ? book::AccountName::parse(found->name) : std::nullopt;
}

std::optional<book::AccountState> StoreLoader::account(book::AccountNumber number) {
  const auto row = near(accounts_, Table::accounts, store::number_key(number));
  return row ? store::decode_account(number, *row) : std::nullopt;
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

std::string StoreLoader::last_key() const {
  const auto keys = snapshot_->cursor(Table::keys);
  return keys->last() ? std::string(keys->key()) : std::string();
}

// Callers mostly number their keys or begin them with the time: then one look tells.
std::optional<book::EntryNumber> StoreLoader::key(std::string_view key) {
  if (!last_key_) last_key_ = last_key();
  if (key.empty() || key > *last_key_) return std::nullopt;
  const auto row = snapshot_->get(Table::keys, key);
  return row ? store::decode_entry_number(*row) : std::nullopt;
}

std::optional<store::JournalRow> StoreLoader::journal(book::EntryNumber number) const {
  const auto row = snapshot_->get(Table::journal, store::entry_key(number));
  return row ? store::decode_journal(*row) : std::nullopt;
}

std::optional<book::Entry> StoreLoader::entry(book::EntryNumber number) {
  const auto row = journal(number);
  return row ? book::decode_entry(row->canonical) : std::nullopt;
}

std::optional<book::EntryNumber> StoreLoader::reversed_by(book::EntryNumber entry) {
  const auto row = snapshot_->get(Table::reversals, store::entry_key(entry));
  return row ? store::decode_entry_number(*row) : std::nullopt;
}

std::optional<book::EntryNumber> StoreLoader::record_version(const book::RecordId& id) {
  const auto row = snapshot_->get(Table::records, store::record_key(id));
  const auto record = row ? store::decode_record(*row) : std::nullopt;
  if (!record) return std::nullopt;
  return record->version;
}

}  // namespace anxin::ledger
