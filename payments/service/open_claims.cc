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

// The newest debits that make up the balance, oldest first.
std::vector<ClaimPart> parts_of(const ledger::Reader& reader, const OpenClaim& claim) {
  std::vector<ClaimPart> parts;
  Money left = claim.open;
  const auto account = reader.account(claim.account);
  reader.walk_back_from(*account, Instant::max(), [&](const ledger::HistoryLine& line) {
    if (line.side == book::Side::debit) {
      const auto amount = std::min(left, line.amount);
      parts.push_back({claim, line.effective_on, amount});
      left -= amount;
    }
    return !left.is_zero();
  });
  std::reverse(parts.begin(), parts.end());
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

void end_claim(const ledger::Reader& reader, const PayrollLine& line, Date on,
               CommandDraft& draft) {
  const auto claim = claim_of(reader, line);
  if (!claim) return;
  const auto ended = posting::claim_ended(*claim);
  draft.post(on, ended, std::min(line.net, balance_of(reader, ended.credit)));
}

}  // namespace anxin::payments
