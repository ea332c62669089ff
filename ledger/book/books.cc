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

template <class Map, class Wanted>
const typename Map::mapped_type* look_up(const Map& map, const Wanted& wanted) {
  const auto found = map.find(wanted);
  return found == map.end() ? nullptr : &found->second;
}

// In the map of the current group, else in that of the one before it.
template <class Map, class Wanted>
const typename Map::mapped_type* look_up(const Map& current, const Map& previous,
                                         const Wanted& wanted) {
  const auto* found = look_up(current, wanted);
  return found != nullptr ? found : look_up(previous, wanted);
}

}  // namespace

// ---- accounts -----------------------------------------------------------------------------------

std::optional<AccountNumber> Books::number_of(const AccountName& name, NameTable::Hash hash) {
  if (const auto known = names_.find(name.text(), hash)) return known;
  const auto loaded = loader_ != nullptr ? loader_->account_number(name.text()) : std::nullopt;
  if (loaded) names_.add(name.text(), *loaded);
  return loaded;
}

std::optional<AccountName> Books::name_of(AccountNumber number) {
  if (loader_ != nullptr) {
    if (auto name = loader_->account_name(number)) return name;
  }
  // Only an account opened by a group that is not committed yet is unknown to the loader.
  const auto known = names_.name_of(number);
  if (!known) return std::nullopt;
  return AccountName::of(*known);
}

const AccountSlot* Books::slot(AccountNumber number) {
  if (const auto* known = accounts_.find(number)) return known;
  const auto loaded = loader_ != nullptr ? loader_->account(number) : std::nullopt;
  if (!loaded) return nullptr;
  return &accounts_.add(*loaded);
}

const AccountState* Books::find(AccountNumber number) {
  const auto* found = slot(number);
  return found != nullptr ? &found->state : nullptr;
}

const AccountState& Books::at(AccountNumber number) {
  const auto* found = slot(number);
  LEDGER_INVARIANT(found != nullptr);
  return found->state;
}

AccountSlot& Books::writable(AccountNumber number) {
  if (auto* known = accounts_.find_writable(number)) return *known;
  LEDGER_INVARIANT(slot(number) != nullptr);
  return accounts_.writable(number);
}

// ---- everything else ----------------------------------------------------------------------------

Hold* Books::find_hold(EntryNumber entry) {
  if (const auto known = holds_.find(entry); known != holds_.end()) return &known->second;
  auto loaded = loader_ != nullptr ? loader_->hold(entry) : std::nullopt;
  if (!loaded) return nullptr;
  current_.holds.insert(entry);
  return &holds_.emplace(entry, std::move(*loaded)).first->second;
}

std::optional<EntryNumber> Books::find_key(std::string_view key) {
  if (const auto* known = look_up(current_.keys, previous_.keys, key)) return *known;
  return loader_ != nullptr ? loader_->key(key) : std::nullopt;
}

std::optional<Entry> Books::Recent::entry(EntryNumber number) const {
  if (entries.empty() || number < first_entry) return std::nullopt;
  const auto index = number - first_entry;
  return index < entries.size() ? decode_entry(entries[index]) : std::nullopt;
}

std::string_view Books::Recent::keep(const Entry& entry, std::string canonical) {
  if (entries.empty()) first_entry = entry.number;
  const std::string_view kept = entries.emplace_back(std::move(canonical));
  if (!entry.key.empty()) keys.emplace(key_of(kept), entry.number);
  for (const auto& record : entry.records) records[record.id] = entry.number;
  return kept;
}

std::optional<Entry> Books::find_entry(EntryNumber number) {
  if (auto known = current_.entry(number)) return known;
  if (auto known = previous_.entry(number)) return known;
  return loader_ != nullptr ? loader_->entry(number) : std::nullopt;
}

std::optional<EntryNumber> Books::reversed_by(EntryNumber entry) {
  if (const auto* known = look_up(current_.reversals, previous_.reversals, entry)) return *known;
  return loader_ != nullptr ? loader_->reversed_by(entry) : std::nullopt;
}

std::optional<EntryNumber> Books::record_version(const RecordId& id) {
  if (const auto* known = look_up(current_.records, previous_.records, id)) return *known;
  return loader_ != nullptr ? loader_->record_version(id) : std::nullopt;
}

std::optional<EntryNumber> resolve_name(Books& books, const EntryName& name) {
  if (const auto* number = std::get_if<EntryNumber>(&name)) return *number;
  return books.find_key(std::get<std::string>(name));
}

Hold* find_hold(Books& books, const EntryName& name) {
  const auto entry = resolve_name(books, name);
  return entry ? books.find_hold(*entry) : nullptr;
}

std::vector<ChangedLine> Books::take_changed_lines() {
  sort_unique(changed_lines_);
  return std::exchange(changed_lines_, {});
}

void Books::end_group() {
  for (const auto hold : previous_.holds) {
    if (!current_.holds.contains(hold)) holds_.erase(hold);
  }
  previous_ = std::exchange(current_, {});
}

// ---- attempts -----------------------------------------------------------------------------------

Attempt::Attempt(Books& books) : books_(books), id_(++books.attempts_) {}

Attempt::~Attempt() {
  if (!kept_) undo();
}

const AccountState& Attempt::open(const AccountName& name, AccountState state) {
  state.number = books_.head_.accounts + static_cast<AccountNumber>(opened_.size()) + 1;
  opened_.push_back({state.number, books_.names_.add(name.text(), state.number)});
  return books_.accounts_.add(state).state;
}

std::string Attempt::name_of(AccountNumber number) {
  const auto name = books_.name_of(number);
  return name ? name->string() : std::string();
}

AccountSlot& Attempt::change(AccountNumber number) {
  AccountSlot& slot = books_.writable(number);
  if (slot.attempt == id_) return slot;
  slot.attempt = id_;
  const auto& state = slot.state;
  sums_before_.push_back(
      {number, state.posted, state.held, slot.day, state.chain.last(), state.chain.count()});
  return slot;
}

AccountState& Attempt::change_terms(AccountNumber number) {
  AccountSlot& slot = books_.writable(number);
  slots_before_.push_back({number, slot});
  return slot.state;
}

void Attempt::note(AccountSlot& slot, Date day, Side side, Money amount) {
  const bool moves_days = slot.day.day != day && slot.day.sums != SideSums{};
  if (moves_days) slots_before_.push_back({slot.state.number, slot});
  slot.note(day, side, amount);
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
  for (auto slot = slots_before_.rbegin(); slot != slots_before_.rend(); ++slot) {
    books_.writable(slot->number) = std::move(slot->slot);
  }
  for (auto one = chains_before_.rbegin(); one != chains_before_.rend(); ++one) {
    books_.writable(one->number).state.chain = one->chain;
  }
  // Sums change after they have been noted here only, so these are the oldest of all.
  for (const auto& sums : sums_before_) {
    AccountSlot& changed = books_.writable(sums.number);
    changed.state.posted = sums.posted;
    changed.state.held = sums.held;
    changed.state.chain.go_back(sums.last, sums.count);
    changed.day = sums.day;
  }
  for (const auto entry : added_holds_) books_.holds_.erase(entry);
  for (const auto& opened : opened_) {
    books_.names_.remove(opened.name);
    books_.accounts_.forget(opened.number);
  }
}

std::string_view Attempt::keep(const Entry& entry, std::string canonical, const Digest& digest) {
  kept_ = true;
  auto& head = books_.head_;
  head.entry = entry.number;
  head.digest = digest;
  head.recorded_at = entry.recorded_at;
  head.accounts += static_cast<AccountNumber>(opened_.size());
  head.postings += postings_;
  if (closed_through_) head.closed_through = closed_through_;
  for (const auto& sums : sums_before_) books_.accounts_.touch(sums.number, entry.number);
  for (const auto& slot : slots_before_) books_.accounts_.touch(slot.number, entry.number);
  for (const auto& opened : opened_) books_.accounts_.touch(opened.number, entry.number);
  keep_holds();
  for (const auto reversed : reversed_) books_.current_.reversals.emplace(reversed, entry.number);
  return books_.current_.keep(entry, std::move(canonical));
}

void Attempt::keep_holds() {
  auto& changed = books_.changed_lines_;
  std::set<EntryNumber> touched;
  for (const auto& line : lines_before_) {
    changed.push_back({line.hold, line.line});
    touched.insert(line.hold);
  }
  for (const auto number : added_holds_) {
    const Hold& hold = books_.holds_.at(number);
    for (std::uint32_t line = 0; line < hold.lines.size(); ++line)
      changed.push_back({number, line});
    if (hold.expires_at) books_.expiries_.emplace(*hold.expires_at, number);
    touched.insert(number);
  }
  for (const auto number : touched) {
    const Hold& hold = books_.holds_.at(number);
    if (hold.expires_at && !has_open_line(hold)) {
      books_.expiries_.erase({*hold.expires_at, number});
    }
  }
  books_.current_.holds.insert(touched.begin(), touched.end());
}

}  // namespace anxin::book
