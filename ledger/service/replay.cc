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

}  // namespace

bool Replay::add(const book::Entry& entry) {
  postings_.clear();
  for (const auto& one : entry.events) {
    const bool follows =
        std::visit([&](const auto& known) { return event(known, entry.number); }, one);
    if (!follows) return false;
  }
  for (const auto& record : entry.records) records_[record.id] = {entry.number, record.value};
  if (!entry.key.empty()) ++key_count_;
  return true;
}

book::Account* Replay::account(book::AccountNumber number) {
  return number >= 1 && number <= accounts_.size() ? &accounts_[number - 1] : nullptr;
}

book::HoldLine* Replay::open_line(book::EntryNumber hold, std::uint32_t line) {
  const auto found = holds_.find(hold);
  if (found == holds_.end() || line >= found->second.lines.size()) return nullptr;
  auto& known = found->second.lines[line];
  return known.state == book::LineState::open ? &known : nullptr;
}

bool Replay::event(const book::Opened& opened, book::EntryNumber entry) {
  if (opened.number != accounts_.size() + 1) return false;
  if (!names_.insert(opened.name.text()).second) return false;
  accounts_.push_back({opened.number,
                       opened.name,
                       opened.normal,
                       opened.currency,
                       opened.min,
                       opened.max,
                       opened.opened_on,
                       entry,
                       {},
                       {},
                       0});
  return true;
}

bool Replay::move(book::Posting posting) {
  auto* debit = account(posting.debit);
  auto* credit = account(posting.credit);
  if (debit == nullptr || credit == nullptr || posting.amount <= Money()) return false;
  if (debit == credit || debit->currency != credit->currency) return false;
  if (!add_to(debit->posted.debits, posting.amount)) return false;
  if (!add_to(credit->posted.credits, posting.amount)) return false;
  posting.debit_previous = debit->last_posting;
  posting.credit_previous = credit->last_posting;
  posting.debit_after = debit->posted;
  posting.credit_after = credit->posted;
  debit->last_posting = credit->last_posting = ++posting_count_;
  postings_.push_back(posting);
  return true;
}

bool Replay::event(const book::Posted& posted, book::EntryNumber) {
  return std::all_of(posted.postings.begin(), posted.postings.end(), [&](const auto& one) {
    book::Posting posting;
    posting.debit = one.debit;
    posting.credit = one.credit;
    posting.amount = one.amount;
    posting.effective_on = posted.effective_on;
    posting.kind = book::PostingKind::post;
    return move(posting);
  });
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
    book::Posting posting;
    posting.debit = line->debit;
    posting.credit = line->credit;
    posting.amount = one.amount;
    posting.effective_on = settled.effective_on;
    posting.kind = book::PostingKind::settle;
    if (!move(posting)) return false;
  }
  forget_expiry(settled.hold);
  return true;
}

bool Replay::release_all(book::EntryNumber hold, const std::vector<std::uint32_t>& lines,
                         book::LineState state) {
  for (const auto number : lines) {
    auto* line = open_line(hold, number);
    if (line == nullptr || !release(*line, state)) return false;
  }
  forget_expiry(hold);
  return true;
}

bool Replay::event(const book::Voided& voided, book::EntryNumber) {
  return release_all(voided.hold, voided.lines, book::LineState::voided);
}

bool Replay::event(const book::Expired& expired, book::EntryNumber) {
  return release_all(expired.hold, expired.lines, book::LineState::expired);
}

void Replay::forget_expiry(book::EntryNumber number) {
  const auto found = holds_.find(number);
  if (found == holds_.end()) return;
  const auto& hold = found->second;
  const bool open = std::any_of(hold.lines.begin(), hold.lines.end(), [](const auto& line) {
    return line.state == book::LineState::open;
  });
  if (hold.expires_at && !open) expiries_.erase({*hold.expires_at, number});
}

}  // namespace anxin::ledger
