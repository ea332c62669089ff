#include "ledger/service/verify.h"

#include <fmt/format.h>

#include <map>
#include <set>

#include "ledger/base/bytes.h"
#include "ledger/service/open_books.h"
#include "ledger/service/replay.h"
#include "ledger/service/store_loader.h"
#include "ledger/store/book_rows.h"

namespace anxin::ledger {
namespace {

using store::Table;

constexpr book::EntryNumber kSliceEntries = 10'000;      // then a new snapshot is taken, so that
constexpr book::PostingNumber kSlicePostings = 250'000;  // pages freed meanwhile can be used again

// Findings so far, with a bound.
class Findings {
 public:
  void add(Reason code, std::string place) {
    if (all_.size() < kFindingsMax) all_.push_back({code, std::move(place)});
  }
  [[nodiscard]] bool empty() const { return all_.empty(); }
  std::vector<VerifyFinding> take() { return std::move(all_); }

 private:
  std::vector<VerifyFinding> all_;
};

// What is counted while the journal is walked, to be found in the tables at the end.
struct Counts {
  std::size_t blocks = 0;
  std::size_t keys = 0;
  std::size_t reversals = 0;
  std::set<book::EntryNumber> anchors;
  std::size_t slices = 0;  // of holds
  std::size_t records = 0;
  std::uint64_t versions = 0;  // Σ weight(record, version) of the last writes
};

// Looks drawn at random for each record and version.
std::uint64_t version_weight(std::uint64_t seed, std::string_view record_key,
                             book::EntryNumber version) {
  auto x = seed ^ (std::hash<std::string_view>{}(record_key) + 0x9e3779b97f4a7c15U * version);
  x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9U;
  return x ^ (x >> 31U);
}

// Walks the journal and compares what each entry left in the tables that only ever grow.
class JournalCheck {
 public:
  JournalCheck(Hasher& hasher, Findings& findings, std::uint64_t seed)
      : hasher_(hasher), findings_(findings), replay_(seed) {}

  void begin(const book::BookIdentity& identity) {
    head_.digest = book::genesis(hasher_, identity);
    head_.recorded_at = identity.created;
    format_ = identity.format;
  }

  /// Keeps nothing of the snapshot, which ends.
  void let_go() {
    loader_.let_go();
    snapshot_ = nullptr;
  }

  enum class Stopped { end, slice, damage };
  /// Goes on until the journal ends, the slice is over, or an entry is so damaged that nothing
  /// after it can be trusted.
  Stopped walk(const store::Snapshot& snapshot) {
    snapshot_ = &snapshot;
    loader_.aim(snapshot);
    check_anchor();
    const auto first = head_;
    const auto cursor = snapshot.cursor(Table::journal);
    for (bool more = cursor->seek(store::entry_key(head_.entry + 1)); more; more = cursor->next()) {
      const bool enough = head_.entry >= first.entry + kSliceEntries ||
                          replay_.posting_count() >= first.postings + kSlicePostings;
      if (enough) return Stopped::slice;
      if (!take(cursor->key(), cursor->value())) return Stopped::damage;
    }
    return Stopped::end;
  }

  [[nodiscard]] const book::Head& head() const { return head_; }
  [[nodiscard]] const Replay& replay() const { return replay_; }
  [[nodiscard]] const Counts& counts() const { return counts_; }

 private:
  bool take(std::string_view key, std::string_view value) {
    const auto number = head_.entry + 1;
    place_ = fmt::format("entry {}", number);
    if (key != store::entry_key(number)) return stop(kEntryMissing);
    const auto row = store::decode_journal(value);
    const auto entry = row ? book::decode_entry(row->canonical) : std::nullopt;
    if (!entry || entry->number != number) return stop(kEntryUnreadable);
    head_.digest = book::chain(hasher_, head_.digest, row->canonical);
    if (head_.digest != row->digest) return stop(kChainBroken);
    // Neither time nor format ever falls.
    if (entry->recorded_at < head_.recorded_at || entry->format < format_) {
      findings_.add(kEntryContradicts, place_);
    }
    format_ = entry->format;
    if (!replay_.add(*entry)) return stop(kEntryContradicts);
    head_.entry = number;
    head_.recorded_at = entry->recorded_at;
    head_.accounts = static_cast<book::AccountNumber>(replay_.accounts().size());
    head_.postings = replay_.posting_count();
    head_.closed_through = replay_.closed_through();
    if (row->postings != head_.postings) findings_.add(kPostingDiffers, place_);
    check_postings(*entry);
    check_key(*entry);
    check_records(*entry);
    for (const auto& event : entry->events) {
      std::visit([this](const auto& one) { check_event(one); }, event);
    }
    for (const auto& hold : replay_.ended()) check_hold(hold);
    check_anchor();
    return true;
  }

  bool stop(Reason code) {
    findings_.add(code, place_);
    return false;
  }

  void check_postings(const book::Entry& entry) {
    const auto& expected = replay_.postings();
    if (expected.empty()) return;
    ++counts_.blocks;
    const auto first = head_.postings - expected.size() + 1;
    const auto row = snapshot_->get(Table::postings, store::entry_key(first));
    ByteWriter block;
    store::write_block(block, entry.number, entry.recorded_at, expected);
    const bool same = row == block.bytes();
    if (!same) findings_.add(kPostingDiffers, place_);
  }

  void check_key(const book::Entry& entry) {
    if (entry.key.empty()) return;
    ++counts_.keys;
    if (loader_.key(entry.key) != entry.number) findings_.add(kKeyDiffers, place_);
  }

  // The last write of a record must be what is stored; an earlier one must have been overwritten.
  void check_records(const book::Entry& entry) {
    for (const auto& written : entry.records) {
      const auto key = store::record_key(written.id);
      if (written.previous == 0) ++counts_.records;
      if (written.previous != 0)
        counts_.versions -= version_weight(replay_.seed(), key, written.previous);
      counts_.versions += version_weight(replay_.seed(), key, entry.number);
      const auto row = snapshot_->get(Table::records, key);
      const auto record = row ? store::decode_record(*row) : std::nullopt;
      const bool overwritten = record && record->version > entry.number;
      const bool same = record && record->version == entry.number &&
                        hasher_.add(record->value).finish() == written.value;
      if (!same && !overwritten) findings_.add(kRecordDiffers, "record " + written.id.table);
    }
  }

  void check_event(const book::Opened& event) {
    const auto row = snapshot_->get(Table::account_numbers, store::number_key(event.number));
    const store::AccountOpening opening{event.normal, event.currency, event.opened_on,
                                        event.name.text()};
    const bool same =
        row == store::encode(opening) && loader_.account_number(event.name.text()) == event.number;
    if (!same) findings_.add(kAccountDiffers, "account " + event.name.string());
  }
  void check_event(const book::Held& event) {
    const book::Hold hold{head_.entry, event.expires_at,
                          std::vector<book::HoldLine>(event.lines.size())};
    counts_.slices += store::slices_of(hold);
  }
  void check_event(const book::Reversed& event) {
    ++counts_.reversals;
    if (loader_.reversed_by(event.entry) != head_.entry) findings_.add(kEntryContradicts, place_);
  }
  template <class Other>
  void check_event(const Other&) {}

  // A hold without open lines never changes again.
  void check_hold(const book::Hold& hold) {
    if (loader_.hold(hold.entry) != hold)
      findings_.add(kHoldDiffers, fmt::format("hold {}", hold.entry));
  }

  void check_anchor() {
    const auto row = snapshot_->get(Table::anchors, store::entry_key(head_.entry));
    if (!row) return;
    counts_.anchors.insert(head_.entry);
    if (store::decode_head(*row) != head_) {
      findings_.add(kAnchorDiffers, fmt::format("entry {}", head_.entry));
    }
  }

  Hasher& hasher_;
  Findings& findings_;
  Replay replay_;
  const store::Snapshot* snapshot_ = nullptr;
  StoreLoader loader_;
  book::Head head_;
  std::uint8_t format_ = 0;  // of the entry before
  Counts counts_;
  std::string place_;
};

// Compares the state at the end of the journal with what a reader of the same snapshot sees.
class StateCheck {
 public:
  StateCheck(const store::Snapshot& snapshot, const JournalCheck& journal, Findings& findings)
      : snapshot_(snapshot),
        loader_(snapshot),
        journal_(journal),
        replay_(journal.replay()),
        findings_(findings) {}

  void run() {
    check_head();
    check_counts();
    check_versions();
    check_holds();
    if (const auto books = open()) {
      pages_ = (*books)->accounts().share();
      check_accounts();
      check_days();
      check_sums();
    }
  }

 private:
  void check_head() {
    const auto row = snapshot_.get(Table::meta, store::kMetaHead);
    const auto head = row ? store::decode_head(*row) : std::nullopt;
    if (head == journal_.head()) return;
    findings_.add(kHeadDiffers,
                  fmt::format("entry {}", head ? head->entry : journal_.head().entry));
  }

  void check_counts() {
    const auto& counts = journal_.counts();
    const auto accounts = replay_.accounts().size();
    expect(Table::postings, counts.blocks, kPostingDiffers);
    expect(Table::names, accounts, kAccountDiffers);
    expect(Table::account_numbers, accounts, kAccountDiffers);
    expect(Table::keys, counts.keys, kKeyDiffers);
    expect(Table::reversals, counts.reversals, kEntryContradicts);
    expect(Table::holds, counts.slices, kHoldDiffers);
    expect(Table::records, counts.records, kRecordDiffers);
    expect(Table::anchors, counts.anchors.size(), kAnchorDiffers);
    expect(Table::expiries, replay_.expiries().size(), kHoldDiffers);
  }
  void expect(Table table, std::size_t rows, Reason code) {
    if (count(table) == rows) return;
    findings_.add(code, std::string(store::kTableNames[static_cast<std::size_t>(table)]));
  }
  [[nodiscard]] std::size_t count(Table table) const {
    std::size_t rows = 0;
    const auto cursor = snapshot_.cursor(table);
    for (bool more = cursor->seek(""); more; more = cursor->next()) ++rows;
    return rows;
  }

  // No record claims a version that is not its last one.
  void check_versions() {
    std::uint64_t versions = 0;
    const auto cursor = snapshot_.cursor(Table::records);
    for (bool more = cursor->seek(""); more; more = cursor->next()) {
      const auto record = store::decode_record(cursor->value());
      if (record) versions += version_weight(replay_.seed(), cursor->key(), record->version);
    }
    if (versions != journal_.counts().versions) findings_.add(kRecordDiffers, "records");
  }

  void check_holds() {
    for (const auto& [entry, hold] : replay_.open_holds()) {
      if (loader_.hold(entry) != hold) findings_.add(kHoldDiffers, fmt::format("hold {}", entry));
    }
    for (const auto& expiry : replay_.expiries()) {
      const auto row = snapshot_.get(Table::expiries, store::expiry_key(expiry));
      if (row != store::encode_expiry()) {
        findings_.add(kHoldDiffers, fmt::format("expiry of hold {}", expiry.second));
      }
    }
  }

  // The checkpoint with everything after it carried out, as every reader begins.
  std::optional<std::unique_ptr<book::Books>> open() {
    auto books = open_books(snapshot_, loader_);
    if (books) return std::move(*books);
    findings_.add(kAccountDiffers, "checkpoint");
    return std::nullopt;
  }

  void check_accounts() {
    std::size_t rows = 0;
    for (const auto& expected : replay_.accounts()) {
      const auto* slot = book::find(pages_, expected.number);
      const auto row = loader_.account(expected.number);
      if (row) ++rows;
      const bool same = slot != nullptr ? slot->state == expected : row == expected;
      if (!same) findings_.add(kAccountDiffers, place_of(expected.number));
    }
    expect(Table::accounts, rows, kAccountDiffers);
  }

  [[nodiscard]] std::string place_of(book::AccountNumber number) {
    const auto name = loader_.account_name(number);
    return "account " + (name ? name->string() : std::to_string(number));
  }

  void check_days() {
    std::deque<DaySketch> found(replay_.accounts().size());
    const auto add_rows = [&](Table table, const auto& add) {
      const auto cursor = snapshot_.cursor(table);
      for (bool more = cursor->seek(""); more; more = cursor->next()) {
        const auto key = store::decode_period_key(cursor->key());
        const auto sums = store::decode_sums(cursor->value());
        const bool known = key && sums && key->account >= 1 && key->account <= found.size();
        if (!known) {
          findings_.add(kDaysDiffer,
                        std::string(store::kTableNames[static_cast<std::size_t>(table)]));
        } else {
          add(found[key->account - 1], key->period, *sums);
        }
      }
    };
    const auto seed = replay_.seed();
    add_rows(Table::days, [&](auto& sketch, auto period, const auto& sums) {
      sketch.add_days(store::day_of_period(period), sums, seed);
    });
    add_rows(Table::months, [&](auto& sketch, auto period, const auto& sums) {
      sketch.add_months(store::month_of_period(period), sums, seed);
    });
    for (std::size_t i = 0; i < found.size(); ++i) {
      const auto number = static_cast<book::AccountNumber>(i + 1);
      if (const auto* slot = book::find(pages_, number)) add_noted(found[i], *slot);
      if (found[i] != replay_.sketches()[i]) findings_.add(kDaysDiffer, place_of(number));
    }
  }
  void add_noted(DaySketch& sketch, const book::AccountSlot& slot) const {
    for (const auto& [day, sums] : slot.days()) {
      sketch.add_days(day, sums, replay_.seed());
      sketch.add_months(month_of(day), sums, replay_.seed());
    }
  }

  // Σ debits = Σ credits over all accounts, posted and held, for each currency.
  void check_sums() {
    std::map<std::string, std::pair<Total, Total>, std::less<>> off;
    for (const auto& account : replay_.accounts()) {
      auto& [posted, held] = off[std::string(account.currency.code())];
      posted += to_total(account.posted.debits) - to_total(account.posted.credits);
      held += to_total(account.held.debits) - to_total(account.held.credits);
    }
    for (const auto& [currency, sums] : off) {
      if (sums.first != 0 || sums.second != 0) findings_.add(kSumsDiffer, "currency " + currency);
    }
  }

  const store::Snapshot& snapshot_;
  StoreLoader loader_;
  const JournalCheck& journal_;
  const Replay& replay_;
  Findings& findings_;
  book::AccountTable::Pages pages_;
};

struct Meta {
  book::BookIdentity identity;
  book::Head head;
};

// Nothing where it cannot be read, which is a finding.
// Refuses: store.format-older, store.format-newer.
Result<std::optional<Meta>> read_meta(const store::Snapshot& snapshot, Findings& findings) {
  const auto identity = store::read_identity(snapshot);
  const auto head = store::read_head(snapshot);
  if (!identity && identity.error().reason != store::kDamaged) {
    return tl::make_unexpected(identity.error());
  }
  if (!identity) findings.add(kBookUnreadable, "book");
  if (!head) findings.add(kBookUnreadable, "head");
  const auto epoch_row = snapshot.get(Table::meta, store::kMetaEpoch);
  if (!epoch_row || !store::decode_epoch(*epoch_row)) findings.add(kBookUnreadable, "epoch");
  if (!identity || !head) return std::nullopt;
  return Meta{*identity, *head};
}

// Weights that whoever changed the file could not know before.
std::uint64_t seed_of(const book::Head& head, std::uint64_t drawn) {
  return ByteReader(head.digest.view()).u64() ^ drawn;
}

}  // namespace

Result<VerifyReport> verify(const store::Store& store, const VerifyProgress& progress,
                            std::uint64_t seed) {
  Hasher hasher;
  Findings findings;
  auto snapshot = LEDGER_TRY(store.snapshot(store::kEndless));  // a slice is bounded by itself
  const auto meta = LEDGER_TRY(read_meta(*snapshot, findings));
  if (!meta) return VerifyReport{{}, findings.take()};
  JournalCheck journal(hasher, findings, seed_of(meta->head, seed));
  journal.begin(meta->identity);
  auto stopped = journal.walk(*snapshot);
  while (stopped == JournalCheck::Stopped::slice) {
    if (progress) progress(journal.head().entry, meta->head.entry);
    journal.let_go();
    snapshot.reset();
    snapshot = LEDGER_TRY(store.snapshot(store::kEndless));
    stopped = journal.walk(*snapshot);
  }
  if (stopped == JournalCheck::Stopped::end) StateCheck(*snapshot, journal, findings).run();
  return VerifyReport{journal.head(), findings.take()};
}

}  // namespace anxin::ledger
