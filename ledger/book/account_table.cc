#include "ledger/book/account_table.h"

#include <algorithm>

namespace anxin::book {

void AccountSlot::note(Date effective_on, Side side, Money amount) {
  if (day.day != effective_on) {
    if (day.sums != SideSums{}) more_days.push_back(day);
    const auto noted = std::find_if(more_days.begin(), more_days.end(),
                                    [&](const auto& one) { return one.day == effective_on; });
    day = noted != more_days.end() ? *noted : DaySums{effective_on, {}};
    if (noted != more_days.end()) more_days.erase(noted);
  }
  day.sums.of(side) += amount;
}

std::vector<DaySums> AccountSlot::days() const {
  auto all = more_days;
  if (day.sums != SideSums{}) all.push_back(day);
  return all;
}

const AccountSlot* find(const AccountTable::Pages& pages, AccountNumber number) {
  return AccountTable::known_in(pages, number);
}

void AccountTable::copy(std::size_t page) { pages_[page] = std::make_shared<Page>(*pages_[page]); }

AccountSlot& AccountTable::add(const AccountState& state) {
  const auto page = page_of(state.number);
  if (page >= pages_.size()) {
    pages_.resize(page + 1);
    dirty_since_.resize(page + 1);
  }
  if (!pages_[page]) pages_[page] = std::make_shared<Page>();
  auto& slot = own(page).slots[slot_of(state.number)];
  LEDGER_INVARIANT(!slot.known() && state.number != 0);
  slot.state = state;
  slot.read_through = state.changed_by;
  return slot;
}

void AccountTable::forget(AccountNumber number) {
  auto& slot = writable(number);
  LEDGER_INVARIANT(slot.dirty_since == 0);
  slot = {};
}

void AccountTable::touch(AccountNumber number, EntryNumber entry) {
  auto& slot = writable(number);
  slot.state.changed_by = entry;
  if (slot.dirty_since != 0) return;
  slot.dirty_since = entry;
  auto& page = dirty_since_[page_of(number)];
  if (page == 0) page = entry;
  ++dirty_;
}

EntryNumber AccountTable::complete_through(EntryNumber head) const {
  EntryNumber through = head;
  for (const auto since : dirty_since_) {
    if (since != 0) through = std::min(through, since - 1);
  }
  return through;
}

}  // namespace anxin::book
