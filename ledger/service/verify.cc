#include "ledger/service/verify.h"

#include <fmt/format.h>

#include "ledger/base/bytes.h"
#include "ledger/service/replay.h"
#include "ledger/service/store_loader.h"
#include "ledger/store/codec.h"

namespace anxin::ledger {
namespace {

using store::Table;

constexpr book::EntryNumber kProgressEvery = 10'000;  // often enough for a bar, cheap enough

class Verifier {
 public:
  Verifier(const store::Snapshot& snapshot, const VerifyProgress& progress)
      : snapshot_(snapshot), loader_(snapshot), progress_(progress) {}

  VerifyReport run() {
    if (!read_meta()) return std::move(report_);
    if (walk_journal()) {
      check_head();
      check_accounts();
      check_holds();
      check_keys();
      check_records();
      check_sums();
    }
    return std::move(report_);
  }

 private:
  void find(Reason code, std::string place) {
    if (report_.findings.size() < kFindingsMax) {
      report_.findings.push_back({code, std::move(place)});
    }
  }

  bool read_meta() {
    const auto book_row = snapshot_.get(Table::meta, store::kMetaBook);
    const auto head_row = snapshot_.get(Table::meta, store::kMetaHead);
    const auto identity = book_row ? store::decode_book(*book_row) : std::nullopt;
    const auto head = head_row ? store::decode_head(*head_row) : std::nullopt;
    if (!identity) find(kBookUnreadable, "book");
    if (!head) find(kBookUnreadable, "head");
    if (!identity || !head) return false;
    stored_head_ = *head;
    report_.head.digest = book::genesis(hasher_, identity->id);
    report_.head.recorded_at = identity->created;
    return true;
  }

  // False when an entry is so damaged that nothing after it can be trusted.
  bool walk_journal() {
    const auto cursor = snapshot_.cursor(Table::journal);
    for (bool more = cursor->seek(""); more; more = cursor->next()) {
      if (!take_entry(cursor->key(), cursor->value())) return false;
      if (progress_ && report_.head.entry % kProgressEvery == 0) {
        progress_(report_.head.entry, stored_head_.entry);
      }
    }
    return true;
  }

  bool take_entry(std::string_view key, std::string_view value) {
    auto& head = report_.head;
    const auto number = head.entry + 1;
    const auto place = fmt::format("entry {}", number);
    if (key != store::entry_key(number)) return stop(kEntryMissing, place);
    const auto row = store::decode_journal(value);
    const auto entry = row ? book::decode_entry(row->canonical) : std::nullopt;
    if (!entry || entry->number != number) return stop(kEntryUnreadable, place);
    head.digest = book::chain(hasher_, head.digest, row->canonical);
    if (head.digest != row->digest) return stop(kChainBroken, place);
    if (entry->recorded_at < head.recorded_at) find(kEntryContradicts, place);
    if (!replay_.add(*entry)) return stop(kEntryContradicts, place);
    check_postings(*entry, place);
    check_key(*entry, place);
    head.entry = number;
    head.recorded_at = entry->recorded_at;
    return true;
  }

  bool stop(Reason code, std::string place) {
    find(code, std::move(place));
    return false;
  }

  void check_postings(const book::Entry& entry, const std::string& place) {
    const auto& expected = replay_.postings();
    if (expected.empty()) return;
    ++blocks_;
    const auto first = replay_.posting_count() - expected.size() + 1;
    const auto row = snapshot_.get(Table::postings, store::entry_key(first));
    const auto block = row ? store::decode_block(*row) : std::nullopt;
    const bool same = block && block->entry == entry.number &&
                      block->recorded_at == entry.recorded_at && block->postings == expected;
    if (!same) find(kPostingDiffers, place);
  }

  void check_key(const book::Entry& entry, const std::string& place) {
    if (!entry.key.empty() && loader_.key(entry.key) != entry.number) find(kKeyDiffers, place);
  }

  void check_head() {
    report_.head.accounts = static_cast<book::AccountNumber>(replay_.accounts().size());
    report_.head.postings = replay_.posting_count();
    if (report_.head != stored_head_)
      find(kHeadDiffers, fmt::format("entry {}", stored_head_.entry));
    if (count(Table::postings) != blocks_) find(kPostingDiffers, "postings");
  }

  void check_accounts() {
    for (const auto& account : replay_.accounts()) {
      if (loader_.account(account.name) != account || loader_.account(account.number) != account) {
        find(kAccountDiffers, "account " + account.name.text());
      }
    }
    const auto all = replay_.accounts().size();
    if (count(Table::accounts) != all || count(Table::account_numbers) != all) {
      find(kAccountDiffers, "accounts");
    }
  }

  void check_holds() {
    std::size_t slices = 0;
    for (const auto& [entry, hold] : replay_.holds()) {
      slices += (hold.lines.size() + store::kHoldSliceLines - 1) / store::kHoldSliceLines;
      if (loader_.hold(entry) != hold) find(kHoldDiffers, fmt::format("hold {}", entry));
    }
    if (count(Table::holds) != slices) find(kHoldDiffers, "holds");
    for (const auto& expiry : replay_.expiries()) {
      const auto row = snapshot_.get(Table::expiries, store::expiry_key(expiry));
      if (row != store::encode_expiry()) {
        find(kHoldDiffers, fmt::format("expiry of hold {}", expiry.second));
      }
    }
    if (count(Table::expiries) != replay_.expiries().size()) find(kHoldDiffers, "expiries");
  }

  void check_keys() {
    if (count(Table::keys) != replay_.key_count()) find(kKeyDiffers, "keys");
  }

  void check_records() {
    for (const auto& [id, expected] : replay_.records()) {
      const auto row = snapshot_.get(Table::records, store::record_key(id));
      const auto record = row ? store::decode_record(*row) : std::nullopt;
      const bool same = record && record->version == expected.version &&
                        hasher_.add(record->value).finish() == expected.value;
      if (!same) find(kRecordDiffers, "record " + id.table);
    }
    if (count(Table::records) != replay_.records().size()) find(kRecordDiffers, "records");
  }

  // Σ debits = Σ credits over the stored accounts, posted and held, for each currency.
  void check_sums() {
    std::map<std::string, std::pair<Total, Total>, std::less<>> off;
    const auto cursor = snapshot_.cursor(Table::accounts);
    for (bool more = cursor->seek(""); more; more = cursor->next()) {
      const auto account = store::decode_account(cursor->key(), cursor->value());
      if (!account) continue;
      auto& [posted, held] = off[std::string(account->currency.code())];
      posted += to_total(account->posted.debits) - to_total(account->posted.credits);
      held += to_total(account->held.debits) - to_total(account->held.credits);
    }
    for (const auto& [currency, sums] : off) {
      if (sums.first != 0 || sums.second != 0) find(kSumsDiffer, "currency " + currency);
    }
  }

  std::size_t count(Table table) const {
    std::size_t rows = 0;
    const auto cursor = snapshot_.cursor(table);
    for (bool more = cursor->seek(""); more; more = cursor->next()) ++rows;
    return rows;
  }

  const store::Snapshot& snapshot_;
  StoreLoader loader_;
  const VerifyProgress& progress_;
  Hasher hasher_;
  Replay replay_;
  VerifyReport report_;
  book::Head stored_head_;
  std::size_t blocks_ = 0;
};

}  // namespace

VerifyReport verify(const store::Snapshot& snapshot, const VerifyProgress& progress) {
  return Verifier(snapshot, progress).run();
}

}  // namespace anxin::ledger
