#include "ledger/service/reader.h"

#include <algorithm>

#include "ledger/base/bytes.h"
#include "ledger/base/invariant.h"

namespace anxin::ledger {

using book::Account;
using book::SideSums;
using store::Table;

Result<Reader> Reader::open(const store::Store& store, Instant now) {
  Reader reader;
  reader.snapshot_ = LEDGER_TRY(store.snapshot());
  reader.loader_.aim(*reader.snapshot_);
  LEDGER_CHECK(reader.load(now));
  return reader;
}

Result<void> Reader::load(Instant now) {
  const auto book_row = snapshot_->get(Table::meta, store::kMetaBook);
  const auto head_row = snapshot_->get(Table::meta, store::kMetaHead);
  const auto identity = book_row ? store::decode_book(*book_row) : std::nullopt;
  const auto head = head_row ? store::decode_head(*head_row) : std::nullopt;
  if (!identity || !head) return fail(store::kDamaged, {{"what", "book"}});
  identity_ = *identity;
  head_ = *head;
  const auto cursor = snapshot_->cursor(Table::expiries);
  for (bool more = cursor->seek(""); more; more = cursor->next()) {
    const auto expiry = store::decode_expiry(cursor->key());
    if (!expiry || expiry->first > std::max(now, head_.recorded_at)) break;
    note_expired(expiry->second);
  }
  return {};
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

Account Reader::without_expired(Account account) const {
  if (const auto lapsed = expired_.find(account.number); lapsed != expired_.end()) {
    account.held.debits -= lapsed->second.debits;
    account.held.credits -= lapsed->second.credits;
  }
  return account;
}

std::optional<Account> Reader::account(const book::AccountName& name) const {
  auto account = loader_.account(name);
  if (account) account = without_expired(std::move(*account));
  return account;
}

std::optional<Account> Reader::account(book::AccountNumber number) const {
  auto account = loader_.account(number);
  if (account) account = without_expired(std::move(*account));
  return account;
}

std::vector<Account> Reader::accounts(std::string_view prefix) const {
  std::vector<Account> found;
  const auto cursor = snapshot_->cursor(Table::accounts);
  for (bool more = cursor->seek(prefix); more && cursor->key().starts_with(prefix);
       more = cursor->next()) {
    auto account = store::decode_account(cursor->key(), cursor->value());
    if (account) found.push_back(without_expired(std::move(*account)));
  }
  return found;
}

HistoryLine Reader::line_at(book::PostingNumber number, book::AccountNumber account,
                            book::PostingNumber& previous) const {
  const auto cursor = snapshot_->cursor(Table::postings);
  LEDGER_INVARIANT(cursor->seek_back(store::entry_key(number)));
  const auto first = ByteReader(cursor->key()).u64();
  const auto head = store::decode_block_head(cursor->value());
  const auto index = static_cast<std::size_t>(number - first);
  const auto posting = store::decode_posting(cursor->value(), index);
  LEDGER_INVARIANT(head.has_value() && posting.has_value());
  const bool debit = posting->debit == account;
  previous = debit ? posting->debit_previous : posting->credit_previous;
  HistoryLine line;
  line.entry = head->entry;
  line.posting = index;
  line.number = number;
  line.kind = posting->kind;
  line.recorded_at = head->recorded_at;
  line.effective_on = posting->effective_on;
  line.side = debit ? book::Side::debit : book::Side::credit;
  line.counter = debit ? posting->credit : posting->debit;
  line.amount = posting->amount;
  const auto& after = debit ? posting->debit_after : posting->credit_after;
  line.balance = after.debits - after.credits;  // turned to the normal side by walk()
  return line;
}

void Reader::walk(const Account& account,
                  const std::function<bool(const HistoryLine&)>& visit) const {
  for (auto number = account.last_posting; number != 0;) {
    book::PostingNumber previous = 0;
    HistoryLine line = line_at(number, account.number, previous);
    if (account.normal == book::Side::credit) line.balance = -line.balance;
    if (!visit(line)) return;
    number = previous;
  }
}

std::vector<HistoryLine> Reader::history(const Account& account, std::size_t limit,
                                         HistoryFrom from) const {
  std::vector<HistoryLine> lines;
  if (limit == 0) return lines;
  walk(account, [&](const HistoryLine& line) {
    const bool same_entry = from.before && line.entry == *from.before;
    const bool too_new = from.before && line.entry > *from.before;
    const bool skipped =
        too_new || (same_entry && !(from.before_posting && line.posting < *from.before_posting));
    if (!skipped) lines.push_back(line);
    return lines.size() < limit;
  });
  return lines;
}

SideSums Reader::posted_as_of(const Account& account, Instant when) const {
  SideSums sums = account.posted;
  walk(account, [&](const HistoryLine& line) {
    if (line.recorded_at <= when) return false;
    sums.of(line.side) -= line.amount;
    return true;
  });
  return sums;
}

SideSums Reader::posted_effective(const Account& account, Date day) const {
  SideSums sums = account.posted;
  walk(account, [&](const HistoryLine& line) {
    if (line.effective_on > day) sums.of(line.side) -= line.amount;
    return true;
  });
  return sums;
}

std::optional<book::Entry> Reader::entry(book::EntryNumber number) const {
  return loader_.entry(number);
}

std::optional<book::EntryNumber> Reader::entry_of_key(std::string_view key) const {
  return loader_.key(key);
}

std::optional<Digest> Reader::digest(book::EntryNumber number) const {
  return loader_.digest(number);
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
