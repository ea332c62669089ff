#include "ledger/book/books.h"

#include <algorithm>

#include "ledger/base/invariant.h"

namespace anxin::book {
namespace {

template <class T>
void sort_unique(std::vector<T>& items) {
  std::sort(items.begin(), items.end());
  items.erase(std::unique(items.begin(), items.end()), items.end());
}

bool has_open_line(const Hold& hold) {
  return std::any_of(hold.lines.begin(), hold.lines.end(),
                     [](const HoldLine& line) { return line.state == LineState::open; });
}

}  // namespace

Account& Books::remember(Account account) {
  const auto number = account.number;
  by_name_.emplace(account.name.text(), number);
  return by_number_.emplace(number, std::move(account)).first->second;
}

Account* Books::find(const AccountName& name) {
  if (const auto known = by_name_.find(name.text()); known != by_name_.end()) {
    return &by_number_.at(known->second);
  }
  auto loaded = loader_ != nullptr ? loader_->account(name) : std::nullopt;
  return loaded ? &remember(std::move(*loaded)) : nullptr;
}

Account* Books::find(AccountNumber number) {
  if (const auto known = by_number_.find(number); known != by_number_.end()) return &known->second;
  auto loaded = loader_ != nullptr ? loader_->account(number) : std::nullopt;
  return loaded ? &remember(std::move(*loaded)) : nullptr;
}

Account& Books::at(AccountNumber number) {
  Account* account = find(number);
  LEDGER_INVARIANT(account != nullptr);
  return *account;
}

Hold* Books::find_hold(EntryNumber entry) {
  if (const auto known = holds_.find(entry); known != holds_.end()) return &known->second;
  auto loaded = loader_ != nullptr ? loader_->hold(entry) : std::nullopt;
  return loaded ? &holds_.emplace(entry, std::move(*loaded)).first->second : nullptr;
}

std::optional<EntryNumber> Books::find_key(std::string_view key) {
  if (const auto known = keys_.find(key); known != keys_.end()) return known->second;
  return loader_ != nullptr ? loader_->key(key) : std::nullopt;
}

std::optional<Entry> Books::find_entry(EntryNumber number) {
  if (const auto known = entries_.find(number); known != entries_.end()) return known->second;
  return loader_ != nullptr ? loader_->entry(number) : std::nullopt;
}

std::optional<EntryNumber> Books::record_version(const RecordId& id) {
  if (const auto known = records_.find(id); known != records_.end()) return known->second;
  return loader_ != nullptr ? loader_->record_version(id) : std::nullopt;
}

Hold* find_hold(Books& books, const HoldName& name) {
  if (const auto* number = std::get_if<EntryNumber>(&name)) return books.find_hold(*number);
  const auto entry = books.find_key(std::get<std::string>(name));
  return entry ? books.find_hold(*entry) : nullptr;
}

Changes Books::drain() {
  sort_unique(changed_accounts_);
  sort_unique(changed_lines_);
  keys_.clear();
  entries_.clear();
  records_.clear();
  return {std::exchange(changed_accounts_, {}), std::exchange(changed_lines_, {})};
}

Attempt::~Attempt() {
  if (!kept_) undo();
}

Account& Attempt::open(Account account) {
  account.number = books_.head_.accounts + static_cast<AccountNumber>(opened_.size()) + 1;
  opened_.push_back(account.number);
  return books_.remember(std::move(account));
}

Account& Attempt::change(AccountNumber number) {
  Account& account = books_.at(number);
  accounts_before_.push_back({number, account.posted, account.held, account.last_posting});
  return account;
}

Hold& Attempt::add(Hold hold) {
  added_holds_.push_back(hold.entry);
  const auto [place, is_new] = books_.holds_.emplace(hold.entry, std::move(hold));
  LEDGER_INVARIANT(is_new);  // at most one hold per entry
  return place->second;
}

HoldLine& Attempt::change(Hold& hold, std::uint32_t line) {
  lines_before_.push_back({hold.entry, line, hold.lines[line]});
  return hold.lines[line];
}

void Attempt::undo() {
  for (auto line = lines_before_.rbegin(); line != lines_before_.rend(); ++line) {
    books_.holds_.at(line->hold).lines[line->line] = line->before;
  }
  for (auto account = accounts_before_.rbegin(); account != accounts_before_.rend(); ++account) {
    Account& changed = books_.by_number_.at(account->number);
    changed.posted = account->posted;
    changed.held = account->held;
    changed.last_posting = account->last_posting;
  }
  for (const auto entry : added_holds_) books_.holds_.erase(entry);
  for (const auto number : opened_) {
    books_.by_name_.erase(books_.by_number_.at(number).name.text());
    books_.by_number_.erase(number);
  }
}

void Attempt::keep(const Entry& entry, const Digest& digest) {
  kept_ = true;
  auto& head = books_.head_;
  head.entry = entry.number;
  head.digest = digest;
  head.recorded_at = entry.recorded_at;
  head.accounts += static_cast<AccountNumber>(opened_.size());
  head.postings += postings_;
  for (const auto& account : accounts_before_) books_.changed_accounts_.push_back(account.number);
  for (const auto number : opened_) books_.changed_accounts_.push_back(number);
  for (const auto& line : lines_before_) books_.changed_lines_.push_back({line.hold, line.line});
  for (const auto number : added_holds_) {
    const Hold& hold = books_.holds_.at(number);
    for (std::uint32_t line = 0; line < hold.lines.size(); ++line) {
      books_.changed_lines_.push_back({number, line});
    }
    if (hold.expires_at) books_.expiries_.emplace(*hold.expires_at, number);
  }
  std::set<EntryNumber> touched;
  for (const auto& line : lines_before_) touched.insert(line.hold);
  for (const auto number : touched) {
    const Hold& hold = books_.holds_.at(number);
    if (hold.expires_at && !has_open_line(hold)) {
      books_.expiries_.erase({*hold.expires_at, number});
    }
  }
  if (!entry.key.empty()) books_.keys_.emplace(entry.key, entry.number);
  for (const auto& record : entry.records) books_.records_[record.id] = entry.number;
  books_.entries_.emplace(entry.number, entry);
}

}  // namespace anxin::book
