// The accounts in memory, by number, in pages that readers share until they change.
//
// Role: part of Books. An account comes in when it is first asked for and stays; what has changed
//       waits here until its page is written out (a striped checkpoint: the journal is the truth).
// Shape: pages of 256 accounts in the order of their numbers. A page that somebody else holds too
//        is copied before it is changed, so a share of the table never moves.
// Threads: one; a share may be read from any.
#pragma once

#include <algorithm>
#include <array>
#include <memory>
#include <utility>
#include <vector>

#include "ledger/base/invariant.h"
#include "ledger/book/account.h"

namespace anxin::book {

/// What an account's postings effective on one day add up to.
struct DaySums {
  Date day;
  SideSums sums;
  bool operator==(const DaySums&) const = default;
};

/// An account with what the checkpoint does not know of it yet. Four lines of the cache.
struct alignas(64) AccountSlot {
  std::uint64_t attempt = 0;       ///< the last that changed it: see Attempt
  EntryNumber dirty_since = 0;     ///< entry of the first change that is not written out; 0: none
  DaySums day;                     ///< of the day that was posted to last
  std::vector<DaySums> more_days;  ///< of other days; mostly none
  AccountState state;
  EntryNumber read_through = 0;  ///< changed_by of the stored row that was read

  [[nodiscard]] bool known() const { return state.number != 0; }

  /// Adds to the sums of an effective day.
  void note(Date effective_on, Side side, Money amount);
  /// The sums of all days noted, each day once.
  [[nodiscard]] std::vector<DaySums> days() const;
};

static_assert(sizeof(AccountSlot) == 256);

class AccountTable {
 public:
  static constexpr std::size_t kPageAccounts = 256;  // a copy costs microseconds, a sweep little
  struct Page {
    std::array<AccountSlot, kPageAccounts> slots;
  };
  using Pages = std::vector<std::shared_ptr<const Page>>;

  /// Null where the account has not come in yet.
  [[nodiscard]] const AccountSlot* find(AccountNumber number) const {
    return known_in(pages_, number);
  }
  [[nodiscard]] AccountSlot* find_writable(AccountNumber number) {
    if (find(number) == nullptr) return nullptr;
    return &own(page_of(number)).slots[slot_of(number)];
  }
  /// Requires: the account is known.
  [[nodiscard]] AccountSlot& writable(AccountNumber number) {
    AccountSlot* slot = find_writable(number);
    LEDGER_INVARIANT(slot != nullptr);
    return *slot;
  }
  /// Has the account's memory fetched while other work goes on.
  void prefetch(AccountNumber number) const {
    const auto* bytes = reinterpret_cast<const char*>(slot_in(pages_, number));
    if (bytes == nullptr) return;
    for (std::size_t at = 0; at < sizeof(AccountSlot); at += 64) __builtin_prefetch(bytes + at, 1);
  }
  /// Brings an account in.
  AccountSlot& add(const AccountState& state);
  /// Takes an account out again.
  void forget(AccountNumber number);

  /// Says that the account has been changed by `entry`. Requires: it is known.
  void touch(AccountNumber number, EntryNumber entry);
  [[nodiscard]] std::size_t dirty() const { return dirty_; }
  /// The last entry of which every effect has been written out.
  [[nodiscard]] EntryNumber complete_through(EntryNumber head) const;

  /// How far a sweep goes: over so many pages, or until so many accounts have been written.
  struct Stripe {
    std::size_t pages;
    std::size_t accounts;
  };
  [[nodiscard]] std::size_t pages() const { return pages_.size(); }

  /// Calls `write` for every changed account of the next pages and takes them for written.
  template <class Write>
  void write_out(Stripe stripe, const Write& write) {
    std::size_t written = 0;
    const auto last = std::min(stripe.pages, pages_.size());
    for (std::size_t seen = 0; seen < last && written < stripe.accounts; ++seen) {
      if (hand_ >= pages_.size()) hand_ = 0;
      written += write_page(hand_++, write);
    }
  }

  /// The accounts as they are now, for a reader.
  [[nodiscard]] Pages share() const { return {pages_.begin(), pages_.end()}; }

  /// The account in these pages; null where it is not there.
  template <class SomePages>
  [[nodiscard]] static const AccountSlot* known_in(const SomePages& pages, AccountNumber number) {
    const auto* slot = slot_in(pages, number);
    return slot != nullptr && slot->known() ? slot : nullptr;
  }

 private:
  // Where the account is or would be; null where there is no such page.
  template <class SomePages>
  static const AccountSlot* slot_in(const SomePages& pages, AccountNumber number) {
    if (number == 0 || page_of(number) >= pages.size()) return nullptr;
    const auto& page = pages[page_of(number)];
    return page ? &page->slots[slot_of(number)] : nullptr;
  }
  static std::size_t page_of(AccountNumber number) { return (number - 1) / kPageAccounts; }
  static std::size_t slot_of(AccountNumber number) { return (number - 1) % kPageAccounts; }
  // The page for a change: a copy of it where somebody else holds it too.
  Page& own(std::size_t page) {
    if (pages_[page].use_count() > 1) copy(page);
    return *pages_[page];
  }
  void copy(std::size_t page);

  template <class Write>
  std::size_t write_page(std::size_t page, const Write& write) {
    if (dirty_since_[page] == 0) return 0;
    std::size_t written = 0;
    for (auto& slot : own(page).slots) {
      if (slot.dirty_since == 0) continue;
      write(std::as_const(slot));
      slot.dirty_since = 0;
      slot.day = {};
      slot.more_days.clear();
      ++written;
    }
    dirty_since_[page] = 0;
    dirty_ -= written;
    return written;
  }

  std::vector<std::shared_ptr<Page>> pages_;
  std::vector<EntryNumber> dirty_since_;  // by page: the least of its slots
  std::size_t dirty_ = 0;
  std::size_t hand_ = 0;  // the page that is written out next
};

/// The slot of an account in a share; null where it is not there.
[[nodiscard]] const AccountSlot* find(const AccountTable::Pages& pages, AccountNumber number);

}  // namespace anxin::book
