#include "payments/domain/chart.h"

#include <fmt/format.h>

#include <array>

#include "ledger/base/text.h"

namespace anxin::payments::chart {
namespace {

using book::Side;

constexpr std::array<AccountKind, 22> kKinds{{
    {"c", "wage_bank", Side::debit, false},        {"c", "escrow", Side::credit, false},
    {"c", "wage_payable", Side::credit, true},     {"c", "deduction_payable", Side::credit, true},
    {"c", "suspense_in", Side::credit, true},      {"c", "suspense_out", Side::debit, true},
    {"c", "funding_due", Side::debit, false},      {"c", "funding_contra", Side::credit, false},
    {"c", "overpaid", Side::debit, true},          {"c", "restitution_due", Side::debit, true},
    {"c", "deposit_bank", Side::debit, true},      {"c", "deposit_liability", Side::credit, true},
    {"c", "deposit_interest", Side::credit, true}, {"c", "guarantee_letter", Side::debit, true},
    {"c", "guarantee_contra", Side::credit, true}, {"c", "claim", Side::debit, true},
    {"c", "claim_contra", Side::credit, true},     {"c", "price_open", Side::debit, true},
    {"c", "price_contra", Side::credit, true},     {"f", "fund_bank", Side::debit, true},
    {"f", "fund_capital", Side::credit, false},    {"f", "fund_receivable", Side::debit, true},
}};

AccountName name(std::string_view contract, std::string_view rest) {
  return AccountName::of(fmt::format("c:{}:{}", contract, rest));
}
AccountName of_fund(std::string_view fund, std::string_view rest) {
  return AccountName::of(fmt::format("f:{}:{}", fund, rest));
}

}  // namespace

std::string contract_prefix(std::string_view contract) { return fmt::format("c:{}:", contract); }

AccountName wage_bank(std::string_view contract, std::string_view wage_account) {
  return name(contract, fmt::format("wage_bank:{}", wage_account));
}

std::string wage_bank_prefix(std::string_view contract) {
  return fmt::format("c:{}:wage_bank:", contract);
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

AccountName overpaid(std::string_view contract, std::string_view worker) {
  return name(contract, fmt::format("overpaid:{}", worker));
}
AccountName restitution_due(std::string_view contract, std::string_view debtor) {
  return name(contract, fmt::format("restitution_due:{}", debtor));
}

AccountName deposit_bank(std::string_view contract) { return name(contract, "deposit_bank"); }
AccountName deposit_liability(std::string_view contract) {
  return name(contract, "deposit_liability");
}
AccountName deposit_interest(std::string_view contract) {
  return name(contract, "deposit_interest");
}

AccountName guarantee_letter(std::string_view contract, std::string_view letter) {
  return name(contract, fmt::format("guarantee_letter:{}", letter));
}
AccountName guarantee_contra(std::string_view contract, std::string_view letter) {
  return name(contract, fmt::format("guarantee_contra:{}", letter));
}

AccountName claim(std::string_view contract, std::string_view creditor, std::string_view debtor) {
  return name(contract, fmt::format("claim:{}:{}", creditor, debtor));
}
AccountName claim_contra(std::string_view contract, std::string_view creditor,
                         std::string_view debtor) {
  return name(contract, fmt::format("claim_contra:{}:{}", creditor, debtor));
}

AccountName price_open(std::string_view contract, std::string_view owner) {
  return name(contract, fmt::format("price_open:{}", owner));
}
AccountName price_contra(std::string_view contract, std::string_view owner) {
  return name(contract, fmt::format("price_contra:{}", owner));
}

std::string fund_prefix(std::string_view fund) { return fmt::format("f:{}:", fund); }
AccountName fund_bank(std::string_view fund) { return of_fund(fund, "fund_bank"); }
AccountName fund_capital(std::string_view fund) { return of_fund(fund, "fund_capital"); }
AccountName fund_receivable(std::string_view fund, std::string_view debtor) {
  return of_fund(fund, fmt::format("fund_receivable:{}", debtor));
}

const AccountKind* kind_of(const AccountName& account) {
  const auto parts = split(account.text(), ':');
  if (parts.size() < 3) return nullptr;
  for (const auto& known : kKinds) {
    if (known.scope == parts[0] && known.kind == parts[2]) return &known;
  }
  return nullptr;
}

}  // namespace anxin::payments::chart
