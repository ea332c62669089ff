#include "payments/service/identities.h"

#include "payments/domain/chart.h"

namespace anxin::payments {
namespace {

// Σ balances of the contract's accounts of one kind.
class ContractSums {
 public:
  ContractSums(const ledger::Reader& reader, const std::string& contract) {
    for (const auto& account : reader.accounts(chart::contract_prefix(contract))) {
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

void add_contract(const ledger::Reader& reader, const std::string& contract,
                  std::vector<Identity>& all) {
  const ContractSums sums(reader, contract);
  all.push_back({contract, "money", sums.of("wage_bank") + sums.of("suspense_out"),
                 sums.of("escrow") + sums.of("wage_payable") + sums.of("deduction_payable") +
                     sums.of("suspense_in")});
  all.push_back({contract, "funding", sums.of("funding_due"), sums.of("funding_contra")});
  Total owed;
  Total held;
  for (const auto& line : find_of_contract(reader, kLines, contract)) {
    if (is_owed(line.value.state)) owed += to_total(line.value.net);
    if (is_held(line.value.state)) held += to_total(line.value.net);
  }
  all.push_back({contract, "owed", sums.of("wage_payable"), owed});
  all.push_back({contract, "held", sums.held_wages(), held});
}

}  // namespace

std::vector<Identity> identities(const ledger::Reader& reader) {
  std::vector<Identity> all;
  for (const auto& contract : find_all(reader, kContracts)) add_contract(reader, contract.key, all);
  return all;
}

std::vector<ledger::VerifyFinding> broken_identities(const ledger::Reader& reader) {
  std::vector<ledger::VerifyFinding> findings;
  for (const auto& identity : identities(reader)) {
    if (identity.holds()) continue;
    findings.push_back(
        {ledger::kIdentityBroken, "contract " + identity.contract + ", " + identity.name});
  }
  return findings;
}

}  // namespace anxin::payments
