#include "ledger/book/reenact.h"

namespace anxin::book {

bool Reenactment::add(const Entry& entry) {
  entry_ = entry.number;
  for (const auto& event : entry.events) {
    std::visit([this](const auto& one) { carry_out(one); }, event);
  }
  return follows_;
}

void Reenactment::add_to(Money& sum, Money amount) {
  const auto total = checked_add(sum, amount);
  if (total) sum = *total;
  follows_ = follows_ && total.has_value();
}

void Reenactment::take_from(Money& sum, Money amount) {
  if (sum < amount) {
    follows_ = false;
  } else {
    sum -= amount;
  }
}

// The account if its stored row does not know of this entry yet, marked as changed by it.
AccountSlot* Reenactment::stale(AccountNumber number) {
  if (books_.find(number) == nullptr) {
    follows_ = false;
    return nullptr;
  }
  AccountSlot& slot = books_.writable(number);
  if (slot.read_through >= entry_) return nullptr;
  books_.accounts_.touch(number, entry_);
  return &slot;
}

void Reenactment::post(AccountNumber account, Side side, Money amount, Date day) {
  AccountSlot* slot = stale(account);
  if (slot == nullptr) return;
  add_to(slot->state.posted.of(side), amount);
  if (!follows_) return;  // the day's sum would not fit either
  slot->state.chain.append(next_posting_);
  slot->note(day, side, amount);
}

void Reenactment::post(const ResolvedPosting& posting, Date day) {
  post(posting.debit, Side::debit, posting.amount, day);
  post(posting.credit, Side::credit, posting.amount, day);
  ++next_posting_;
}

void Reenactment::release(const HoldLine& line) {
  if (auto* debit = stale(line.debit)) take_from(debit->state.held.debits, line.amount);
  if (auto* credit = stale(line.credit)) take_from(credit->state.held.credits, line.amount);
}

void Reenactment::release(EntryNumber number, const std::vector<std::uint32_t>& lines) {
  const Hold* hold = books_.find_hold(number);
  for (const auto line : lines) {
    if (hold == nullptr || line >= hold->lines.size()) {
      follows_ = false;
      return;
    }
    release(hold->lines[line]);
  }
}

void Reenactment::carry_out(const Opened& event) {
  if (books_.find(event.number) != nullptr) return;  // its row has been written since
  AccountState state;
  state.number = event.number;
  state.normal = event.normal;
  state.currency = event.currency;
  state.min = event.min;
  state.max = event.max;
  state.opened_on = event.opened_on;
  state.opened_by = entry_;
  books_.accounts_.add(state);
  books_.accounts_.touch(event.number, entry_);
}

void Reenactment::carry_out(const Posted& event) {
  for (const auto& posting : event.postings) post(posting, event.effective_on);
}

void Reenactment::carry_out(const Held& event) {
  for (const auto& line : event.lines) {
    if (auto* debit = stale(line.debit)) add_to(debit->state.held.debits, line.amount);
    if (auto* credit = stale(line.credit)) add_to(credit->state.held.credits, line.amount);
  }
}

void Reenactment::carry_out(const Settled& event) {
  const Hold* hold = books_.find_hold(event.hold);
  for (const auto& settled : event.lines) {
    if (hold == nullptr || settled.line >= hold->lines.size()) {
      follows_ = false;
      return;
    }
    const auto& line = hold->lines[settled.line];
    release(line);
    post({line.debit, line.credit, settled.amount, std::nullopt}, event.effective_on);
  }
}

void Reenactment::carry_out(const Voided& event) { release(event.hold, event.lines); }
void Reenactment::carry_out(const Expired& event) { release(event.hold, event.lines); }

void Reenactment::carry_out(const Reversed& event) {
  for (const auto& posting : event.postings) post(posting, event.effective_on);
}

void Reenactment::carry_out(const Frozen& event) {
  if (auto* slot = stale(event.account)) {
    slot->state.standing.freeze(event.side, event.action == FreezeAction::freeze);
  }
}

void Reenactment::carry_out(const Closed& event) {
  if (auto* slot = stale(event.account)) slot->state.standing.closed = true;
}

void Reenactment::carry_out(const LimitsSet& event) {
  auto* slot = stale(event.account);
  if (slot == nullptr) return;
  if (event.min.given) slot->state.min = event.min.bound;
  if (event.max.given) slot->state.max = event.max.bound;
}

}  // namespace anxin::book
