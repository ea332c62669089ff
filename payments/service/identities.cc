#include "payments/service/identities.h"

#include <array>
#include <initializer_list>
#include <map>
#include <set>

#include "ledger/base/text.h"
#include "payments/domain/chart.h"

namespace anxin::payments {
namespace {

// Σ balances of the accounts of one kind, of one contract or fund.
class KindSums {
 public:
  KindSums(const ledger::Reader& reader, const std::string& prefix) {
    for (const auto& account : reader.accounts(prefix)) {
      const auto* kind = chart::kind_of(account.name);
      if (kind == nullptr) continue;
      sums_[kind->kind] += to_total(account.balance());
      if (kind->kind == "wage_payable") held_ += to_total(account.lowering());
    }
  }
  [[nodiscard]] Total of(std::string_view kind) const {
    const auto found = sums_.find(kind);
    return found == sums_.end() ? Total(0) : found->second;
  }
  [[nodiscard]] Total of_all(std::initializer_list<std::string_view> kinds) const {
    Total all;
    for (const auto kind : kinds) all += of(kind);
    return all;
  }
  [[nodiscard]] Total held_wages() const { return held_; }

 private:
  std::map<std::string_view, Total> sums_;
  Total held_;
};

bool is_held(const LineState& state) {
  return std::holds_alternative<line_state::InFlight>(state) ||
         std::holds_alternative<line_state::Unknown>(state) ||
         std::holds_alternative<line_state::FailedMoneyOut>(state);
}

struct MemoPair {
  std::string_view name, account, contra;
};
constexpr std::array<MemoPair, 4> kMemoPairs{{
    {"funding", "funding_due", "funding_contra"},
    {"guarantee", "guarantee_letter", "guarantee_contra"},
    {"claims", "claim", "claim_contra"},
    {"price", "price_open", "price_contra"},
}};

void add_contract(const ledger::Reader& reader, const std::string& contract,
                  std::vector<Identity>& all) {
  const KindSums sums(reader, chart::contract_prefix(contract));
  const auto add = [&](std::string_view name, const Total& left, const Total& right) {
    all.push_back({"contract " + contract, std::string(name), left, right});
  };
  add("money", sums.of_all({"wage_bank", "suspense_out", "overpaid", "restitution_due"}),
      sums.of_all({"escrow", "wage_payable", "deduction_payable", "suspense_in"}));
  add("deposit", sums.of("deposit_bank"), sums.of_all({"deposit_liability", "deposit_interest"}));
  for (const auto& [name, account, contra] : kMemoPairs) {
    add(name, sums.of(account), sums.of(contra));
  }
  Total owed;
  Total held;
  for (const auto& line : find_of_contract(reader, kLines, contract)) {
    if (is_owed(line.value.state)) owed += to_total(line.value.net);
    if (is_held(line.value.state)) held += to_total(line.value.net);
  }
  add("owed", sums.of("wage_payable"), owed);
  add("held", sums.held_wages(), held);
}

// The funds are known by their accounts.
std::set<std::string> funds(const ledger::Reader& reader) {
  std::set<std::string> found;
  for (const auto& account : reader.accounts("f:")) {
    found.insert(std::string(split(account.name.text(), ':')[1]));
  }
  return found;
}

void add_fund(const ledger::Reader& reader, const std::string& fund, std::vector<Identity>& all) {
  const KindSums sums(reader, chart::fund_prefix(fund));
  all.push_back({"fund " + fund, "fund", sums.of_all({"fund_bank", "fund_receivable"}),
                 sums.of("fund_capital")});
}

}  // namespace

std::vector<Identity> identities(const ledger::Reader& reader) {
  std::vector<Identity> all;
  for (const auto& contract : find_all(reader, kContracts)) add_contract(reader, contract.key, all);
  for (const auto& fund : funds(reader)) add_fund(reader, fund, all);
  return all;
}

std::vector<ledger::VerifyFinding> broken_identities(const ledger::Reader& reader) {
  std::vector<ledger::VerifyFinding> findings;
  for (const auto& identity : identities(reader)) {
    if (identity.holds()) continue;
    findings.push_back({ledger::kIdentityBroken, identity.owner + ", " + identity.name});
  }
  return findings;
}

}  // namespace anxin::payments
