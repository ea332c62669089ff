#include "ledger/service/group_writes.h"

namespace anxin::ledger {
namespace {

using store::Table;
using store::WriteBatch;

void write_event(WriteBatch& batch, const book::Opened& event, book::EntryNumber) {
  batch.append(Table::account_numbers, store::number_key(event.number),
               store::encode(store::AccountOpening{event.normal, event.currency, event.opened_on,
                                                   event.name.text()}));
  batch.put(Table::names, event.name.text(), store::encode_number(event.number));
}
void write_event(WriteBatch& batch, const book::Held& event, book::EntryNumber entry) {
  if (!event.expires_at) return;
  batch.put(Table::expiries, store::expiry_key({*event.expires_at, entry}), store::encode_expiry());
}
void write_event(WriteBatch& batch, const book::Reversed& event, book::EntryNumber entry) {
  batch.put(Table::reversals, store::entry_key(event.entry), store::encode_entry_number(entry));
}
template <class Other>
void write_event(WriteBatch&, const Other&, book::EntryNumber) {}

void write_account(WriteBatch& batch, const book::AccountSlot& slot) {
  const auto number = slot.state.number;
  batch.put(Table::accounts, store::number_key(number), store::encode(slot.state));
  for (const auto& [day, sums] : slot.days()) {
    const auto row = store::encode(sums);
    batch.add_up(Table::days, store::day_key(day, number), row);
    batch.add_up(Table::months, store::month_key(month_of(day), number), row);
  }
}

void write_records(WriteBatch& batch, book::EntryNumber entry,
                   const std::vector<book::RecordWrite>& writes) {
  for (const auto& write : writes) {
    batch.put(Table::records, store::record_key(write.id),
              store::encode_record(entry, write.value));
  }
}

}  // namespace

void write_entry(WriteBatch& batch, const book::Applied& applied, book::PostingNumber postings) {
  const auto& entry = applied.entry;
  batch.append(Table::journal, store::entry_key(entry.number),
               store::encode_journal_head(applied.digest, postings), applied.canonical);
  if (!applied.postings.empty()) {
    batch.append_in_place(
        Table::postings, store::entry_key(applied.first_posting), [&](ByteWriter& out) {
          store::write_block(out, entry.number, entry.recorded_at, applied.postings);
        });
  }
  if (!entry.key.empty()) {
    batch.put(Table::keys, entry.key, store::encode_entry_number(entry.number));
  }
  for (const auto& event : entry.events) {
    std::visit([&](const auto& one) { write_event(batch, one, entry.number); }, event);
  }
}

void write_holds(WriteBatch& batch, book::Books& books) {
  std::optional<std::pair<book::EntryNumber, std::uint32_t>> written;
  for (const auto& changed : books.take_changed_lines()) {
    const std::pair slice(changed.hold, changed.line / store::kHoldSliceLines);
    if (written == slice) continue;
    written = slice;
    const book::Hold& hold = *books.find_hold(changed.hold);
    batch.put(Table::holds, store::hold_key(slice.first, slice.second),
              store::encode_slice(hold, slice.second));
    if (hold.expires_at && !books.expiries().contains({*hold.expires_at, hold.entry})) {
      batch.erase(Table::expiries, store::expiry_key({*hold.expires_at, hold.entry}));
    }
  }
}

void write_stripe(WriteBatch& batch, book::Books& books, book::AccountTable::Stripe stripe) {
  const auto head = books.head().entry;
  books.write_out(stripe, [&](const auto& slot) { write_account(batch, slot); });
  batch.put(Table::meta, store::kMetaCheckpoint,
            store::encode_entry_number(books.accounts().complete_through(head)));
}

void GroupWrites::clear() {
  accepted.clear();
  closing.clear();
  batch.clear();
}

Result<void> commit(store::Store& store, const Clock& clock, GroupWrites& writes) {
  const auto begun = clock.elapsed();
  for (const auto& [applied, records, postings] : writes.accepted) {
    write_entry(writes.batch, applied, postings);
    write_records(writes.batch, applied.entry.number, records);
  }
  writes.accepted.clear();
  writes.batch.add(writes.closing);
  auto outcome = store.commit(writes.batch);
  writes.commit_time = clock.elapsed() - begun;
  return outcome;
}

}  // namespace anxin::ledger
