#include "ledger/service/open_books.h"

#include "ledger/book/reenact.h"
#include "ledger/store/book_rows.h"

namespace anxin::ledger {
namespace {

using store::Table;

tl::unexpected<Fault> damaged(std::string what) {
  return fail(store::kDamaged, {{"what", std::move(what)}});
}

Result<book::EntryNumber> read_mark(const store::Snapshot& snapshot) {
  const auto row = snapshot.get(Table::meta, store::kMetaCheckpoint);
  const auto mark = row ? store::decode_entry_number(*row) : std::nullopt;
  if (!mark) return damaged("checkpoint");
  return *mark;
}

Result<void> load_expiries(const store::Snapshot& snapshot, book::Books& books) {
  const auto cursor = snapshot.cursor(Table::expiries);
  for (bool more = cursor->seek(""); more; more = cursor->next()) {
    const auto expiry = store::decode_expiry(cursor->key());
    if (!expiry) return damaged("expiries");
    books.expiries().insert(*expiry);
  }
  return {};
}

std::string place(book::EntryNumber entry) { return "entry " + std::to_string(entry); }

}  // namespace

Result<std::unique_ptr<book::Books>> open_books(const store::Snapshot& snapshot,
                                                StoreLoader& loader) {
  const auto head = LEDGER_TRY(store::read_head(snapshot));
  const auto mark = LEDGER_TRY(read_mark(snapshot));
  auto books = std::make_unique<book::Books>(head, &loader);
  LEDGER_CHECK(load_expiries(snapshot, *books));
  if (mark >= head.entry) return books;

  const auto at_mark = mark == 0 ? std::optional(store::JournalRow{}) : loader.journal(mark);
  if (!at_mark) return damaged(place(mark));
  book::Reenactment reenactment(*books, at_mark->postings + 1);
  const auto cursor = snapshot.cursor(Table::journal);
  auto expected = mark;
  for (bool more = cursor->seek(store::entry_key(mark + 1)); more; more = cursor->next()) {
    const auto row = store::decode_journal(cursor->value());
    const auto entry = row ? book::decode_entry(row->canonical) : std::nullopt;
    const bool follows = entry && entry->number == ++expected && reenactment.add(*entry);
    if (!follows) return damaged(place(expected));
  }
  if (expected != head.entry) return damaged(place(expected + 1));
  return books;
}

Result<void> check_from_anchor(const store::Snapshot& snapshot, Hasher& hasher) {
  const auto head = LEDGER_TRY(store::read_head(snapshot));
  // Everything that will be carried out again is checked too.
  const auto mark = LEDGER_TRY(read_mark(snapshot));
  const auto anchors = snapshot.cursor(Table::anchors);
  const bool found = anchors->seek_back(store::entry_key(mark));
  const auto anchor = found ? store::decode_head(anchors->value()) : std::nullopt;
  if (!anchor) return damaged("anchor");
  auto digest = anchor->digest;
  auto entry = anchor->entry;
  const auto cursor = snapshot.cursor(Table::journal);
  for (bool more = cursor->seek(store::entry_key(entry + 1)); more; more = cursor->next()) {
    const auto row = store::decode_journal(cursor->value());
    if (!row || cursor->key() != store::entry_key(++entry)) return damaged(place(entry));
    digest = book::chain(hasher, digest, row->canonical);
    if (digest != row->digest) return damaged(place(entry));
  }
  if (entry != head.entry || digest != head.digest) return damaged("head");
  return {};
}

}  // namespace anxin::ledger
