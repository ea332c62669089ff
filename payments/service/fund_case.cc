#include "payments/service/fund_case.h"

#include <algorithm>

#include "payments/service/recourse_parts.h"

namespace anxin::payments {

FundCase::FundCase(const ledger::Reader& reader, const Of& of)
    : reader_(reader),
      decision_(of.decision),
      contracts_{of.contract},
      parts_{{of.contract, of.case_id}} {
  if (!of.case_id.empty()) {
    join_cases(of.case_id);
  } else {
    for (const auto& one : find_of_contract(reader, kCases, of.contract)) join_cases(one.key);
  }
  for (auto& stored : find_all(reader, kFundPayments)) {
    auto& payment = stored.value;
    if (!counts(payment)) continue;
    if (payment.decision == decision_) parts_.emplace(payment.contract, payment.case_id);
    payments_.push_back(std::move(payment));
  }
}

// The case, and those of whatever contract that rest on the same finding.
void FundCase::join_cases(const std::string& case_id) {
  const auto named = find(reader_, kCases, case_id);
  if (!named) return;
  for (const auto& [key, version, other] : find_all(reader_, kCases)) {
    const bool same =
        other.employer == named->value.employer && other.document == named->value.document;
    if (!same) continue;
    cases_.insert(key);
    contracts_.insert(other.contract);
    parts_.emplace(other.contract, key);
  }
}

bool FundCase::counts(const FundPayment& payment) const {
  if (std::holds_alternative<fund_payment_state::Withdrawn>(payment.state)) return false;
  if (payment.decision == decision_) return true;
  return payment.case_id.empty() ? contracts_.contains(payment.contract)
                                 : cases_.contains(payment.case_id);
}

bool FundCase::has(const PayrollLine& line) const {
  if (parts_.contains({line.contract, ""})) return true;
  const auto its = case_of(reader_, line);
  return !its.empty() && parts_.contains({line.contract, its});
}

std::set<std::string> FundCase::contracts() const {
  std::set<std::string> found;
  for (const auto& part : parts_) found.insert(part.first);
  return found;
}

}  // namespace anxin::payments
