#include "payments/service/sub_books.h"

#include <fmt/format.h>

#include <algorithm>

#include "ledger/base/invariant.h"
#include "payments/service/reconcile_records.h"
#include "payments/service/reconcile_report.h"

namespace anxin::payments {

std::vector<WageAccount> sharing_accounts(const ledger::Reader& reader,
                                          const WageAccount& account) {
  std::vector<WageAccount> sharing;
  for (auto& one : find_all(reader, kWageAccounts)) {
    const bool shares =
        one.value.number == account.number && one.value.contract != account.contract;
    if (shares) sharing.push_back(std::move(one.value));
  }
  return sharing;
}

std::optional<Versioned<FundingReceipt>> awaiting_receipt(const ledger::Reader& reader,
                                                          const std::vector<WageAccount>& accounts,
                                                          const BankEntry& entry) {
  if (entry.direction != Direction::credit) return std::nullopt;
  for (const auto& account : accounts) {
    for (const auto& reference : entry.end_to_end_ids) {
      auto receipt = find(reader, kReceipts, account.contract + "/" + reference);
      const bool waits = receipt && receipt->value.matched_by.empty() &&
                         receipt->value.wage_account == account.id &&
                         receipt->value.amount == entry.amount;
      if (waits) return receipt;
    }
  }
  return std::nullopt;
}

RestatedBooks::History& RestatedBooks::history_of(const std::string& contract,
                                                  const std::string& account) {
  const auto prefix = contract + "/" + account + "/";
  const auto [found, is_new] = histories_.try_emplace(prefix);
  if (!is_new) return found->second;
  for (auto& one : statements_by_day(reader_, prefix)) {
    auto now = one.value;
    found->second.push_back({std::move(one), std::move(now), false, false});
  }
  return found->second;
}

void RestatedBooks::lower_from(History& history, const std::string& statement, Money amount) {
  const auto first = std::find_if(history.begin(), history.end(),
                                  [&](const Kept& one) { return one.now.id == statement; });
  LEDGER_INVARIANT(first != history.end());
  for (auto one = first; one != history.end(); ++one) {
    if (one != first) one->now.opening -= amount;
    one->now.closing -= amount;
    one->is_changed = true;
  }
}

// A contract that was loaded after that day has no part of the bank's statement, and gets it now.
BankStatement& RestatedBooks::raise_from(const BankStatement& like, const WageAccount& to,
                                         Money amount) {
  auto& history = history_of(to.contract, to.id);
  auto at = std::find_if(history.begin(), history.end(),
                         [&](const Kept& one) { return one.now.bank_id == like.bank_id; });
  if (at == history.end()) {
    at = std::find_if(history.begin(), history.end(),
                      [&](const Kept& one) { return one.now.on > like.on; });
    auto own = like;
    own.id = fmt::format("{}/{}/{:06}", to.contract, to.id, history.size() + 1);
    own.contract = to.contract;
    own.wage_account = to.id;
    own.opening = at == history.begin() ? Money() : std::prev(at)->now.closing;
    own.closing = own.opening;
    own.entries = 0;
    own.state = StatementState::reconciled;  // its one entry is explained
    at = history.insert(at, Kept{{own.id, 0, own}, own, true, true});
  }
  for (auto one = at; one != history.end(); ++one) {
    if (one != at) one->now.opening += amount;
    one->now.closing += amount;
    one->is_changed = true;
  }
  return at->now;
}

Result<void> RestatedBooks::check_unsigned_days() const {
  for (const auto& [prefix, history] : histories_) {
    for (const auto& one : history) {
      WageAccount account;
      account.contract = one.now.contract;
      account.id = one.now.wage_account;
      if (one.is_changed) LEDGER_CHECK(check_unsigned(reader_, account, one.now.on));
    }
  }
  return {};
}

Result<std::string> RestatedBooks::carry_over(const Versioned<BankEntry>& entry,
                                              const WageAccount& to, const std::string& reference) {
  const auto from = find(reader_, kStatements, entry.value.statement)->value;
  const auto& vault = book_.vault();
  const auto counterparty =
      LEDGER_TRY(vault.open_text(entry.value.sealed_counterparty, "bank-entry/" + entry.value.id));
  lower_from(history_of(from.contract, from.wage_account), from.id, entry.value.amount);
  auto& there = raise_from(from, to, entry.value.amount);
  LEDGER_CHECK(check_unsigned_days());
  auto carried = entry.value;
  carried.id = fmt::format("{}/{:06}", there.id, ++there.entries);
  carried.statement = there.id;
  carried.sealed_counterparty = vault.seal_text(counterparty, "bank-entry/" + carried.id);
  carried.match = match::ByReference{reference, ""};
  auto left = entry.value;
  left.match = match::CarriedOver{carried.id};
  left_.emplace_back(entry, std::move(left));
  created_.push_back(carried);
  return carried.id;
}

BankStatement RestatedBooks::restated(const Versioned<BankStatement>& statement) const {
  for (const auto& [prefix, history] : histories_) {
    for (const auto& one : history) {
      if (one.now.id == statement.key) return one.now;
    }
  }
  return statement.value;
}

void RestatedBooks::write(CommandDraft& draft) {
  for (const auto& entry : created_) draft.create(kBankEntries, entry.id, entry);
  for (const auto& [read, left] : left_) draft.update(kBankEntries, read, left);
  for (const auto& [prefix, history] : histories_) {
    for (const auto& one : history) {
      if (one.is_new) draft.create(kStatements, one.now.id, one.now);
      if (one.is_changed && !one.is_new) draft.update(kStatements, one.statement, one.now);
    }
  }
}

}  // namespace anxin::payments
