#include "ledger/service/reader.h"

#include <algorithm>

#include "ledger/base/invariant.h"
#include "ledger/service/chain_walk.h"
#include "ledger/service/open_books.h"
#include "ledger/service/writer.h"
#include "ledger/store/book_rows.h"

namespace anxin::ledger {

using book::Account;
using book::AccountNumber;
using book::AccountState;
using book::SideSums;
using store::Table;

// ---- opening ------------------------------------------------------------------------------------

Result<Reader> Reader::open(const store::Store& store) {
  Reader reader;
  reader.snapshot_ = LEDGER_TRY(store.snapshot());
  reader.loader_.aim(*reader.snapshot_);
  return reader;
}

Result<Reader> Reader::open(const store::Store& store, Instant now) {
  Reader reader = LEDGER_TRY(open_for_records(store, now));
  LEDGER_CHECK(reader.carry_forward());
  return reader;
}

Result<Reader> Reader::open_for_records(const store::Store& store, Instant now) {
  Reader reader = LEDGER_TRY(open(store));
  Standing standing;
  standing.book = LEDGER_TRY(store::read_identity(*reader.snapshot_));  // first: says the format
  standing.head = LEDGER_TRY(store::read_head(*reader.snapshot_));
  reader.standing_ = std::make_shared<const Standing>(std::move(standing));
  reader.note_expired(now);
  return reader;
}

Result<Reader> Reader::open(const Writer& writer, Instant now) {
  LEDGER_INVARIANT(writer.at_rest());
  if (writer.stopped()) return fail(store::kOutcomeUnknown);  // its memory is ahead of the disk
  Reader reader = LEDGER_TRY(open(writer.store()));
  reader.standing_ = writer.standing();
  reader.pages_ = reader.standing_->pages;
  const auto& first = reader.standing_->first_expiry;
  if (first && *first <= std::max(now, reader.head().recorded_at)) reader.note_expired(now);
  return reader;
}

Result<void> Reader::carry_forward() const {
  const auto books = LEDGER_TRY(open_books(*snapshot_, loader_));
  pages_ = std::make_shared<const book::AccountTable::Pages>(books->accounts().share());
  return {};
}

const book::AccountTable::Pages& Reader::pages() const {
  if (pages_ == nullptr && !carry_forward()) throw store::Unreadable();
  return *pages_;
}

void Reader::note_expired(Instant now) {
  const auto cursor = snapshot_->cursor(Table::expiries);
  for (bool more = cursor->seek(""); more; more = cursor->next()) {
    const auto expiry = store::decode_expiry(cursor->key());
    if (!expiry || expiry->first > std::max(now, head().recorded_at)) break;
    note_expired(expiry->second);
  }
}

void Reader::note_expired(book::EntryNumber number) {
  auto hold = loader_.hold(number);
  if (!hold) return;
  for (auto& line : hold->lines) {
    if (line.state != book::LineState::open) continue;
    line.state = book::LineState::expired;
    expired_[line.debit].debits += line.amount;
    expired_[line.credit].credits += line.amount;
  }
  lapsed_.emplace(number, std::move(*hold));
}

// ---- accounts -----------------------------------------------------------------------------------

std::optional<AccountState> Reader::state(AccountNumber number) const {
  std::optional<AccountState> found;
  if (const auto* slot = book::find(pages(), number)) {
    found = slot->state;
  } else {
    found = loader_.account(number);
  }
  if (!found) return std::nullopt;
  if (const auto lapsed = expired_.find(number); lapsed != expired_.end()) {
    found->held.debits -= lapsed->second.debits;
    found->held.credits -= lapsed->second.credits;
  }
  return found;
}

std::optional<Account> Reader::account(const book::AccountName& name) const {
  const auto number = loader_.account_number(name.text());
  const auto found = number ? state(*number) : std::nullopt;
  if (!found) return std::nullopt;
  return Account{*found, name};
}

std::optional<book::AccountName> Reader::account_name(AccountNumber number) const {
  return loader_.account_name(number);
}

std::optional<Account> Reader::account(AccountNumber number) const {
  const auto name = loader_.account_name(number);
  const auto found = name ? state(number) : std::nullopt;
  if (!found) return std::nullopt;
  return Account{*found, *name};
}

std::vector<Account> Reader::accounts(std::string_view prefix) const {
  std::vector<Account> found;
  const auto cursor = snapshot_->cursor(Table::names);
  for (bool more = cursor->seek(prefix); more && cursor->key().starts_with(prefix);
       more = cursor->next()) {
    const auto name = book::AccountName::parse(cursor->key());
    const auto number = store::decode_number(cursor->value());
    const auto account = name && number ? state(*number) : std::nullopt;
    if (account) found.push_back({*account, *name});
  }
  return found;
}

// ---- the past -----------------------------------------------------------------------------------

book::PostingNumber Reader::postings_through(book::EntryNumber entry) const {
  const auto row = entry == 0 ? std::nullopt : loader_.journal(std::min(entry, head().entry));
  return row ? row->postings : 0;
}

book::EntryNumber Reader::last_entry(Instant when) const {
  book::EntryNumber known = 0;  // recorded at or before; every entry after `beyond` is later
  for (auto beyond = head().entry + 1; known + 1 < beyond;) {
    const auto middle = known + (beyond - known) / 2;
    const auto row = loader_.journal(middle);
    const bool at_or_before = row && book::recorded_at(row->canonical) <= when;
    (at_or_before ? known : beyond) = middle;
  }
  return known;
}

void Reader::walk_back_from(const AccountState& account, Instant when, const Visit& visit) const {
  ChainWalk chain(*snapshot_, account);
  chain.walk(chain.last_through(postings_through(last_entry(when))), visit);
}

std::vector<HistoryLine> Reader::history(const AccountState& account, std::size_t limit,
                                         HistoryFrom from) const {
  std::vector<HistoryLine> lines;
  if (limit == 0) return lines;
  ChainWalk chain(*snapshot_, account);
  auto through = head().postings;
  if (from.before && *from.before <= head().entry) {
    const auto before = *from.before == 0 ? 0 : postings_through(*from.before - 1);
    const auto end = *from.before == 0 ? 0 : postings_through(*from.before);
    const auto more = from.before_posting.value_or(0);
    through = std::min(before + more, end);
  }
  chain.walk(chain.last_through(through), [&](const HistoryLine& line) {
    lines.push_back(line);
    return lines.size() < limit;
  });
  return lines;
}

SideSums Reader::posted_as_of(const AccountState& account, Instant when) const {
  ChainWalk chain(*snapshot_, account);
  return chain.posted_after(chain.last_through(postings_through(last_entry(when))));
}

SideSums Reader::posted_effective(const AccountState& account, Date day) const {
  // What is effective later is taken off: rows of the checkpoint, and what it has not caught up
  // with.
  SideSums sums = account.posted;
  const auto take_off = [&](const SideSums& later) {
    sums.debits -= later.debits;
    sums.credits -= later.credits;
  };
  const auto row_of = [&](Table table, const std::string& key) {
    const auto row = snapshot_->get(table, key);
    if (const auto later = row ? store::decode_sums(*row) : std::nullopt) take_off(*later);
  };
  const Date today = shanghai_date(head().recorded_at);  // nothing is effective after it
  if (day >= today) return sums;
  const Month month = month_of(std::max(day, account.opened_on));
  const Date first = std::max(day, account.opened_on - std::chrono::days(1)) + std::chrono::days(1);
  for (auto later = first; later <= std::min(today, last_day(month));
       later += std::chrono::days(1)) {
    row_of(Table::days, store::day_key(later, account.number));
  }
  for (auto later = month + std::chrono::months(1); later <= month_of(today);
       later += std::chrono::months(1)) {
    row_of(Table::months, store::month_key(later, account.number));
  }
  if (const auto* slot = book::find(pages(), account.number)) {
    for (const auto& noted : slot->days()) {
      if (noted.day > day) take_off(noted.sums);
    }
  }
  return sums;
}

std::optional<book::Entry> Reader::entry(book::EntryNumber number) const {
  return loader_.entry(number);
}

std::optional<book::EntryNumber> Reader::entry_of_key(std::string_view key) const {
  return loader_.key(key);
}

std::optional<book::EntryNumber> Reader::reversed_by(book::EntryNumber entry) const {
  return loader_.reversed_by(entry);
}

std::optional<Digest> Reader::digest(book::EntryNumber number) const {
  const auto row = loader_.journal(number);
  if (!row) return std::nullopt;
  return row->digest;
}

std::optional<book::Hold> Reader::hold(book::EntryNumber entry) const {
  if (const auto lapsed = lapsed_.find(entry); lapsed != lapsed_.end()) return lapsed->second;
  return loader_.hold(entry);
}

std::optional<StoredRecord> Reader::record(const book::RecordId& id) const {
  const auto row = snapshot_->get(Table::records, store::record_key(id));
  const auto record = row ? store::decode_record(*row) : std::nullopt;
  if (!record) return std::nullopt;
  return StoredRecord{id.key, record->version, std::string(record->value)};
}

std::vector<StoredRecord> Reader::records(std::string_view table, std::string_view prefix) const {
  std::vector<StoredRecord> found;
  const auto first = store::record_key({std::string(table), std::string(prefix)});
  const auto cursor = snapshot_->cursor(Table::records);
  for (bool more = cursor->seek(first); more && cursor->key().starts_with(first);
       more = cursor->next()) {
    const auto record = store::decode_record(cursor->value());
    if (!record) continue;
    found.push_back({std::string(cursor->key().substr(table.size() + 1)), record->version,
                     std::string(record->value)});
  }
  return found;
}

}  // namespace anxin::ledger
