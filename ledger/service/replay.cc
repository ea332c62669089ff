#include "ledger/service/replay.h"

#include <algorithm>

namespace anxin::ledger {
namespace {

bool add_to(Money& sum, Money amount) {
  const auto total = checked_add(sum, amount);
  if (total) sum = *total;
  return total.has_value();
}

bool take_from(Money& sum, Money amount) {
  if (sum < amount) return false;
  sum -= amount;
  return true;
}

// A number that looks drawn at random for each place (the mixing function of SplitMix64).
std::uint64_t weight(std::uint64_t seed, std::int64_t place, book::Side side) {
  auto x = seed + 0x9e3779b97f4a7c15U *
                      (2 * static_cast<std::uint64_t>(place) + static_cast<std::uint64_t>(side));
  x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9U;
  x = (x ^ (x >> 27U)) * 0x94d049bb133111ebU;
  return x ^ (x >> 31U);
}

std::int64_t place_of(Date day) { return day.time_since_epoch().count(); }
std::int64_t place_of(Month month) {
  return static_cast<int>(month.year()) * 12 + static_cast<int>(unsigned{month.month()});
}

template <class Place>
WideSum weighed(Place place, book::Side side, Money amount, std::uint64_t seed) {
  const auto factor = weight(seed, place_of(place), side) | 1U;
  return static_cast<WideSum>(amount.minor()) * factor;
}

}  // namespace

void DaySketch::add(Date day, book::Side side, Money amount, std::uint64_t seed) {
  days += weighed(day, side, amount, seed);
  months += weighed(month_of(day), side, amount, seed);
}

void DaySketch::add_days(Date day, const book::SideSums& sums, std::uint64_t seed) {
  for (const auto side : {book::Side::debit, book::Side::credit}) {
    days += weighed(day, side, sums.of(side), seed);
  }
}

void DaySketch::add_months(Month month, const book::SideSums& sums, std::uint64_t seed) {
  for (const auto side : {book::Side::debit, book::Side::credit}) {
    months += weighed(month, side, sums.of(side), seed);
  }
}

bool Replay::add(const book::Entry& entry) {
  postings_.clear();
  ended_.clear();
  entry_ = entry.number;
  return std::all_of(entry.events.begin(), entry.events.end(), [&](const auto& one) {
    return std::visit([&](const auto& known) { return event(known, entry.number); }, one);
  });
}

// The account, as one that this entry changes.
book::AccountState* Replay::account(book::AccountNumber number) {
  if (number < 1 || number > accounts_.size()) return nullptr;
  accounts_[number - 1].changed_by = entry_;
  return &accounts_[number - 1];
}

book::HoldLine* Replay::open_line(book::EntryNumber hold, std::uint32_t line) {
  const auto found = holds_.find(hold);
  if (found == holds_.end() || line >= found->second.lines.size()) return nullptr;
  auto& known = found->second.lines[line];
  return known.state == book::LineState::open ? &known : nullptr;
}

bool Replay::event(const book::Opened& opened, book::EntryNumber entry) {
  if (opened.number != accounts_.size() + 1) return false;
  book::AccountState state;
  state.number = opened.number;
  state.normal = opened.normal;
  state.currency = opened.currency;
  state.min = opened.min;
  state.max = opened.max;
  state.opened_on = opened.opened_on;
  state.opened_by = state.changed_by = entry;
  accounts_.push_back(state);
  sketches_.emplace_back();
  return true;
}

bool Replay::move(book::AccountNumber debit_number, book::AccountNumber credit_number, Money amount,
                  Date day, book::PostingKind kind) {
  auto* debit = account(debit_number);
  auto* credit = account(credit_number);
  if (debit == nullptr || credit == nullptr || amount <= Money()) return false;
  if (debit == credit || debit->currency != credit->currency) return false;
  if (!add_to(debit->posted.debits, amount)) return false;
  if (!add_to(credit->posted.credits, amount)) return false;
  const auto number = ++posting_count_;
  postings_.push_back({debit_number, credit_number, amount, debit->chain.append(number),
                       credit->chain.append(number), debit->posted, credit->posted, day, kind});
  sketches_[debit_number - 1].add(day, book::Side::debit, amount, seed_);
  sketches_[credit_number - 1].add(day, book::Side::credit, amount, seed_);
  return true;
}

bool Replay::move_all(const std::vector<book::ResolvedPosting>& postings, Date day,
                      book::PostingKind kind) {
  return std::all_of(postings.begin(), postings.end(), [&](const auto& one) {
    return move(one.debit, one.credit, one.amount, day, kind);
  });
}

bool Replay::event(const book::Posted& posted, book::EntryNumber) {
  return move_all(posted.postings, posted.effective_on, book::PostingKind::post);
}

bool Replay::event(const book::Reversed& reversed, book::EntryNumber) {
  return move_all(reversed.postings, reversed.effective_on, book::PostingKind::reverse);
}

bool Replay::event(const book::Held& held, book::EntryNumber entry) {
  book::Hold hold{entry, held.expires_at, {}};
  for (const auto& line : held.lines) {
    auto* debit = account(line.debit);
    auto* credit = account(line.credit);
    if (debit == nullptr || credit == nullptr || line.amount <= Money()) return false;
    if (debit == credit || debit->currency != credit->currency) return false;
    if (!add_to(debit->held.debits, line.amount)) return false;
    if (!add_to(credit->held.credits, line.amount)) return false;
    hold.lines.push_back({line.debit, line.credit, line.amount, {}, book::LineState::open});
  }
  if (held.expires_at) expiries_.emplace(*held.expires_at, entry);
  return holds_.emplace(entry, std::move(hold)).second;
}

bool Replay::release(book::HoldLine& line, book::LineState state) {
  line.state = state;
  return take_from(account(line.debit)->held.debits, line.amount) &&
         take_from(account(line.credit)->held.credits, line.amount);
}

bool Replay::event(const book::Settled& settled, book::EntryNumber) {
  for (const auto& one : settled.lines) {
    auto* line = open_line(settled.hold, one.line);
    if (line == nullptr || one.amount > line->amount) return false;
    if (!release(*line, book::LineState::settled)) return false;
    line->settled = one.amount;
    const auto kind = book::PostingKind::settle;
    if (!move(line->debit, line->credit, one.amount, settled.effective_on, kind)) return false;
  }
  end_if_done(settled.hold);
  return true;
}

bool Replay::release_all(book::EntryNumber hold, const std::vector<std::uint32_t>& lines,
                         book::LineState state) {
  for (const auto number : lines) {
    auto* line = open_line(hold, number);
    if (line == nullptr || !release(*line, state)) return false;
  }
  end_if_done(hold);
  return true;
}

bool Replay::event(const book::Voided& voided, book::EntryNumber) {
  return release_all(voided.hold, voided.lines, book::LineState::voided);
}

bool Replay::event(const book::Expired& expired, book::EntryNumber) {
  return release_all(expired.hold, expired.lines, book::LineState::expired);
}

bool Replay::event(const book::Frozen& frozen, book::EntryNumber) {
  auto* found = account(frozen.account);
  if (found == nullptr) return false;
  found->standing.freeze(frozen.side, frozen.action == book::FreezeAction::freeze);
  return true;
}

bool Replay::event(const book::Closed& closed, book::EntryNumber) {
  auto* found = account(closed.account);
  if (found == nullptr || !found->balance().is_zero()) return false;
  found->standing.closed = true;
  return true;
}

bool Replay::event(const book::LimitsSet& limits, book::EntryNumber) {
  auto* found = account(limits.account);
  if (found == nullptr) return false;
  if (limits.min.given) found->min = limits.min.bound;
  if (limits.max.given) found->max = limits.max.bound;
  return true;
}

bool Replay::event(const book::PeriodClosed& closed, book::EntryNumber) {
  if (closed_through_ && closed.through < *closed_through_) return false;
  closed_through_ = closed.through;
  return true;
}

void Replay::end_if_done(book::EntryNumber number) {
  const auto found = holds_.find(number);
  if (found == holds_.end()) return;
  auto& hold = found->second;
  const bool open = std::any_of(hold.lines.begin(), hold.lines.end(), [](const auto& line) {
    return line.state == book::LineState::open;
  });
  if (open) return;
  if (hold.expires_at) expiries_.erase({*hold.expires_at, number});
  ended_.push_back(std::move(hold));
  holds_.erase(found);
}

}  // namespace anxin::ledger
