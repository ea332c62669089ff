#include "ledger/service/writer.h"

#include <algorithm>

namespace anxin::ledger {
namespace {

using store::Table;
using store::WriteBatch;

std::size_t count_postings(book::Books& books, const book::Command& command) {
  std::size_t count = 0;
  for (const auto& step : command.steps) {
    if (const auto* post = std::get_if<book::Post>(&step)) count += post->postings.size();
    if (const auto* hold = std::get_if<book::HoldOrder>(&step)) count += hold->postings.size();
    if (const auto* settle = std::get_if<book::Settle>(&step)) {
      const auto* hold = settle->lines ? nullptr : book::find_hold(books, settle->hold);
      if (settle->lines) count += settle->lines->size();
      if (hold != nullptr) count += hold->lines.size();
    }
  }
  return count;
}

// What an accepted entry adds for ever: journal, postings, key, names of new accounts.
void record_entry(WriteBatch& batch, const book::Applied& applied) {
  const auto& entry = applied.entry;
  batch.append(Table::journal, store::entry_key(entry.number),
               store::encode_journal(applied.digest, applied.canonical));
  if (!applied.postings.empty()) {
    batch.append(Table::postings, store::entry_key(applied.first_posting),
                 store::encode({entry.number, entry.recorded_at, applied.postings}));
  }
  if (!entry.key.empty()) {
    batch.put(Table::keys, entry.key, store::encode_entry_number(entry.number));
  }
  for (const auto& event : entry.events) {
    const auto* opened = std::get_if<book::Opened>(&event);
    if (opened == nullptr) continue;
    batch.append(Table::account_numbers, store::number_key(opened->number),
                 store::encode_name(opened->name.text()));
  }
}

void record_expiry(WriteBatch& batch, const book::Entry& entry) {
  for (const auto& event : entry.events) {
    const auto* held = std::get_if<book::Held>(&event);
    if (held == nullptr || !held->expires_at) continue;
    batch.put(Table::expiries, store::expiry_key({*held->expires_at, entry.number}),
              store::encode_expiry());
  }
}

// The state that the group changed, each account and each slice of a hold once.
void record_state(WriteBatch& batch, book::Books& books) {
  const auto changes = books.drain();
  for (const auto number : changes.accounts) {
    const auto& account = books.at(number);
    batch.put(Table::accounts, account.name.text(), store::encode(account));
  }
  std::optional<std::pair<book::EntryNumber, std::uint32_t>> written;
  for (const auto& changed : changes.lines) {
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
  batch.put(Table::meta, store::kMetaHead, store::encode(books.head()));
}

}  // namespace

WriteBatch first_contents(const store::BookIdentity& identity) {
  Hasher hasher;
  book::Head head;
  head.digest = book::genesis(hasher, identity.id);
  head.recorded_at = identity.created;
  WriteBatch batch;
  batch.put(Table::meta, store::kMetaBook, store::encode(identity));
  batch.put(Table::meta, store::kMetaHead, store::encode(head));
  batch.put(Table::meta, store::kMetaEpoch, store::encode_epoch(0));
  return batch;
}

Result<std::unique_ptr<Writer>> Writer::open(store::Store& store, const Clock& clock) {
  const auto snapshot = LEDGER_TRY(store.snapshot());
  const auto row = snapshot->get(Table::meta, store::kMetaBook);
  const auto identity = row ? store::decode_book(*row) : std::nullopt;
  if (!identity) return fail(store::kDamaged, {{"what", "book"}});
  std::unique_ptr<Writer> writer(new Writer(store, clock, *identity));
  LEDGER_CHECK(writer->take_over());
  LEDGER_CHECK(writer->load());
  return writer;
}

Result<void> Writer::take_over() {
  WriteBatch batch;
  {
    const auto snapshot = LEDGER_TRY(store_.snapshot());
    const auto row = snapshot->get(Table::meta, store::kMetaEpoch);
    const auto before = row ? store::decode_epoch(*row) : std::nullopt;
    if (!before) return fail(store::kDamaged, {{"what", "epoch"}});
    epoch_ = *before + 1;
    batch.expect(Table::meta, store::kMetaEpoch, *row);
  }
  batch.put(Table::meta, store::kMetaEpoch, store::encode_epoch(epoch_));
  return store_.commit(batch);
}

Result<void> Writer::load() {
  LEDGER_CHECK(refresh());
  const auto row = snapshot_->get(Table::meta, store::kMetaHead);
  const auto head = row ? store::decode_head(*row) : std::nullopt;
  if (!head) return fail(store::kDamaged, {{"what", "head"}});
  books_ = std::make_unique<book::Books>(*head, &loader_);
  const auto cursor = snapshot_->cursor(Table::expiries);
  for (bool more = cursor->seek(""); more; more = cursor->next()) {
    const auto expiry = store::decode_expiry(cursor->key());
    if (!expiry) return fail(store::kDamaged, {{"what", "expiries"}});
    books_->expiries().insert(*expiry);
  }
  return {};
}

Result<void> Writer::refresh() {
  snapshot_ = LEDGER_TRY(store_.snapshot());
  loader_.aim(*snapshot_);
  return {};
}

void Writer::submit(book::Command command, Answer answer) {
  queue_.push_back({std::move(command), std::move(answer)});
}

std::size_t Writer::pump() {
  if (queue_.empty()) return 0;
  Group group;
  const auto ready = stopped_ ? fail(store::kOutcomeUnknown) : refresh();
  while (!queue_.empty() && group.answers.size() < kGroupCommandsMax) {
    const auto size = ready ? count_postings(*books_, queue_.front().command) : 0;
    if (!group.answers.empty() && group.postings + size > kGroupPostingsMax) break;
    group.postings += size;
    Waiting waiting = std::move(queue_.front());
    queue_.pop_front();
    if (ready) {
      take(group, std::move(waiting));
    } else {
      group.answers.push_back({std::move(waiting.answer), tl::make_unexpected(ready.error())});
    }
  }
  if (ready) commit(group);
  for (auto& answered : group.answers) answered.answer(std::move(answered.result));
  return group.answers.size();
}

void Writer::take(Group& group, Waiting waiting) {
  const Instant now = waiting.command.at.value_or(clock_.now());
  sweep(group, now);
  const auto verdict = book::apply(*books_, hasher_, waiting.command, now);
  if (!verdict) {
    group.answers.push_back({std::move(waiting.answer), tl::make_unexpected(verdict.error())});
    return;
  }
  group.answers.push_back({std::move(waiting.answer), receipt(group, waiting.command, *verdict)});
}

void Writer::sweep(Group& group, Instant now) {
  while (const auto expired = book::expire_next(*books_, hasher_, now)) {
    record_entry(group.batch, *expired);
  }
}

Result<Receipt> Writer::receipt(Group& group, const book::Command& command,
                                const book::Verdict& verdict) {
  if (const auto* replayed = std::get_if<book::Replayed>(&verdict)) {
    return Receipt{identity_.id, replayed->entry, {}, true, replayed->answer};
  }
  const auto& applied = std::get<book::Applied>(verdict);
  record_entry(group.batch, applied);
  record_expiry(group.batch, applied.entry);
  for (const auto& write : command.writes) {
    group.batch.put(Table::records, store::record_key(write.id),
                    store::encode_record(applied.entry.number, write.value));
  }
  return Receipt{identity_.id, applied.entry.number, applied.digest, false, command.answer};
}

void Writer::commit(Group& group) {
  Result<void> outcome;
  if (!group.batch.ops().empty()) {
    const auto head_before = snapshot_->get(Table::meta, store::kMetaHead);
    group.batch.expect(Table::meta, store::kMetaHead, *head_before);
    group.batch.expect(Table::meta, store::kMetaEpoch, store::encode_epoch(epoch_));
    record_state(group.batch, *books_);
    snapshot_.reset();  // an open reader would keep the pages this commit frees
    outcome = store_.commit(group.batch);
  }
  if (outcome) outcome = refresh();
  if (!outcome) {
    // Nothing is known to be written: every answer of the group becomes the fault, refusals too,
    // for they may rest on a posting that never happened. When the store says that nothing was
    // changed, the books are read again and work goes on.
    const bool unchanged = outcome.error().reason == store::kFull && load().has_value();
    stopped_ = !unchanged;
    for (auto& answered : group.answers) {
      answered.result = tl::make_unexpected(outcome.error());
    }
    return;
  }
  for (auto& answered : group.answers) {
    if (!answered.result || !answered.result->replayed) continue;
    const auto digest = loader_.digest(answered.result->entry);
    if (digest) answered.result->digest = *digest;
  }
}

Result<Receipt> Writer::judge(const book::Command& command) {
  LEDGER_CHECK(refresh());
  book::Books scratch(books_->head(), &loader_);
  scratch.expiries() = books_->expiries();
  while (book::expire_next(scratch, hasher_, clock_.now())) {
  }
  const auto verdict = LEDGER_TRY(book::apply(scratch, hasher_, command, clock_.now()));
  const auto* replayed = std::get_if<book::Replayed>(&verdict);
  if (replayed == nullptr) return Receipt{identity_.id, 0, {}, false, command.answer};
  return Receipt{identity_.id, replayed->entry, loader_.digest(replayed->entry).value_or(Digest{}),
                 true, replayed->answer};
}

Result<Receipt> Writer::execute(book::Command command) {
  Result<Receipt> outcome = fail(store::kOutcomeUnknown);
  submit(std::move(command), [&outcome](Result<Receipt> result) { outcome = std::move(result); });
  while (pump() > 0) {
  }
  return outcome;
}

}  // namespace anxin::ledger
