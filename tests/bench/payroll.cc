#include "tests/bench/payroll.h"

#include <fmt/format.h>

#include "ledger/base/amount.h"

namespace anxin::bench {
namespace {

constexpr std::size_t kWorkers = 10'000;
constexpr std::size_t kContractAccounts = kWorkers + 2;
constexpr std::size_t kRounds = 5;
constexpr std::size_t kRoundPayrolls = 4;  // made at once, so that commits overlap with judging
constexpr std::size_t kPayrolls = kRounds * kRoundPayrolls;  // spread over the book
constexpr std::string_view kEmployer = "91110105MA01BENCH7";
const Decimal kZero{};

std::string contract(std::size_t index) { return fmt::format("t:110105-2026-{:04}", index); }
std::string bank(std::size_t index) { return contract(index) + ":wage_bank:6222020200012345678"; }
std::string escrow(std::size_t index) { return contract(index) + ":escrow"; }
std::string payable(std::size_t index, std::size_t worker) {
  return fmt::format("{}:wage_payable:2026-10:{}:w{:06}", contract(index), kEmployer, worker);
}

// Wages between 4 000 and 9 000 yuan.
Decimal wage(std::size_t worker) {
  const auto fen = 400'000 + static_cast<std::int64_t>(worker * 7'919 % 500'000);
  return to_decimal(Money::from_minor(fen), Currency::cny());
}

// One posting per worker, from or to the worker's account.
template <class Order>
std::vector<book::PostingOrder> per_worker(Order order) {
  std::vector<book::PostingOrder> orders;
  orders.reserve(kWorkers);
  for (std::size_t worker = 0; worker < kWorkers; ++worker) orders.push_back(order(worker));
  return orders;
}

book::PostingOrder transfer(const std::string& debit, const std::string& credit, Decimal amount) {
  return {book::AccountName::of(debit), book::AccountName::of(credit), amount, {}};
}

}  // namespace

Payroll::Payroll(std::size_t accounts_min)
    : contracts_(accounts_min < kContractAccounts
                     ? 1
                     : (accounts_min + kContractAccounts - 1) / kContractAccounts) {}

Title Payroll::title() const {
  return {"L2",
          fmt::format("payroll of {} neighbours, accrue + hold + settle, {} accounts in the book",
                      kWorkers, contracts_ * kContractAccounts),
          0.60};
}

std::size_t Payroll::rounds() const { return kRounds; }

std::vector<book::Command> Payroll::part(std::size_t index) const {
  book::Command open;
  open.key = fmt::format("open-{}", index);
  open.actor = "bench";
  open.steps.push_back(opening(bank(index), book::Side::debit, kZero));
  open.steps.push_back(opening(escrow(index), book::Side::credit));
  for (std::size_t worker = 0; worker < kWorkers; ++worker) {
    open.steps.push_back(opening(payable(index, worker), book::Side::credit, kZero));
  }
  const Decimal funds{10'000'000'000, 0, 0, false};  // more than all its payrolls together
  book::Post fund{{transfer(bank(index), escrow(index), funds)}, {}};
  return {std::move(open), command(fmt::format("fund-{}", index), std::move(fund))};
}

std::vector<book::Command> Payroll::round(std::size_t index) const {
  std::vector<book::Command> commands;
  for (std::size_t i = 0; i < kRoundPayrolls; ++i) {
    add_payroll(commands, index * kRoundPayrolls + i);
  }
  return commands;
}

void Payroll::add_payroll(std::vector<book::Command>& commands, std::size_t index) const {
  const std::size_t at = index * contracts_ / kPayrolls;
  const auto name = fmt::format("payroll-{:04}", index);
  book::Post accrue{per_worker([at](std::size_t worker) {
                      return transfer(escrow(at), payable(at, worker), wage(worker));
                    }),
                    {}};
  book::HoldOrder hold{per_worker([at](std::size_t worker) {
                         return transfer(payable(at, worker), bank(at), wage(worker));
                       }),
                       {}};
  commands.push_back(command(name + "-accrue", std::move(accrue)));
  commands.push_back(command(name + "-hold", std::move(hold)));
  commands.push_back(command(name + "-settle", book::Settle{name + "-hold", {}, {}}));
}

}  // namespace anxin::bench
