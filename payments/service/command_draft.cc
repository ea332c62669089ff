#include "payments/service/command_draft.h"

#include <algorithm>

#include "ledger/base/invariant.h"
#include "payments/domain/chart.h"

namespace anxin::payments {
namespace {

book::PostingOrder order(const Move& move, Money amount) {
  return {move.debit, move.credit, to_decimal(amount, Currency::cny()), std::nullopt};
}

}  // namespace

void CommandDraft::ensure_open(const ledger::Reader& reader, const book::AccountName& account,
                               Date opened_on) {
  if (reader.account(account)) return;
  const auto* kind = chart::kind_of(account);
  LEDGER_INVARIANT(kind != nullptr);
  book::OpenAccount open{account, kind->normal, Currency::cny(), {}, {}, opened_on};
  if (kind->floor_at_zero) open.min = Decimal{};
  opens_.emplace(account.text(), std::move(open));
}

void CommandDraft::post(Date effective_on, const Moves& moves, Money amount) {
  if (amount.is_zero()) return;
  auto& step = posts_[effective_on];
  step.effective_on = effective_on;
  for (const auto& move : moves) step.postings.push_back(order(move, amount));
}

void CommandDraft::post_whole(Date effective_on, const Move& move, Money amount) {
  if (amount.is_zero()) return;
  post(effective_on, {move}, amount);
  posts_.at(effective_on).postings.back().condition =
      book::Condition{move.credit, book::Relation::exactly, to_decimal(amount, Currency::cny())};
}

void CommandDraft::hold(const Moves& moves, Money amount) {
  for (const auto& move : moves) hold_.postings.push_back(order(move, amount));
}

void CommandDraft::hold_needs(const book::AccountName& account, Money available) {
  LEDGER_INVARIANT(!hold_.postings.empty());
  hold_.postings.front().condition =
      book::Condition{account, book::Relation::at_least, to_decimal(available, Currency::cny())};
}

void CommandDraft::settle(const std::string& hold_key, std::uint32_t line, Date effective_on) {
  settles_[{hold_key, effective_on}].push_back({line, std::nullopt});
}

void CommandDraft::release(const std::string& hold_key, std::uint32_t line) {
  voids_[hold_key].push_back(line);
}

void CommandDraft::write(std::string_view table, const std::string& key, std::string bytes,
                         std::optional<book::EntryNumber> version) {
  const book::RecordId id{std::string(table), key};
  command_.reads.push_back({id, version});
  writes_.insert_or_assign(id, std::move(bytes));
}

// One step takes kPostingsMax; a payroll of 50 000 workers with deductions has more.
void CommandDraft::add_in_steps(book::Post post) {
  for (std::size_t first = 0; first < post.postings.size(); first += book::kPostingsMax) {
    const auto begin = post.postings.begin() + static_cast<std::ptrdiff_t>(first);
    const auto count = std::min(book::kPostingsMax, post.postings.size() - first);
    book::Post step;
    step.effective_on = post.effective_on;
    step.postings.assign(begin, begin + static_cast<std::ptrdiff_t>(count));
    command_.steps.emplace_back(std::move(step));
  }
}

book::Command CommandDraft::build(std::string key, std::string actor, Fields content) && {
  command_.key = std::move(key);
  command_.actor = std::move(actor);
  command_.content = std::move(content);
  for (auto& [id, bytes] : writes_) command_.writes.push_back({id, std::move(bytes)});
  for (auto& [name, open] : opens_) command_.steps.emplace_back(std::move(open));
  for (auto& [date, post] : posts_) add_in_steps(std::move(post));
  if (!hold_.postings.empty()) command_.steps.emplace_back(std::move(hold_));
  for (auto& [hold, lines] : settles_) {
    command_.steps.emplace_back(book::Settle{hold.first, std::move(lines), hold.second});
  }
  for (auto& [hold, lines] : voids_) {
    command_.steps.emplace_back(book::Void{hold, std::move(lines)});
  }
  return std::move(command_);
}

}  // namespace anxin::payments
