#include "payments/service/open_claims.h"

#include <algorithm>

#include "ledger/base/text.h"
#include "payments/domain/chart.h"
#include "payments/service/balances.h"

namespace anxin::payments {
namespace {

// "c:Q1:claim:GC1:LW1"
constexpr std::size_t kContractPart = 1;
constexpr std::size_t kCreditorPart = 3;
constexpr std::size_t kDebtorPart = 4;
// "f:F1:fund_receivable:LW1"
constexpr std::size_t kFundPart = 1;
constexpr std::size_t kFundDebtorPart = 3;

std::string part(const book::AccountName& name, std::size_t place) {
  return std::string(split(name.text(), ':')[place]);
}

void add_claims(const ledger::Reader& reader, const std::string& contract,
                std::vector<OpenClaim>& all) {
  for (const auto& account : reader.accounts(chart::contract_prefix(contract) + "claim:")) {
    if (account.balance().is_zero()) continue;
    all.push_back({account.name, part(account.name, kContractPart),
                   part(account.name, kCreditorPart), part(account.name, kDebtorPart),
                   account.balance()});
  }
}

void add_receivables(const ledger::Reader& reader, const std::string& fund,
                     std::vector<OpenClaim>& all) {
  for (const auto& account : reader.accounts(chart::fund_prefix(fund) + "fund_receivable:")) {
    if (account.balance().is_zero()) continue;
    all.push_back({account.name, "", part(account.name, kFundPart),
                   part(account.name, kFundDebtorPart), account.balance()});
  }
}

// Every debit of the account, oldest first, but those of payments that came back.
std::vector<ClaimPart> parts_made(const ledger::Reader& reader, const OpenClaim& claim) {
  std::vector<ClaimPart> parts;
  const auto account = reader.account(claim.account);
  reader.walk_back_from(*account, Instant::max(), [&](const ledger::HistoryLine& line) {
    if (line.side == book::Side::debit) parts.push_back({claim, line.effective_on, line.amount});
    return true;
  });
  std::reverse(parts.begin(), parts.end());
  for (const auto& [key, version, back] : find_all(reader, kReturnedClaims)) {
    if (back.account != claim.account.text()) continue;
    const auto its = std::find_if(parts.begin(), parts.end(), [&](const ClaimPart& one) {
      return one.since == back.since && one.amount == back.amount;
    });
    if (its != parts.end()) parts.erase(its);
  }
  std::stable_sort(parts.begin(), parts.end(),
                   [](const auto& a, const auto& b) { return a.since < b.since; });
  return parts;
}

// What is open are the newest parts.
std::vector<ClaimPart> parts_of(const ledger::Reader& reader, const OpenClaim& claim) {
  auto parts = parts_made(reader, claim);
  Money left = claim.open;
  for (auto at = parts.rbegin(); at != parts.rend(); ++at) {
    at->amount = std::min(at->amount, left);
    left -= at->amount;
  }
  std::erase_if(parts, [](const ClaimPart& one) { return one.amount.is_zero(); });
  return parts;
}

}  // namespace

std::vector<OpenClaim> open_claims(const ledger::Reader& reader) {
  std::vector<OpenClaim> all;
  for (const auto& contract : find_all(reader, kContracts)) add_claims(reader, contract.key, all);
  for (const auto& fund : find_all(reader, kFunds)) add_receivables(reader, fund.key, all);
  return all;
}

std::vector<ClaimPart> parts_owed_by(const ledger::Reader& reader, const std::string& debtor) {
  std::vector<ClaimPart> parts;
  for (const auto& claim : open_claims(reader)) {
    if (claim.debtor != debtor) continue;
    for (auto& part : parts_of(reader, claim)) parts.push_back(std::move(part));
  }
  std::stable_sort(parts.begin(), parts.end(),
                   [](const auto& a, const auto& b) { return a.since < b.since; });
  return parts;
}

std::optional<ClaimOf> claim_of(const ledger::Reader& reader, const PayrollLine& line) {
  std::optional<PayrollLine> at = line;
  while (at) {
    if (const auto in_case = find(reader, kCaseLines, at->id)) {
      const auto& [case_id, creditor, debtor] = in_case->value;
      if (creditor.empty()) return std::nullopt;
      return ClaimOf{line.contract, creditor, debtor};
    }
    if (at->replaces.empty()) return std::nullopt;
    auto before = find(reader, kLines, at->replaces);
    at = before ? std::optional(std::move(before->value)) : std::nullopt;
  }
  return std::nullopt;
}

void post_claim(const ledger::Reader& reader, const PayrollLine& line, Date on,
                CommandDraft& draft) {
  const auto claim = claim_of(reader, line);
  if (!claim) return;
  const auto arises = posting::claim_arises(*claim);
  const auto signed_on = find(reader, kContracts, line.contract)->value.signed_on;
  draft.ensure_open(reader, arises.debit, signed_on);
  draft.ensure_open(reader, arises.credit, signed_on);
  draft.post(on, arises, line.net);
}

void note_waived(const ledger::Reader& reader, const book::AccountName& account, Money amount,
                 CommandDraft& draft) {
  const std::string key(account.text());
  const auto stored = find(reader, kWaivedClaims, key);
  if (!stored) return draft.create(kWaivedClaims, key, WaivedClaim{key, amount});
  draft.update(kWaivedClaims, *stored, WaivedClaim{key, stored->value.amount + amount});
}

Money ClaimReturns::take(const Payment& payment, Date on, CommandDraft& draft) {
  auto& standing = standing_of(payment.made.debit);
  const auto ends = std::min(payment.amount, standing.open);
  standing.open -= ends;
  if (!ends.is_zero()) draft.post(on, mirror(payment.made), ends);
  const auto fallen = std::min(payment.amount - ends, standing.waived);
  standing.waived -= fallen;
  const auto owed_back = payment.amount - ends - fallen;
  if (!owed_back.is_zero()) owe_back(payment, owed_back, on, draft);
  const std::string account(payment.made.debit.text());
  draft.create(kReturnedClaims, payment.key, ReturnedClaim{account, payment.since, payment.amount});
  return ends;
}

void ClaimReturns::take_line(const PayrollLine& line, Date on, CommandDraft& draft) {
  const auto claim = claim_of(reader_, line);
  if (!claim) return;
  Payment payment{posting::claim_arises(*claim), line.contract, "", {}, line.net};
  if (const auto* paid = std::get_if<line_state::Paid>(&line.state)) {
    payment.key = paid->file + "/" + line.id;
    payment.since = paid->on;
  } else if (const auto* by = std::get_if<line_state::Discharged>(&line.state)) {
    payment.key = by->by + "/" + line.id;
    payment.since = by->on;
  } else {
    return;
  }
  take(payment, on, draft);
}

void ClaimReturns::finish(CommandDraft& draft) const {
  for (const auto& [account, standing] : standings_) {
    if (!standing.stored || standing.stored->value.amount == standing.waived) continue;
    draft.update(kWaivedClaims, *standing.stored, WaivedClaim{account, standing.waived});
  }
}

ClaimReturns::Standing& ClaimReturns::standing_of(const book::AccountName& account) {
  const std::string key(account.text());
  const auto known = standings_.find(key);
  if (known != standings_.end()) return known->second;
  Standing standing{balance_of(reader_, account), find(reader_, kWaivedClaims, key), {}};
  if (standing.stored) standing.waived = standing.stored->value.amount;
  return standings_.emplace(key, std::move(standing)).first->second;
}

void ClaimReturns::owe_back(const Payment& payment, Money amount, Date on,
                            CommandDraft& draft) const {
  const auto& account = payment.made.debit;
  const bool of_fund = account.text().starts_with("f:");
  const auto creditor = part(account, of_fund ? kFundPart : kCreditorPart);
  const auto debtor = part(account, of_fund ? kFundDebtorPart : kDebtorPart);
  const auto arises = posting::claim_arises({payment.contract, debtor, creditor});
  const auto signed_on = find(reader_, kContracts, payment.contract)->value.signed_on;
  draft.ensure_open(reader_, arises.debit, signed_on);
  draft.ensure_open(reader_, arises.credit, signed_on);
  draft.post(on, arises, amount);
}

}  // namespace anxin::payments
