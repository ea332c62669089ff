#include "ledger/service/rebuild.h"

#include "ledger/service/group_writes.h"
#include "ledger/service/replay.h"
#include "ledger/service/writer.h"
#include "ledger/store/book_rows.h"

namespace anxin::ledger {
namespace {

using store::Table;

class Rebuilder {
 public:
  Rebuilder(const store::Store& from, store::Store& to, const VerifyProgress& progress)
      : from_(from), to_(to), progress_(progress), replay_(0) {}

  Result<void> run() {
    source_ = LEDGER_TRY(from_.snapshot(store::kEndless));
    const auto head = LEDGER_TRY(store::read_head(*source_, store::kOldestFormat));
    const auto cursor = source_->cursor(Table::journal);
    for (bool more = cursor->seek(""); more; more = cursor->next()) {
      LEDGER_CHECK(take(cursor->value()));
      if (in_group_ >= kGroupPostingsMax) LEDGER_CHECK(commit());
      if (progress_ && at_.entry % kGroupCommandsMax == 0) progress_(at_.entry, head.entry);
    }
    if (at_.entry != head.entry) return damaged(place(at_.entry + 1));
    LEDGER_CHECK(copy_records());
    LEDGER_CHECK(write_accounts());
    batch_.put(Table::meta, store::kMetaHead, store::encode(head));
    batch_.put(Table::meta, store::kMetaCheckpoint, store::encode_entry_number(head.entry));
    return commit();
  }

 private:
  static tl::unexpected<Fault> damaged(std::string what) {
    return fail(store::kDamaged, {{"what", std::move(what)}});
  }

  static std::string place(book::EntryNumber entry) { return "entry " + std::to_string(entry); }

  Result<void> take(std::string_view value) {
    const auto row = store::decode_journal(value, store::kOldestFormat);
    auto decoded = row ? book::decode_entry(row->canonical) : std::nullopt;
    const bool follows = decoded && decoded->number == at_.entry + 1 && replay_.add(*decoded);
    if (!follows) return damaged(place(at_.entry + 1));
    book::Applied applied;
    applied.entry = std::move(*decoded);
    applied.canonical = row->canonical;
    applied.digest = row->digest;
    applied.postings = replay_.postings();
    applied.first_posting = replay_.posting_count() - applied.postings.size() + 1;
    write_entry(batch_, applied, replay_.posting_count());
    at_ = {applied.entry.number,      row->digest,
           applied.entry.recorded_at, static_cast<book::AccountNumber>(replay_.accounts().size()),
           replay_.posting_count(),   replay_.closed_through()};
    write_holds(applied.entry);
    for (const auto& posting : applied.postings) note(posting);
    write_anchor();
    in_group_ += applied.postings.size() + 1;
    return {};
  }

  void note(const book::Posting& posting) {
    days_[{posting.effective_on, posting.debit}].debits += posting.amount;
    days_[{posting.effective_on, posting.credit}].credits += posting.amount;
  }

  void write_anchor() {
    const bool due = at_.entry >= anchored_.entry + kAnchorEntries ||
                     at_.postings >= anchored_.postings + kAnchorPostings;
    if (!due) return;
    batch_.append(Table::anchors, store::entry_key(at_.entry), store::encode(at_));
    anchored_ = at_;
  }

  // Every hold that the entry touched, whole.
  void write_holds(const book::Entry& entry) {
    for (const auto& event : entry.events) {
      if (std::holds_alternative<book::Held>(event)) write_hold(replay_.open_holds().at(at_.entry));
      if (const auto* settled = std::get_if<book::Settled>(&event)) write_if_open(settled->hold);
      if (const auto* voided = std::get_if<book::Voided>(&event)) write_if_open(voided->hold);
      if (const auto* expired = std::get_if<book::Expired>(&event)) write_if_open(expired->hold);
    }
    for (const auto& hold : replay_.ended()) {
      write_hold(hold);
      if (hold.expires_at) {
        batch_.erase(Table::expiries, store::expiry_key({*hold.expires_at, hold.entry}));
      }
    }
  }
  void write_if_open(book::EntryNumber number) {
    const auto found = replay_.open_holds().find(number);
    if (found != replay_.open_holds().end()) write_hold(found->second);
  }
  void write_hold(const book::Hold& hold) {
    for (std::uint32_t slice = 0; slice < store::slices_of(hold); ++slice) {
      batch_.put(Table::holds, store::hold_key(hold.entry, slice),
                 store::encode_slice(hold, slice));
    }
  }

  Result<void> copy_records() {
    const auto cursor = source_->cursor(Table::records);
    for (bool more = cursor->seek(""); more; more = cursor->next()) {
      const auto record = store::decode_record(cursor->value(), store::kOldestFormat);
      if (!record) return damaged("records");
      batch_.put(Table::records, cursor->key(),
                 store::encode_record(record->version, record->value));
      LEDGER_CHECK(commit_if_full());
    }
    return {};
  }

  Result<void> write_accounts() {
    for (const auto& account : replay_.accounts()) {
      batch_.put(Table::accounts, store::number_key(account.number), store::encode(account));
      LEDGER_CHECK(commit_if_full());
    }
    return {};
  }

  Result<void> commit_if_full() {
    if (++in_group_ < kGroupPostingsMax) return {};
    return commit();
  }

  Result<void> commit() {
    for (const auto& [key, sums] : days_) {
      const auto& [day, account] = key;
      const auto row = store::encode(sums);
      batch_.add_up(Table::days, store::day_key(day, account), row);
      batch_.add_up(Table::months, store::month_key(month_of(day), account), row);
    }
    days_.clear();
    in_group_ = 0;
    LEDGER_CHECK(to_.commit(batch_));
    batch_.clear();
    return {};
  }

  const store::Store& from_;
  store::Store& to_;
  const VerifyProgress& progress_;
  Replay replay_;
  std::unique_ptr<store::Snapshot> source_;
  store::WriteBatch batch_;
  std::map<std::pair<Date, book::AccountNumber>, book::SideSums> days_;
  book::Head at_;        // of the last entry taken
  book::Head anchored_;  // of the last anchor
  std::size_t in_group_ = 0;
};

}  // namespace

Result<void> rebuild(const store::Store& from, store::Store& to, const VerifyProgress& progress) {
  return Rebuilder(from, to, progress).run();
}

}  // namespace anxin::ledger
