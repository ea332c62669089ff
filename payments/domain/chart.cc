#include "payments/domain/chart.h"

#include <fmt/format.h>

#include <array>

#include "ledger/base/text.h"

namespace anxin::payments::chart {
namespace {

using book::Side;

constexpr std::array<AccountKind, 8> kKinds{{
    {"wage_bank", Side::debit, false},
    {"escrow", Side::credit, false},
    {"wage_payable", Side::credit, true},
    {"deduction_payable", Side::credit, true},
    {"suspense_in", Side::credit, true},
    {"suspense_out", Side::debit, true},
    {"funding_due", Side::debit, false},
    {"funding_contra", Side::credit, false},
}};

AccountName name(std::string_view contract, std::string_view rest) {
  return AccountName::of(fmt::format("c:{}:{}", contract, rest));
}

}  // namespace

std::string contract_prefix(std::string_view contract) { return fmt::format("c:{}:", contract); }

AccountName wage_bank(std::string_view contract, std::string_view wage_account) {
  return name(contract, fmt::format("wage_bank:{}", wage_account));
}

AccountName escrow(std::string_view contract) { return name(contract, "escrow"); }

AccountName wage_payable(std::string_view contract, Month month, std::string_view employer,
                         std::string_view worker) {
  return name(contract, fmt::format("wage_payable:{}:{}:{}", to_string(month), employer, worker));
}

std::string wage_payable_prefix(std::string_view contract) {
  return fmt::format("c:{}:wage_payable:", contract);
}

std::string wage_payable_prefix(std::string_view contract, Month month) {
  return fmt::format("c:{}:wage_payable:{}:", contract, to_string(month));
}

AccountName deduction_payable(std::string_view contract, std::string_view kind,
                              std::string_view withholder) {
  return name(contract, fmt::format("deduction_payable:{}:{}", kind, withholder));
}

std::string deduction_payable_prefix(std::string_view contract) {
  return fmt::format("c:{}:deduction_payable:", contract);
}

AccountName suspense_in(std::string_view contract) { return name(contract, "suspense_in"); }
AccountName suspense_out(std::string_view contract) { return name(contract, "suspense_out"); }

AccountName funding_due(std::string_view contract, std::string_view owner) {
  return name(contract, fmt::format("funding_due:{}", owner));
}

AccountName funding_contra(std::string_view contract, std::string_view owner) {
  return name(contract, fmt::format("funding_contra:{}", owner));
}

const AccountKind* kind_of(const AccountName& account) {
  const auto parts = split(account.text(), ':');
  if (parts.size() < 3 || parts[0] != "c") return nullptr;
  for (const auto& known : kKinds) {
    if (known.kind == parts[2]) return &known;
  }
  return nullptr;
}

}  // namespace anxin::payments::chart
